#!/usr/bin/env python3
"""on_terminal.py WIDTH[xHEIGHT] SCREEN COMMAND...: runs COMMAND on a new terminal with WIDTH
columns and HEIGHT (50) lines. Its output is written to the file SCREEN as it arrives. Each line
of standard input is an action: "keys TEXT" (with Python's escapes), "resize WIDTH" (prints
"resized WIDTH" when done), "hang-up". When the command ends, prints "status N" or "signal N",
and whether the terminal settings are as before: "terminal same" or "terminal changed"."""
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios


def resize(fd, size):
    width, _, height = size.partition("x")
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", int(height or 50), int(width), 0, 0))


def main():
    size, screen, command = sys.argv[1], open(sys.argv[2], "wb", buffering=0), sys.argv[3:]
    master, slave = pty.openpty()
    resize(slave, size)
    before = termios.tcgetattr(slave)
    pid = os.fork()
    if pid == 0:
        os.close(master)
        login(slave)
        os.execvp(command[0], command)
    said, lines, todo = True, b"", True
    os.set_blocking(0, False)
    while True:
        ready = select.select([master] * said + [0] * todo, [], [], 0.05)[0]
        if master in ready:
            try:
                screen.write(os.read(master, 65536))
            except OSError:
                said = False
        if 0 in ready:
            got = os.read(0, 65536)
            todo, lines = got != b"", lines + got
            while b"\n" in lines:
                line, lines = lines.split(b"\n", 1)
                word, _, rest = line.decode().partition(" ")
                if word == "keys":
                    os.write(master, rest.encode().decode("unicode_escape").encode())
                elif word == "resize":
                    resize(master, rest)
                    print("resized", rest, flush=True)
                elif word == "hang-up":
                    os.close(slave)
                    os.close(master)
                    said = False
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            while said and select.select([master], [], [], 0)[0]:
                screen.write(os.read(master, 65536))
            break
    if os.WIFSIGNALED(status):
        print("signal", os.WTERMSIG(status))
    else:
        print("status", os.WEXITSTATUS(status))
    try:
        print("terminal", "same" if termios.tcgetattr(slave) == before else "changed")
    except (termios.error, OSError):
        print("terminal gone")


def login(slave):
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for fd in range(3):
        os.dup2(slave, fd)
    os.closerange(3, 256)


main()
