#!/usr/bin/python3
"""Writes a card list of COUNT entries (a million: 104 MB), always the same.

The last entry is a valid ATR, 3BA70040188065A208010152."""
import random
import sys

count = int(sys.argv[1])
draw = random.Random(3)
out = sys.stdout
out.write("# generated\n")
for number in range(count):
    atr = [0x3B, 0xFF] + list(draw.randbytes(18))
    text = " ".join("%02X" % byte for byte in atr)
    if number == count - 1:
        text = "3B A7 00 40 18 80 65 A2 08 01 01 52"
    elif number % 5000 == 0:
        text = text[:12] + ".." + text[14:]
    out.write("\n%s\n\tCard number %07d of the generated list\n" % (text, number))
