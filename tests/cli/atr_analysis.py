"""Compares what atr_parser and Debian's ATR_analysis report for each exact ATR of a list: they must
agree, except where ATR_analysis is known to be wrong. Usage: atr_analysis.py ATR_PARSER
PERL-SCRIPT ATR_ANALYSIS LIST"""
import json
import re
import subprocess
import sys


def exact_atrs(path):
    with open(path, encoding="utf-8", errors="replace") as lines:
        found = {line.strip() for line in lines if re.fullmatch(r"3[BF]( [0-9A-F]{2})+\s*", line)}
    return sorted(found)


def answers(script, program, atrs):
    out = subprocess.run(["perl", script, program], input="\n".join(atrs) + "\n", text=True, errors="replace",
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout
    parts = re.split(r"^@ (.*)\n", re.sub(r"\x1b\[[0-9;]*m", "", out), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2]))


def number(text):
    return int(text) if re.fullmatch(r"[0-9]+", text) else text


def peer_says(text):
    """Returns the values in an output of ATR_analysis; where it reports a byte, the value is under
    the byte's name."""
    says = {"interface": [], "figures": {}}
    for kind, index, value, rest in re.findall(r"^  T([ABCD])\((\d+)\) = (..) --> ([^\n]*(?:\n    [^\n]*)?)", text, re.M):
        name = "T%s%s" % (kind, index)
        says["interface"].append((name, value))
        for key, pattern in (("Fi", r"Fi=([^,]*),"), ("Di", r"Di=([^,\n]*)"), ("N", r"Extra guard time: (\d+)"),
                             ("WI", r"960 x (\d+) x"), ("IFSC", r"IFSC: (\S+)"), ("BWI", r"Block Waiting Integer: (\d+)"),
                             ("CWI", r"Character Waiting Integer: (\d+)"), ("T", r"Protocol T = (\d+)")):
            found = re.search(pattern, rest)
            if found:
                says["figures"][name, key] = number(found[1].strip())
    historical = re.search(r"^\+ Historical bytes: ?(.*)$", text, re.M)
    says["historical"] = historical[1].replace(" ", "") if historical else ""
    tck = re.search(r"^\+ TCK = (..) (.*)$", text, re.M)
    says["tck"] = (tck[1], "correct" in tck[2]) if tck else None
    says["error"] = "ERROR!" in text
    return says


def figures(report):
    """Returns the same values from our output, each from the byte that it comes from."""
    found, told = {}, {"IFSC": 0, "BWI": 0}
    parameters = report["parameters"]
    for byte in report["interface"]:
        name, value = byte["name"], int(byte["value"], 16)
        if name == "TA1":
            found[name, "Fi"], found[name, "Di"] = parameters["Fi"], parameters["Di"]
        elif name == "TC1":
            found[name, "N"] = parameters["N"]
        elif name == "TC2" and "WI" in parameters:
            found[name, "WI"] = parameters["WI"]
        elif name[1] == "D":
            found[name, "T"] = value & 15
        elif byte["protocol"] == 1 and int(name[2:]) > 2:
            if name[1] == "A":
                found[name, "IFSC"] = parameters["IFSC"] if not told["IFSC"] else value
                told["IFSC"] = 1
            elif name[1] == "B":
                first = not told["BWI"]
                found[name, "BWI"] = parameters["BWI"] if first else value >> 4
                found[name, "CWI"] = parameters["CWI"] if first else value & 15
                told["BWI"] = 1
    return found


def ours_says(report):
    tck = report["tck"]
    return {
        "interface": [(b["name"], b["value"]) for b in report["interface"] if b["name"] != "T0"],
        "figures": figures(report),
        "historical": (report["historical"] or {}).get("value", ""),
        "tck": (tck["value"], tck["ok"]) if tck and tck["value"] else None,
    }


# Which of the two is right where they differ, and by which clause; all clauses are of ISO/IEC
# 7816-3:2006.
def excuse(key, ours, theirs, report):
    codes = {p["code"] for p in report["problems"]}
    if key == "historical" and "extra-bytes" in codes and theirs.startswith(ours):
        return "we are right: bytes after the end are no historical bytes (8.2: K of T0 counts them)"
    if key == "tck" and ours is None and set(report["protocols"]) <= {0} and codes & {"extra-bytes", "tck-superfluous"}:
        return "we are right: where only T=0 is indicated there is no TCK; the byte is one too many (8.2.5)"
    if key == "tck" and theirs is None and "extra-bytes" in codes:
        return "we are right: TCK stands after the historical bytes, also where more bytes follow (8.2)"
    if key == ("TC2", "WI") and ours is None and 0 not in report["protocols"]:
        return "we are right: WI is for T=0, which this ATR does not offer (10.2)"
    if key in (("TA1", "Fi"), ("TA1", "Di")) and ours is None and theirs == "RFU":
        return "the two agree: the value is reserved (8.3, tables 7 and 8)"
    return None


def compare(atr, ours, theirs, report, tell):
    for key in ("interface", "historical", "tck"):
        if ours[key] != theirs[key]:
            tell(atr, key, ours[key], theirs[key], report)
    for key in sorted(set(ours["figures"]) | set(theirs["figures"])):
        mine, peers = ours["figures"].get(key), theirs["figures"].get(key)
        if mine != peers:
            tell(atr, key, mine, peers, report)


def main():
    program, script, peer, path = sys.argv[1:]
    atrs = exact_atrs(path)
    out = subprocess.run([program, "--json"], input="\n".join(atrs) + "\n", text=True,
                         stdout=subprocess.PIPE, check=False).stdout
    reports = [json.loads(line) for line in out.splitlines()]
    said = answers(script, peer, atrs)
    if len(reports) != len(atrs) or len(atrs) < 1000 or set(said) != set(atrs):
        sys.exit("%d ATRs, %d reports, %d answers" % (len(atrs), len(reports), len(said)))
    excuses, wrong = {}, []

    def tell(atr, key, ours, theirs, report):
        why = excuse(key, ours, theirs, report)
        if why is None:
            wrong.append("%s: %s is %s, ATR_analysis: %s" % (atr, key, ours, theirs))
        else:
            excuses[why] = excuses.get(why, 0) + 1

    for atr, report in zip(atrs, reports):
        compare(atr, ours_says(report), peer_says(said[atr]), report, tell)
    print("%d ATRs compared, %d disagreements" % (len(atrs), len(wrong)))
    print("\n".join(wrong))
    for why, count in sorted(excuses.items()):
        print("%5d  %s" % (count, why))
    sys.exit(len(wrong) > 0)


main()
