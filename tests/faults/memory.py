#!/usr/bin/env python3
"""memory.py [quick|all] [RUN]...: tests what programs do when their nth allocation fails, for every
n, in typical runs. They must end with status 3, report "out of memory" and have printed whole
lines only; or do everything that they do otherwise. quick tries only some n of the longer runs.
Writes TAP."""
import concurrent.futures
import errno
import http.server
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading

BUILD = os.path.abspath(os.environ.get("B", "build"))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
QUICK_COUNT = 60  # number of allocations that quick tries in a run
LIMIT = 20  # maximum duration of a run, in seconds

ATR = "3B A7 00 40 18 80 65 A2 08 01 01 52"
FIELDS = """{"convention":"direct","interface":[{"name":"TA1","value":"96"},{"name":"TD1","value":"81"}],
"historical":{"value":"8065"}}""".replace("\n", "") + "\n"
RECORDING = """# ATR: 3B 65 00 00 20 63 CB A0 00
# protocol: T=1
00 A4 04 00 02 3F 00 [6F 05 84 03 A0 00 00] (9000)
00 B0 00 00 02 [01 02] (9000)
00 20 00 81 (63C2)
"""
SCRIPT = """# a script
set file = 3F 00
test "select"
! A4 04 00 : $file [6F 05 84 03 A0 00 00] (9000)
test "read"
00 B0 00 00 02 [01 XX] (9000)
echo data $data
if 9000
00 20 00 81 (63C2)
end
"""
FILES = {
    "card.apdu": RECORDING,
    "other.apdu": RECORDING.replace("CB A0 00", "CB A0 01").replace("[01 02]", "[03 04]"),
    "script": SCRIPT,
    "plain": "00 A4 04 00 02 3F 00\n00 B0 00 00 02\n",
    "chain": "chain on\n!D60000:0102\n",
    "parts.apdu": "# ATR: 3B 00\n# protocol: T=1\n10 DB 3F FF 05 5C 03 5F C1 02 (9000)\n"
                  "00 DB 3F FF 04 53 02 34 00 (9000)\n00 CA 00 70 00 [6F 04 84] (6103)\n00 C0 00 00 03 [02 A0 00] (9000)\n",
    "write": "set x = 01 02\nwrite $x link\nwrite $x written\n",
    "bad": "! A4 04\nfoo\nset x = $y\n",
    "wrong": "00 A4 04 00 02 3F 00 (6A82)\n",
    "pairs": "00A40400023F00\n9000\n00B0000002\n01029000\n",
    "spy.log": "SCardConnect\n i szReader A\n o phCard 0x1 (1)\n o dwActiveProtocol: T=1 (0x2)\n => successful\n"
               "SCardTransmit\n i hCard: 0x1\n i bSendLength 0x9 (9)\n i bSendBuffer\n"
               " i  0000 00 20 00 81 04 31 32 33 34   .....1234\n o bRecvLength 0x2 (2)\n o bRecvBuffer\n"
               " o  0000 90 00   ..\n => successful\nodd \x1b[1m line\n",
    "atrs": (ATR + "\n3B 00\nzz\n") * 3,
    "list": "# cards\n3b a7 00 40 18 80 65 A2 08 01 01 52\n\tA card\n3B  00\n\tAnother\n\n3B XX\n\tNo\n",
}
READERS = ["add a First reader", "insert a 3B00", "answer a 00 019000", "answer a FF 04112233449000",
           "attrib a 00020110 03012000", "attrib a 00030126 03000000", "control a 42000D48 060442330006", "add b Second reader"]
NO_THREAD = os.strerror(errno.EAGAIN).encode()  # pthread_create's error, also when out of memory
RESOLVES = b"Could not resolve host"
HOOK = "#!/bin/sh\ncat >/dev/null\n"
CARD_LIST = os.path.join(ROOT, "tests/atr/cards.txt")


class Run:
    """A program with its arguments. text is its standard input, changes names the files that it may
    write, says is the message of a library that replaces "out of memory". If it is listed, its
    output only lacks lines of the usual one."""

    def __init__(self, name, words, text="", changes=(), fake=False, needs=None, says=b"out of memory", listed=False):
        self.name, self.words, self.text, self.changes = name, words.split(), text, changes
        self.fake, self.needs, self.says, self.listed = fake, needs, says, listed


def programs():
    """Returns the runs."""
    def atr(words, **more):
        return Run("atr_parser " + words, "atr_parser " + words.replace("ATR", ATR), **more)

    def scan(words):
        return Run("pcsc_scan " + words, "pcsc_scan " + words, fake=True)

    def replay(words, **more):
        return Run("scriptor " + words, "scriptor --replay card.apdu " + words, **more)

    def scriptor(words, **more):
        return Run("scriptor " + words, "scriptor " + words, **more)

    return [
        atr("ATR"), atr("-v ATR"), atr("--json ATR"), atr("--html ATR"), atr("--html 3B0311"), atr("--stats all --html"),
        atr("--site site", changes=["site"]), atr("--format classic ATR"),
        atr("--brief", text=FILES["atrs"]), atr("--json", text=FILES["atrs"]), atr("--nearest ATR FF"),
        atr("--nearest --json 3B00"), atr("--explain ATR"), atr("--diff 3B00 3B8001 3B0101"),
        atr("--diff --json 3B00 3B0101"), atr("--build T=1 historical=0102"), atr("--build", text=FIELDS),
        atr("--profile iso ATR"),
        atr("--search card"), atr("--search --json card"), atr("--stats all list"), atr("--stats TA1 --json"),
        atr("--stats TA1 --svg"), atr("--lint list"), atr("--lint list --json"),
        atr("--lint list --fix --dry-run"), atr("--lint list --fix", changes=["list"]), atr("--help"),
        Run("atr_parser --card", "atr_parser --card", fake=True),
        atr("--usb Second --root root ATR"), atr("--usb Second --root root --json ATR"),
        scan("-r"), scan("-r --json"), scan("-r -v"), scan("-c"), scan("-c -v"), scan("-c --json"),
        scan("--present"), scan("--once"), scan("-v --once"), scan("--once --json"), scan("--uid --once"),
        scan("-s --once"), scan("--once --exec ./hook"), scan("--exec-dir hooks --once"), scan("--trace=trace --present"),
        scan("--wait card"), scan("--doctor --root root"), scan("--usb -v --root root"),
        scan("--usb --json --root root"), scan("-r -v --root root"),
        scriptor("--check script"), scriptor("--check --json bad"), scriptor("--check bad"),
        replay("script"), replay("--json script"), replay("--explain script"), replay("--tap script"),
        replay("--json --explain script"), scriptor("--explain --replay parts.apdu parts.apdu"),
        scriptor("--json --explain --replay parts.apdu parts.apdu"), replay("--junit xml script", changes=["xml"]),
        replay("--pcap run.pcap plain"), scriptor("--convert made.pcap"), scriptor("--replay made.pcap plain"),
        replay("--record rec script", changes=["rec"]), replay("--tap wrong"), replay("plain"),
        replay("write", changes=["written"]),
        replay("", text=SCRIPT), replay("-e tlv -e 00A40400023F00"),
        scriptor("--diff card.apdu --replay card.apdu"),
        scriptor("--diff card.apdu --replay-any other.apdu", listed=True), scriptor("--convert --dialect pairs pairs"),
        scriptor("--convert spy.log"), scriptor("--replay spy.log -e 002000810431323334"),
        Run("scriptor on a reader", "scriptor --json plain", fake=True),
        Run("scriptor on USB", "scriptor --root root chain", fake=True),
        Run("scriptor with readers", "scriptor -e readers -e 00A40000 -e atr --trace=trace", fake=True),
        Run("vicard", "vicard --port PORT card.apdu", text="remove\ninsert 3B00\nstatus\n", needs=Reader),
        Run("list-update", "list-update --url URL --file fetched", changes=["fetched"], needs=Server, says=RESOLVES),
        Run("list-update --check", "list-update --check --url URL --file list", needs=Server, says=RESOLVES),
    ]


class Reader:
    """A virtual reader for vicard that powers up each card, asks for its ATR and sends a command.
    """

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.words = {"PORT": str(self.socket.getsockname()[1])}
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            card, _ = self.socket.accept()
            try:
                for message in (b"\1", b"\4", bytes.fromhex("00A40400023F00")):
                    card.sendall(struct.pack(">H", len(message)) + message)
                    if message != b"\1":
                        card.recv(4096)
                while card.recv(4096):
                    pass
            except OSError:
                pass
            card.close()


class Server:
    """A web server that serves a card list."""

    def __init__(self):
        content = open(CARD_LIST, "rb").read()

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                try:
                    self.wfile.write(content)
                except OSError:
                    pass  # the client is the program under test, which may fail

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.words = {"URL": f"http://127.0.0.1:{server.server_port}/list"}
        threading.Thread(target=server.serve_forever, daemon=True).start()


TIMES = re.compile(rb'"ms":[0-9.e-]+|"time":"[^"]*"|time="[^"]*"|'
                   rb'[A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9]\d \d\d:\d\d:\d\d -?\d+|\bof -?\d+-\d\d-\d\d(?:, .*)?')


class Outcome:
    def __init__(self, status, out, said, files):
        self.status, self.out, self.said, self.files = status, TIMES.sub(b"T", out), said, files


class Place:
    """A directory with everything that runs need; each worker has its own."""

    def __init__(self, work, number):
        self.path = os.path.join(work, str(number))
        os.mkdir(self.path)
        self.state = os.path.join(self.path, "state")
        for name, text in FILES.items():
            self.write(name, text)
        self.write("world", "\n".join(READERS) + "\n")
        for directory in ("hooks", "root", "root/proc", "root/proc/17"):
            os.mkdir(os.path.join(self.path, directory))
        self.write("root/proc/17/comm", "pcscd\n")
        os.symlink("written", os.path.join(self.path, "link"))
        for words in ("1-2 name=First interface 0b driver=usbfs interface 0b bMaxCCIDBusySlots=0",
                      "1-3 number=3 name=Second interface 0b"):
            subprocess.run([os.path.join(ROOT, "tests/usb_tree.py"), os.path.join(self.path, "root"), *words.split()],
                           check=True)
        subprocess.run([os.path.join(BUILD, "bin/scriptor"), "--replay", "card.apdu", "--pcap", "made.pcap", "plain"],
                       cwd=self.path, capture_output=True, check=True)
        for hook in ("hook", "hooks/card-inserted"):
            self.write(hook, HOOK)
            os.chmod(os.path.join(self.path, hook), 0o755)

    def write(self, name, text):
        with open(os.path.join(self.path, name), "w") as file:
            file.write(text)

    def read(self, name):
        """Returns the content of a file, or of all files in a directory; None if it does not exist.
        """
        path = os.path.join(self.path, name)
        try:
            if os.path.isdir(path):
                return b"".join(self.read(os.path.join(name, below)) for below in sorted(os.listdir(path)))
            with open(path, "rb") as file:
                return TIMES.sub(b"T", file.read())
        except FileNotFoundError:
            return None

    def clean(self, run):
        for name in run.changes:
            if name in FILES:
                self.write(name, FILES[name])
            elif os.path.isdir(os.path.join(self.path, name)):
                shutil.rmtree(os.path.join(self.path, name))
            elif os.path.exists(os.path.join(self.path, name)):
                os.remove(os.path.join(self.path, name))

    def start(self, run, words, n):
        """Runs the program so that its nth allocation fails; returns the outcome and the number of
        allocations."""
        with open(self.state, "wb") as file:
            file.write(struct.pack("=II", n, 0))
        program = os.path.join(BUILD, "bin", words[0])
        if not os.path.exists(program):
            program = os.path.join(BUILD, "libexec/pcsckit", words[0])
        environment = {"PATH": os.environ["PATH"], "HOME": self.path, "LC_ALL": "C.UTF-8",
                       "SMARTCARD_LIST": CARD_LIST, "FAULT_STATE": self.state,
                       "LD_PRELOAD": BUILD + "/tests/faults/memory.so"}
        if run.fake:
            environment.update(FAKE_PCSC="world", LD_LIBRARY_PATH=BUILD + "/tests/fake")
        self.clean(run)
        try:
            done = subprocess.run([program] + words[1:], input=run.text.encode(), capture_output=True,
                                  cwd=self.path, env=environment, timeout=LIMIT, check=False)
            outcome = Outcome(done.returncode, done.stdout, done.stderr, [self.read(name) for name in run.changes])
        except subprocess.TimeoutExpired as late:
            outcome = Outcome(None, late.stdout or b"", late.stderr or b"", [])
        with open(self.state, "rb") as file:
            made = struct.unpack("=II", file.read())[1]
        left = [name for name in os.listdir(self.path) if ".new-" in name]
        for name in left:
            os.remove(os.path.join(self.path, name))
        return outcome, made, left


def wrong(run, usual, got, left):
    """Returns what is wrong with the outcome; None if it is acceptable."""
    if got.status is None:
        return "it hangs"
    if got.status < 0:
        return f"signal {-got.status}"
    if left:
        return f"{left[0]} is left behind"
    if got.status == usual.status and got.out == usual.out and got.files == usual.files:
        return None
    if got.status != 3:
        return f"status {got.status}, " + ("another output" if got.out != usual.out else "the same output")
    if not any(words in got.said for words in (b"out of memory", run.says, NO_THREAD)):
        return "it does not say so"
    if run.listed and not set(got.out.splitlines()) <= set(usual.out.splitlines()):
        return "another output"
    if got.out[-1:] not in (b"", b"\n"):
        return "output that is not whole lines"
    return None


class Sweep:
    def __init__(self, work, everything):
        self.everything = everything
        self.places = [Place(work, number) for number in range(os.cpu_count() or 1)]
        self.pool = concurrent.futures.ThreadPoolExecutor(len(self.places))

    def try_one(self, run, words, usual, n):
        place = self.places.pop()
        try:
            outcome, made, left = place.start(run, words, n)
            bad = None if made < n else wrong(run, usual, outcome, left)
            return n, bad, outcome
        finally:
            self.places.append(place)

    def numbers(self, made):
        if self.everything or made <= QUICK_COUNT:
            return range(1, made + 1)
        return sorted({1 + i * (made - 1) // (QUICK_COUNT - 1) for i in range(QUICK_COUNT)})

    def sweep(self, run):
        """Returns a line for each allocation whose failure is handled badly."""
        more = run.needs().words if run.needs else {}
        words = [more.get(word, word) for word in run.words]
        usual, made, _ = self.places[0].start(run, words, 0)
        if usual.status not in (0, 1, 2):
            return made, [f"status {usual.status} without a fault: {usual.said!r}"]
        if made == 0:
            return made, ["no allocation was counted"]
        tries = [self.pool.submit(self.try_one, run, words, usual, n) for n in self.numbers(made)]
        found = []
        for n, bad, outcome in (one.result() for one in tries):
            if bad:
                found.append(f"allocation {n}: {bad}: {outcome.said[-200:]!r}")
        return made, found


def main():
    names = sys.argv[2:]
    work = tempfile.mkdtemp(prefix="memory-")
    runs = [run for run in programs() if not names or any(name in run.name for name in names)]
    bad = 0
    try:
        sweep = Sweep(work, sys.argv[1:2] == ["all"])
        print(f"1..{len(runs)}")
        for number, run in enumerate(runs, 1):
            made, found = sweep.sweep(run)
            print(f"{'not ok' if found else 'ok'} {number} - {run.name.strip()}: {made} allocations", flush=True)
            for line in found:
                print(f"#   {line}")
            bad += bool(found)
    finally:
        shutil.rmtree(work)
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
