#!/bin/bash
# check.sh [GROUP]...: runs all groups of tests, or only the ones named (cli: all cli/*). The last
# line is "N passed, N failed", without what was skipped. The groups neighbours/ (tests that run
# other programs too) and san/ (the groups of cli/, fake/ and faults/ again, with the sanitizers) run
# only if they are named. `make check` calls this. Each group writes TAP to build/check/GROUP; its
# failures are shown when it is done. Exits with 1 if a test failed or none ran. CHECK_PCSC=skip skips
# the tests that need namespaces.
set -u
cd "$(dirname "$0")/.." || exit 3

# Unpacked packages, such as nginx, may be in build/root.
PATH=$PATH:/usr/sbin:/sbin:$PWD/build/root/usr/sbin
# Use Debian's python3, which has the modules that tests/need installs. A version manager's python3
# does not, and takes a second to start.
[ ! -x /usr/bin/python3 ] || {
	mkdir -p build/check.bin && ln -sf /usr/bin/python3 build/check.bin/
	PATH=$PWD/build/check.bin:$PATH
}
results=build/check
running=build/check.running
passed=0 failed=0
clang=${CLANG:-clang}
# Pass nothing on from the caller's make: each build below sets its own variables.
unset MAKEFLAGS MAKELEVEL MFLAGS B SAN WERROR
export CHECK_RUNS=yes

# --- groups of tests: functions that write TAP ---

# build DIR MAKE-ARGUMENT...: builds in DIR; a warning is a failure.
build() {
	local dir=$1 said
	shift
	said=$(make -k -j2 --no-print-directory "B=$dir" "$@" all unit fake 2>&1 && echo "ok - build $dir $*")
	echo "$said"
	[[ $said != *warning:* ]] || echo "not ok - build $dir $*: no warning"
}

# The user's build, with the user's compiler.
group_build() { build build; }
# With clang's sanitizers, programs start in half the time that they need with gcc's. The fuzzers
# are linked from the same objects.
sanitized=(WERROR=1 "SAN=fuzzer-no-link,address,undefined" "CC=$clang")
group_build_san() { build build/san "${sanitized[@]}"; }
# Only the programs that use threads.
group_build_tsan() {
	make -k -j2 --no-print-directory B=build/tsan WERROR=1 SAN=thread "CC=$clang" build/tsan/bin/{atr_parser,pcsc_scan,scriptor} \
		fake && echo 'ok - build build/tsan'
}

group_layers() { tests/layers.sh; }
group_options() { tests/options.sh; }
group_format() { tests/format.sh; }

# unit DIR [RUNNER]...: runs the cmocka programs, one after the other. Some versions of cmocka write a
# test that is skipped as "not ok".
unit() {
	local dir=$1 test rc=0
	shift
	set -o pipefail
	for test in tests/unit/test_*.c tests/unit/*/test_*.c; do
		[ -e "$test" ] || continue
		test=$dir/${test%.c}
		CMOCKA_MESSAGE_OUTPUT=TAP "$@" "$test" | sed 's/^not ok \([0-9]* # SKIP\)/ok \1/' || {
			rc=1
			echo "not ok - $* $test: exit status is not 0"
		}
	done
	return $rc
}

group_unit() { PATTERN_PAIRS=2000000 unit build; }
group_unit_san() { PATTERN_PAIRS=20000 unit build/san; }
group_unit_valgrind() {
	PATTERN_PAIRS=10000 unit build valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite
}

group_fuzz() { tests/fuzz.sh short; }

group_soak() { tests/soak.sh short; }

bats_of() {
	local dir=$1
	shift
	PATH=$PWD/$dir/bin:$PATH B=$dir bats --formatter tap "$@"
}

# reported NAME OPTIONS COMMAND...: runs COMMAND with these sanitizer options. Any sanitizer report,
# from any program that it starts, is a failure, whatever the exit status.
reported() {
	local reports=$PWD/build/check.reports/$1 options=$2:log_path=$PWD/build/check.reports/$1/report
	shift 2
	rm -rf "$reports" && mkdir -p "$reports"
	ASAN_OPTIONS=$options UBSAN_OPTIONS=$options TSAN_OPTIONS=$options "$@"
	if [ -z "$(ls "$reports")" ]; then
		echo "ok - the sanitizers report nothing"
	else
		echo "not ok - the sanitizers report"
		sed 's/^/# /' "$reports"/*
	fi
}

# ended NAME: whether the programs that the group's tests started have ended, soon after the tests.
# They have CHECK_GROUP in their environment.
ended() {
	local pid left
	for _ in {1..50}; do
		left=
		for pid in /proc/[0-9]*; do
			! grep -qszxF "CHECK_GROUP=$1" "$pid/environ" || left+=" $(tr '\0' ' ' <"$pid/cmdline" 2>/dev/null)"
		done
		[ -n "${left// /}" ] || break
		sleep 0.1
	done
	[ -z "${left// /}" ] || echo "not ok - the tests leave running:$left"
}

# Runs one bats file as a group: cli/NAME, fake/NAME or faults/NAME; san/cli/NAME and the like with
# the sanitizers; some as tsan/fake/NAME; and pcsc/NAME in a private world, so that what one file
# does to its PC/SC service does not affect the others.
bats_group() {
	local file=tests/${1#*san/}.bats
	case $1 in
	pcsc/* | neighbours/pcsc_*) tests/pcsc/world.sh -n 2 bats --formatter tap "$file" ;;
	san/pcsc/*) B=build/san reported "$1" detect_leaks=0 tests/pcsc/world.sh -n 2 bats --formatter tap "$file" ;;
	# When a PC/SC call hangs, its thread is left running on purpose.
	tsan/*) reported "$1" exitcode=66:report_thread_leaks=0 bats_of build/tsan "$file" ;;
	# Looking for leaks doubles the time; group_escaping_san does it.
	san/*)
		export "${sanitized[@]}"
		reported "$1" detect_leaks=0 bats_of build/san "$file"
		;;
	*) bats_of build "$file" ;;
	esac
}

# watched NAME: runs a bats file as a group, and checks that nothing that it started goes on.
watched() {
	local rc
	export CHECK_GROUP=$1
	bats_group "$1"
	rc=$?
	ended "$1"
	return $rc
}

# bats_groups DIRECTORY: prints the groups of its bats files.
bats_groups() {
	local file
	for file in tests/"$1"/*.bats; do
		[ -e "$file" ] || continue
		file=${file#tests/}
		echo "${file%.bats}"
	done
}

# each NAME COMMAND... <files: one test per FILE, which passes if COMMAND FILE succeeds and prints
# nothing.
each() {
	local what=$1 file said rc=0
	shift
	while read -r file; do
		if said=$("$@" "$file" 2>&1) && [ -z "$said" ]; then
			echo "ok - $what $file"
		else
			echo "not ok - $what $file"
			printf '# %s\n' "${said//$'\n'/$'\n# '}"
			rc=1
		fi
	done
	return $rc
}

# Ignore references to man pages that are not installed here: they say nothing about this page.
lint_page() {
	mandoc -T lint -W style "$1" 2>&1 | grep -v -e 'referenced manual not found' -e 'outdated mandoc.db'
	return 0
}
group_man() { printf '%s\n' man/*.[1-8] | each 'man page' lint_page; }

group_install() { bats_of build tests/install.bats tests/make.bats; }

group_need() {
	local said start
	# On a slow machine that is busy with other tests, one of five attempts must be quick.
	for _ in {1..5}; do
		start=${EPOCHREALTIME//[.,]/}
		said=$(tests/need build check)
		[ $((${EPOCHREALTIME//[.,]/} - start)) -ge 1000000 ] || break
		said="slow${said:+: $said}"
	done
	if [ -z "$said" ]; then
		echo 'ok - need is silent and quick where nothing is missing'
	else
		echo "not ok - need: $said"
	fi
}

# Allocation failures, a sample of them. To make every allocation fail: tests/faults/memory.py all.
group_memory() { tests/faults/memory.py quick; }

# Failing system calls, PC/SC calls, readers, descriptors and more, a sample of them.
# tests/faults/matrix.py all tries every one, and takes longer.
group_matrix() { tests/faults/matrix.py quick; }

group_escaping() { tests/faults/escaping.py; }
# The same programs and formats with the sanitizers, including leaks.
group_escaping_san() { B=build/san reported escaping_san detect_leaks=1 tests/faults/escaping.py; }

group_demo() { bats_of build tests/demo.bats; }

# --- running them ---

declare -A job=() began=()

stop_all() {
	local pid
	trap '' INT TERM HUP
	set +m
	for pid in "${job[@]}"; do kill -TERM -- "-$pid" 2>/dev/null; done
	wait
	echo 'check: stopped'
	exit 130
}
trap stop_all INT TERM HUP

# With job control each group gets its own process group, with which it can be ended.
set -m

count() {
	grep -c -E "^$1( |$)" "$results/$2"
}

# Counts a finished group and shows what failed.
report() {
	local group=$1 rc=$2 good bad skipped
	good=$(count ok "$group") bad=$(count 'not ok' "$group") skipped=$(count 'ok [^#]*# (skip|SKIP)' "$group")
	good=$((good - skipped))
	if [ "$rc" != 0 ] && [ "$bad" = 0 ]; then
		bad=1
		echo "check: $group: exit status $rc:"
		tail -n 30 "$results/$group"
	elif [ "$bad" != 0 ]; then
		awk '/^not ok/ { show = 1 } /^ok/ { show = 0 } show' "$results/$group"
	fi
	passed=$((passed + good)) failed=$((failed + bad))
	printf '%-20s %4d passed%s%s, %d s\n' "$group" "$good" "$([ "$skipped" = 0 ] || echo ", $skipped skipped")" \
		"$([ "$bad" = 0 ] || echo ", $bad failed")" $((SECONDS - began[$group]))
}

start_group() {
	mkdir -p "$(dirname "$results/$1")"
	case $1 in
	*/*) (watched "$1") ;;
	*) ("group_$1") ;;
	esac >"$results/$1" 2>&1 </dev/null &
	job[$1]=$! began[$1]=$SECONDS
}

# Waits until fewer than $1 groups run.
settle() {
	local group pid rc
	while [ ${#job[@]} -ge "$1" ]; do
		wait -n -p pid "${job[@]}"
		rc=$?
		for group in "${!job[@]}"; do
			[ "${job[$group]}" = "$pid" ] || continue
			unset "job[$group]"
			report "$group" $rc
		done
	done
}

# run AT-A-TIME GROUP...: runs the groups, up to AT-A-TIME of them at once.
run() {
	local group limit=$1
	shift
	for group; do
		settle "$limit"
		start_group "$group"
	done
	settle 1
}

# The groups that mostly wait for readers. Only one of them also runs with the sanitizers, as they
# are slow.
mapfile -t waiting < <(bats_groups pcsc)
waiting=(soak "${waiting[@]}" san/pcsc/vicard demo)
# The groups that mostly compute. layers.sh needs only objects, not programs; it and other long
# groups come first.
mapfile -t programs < <({ bats_groups cli; bats_groups fake; bats_groups faults; } | grep -vx cli/layers | tac)
computing=(cli/layers unit_valgrind tsan/fake/scan_queue tsan/fake/older_service tsan/faults/terminal fuzz install
	"${programs[@]}" unit memory matrix escaping escaping_san unit_san layers format options man need)
builds=(build build_san build_tsan)
# Not the groups that build programs themselves or test no program.
case " $* " in *' san'*) mapfile -t -O ${#computing[@]} computing < <(printf 'san/%s\n' "${programs[@]}" |
	grep -vxE 'san/cli/(completions|format|growth|keywords|meanings)') ;;
esac
case " $* " in *' neighbours'*) mapfile -t -O ${#waiting[@]} waiting < <(bats_groups neighbours) ;; esac

# is_named GROUP NAME...: whether one of the NAMEs is the group or its directory.
is_named() {
	local group=$1 name
	shift
	for name; do
		case $group in "$name" | "$name"/*) return 0 ;; esac
	done
	return 1
}

# keep LIST NAME...: removes from the array LIST all groups that are not named.
keep() {
	local -n list=$1
	local group kept=()
	shift
	for group in "${list[@]}"; do
		! is_named "$group" "$@" || kept+=("$group")
	done
	list=("${kept[@]}")
}

# The builds that the groups need, one per line.
builds_for() {
	local group
	echo build
	for group; do
		case $group in
		tsan/*) echo build_tsan ;;
		*_san | san/* | fuzz) echo build_san ;;
		esac
	done
}

# For packagers (`make test`): groups that need no root, network or PC/SC service, and only the
# packages that the README lists for `make test`.
packagers='unit options cli/atr_build cli/atr_diff cli/atr_expected cli/atr_parser cli/atr_profile cli/cards
	cli/examples cli/lists cli/scriptor cli/scriptor_dialect cli/vicard'

choose() {
	local name group
	for name; do
		for group in "${builds[@]}" "${waiting[@]}" "${computing[@]}"; do
			! is_named "$group" "$name" || continue 2
		done
		echo "check: $name: no such group of tests" >&2
		exit 2
	done
	keep waiting "$@"
	keep computing "$@"
	# shellcheck disable=SC2046 # one word a build
	keep builds $(builds_for "$@" "${waiting[@]}" "${computing[@]}")
}

# shellcheck disable=SC2086 # one word a group
[ "$*" != test ] || set -- $packagers
[ $# = 0 ] || choose "$@"

# A run that was killed may have left a truncated object file.
if [ -e $running ]; then
	echo 'check: an earlier run was cut short: building anew'
	rm -rf build/obj build/bin build/tests build/san build/fuzz
fi
mkdir -p build && : >$running
rm -rf $results && mkdir -p $results

run 1 "${builds[@]}"

if [ "${CHECK_PCSC-}" = skip ]; then
	waiting=()
elif [ ${#waiting[@]} != 0 ] && ! tests/pcsc/world.sh true; then
	echo 'NOT RUN: the tests that need a private pcscd (CHECK_PCSC=skip leaves them out)'
	failed=$((failed + 1))
	waiting=()
fi

# The groups with a real PC/SC service mostly wait, so they are interleaved with those that compute.
order=()
for ((i = 0; i < ${#computing[@]} || i < ${#waiting[@]}; i++)); do
	order+=(${waiting[i]:+"${waiting[i]}"} ${computing[i]:+"${computing[i]}"})
done
run 4 "${order[@]}"

rm -f $running
echo "$passed passed, $failed failed"
[ $failed = 0 ] && [ $passed != 0 ]
