#!/bin/bash
# fuzz.sh short|long: runs each harness of tests/fuzz on its corpus: 2 s, or 120 s (FUZZ_SECONDS). What it
# finds stays in build/fuzz/found; what covers more, in build/fuzz/corpus. TAP.
set -u
cd "$(dirname "$0")/.." || exit 3
case ${1-} in
short) seconds=${FUZZ_SECONDS:-2} ;;
long) seconds=${FUZZ_SECONDS:-120} ;;
*)
	echo 'usage: fuzz.sh short|long' >&2
	exit 2
	;;
esac

make -j2 --no-print-directory B=build/fuzz CC="${CLANG:-clang}" WERROR=1 \
	SAN=fuzzer-no-link,address,undefined fuzzers >build/fuzz.log 2>&1 || {
	cat build/fuzz.log
	exit 1
}

n=0 failed=0
mkdir -p build/fuzz/found
for source in tests/fuzz/fuzz_*.c; do
	[ -e "$source" ] || continue
	n=$((n + 1))
	name=$(basename "$source" .c)
	corpus=${name#fuzz_}
	mkdir -p "build/fuzz/corpus/$corpus"
	set -- "build/fuzz/corpus/$corpus"
	[ ! -d "tests/fuzz/corpus/$corpus" ] || set -- "$@" "tests/fuzz/corpus/$corpus"
	if "build/fuzz/tests/fuzz/$name" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 \
		-artifact_prefix="build/fuzz/found/$corpus-" "$@" >"build/fuzz/$name.log" 2>&1; then
		echo "ok $n - $name: $(grep -o 'Done [0-9]* runs.*' "build/fuzz/$name.log")"
	else
		echo "not ok $n - $name"
		tail -n 40 "build/fuzz/$name.log" | sed 's/^/# /'
		failed=1
	fi
done
echo "1..$n"
exit $failed
