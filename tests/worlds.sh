#!/bin/bash
# worlds.sh: the demo and all tests in bare systems of newer Debian releases, and our programs with
# libraries and daemons of different versions; the Debian package in each release. Called by `make
# worlds`; needs root, and debootstrap, which it installs.
#
# WORLDS="packages trixie sid pairs" (the default) says which; "ports" (`make ports`) is other architectures, another C
# library and macOS, "compilers" every gcc and clang of each release. PORTS="i386 musl": these ports alone. QUICK=1:
# trixie alone, with the demo and the groups of tests below. The bare systems are kept for a week, in $XDG_CACHE_HOME/pcsckit/worlds or
# ~/.cache/pcsckit/worlds; all else is in a directory of its own in TMPDIR, removed at the end.
# A system shares the network and the kernel with this machine, and nothing else.
#
# Prints what the tests print, each line with its release in front; then a table; the last line is
# "N passed, N failed". Exit status: 1 where something failed; 77 where nothing did, but not
# everything could be run here (NOT RUN: why).
set -u
cd "$(dirname "$0")/.." || exit 3

quick_groups='unit cli faults memory escaping pcsc/pcsc_scan pcsc/scriptor'
if [ -n "${QUICK-}" ]; then
	WORLDS=trixie
fi
passed=0 failed=0 not_run=0
table=()
child=

# --- what is found at the end ---

row() {
	table+=("$(printf '%-9s %-42s %6d %6d' "$@")")
	passed=$((passed + $3)) failed=$((failed + $4))
}

# omit RELEASE WHY
omit() {
	table+=("$(printf '%-9s NOT RUN: %s' "$@")")
	not_run=1
}

# The table and the last line; returns the exit status.
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

# Also where nobody reads what is printed any more.
stop() {
	trap '' INT TERM HUP PIPE
	if [ -n "$child" ]; then
		kill -TERM -- "-$child" 2>/dev/null
		wait "$child"
	fi
	echo 'worlds: stopped'
	exit 130
}

# run_apart NAME COMMAND...: in namespaces; prints its lines with NAME in front, and leaves them
# without in $work/log.
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

# make_root RELEASE: $work/RELEASE; false, with its row, where there is none that could be worked in.
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

# The numbers of check.sh's last line. One that did not come to its end, or says that nothing failed
# and ends with another status than 0, has failed.
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

# The service unit under the systemd of the release. It has the system install packages, so it is last.
unit() {
	in_root "$1" tests/worlds/unit.sh
	row_of_tap 'pcsc_scan.service' "$1" $?
}

# alone WHAT RELEASE SCRIPT [ARGUMENT]...: in a system of its own, for what it installs stays.
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

# row_of_tap WHAT RELEASE STATUS: the tests that the last log has.
row_of_tap() {
	local bad
	bad=$(grep -c '^not ok ' "$work/log")
	[ "$3" = 0 ] || [ "$bad" != 0 ] || bad=1
	row "$2" "$1" "$(grep -c '^ok ' "$work/log")" "$bad"
}

# Other architectures, each in a system of its own, and macOS.
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

# The lines of worlds/pairs.sh are those of TAP with "LIBRARY DAEMON: " before them.
count_pairs() {
	local pair
	while read -r pair; do
		row pairs "libpcsclite ${pair/ /, pcscd }" "$(grep -c "^$pair: ok " "$work/log")" \
			"$(grep -c "^$pair: not ok " "$work/log")"
	done < <(sed -n -E 's/^([0-9.]+ [0-9.]+): (not )?ok .*/\1/p' "$work/log" | uniq)
}

# The programs of each release with the daemon of each.
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
# Job control gives what runs apart a process group of its own, by which it can be ended.
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
