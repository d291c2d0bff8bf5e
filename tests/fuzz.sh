#!/bin/bash
# fuzz.sh short|long: runs the harnesses of tests/fuzz, or those that FUZZ names (FUZZ="render
# atr"), starting from their corpora, for 2 s (short), 120 s (long) or FUZZ_SECONDS each; or for
# FUZZ_RUNS executions, however long they take. FUZZ_OPTIONS is passed to libFuzzer. Before that,
# the two longest inputs of each corpus are repeated up to lengths at which limits may be reached,
# and run once. Failing inputs are kept in build/fuzz/found, inputs with new coverage in
# build/fuzz/corpus. Writes TAP.
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
# libFuzzer's own time limit is a signal, which a harness may catch.
limited=(timeout -k 5 $((seconds + 300)))
# For many executions, save time: tracing comparisons takes half of it, and recording where heap
# blocks were allocated and keeping freed blocks in quarantine takes a sixth.
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

# stretch DIRECTORY SEED...: writes the repeated inputs to DIRECTORY.
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
