#!/usr/bin/env python3
"""make_capture.py LINK [swapped] [ng] <TRANSFERS: writes a capture of the transfers to standard
output.

Each line of TRANSFERS is "out HEX" or "in HEX", a bulk transfer of the reader on bus 3, address 4.
LINK is a link type: 189 or 220 (usbmon), 249 (USBPcap). swapped: in the byte order of the other
kind of host. ng: pcapng."""
import struct
import sys

link = int(sys.argv[1])
order = "><"[(sys.byteorder == "little") != ("swapped" in sys.argv)]


def record(to_host, completed, data):
    endpoint, data = 0x81 if to_host else 0x02, data if to_host == completed else b""
    if link == 249:
        return struct.pack("<HQIHBHHBBI", 27, 1, 0, 9, completed, 3, 4, endpoint, 3, len(data)) + data
    head = struct.pack(order + "QBBBBHBBqiiII8x", 1, ord("C" if completed else "S"), 3, endpoint, 4, 3, 0x2D,
                       0 if data else 0x3C, 1700000000, 5, 0, len(data), len(data))
    return head + bytes(16 if link == 220 else 0) + data


def block(kind, body):
    body += bytes(-len(body) % 4)
    return struct.pack(order + "II", kind, len(body) + 12) + body + struct.pack(order + "I", len(body) + 12)


records = []
for line in sys.stdin:
    direction, _, text = line.partition(" ")
    records += [record(direction == "in", completed, bytes.fromhex(text)) for completed in (False, True)]
out = sys.stdout.buffer
if "ng" in sys.argv:
    out.write(block(0x0A0D0D0A, struct.pack(order + "IHHq", 0x1A2B3C4D, 1, 0, -1)))
    out.write(block(1, struct.pack(order + "HHI", link, 0, 0)))
    for one in records:
        out.write(block(6, struct.pack(order + "IIIII", 0, 0, 0, len(one), len(one)) + one))
else:
    out.write(struct.pack(order + "IHHIIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, link))
    for one in records:
        out.write(struct.pack(order + "IIII", 1700000000, 5, len(one), len(one)) + one)
