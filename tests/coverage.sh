#!/bin/bash
# coverage.sh: which lines and branches the tests reach: unit tests, the fuzzers on their corpora, and the bats groups of
# cli, fake and faults, in one build with clang's source-based coverage (build/coverage). A table by room and program on
# standard output, and one line a file in build/coverage/files. A program that is killed leaves no record.
set -u
cd "$(dirname "$0")/.." || exit 3

dir=build/coverage clang=${CLANG:-clang}
version=$($clang -dumpversion) version=${version%%.*}
profdata=$(command -v llvm-profdata-"$version" || command -v llvm-profdata) ||
	{ echo 'coverage: llvm-profdata not found: tests/need coverage' >&2 && exit 3; }
cov=${profdata/profdata/cov}
flags='-O1 -g -fprofile-instr-generate -fcoverage-mapping'
export LLVM_PROFILE_FILE=$PWD/$dir/raw/%m-%p.profraw
rm -rf $dir/raw && mkdir -p $dir/raw

# Not confined: the record is written when a helper ends.
make -k -j2 --no-print-directory B=$dir CC="$clang" CFLAGS="$flags" CPPFLAGS=-DUNCONFINED all unit fake >$dir/log 2>&1 ||
	{ tail -n 20 $dir/log && exit 1; }
make -k -j2 --no-print-directory B=$dir/fuzz CC="$clang" CFLAGS="$flags" SAN=fuzzer-no-link fuzzers >>$dir/log 2>&1 ||
	{ tail -n 20 $dir/log && exit 1; }
mapfile -t tests < <(find $dir/tests/unit -type f -perm -100)
mapfile -t harnesses < <(find $dir/fuzz/tests/fuzz -name 'fuzz_*' -type f -perm -100)
for test in "${tests[@]}"; do "$test"; done >>$dir/log 2>&1
for harness in "${harnesses[@]}"; do
	corpus=${harness##*/fuzz_}
	for place in tests/fuzz/corpus build/fuzz/corpus; do
		[ ! -d $place/"$corpus" ] || "$harness" -runs=0 $place/"$corpus"
	done
done >>$dir/log 2>&1
# A test that fails counts in make check; and each file alone, so that one that hangs costs only itself.
for file in tests/cli/*.bats tests/fake/*.bats tests/faults/*.bats; do
	PATH=$PWD/$dir/bin:$PATH B=$dir timeout 900 bats "$file" >>$dir/log 2>&1
	# Thousands of records are merged as they come.
	$profdata merge -sparse -o $dir/next $dir/raw/*.profraw "$([ ! -e $dir/merged ] || echo $dir/merged)" 2>>$dir/log &&
		mv $dir/next $dir/merged && rm -f $dir/raw/*.profraw
done
objects=()
for object in "$dir"/bin/[a-z]* "$dir"/libexec/pcsckit/* "${tests[@]}" "${harnesses[@]}"; do objects+=(-object "$object"); done
$cov export -summary-only -instr-profile=$dir/merged "${objects[@]}" 2>>$dir/log >$dir/json || exit 1
python3 - $dir/json $dir/files <<'END'
import collections, json, os, sys
rooms = collections.defaultdict(lambda: [0, 0, 0, 0])
with open(sys.argv[2], "w") as out:
    for file in json.load(open(sys.argv[1]))["data"][0]["files"]:
        name = os.path.relpath(file["filename"])
        if name.startswith(("tests/", "tools/", "bench/", "..")):
            continue
        parts = name.split("/")
        room = "/".join(parts[:2]) if parts[0] == "lib" else parts[0]
        lines, branches = file["summary"]["lines"], file["summary"]["branches"]
        for i, number in enumerate((lines["covered"], lines["count"], branches["covered"], branches["count"])):
            rooms[room][i] += number
        out.write(f"{lines['percent']:6.1f} % {lines['count'] - lines['covered']:4d} lines missed  {name}\n")
print("| room | lines | branches | lines missed |\n|---|---|---|---|")
for room, (covered, lines, taken, branches) in sorted(rooms.items()):
    print(f"| {room} | {100 * covered / lines:.1f} % | {100 * taken / max(branches, 1):.1f} % | {lines - covered} |")
END
