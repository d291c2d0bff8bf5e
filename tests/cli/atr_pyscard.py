"""Compares what atr_parser and pyscard's ATR class report for each exact ATR of a list: they must
agree, except where pyscard is known to be wrong. Usage: atr_pyscard.py ATR_PARSER LIST"""
import json
import re
import subprocess
import sys

from smartcard.ATR import ATR


def exact_atrs(path):
    with open(path, encoding="utf-8", errors="replace") as lines:
        found = {line.strip() for line in lines if re.fullmatch(r"3[BF]( [0-9A-F]{2})+\s*", line)}
    return sorted(found)


def first_for(atr, bytes_, protocol):
    """Returns the first TA, TB or TC with i >= 3 that is specific to T = protocol: 7816-3, 8.2.3.
    """
    for i in range(2, len(bytes_)):
        if bytes_[i] is not None and atr.TD[i - 1] & 15 == protocol:
            return bytes_[i]
    return None


def pyscard_says(atr):
    """Returns everything that both report; for pyscard, its bytes where it does not interpret them.
    """
    names = []
    for i in range(len(atr.TA)):
        for letter, row in (("A", atr.TA), ("B", atr.TB), ("C", atr.TC), ("D", atr.TD)):
            if row[i] is not None:
                names.append(("T%s%d" % (letter, i + 1), "%02X" % row[i]))
    protocols = [td & 15 for td in atr.TD if td is not None] or [0]
    says = {
        "interface": names,
        "protocols": sorted({t for t in protocols if t != 15}),
        "historical": "".join("%02X" % b for b in atr.getHistoricalBytes()) or None,
        "Fi": atr.getClockRateConversion() if atr.hasTA[0] else 372,
        "Di": atr.getBitRateFactor() if atr.hasTA[0] else 1,
        "N": atr.TC[0] or 0,
        "tck": "%02X" % atr.TCK if atr.TCK is not None else None,
    }
    if 0 in protocols:
        tc2 = atr.TC[1] if len(atr.TC) > 1 else None
        says["WI"] = 10 if tc2 is None else tc2
    if 1 in protocols:
        ta, tb = first_for(atr, atr.TA, 1), first_for(atr, atr.TB, 1)
        tb = 0x4D if tb is None else tb
        says.update(IFSC=32 if ta is None else ta, BWI=tb >> 4, CWI=tb & 15)
    return says


def ours_says(report):
    parameters = report["parameters"]
    says = {
        "interface": [(b["name"], b["value"]) for b in report["interface"] if b["name"] != "T0"],
        "protocols": sorted(report["protocols"]),
        "historical": (report["historical"] or {}).get("value"),
        "tck": (report["tck"] or {}).get("value"),
    }
    for key in ("Fi", "Di", "N", "WI", "IFSC", "BWI", "CWI"):
        if key in parameters:
            says[key] = parameters[key]
    return says


# Why pyscard is wrong where the two differ.
def excuse(key, ours, theirs, report):
    codes = {p["code"] for p in report["problems"]}
    if key == "Di" and ours == 64 and theirs == "RFU":
        return "pyscard does not know Di 64 (7816-3:2006, table 8)"
    if key in ("Fi", "Di") and ours is None and theirs == "RFU":
        return "both say reserved"
    if key == "tck" and ours is None and codes & {"extra-bytes", "tck-superfluous"}:
        return "pyscard takes one byte too many for TCK, though only T=0 is indicated (8.2.5)"
    if key == "tck" and theirs is None and "extra-bytes" in codes:
        return "pyscard finds TCK only in the last place"
    return None


def main():
    program, path = sys.argv[1:]
    atrs = exact_atrs(path)
    out = subprocess.run([program, "--json"], input="\n".join(atrs) + "\n", text=True,
                         stdout=subprocess.PIPE, check=False).stdout
    reports = [json.loads(line) for line in out.splitlines()]
    if len(reports) != len(atrs) or len(atrs) < 1000:
        sys.exit("%d ATRs, %d reports" % (len(atrs), len(reports)))
    excuses, wrong, compared = {}, 0, 0
    for text, report in zip(atrs, reports):
        try:
            theirs = pyscard_says(ATR(list(bytes.fromhex(text))))
        except IndexError:
            if not any(p["code"] == "truncated-interface" for p in report["problems"]):
                print("%s: pyscard runs out of bytes" % text)
                wrong += 1
            continue
        ours = ours_says(report)
        compared += 1
        for key in sorted(set(ours) | set(theirs)):
            if ours.get(key) == theirs.get(key):
                continue
            why = excuse(key, ours.get(key), theirs.get(key), report)
            if why is None:
                print("%s: %s is %s, pyscard: %s" % (text, key, ours.get(key), theirs.get(key)))
                wrong += 1
            else:
                excuses[why] = excuses.get(why, 0) + 1
    print("%d ATRs compared, %d disagreements" % (compared, wrong))
    for why, count in sorted(excuses.items()):
        print("%5d  %s" % (count, why))
    sys.exit(wrong > 0)


main()
