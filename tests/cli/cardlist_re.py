#!/usr/bin/python3
"""Compares atr_parser's matches with those of python's re.

cardlist_re.py PROGRAM LIST: looks up each exact ATR of LIST, and ATRs made from its patterns, in
one run (which uses the index), and some of them in a run each (which reads the list once); re
decides which lines must be named."""
import json
import random
import re
import subprocess
import sys

program, path = sys.argv[1:]
draw = random.Random(7)
exact, patterns = {}, []
with open(path, encoding="utf-8", errors="surrogateescape") as text:
    for number, line in enumerate(text, 1):
        line = line.rstrip("\r\n")
        if not line or line[0] in "#\t":
            continue
        if re.fullmatch("[0-9A-F]{2}( [0-9A-F]{2})*", line):
            exact.setdefault(line, []).append(number)
        else:
            patterns.append((number, line, re.compile(line, re.IGNORECASE)))


def drawn(pattern):
    """Makes an ATR by filling in the pattern's wildcards; the result may be invalid."""
    filled = re.sub(r"\[([^]]*)\]", lambda m: draw.choice(re.sub("[-,]", "", m[1])), pattern)
    filled = re.sub(r" ?\.\*", lambda m: "".join(" %02X" % b for b in draw.randbytes(draw.randrange(4))),
                    filled)
    filled = re.sub(r"\.", lambda m: draw.choice("0123456789ABCDEF"), filled)
    filled = filled.upper()
    return filled if re.fullmatch("[0-9A-F]{2}( [0-9A-F]{2})*", filled) else None


def spoilt(atr):
    """Returns the ATR with one digit changed."""
    at = draw.randrange((len(atr) + 1) // 3) * 3
    return atr[:at] + draw.choice("0123456789ABCDEF") + atr[at + 1:]


def wanted(atr):
    lines = exact.get(atr, []) + [n for n, _, compiled in patterns if compiled.fullmatch(atr)]
    return sorted(lines)


def given(answer):
    return sorted(card["line"] for card in answer["cards"])


atrs = list(exact)
atrs += [a for _, p, _ in patterns for a in (drawn(p) for _ in range(5)) if a]
atrs += [spoilt(a) for a in atrs]
run = subprocess.run([program, "--json", "--list", path], input="\n".join(atrs) + "\n",
                     capture_output=True, text=True, check=False)
answers = [json.loads(line) for line in run.stdout.splitlines()]
assert len(answers) == len(atrs), "%d answers to %d ATRs: %s" % (len(answers), len(atrs), run.stderr)

wrong = met = 0
for atr, answer in zip(atrs, answers):
    want = wanted(atr)
    met += len(want)
    if given(answer) != want:
        wrong += 1
        print("%s: lines %s, re says %s" % (atr, given(answer), want))
for atr in draw.sample(atrs, min(60, len(atrs))):
    run = subprocess.run([program, "--json", "--list", path, atr], capture_output=True, text=True,
                         check=False)
    if given(json.loads(run.stdout)) != wanted(atr):
        wrong += 1
        print("%s: one pass differs" % atr)
print("%d ATRs, %d entries met, %d wrong" % (len(atrs), met, wrong))
sys.exit(wrong > 0 or met < len(exact))
