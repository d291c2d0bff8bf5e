#!/usr/bin/env python3
"""complete.py bash|zsh|fish SHARE LINE TEXT...: types LINE and a TAB at a prompt of the shell,
which uses the completions below SHARE, and waits until each TEXT is on its terminal; "!TEXT"
must not be there then. If that takes more than 20 seconds, prints the screen and exits with 1.
LINE is never executed."""
import os
import pty
import re
import select
import shlex
import signal
import sys
import time

PROMPT = "ready> "
VT102 = b"\x1b[?6c"

START = {
    "bash": (["bash", "--norc", "--noprofile", "-i"],
             "PS1={prompt}; bind 'set show-all-if-ambiguous on' 'set bell-style none' 'set enable-bracketed-paste off';"
             " for file in {share}/bash-completion/completions/*; do . $file; done\n"),
    "zsh": (["zsh", "-f", "-i"],
            "PROMPT={prompt}; unsetopt beep; fpath=({share}/zsh/site-functions $fpath); autoload -U compinit;"
            " compinit -D -u; zstyle ':completion:*' menu no\n"),
    "fish": (["fish", "--no-config", "-i"],
             "function fish_prompt; echo -n {prompt}; end;"
             " for file in {share}/fish/vendor_completions.d/*; source $file; end\n"),
}


class Screen:
    def __init__(self, fd):
        self.fd, self.text = fd, ""

    def wait(self, done, limit):
        """Reads until done(text), for at most limit seconds; returns whether it succeeded."""
        end = time.monotonic() + limit
        while not done(self.text):
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.fd], [], [], left)[0]:
                return False
            text = os.read(self.fd, 65536).decode("utf-8", "replace")
            if re.search(r"\x1b\[0?c", text):  # Device Attributes: newer shells wait for the response of a terminal
                os.write(self.fd, VT102)
            self.text += re.sub(r"\x1b[\[\]()][0-9;?]*[A-Za-z]?", "", text)
        return True


def main():
    shell, share, line, texts = sys.argv[1], os.path.realpath(sys.argv[2]), sys.argv[3], sys.argv[4:]
    command, start = START[shell]
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(TERM="vt100", COLUMNS="200", LINES="60", HISTFILE="")
        os.execvp(command[0], command)
    screen = Screen(fd)
    # Typed in two parts, so that the echo of the typing is not mistaken for the prompt.
    os.write(fd, start.format(prompt="'%s''%s'" % (PROMPT[:3], PROMPT[3:]), share=shlex.quote(share)).encode())
    screen.wait(lambda text: PROMPT.strip() in text, 20)
    screen.text = ""
    os.write(fd, line.encode() + b"\t")
    found = screen.wait(lambda text: all(t in text.replace("\r", "") for t in texts if t[0] != "!"), 20)
    screen.wait(lambda text: False, 0.2)
    wrong = [t for t in texts if t[0] == "!" and t[1:] in screen.text]
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    if not found or wrong:
        sys.exit("%s: %s: the screen is %r" % (shell, line, screen.text))


main()
