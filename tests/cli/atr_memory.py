"""Compares the memory of a program that reads ATRs line by line from a pipe after FEW and after
MANY lines: it must be the same. Usage: atr_memory.py FEW MANY PROGRAM ARGUMENT..."""
import os
import re
import subprocess
import sys
import threading

# In KB. A pointer leaked per line would exceed this; with AddressSanitizer's red zones around it,
# by far.
MARGIN = 3072 if os.environ.get("SAN") else 256

# As many different ATRs as possible, so that caching would show; some lines are not ATRs.
LINES = ["3B 6F %02X %02X 80 31 A0 73 BE 21 13 67 43 20 07 18 00 %02X 01\n" % (n >> 8 & 255, n & 255, n % 251)
         if n % 100 else "3B %d x\n" % n for n in range(1, 50000)]
LAST = "3F 05 4C 41 53 54 21\n"  # historical bytes "LAST!"


def feed(pipe, count):
    while count > 0:
        pipe.write("".join(LINES[:count]).encode())
        count -= len(LINES)
    pipe.write(LAST.encode())
    pipe.flush()


def memory(count, command):
    """Returns the private memory in KB: how much of a list's mapped file is resident does not
    depend on the program."""
    run = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    threading.Thread(target=feed, args=(run.stdin, count)).start()
    tail, wrote = b"", 0
    while b"4C41535421" not in tail and b"4C 41 53 54 21" not in tail:
        data = os.read(run.stdout.fileno(), 1 << 16)
        assert data, "it has ended"
        tail, wrote = tail[-20:] + data, wrote + data.count(b"\n")
    with open("/proc/%d/status" % run.pid) as status:
        anonymous = int(re.search(r"RssAnon:\s*(\d+)", status.read()).group(1))
    run.communicate()
    assert run.returncode == 2 and wrote > count * 0.98, (run.returncode, wrote, count)
    return anonymous


few, many = int(sys.argv[1]), int(sys.argv[2])
least, most = memory(few, sys.argv[3:]), memory(many, sys.argv[3:])
print("%d KB after %d lines, %d KB after %d: %s" % (least, few, most, many, " ".join(sys.argv[4:])))
sys.exit(most > least + MARGIN)
