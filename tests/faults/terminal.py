#!/usr/bin/env python3
"""terminal.py PLACE SIGNAL COMMAND...: sends a signal while the program waits at a terminal. PLACE
is the text that the program shows before it waits. After the text, "pin" means that what is
typed is a secret, and "stopped" also that the terminal accepts no output, as after Ctrl-S; "
stopped" without a text means that there is no secret and that the program waits until it can
write. A signal that ends the program must do so and leave the terminal settings as they were. A
signal that stops it must leave them so too; then the settings are changed, as a shell may do,
the program continues, and a secret that is typed must not be shown. WINCH: the size of the
terminal changes."""
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

SECRET = b"31415926"
UNHANDLED = (signal.SIGALRM, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2, signal.SIGXCPU)
STOPS = (signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU, signal.SIGSTOP)


def modes(fd):
    local = termios.tcgetattr(fd)[3]
    return bool(local & termios.ECHO), bool(local & termios.ICANON)


def shell(command, stopped, orders, news):
    """The session leader: runs the command in the foreground and reports its changes of state."""
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpid())
        for number in (signal.SIGTTOU, signal.SIGQUIT, signal.SIGINT, signal.SIGPIPE, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        if stopped:
            termios.tcflow(0, termios.TCOOFF)
        os.execvp(command[0], command)
    os.write(news, b"%d\n" % child)
    while True:
        _, status = os.waitpid(child, os.WUNTRACED)
        os.tcsetpgrp(0, os.getpgrp())
        if not os.WIFSTOPPED(status):
            echo, canonical = modes(0)
            code = os.waitstatus_to_exitcode(status)
            os.write(news, b"ended %d %d %d\n" % (code, echo, canonical))
            os._exit(0)
        echo, canonical = modes(0)
        os.write(news, b"stopped %d %d\n" % (echo, canonical))
        os.read(orders, 1)
        state = termios.tcgetattr(0)
        state[3] |= termios.ECHO | termios.ICANON
        termios.tcsetattr(0, termios.TCSANOW, state)
        os.tcsetpgrp(0, child)
        os.kill(-child, signal.SIGCONT)


class Session:
    def __init__(self, command, stopped):
        orders, self.orders = os.pipe()
        self.news, news = os.pipe()
        self.seen = b""
        pid, self.master = pty.fork()
        if pid == 0:
            shell(command, stopped, orders, news)
        os.close(news)
        self.lines = b""
        self.child = int(self.line())

    def line(self):
        end = time.monotonic() + 20
        while b"\n" not in self.lines:
            self.look(0.05)
            if time.monotonic() > end:
                sys.exit(f"nothing becomes of it: {self.seen!r}")
            if select.select([self.news], [], [], 0)[0]:
                self.lines += os.read(self.news, 100)
        one, self.lines = self.lines.split(b"\n", 1)
        return one.decode()

    def look(self, seconds):
        if select.select([self.master], [], [], seconds)[0]:
            try:
                self.seen += os.read(self.master, 4096)
            except OSError:
                time.sleep(seconds)

    def until(self, condition, what):
        end = time.monotonic() + 20
        while not condition():
            self.look(0.02)
            if time.monotonic() > end:
                sys.exit(f"{what}: {self.seen!r}, modes {modes(self.master)}")


def sleeps(pid):
    """Whether this holds for more than a moment."""
    for _ in range(10):
        time.sleep(0.05)
        with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
            if stat.read().rpartition(")")[2].split()[0] != "S":
                return False
    return True


def go_on(session, number, place, hidden, waiting):
    """After the program has stopped: continues it and waits until it asks again."""
    got = session.line()
    if number != signal.SIGSTOP and got != "stopped 1 1":
        sys.exit(f"{got}, not stopped 1 1")
    session.seen = b""
    os.write(session.orders, b"f")
    session.until(lambda: modes(session.master) == waiting, "does not take the terminal again")
    if number != signal.SIGSTOP or hidden:
        session.until(lambda: place.encode() in session.seen, "does not ask again")


def main():
    place, _, kind = sys.argv[1].partition(" ")
    stopped = kind == "stopped"
    hidden = kind == "pin" or stopped and place != ""
    number = getattr(signal, "SIG" + sys.argv[2])
    waiting = (False, True) if hidden else (False, False)
    session = Session(sys.argv[3:], stopped)
    if stopped and not hidden:
        session.until(lambda: sleeps(session.child), "never sleeps")
    else:
        session.until(lambda: (stopped or place.encode() in session.seen) and modes(session.master) == waiting, "never waits")
    if number == signal.SIGWINCH:
        for columns in 20, 3, 200:
            fcntl.ioctl(session.master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
            os.kill(session.child, number)
    else:
        os.kill(session.child, number)
    if number not in STOPS + (signal.SIGWINCH,):
        # A program that could not write any more may report that in its status.
        if stopped and not hidden and session.line() in (f"ended {code} 1 1" for code in (3, 128 + number)):
            return
        expected = f"ended {-number if number in UNHANDLED else 128 + number} 1 1"
        got = session.line()
        if got != expected:
            sys.exit(f"{got}, not {expected}: {session.seen!r}")
        return
    if number in STOPS:
        go_on(session, number, place, hidden, waiting)
    os.write(session.master, SECRET + b"\r")
    if hidden:
        got = session.line()
        if got != "ended 0 1 1" or SECRET in session.seen:
            sys.exit(f"{got}: {session.seen!r}")
    else:
        session.until(lambda: SECRET in session.seen, "does not show what is typed")
        os.kill(session.child, signal.SIGTERM)
        session.line()


main()
