"""What ISO/IEC 7816-3:2006 and 7816-4:2005 say about an ATR, written from the standards and not
from our code: everything that atr_parser --json must report at 4 MHz, except words and cards.
reference(bytes) returns it."""
import math

FI = [372, 372, 558, 744, 1116, 1488, 1860, 0, 0, 512, 768, 1024, 1536, 2048, 0, 0]   # 3, table 7
FMAX = [4, 5, 6, 8, 12, 16, 20, 0, 0, 5, 7.5, 10, 15, 20, 0, 0]
DI = [0, 1, 2, 4, 8, 16, 32, 64, 12, 20, 0, 0, 0, 0, 0, 0]                            # 3, table 8
CLASSES_ISO = {1, 2, 3, 4, 6, 7}                                                       # 3, 8.3: Y of TA for T=15
CLASSES_D = {8, 12, 14, 15}                                                            # ETSI TS 102 221, 6.2
SEVERITY = {code: severity for severity, codes in {
    "error": "too-short too-long ts-invalid ts-undecoded truncated-interface truncated-historical tck-missing "
             "tck-wrong extra-bytes tck-superfluous td1-t15 fi-unusable di-unusable",
    "info": "protocol-proprietary td-repeated tb1-deprecated tb2-deprecated tc2-without-t0 ta2-implicit class-d "
            "hist-tag-undefined hist-padding hist-dir-extra",
}.items() for code in codes.split()}                                                    # all other problems are warnings
LENGTHS = {1: range(2, 16), 2: range(1, 16), 3: [1], 4: [1, 2] + list(range(5, 16)), 5: range(16), 6: range(16),
           7: [1, 2, 3], 8: [1, 2, 3], 15: range(1, 16)}                               # 4, 8.1.1.2


class Walk:
    """3, 8.2: returns the bytes by their names, and what is announced but missing."""

    def __init__(self, atr):
        self.bytes, self.values, self.missing, self.tds = [], {}, None, []
        self.k, self.at = None, 1
        if atr[:1] not in (b"\x3B", b"\x3F") or len(atr) < 2:
            return
        self.take("T0", atr)
        y, self.k, i, owner = atr[1] >> 4, atr[1] & 15, 1, None
        while True:
            for bit, letter in enumerate("ABCD"):
                if not y >> bit & 1:
                    continue
                name = "T%s%d" % (letter, i)
                if self.at == len(atr):
                    self.missing = name
                    return
                self.take(name, atr, self.owner(letter, i, owner))
            if not y & 8:
                return
            td = self.values["TD%d" % i]
            y, owner, i = td >> 4, td & 15, i + 1
            self.tds.append(owner)

    @staticmethod
    def owner(letter, i, owner):
        if letter == "D" or i == 1:
            return None
        if i == 2:
            return 0 if letter == "C" else None      # TA2 and TB2 are global, TC2 is for T=0
        return owner

    def take(self, name, atr, protocol=None):
        self.bytes.append((name, self.at, atr[self.at], protocol))
        self.values[name] = atr[self.at]
        self.at += 1

    def first(self, letter, protocol):
        """Returns the first TA, TB or TC for T as (name, offset, value), or None."""
        for name, offset, value, owner in self.bytes:
            if name[1] == letter and int(name[2:]) >= 3 and owner == protocol:
                return name, offset, value
        return None

    def lacks(self, name):
        """True if it is certain that nothing announces it."""
        i = int(name[2:])
        if name in self.values or self.k is None:
            return False
        above = "T0" if i == 1 else "TD%d" % (i - 1)
        if above in self.values:
            return not self.values[above] >> 4 + "ABCD".index(name[1]) & 1
        return i > 1 and self.lacks(above)


def real(value):
    return None if value is None or math.isnan(value) else float("%.6g" % value)


def hexed(data):
    return data.hex().upper()


def parameters(walk, protocols):
    complete = walk.k is not None and walk.missing is None
    defaults, given = [], {}

    def value(key, byte, lacking, default, pick=lambda v: v):
        if byte is not None:
            given[key] = pick(byte)
        elif lacking:
            defaults.append(key)
            given[key] = pick(default)
        else:
            given[key] = None

    def placed(key, name, default, pick=lambda v: v):
        value(key, walk.values.get(name), walk.lacks(name), default, pick)

    def owned(key, letter, protocol, default, pick=lambda v: v):
        found = walk.first(letter, protocol)
        value(key, found and found[2], complete, default, pick)

    ta2 = walk.values.get("TA2")
    implicit = ta2 is not None and bool(ta2 & 0x10)
    placed("Fi", "TA1", 0x11, lambda v: FI[v >> 4] or None)
    placed("Di", "TA1", 0x11, lambda v: DI[v & 15] or None)
    ta1 = walk.values.get("TA1", 0x11 if walk.lacks("TA1") else None)
    fmax = None if ta1 is None else FMAX[ta1 >> 4] or None
    placed("N", "TC1", 0)
    owned("clock_stop", "A", 15, 1, lambda v: ["not supported", "state L", "state H", "no preference"][v >> 6])
    owned("classes", "A", 15, 1, lambda v: [c for i, c in enumerate("ABCDE") if v >> i & 1])
    owned("SPU", "B", 15, 0, lambda v: "%02X" % v)
    if 0 in protocols:
        placed("WI", "TC2", 10)
    if 1 in protocols:
        owned("IFSC", "A", 1, 32)
        owned("BWI", "B", 1, 0x4D, lambda v: v >> 4)
        owned("CWI", "B", 1, 0x4D, lambda v: v & 15)
        owned("EDC", "C", 1, 0, lambda v: "CRC" if v & 1 else "LRC")

    fi, di, n = given["Fi"], given["Di"], given["N"]

    def timing(cycles):
        """Returns the timing at 4 clock cycles per microsecond."""
        etu = None if cycles is None else cycles / 4000                     # ms
        times = {"cycles_per_etu": cycles, "bit_rate": cycles and 4e6 / cycles}
        if cycles is None and implicit:
            guard = None                # 8.3: F and D in force are not in the ATR
        elif n is None or cycles is None and 15 in walk.tds and n not in (0, 255):
            guard = None
        elif n in (0, 255):
            guard = 12
        elif not complete:
            guard = None
        elif 15 in walk.tds:
            guard = 12 + n * fi / di / cycles if fi and di else None
        else:
            guard = 12 + n
        times["guard_time_etu"] = guard
        if 0 in protocols:
            wi = given["WI"]
            times["WT_ms"] = wi * 960 * fi / 4000 if wi and fi else None
        if 1 in protocols:
            bwi, cwi = given["BWI"], given["CWI"]
            times["BWT_ms"] = None if etu is None or bwi is None or bwi > 9 else \
                11 * etu + (1 << bwi) * 960 * 372 / 4000
            times["CWT_ms"] = None if etu is None or cwi is None else (11 + (1 << cwi)) * etu
        return times

    offered = timing(fi / di if fi and di and not implicit else None)
    if 1 in protocols:
        offered["CGT_etu"] = 11 if n == 255 and not implicit else offered["guard_time_etu"]
    result = {"clock_hz": 4000000, "f_max_hz": fmax and int(fmax * 1000000)}
    result.update({k: v for k, v in given.items()})
    result.update({k: real(v) for k, v in offered.items()})
    order = ["Fi", "Di", "N", "clock_stop", "classes", "SPU", "WI", "IFSC", "BWI", "CWI", "EDC"]
    result["defaults"] = [d for d in order if d in defaults]
    result["at_reset"] = {k: real(v) for k, v in timing(372).items()}
    return result


def pps(walk, protocols, given):
    """3, 9: returns the PPS requests: none in specific mode, nor for a reserved T; PPS1 is TA1."""
    if not walk.lacks("TA2") or not given["Fi"] or not given["Di"]:
        return []
    rows = []
    for t in (t for t in protocols if t not in range(2, 14)):
        request = [0xFF, 0x10 | t, walk.values.get("TA1", 0x11)]
        request = hexed(bytes(request + [request[0] ^ request[1] ^ request[2]]))
        rows.append({"protocol": t, "request": request, "answer": request})
    return rows


def historical(data, announced, offset, found):
    """4, 8.1.1: decodes those of the announced historical bytes that are present."""
    if not data:
        return None
    objects, lcs, sw = [], None, None

    def add(code, at):
        found.append((code, offset + at))

    def life(at):
        if data[at] in (0x02, 0x08, 0x09, 0x0A, 0x0B):
            add("hist-life-cycle-reserved", at)
        return data[at]

    def walk(end):
        nonlocal lcs, sw
        at = 1
        while at < min(end, len(data)):
            tag, length = data[at] >> 4, data[at] & 15
            if at + 1 + length > end:
                add("hist-overrun", at)
                return
            if at + 1 + length > len(data):
                return
            objects.append({"tag": "%X" % tag, "offset": offset + at, "length": length,
                            "value": hexed(data[at + 1:at + 1 + length])})
            if data[at] == 0:
                add("hist-padding", at)
            elif tag not in LENGTHS:
                add("hist-tag-undefined", at)
            elif length not in LENGTHS[tag]:
                add("hist-length", at)
            if tag == 8 and data[0] == 0:
                add("hist-status-twice", at)
            elif tag == 8:
                if at + 1 + length < announced:
                    add("hist-status-not-last", at)
                if length in (1, 3):
                    lcs = life(at + 1)
                if length in (2, 3):
                    sw = data[at + length - 1:at + length + 1]
            at += 1 + length

    if data[0] == 0x00 and announced < 4:
        add("hist-status-missing", 0)
    elif data[0] == 0x00:
        walk(announced - 3)
        if len(data) == announced:
            lcs, sw = life(announced - 3), data[-2:]
    elif data[0] == 0x80 and not storage(data, announced):
        walk(announced)
    elif data[0] == 0x10 and announced < 2:
        add("hist-dir-missing", 0)
    elif data[0] == 0x10 and len(data) > 2:
        add("hist-dir-extra", 2)
    elif 0x81 <= data[0] <= 0x8F:
        add("hist-category-reserved", 0)
    return {"offset": offset, "value": hexed(data), "category": "%02X" % data[0], "objects": objects,
            "life_cycle": None if lcs is None else "%02X" % lcs, "sw": sw and hexed(sw),
            "ascii": "".join(chr(b) if 0x20 <= b < 0x7F else "." for b in data)}


def storage(data, announced):
    """PC/SC part 3, 3.1.3.2.3.2: 80 4F LL, RID, SS, NN NN; decoded as COMPACT-TLV it would be too
    long."""
    return data[1:2] == b"\x4F" and announced >= 11 and (len(data) < 3 or 8 <= data[2] <= announced - 3)


def contactless(atr, walk, data):
    if data[:1] == b"\x80" and len(data) == walk.k and storage(data, walk.k):
        return "storage"
    if len(atr) == 5 + atr[1] % 16 and atr[0] == 0x3B and atr[1] >> 4 == 8 and atr[2:4] == b"\x80\x01":
        return "14443-4" if len(data) == 8 else "type-a"
    return None


def fits_type_b(data):
    """PC/SC part 3, 3.1.3.2.3.1: ISO/IEC 14443-3 requires 0 in these bits, and support of 14443-4.
    """
    return not data[4] & 8 and data[5] & 9 == 1 and not data[7] & 15


def check(atr, walk, found):
    """3, 8 to 11: returns code and offset of each finding except those of TCK and of the historical
    bytes."""
    v, complete = walk.values, walk.k is not None and walk.missing is None
    protocols = [t for t in walk.tds if t != 15] or ([0] if walk.lacks("TD1") else [])
    at = {name: offset for name, offset, _, _ in walk.bytes}

    def add(code, name):
        found.append((code, at[name]))

    if "TA1" in v:
        force = "TA2" in v and not v["TA2"] & 0x10
        if not FI[v["TA1"] >> 4]:
            add("fi-unusable" if force else "fi-reserved", "TA1")
        if not DI[v["TA1"] & 15]:
            add("di-unusable" if force else "di-reserved", "TA1")
    if "TB1" in v:                                                        # 1997 edition, 6.5.4
        add("tb1-deprecated", "TB1")
        if v["TB1"] & 0x80 or v["TB1"] & 0x60 == 0x60 or v["TB1"] % 32 not in [0] + list(range(5, 26)):
            add("tb1-reserved", "TB1")
    if "TB2" in v:
        add("tb2-deprecated", "TB2")
        if not 50 <= v["TB2"] <= 250:
            add("tb2-reserved", "TB2")
        if v.get("TB1", 0) % 32 == 0:
            add("tb2-without-vpp", "TB2")
    if "TA2" in v:
        t = v["TA2"] & 15
        if v["TA2"] & 0x60:
            add("ta2-reserved-bits", "TA2")
        if v["TA2"] & 0x10:
            add("ta2-implicit", "TA2")
        if t in protocols and t != protocols[0]:
            add("ta2-not-first", "TA2")
        if t not in protocols and complete:
            add("ta2-not-offered", "TA2")
    if "TC2" in v:
        if 0 not in protocols and complete:
            add("tc2-without-t0", "TC2")
        elif v["TC2"] == 0:
            add("wi-reserved", "TC2")
    seen = set()
    for name, offset, value, owner in walk.bytes:
        if name[1] not in "ABC" or int(name[2:]) < 3:
            continue
        key, first = (name[1], owner), (name[1], owner) not in seen
        seen.add(key)
        if owner == 0:
            add("t0-undefined", name)
        elif key == ("C", 15):
            add("t15-undefined", name)
        elif owner in (1, 15) and not first:
            add("repeated-byte", name)
        elif key == ("A", 1) and value in (0, 255):
            add("ifsc-reserved", name)
        elif key == ("B", 1) and value >= 0xA0:
            add("bwi-reserved", name)
        elif key == ("C", 1) and value > 1:
            add("edc-reserved", name)
        elif key == ("A", 15) and value & 63 in CLASSES_D:
            add("class-d", name)
        elif key == ("A", 15) and value & 63 not in CLASSES_ISO:
            add("class-reserved", name)
        elif key == ("B", 15) and 0 < value < 0x80:
            add("spu-reserved", name)
        elif key == ("B", 15) and value & 0x8C == 0x84:
            add("spu-secured-apdu", name)
    check_protocols(walk, add)
    tb = walk.first("B", 1)
    if 1 in protocols and tb and v.get("TC1", 0) != 255 and 2 ** (tb[2] & 15) < v.get("TC1", 0) + 1:
        add("cwt-below-cgt", tb[0])


def check_protocols(walk, add):
    disordered = False
    for i, t in enumerate(walk.tds):
        name, before = "TD%d" % (i + 1), walk.tds[i - 1] if i else -1
        if i == 0 and t == 15:
            add("td1-t15", name)
        if t < before and not disordered:
            disordered = True
            add("t15-not-last" if before == 15 else "protocol-order", name)
        if t == before and walk.values[name] < 16:
            add("td-repeated", name)
        if t not in walk.tds[:i] and t == 14:
            add("protocol-proprietary", name)
        if t not in walk.tds[:i] and 2 <= t <= 13:
            add("protocol-reserved", name)


def frame(atr, found):
    if len(atr) < 2:
        found.append(("too-short", len(atr)))
    if len(atr) > 33:
        found.append(("too-long", 33))
    if atr[0] in (0x03, 0x23):
        found.append(("ts-undecoded", 0))
    elif atr[0] not in (0x3B, 0x3F):
        found.append(("ts-invalid", 0))


def ending(atr, walk, found):
    """3, 8.2.5: TCK is present unless only T=0 is indicated, and nothing follows it. Returns (tck,
    extra)."""
    end, total = walk.at + walk.k, 0
    for byte in atr[1:end]:
        total ^= byte
    tck = None
    if any(walk.tds):
        value = atr[end:end + 1]
        tck = {"value": hexed(value) or None, "expected": "%02X" % total, "ok": value == bytes([total])}
        if not tck["ok"]:
            found.append(("tck-wrong" if value else "tck-missing", end))
        end += 1
    extra = atr[end:]
    if extra == bytes([total]) and tck is None:
        found.append(("tck-superfluous", end))
    elif extra:
        found.append(("extra-bytes", end))
    return tck, {"offset": end, "value": hexed(extra)} if extra else None


def reference(atr):
    walk, found = Walk(atr), []
    protocols = []
    for t in walk.tds or ([0] if walk.lacks("TD1") else []):
        if t != 15 and t not in protocols:
            protocols.append(t)
    frame(atr, found)
    hist = tck = extra = kind = None
    if walk.k is None:
        if len(atr) > 1:
            extra = {"offset": 1, "value": hexed(atr[1:])}
    elif walk.missing:
        found.append(("truncated-interface", len(atr)))
    else:
        data, inner = atr[walk.at:walk.at + walk.k], []
        kind = contactless(atr, walk, data)
        hist = historical(data, walk.k, walk.at, inner)
        if kind != "14443-4" or not fits_type_b(data):
            found += inner
        if len(data) < walk.k:
            found.append(("truncated-historical", len(atr)))
        else:
            tck, extra = ending(atr, walk, found)
    check(atr, walk, found)
    given = parameters(walk, protocols)
    problems = sorted((offset, code, SEVERITY.get(code, "warning")) for code, offset in found)
    return {
        "atr": hexed(atr), "valid": all(severity != "error" for _, _, severity in problems),
        "convention": {0x3B: "direct", 0x3F: "inverse"}.get(atr[0]),
        "interface": [{"name": name, "offset": offset, "value": "%02X" % value, "protocol": protocol}
                      for name, offset, value, protocol in walk.bytes],
        "protocols": protocols, "first_protocol": protocols[0] if protocols else None,
        "specific_mode": "TA2" in walk.values, "parameters": given,
        "pps": pps(walk, protocols, given), "historical": hist, "tck": tck, "extra": extra,
        "contactless": kind, "problems": problems,
    }


def spoken(report):
    """Returns the same for the output of atr_parser --json."""
    says = {key: report[key] for key in ("atr", "valid", "convention", "protocols", "first_protocol", "specific_mode",
                                         "parameters", "pps", "tck", "extra")}

    def wordless(rows):
        return [{key: value for key, value in row.items() if key != "text"} for row in rows]

    says["interface"] = wordless(report["interface"])
    says["historical"] = report["historical"] and dict(report["historical"],
                                                       objects=wordless(report["historical"]["objects"]))
    says["contactless"] = report["contactless"] and report["contactless"]["kind"]
    says["problems"] = sorted((p["offset"], p["code"], p["severity"]) for p in report["problems"])
    return says
