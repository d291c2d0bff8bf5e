#!/usr/bin/env python3
"""in_memory.py COMMAND...: runs COMMAND on a terminal, types a PIN when "PIN:" appears, and when
"MARK" appears, searches all memory that the process can write for the PIN: as text, as the bytes
that its digits encode, and in hex. Prints each place where it was found, except in the
environment that the program was started with, which is its caller's."""
import errno
import os
import pty
import re
import select
import signal
import sys
import time

PIN = b"31415926"
FORMS = {"text": PIN, "BCD": bytes.fromhex(PIN.decode()), "hex": PIN.hex().encode(),
         "spaced hex": b" ".join(b"%02X" % byte for byte in PIN)}


def until(fd, words):
    seen, end = b"", time.monotonic() + 20
    while words not in seen:
        if time.monotonic() > end:
            sys.exit(f"no {words!r}: {seen!r}")
        if select.select([fd], [], [], 0.1)[0]:
            seen += os.read(fd, 4096)


def read(memory, low, high):
    """Returns the bytes from low up to high, those of a page that nobody may read as 0: glibc 2.42
    has guard pages inside the memory of a thread's stack."""
    held = b""
    while low + len(held) < high:
        try:
            held += os.pread(memory, high - low - len(held), low + len(held))
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            held += bytes(os.sysconf("SC_PAGESIZE"))
    return held


def places(pid):
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            ends, rights, *_, name = line.split()
            if not rights.startswith("rw"):
                continue
            low, high = (int(end, 16) for end in ends.split("-"))
            held = read(memory.fileno(), low, high)
            for form, bytes_of in FORMS.items():
                for match in re.finditer(re.escape(bytes_of), held):
                    if held[:match.start()].rpartition(b"\0")[2] != b"SECRET=":
                        yield f"{form} in {name} at {low + match.start():x}"


def main():
    pid, fd = pty.fork()
    if pid == 0:
        os.execvp(sys.argv[1], sys.argv[1:])
    if "SECRET" not in os.environ:
        until(fd, b"PIN:")
        os.write(fd, PIN + b"\r")
    until(fd, b"MARK")
    time.sleep(0.1)  # lets the program finish what it does after printing MARK
    for place in places(pid):
        print(place)
    os.kill(pid, signal.SIGKILL)


main()
