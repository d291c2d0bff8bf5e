"""The soak test itself, inside tests/pcsc/world.sh: soak.py SECONDS SEED. Exits with 0 if all
events were reported.

Cards are inserted and removed while the service is restarted, the monitor is stopped and continued,
it runs hooks that are slow, fail, die and hang, and the clock is set forward and back. Events
during a restart of the service cannot be counted: each run of the service is counted separately,
and what it counted just before its end may stay unreported."""
import collections
import datetime
import json
import mmap
import os
import random
import signal
import struct
import sys
import tempfile
import time

from world import READERS, Card, Monitor, Observer, service, wait_until

# Depends on the last digits of the event's microseconds: the hook fails, dies, is slow, or takes
# longer than --exec-time allows.
HOOK = """#!/bin/sh
read -r line
printf '%%s\\n' "$line" >>%s
case $PCSC_TIME in
*3[+-]*) exit 1 ;;
*5[+-]*) kill -9 $$ ;;
*7[+-]*) sleep 1 ;;
*99[+-]*) sleep 3600 ;;
esac
"""


class Clock:
    """The time of day that all programs started from here see; see clock.c."""

    def __init__(self, directory):
        path = directory + "/clock"
        with open(path, "wb") as file:
            file.write(bytes(8))
        with open(path, "r+b") as file:
            self.map = mmap.mmap(file.fileno(), 8)
        os.environ.update(CLOCK_OFFSET=path, LD_PRELOAD=os.environ["CLOCK"])
        self.offset = self.jumps = 0

    def jump(self, seconds):
        self.offset = seconds
        self.map[:] = struct.pack("=q", seconds)
        self.jumps += 1

    def is_now(self, stamp):
        off = datetime.datetime.fromisoformat(stamp).timestamp() - time.time() - self.offset
        return abs(off) < 600


class Soak:
    def __init__(self, directory, seed):
        self.random = random.Random(seed)
        self.clock = Clock(directory)
        self.hooked = directory + "/hooked"
        with open(directory + "/hook", "w") as file:
            file.write(HOOK % self.hooked)
        os.chmod(directory + "/hook", 0o755)
        open(self.hooked, "w").close()
        self.observer = Observer()
        self.cards = [Card(reader) for reader in READERS[::2]]
        self.monitor = Monitor(directory, ["--parallel", "2", "--exec-time", "20", "--exec", directory + "/hook"])
        self.monitor.settled(self.observer)
        wait_until(self.hooks_done, "the first hooks")
        self.before = self.sizes()
        self.counts = collections.Counter()

    def sizes(self):
        return self.monitor.status("RssAnon"), self.monitor.status("Threads"), self.monitor.files()

    def turn(self):
        self.random.choice(self.cards).turn()

    def now_and_then(self):
        return self.random.random() < 0.4

    def jump(self):
        """Sets the clock hours forward or back, or to the right time again; the next event must
        have the new time."""
        self.clock.jump(self.random.choice([0, 1, -1, 1, -1]) * self.random.randint(3600, 48 * 3600))
        self.turn()
        self.monitor.settled(self.observer)
        stamp = self.monitor.events[-1]["time"]
        assert self.clock.is_now(stamp), "%s, but the clock is off by %d s" % (stamp, self.clock.offset)

    def stop(self):
        self.monitor.send(signal.SIGSTOP)
        for _ in range(self.random.randint(1, 4)):
            self.turn()
        if self.now_and_then():
            self.clock.jump(self.random.randint(-24, 24) * 3600)
        self.monitor.send(signal.SIGCONT)
        self.counts["stops"] += 1

    def restart(self):
        calm = self.now_and_then()
        if calm:
            self.monitor.settled(self.observer)
        if self.now_and_then():
            self.monitor.send(signal.SIGSTOP)
        if not calm:
            self.turn()
        counted = {reader: self.observer.look(reader)[0] for reader in READERS}
        life = len(self.monitor.past)
        service(self.random.choice(["stop", "kill"]))
        for card in self.cards:
            card.there = False
        if self.now_and_then():
            time.sleep(3 * self.random.random())
        if self.now_and_then():
            self.clock.jump(self.random.randint(-24, 24) * 3600)
        self.start_service()
        self.monitor.send(signal.SIGCONT)
        wait_until(lambda: self.monitor.update() and len(self.monitor.past) > life, "the service's loss")
        self.monitor.settled(self.observer)
        untold = sum((counted[reader] - told.count()) & 0xffff
                     for reader, told in self.monitor.past[life].items())
        assert untold == 0 if calm else untold < 10, "%d events are untold, or were not made" % untold
        self.counts["restarts"] += 1
        self.counts["untold"] += untold

    def start_service(self):
        """Starts the service. If it starts without some of its readers, that is not the monitor's
        fault, but the monitor has to cope."""
        for _ in range(5):
            service("start")
            try:
                return wait_until(lambda: all(self.observer.ask(reader) for reader in READERS), "pcscd", 30)
            except AssertionError:
                with open(os.environ["WORLD"] + "/pcscd.log") as log:
                    print("# pcscd, 0x%08X: %s" % (self.observer.code, log.read()[-300:]), flush=True)
                service("kill")
                self.counts["bad starts"] += 1
        raise AssertionError("pcscd does not start")

    def run(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.random.choices([self.turn, self.jump, self.stop, self.restart], [20, 3, 3, 2])[0]()
        self.monitor.settled(self.observer)
        wait_until(lambda: self.monitor.update() and self.hooks_done(), "the hooks")

    def hooks_done(self):
        """Whether there was a hook for each event, and none runs. One that runs is a file more."""
        with open(self.hooked) as file:
            return sum(1 for _ in file) >= len(self.monitor.events) and not self.monitor.runs_hooks()

    def check(self):
        """Returns by how much the monitor has grown. Checks that hooks got the events that were
        reported, in the same order for each reader."""
        sizes, used = self.sizes(), self.monitor.processor()
        self.monitor.finish()
        with open(self.hooked) as file:
            hooked = [json.loads(line) for line in file]
        assert by_reader(self.monitor.events) == by_reader(hooked), "hooks saw other events, or in another order"
        grown = [now - before for now, before in zip(sizes, self.before)]
        assert grown[0] < 1024 and grown[1:] == [0, 0], "memory (KiB), threads, files grew by %s" % grown
        made = sum(card.made for card in self.cards)
        told = sum(told.steps for life in self.monitor.past + [self.monitor.readers] for told in life.values())
        assert made == told + self.counts["untold"], (made, told, self.counts)
        print("# %d insertions and removals made, %d told, %d cut off by an end of the service; %d events;" %
              (made, told, self.counts["untold"], len(self.monitor.events)))
        print("# %d restarts, %d bad starts, %d stops, %d jumps of the clock; memory +%d KiB, processor %.2f s" %
              (self.counts["restarts"], self.counts["bad starts"], self.counts["stops"], self.clock.jumps,
               grown[0], used))

    def end(self):
        self.monitor.end()
        for card in self.cards:
            card.end()


def by_reader(events):
    lists = collections.defaultdict(list)
    for event in events:
        lists[event["reader"] and event["reader"]["name"]].append(event)
    return lists


def main():
    seconds, seed = float(sys.argv[1]), int(sys.argv[2])
    with tempfile.TemporaryDirectory() as directory:
        soak = Soak(directory, seed)
        try:
            soak.run(seconds)
            soak.check()
        finally:
            soak.end()


main()
