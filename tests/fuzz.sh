#!/bin/bash
# fuzz.sh short|long: runs each harness of tests/fuzz, or those that FUZZ names (FUZZ="render atr"), on its corpus:
# 2 s, or 120 s, or FUZZ_SECONDS; or FUZZ_RUNS executions, however long they take. FUZZ_OPTIONS goes to libFuzzer.
# Before that the longest two inputs of the corpus are repeated to lengths at which something may end, and run once.
# What it finds stays in build/fuzz/found; what covers more, in build/fuzz/corpus. TAP.
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

dir=build/san limit=-max_total_time=$seconds coverage=
# libFuzzer's own limit is a signal, which a harness may catch.
limited=(timeout -k 5 $((seconds + 300)))
# Where many executions are wanted, each comparison told to the fuzzer would be half of the time, and where the
# heap's blocks came from, and how long they stay freed, a sixth.
if [ -n "${FUZZ_RUNS-}" ]; then
	limited=()
	dir=build/fuzz-runs limit=-runs=$FUZZ_RUNS coverage=-fno-sanitize-coverage=trace-cmp
	ASAN_OPTIONS=malloc_context_size=0:max_malloc_fill_size=0
	export ASAN_OPTIONS=$ASAN_OPTIONS:quarantine_size_mb=1:thread_local_quarantine_size_kb=64
fi

harnesses=()
for name in ${FUZZ:-$(basename -as .c tests/fuzz/fuzz_*.c)}; do
	harnesses+=("fuzz_${name#fuzz_}")
done

mkdir -p build/fuzz/found
make -j2 --no-print-directory B=$dir CC="${CLANG:-clang}" WERROR=1 SAN=fuzzer-no-link,address,undefined \
	CPPFLAGS="$coverage" "${harnesses[@]/#/$dir/tests/fuzz/}" >build/fuzz.log 2>&1 || {
	cat build/fuzz.log
	exit 1
}

# stretch DIRECTORY SEED...
stretch() {
	local into=$1 seed length text=build/fuzz/stretched
	shift
	mkdir -p "$into"
	for seed; do
		cp "$seed" $text
		while [ "$(wc -c <$text)" -le 65537 ]; do
			cat $text $text >$text.twice && mv $text.twice $text
		done
		for length in 255 256 257 65535 65536 65537; do
			head -c $length $text >"$into/${seed##*/}-$length"
		done
	done
}

n=0 failed=0
for name in "${harnesses[@]}"; do
	n=$((n + 1))
	corpus=${name#fuzz_}
	mkdir -p "build/fuzz/corpus/$corpus"
	set -- "build/fuzz/corpus/$corpus"
	long=build/fuzz/long/$corpus
	if [ -d "tests/fuzz/corpus/$corpus" ]; then
		mapfile -t seeds < <(find "tests/fuzz/corpus/$corpus" -size +0 -type f -printf '%s\t%p\n' |
			sort -rn | head -n 2 | cut -f 2-)
		stretch "$long" "${seeds[@]}"
		set -- "$@" "tests/fuzz/corpus/$corpus"
	fi
	harness=$dir/tests/fuzz/$name log=build/fuzz/$name.log found=-artifact_prefix=build/fuzz/found/$corpus-
	# shellcheck disable=SC2086 # several options
	if { [ ! -d "$long" ] || "${limited[@]}" "$harness" -timeout=60 "$found" "$long"/* >"$log" 2>&1; } &&
		"${limited[@]}" "$harness" "$limit" -timeout=5 -rss_limit_mb=1024 -print_final_stats=1 ${FUZZ_OPTIONS-} \
			"$found" "$@" >"$log" 2>&1; then
		echo "ok $n - $name: $(grep -o 'Done [0-9]* runs.*' "$log")"
	else
		echo "not ok $n - $name"
		tail -n 40 "$log" | sed 's/^/# /'
		failed=1
	fi
done
echo "1..$n"
exit $failed
