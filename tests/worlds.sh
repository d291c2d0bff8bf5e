#!/bin/bash
# worlds.sh: runs the demo and all tests in minimal systems of newer Debian releases; our programs
# with libraries and daemons of different versions; and the Debian package in each release. Called
# by `make worlds`; needs root, and debootstrap, which it installs.
#
# WORLDS="packages trixie sid pairs" (the default) selects the parts; "ports" (`make ports`) are
# other architectures, another C library and macOS, "compilers" every gcc and clang of each release.
# PORTS="i386 musl": only these ports. QUICK=1: only trixie, with the demo and the groups of tests
# listed below. The minimal systems are kept for a week in $XDG_CACHE_HOME/pcsckit/worlds or
# ~/.cache/pcsckit/worlds; everything else is in a temporary directory in TMPDIR, which is removed
# at the end. A system shares only the network and the kernel with this machine.
#
# Prints the output of the tests, each line preceded by its release; then a table; the last line is
# "N passed, N failed". Exit status: 1 if something failed; 77 if nothing failed but not everything
# could be run here (NOT RUN: why).
set -u
cd "$(dirname "$0")/.." || exit 3

quick_groups='unit cli faults memory escaping pcsc/pcsc_scan pcsc/scriptor'
if [ -n "${QUICK-}" ]; then
	WORLDS=trixie
fi
passed=0 failed=0 not_run=0
table=()
child=

# --- the table of results ---

row() {
	table+=("$(printf '%-9s %-42s %6d %6d' "$@")")
	passed=$((passed + $3)) failed=$((failed + $4))
}

# omit RELEASE WHY: adds a row for something that was not run.
omit() {
	table+=("$(printf '%-9s NOT RUN: %s' "$@")")
	not_run=1
}

# Prints the table and the last line; returns the exit status.
finish() {
	printf '\n%-9s %-42s %6s %6s\n' release what passed failed
	printf '%s\n' "${table[@]}"
	echo "$passed passed, $failed failed"
	[ "$failed" = 0 ] || return 1
	[ "$not_run" = 0 ] || return 77
}

# --- running in a namespace ---

clean() {
	rm -rf --one-file-system "$work"
}

# Must also work when nothing reads the output any more.
stop() {
	trap '' INT TERM HUP PIPE
	if [ -n "$child" ]; then
		kill -TERM -- "-$child" 2>/dev/null
		wait "$child"
	fi
	echo 'worlds: stopped'
	exit 130
}

# run_apart NAME COMMAND...: runs COMMAND in namespaces; prints its output with NAME before each
# line, and leaves it without NAME in $work/log.
run_apart() {
	local name=$1 reader status
	shift
	exec {lines}> >(trap '' INT TERM; tee "$work/log" | sed -u "s/^/$name: /")
	reader=$!
	tests/worlds/namespace.sh "$@" >&"$lines" 2>&1 </dev/null {lines}>&- &
	child=$!
	wait "$child"
	status=$?
	child=
	exec {lines}>&-
	wait "$reader"
	return $status
}

# make_root RELEASE: creates $work/RELEASE; if that is not possible, adds a row to the table and
# fails.
make_root() {
	local status
	run_apart "$1" tests/worlds/root.sh "$1" "$work/$1"
	status=$?
	if [ $status = 77 ]; then
		omit "$1" "$(sed -n 's/^NOT RUN: //p' "$work/log")"
	elif [ $status != 0 ]; then
		row "$1" 'the system is made' 0 1
	elif ! in_root "$1" apt-get -q -o APT::Update::Error-Mode=any update; then
		omit "$1" "apt-get update: $(grep '^E: ' "$work/log" | head -n 1)"
	else
		return 0
	fi
	rm -rf --one-file-system "${work:?}/$1"
	return 1
}

in_root() {
	local release=$1
	shift
	run_apart "$release" tests/worlds/enter.sh "$work/$release" "$@"
}

# --- the worlds ---

demo() {
	if in_root "$1" make demo; then
		row "$1" 'make demo' 1 0
	else
		row "$1" "make demo: exit status $?" 0 1
	fi
}

# Counts the results in the last line of check.sh. A run that did not reach its end, or that reports
# no failure but exits with a status other than 0, counts as failed.
check() {
	local release=$1 groups=$2 status good bad
	in_root "$release" make check "GROUPS=$groups"
	status=$?
	read -r good bad < <(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$work/log" |
		tail -n 1)
	if [ -z "$good" ] || { [ "$status" != 0 ] && [ "$bad" = 0 ]; }; then
		row "$release" "make check: exit status $status" "${good:-0}" 1
	else
		row "$release" "make check${groups:+ GROUPS=\"$groups\"}" "$good" "$bad"
	fi
}

# Tests the service unit with the release's systemd. This installs packages in the system, so it
# comes last.
unit() {
	in_root "$1" tests/worlds/unit.sh
	row_of_tap 'pcsc_scan.service' "$1" $?
}

# alone WHAT RELEASE SCRIPT [ARGUMENT]...: runs SCRIPT in a separate system, since what it installs
# stays there.
alone() {
	local what=$1 release=$2
	shift 2
	make_root "$release" || return
	in_root "$release" "$@"
	row_of_tap "$what" "$release" $?
	rm -rf --one-file-system "${work:?}/$release"
}

packages() {
	local release
	for release in bookworm trixie sid; do alone 'the Debian package' $release tests/worlds/package.sh; done
	alone 'RPM, PKGBUILD, formula' bookworm tests/worlds/other_packages.sh
}

compilers() {
	local release
	for release in bookworm trixie sid; do alone 'every compiler' $release tests/worlds/compilers.sh; done
}

# row_of_tap WHAT RELEASE STATUS: adds a row with the test results in the last log.
row_of_tap() {
	local bad
	bad=$(grep -c '^not ok ' "$work/log")
	[ "$3" = 0 ] || [ "$bad" != 0 ] || bad=1
	row "$2" "$1" "$(grep -c '^ok ' "$work/log")" "$bad"
}

# Other architectures, each in a separate system, and macOS.
ports() {
	local arch
	for arch in ${PORTS:-i386 arm64 armhf s390x musl macos}; do
		if [ "$arch" != macos ]; then
			alone "port: $arch" bookworm tests/ports/linux.sh "$arch"
		else
			make -s all && tests/ports/macos.sh x86_64 aarch64 | tee "$work/log"
			row_of_tap 'port: macOS, x86_64 and arm64' zig "${PIPESTATUS[0]}"
		fi
	done
}

world() {
	make_root "$1" || return
	demo "$1"
	check "$1" "${QUICK:+$quick_groups}"
	[ -n "${QUICK-}" ] || unit "$1"
}

# The lines of worlds/pairs.sh are TAP, preceded by "LIBRARY DAEMON: ".
count_pairs() {
	local pair
	while read -r pair; do
		row pairs "libpcsclite ${pair/ /, pcscd }" "$(grep -c "^$pair: ok " "$work/log")" \
			"$(grep -c "^$pair: not ok " "$work/log")"
	done < <(sed -n -E 's/^([0-9.]+ [0-9.]+): (not )?ok .*/\1/p' "$work/log" | uniq)
}

# Tests the programs of each release with the daemon of each release.
pairs() {
	local release status
	for release in bookworm trixie sid; do
		[ -d "$work/$release" ] || make_root "$release" || return
		in_root "$release" sh -c 'tests/need build pairs && make all' || {
			row "$release" 'built for the pairs' 0 1
			return
		}
	done
	run_apart pairs tests/worlds/pairs.sh "$work" bookworm trixie sid
	status=$?
	count_pairs
	[ $status = 0 ] || row pairs "exit status $status" 0 1
}

if [ "$(id -u)" != 0 ]; then
	omit all 'only root can make a system'
	finish
	exit
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/pcsckit-worlds.XXXXXX") || exit 3
trap clean EXIT
trap stop INT TERM HUP PIPE
# With job control, what runs in namespaces gets its own process group, with which it can be ended.
set -m
if ! tests/worlds/namespace.sh true 2>"$work/log"; then
	omit all "this machine allows no namespaces: $(tail -n 1 "$work/log")"
	finish
	exit
fi
for name in ${WORLDS:-packages trixie sid pairs}; do
	case $name in
	pairs) pairs ;;
	packages) packages ;;
	ports) ports ;;
	compilers) compilers ;;
	*) world "$name" ;;
	esac
done
finish
