"""Tests malformed variants of each ATR in the files: truncated at every length, with extra bytes,
repeated twice, and with each byte changed, bit by bit and to 00 and FF; then the complete list's
ATRs if it is installed, and 10,000 random ones. For each, atr_parser --json must report what
atr_reference.py does. The output for the variants is kept in the file `forms`. Usage:
atr_forms.py ATR_PARSER FILE..."""
import json
import os
import random
import re
import subprocess
import sys

from atr_reference import reference, spoken

LIST = "/usr/share/pcsc/smartcard_list.txt"


def check_byte(data):
    total = 0
    for byte in data:
        total ^= byte
    return bytes([total])


def forms(atr):
    total = check_byte(atr[1:])
    yield atr
    for length in range(1, len(atr)):
        yield atr[:length]
    for extra in (b"\x00", total, total + b"\x00", atr):
        yield atr + extra
    for i in range(len(atr)):
        for value in {atr[i] ^ 1 << bit for bit in range(8)} | {0x00, 0xFF}:
            yield atr[:i] + bytes([value]) + atr[i + 1:]


def by_chance(chance):
    """Returns a random ATR: chains of TDs, mostly with protocols that exist, historical bytes
    mostly in a known format."""
    k = chance.choice([0, 1, 3, 4, 8, 15, chance.randrange(16)])
    atr = [chance.choice([0x3B, 0x3B, 0x3B, 0x3F, 0x03]), chance.randrange(16) << 4 | k]
    y = atr[1] >> 4
    while y:
        atr += [chance.randrange(256) for bit in range(3) if y >> bit & 1]
        if not y & 8:
            break
        atr.append(chance.randrange(16) << 4 | chance.choice([0, 1, 1, 15, 15, 14, chance.randrange(16)]))
        y = atr[-1] >> 4
    if k:
        atr.append(chance.choice([0x00, 0x80, 0x80, 0x10, 0x8F, 0x43]))
        atr += [chance.choice([chance.randrange(256), 0x31, 0x73, 0x82, 0x12, 0x00]) for _ in range(k - 1)]
    if chance.random() < 0.7:
        atr += check_byte(atr[1:])
    return bytes(atr[:chance.choice([255, 255, 255, 33, chance.randrange(1, 40)])])


def differences(program, atrs, keep):
    with open("asked", "w+") as asked:
        asked.writelines(atr.hex() + "\n" for atr in atrs)
        asked.seek(0)
        run = subprocess.Popen([program, "--json"], stdin=asked, stdout=subprocess.PIPE, text=True)
    answered = wrong = 0
    for atr, line in zip(atrs, run.stdout):
        keep.write(line)
        answered += 1
        ours, right = spoken(json.loads(line)), reference(atr)
        for key in right:
            if ours[key] != right[key]:
                wrong += 1
                if wrong <= 20:
                    print(atr.hex(), key, "ours:", ours[key], "right:", right[key])
    assert run.stdout.read() == "" and run.wait() in (0, 1, 2) and answered == len(atrs), answered
    return wrong


def main():
    program, chance = sys.argv[1], random.Random(7816)
    atrs = {bytes.fromhex(open(name).read()) for name in sys.argv[2:]}
    wanted = list(dict.fromkeys(form for atr in sorted(atrs) for form in forms(atr)))
    others = [by_chance(chance) for _ in range(10000)]
    if os.path.exists(LIST):
        with open(LIST, encoding="utf-8", errors="replace") as lines:
            others += [bytes.fromhex(line) for line in lines if re.fullmatch(r"3[BF]( [0-9A-F]{2})+\s*", line)]
    assert len(wanted) > 100 * len(atrs)
    with open("forms", "w") as keep:
        wrong = differences(program, wanted, keep)
    with open(os.devnull, "w") as keep:
        wrong += differences(program, others, keep)
    print("%d forms of %d ATRs, and %d others: %d differences" % (len(wanted), len(atrs), len(others), wrong))
    sys.exit(wrong > 0)


main()
