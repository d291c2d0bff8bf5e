#!/usr/bin/env python3
"""Measures how often --nearest finds the right family. nearest_rate.py ATR_PARSER LIST [COUNT
[SEED]]

COUNT exact entries (100) are drawn from LIST; each is removed from it and looked up with
atr_parser. The nearest entry is of the right family if both share a significant word of their names
(at least three letters, in at most 2 % of the entries; addresses and fields of use do not count)
or, if both have one, the field of use in brackets. Entries that share it with no other entry of the
list are not counted. For comparison: how often a randomly drawn entry would be right, and the one
whose ATR has the longest common prefix. Prints one JSON object."""
import collections
import json
import random
import re
import subprocess
import sys
import tempfile


def read(lines):
    """Returns the entries: where they begin and end, ATR line, names."""
    entries = []
    for number, line in enumerate(lines):
        if re.match(r"[0-9A-F]", line):
            entries.append([number, number + 1, line.strip(), []])
        elif line.startswith("\t") and entries:
            entries[-1][3].append(line.strip())
            entries[-1][1] = number + 1
    return entries


def words(names):
    found = set()
    for name in names:
        name = re.sub(r"https?://\S+|www\.\S+", "", name)
        name = re.sub(r"\([^()]*\)\s*$", "", name)
        found |= {word for word in re.findall(r"[^\W_]{3,}", name.lower()) if not word.isdigit()}
    return found


def fields(names):
    return {match.group(1).lower() for name in names for match in [re.search(r"\(([^()]*)\)\s*$", name)] if match}


def common_head(a, b):
    count = 0
    for x, y in zip(a, b):
        if x != y:
            break
        count += 1
    return count


def main():
    program, path = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    draw = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    with open(path, encoding="utf-8", errors="replace") as file:
        lines = file.readlines()
    exact = [entry for entry in read(lines) if re.fullmatch(r"[0-9A-F]{2}( [0-9A-F]{2})*", entry[2])]
    said = [words(entry[3]) for entry in exact]
    often = collections.Counter(word for each in said for word in each)
    said = [{word for word in each if often[word] <= 0.02 * len(exact)} for each in said]
    used = [fields(entry[3]) for entry in exact]
    by_line = {entry[2]: index for index, entry in enumerate(exact)}
    result = {"asked": 0, "word": 0, "word_of": 0, "word_chance": 0.0, "word_head": 0,
              "field": 0, "field_of": 0, "field_chance": 0.0, "field_head": 0, "family": 0, "family_of": 0,
              "family_chance": 0.0, "family_head": 0}

    def judge(what, right, top, head):
        if right:
            result[what + "_of"] += 1
            result[what] += top in right
            result[what + "_head"] += head in right
            result[what + "_chance"] += len(right) / (len(exact) - 1)

    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as without:
        for mine in draw.sample(range(len(exact)), count):
            entry = exact[mine]
            without.seek(0)
            without.truncate()
            without.writelines(line for number, line in enumerate(lines)
                               if not entry[0] <= number < entry[1] and re.match("#|\t|[0-9A-F ]*$", line))
            without.flush()
            run = subprocess.run([program, "--json", "--nearest=1", "--list", without.name, entry[2]],
                                 capture_output=True, check=False)
            top = by_line[json.loads(run.stdout)["nearest"][0]["pattern"]]
            others = [index for index in range(len(exact)) if index != mine]
            head = max(others, key=lambda index: (common_head(exact[index][2], entry[2]), -index))
            same_word = {index for index in others if said[index] & said[mine]}
            same_field = {index for index in others if used[index] & used[mine]}
            result["asked"] += 1
            judge("word", same_word, top, head)
            judge("field", same_field, top, head)
            judge("family", same_word | same_field, top, head)
    for key in result:
        if key.endswith("chance"):
            result[key] = round(result[key], 1)
    print(json.dumps(result))


main()
