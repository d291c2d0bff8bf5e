#!/usr/bin/env python3
"""usb_tree.py ROOT PLACE [KEY=VALUE]... [interface CLASS [KEY=VALUE]...]...: creates a USB device
below ROOT, as it appears in /sys, with a CCID descriptor (revision 1.10, table 5.1-1) in each
interface of class 0b or ff.

Keys of the device: bus, number, vendor, product, manufacturer, name, serial, configuration (in
use), authorized, wakes. Keys of an interface: number, protocol, alternate, driver, authorized, any
field of the descriptor by the specification's name (its value is hexadecimal with 0x, else
decimal), ccid=none, ccid=last (after the endpoints), cut=N (truncates the descriptor to N bytes and
makes it the last one), endpoints=none, and configuration=N, which begins another configuration.
"""
import os
import struct
import sys

FIELDS = (("bLength", "B", 54), ("bDescriptorType", "B", 0x21), ("bcdCCID", "H", 0x110), ("bMaxSlotIndex", "B", 0),
          ("bVoltageSupport", "B", 7), ("dwProtocols", "I", 3), ("dwDefaultClock", "I", 4000),
          ("dwMaximumClock", "I", 4000), ("bNumClockSupported", "B", 0), ("dwDataRate", "I", 10752),
          ("dwMaxDataRate", "I", 344086), ("bNumDataRatesSupported", "B", 0), ("dwMaxIFSD", "I", 254),
          ("dwSynchProtocols", "I", 0), ("dwMechanical", "I", 0), ("dwFeatures", "I", 0x000100BA),
          ("dwMaxCCIDMessageLength", "I", 271), ("bClassGetResponse", "B", 255), ("bClassEnvelope", "B", 255),
          ("wLcdLayout", "H", 0), ("bPINSupport", "B", 0), ("bMaxCCIDBusySlots", "B", 1))
ENDPOINTS = bytes([7, 5, 0x01, 2, 64, 0, 0, 7, 5, 0x82, 2, 64, 0, 0, 7, 5, 0x83, 3, 8, 0, 24])
HID = bytes([9, 0x21, 0x11, 1, 0, 1, 0x22, 63, 0])


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else os.fsencode(data) + b"\n")


def ccid(keys):
    values = [int(keys.get(name, str(default)), 0) for name, _, default in FIELDS]
    data = struct.pack("<" + "".join(kind for _, kind, _ in FIELDS), *values)
    return (data + bytes(256))[: int(keys.get("cut", values[0]))]


def interface(kind, keys):
    code = int(kind, 16)
    head = bytes([9, 4, int(keys["number"]), int(keys.get("alternate", "0")), 0, code, 0,
                  int(keys.get("protocol", "0")), 0])
    own = ccid(keys) if code in (0x0B, 0xFF) and keys.get("ccid") != "none" else HID if code == 3 else b""
    rest = b"" if keys.get("endpoints") == "none" or "cut" in keys else ENDPOINTS
    return head + (rest + own if keys.get("ccid") == "last" else own + rest)


def configuration(value, wakes):
    return bytes([9, 2, 0, 0, 1, int(value), 0, 0xA0 if wakes else 0x80, 50])


def main():
    root, place, *words = sys.argv[1:]
    parts = [["device"]]
    for word in words:
        parts += [[word]] if word == "interface" else []
        parts[-1] += [] if word == "interface" else [word]
    device = dict(word.split("=", 1) for word in parts[0][1:])
    at = root + "/sys/bus/usb/devices/" + place
    active = device.get("configuration", "1")
    data = bytes([18, 1, 0, 2, 0, 0, 0, 64, 0, 0, 0, 0, 0, 1, 1, 2, 3, 1]) + configuration(1, "wakes" in device)
    now = "1"
    for n, (_, kind, *rest) in enumerate(parts[1:]):
        keys = {"number": str(n), **dict(word.split("=", 1) for word in rest)}
        if "configuration" in keys:
            now = keys["configuration"]
            data += configuration(now, False)
        data += interface(kind, keys)
        if now == active and device.get("authorized") != "0":
            write("%s:%s.%s/authorized" % (at, now, keys["number"]), keys.get("authorized", "1"))
            if "driver" in keys:
                os.symlink("../../../../bus/usb/drivers/" + keys["driver"],
                           "%s:%s.%s/driver" % (at, now, keys["number"]))
    write(at + "/descriptors", data)
    for name, key, default in (("busnum", "bus", "1"), ("devnum", "number", "2"), ("idVendor", "vendor", "1234"),
                               ("idProduct", "product", "5678"), ("authorized", "authorized", "1")):
        write(at + "/" + name, device.get(key, default))
    write(at + "/bConfigurationValue", active if device.get("authorized") != "0" else "")
    for name, key in (("manufacturer", "manufacturer"), ("product", "name"), ("serial", "serial")):
        if key in device:
            write(at + "/" + name, device[key])


main()
