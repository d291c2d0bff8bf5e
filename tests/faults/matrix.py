#!/usr/bin/env python3
"""matrix.py [quick|all] [FAULT]...: program x operation x fault. Repeats the runs of memory.py,
each time with one fault: in a system call, a PC/SC call, the service, the reader, the card, its
response, a descriptor, the disk, the clock, the environment or an argument. HEAD describes the
required outcome, and ALLOWED lists other acceptable outcomes with the reason. quick tries a
sample of each, all tries every fault (30,000, most of an hour). Writes TAP; all also writes what
was tried to docs/faults.md. System calls are made to fail only on Linux on x86-64. FAULT: a name
in KINDS; the environment variable RUNS: a pattern for the names of runs."""
import collections
import concurrent.futures
import errno
import itertools
import os
import platform
import random
import re
import shutil
import signal
import stat
import struct
import subprocess
import sys
import tempfile
import time

import memory

HERE = os.path.dirname(os.path.abspath(__file__))
SECRET = "31415926"
LIMIT = 20  # maximum duration of a run, in seconds
SOON = 7  # the same if a call hangs: the service is awaited for at most 5 s, and a signal ends the program at once
QUICK = 8  # number of faults of one kind that quick tries in one run
SHORT = 0  # in place of an errno: the system call transfers only one byte

# The errors that each system call may return. Not ENOENT and ENOSYS, which are normal results.
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
# The codes of pcsclite.h, an errno, and a code that does not exist.
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
LONG = "A" * (131071)  # the longest argument that Linux accepts


class Case:
    """A run with one fault: the operation that fails, the fault, and what it changes in the run."""

    def __init__(self, run, operation, fault, world=(), environment=None, inject=None, closed="", out=None, words=None,
                 clock=0, twin=(), meanwhile=None):
        self.run, self.operation, self.fault = run, operation, fault
        self.world, self.environment, self.inject = world, environment or {}, inject
        self.closed, self.out, self.words, self.clock = closed, out, words, clock
        self.twin = tuple(twin)  # a world that had the fault from the start; its outcome is acceptable as well
        self.meanwhile = meanwhile  # what to do while a call hangs: send a signal, or commands to the fake


class Usual:
    """What a run does without a fault."""

    def __init__(self, words, status, out, said, files, calls, scard):
        self.words, self.status, self.out, self.said, self.files = words, status, out, said, files
        self.calls, self.scard = calls, scard
        self.twins = {}


class Place(memory.Place):
    def __init__(self, work, number):
        super().__init__(work, number)
        self.list = os.path.join(self.path, "calls")
        self.log = os.path.join(self.path, "scard")
        self.control = os.path.join(self.path, "control")
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
            name, n, error = inject
            command = [INJECT, self.list, name, str(n), str(error), "/usr/bin/env", "FAULT_STATE=" + self.state,
                       f"LD_PRELOAD={memory.BUILD}/tests/faults/memory.so", *command]
        return command

    def prepare(self, environment):
        """Sets up a run that is changed while it is running: a log that shows which call hangs, and
        a FIFO with which to change the world."""
        open(self.log, "w").close()
        if not os.path.exists(self.control):
            os.mkfifo(self.control)
        environment.update(FAKE_PCSC_LOG=self.log, FAKE_PCSC_CONTROL=self.control)

    def meddle(self, program, what):
        """Waits until a call hangs, then sends the signal or changes the world."""
        end = time.monotonic() + LIMIT
        while program.poll() is None and b" hangs\n" not in (self.read("scard") or b"") and time.monotonic() < end:
            time.sleep(0.005)
        if isinstance(what, signal.Signals):
            program.send_signal(what)
        elif program.poll() is None:
            with open(self.control, "w") as control:
                control.write("".join(line + "\n" for line in what))

    def descriptor(self):
        """Returns the descriptor of the call that failed, or None."""
        with open(self.list) as file:
            of = [line.split()[1] for line in file if line.startswith("of ")]
        return int(of[0]) if of else None

    def world(self, run, lines):
        """Returns a world for the fake: the one of memory.py, followed by the fault."""
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
        if case.meanwhile is not None:
            self.prepare(environment)
        out = open(self.full, "wb") if case.out == "full" else subprocess.PIPE
        program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out, stderr=subprocess.PIPE, cwd=self.path,
                                   env=environment)
        try:
            if case.meanwhile is not None:
                self.meddle(program, case.meanwhile)
            got, said = program.communicate(run.text.encode(), LIMIT if case.meanwhile is None else SOON)
            outcome = memory.Outcome(program.returncode, got or b"", said, [self.read(name) for name in run.changes])
        except subprocess.TimeoutExpired as late:
            program.kill()
            program.communicate()
            outcome = memory.Outcome(None, late.stdout or b"", late.stderr or b"", [])
        finally:
            if case.out == "full":
                out.close()
        outcome.trace = self.read("trace") or b""
        outcome.descriptor = self.descriptor() if case.inject else None
        left = [name for name in os.listdir(self.path) if ".new-" in name]
        for name in left:
            os.remove(os.path.join(self.path, name))
        self.clean(run)
        return outcome, left


def whole(text):
    return text[-1:] in (b"", b"\n")


def half_file(usual, got):
    """Whether a file is neither unchanged, nor complete, nor absent."""
    for before, now in zip(usual.files, got.files):
        if now not in (before, None) and not whole(now):
            return True
    return False


# Lines of standard output that report the fault in place of the usual output.
TROUBLE = re.compile(rb'(?m)^(?:\{"schema":1,"event":"(?:error|summary)".*|\{.*"response":null,.*"ok":null.*|'
                     rb'Bail out!.*|error .*)\n')


def is_beginning(usual, got):
    """Whether the output is a prefix, in whole lines, of the output without the fault, followed by
    a report of the fault."""
    return whole(got.out) and TROUBLE.sub(b"", usual.out).startswith(TROUBLE.sub(b"", got.out))


def names(case, got):
    """Whether standard error names the failure, with the system's message or the PC/SC code if
    there is one."""
    said = got.said + b"".join(TROUBLE.findall(got.out))
    if case.inject and case.inject[2] != SHORT:
        words = {os.strerror(case.inject[2]).encode()}
        if case.operation in ("clone3", "mmap"):  # used to start a thread
            words.add(os.strerror(errno.EAGAIN).encode())
        if case.operation == "mmap" or case.inject[2] == errno.ENOMEM:
            words.add(NO_MEMORY)
        return any(word in said for word in words)
    if case.operation in CALLS:
        return case.world[0].split()[2].encode() in said.upper().replace(b"0X", b"")
    if case.out == "full":
        return os.strerror(errno.ENOSPC).encode() in said
    return said != b""


def wrong(case, usual, got, left):
    """Returns what is wrong with the outcome; None if it is acceptable."""
    if got.status is None:
        return "it hangs"
    if isinstance(case.meanwhile, signal.Signals):
        good = got.status in ENDED[case.meanwhile] and is_beginning(usual, got)
        return None if good else describe(case, usual, got)
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
    if case.words and got.status != 0 and 0 < len(got.said) < MESSAGES_MAX:
        return None
    if "1" in case.closed:
        return None if got.status == 3 and (names(case, got) or "2" in case.closed) else "no trouble without output"
    if got.status == usual.status and got.out == usual.out and got.files == usual.files:
        return None
    if case.operation not in SAME and case.fault not in SAME:
        if got.status == 3 and is_beginning(usual, got) and (names(case, got) or "2" in case.closed):
            return None
    twin = usual.twins.get(case.twin)
    if twin is not None and (got.status, got.out) == (twin.status, twin.out):
        return None
    return None if any(row.allows(case, usual, got) for row in ALLOWED) else describe(case, usual, got)


def describe(case, usual, got):
    """Returns how a bad outcome differs from the usual one."""
    kind = "the same" if got.out == usual.out else "the beginning of the" if is_beginning(usual, got) else "another"
    return f"status {got.status}, {kind} output, {'names' if names(case, got) else 'does not name'} what failed"


# Faults that must make no difference, except in times, which are ignored in the comparison.
SAME = {"EINTR", "one byte at a time", "clock", "locale"}
NO_MEMORY = b"out of memory"
MESSAGES_MAX = 8192  # maximum length of messages about an argument of 131,071 bytes
# The exit status tells the signal, unless a watch was stopped or the program ended before the
# signal arrived.
SIGNALS = (signal.SIGINT, signal.SIGTERM)
ENDED = {number: (128 + number, -number, 0, 3) for number in SIGNALS}


class Row:
    """An acceptable outcome that is neither the one without the fault nor a reported failure: for
    which runs, operations and faults, and why. All are patterns; the last two are matched as one
    string."""

    def __init__(self, runs, faults, why, is_good):
        self.runs, self.faults, self.why, self.is_good = re.compile(runs), re.compile(faults), why, is_good

    def allows(self, case, usual, got):
        return bool(self.runs.match(case.run.name.strip()) and self.faults.match(f"{case.operation}, {case.fault}") and
                    self.is_good(case, usual, got))


def one_gap(usual, got):
    """Whether everything was printed except one part."""
    begins = os.path.commonprefix([usual.out, got.out])
    return len(got.out) <= len(usual.out) and usual.out.endswith(got.out[len(begins):])


def says(*texts):
    return lambda case, usual, got: any(text in got.said for text in texts)


GONE = ("80100009", "80100017", "8010002E")  # no reader of that name, reader not available, no readers


def response(case):
    return case.world[0].split(" ", 3)[3]


def is_short(case):
    """Whether a response of a command of scriptor has no status word."""
    return response(case) in ("none", "90", "61") and case.run.name.startswith("scriptor") and \
        case.world[0].startswith("answer a 00 ")


def shown(case, got):
    """Whether the response is in the output; also true if its command was not sent, or if it is
    masked."""
    text = response(case)
    return "length" in text or text == "none" or text.encode()[:-4] in got.out.replace(b" ", b"").replace(b"\n", b"")


ALLOWED = [
    Row(".*", "write, E", "what could not be written is the message itself",
        lambda case, usual, got: got.descriptor == 2 and got.status == 3 and is_beginning(usual, got)),
    Row(".*", "write, E", "stdio drops what it could not write, not always with a reason; the status shows it",
        lambda case, usual, got: got.descriptor == 1 and got.status == 3 and one_gap(usual, got) and
        b"standard output: " in got.said),
    Row("scriptor|atr_parser|vicard|list-update|.* --(exec-dir|exec) ",
        "(openat|newfstatat|read|lseek|mmap|getcwd|access), E(?!INTR)",
        "input that cannot be read: status 2, as the man pages say",
        lambda case, usual, got: got.status == 2 and names(case, got)),
    Row("pcsc_scan", "(openat|newfstatat|read|environment), ",
        "a card list that cannot be read is named, and watching continues without it",
        lambda case, usual, got: got.status == usual.status and b"pcsc_scan: card list " in got.said),
    Row("atr_parser", "environment, ", "the variable names a list that cannot be read: status 2",
        lambda case, usual, got: got.status == 2 and b": card list " in got.said),
    Row("scriptor|vicard|atr_parser|list-update", "write, EINTR|read, EINTR",
        "only a signal that ends the program interrupts stdio; without one this is like any other failure",
        lambda case, usual, got: got.status == 3 and names(case, got)),
    Row("pcsc_scan", "write, E", "the write that wakes the watching thread: the service appears not to respond",
        lambda case, usual, got: got.descriptor > 2 and got.status == 3 and b"does not respond" in got.said),
    Row("pcsc_scan .*--root", "(openat|newfstatat|read|readlink|getdents64), E",
        "what the system does not reveal about a device is named and left out",
        lambda case, usual, got: got.status == usual.status and names(case, got)),
    Row("atr_parser --usb", "(openat|newfstatat|read|readlink|getdents64), E",
        "the device requested is not found, and what could not be read is named",
        lambda case, usual, got: got.status == 3 and names(case, got)),
    Row("scriptor", "readlink, EACCES", "a program that cannot find its own file looks for its helpers in PREFIX",
        lambda case, usual, got: got.status == 3 and is_beginning(usual, got) and b"cannot start " in got.said),
    Row("pcsc_scan --exec-dir", "readlink, EACCES", "a link among the hooks that cannot be followed: status 2",
        lambda case, usual, got: got.status == 2 and names(case, got)),
    Row("list-update", "(connect|socket|sendto|recvfrom|poll|socketpair), E",
        "libcurl's message, which names the server",
        lambda case, usual, got: got.status == 3 and b"list-update: http://127.0.0.1:" in got.said),
    Row("vicard", "(recvfrom|sendto), ECONNRESET", "the reader has closed the connection",
        lambda case, usual, got: got.status == 3 and is_beginning(usual, got) and
        (b"closed the connection" in got.said or b"\nerror " in b"\n" + got.out)),
    Row("scriptor|atr_parser --card|.* --uid", "a response",
        "the response received is shown; without a status word it is an error",
        lambda case, usual, got: got.status == (3 if is_short(case) else usual.status) and shown(case, got)),
    Row("scriptor|atr_parser", "the reader", "the other reader is used, or the other card",
        lambda case, usual, got: any(line.split()[3] in ("unplug", "swap", "mute") for line in case.world) and
        (got.status in (0, 1, 2) or (got.status == 3 and b"removed" in got.said)) and got.said + got.out != b""),
    Row("pcsc_scan", "environment, ", "PCSC_READER_IGNORE hides both readers",
        lambda case, usual, got: case.environment == {"PCSC_READER_IGNORE": ":::a::"} and got.status == 1),
    Row(".* --root", "argument", "a system in which nothing is found: only for tests",
        lambda case, usual, got: got.status in (0, 1) and LONG in case.words[case.words.index("--root") + 1:][:1]),
    Row("pcsc_scan", "SCardGetStatusChange, ", "no real service reports a timeout when the current state is requested",
        lambda case, usual, got: "8010000A" in case.world[0] and got.status in (0, 1)),
    Row("pcsc_scan|scriptor with readers", "(SCardListReaders|SCardGetStatusChange), ",
        "the reader was disconnected between two calls",
        lambda case, usual, got: any(code in case.world[0] for code in GONE) and
        (got.status in (0, 1) or (got.status == 3 and names(case, got)))),
    Row("pcsc_scan --doctor", "the service|the reader|SCard|openat|newfstatat|read|getdents|argument",
        "what the doctor finds is its output, and its status is 0 or 1",
        lambda case, usual, got: got.status in (0, 1) and got.out != b""),
    Row(".* --(once|wait|uid|exec)", "the service|SCard",
        "a watch reports that the service is gone, and waits for it, here for a second",
        lambda case, usual, got: got.status in (0, 1) and b"Waiting for the service" in got.said),
    Row("pcsc_scan -r -v", "SCard|the service|the reader",
        "an error is printed in place of what a reader does not report",
        lambda case, usual, got: got.status == 0 or (got.status == 3 and names(case, got))),
]


def system_calls(run, usual, chosen):
    """Yields cases with a failing system call. The call is identified by its name and how many
    calls of that name came before, as the order of calls of several threads varies."""
    tries = [(name, n, error) for name, count in collections.Counter(usual.calls).items()
             for n in range(1, count + 1) for error in ERRORS.get(name, "").split()]
    for name, n, error in chosen(tries):
        number = SHORT if error == "SHORT" else getattr(errno, error)
        yield Case(run, name, "one byte at a time" if error == "SHORT" else error, inject=(name, n, number))


def pcsc_calls(run, usual, chosen):
    tries = [(call, n, code) for call, count in usual.scard.items() for n in range(min(count, 3)) for code in CODES]
    for call, n, code in chosen(tries):
        yield Case(run, call, "each SCARD_ error", [f"fail {call} {code} {n} 1"])


def service(run, usual, chosen):
    calls = [(call, n) for call, count in usual.scard.items() for n in range(1, min(count, 3) + 1)]
    for (call, n), what in chosen(list(itertools.product(calls, [*TO_SERVICE, "slow", "within", *SIGNALS]))):
        hangs = [f"hang {call} {n - 1}"]
        if what in TO_SERVICE:
            lines = TO_SERVICE[what]
            yield Case(run, "the service", what + " before each call", [f"on {call} {n} {line}" for line in lines],
                       twin=lines)
        elif what == "slow":
            yield Case(run, "the service", "slow in each call", [f"delay {call} 30"])
        elif what == "within":
            yield Case(run, "the service", "killed within each call", hangs,
                       meanwhile=["service stop", f"release {call}"])
        else:
            yield Case(run, "the service", f"hangs in each call, and {what.name}", hangs, meanwhile=what)
    yield Case(run, "the service", "absent", ["service stop"])
    yield Case(run, "the service", "refused", ["fail SCardEstablishContext 8010006A"])


def reader_and_card(run, usual, chosen):
    calls = [(call, n) for call, count in usual.scard.items() for n in range(1, min(count, 3) + 1)]
    for (call, n), what in chosen(list(itertools.product(calls, TO_READER))):
        yield Case(run, "the reader or card", what + " before each call",
                   [f"on {call} {n} {line}" for line in TO_READER[what]], twin=TO_READER[what])
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
    """Yields cases in which each argument in turn is replaced by the long one."""
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
    """The runs of memory.py, and one with a secret. vicard and list-update each have a peer of
    their own."""
    more = [memory.Run("scriptor with a secret", "scriptor --json --trace=trace --record rec secret", fake=True,
                       changes=["rec"])]
    return memory.programs() + more


class Matrix:
    def __init__(self, work, everything, kinds):
        self.everything, self.kinds = everything, kinds
        # More than one per processor, as some runs wait for a second for something that the fault
        # has removed.
        self.places = [Place(work, number) for number in range(3 * (os.cpu_count() or 1))]
        for place in self.places:
            place.write("secret", 'env PIN text secret\n! 20 00 81 : $PIN\n')
        self.pool = concurrent.futures.ThreadPoolExecutor(len(self.places))
        self.count = collections.Counter()
        self.random = random.Random(7816)

    def chosen(self, tries):
        return tries if self.everything or len(tries) <= QUICK else self.random.sample(tries, QUICK)

    def usual(self, run):
        more = run.needs().words if run.needs else {}
        words = [more.get(word, word) for word in run.words]
        if {"--once", "--wait"} & set(words):
            words[1:1] = ["-t", "1"]  # the run may wait for something that the fault has removed
        place = self.places[0]
        injects = "calls" in self.kinds
        outcome, _ = place.run(Case(run, "", "", inject=("read", 0, 0) if injects else None), words)
        calls = open(place.list).read().split() if injects else []
        scard = collections.Counter()
        if run.fake:
            place.run(Case(run, "", ""), words, log=True)
            for line in open(place.log, errors="replace"):
                if line.split()[0] in CALLS:
                    scard[line.split()[0]] += 1
        usual = Usual(words, outcome.status, outcome.out, outcome.said, outcome.files, calls, scard)
        for twin in [*TO_READER.values(), *TO_SERVICE.values()] if run.fake else ():
            usual.twins[tuple(twin)] = place.run(Case(run, "", "", twin), words)[0]
        return usual

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
                detail = case.inject or case.world or case.environment or case.closed or case.clock or \
                    ascii(case.words)[:100]
                found.append(f"{case.operation}, {case.fault}, {detail}: {bad}: {got.said[-200:]!r}")
        return len(cases), found


MUST = {
    "standard output": "status 3", "descriptors 0 to 2": "status 3 if the descriptor was needed",
    "locale": "the same", "clock": "the same but for dates", "argument of 131,071 bytes": "a truncated message",
    "the reader or card": "the same, or as if so from the start, or status 3",
    "a response": "the response received, or status 3",
}
HEAD = """# Faults that were tried

Written by `tests/faults/matrix.py all`; `tests/faults/memory.py all` makes each allocation fail in turn, and
`tests/pcsc/faults.bats` does to a real pcscd what can be done to it. In each try, one thing goes wrong in one run of a
program: each system call fails, each PC/SC call returns each error, and so on, none left out. The program must not
crash, hang, leave a partial file or reveal a secret. Either status, output and files are those of a run without the
fault, or the status is 3, standard error names what failed, and standard output is that of a run without the fault, up
to the end of a line. Other acceptable outcomes are listed at the end, each with its reason.

| program | operation | fault | expected | tries |
|---|---|---|---|---|
"""


def write_table(count):
    with open(os.path.join(memory.ROOT, "docs/faults.md"), "w") as out:
        out.write(HEAD)
        for (program, operation, fault), n in sorted(count.items()):
            same = fault in SAME or operation in SAME
            must = MUST.get(operation, "the same" if same else "the same, or status 3")
            must = "terminated by the signal" if fault.startswith("hangs") else must
            out.write(f"| {program} | {operation} | {fault} | {must} | {n} |\n")
        out.write(f"\n{sum(count.values())} tries in total.\n\n## Other acceptable outcomes\n\n"
                  "| runs | operation, fault | why |\n|---|---|---|\n")
        for row in ALLOWED:
            runs, faults = (pattern.pattern.replace("|", "\\|") for pattern in (row.runs, row.faults))
            out.write(f"| `{runs}` | `{faults}` | {row.why} |\n")


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
        # A shell's "&" makes its child ignore signals; the programs must not inherit that.
        for number in SIGNALS:
            signal.signal(number, signal.SIG_DFL)
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
