#!/usr/bin/env python3
"""escaping.py: passes text that would control a terminal through every input of every program in
every format, with output to a pipe and to a terminal: it must never be printed unescaped. Writes
TAP."""
import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile

BUILD = os.path.abspath(os.environ.get("B", "build"))
USB_TREE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "usb_tree.py")
PACKED = "3BA70040188065A208010152"
ATR = "3B A7 00 40 18 80 65 A2 08 01 01 52"
# An escape sequence, a C1 control as a character and as a byte, a right-to-left override, a line
# separator, DEL, a byte that is not valid UTF-8.
BAD = b"x\x1b]0;name\x07\xc2\x9b31m\x9b\xe2\x80\xae\xe2\x80\xa8\x7f\xff"
LINES = BAD + b"\nok 9 - forged"
READER = "".join(f"\\x{byte:02X}" for byte in LINES)
FILES = {
    "list": b"3B A7 00 40 18 80 65 A2 08 01 01 52\n\t" + BAD + b" card\n3B 00" + BAD + b"\n\tA card\n",
    BAD: b"# " + BAD + b"\n00 A4 00 00\n",
    b"bad" + BAD: BAD + b"\n",
    "script": b"# " + BAD + b"\ntest \"" + BAD + b"\"\necho \"" + BAD + b"\"\n00 A4 00 00 (6A82)\n",
    "card.apdu": b"# ATR: 3B 00\n# protocol: T=1\n# " + BAD + b"\n00 A4 00 00 [] (9000)\n",
    "dialect": b"apdu 00A40000 # " + BAD + b"\n" + BAD + b"\n",
    "trace": b"SCardConnect\n i szReader " + BAD + b"\n o phCard 0x1 (1)\n => successful\nSCardTransmit\n"
             b" i hCard: 0x1\n i bSendLength 0x4 (4)\n i bSendBuffer\n i  0000 00 A4 00 00   ....\n => no\n"
             b"SCardConnect\n i szReader B\n o phCard 0x2 (2)\n => successful\nSCardTransmit\n"
             b" i hCard: 0x2\n i bSendLength 0x4 (4)\n i bSendBuffer\n i  0000 00 A4 00 00   ....\n => no\n" + BAD + b"\n",
    "world": f"add a {READER}\ninsert a {PACKED}\nadd b Two\n".encode(),
    "hook": b"#!/bin/sh\nenv | grep PCSC >&2\ncat >&2\n",
}
# A malicious system, to be used with --root.
NAME = BAD.replace(b"/", b"")
SYSTEM = {
    b"proc/17/comm": b"pcscd" + BAD + b"\n",
    b"proc/17/cmdline": b"pcscd\0--" + LINES + b"\0",
    b"proc/17/environ": b"PCSCLITE_FILTER_IGNORE_READER_NAMES=" + LINES + b"\0LIBCCID_ifdDriverOptions=" + BAD + b"\0",
    b"proc/self/attr/current": BAD + b"\n",
    b"proc/sys/kernel/osrelease": BAD + b"\n",
    b"proc/mounts": b"x / " + BAD + b" rw 0 0\nproc /proc proc " + BAD + b" 0 0\n",
    b"etc/os-release": b"ID=debian\nNAME=\"" + BAD + b"\"\nPRETTY_NAME=\"" + BAD + b"\"\nVERSION_ID=\"" + BAD + b"\"\n",
    b"etc/default/pcscd": b"DAEMON_ARGS=\"" + BAD + b"\"\n",
    b"etc/reader.conf.d/" + NAME: b"FRIENDLYNAME \"" + BAD + b"\"\nLIBPATH /" + BAD + b"\nDEVICENAME " + BAD + b"\n",
    b"usr/sbin/pcscd": b"\x7fELF\0/usr/lib/pcsc/drivers\0" + BAD + b"\0",
    b"etc/libccid_Info.plist": BAD,
    b"usr/lib/pcsc/drivers/" + NAME + b".bundle/Contents/Info.plist": BAD,
    b"usr/lib/pcsc/drivers/ifd-ccid.bundle/Contents/Info.plist":
        b"<plist><dict><key>CFBundleName</key><string>" + BAD + b"</string>"
        b"<key>CFBundleShortVersionString</key><string>" + LINES + b"</string>"
        b"<key>ifdVendorID</key><array><string>0x1234</string></array>"
        b"<key>ifdProductID</key><array><string>0x5678</string></array>"
        b"<key>ifdFriendlyName</key><array><string>" + LINES + b"</string></array></dict></plist>",
}
# Keys typed at the prompt, to list, complete, describe and reject names from outside.
KEYS = (b"readers\n", b"reader \t\t", b"x\t\t\n", b"reader 0\n", b"reader x\n", b"atr\n", b"include \t\t", b"x\t\t\n", b"load x\t\t\n",
        b"load card.apdu\n", b"load ./b\t\t\n", b"00A40000\n", b"env X\n", b"echo $X\n", b"wait removed 1\n", b"reader Two\n", b"00A40000\n",
        b"help\n", b"\x04")
PIPE, TERMINAL, PROMPT = "pipe", "terminal", "prompt"
BOTH = (PIPE, TERMINAL)


def runs():
    """Yields the runs: the command line, where its output goes, and additional environment
    variables."""
    for options in ([], ["-v"], ["--json"], ["--html"], ["--format", "classic"], ["--brief"], ["--nearest"]):
        yield ["atr_parser", *options, ATR], BOTH, {}
        yield ["atr_parser", *options, BAD], BOTH, {}
        yield ["atr_parser", "--list", b"bad" + BAD, *options, ATR], BOTH, {}
    for words in (["--search", "card"], ["--search", "--json", "card"], ["--lint", "list"], ["--lint", b"bad" + BAD],
                  ["--lint", "list", "--json"], ["--stats", "all"], ["--stats", "all", "--html"], ["--site", BAD + b"/no/such"], ["--stats", BAD], [b"--" + BAD],
                  ["--diff", "3B00", BAD], ["--build", BAD]):
        yield ["atr_parser", *words], BOTH, {}
    for options in ([], ["-v"], ["--json"], ["--html"], ["--usb", BAD]):
        yield ["atr_parser", "--root", "root", "--usb", "x", *options, ATR], BOTH, {}
    yield ["atr_parser", "--lint", "list", "--fix", "--dry-run"], (TERMINAL,), {}
    for words in (["-r"], ["-r", "--json"], ["-r", "-v"], ["-r", "-v", "--json"], ["-c"], ["-c", "-v"],
                  ["-c", "--json"], ["--once"], ["--once", "--json"], ["--once", "--format", "text"],
                  ["--once", "--format", "brief"], ["--present", "--reader", BAD], ["-r", "--trace"],
                  ["--once", "--exec", "./hook"], ["--doctor", "--root", "root"], ["--doctor", "--json"],
                  ["--usb", "-v", "--root", "root"], ["--usb", "--json", "--root", "root"],
                  ["-r", "-v", "--json", "--root", "root"], ["--usb", "--root", "root", "--reader", BAD],
                  ["--present", "--reader", "o"]):
        yield ["pcsc_scan", *words], BOTH, {}
    yield ["pcsc_scan", "-r"], BOTH, {"PCSC_READER": LINES}
    yield ["scriptor", "-e", "00A40000"], BOTH, {"PCSC_READER": LINES}
    yield ["scriptor", "-e", "readers"], BOTH, {}
    yield ["scriptor", "--tap", "-e", "readers"], BOTH, {}
    yield ["scriptor", "--json", "-e", "readers"], BOTH, {}
    yield ["scriptor", "-r", "o", "-e", "readers"], BOTH, {}
    for words in (["-r", "0"], ["--explain", "--record", "rec"]):
        yield ["scriptor", *words], (PROMPT,), {"X": LINES}
        yield ["scriptor", *words], (PROMPT,), {"X": LINES, "TERM": "xterm"}
    replay = ["scriptor", "--replay", "card.apdu"]
    for words in (["script"], [BAD], [b"bad" + BAD], ["-e", b'env X\necho $X'], ["-e", b'echo "' + BAD + b'"']):
        yield [*replay, *words], (TERMINAL,), {"X": BAD}
        yield [*replay, "--json", *words], BOTH, {"X": BAD}
        yield [*replay, "--tap", *words], BOTH, {"X": BAD}
        yield ["scriptor", "--check", *words], BOTH, {}
    yield ["scriptor", "--diff", BAD, *replay[1:]], BOTH, {}
    yield ["scriptor", "--convert", "--dialect", "opensc", "dialect"], (TERMINAL,), {}
    yield ["scriptor", "--convert", "card.apdu"], (TERMINAL,), {}
    yield ["scriptor", "--convert", "trace"], BOTH, {}
    yield ["scriptor", "--replay", BAD, "script"], (TERMINAL,), {}
    yield ["vicard", b"bad" + BAD], BOTH, {}
    yield ["vicard", "--host", BAD, "card.apdu"], BOTH, {}
    yield ["list-update", "--url", BAD], BOTH, {}
    yield ["list-update", "--file", BAD + b"/x", "--url", "https://localhost:1/"], BOTH, {}


def active(text):
    """Returns the characters of the text that would control a terminal."""
    found = []
    for char in text.decode("utf-8", "surrogateescape"):
        point = ord(char)
        if (point < 32 and char not in "\t\n") or 127 <= point < 160 or 0xDC80 <= point <= 0xDCFF or \
                point in (0x61C, 0x200E, 0x200F, 0xFEFF) or 0x2028 <= point <= 0x202E or 0x2066 <= point <= 0x2069:
            found.append(repr(char))
    return found


def to_pipe(command, environment, work):
    done = subprocess.run(command, cwd=work, env=environment, stdin=subprocess.DEVNULL, timeout=60, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.stdout, done.stderr


def to_terminal(command, environment, work):
    ours, theirs = pty.openpty()
    child = subprocess.Popen(command, cwd=work, env=environment, stdin=subprocess.DEVNULL, stdout=theirs,
                             stderr=theirs)
    os.close(theirs)
    seen = b""
    while select.select([ours], [], [], 60)[0]:
        try:
            seen += os.read(ours, 65536)
        except OSError:
            break
    child.wait()
    os.close(ours)
    return b"", seen.replace(b"\r\n", b"\n")


def to_prompt(command, environment, work):
    """Types each of KEYS once the output has paused. Cursor movements, colors and bells of the
    prompt itself are ignored."""
    pid, ours = pty.fork()
    if pid == 0:
        os.chdir(work)
        os.execve(command[0], command, environment)
    seen = b""
    for keys in (b"", *KEYS):
        os.write(ours, keys)
        while select.select([ours], [], [], 0.4 if seen else 20)[0]:
            try:
                seen += os.read(ours, 65536)
            except OSError:
                break
    os.close(ours)
    _, status = os.waitpid(pid, 0)
    if not os.WIFEXITED(status):
        seen += b"\x7fstatus " + str(status).encode()
    return b"", re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]|[\r\b\x07]", b"", seen)


def wrong(words, out, said):
    found = active(out) + active(said)
    if b"\nok 9 - forged" in b"\n" + out + b"\n" + said:
        found.append("a forged line")
    if "--json" in words:
        for line in out.splitlines():
            json.loads(line)
    return found


def main():
    work = os.fsencode(tempfile.mkdtemp(prefix="escaping-"))
    bad = number = 0
    try:
        for name, text in {**FILES, **{b"root/" + name: text for name, text in SYSTEM.items()}}.items():
            path = os.path.join(work, os.fsencode(name))
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(text)
        os.chmod(os.path.join(work, b"hook"), 0o755)
        subprocess.run([USB_TREE, os.path.join(work, b"root"), "1-2", "vendor=1234", "product=5678", b"manufacturer=" + BAD, b"name=" + BAD,
                        b"serial=" + BAD, "interface", "0b", b"driver=" + BAD.replace(b"/", b"")], check=True)
        for words, places, more in runs():
            program = os.path.join(BUILD, "bin", words[0])
            if not os.path.exists(program):
                program = os.path.join(BUILD, "libexec/pcsckit", words[0])
            environment = {"PATH": os.environ["PATH"], "HOME": work, "LC_ALL": "C.UTF-8", "TERM": "dumb",
                           "SMARTCARD_LIST": "list", "FAKE_PCSC": "world",
                           "LD_LIBRARY_PATH": BUILD + "/tests/fake", **more}
            for place in places:
                number += 1
                out, said = {PIPE: to_pipe, TERMINAL: to_terminal, PROMPT: to_prompt}[place]([program, *words[1:]], environment, work)
                found = wrong(words, out, said)
                print(f"{'not ok' if found else 'ok'} {number} - {place}: {' '.join(map(ascii, words))}")
                if found:
                    bad += 1
                    print(f"#   {' '.join(sorted(set(found)))}: {out[-300:]!r} {said[-300:]!r}")
    finally:
        shutil.rmtree(work)
    print(f"1..{number}")
    return bad > 0


sys.exit(main())
