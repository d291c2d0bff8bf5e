#!/usr/bin/env python3
"""Parses a card list independently and prints "CODE COUNT" for the findings of atr_parser --lint
(lint FILE), or "FIELD VALUE COUNT" for the bytes that atr_parser --stats all counts (stats
FILE). Supports only lists like those of pcsc-tools: upper case, LF, no byte order mark."""
import collections
import re
import sys


def entries(lines):
    """Returns (number, ATR line, [(number, text, separated by a blank line)]) for each entry."""
    found, blank = [], False
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            continue
        if line.strip() == "":
            blank = True
        elif line[0] == "\t":
            found[-1][2].append((number, line[1:], blank))
            blank = False
        else:
            found.append((number, line, []))
            blank = False
    return found


def walk(tokens):
    """Returns the interface bytes by name, the protocols, and the offset where they end; None if a
    wildcard hides it."""
    names, protocols, at, index, y = {}, [], 2, 1, None
    if len(tokens) < 2:
        return None
    names["T0"] = tokens[1]
    if not re.fullmatch("[0-9A-F]{2}", tokens[1]):
        return names, None, None
    y, k = int(tokens[1], 16) >> 4, int(tokens[1], 16) & 15
    while y:
        follow = 0
        for bit, letter in enumerate("ABCD"):
            if not y >> bit & 1:
                continue
            if at == len(tokens):
                return names, None, None
            names["T%s%d" % (letter, index)] = tokens[at]
            if letter == "D":
                if not re.fullmatch("[0-9A-F]{2}", tokens[at]):
                    return names, None, None
                protocols.append(int(tokens[at], 16) & 15)
                follow = int(tokens[at], 16) >> 4
            at += 1
        y, index = follow, index + 1
    return names, protocols, at + k


def check_exact(count, tokens):
    data = [int(token, 16) for token in tokens]
    names, protocols, end = walk(tokens)
    if end is None:
        count["truncated-interface"] += 1
        return
    tck = any(protocols)
    if len(data) < end:
        count["truncated-historical"] += 1
    elif len(data) == end and tck:
        count["tck-missing"] += 1
    else:
        total = 0
        for byte in data[1:end + tck]:
            total ^= byte
        if tck and total:
            count["tck-wrong"] += 1
        extra = data[end + tck:]
        if extra:
            count["tck-superfluous" if not tck and extra == [total] else "extra-bytes"] += 1
    if protocols[:1] == [15]:
        count["td1-t15"] += 1
    if "TA2" in names and not int(names["TA2"], 16) & 0x10 and "TA1" in names:
        count["fi-unusable"] += names["TA1"][0] in "78EF"
        count["di-unusable"] += names["TA1"][1] in "0ABCDEF"


def lint(text):
    lines = text.split("\n")[:-1]
    count = collections.Counter()
    found = entries(lines)
    patterns = [(re.compile(atr + r"\Z"), {t.strip() for _, t, _ in texts})
                for _, atr, texts in found if re.search(r"[.\[]", atr)]
    for number, atr, texts in found:
        seen = set()
        for _, name, cut in texts:
            count["blank-inside"] += cut
            count["text-indent"] += name != name.lstrip()
            name = name.strip()
            count["text-short"] += len(name) <= 3
            if name in seen and re.search(r"\w", name):
                count["text-repeated"] += 1
            seen.add(name)
        if re.search(r"[.\[]", atr):
            tokens = atr.split(" ")
            _, protocols, end = walk(tokens)
            if "*" not in atr and end is not None:
                count["pattern-length"] += len(tokens) != end + any(protocols)
        else:
            check_exact(count, atr.split(" "))
            count["adds-nothing"] += any(p.match(atr) and seen <= names for p, names in patterns)
    count["atr-twice"] = len(found) - len({atr for _, atr, _ in found})
    count["no-text"] = sum(not texts for _, _, texts in found)
    runs = re.findall(r"(?<=\n)\n{2,}", text)
    count["blank-lines"] = len(runs)
    for code in sorted(count):
        if count[code]:
            print(code, count[code])


def stats(text):
    """Counts the bytes that are written out in the lines; lines where a wildcard hides them are not
    considered here."""
    count = collections.Counter()
    for _, atr, _ in entries(text.split("\n")[:-1]):
        tokens = re.split(r" *[0-9A-F.]\*", atr)[0].split()
        count["TS", tokens[0]] += 1
        names, protocols, end = walk(tokens)
        if end is not None and any(protocols) and len(tokens) > end:
            names["TCK"] = tokens[end]
        for name, value in names.items():
            count[name, value] += 1
    for name, value in sorted(count):
        print(name, value, count[name, value])


if __name__ == "__main__":
    with open(sys.argv[2], encoding="utf-8", newline="") as file:
        {"lint": lint, "stats": stats}[sys.argv[1]](file.read())
