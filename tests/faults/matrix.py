#!/usr/bin/env python3
"""matrix.py [quick|all] [FAULT]...: program x operation x fault. The runs of memory.py, each with one thing that goes
wrong: a system call, a call of PC/SC, the service, the reader, the card, its response, a descriptor, the disk, the
clock, the environment, an argument. Whatever it is, a program must not crash, hang, print half a line, leave half a
file, show a secret, or end as if all were well with output lost; and it must name what failed. quick tries a part of
each. Writes TAP; all also writes what was tried to docs/faults.md. Linux on x86-64, where a system call fails."""
import collections
import concurrent.futures
import errno
import itertools
import os
import platform
import random
import re
import shutil
import stat
import struct
import subprocess
import sys
import tempfile

import memory

HERE = os.path.dirname(os.path.abspath(__file__))
SECRET = "31415926"
LIMIT = 20  # seconds that a run may take
QUICK, MOST = 8, 60  # of the faults of one kind in one run, with quick and with all
SHORT = 0  # as a fault of a system call: it is made for one byte

# What each system call may answer. Not ENOENT, which is an answer, nor ENOSYS.
ERRORS = {
    "accept4": "EMFILE ECONNABORTED EINTR", "bind": "EADDRINUSE EACCES", "clock_nanosleep": "EINTR",
    "clone3": "EAGAIN ENOMEM", "close": "EIO EINTR", "connect": "ECONNREFUSED ETIMEDOUT EACCES",
    "dup2": "EMFILE", "execve": "EACCES ENOMEM", "fchmod": "EPERM EIO", "fchown": "EPERM",
    "flock": "EINTR ENOLCK", "fsync": "EIO ENOSPC", "ftruncate": "EIO", "getcwd": "EACCES", "getdents64": "EIO",
    "inotify_add_watch": "ENOSPC EACCES", "inotify_init1": "EMFILE", "ioctl": "ENOTTY EIO", "link": "EPERM",
    "listen": "EADDRINUSE", "lseek": "ESPIPE", "mkdir": "EACCES ENOSPC", "mmap": "ENOMEM ENODEV",
    "newfstatat": "EACCES EIO", "openat": "EACCES EMFILE EIO", "pipe2": "EMFILE", "poll": "EINTR ENOMEM",
    "ppoll": "EINTR", "pread64": "EIO EINTR SHORT", "prlimit64": "EPERM", "read": "EIO EINTR EISDIR SHORT",
    "readlink": "EACCES", "readlinkat": "EACCES", "recvfrom": "ECONNRESET EINTR SHORT", "recvmsg": "ECONNRESET EINTR",
    "rename": "EACCES ENOSPC EXDEV", "sendmsg": "EPIPE EINTR", "sendto": "ECONNRESET EINTR SHORT",
    "socket": "EMFILE EACCES", "socketpair": "EMFILE", "statx": "EACCES", "unlink": "EACCES EBUSY",
    "utimensat": "EPERM", "wait4": "EINTR", "write": "EIO ENOSPC EINTR SHORT", "writev": "EIO ENOSPC",
}
# Those of pcsclite.h, one of a system's own, and one that nobody has.
CODES = [f"801000{low:02X}" for low in [*range(0x01, 0x2F), *range(0x65, 0x73)]] + ["00000016", "8010BEEF"]
CALLS = ("SCardEstablishContext SCardListReaders SCardGetStatusChange SCardConnect SCardReconnect SCardStatus "
         "SCardTransmit SCardControl SCardGetAttrib SCardBeginTransaction SCardEndTransaction SCardDisconnect "
         "SCardReleaseContext").split()
TO_READER = {"gone": ["unplug a"], "removed": ["remove a"], "swapped": ["swap a 3B8001"], "reset": ["reset a"],
             "mute": ["remove a", "mute a"], "held exclusively": ["hold a", "state a 0080"]}
TO_SERVICE = {"killed": ["service stop"], "replaced": ["service stop", "service start"]}
RESPONSES = ["none", "90", "length 65536", "61", "6CFF", "9F" + "FF" * 300, "1B5D303B07E280AE9000"]
ENVIRONMENTS = [
    {"HOME": None}, {"HOME": ""}, {"HOME": "/nowhere"}, {"HOME": "x" * 5000}, {"PATH": None}, {"LC_ALL": "xx_XX.bad"},
    {"TERM": "\x1b]0;x"}, {"TERM": "x" * 4000}, {"COLUMNS": "-1"}, {"COLUMNS": "0"}, {"COLUMNS": "999999999999999999999"},
    {"NO_COLOR": "1"}, {"XDG_CACHE_HOME": "/proc/self/mem"}, {"XDG_CONFIG_HOME": "relative"},
    {"XDG_DATA_DIRS": ":" * 4000}, {"SMARTCARD_LIST": "/"}, {"SMARTCARD_LIST": "/nowhere"},
    {"SMARTCARD_LIST": "/proc/self/mem"}, {"PCSC_READER": "\n\x1b]0;x\x07" * 50}, {"PCSC_READER_IGNORE": ":::a::"},
    {"TMPDIR": "/nowhere"}, {"TZ": "/proc/self/mem"}, {"LIBPCSCLITE_DEBUG_LEVEL": "99"}, {"JOURNAL_STREAM": "1:1:1"},
    {"NOTIFY_SOCKET": "@" + "x" * 200}, {"WATCHDOG_USEC": "-5"}, {"http_proxy": "http://[::bad"}, {"EDITOR": "\n"},
]
LONG = "A" * (131071)  # the longest argument that Linux passes


class Case:
    """One run with one fault: of what, which one, and what it changes."""

    def __init__(self, run, operation, fault, world=(), environment=None, inject=None, closed="", out=None, words=None,
                 clock=0, times=1):
        self.run, self.operation, self.fault = run, operation, fault
        self.world, self.environment, self.inject = world, environment or {}, inject
        self.closed, self.out, self.words, self.clock, self.times = closed, out, words, clock, times


class Usual:
    """What a run does without a fault."""

    def __init__(self, words, status, out, said, files, calls, scard):
        self.words, self.status, self.out, self.said, self.files = words, status, out, said, files
        self.calls, self.scard = calls, scard


class Place(memory.Place):
    def __init__(self, work, number):
        super().__init__(work, number)
        self.list = os.path.join(self.path, "calls")
        self.log = os.path.join(self.path, "scard")
        self.full = os.path.join(self.path, "full")
        try:
            os.mknod(self.full, stat.S_IFCHR | 0o666, os.makedev(1, 7))
        except OSError:
            self.full = None

    def command(self, words, inject):
        program = os.path.join(memory.BUILD, "bin", words[0])
        if not os.path.exists(program):
            program = os.path.join(memory.BUILD, "libexec/pcsckit", words[0])
        command = [program, *words[1:]]
        if inject is not None:
            n, error = inject
            command = [INJECT, self.list, str(n), str(error), "/usr/bin/env", "FAULT_STATE=" + self.state,
                       f"LD_PRELOAD={memory.BUILD}/tests/faults/memory.so", *command]
        return command

    def world(self, run, lines):
        """A world for the fake: that of memory.py, then what goes wrong."""
        return "".join(line + "\n" for line in [*memory.READERS, *lines]) if run.fake else ""

    def run(self, case, words, log=False):
        run = case.run
        environment = {"PATH": os.environ["PATH"], "HOME": self.path, "LC_ALL": "C.UTF-8",
                       "SMARTCARD_LIST": memory.CARD_LIST, "PIN": SECRET}
        if run.fake:
            self.write("world2", self.world(run, case.world))
            environment.update(FAKE_PCSC="world2", LD_LIBRARY_PATH=memory.BUILD + "/tests/fake")
            if log:
                open(self.log, "w").close()
                environment["FAKE_PCSC_LOG"] = self.log
        if case.clock:
            with open(os.path.join(self.path, "offset"), "wb") as file:
                file.write(struct.pack("=q", case.clock))
            environment.update(CLOCK_OFFSET="offset", LD_PRELOAD=memory.BUILD + "/tests/soak/clock.so")
        environment.update(case.environment)
        environment = {name: value for name, value in environment.items() if value is not None}
        with open(self.state, "wb") as file:
            file.write(struct.pack("=II", 0, 0))
        self.clean(run)
        command = self.command(words, case.inject)
        if case.closed:
            command = ["/bin/sh", "-c", 'exec "$@"' + "".join(f" {fd}<&-" for fd in case.closed), "sh", *command]
        out = open(self.full, "wb") if case.out == "full" else subprocess.PIPE
        try:
            done = subprocess.run(command, input=run.text.encode(), stdout=out, stderr=subprocess.PIPE, cwd=self.path,
                                  env=environment, timeout=LIMIT, check=False)
            outcome = memory.Outcome(done.returncode, done.stdout or b"", done.stderr,
                                     [self.read(name) for name in run.changes])
        except subprocess.TimeoutExpired as late:
            outcome = memory.Outcome(None, late.stdout or b"", late.stderr or b"", [])
        finally:
            if case.out == "full":
                out.close()
        outcome.trace = self.read("trace") or b""
        left = [name for name in os.listdir(self.path) if ".new-" in name]
        for name in left:
            os.remove(os.path.join(self.path, name))
        self.clean(run)
        return outcome, left


def whole(text):
    return text[-1:] in (b"", b"\n")


def half_file(usual, got):
    """A file that is neither as it was, nor whole, nor absent."""
    for before, now in zip(usual.files, got.files):
        if now not in (before, None) and not whole(now):
            return True
    return False


def wrong(case, usual, got, left):
    """What the outcome should not be; None where it is good."""
    if got.status is None:
        return "it hangs"
    if got.status < 0:
        return f"signal {-got.status}"
    if SECRET.encode() in got.out + got.said + got.trace + b"".join(file or b"" for file in got.files):
        return "a secret is shown"
    if left and not (case.inject and case.operation == "unlink"):
        return f"{left[0]} is left behind"
    if half_file(usual, got):
        return "half a file"
    if not whole(got.out) and "write" not in case.operation:
        return "output that is not whole lines"
    if got.status == usual.status and got.out == usual.out and got.files == usual.files:
        return None
    if got.status == 3:
        said = got.said or b"\nerror " in b"\n" + got.out  # vicard answers commands so
        return None if said or "2" in case.closed or case.operation == "write" else "it does not say why"
    if case.out == "full" or "1" in case.closed:
        return f"status {got.status} without output" if usual.out else None
    return case_may(case, usual, got)


def case_may(case, usual, got):
    """Another outcome than that without the fault, and not trouble."""
    if got.status in (1, 2) and (got.said or got.out):
        return None
    if got.said != usual.said or b"SCARD_" in got.out or b"cannot be queried" in got.out:
        return None
    if case.operation in MAY_DIFFER or (case.inject and "--root" in usual.words):
        return None
    return f"status {got.status}, " + ("another output" if got.out != usual.out else "the same output") + ", silently"


# What says by its output alone what it met: states and events; another place to look; another layout. So does what
# looks at a system (--root): that it could not.
MAY_DIFFER = {"the reader or card", "a response", "environment", "clock", "locale", "argument of 131,071 bytes",
              "ioctl", "the service", "SCardGetStatusChange", "SCardStatus", "SCardListReaders"}


def system_calls(run, usual, chosen):
    tries = [(n, name, error) for n, name in enumerate(usual.calls, 1) for error in ERRORS.get(name, "").split()]
    for n, name, error in chosen(tries):
        number = SHORT if error == "SHORT" else getattr(errno, error)
        yield Case(run, name, "one byte at a time" if error == "SHORT" else error, inject=(n, number))


def pcsc_calls(run, usual, chosen):
    tries = [(call, n, code) for call, count in usual.scard.items() for n in range(min(count, 3)) for code in CODES]
    for call, n, code in chosen(tries):
        yield Case(run, call, "each SCARD_ error", [f"fail {call} {code} {n} 1"])


def service(run, usual, chosen):
    calls = [(call, n) for call, count in usual.scard.items() for n in range(1, min(count, 3) + 1)]
    for (call, n), what in chosen(list(itertools.product(calls, TO_SERVICE))):
        yield Case(run, "the service", what + " before each call", [f"on {call} {n} {line}" for line in TO_SERVICE[what]])
    for call, n in chosen(calls):
        yield Case(run, "the service", "slow in each call", [f"delay {call} 30"])
    yield Case(run, "the service", "absent", ["service stop"])
    yield Case(run, "the service", "refused", ["fail SCardEstablishContext 8010006A"])


def reader_and_card(run, usual, chosen):
    calls = [(call, n) for call, count in usual.scard.items() for n in range(1, min(count, 3) + 1)]
    for (call, n), what in chosen(list(itertools.product(calls, TO_READER))):
        yield Case(run, "the reader or card", what + " before each call",
                   [f"on {call} {n} {line}" for line in TO_READER[what]])
    for response in chosen(RESPONSES):
        kind = response if len(response) < 10 or " " in response else "garbage"
        for prefix in ("00", "FF"):
            yield Case(run, "a response", kind, [f"answer a {prefix} {response}"])


def descriptors(run, usual, chosen):
    del usual, chosen
    for closed in ("0", "1", "2", "01", "02", "12", "012"):
        yield Case(run, "descriptors 0 to 2", "closed, all combinations", closed=closed)


def disk(run, usual, chosen):
    del usual, chosen
    yield Case(run, "standard output", "a full device", out="full")


def clock(run, usual, chosen):
    del usual
    for offset in chosen([-2000000000, -86400, 86400, 2 ** 31, 2 ** 40, -2 ** 40]):
        yield Case(run, "clock", "wrong by a day to 35,000 years", clock=offset)


def environment(run, usual, chosen):
    del usual
    for variables in chosen(ENVIRONMENTS):
        yield Case(run, "environment", "hostile", environment=variables)


def locale(run, usual, chosen):
    del usual, chosen
    for name in ("C", "POSIX", "C.UTF-8"):
        yield Case(run, "locale", "C and UTF-8", environment={"LC_ALL": name})


def arguments(run, usual, chosen):
    """The long argument in the place of each."""
    for at in chosen(list(range(1, len(usual.words)))):
        words = list(usual.words)
        option = words[at].partition("=")
        words[at] = LONG if not option[1] else option[0] + "=" + LONG[len(option[0]) + 1:]
        yield Case(run, "argument of 131,071 bytes", "in each place", words=words)


KINDS = {"calls": system_calls, "pcsc": pcsc_calls, "service": service, "card": reader_and_card,
         "descriptors": descriptors, "disk": disk, "clock": clock, "environment": environment, "locale": locale,
         "arguments": arguments}
ON_FAKE = ("pcsc", "service", "card")


def runs():
    """Those of memory.py, and one with a secret. vicard and list-update have a peer of their own."""
    more = [memory.Run("scriptor with a secret", "scriptor --json --trace=trace --record rec secret", fake=True,
                       changes=["rec"])]
    return memory.programs() + more


class Matrix:
    def __init__(self, work, everything, kinds):
        self.everything, self.kinds = everything, kinds
        # Some wait for a second for what a fault has taken away.
        self.places = [Place(work, number) for number in range(3 * (os.cpu_count() or 1))]
        for place in self.places:
            place.write("secret", 'env PIN text secret\n! 20 00 81 : $PIN\n')
        self.pool = concurrent.futures.ThreadPoolExecutor(len(self.places))
        self.count = collections.Counter()
        self.random = random.Random(7816)

    def chosen(self, tries):
        most = MOST if self.everything else QUICK
        return tries if len(tries) <= most else self.random.sample(tries, most)

    def usual(self, run):
        more = run.needs().words if run.needs else {}
        words = [more.get(word, word) for word in run.words]
        if {"--once", "--wait"} & set(words):
            words[1:1] = ["-t", "1"]  # it waits for what a fault may have taken away
        place = self.places[0]
        injects = "calls" in self.kinds
        outcome, _ = place.run(Case(run, "", "", inject=(0, 0) if injects else None), words)
        calls = open(place.list).read().split() if injects else []
        scard = collections.Counter()
        if run.fake:
            place.run(Case(run, "", ""), words, log=True)
            for line in open(place.log, errors="replace"):
                if line.split()[0] in CALLS:
                    scard[line.split()[0]] += 1
        return Usual(words, outcome.status, outcome.out, outcome.said, outcome.files, calls, scard)

    def try_one(self, case, usual):
        place = self.places.pop()
        try:
            got, left = place.run(case, case.words or usual.words)
            return case, wrong(case, usual, got, left), got
        finally:
            self.places.append(place)

    def sweep(self, run):
        usual = self.usual(run)
        if usual.status not in (0, 1, 2):
            return 0, [f"status {usual.status} without a fault: {usual.said!r}"]
        cases = [case for name in self.kinds if run.fake or name not in ON_FAKE
                 for case in KINDS[name](run, usual, self.chosen)]
        found = []
        for case, bad, got in self.pool.map(lambda case: self.try_one(case, usual), cases):
            self.count[usual.words[0], case.operation, case.fault] += 1
            if bad:
                detail = case.inject or case.world or case.environment or case.closed or case.clock
                found.append(f"{case.operation}, {case.fault}, {detail}: {bad}: {got.said[-200:]!r}")
        return len(cases), found


MUST = {
    "standard output": "status 3", "descriptors 0 to 2": "status 3 where something was to be read or written there",
    "locale": "the same status", "environment": "the same, or a message", "clock": "the same but for dates",
    "argument of 131,071 bytes": "a message that is cut, or the same",
    "the reader or card": "an event, a state, or status 3", "a response": "what came, or status 3",
}


def write_table(count):
    with open(os.path.join(memory.ROOT, "docs/faults.md"), "w") as out:
        out.write("# Faults that were tried\n\nWritten by `tests/faults/matrix.py all`; `tests/faults/memory.py all` "
                  "fails each allocation besides. In each try one thing\ngoes wrong in one run of a program. It must "
                  "never crash, hang, print half a line, leave half a file or show a secret,\nand must name what "
                  "failed.\n\n| program | operation | fault | what must come | tried |\n|---|---|---|---|---|\n")
        for (program, operation, fault), n in sorted(count.items()):
            must = MUST.get(operation, "the same, or status 3")
            out.write(f"| {program} | {operation} | {fault} | {must} | {n} |\n")
        out.write(f"\n{sum(count.values())} tries in all.\n")


def main():
    global INJECT
    names = sys.argv[2:]
    kinds = [name for name in KINDS if not names or name in names]
    if platform.machine() != "x86_64":
        kinds = [name for name in kinds if name != "calls"]
    work = tempfile.mkdtemp(prefix="matrix-")
    INJECT = os.path.join(work, "inject")
    bad = 0
    try:
        subprocess.run(["cc", "-O1", "-o", INJECT, os.path.join(HERE, "inject.c")], check=True)
        everything = sys.argv[1:2] == ["all"]
        matrix = Matrix(work, everything, kinds)
        only = os.environ.get("RUNS")
        todo = [run for run in runs() if not only or re.search(only, run.name)]
        print(f"1..{len(todo)}")
        for number, run in enumerate(todo, 1):
            tried, found = matrix.sweep(run)
            print(f"{'not ok' if found else 'ok'} {number} - {run.name.strip()}: {tried} faults", flush=True)
            for line in found:
                print(f"#   {line}")
            bad += bool(found)
        if everything and not names and not only:
            write_table(matrix.count)
    finally:
        shutil.rmtree(work)
    return bad > 0


sys.exit(main())
