#!/usr/bin/env python3
"""Writes 300 SMS-DELIVER TPDUs made from a seed, and compares what is said of them.

short_messages.py make SEED    messages.pcap for tshark, messages.card for scriptor
short_messages.py compare      messages.json of tshark with messages.events of scriptor

With headers of several lengths the text begins at each of the eight bits of a byte."""
import json
import random
import struct
import sys

DLT_USER0 = 147
COUNT = 300
ATR = "3B 9F 96 80 1F C7 80 31 A0 73 BE 21 13 67 43 20 07 18 00 00 01 A5"
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789.,+-"
ELEMENTS = ("0003A10302", "08040A0B0302", "0504158A0000", "0402F0F1", "0A0100", "800155", "80025566")


def swapped(digits):
    digits += "F" * (len(digits) % 2)
    return bytes(int(digits[i + 1] + digits[i], 16) for i in range(0, len(digits), 2))


def packed(text, at_bit):
    bits = sum(ord(c) << at_bit + 7 * i for i, c in enumerate(text))
    return bits.to_bytes((at_bit + 7 * len(text) + 7) // 8, "little")


def user_data(rng, wide):
    header = bytes.fromhex("".join(rng.sample(ELEMENTS, rng.randrange(4))))
    header = bytes([len(header)]) + header if header else b""
    if wide:
        text = "".join(rng.choice("äöüß漢字Ωabc") for _ in range(rng.randrange(1, 50))).encode("utf-16-be")
        return header, len(header + text), header + text
    filling = -8 * len(header) % 7
    text = "".join(rng.choice(LETTERS) for _ in range(rng.randrange(1, 120)))
    return header, (8 * len(header) + filling) // 7 + len(text), header + packed(text, filling)


def message(rng):
    sender = "".join(rng.choice("0123456789") for _ in range(rng.randrange(1, 21)))
    scheme = rng.choice((0x00, 0x00, 0x10, 0xF1, 0x08, 0x18, 0xE0, 0xC8, 0xD9))
    header, length, data = user_data(rng, scheme in (0x08, 0x18, 0xE0))
    return (bytes([0x44 if header else 0x04, len(sender), 0x91]) + swapped(sender) + bytes([0, scheme]) +
            swapped("260102030405") + bytes([0x40, length]) + data)


def object_of(tag, value):
    length = bytes([len(value)]) if len(value) < 128 else bytes([0x81, len(value)])
    return bytes([tag]) + length + value


def make(seed):
    rng = random.Random(seed)
    messages = [message(rng) for _ in range(COUNT)]
    with open("messages.pcap", "wb") as file:
        file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, DLT_USER0))
        for tpdu in messages:
            file.write(struct.pack("<IIII", 0, 0, len(tpdu), len(tpdu)) + tpdu)
    with open("messages.card", "w") as file:
        file.write(f"# ATR: {ATR}\n# protocol: T=0\n")
        for tpdu in messages:
            data = object_of(0xD1, object_of(0x8B, tpdu))
            file.write("80C20000%02X%s [] (9000)\n" % (len(data), data.hex().upper()))


def found(tree, key):
    """Returns the first value of the key, however deep."""
    if isinstance(tree, dict):
        if key in tree:
            return tree[key]
        tree = list(tree.values())
    if isinstance(tree, list):
        return next((value for value in (found(branch, key) for branch in tree) if value is not None), None)
    return None


def compare():
    theirs = json.load(open("messages.json"))
    events = [json.loads(line) for line in open("messages.events")]
    ours = [event["explain"]["command"] for event in events if event["event"] == "apdu"]
    assert len(theirs) == len(ours) == COUNT, (len(theirs), len(ours))
    for number, (they, we) in enumerate(zip(theirs, ours)):
        fields = {field["name"]: field["text"] for field in we}
        said = fields["user data"], fields["originating address"]
        wanted = '"%s"' % found(they, "gsm_sms.sms_text"), "+" + found(they, "gsm_sms.tp-oa")
        assert said == wanted, f"message {number}: {said} instead of {wanted}"


if sys.argv[1] == "make":
    make(int(sys.argv[2]))
else:
    compare()
