"""The soak itself, inside tests/pcsc/world.sh: soak.py SECONDS SEED. Status 0 where all events were told."""
import collections
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

SETTLE = 0.9  # vpcd is asked every 400 ms: a state shorter than that may be missed by the service itself
HERE = os.path.dirname(os.path.abspath(__file__))
READERS = ["pcsckit A 00 00", "pcsckit B 00 00"]
PORTS = [35963, 35965]


class Card:
    def __init__(self, port):
        self.there = True
        self.made = 0
        self.vicard = subprocess.Popen(["vicard", "--port", str(port), "--atr", "3B021450"],
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.vicard.stdout.readline()  # it begins in the reader

    def say(self, word):
        self.vicard.stdin.write(word + "\n")
        self.vicard.stdin.flush()
        answer = self.vicard.stdout.readline()
        assert answer.startswith("ok"), (word, answer)

    def turn(self):
        self.say("remove" if self.there else "insert")
        self.there = not self.there
        self.made += 1


class Soak:
    def __init__(self, folder, seed):
        self.random = random.Random(seed)
        self.events, self.hooked = folder + "/events", folder + "/hooked"
        hook = folder + "/hook"
        with open(hook, "w") as file:
            # One in ten takes longer than the next event.
            file.write('#!/bin/sh\nread -r line\ncase $PCSC_EVENT_COUNT in *7) sleep 1 ;; esac\n'
                       'printf "%%s\\n" "$line" >>%s\n' % self.hooked)
        os.chmod(hook, 0o755)
        open(self.hooked, "w").close()
        self.cards = [Card(port) for port in PORTS]
        time.sleep(SETTLE)
        self.restarts = self.stops = 0
        with open(self.events, "w") as out:
            self.scan = subprocess.Popen(["pcsc_scan", "--json", "-n", "--parallel", "2", "--exec", hook],
                                         stdout=out, stderr=subprocess.DEVNULL)
        self.wait_for(lambda: len(self.lines()) >= 6)
        self.memory = self.resident()

    def lines(self, path=None):
        with open(path or self.events) as file:
            return [json.loads(line) for line in file if line.endswith("\n")]

    def wait_for(self, condition):
        end = time.monotonic() + 20
        while not condition():
            assert self.scan.poll() is None, "pcsc_scan has ended"
            assert time.monotonic() < end, "waited in vain"
            time.sleep(0.05)

    def resident(self):
        with open("/proc/%d/status" % self.scan.pid) as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))

    def told(self, reader):
        """Steps of the reader's counter that events tell, one way or the other."""
        steps = 0
        for event in self.lines():
            if (event["reader"] or {}).get("name") != reader or event["initial"]:
                continue
            steps += event["missed"] + event["event"].startswith("card-")
        return steps

    def settled(self):
        self.wait_for(lambda: all(self.told(r) == c.made for r, c in zip(READERS, self.cards)))

    def turn(self):
        self.random.choice(self.cards).turn()
        time.sleep(SETTLE)

    def stop(self):
        self.scan.send_signal(signal.SIGSTOP)
        for _ in range(self.random.randint(1, 4)):
            self.turn()
        self.scan.send_signal(signal.SIGCONT)
        self.stops += 1

    def restart(self):
        """What happens while there is no service nobody can count: the cards rest."""
        for card in self.cards:
            if card.there:
                card.turn()
        time.sleep(SETTLE)
        self.settled()
        before = collections.Counter(event["event"] for event in self.lines())
        service = HERE + "/pcsc/service.sh"
        subprocess.run([service, self.random.choice(["stop", "kill"])], check=True)
        self.wait_for(lambda: sum(e["event"] == "service-lost" for e in self.lines()) >
                      before["service-lost"])
        subprocess.run([service, "start"], check=True)
        self.wait_for(lambda: sum(e["event"] == "reader-added" for e in self.lines()) >=
                      before["reader-added"] + 4)
        self.restarts += 1

    def run(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.random.choices([self.turn, self.stop, self.restart], [10, 2, 1])[0]()
        self.settled()
        self.wait_for(lambda: len(self.lines(self.hooked)) >= len(self.lines()))

    def check(self):
        grown = self.resident() - self.memory
        self.scan.terminate()
        assert self.scan.wait(5) == 0, "status %d" % self.scan.returncode
        by_reader = collections.defaultdict(list), collections.defaultdict(list)
        for path, lists in zip((self.events, self.hooked), by_reader):
            for event in self.lines(path):
                lists[(event["reader"] or {}).get("name")].append(event)
        assert by_reader[0] == by_reader[1], "hooks saw other events, or in another order"
        assert grown < 1024, "memory grew by %d KiB" % grown
        made = [card.made for card in self.cards]
        assert [self.told(reader) for reader in READERS] == made
        print("# made and told: %s; restarts %d, stops %d, memory +%d KiB" %
              (made, self.restarts, self.stops, grown))

    def end(self):
        for process in [self.scan] + [card.vicard for card in self.cards]:
            process.kill()
            process.wait()


def main():
    seconds, seed = float(sys.argv[1]), int(sys.argv[2])
    print("# seed %d" % seed)
    with tempfile.TemporaryDirectory() as folder:
        soak = Soak(folder, seed)
        try:
            soak.run(seconds)
            soak.check()
        finally:
            soak.end()


main()
