#!/usr/bin/env python3
"""secrets.py REPOSITORY DIRECTORY OUTPUT...: checks that no output reveals a secret, nor anything
computed from it.

Every row of the table of secrets, in every spelling, goes through an output twice, with two
different secrets. Both outputs must be the same, except for times of day and durations, and must
not contain the secret's bytes. Data that is not secret goes through as well and must make a
difference, since a test that cannot detect a leak would always pass.

OUTPUT is a name in OUTPUTS, in which each row is a function that takes scripts and returns
everything that was printed or written. It runs on the fake winscard, whose card responds with 9000
to everything."""
import os
import pty
import re
import select
import socket
import subprocess
import sys

ROOT, WORK = sys.argv[1], sys.argv[2]
END = "the-end"

# Two secrets of equal length: one of digits and one not, whose first byte cannot be mistaken for a
# valid length.
SECRETS = [bytes.fromhex("3132333435363738"), bytes.fromhex("C94A5FE7D2A6B18D")]

# A command for each row of lib/apdu/secret_table.c: header, the data before the secret, and the
# other classes in which it may be spelled ("i": interindustry, "p": also the bits of 8X, "": none).
ROWS = {
    "VERIFY": ("00200081", "", "i"),
    "CHANGE REFERENCE DATA": ("00240181", "", "i"),
    "DISABLE VERIFICATION REQUIREMENT": ("00260001", "", "i"),
    "ENABLE VERIFICATION REQUIREMENT": ("A0280001", "", ""),
    "RESET RETRY COUNTER": ("802C0081", "", "p"),
    "COMPARE": ("00330001", "", "i"),
    "ENVELOPE": ("00C20000", "0020008108", "i"),
    "LOAD KEYS": ("FF820000", "", ""),
    "CHANGE CODE MEMORY CARD": ("FFD20001", "", ""),
    "PN53x: MIFARE key A": ("FF000000", "D4400160 04", ""),
    "PN53x: MIFARE key B": ("FF000000", "D4400161 04", ""),
    "PN53x: PWD_AUTH": ("FF000000", "D440011B", ""),
    "PN53x: PWD_AUTH, InCommunicateThru": ("FF000000", "D4421B", ""),
    "PN53x: InDataExchange": ("FF000000", "D44001 0020008108", ""),
    "transparent exchange: PWD_AUTH": ("FFC20001", "95091B", ""),
    "transparent exchange": ("FFC20001", "950D 0020008108", ""),
    "TERMINAL RESPONSE: hidden input": ("80140000", "8103012304 02028281 030100 0D0904", "p"),
    "PN53x: MIFARE sector trailer": ("FF000000", "D44001A007", ""),
    "PN53x: MIFARE sector trailer, 4K": ("FF000000", "D44001A08F", ""),
    "MIFARE sector trailer": ("FFD60007", "FFFFFFFFFFFF FF07", ""),
    "MIFARE sector trailer, 4K": ("FFD6009F", "FFFFFFFFFFFF FF07", ""),
    "SpringCard MIFARE CLASSIC READ": ("FFF30004", "", ""),
    "SpringCard MIFARE CLASSIC WRITE": ("FFF40004", "", ""),
    "SpringCard MIFARE CLASSIC VALUE": ("FFF50004", "", ""),
    "SpringCard ENCAPSULATE: PWD_AUTH": ("FFFE0000", "1B", ""),
    "PUT KEY": ("80D80081", "", "p"),
    "STORE DATA: keys, PIN": ("80E28000", "801008", "p"),
    "STORE DATA: private key": ("80E28000", "810108", "p"),
    "STORE DATA: private key (CRT)": ("80E28000", "820108", "p"),
    "STORE DATA: PIN key (CRT)": ("80E28000", "830108", "p"),
    "STORE DATA: other secret": ("80E28000", "8F0108", "p"),
    "VALIDATE: service programming code": ("80CE0000", "0003", "p"),
    "PIV SET MANAGEMENT KEY": ("00FFFFFF", "039B08", "i"),
    "PIV IMPORT ASYMMETRIC KEY": ("00FE119A", "0608", "i"),
    "PIV PUT DATA: printed information": ("00DB3FFF", "5C035FC109 5308", "i"),
    "OpenPGP private key": ("00DB3FFF", "4D10B600 7F48029208 5F4808", "i"),
    "OpenPGP SM key ENC": ("00DA00D1", "", "i"),
    "OpenPGP SM key MAC": ("00DA00D2", "", "i"),
    "OpenPGP resetting code": ("00DA00D3", "", "i"),
    "OpenPGP AES key": ("00DA00D5", "", "i"),
    "OpenPGP SM keys": ("00DA00F4", "", "i"),
    "OpenPGP 1 private key": ("00DA00E1", "", "i"),
    "Calypso key pair": ("00DADF3C", "", "i"),
    "MyEID PIN or key": ("00DA0101", "", "i"),
    "OATH PUT": ("00010000", "710141 730A2106", "i"),
    "OATH PUT, not as documented": ("00010000", "730A2106", "i"),
    "YubiKey slot": ("00010800", "", "i"),
    "YubiKey WRITE CONFIG": ("001C0000", "", "i"),
    "YubiHSM Auth DELETE": ("00020000", "7B08", "i"),
    "YubiHSM Auth GET CHALLENGE": ("00040000", "710141 7308", "i"),
    "YubiHSM Auth PUT MANAGEMENT KEY": ("00080000", "7B08", "i"),
    "YubiHSM Auth CHANGE CREDENTIAL PASSWORD": ("000B0100", "", "i"),
    "OATH SET CODE": ("00030000", "730901", "i"),
    "Nitrokey VERIFY PIN": ("00B20000", "8008", "i"),
    "Nitrokey CHANGE PIN": ("00B30000", "8008", "i"),
    "Nitrokey SET PIN": ("00B40000", "8008", "i"),
    "Nitrokey UPDATE CREDENTIAL": ("00B70000", "710141 8408", "i"),
    "DESFire CreateTransactionMACFile": ("90CE0000", "0F03EEEE02", ""),
    "DESFire ChangeKey": ("90C40000", "00", ""),
    "DESFire ChangeKeyEV2": ("90C60000", "0000", ""),
    "DESFire SetConfiguration: default key": ("905C0000", "01", ""),
    "MIFARE Plus WritePerso": ("90A80000", "0040", ""),
    "MUSCLE Setup": ("B02A0000", "", ""),
    "MUSCLE ImportKey": ("B0320000", "", ""),
    "MUSCLE CreatePIN": ("B0400100", "", ""),
    "MUSCLE VerifyPIN": ("B0420100", "", ""),
    "MUSCLE ChangePIN": ("B0440100", "", ""),
    "MUSCLE UnblockPIN": ("B0460100", "", ""),
    "MUSCLE WriteObject: key import": ("B0540000", "FFFFFFFE 00000000 08", ""),
    "Satochip: import of a seed": ("B06C0800", "", ""),
    "Cryptoflex VERIFY KEY": ("F02A0000", "", ""),
    "STARCOS or EnterSafe WRITE KEY": ("84F40B01", "3300", ""),
    "ePass2003 install a key": ("80E30000", "0101", ""),
    "ePass2003 update a PIN": ("80E50001", "33", ""),
    "ePass2003 write a key": ("80E70500", "", ""),
    "SE05x AES key": ("80010300", "410400000001 4308", ""),
    "SE05x DES or HMAC key": ("80410500", "410400000001 4308", ""),
    "SE05x user identifier": ("80410700", "410400000001 4208", ""),
    "SE05x private key": ("80016100", "410400000001 4308", ""),
    "Pico HSM: import of a seed": ("804A0100", "", ""),
    "SmartCard-HSM INITIALIZE DEVICE": ("80500000", "80020001 8108", ""),
    "SmartCard-HSM IMPORT DKEK SHARE, CIPURSE UPDATE KEY": ("80520000", "", ""),
}
# Rows of the table that mark something as not secret.
OPEN = {"transparent session", "PIV PUT DATA", "PIV PUT DATA: Yubico's objects", "PIV PUT DATA: biometric group",
        "U2F REGISTER", "page of 4 bytes", "CAC READ BUFFER", "STARCOS WRITE KEY: header"}
# UPDATE BINARY, which has no row.
PUBLIC = ("00D60000", "", "i")


def short(header, data, lc=0):
    return header + bytes([len(data) + lc]) + data


def classes(header, which):
    """Returns the same command with other classes: chaining, channels, secure messaging."""
    bits = {"i": [0x10, 0x01, 0x03, 0x04, 0x08, 0x0C, 0x40, 0x4F, 0x50], "p": [0x10, 0x04], "": []}[which]
    return [bytes([header[0] | bit]) + header[1:] for bit in bits]


def plain_spellings(row, secret):
    """Returns lines that send the command: plain, built, extended, with an invalid, missing or
    truncated part."""
    header, before = bytes.fromhex(row[0]), bytes.fromhex(row[1])
    data = before + secret
    commands = [short(header, data), short(header, data) + b"\0", header + bytes([0, 0, len(data)]) + data,
                header + bytes([0, 0, len(data)]) + data + b"\0\0"]
    commands += [short(header, data, lc) for lc in (5, -1, -2, -5)]
    commands += [header + data, header + b"\0" + data]
    commands += [header + bytes([0, 0, len(data) + n]) + data for n in (4, -1, -2)]
    commands += [short(other, data) for other in classes(header, row[2])]
    if before == b"":
        commands += [header + secret[:n] for n in (1, 2, 3, 4)]
        commands += [header + b"\0" + secret[:2]]
    lines = [command.hex().upper() for command in commands]
    lines += [" ".join(f"{byte:02x}" for byte in commands[0]), f"! {header.hex()} : {data.hex()}",
              f"! {header.hex()} : {data.hex()} / 00"]
    for cla in ("00", "80", "A0"):
        lines += [short(bytes.fromhex(cla + "C20000"), commands[0]).hex()]
        lines += [short(bytes.fromhex(cla + "C20000"), commands[0], 3).hex()]
    return lines if header[0] < 0xC0 else lines[:-6]


def control_spellings(row, secret):
    command = short(bytes.fromhex(row[0]), bytes.fromhex(row[1]) + secret)
    lines = []
    for kind in (0x6F, 0x6B):
        message = bytes([kind]) + len(command).to_bytes(4, "little") + bytes(5) + command
        lines.append(message)
    lines += [command, b"\xE0\x01" + command]
    return [f"control 1 {line.hex().upper()}" for line in lines]


class Case:
    """Returns scripts, as lists of lines, for the rows with one secret."""

    def __init__(self, rows, secret):
        self.plain = [line for row in rows for line in plain_spellings(row, secret)]
        self.control = [line for row in rows for line in control_spellings(row, secret)]
        self.all = self.plain + self.control


def run(*arguments, given="", yes=True):
    """Returns what the program prints, on both streams; with yes it refuses nothing, so that the
    scripts run to their end."""
    arguments = ["--yes", *arguments] if yes else arguments
    done = subprocess.run(["scriptor", *arguments], input=given, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1, 2, 3):
        sys.exit(f"scriptor {arguments}: status {done.returncode}\n{done.stderr}")
    return done.stdout + done.stderr


def script(lines, name="x.apdu"):
    with open(name, "w", encoding="utf-8") as file:
        file.write("\n".join([*lines, f"echo {END}"]) + "\n")
    return name


def content(name):
    with open(name, encoding="utf-8") as file:
        return file.read()


def fresh(name):
    if os.path.exists(name):
        os.remove(name)
    return name


def whole(said):
    """Returns the output of a run that must reach its end: a run that stops early would hide the
    rest."""
    if END not in said:
        sys.exit("the run ended early:\n" + said[-600:])
    return said


def of_recording(case, more):
    whole(run(*more, "--record", fresh("r.apdu"), script(case.all)))
    return content("r.apdu")


def of_replay(case, more):
    """Uses a recording as the card."""
    of_recording(case, [])
    return whole(run(*more, "--mask", "--replay", "r.apdu", script(case.plain)))


def of_trace(case, more):
    whole(run(*more, f"--trace={fresh('trace')}", script(case.all)))
    return content("trace")


def of_diff(case, more):
    """Runs a recording again whose responses differ."""
    lines = [line + " [] (6A82)" for line in case.plain]
    return whole(run(*more, "--diff", script(lines)))


def dump(command):
    """Returns the bytes in lines of sixteen with their text, as OpenSC prints them."""
    parts = [command[at:at + 16] for at in range(0, len(command), 16)]
    return "\n".join(part.hex(" ").upper() + " " + "." * len(part) for part in parts)


# What other programs print for a command (c: its hex, s: with blanks, d: a dump, n: its length) and
# its response.
TRACES = {
    "apdu4j": "A>> T=1 (4+0000) {c}\nA<< (0000+2) (1ms) 9000\nsent: {c}\n# {c}\n",
    "pcscd": "00000012 APDU: {s} \n00000345 SW: 90 00 \n00000007 TxBuffer {s}\n",
    "opensc": "P:1; T:0x1 12:00:00.000 [x] apdu.c:1:sc_apdu_log: \nOutgoing APDU ({n} bytes):\n{d}\n\n"
              "P:1; T:0x1 12:00:00.000 [x] apdu.c:1:sc_apdu_log: \nIncoming APDU (2 bytes):\n90 00 ..\n\n",
    "opensc-tool": "Sending: {s} \nReceived (SW1=0x90, SW2=0x00)\n",
    "pyscard": "> {s}\n<  [] 90 0\n",
    "ykman": "TRAFFIC 12:00:00.000 [ykman.pcsc.send_and_receive:97] SEND: {c}\n"
             "TRAFFIC 12:00:00.000 [ykman.pcsc.send_and_receive:106] RECV:  SW=9000\n",
    "scdaemon": "scdaemon[1]: DBG: PCSC_data: {c}\nscdaemon[1]: DBG:  response: sw=9000  datalen=0\n",
    "gpshell": "Command --> {c}\nWrapped command --> {c}\nResponse <-- 9000\n",
    "proxmark": "[+] >>> {c}\n[+] <<< 9000\n",
    "libnfc": "=> {s}\n<= 90 00\n",
}


def of_conversion(case, more):
    """Converts traces to recordings."""
    commands = [bytes.fromhex(line) for line in case.plain if re.fullmatch("[0-9A-F]+", line)]
    said = ""
    for name, form in TRACES.items():
        with open("x.dump", "w", encoding="utf-8") as file:
            for command in commands:
                file.write(form.format(c=command.hex().upper(), s=command.hex(" ").upper(), d=dump(command),
                                       n=len(command)))
        told = run(*more, "--convert", "x.dump", yes=False)
        if not re.search(r"x\.dump: [0-9]{2,} commands", told):
            sys.exit(f"{name}: no trace:\n{told[-600:]}")
        said += told
    return said


def of_errors(case, more):
    """Puts each line with a syntax error at its end into a file of its own; returns the errors as
    messages and as JSON."""
    names = []
    for i, line in enumerate(case.all):
        # A missing digit; an invalid letter; an extra bracket.
        names += [script([line + fault], f"e{i}-{j}.apdu") for j, fault in enumerate(("1", "G", " ]"))]
    return run(*more, *names) + run(*more, "--json", *names)


def of_reports(case, more):
    """Puts each line into a file of its own, as a test that fails; returns what is reported as TAP
    and as JUnit XML, and, for lines with extended lengths, that T=0 does not support them."""
    names = [script([line + " (6A82)"], f"f{i}.apdu") for i, line in enumerate(case.plain)]
    fresh("report.xml")
    said = run(*more, "--keep-going", "--tap", "--junit", "report.xml", *names, yes=False)
    if "sent as written" not in said:
        sys.exit("T=0 was not said to be too small")
    return said + content("report.xml")


def packets(name):
    """Returns the packets of a capture in hex, without the times in the file's records and in
    usbmon's headers."""
    with open(name, "rb") as file:
        data = file.read()
    at, said = 24, []
    while at < len(data):
        length = int.from_bytes(data[at + 8:at + 12], "little")
        packet = data[at + 16:at + 16 + length]
        said.append((packet[:16] + packet[28:]).hex())
        at += 16 + length
    return "\n".join(said)


def of_pcap(case, more):
    whole(run(*more, "--pcap", fresh("run.pcap"), script(case.all)))
    return packets("run.pcap")


def ask(card, data):
    """Sends a command to the program that has connected to a virtual reader, with vpcd's protocol.
    """
    card.sendall(len(data).to_bytes(2, "big") + data)
    return card.recv(1 << 16)


def through_vicard(case, arguments, given=""):
    """Returns what vicard prints while its virtual card receives the commands; given is its
    standard input after them."""
    with socket.create_server(("127.0.0.1", 0)) as reader:
        reader.settimeout(60)
        port = str(reader.getsockname()[1])
        with subprocess.Popen(["vicard", "--port", port, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True) as vicard:
            card, _ = reader.accept()
            card.sendall(b"\0\1\1")  # power on
            ask(card, b"\4")
            for line in case.plain:
                if re.fullmatch("[0-9A-F]{10,}", line):
                    ask(card, bytes.fromhex(line))
            if len(ask(card, bytes.fromhex("00CA123400"))) < 4:
                sys.exit("vicard ended early")
            said = vicard.communicate(given)[0].replace(port, "PORT")
            card.close()
    return said


def of_relay(case, more):
    """Sends commands through a relay; returns its recording, its capture and what it prints."""
    said = through_vicard(case, ["--relay", "First", "--record", fresh("relayed.apdu"),
                                 "--pcap", fresh("relayed.pcap"), *more])
    return said + content("relayed.apdu") + packets("relayed.pcap")


def of_missing(case, more):
    """Sends commands that a recording does not contain."""
    return through_vicard(case, [script(["# ATR: 3B 00", "00A4000001 [] (9000)"]), *more], "missing\n")


def of_capture(case, more):
    """Converts a capture with secrets to a recording."""
    of_relay(case, ["--show-secrets"])
    return run(*more, "--convert", "relayed.pcap", yes=False)


def read_until(master, wanted):
    got = b""
    while wanted not in got:
        if not select.select([master], [], [], 120)[0]:
            sys.exit(f"the prompt does not answer: {got[-600:]}")
        got += os.read(master, 65536)


def of_prompt(case, _):
    """Returns what the prompt stores: its history and the script that save writes."""
    home = os.environ["HOME"]
    history = fresh(f"{home}/.local/state/pcsckit/scriptor_history")
    saved = fresh("saved.apdu")
    child, master = pty.fork()
    if child == 0:
        os.execvp("scriptor", ["scriptor"])
    read_until(master, b"T=0> ")
    for number, line in enumerate([*case.all, f"save {saved}"]):
        # "echo" is typed along with the line; its output appears only once the line is done.
        os.write(master, f"{line}\recho {number}-\"done\"\r".encode())
        read_until(master, f"{number}-done".encode())
    os.write(master, b"exit 0\r")
    os.waitpid(child, 0)
    os.close(master)
    kept = content(saved)
    if f'echo {len(case.all) - 1}-"done"' not in kept:
        sys.exit("the prompt has not kept all lines:\n" + kept[-600:])
    return content(history) + kept


def show(*arguments):
    """Returns an OUTPUTS function: what the program prints for a file with all lines."""
    return lambda case, more: whole(run(*more, *arguments, script(case.all)))


def show_given(*arguments):
    """Returns an OUTPUTS function: the same with the lines on standard input."""
    return lambda case, more: whole(run(*more, *arguments, given="\n".join([*case.all, f"echo {END}"]) + "\n"))


def of_variables(case, more):
    """Sends each command from a variable that is printed."""
    commands = [line for line in case.plain if re.fullmatch("[0-9A-F]+", line)]
    lines = [line for command in commands for line in (f"set P = {command}", "$P", "echo $P $P[1,4]")]
    return "".join(whole(run(*more, "--mask", *how, script(lines))) for how in ([], ["--json"]))


def show_check(*arguments):
    return lambda case, more: run(*more, "--check", *arguments, script(case.all), yes=False)


# name: the function, and whether --show-secrets makes it show them.
OUTPUTS = {
    "plain": (show("--mask"), True),
    "plain-stdin": (show_given("--mask"), True),
    "explain": (show("--mask", "--explain"), True),
    "json": (show("--json"), True),
    "json-explain": (show("--json", "--explain"), True),
    "variables": (of_variables, True),
    "trace": (of_trace, True),
    "recording": (of_recording, True),
    "replay": (of_replay, True),
    "diff": (of_diff, True),
    "check": (show_check(), False),
    "check-json": (show_check("--json"), False),
    "convert": (of_conversion, True),
    "errors": (of_errors, False),
    "reports": (of_reports, False),
    "prompt": (of_prompt, False),
    "pcap": (of_pcap, True),
    "relay": (of_relay, True),
    "capture": (of_capture, True),
    "missing": (of_missing, False),
}
# Outputs that never contain bytes: for public data they show at least the lengths.
SILENT = {"errors", "reports"}


def steady(text):
    """Removes what differs between any two runs."""
    text = re.sub(r'"ms":[0-9.e+-]+', '"ms":0', text)
    text = re.sub(r"\b[0-9]+\.[0-9]{3} ms", "0 ms", text)
    text = re.sub(r'time="[0-9.]+"', "time", text)
    text = re.sub(r"\b(context|card|hContext|hCard)=[^ ]*", r"\1", text)
    return re.sub(r"(?m)^\S*\d\d:\d\d:\d\d\S*", "", text)


def forms(secret):
    """Searches for four bytes of the secret in hex of either case, packed and spaced, or in
    decimal; for five as text (line numbers have four digits)."""
    for at in range(len(secret) - 3):
        part, text = secret[at:at + 4], secret[at:at + 5]
        yield from (part.hex(), part.hex().upper(), part.hex(" "), part.hex(" ").upper(), " ".join(map(str, part)))
        if len(text) == 5 and all(0x20 < byte < 0x7F for byte in text):
            yield text.decode()


def difference(one, other):
    for a, b in zip(one.splitlines(), other.splitlines()):
        if a != b:
            return f"  {a[:300]}\n  {b[:300]}"
    return f"  {len(one)} and {len(other)} characters"


def table_rows():
    return set(re.findall(r'^\s*\{"([^"]+)"', content(f"{ROOT}/lib/apdu/secret_table.c"), re.M))


def check(name):
    function, can_show = OUTPUTS[name]
    said = [steady(function(Case(ROWS.values(), secret), [])) for secret in SECRETS]
    failed = []
    if said[0] != said[1]:
        failed.append("the secret makes a difference:\n" + difference(*said))
    for secret, text in zip(SECRETS, said):
        failed += [f"{form} is told" for form in forms(secret) if form in text][:3]
    if not said[0].strip():
        failed.append("nothing was said")
    if can_show:
        told = steady(function(Case(ROWS.values(), SECRETS[0]), ["--show-secrets"]))
        if not any(form in told for form in forms(SECRETS[0])):
            failed.append("--show-secrets tells nothing: this test could not fail")
    public = [steady(function(Case([PUBLIC], secret), [])) for secret in SECRETS]
    if name not in SILENT and public[0] == public[1]:
        failed.append("public data makes no difference: this test could not fail")
    return failed


def main():
    os.chdir(WORK)
    status = 0
    missing = table_rows() ^ (set(ROWS) | OPEN)
    if missing:
        print("rows without a command here, or the other way round:", sorted(missing))
        status = 1
    for name in sys.argv[3:] or OUTPUTS:
        for why in check(name):
            print(f"{name}: {why}")
            status = 1
    sys.exit(status)


main()
