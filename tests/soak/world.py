"""For soak.py and cycles.py, inside tests/pcsc/world.sh: cards that are inserted and removed, the
service and its event counters, and pcsc_scan with everything that it reports."""
import ctypes
import json
import os
import signal
import subprocess
import time

HERE = os.path.dirname(os.path.abspath(__file__))
READERS = ["pcsckit A 00 00", "pcsckit A 00 01", "pcsckit B 00 00", "pcsckit B 00 01"]
PORTS = dict(zip(READERS, range(35963, 35967)))
LIMIT = 120  # seconds, for what takes one on an idle machine


def wait_until(condition, what, limit=LIMIT):
    end = time.monotonic() + limit
    while not condition():
        assert time.monotonic() < end, "waited in vain: " + (what() if callable(what) else what)
        time.sleep(0.03)


class ReaderState(ctypes.Structure):
    _fields_ = [("reader", ctypes.c_char_p), ("user", ctypes.c_void_p), ("current", ctypes.c_ulong),
                ("event", ctypes.c_ulong), ("atr_length", ctypes.c_ulong), ("atr", ctypes.c_ubyte * 33)]


class Observer:
    """Reads the service's own event counters, without pcsc_scan. Each thread needs its own."""
    UNKNOWN, PRESENT = 0x04, 0x20
    library = ctypes.CDLL("libpcsclite.so.1")

    def __init__(self):
        self.context = None
        self.code = 0  # the PC/SC result of the last call

    def ask(self, reader):
        if self.context is None:
            context = ctypes.c_long()
            self.code = self.library.SCardEstablishContext(2, None, None, ctypes.byref(context)) & 0xffffffff
            if self.code:
                return None
            self.context = context
        state = ReaderState(reader=reader.encode())
        self.code = self.library.SCardGetStatusChange(self.context, 0, ctypes.byref(state), 1) & 0xffffffff
        if self.code:
            self.library.SCardReleaseContext(self.context)
            self.context = None
            return None
        # libpcsclite 2.5 may mistake an event for the start of the response, and then finds no
        # reader there.
        if state.event & self.UNKNOWN:
            return None
        return state.event >> 16 & 0xffff, bool(state.event & self.PRESENT)

    def look(self, reader):
        """Returns the reader's counter and whether a card is present; waits for a service that has
        just started."""
        answers = []
        wait_until(lambda: answers.append(self.ask(reader)) or answers[-1],
                   lambda: "%s: 0x%08X" % (reader, self.code))
        return answers[-1]


class Card:
    """A card that is inserted or removed; each turn is one step of the service's counter."""

    def __init__(self, reader):
        self.reader, self.observer = reader, Observer()
        self.there = False
        self.made = 0
        self.vicard = subprocess.Popen(["vicard", "--port", str(PORTS[reader])], stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def say(self, word):
        self.vicard.stdin.write(word + "\n")
        self.vicard.stdin.flush()
        return self.vicard.stdout.readline()

    def turn(self):
        before, there = self.observer.look(self.reader)
        assert there == self.there, "%s: the card is not where it was left" % self.reader
        self.there = not there
        answer = self.say("insert" if self.there else "remove")
        assert answer.startswith("ok"), answer
        wait_until(lambda: self.observer.look(self.reader)[0] != before, "the service's count")
        after, there = self.observer.look(self.reader)
        assert (after, there) == ((before + 1) & 0xffff, self.there), (before, after, there)
        self.made += 1

    def end(self):
        self.vicard.kill()
        self.vicard.wait()


def service(word):
    subprocess.run([HERE + "/../pcsc/service.sh", word], check=True)


class Told:
    """What was reported about one reader since it was added."""

    def __init__(self, event):
        self.base = event["event_count"]
        self.steps = 0
        self.card = False
        self.found = event["time"]

    def take(self, event):
        kind = event["event"]
        self.steps += event["missed"]
        if kind.startswith("card-"):
            assert self.card == (kind == "card-removed"), event
            self.card = kind != "card-removed"
            # A card that was found together with its reader is not a step.
            self.steps += event["time"] != self.found
        # Never more than was counted; except that the service may show a card a moment before it
        # counts it.
        assert self.count() - event["event_count"] <= 1, (vars(self), event)

    def count(self):
        return (self.base + self.steps) & 0xffff


class Monitor:
    """pcsc_scan --json, and what it has reported."""

    def __init__(self, directory, arguments):
        self.path = directory + "/events"
        with open(self.path, "w") as out, open(directory + "/messages", "w") as messages:
            self.process = subprocess.Popen(["pcsc_scan", "--json", "-n"] + arguments, stdout=out,
                                            stderr=messages)
        self.file = open(self.path)
        self.rest = ""  # the beginning of an incomplete line
        self.events = []
        self.readers = {}  # since the service was last started
        self.past = []  # of previous runs of the service
        self.before = {}  # readers when it ended, and whether a card was reported as present

    def read(self):
        self.rest += self.file.read()
        *lines, self.rest = self.rest.split("\n")
        for line in lines:
            self.take(json.loads(line))

    def update(self):
        """Reads new events. Returns True, for use in conditions."""
        assert self.process.poll() is None, "pcsc_scan has ended: %s" % self.process.returncode
        self.read()
        return True

    def take(self, event):
        self.events.append(event)
        kind, reader = event["event"], event["reader"] and event["reader"]["name"]
        if kind == "service-lost":
            self.past.append(self.readers)
            self.before = {name: told.card for name, told in self.readers.items()}
            self.readers = {}
        elif kind == "reader-added":
            # A card that left while the service was gone was reported before.
            assert not self.before.get(reader) or "present" in event["state"], event
            self.readers[reader] = Told(event)
        elif reader is not None and reader not in self.readers:
            self.left(kind, reader, event)
        elif kind == "reader-removed":
            del self.readers[reader]
        elif reader is not None:
            self.readers[reader].take(event)

    def left(self, kind, reader, event):
        """An event reported after the service's return, about what was there before."""
        assert not event["initial"] and not self.readers, event
        if kind == "card-removed":
            assert self.before[reader], event
            self.before[reader] = False
        else:
            assert kind == "reader-removed" and not self.before.pop(reader), event

    def knows(self, observer, reader):
        told = self.readers.get(reader)
        return told is not None and (told.count(), told.card) == observer.look(reader)

    def settled(self, observer):
        """Waits until exactly what the service has counted was reported."""
        wait_until(lambda: self.update() and all(self.knows(observer, r) for r in READERS),
                   lambda: "events: " + str({r: vars(t) for r, t in self.readers.items()}))

    def status(self, key):
        with open("/proc/%d/status" % self.process.pid) as file:
            return next(int(line.split()[1]) for line in file if line.startswith(key + ":"))

    def files(self):
        return len(os.listdir("/proc/%d/fd" % self.process.pid))

    def runs_hooks(self):
        """Whether it has a child besides the one that ends hooks with it (child_guard.c)."""
        children = subprocess.run(["pgrep", "-c", "-P", str(self.process.pid)], stdout=subprocess.PIPE)
        return int(children.stdout) > 1

    def processor(self):
        """Returns the processor time that it has used, without its hooks, in seconds."""
        with open("/proc/%d/stat" % self.process.pid) as file:
            return sum(map(int, file.read().rpartition(")")[2].split()[11:13])) / os.sysconf("SC_CLK_TCK")

    def send(self, number):
        self.process.send_signal(number)

    def finish(self):
        self.send(signal.SIGTERM)
        status = self.process.wait(LIMIT)
        assert status == 0, "status %d" % status
        self.read()
        assert self.rest == "", "a line is cut: " + self.rest

    def end(self):
        self.process.kill()
        self.process.wait()
        self.file.close()
