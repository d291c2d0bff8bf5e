#!/usr/bin/env python3
"""coverage.py LCOV RESULTS: writes docs/coverage.md for a run of coverage.sh to standard output,
and the missed lines to the file "missed" in LCOV's directory. RESULTS has a file for each bats
group that ran. The lines in tests/coverage.txt are listed under the reason why no test can reach
them."""
import collections
import glob
import os
import subprocess
import sys

HEAD = """# What the tests reach

Written by `make coverage`: unit tests, the fuzz harnesses on their corpora, and groups of bats tests, in one build with
clang's source-based coverage. `make coverage` runs the groups of cli, fake, faults and pcsc, except those of cli that
build their own programs; `tests/coverage.sh cli fake/readers` runs some of them. The lines missed are then in
`build/coverage/missed`.

Groups of this run: GROUPS. Measured at commit COMMIT.

| room or program | lines | branches | lines missed | of which unreachable |
|---|---|---|---|---|"""


def groups(results):
    """Returns how many groups ran, such as "36 of cli, 3 of fake"."""
    ran = ((place, len(glob.glob(f"{results}/{place}/*"))) for place in ("cli", "fake", "faults", "pcsc"))
    return ", ".join(f"{count} of {place}" for place, count in ran if count) or "none"


def files_of(lcov):
    """Yields for each file: name, lines {number: count}, starts of functions [(number, name)],
    branches reached, branches."""
    for line in open(lcov):
        key, _, value = line.rstrip("\n").partition(":")
        if key == "SF":
            name, lines, starts, taken, branches = os.path.relpath(value), {}, [], 0, 0
        elif key == "FN":
            number, function = value.split(",", 1)
            starts.append((int(number), function.rpartition(":")[2]))
        elif key == "DA":
            number, count = value.split(",")[:2]
            lines[int(number)] = int(count)
        elif key == "BRF":
            branches = int(value)
        elif key == "BRH":
            taken = int(value)
        elif key == "end_of_record":
            yield name, lines, starts, taken, branches


def named():
    """Returns {"FILE FUNCTION: LINE": reason} for the lines that no test can reach."""
    rows, reason, told = {}, "", True
    for line in open("tests/coverage.txt"):
        line = line.strip()
        if line.startswith("#"):
            reason, told = (line[2:] if told else f"{reason} {line[2:]}"), False
        else:
            told = True
            if line:
                rows[line] = reason
    return rows


def room_of(name):
    parts = name.split("/")
    return "/".join(parts[:2]) if parts[0] == "lib" else parts[0]


def main():
    lcov, rooms = sys.argv[1], collections.defaultdict(lambda: [0, 0, 0, 0, 0])
    reasons, met = named(), set()
    with open(os.path.join(os.path.dirname(lcov), "missed"), "w") as missed:
        for name, lines, starts, taken, branches in files_of(lcov):
            if name.startswith(("tests/", "tools/", "bench/", "..")):
                continue
            source = open(name).read().split("\n")
            for number, count in lines.items():
                function = max((start for start in starts if start[0] <= number), default=(0, ""))[1]
                line = f"{name} {function}: {source[number - 1].strip()}"
                if not count and line in reasons:
                    met.add(line)
                    rooms[room_of(name)][4] += 1
                elif not count:
                    missed.write(f"{name}:{number}: {source[number - 1]}\n")
            for i, more in enumerate((sum(map(bool, lines.values())), len(lines), taken, branches)):
                rooms[room_of(name)][i] += more
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    print(HEAD.replace("GROUPS", groups(sys.argv[2])).replace("COMMIT", commit or "unknown"))
    for room, (covered, lines, taken, branches, out) in sorted(rooms.items()):
        reached, branched = 100 * covered / lines, 100 * taken / max(branches, 1)
        print(f"| {room} | {reached:.1f} % | {branched:.1f} % | {lines - covered} | {out} |")
    print("\nUnreachable:\n\n| line | why |\n|---|---|")
    for line in sorted(met):
        print(f"| `{line}` | {reasons[line]} |")


main()
