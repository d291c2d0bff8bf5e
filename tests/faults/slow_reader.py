"""slow_reader.py pipe|socket COMMAND...: runs COMMAND with standard output and error on a
non-blocking pipe or socket, reads it slowly, and copies it to standard output. Error messages go
to standard error."""
import os
import socket
import subprocess
import sys
import threading
import time


def ends(kind):
    if kind == "pipe":
        return os.pipe()
    ours, theirs = socket.socketpair()
    return ours.detach(), theirs.detach()


def copy(source, target):
    time.sleep(0.3)
    while data := os.read(source, 5000):
        target.write(data)
        time.sleep(0.002)
    target.flush()


pairs = [ends(sys.argv[1]) for _ in range(2)]
for _, theirs in pairs:
    os.set_blocking(theirs, False)
child = subprocess.Popen(sys.argv[2:], stdout=pairs[0][1], stderr=pairs[1][1])
for _, theirs in pairs:
    os.close(theirs)
threads = [threading.Thread(target=copy, args=(ours, target))
           for (ours, _), target in zip(pairs, (sys.stdout.buffer, sys.stderr.buffer))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
sys.exit(child.wait())
