#!/bin/bash
# coverage.sh [GROUP]...: measures which lines and branches the tests reach: the unit tests, the
# fuzz harnesses on their corpora, and the bats groups of cli, fake, faults and pcsc, or only those
# named (cli/cards fake; none), in one build with clang's source-based coverage. Prints a table by
# room and program; without arguments also writes it to docs/coverage.md. The missed lines are in
# build/coverage/missed.
set -u
cd "$(dirname "$0")/.." || exit 3

export dir=build/coverage
clang=${CLANG:-clang}
version=$($clang -dumpversion) version=${version%%.*}
profdata=$(command -v llvm-profdata-"$version" || command -v llvm-profdata) ||
	{ echo 'coverage: llvm-profdata not found: tests/need coverage' >&2 && exit 3; }
cov=${profdata/profdata/cov}
# %c: programs update their counters in the mapped file while they run, so that killed programs are
# counted too. The file name is compiled in, since a web server passes no environment to the CGI.
# Confinement is disabled.
export LLVM_PROFILE_FILE=$PWD/$dir/raw/%m%c.profraw
flags="-O1 -g -fprofile-instr-generate=$LLVM_PROFILE_FILE -fcoverage-mapping -mllvm -runtime-counter-relocation"
rm -rf $dir/raw $dir/results
mkdir -p $dir/raw $dir/results
make -k -j2 --no-print-directory B=$dir CC="$clang" CFLAGS="$flags" CPPFLAGS=-DUNCONFINED \
	all unit fake fuzzers >$dir/log 2>&1 || { tail -n 20 $dir/log && exit 1; }

mapfile -t programs < <(find $dir/tests/unit $dir/tests/fuzz -type f -perm -100)
for program in "${programs[@]}"; do
	inputs=()
	[[ $program != */fuzz_* ]] || mapfile -t inputs < <(find "tests/fuzz/corpus/${program##*/fuzz_}" -type f)
	timeout 300 "$program" "${inputs[@]}" || echo "coverage: $program: exit status $?"
done >>$dir/log 2>&1

# Failing tests are the business of make check. Each file runs by itself, so that one that hangs
# costs only its own results.
run_file() {
	local world=() result=$dir/results/${1#tests/}
	[[ $1 != tests/pcsc/* ]] || world=(tests/pcsc/world.sh -n 2)
	mkdir -p "${result%/*}"
	PATH=$PWD/$dir/bin:$PATH B=$dir timeout 900 "${world[@]}" bats --formatter tap "$1" >"$result" 2>&1 </dev/null
}
export -f run_file
# shellcheck disable=SC2016 # the inner shell expands it
for group in "${@:-cli fake faults pcsc}"; do
	for name in $group; do
		[ ! -d "tests/$name" ] || printf '%s\n' "tests/$name"/*.bats
		[ ! -e "tests/$name.bats" ] || echo "tests/$name.bats"
	done
done | grep -vxE 'tests/cli/(format|keywords|layers|meanings)\.bats' | # with builds of their own
	xargs -r -n 1 -P 2 bash -c 'run_file "$1"' run_file

$profdata merge -sparse -o $dir/merged $dir/raw/*.profraw 2>>$dir/log || exit 1
objects=()
for object in "$dir"/bin/[a-z]* "$dir"/libexec/pcsckit/* "${programs[@]}"; do objects+=(-object "$object"); done
$cov export -format=lcov -instr-profile=$dir/merged "${objects[@]}" 2>>$dir/log >$dir/lcov || exit 1
tests/coverage.py $dir/lcov $dir/results >$dir/table || exit 1
cat $dir/table
[ $# != 0 ] || cp $dir/table docs/coverage.md
