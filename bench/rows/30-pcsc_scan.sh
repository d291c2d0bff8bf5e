#!/bin/bash
# pcsc_scan compared with the one of pcsc-tools: what each costs while nothing happens, its memory,
# and how long it takes until a card's lines are shown; with four readers of a private pcscd, and
# with 1, 16 and 200 readers of the fake winscard, which works with both programs. "Own share" is
# the time that a program adds to the time that PC/SC takes.
set -u
# shellcheck source=bench/lib.sh
. bench/lib.sh

ours=$B/bin/pcsc_scan theirs=/usr/bin/pcsc_scan
counts='1 16 200' idle_seconds=20 rounds=101
declare -A pid before after

# world COUNT [LIMIT]: sets fake, a command prefix that runs a program with the fake winscard and
# COUNT readers, the first of which has the id a; the service accepts at most LIMIT readers in one
# call.
world() {
	printf 'limit %s\nadd a A reader\nreaders %d\n' "${2-0}" $(($1 - 1)) >"$work/world$1"
	fake=(env "FAKE_PCSC=$work/world$1" "LD_LIBRARY_PATH=$(realpath "$B/tests/fake")")
}

# costs PID: prints the number of wake-ups of all its threads so far, the clock ticks that it has
# used, its peak memory, and the memory that it has now and shares with no file, in KiB.
costs() {
	cat /proc/"$1"/task/*/status | awk '/^voluntary_ctxt/ { n += $2 } END { printf "%d ", n }'
	awk '{ printf "%d ", $14 + $15 }' "/proc/$1/stat"
	awk '/^VmHWM/ { printf "%d ", $2 } /^RssAnon/ { print $2 }' "/proc/$1/status"
}

# idle_start KEY COMMAND...
idle_start() {
	local key=$1
	shift
	"$@" >"$work/$key" 2>&1 &
	pid[$key]=$!
}

# idle_rows KEY WHAT: prints the rows of both programs for these readers.
idle_rows() {
	local wakes ticks memory own wakes_before ticks_before
	local their_wakes=- their_ticks=- their_memory=- their_own=-
	if [ -n "${pid[theirs$1]-}" ]; then
		read -r wakes_before ticks_before _ <<<"${before[theirs$1]}"
		read -r wakes ticks their_memory their_own <<<"${after[theirs$1]}"
		their_wakes=$((wakes - wakes_before)) their_ticks=$((ticks - ticks_before))
	fi
	read -r wakes_before ticks_before _ <<<"${before[ours$1]}"
	read -r wakes ticks memory own <<<"${after[ours$1]}"
	wakes=$((wakes - wakes_before)) ticks=$((ticks - ticks_before))
	row "idle $idle_seconds s, $2: wake-ups" $wakes $their_wakes $wakes 0 'at most'
	row "idle $idle_seconds s, $2: processor (10 ms)" $ticks $their_ticks $ticks 0 'at most'
	info "peak memory, $2 (KiB)" "$memory" "$their_memory" "$(ratio "$memory" "${their_memory/-/0}")"
	info "memory of its own, $2 (KiB)" "$own" "$their_own" "$(ratio "$own" "${their_own/-/0}")"
}

# All programs idle at the same time, side by side.
idle() {
	local n key
	for n in $counts; do
		world "$n"
		idle_start "ours$n" "${fake[@]}" "$ours" -n
		[ ! -x $theirs ] || idle_start "theirs$n" "${fake[@]}" $theirs -n
	done
	if [ -n "${WORLD-}" ]; then
		idle_start oursreal "$ours"
		[ ! -x $theirs ] || idle_start theirsreal $theirs
	fi
	sleep 3 # the first second is start-up
	for key in "${!pid[@]}"; do before[$key]=$(costs "${pid[$key]}"); done
	sleep $idle_seconds
	for key in "${!pid[@]}"; do after[$key]=$(costs "${pid[$key]}"); done
	kill "${pid[@]}"
	wait
	if [ -n "${WORLD-}" ]; then
		idle_rows real 'pcscd, 4 readers'
	else
		info 'idle, pcscd: no namespaces here' - - -
	fi
	for n in $counts; do idle_rows "$n" "$n reader$([ "$n" = 1 ] || echo s)"; done
}

# waits NAME COMMAND...: writes three lines of times to $work/NAME (see bench/insertions.c).
waits() {
	"${fake[@]}" "$B/bench/insertions" $rounds "$work/control" "$work/told" "${@:2}" >"$work/$1"
}

# wait_rows COUNT MOST: prints how long it takes until an ATR's line is shown, with COUNT readers;
# the median must be at most MOST ms.
wait_rows() {
	local whole own their_whole=(- - - - -) their_own=(- - - - -) i names=(min median '90 %' '99 %' max)
	world "$1"
	waits ours "$ours" -n || return
	{ read -r -a whole && read -r -a own; } <"$work/ours"
	if [ -x $theirs ]; then
		waits theirs $theirs -n || return
		{ read -r -a their_whole && read -r -a their_own; } <"$work/theirs"
	fi
	info "inserted -> ATR line, $1 readers, median (ms)" "${whole[1]}" "${their_whole[1]}" \
		"$(ratio "${whole[1]}" "${their_whole[1]/-/0}")"
	for i in "${!names[@]}"; do
		if [ "$i" = 1 ]; then
			row "  own share, ${names[i]} (ms)" "${own[i]}" "${their_own[i]}" "${own[i]}" "$2" 'at most'
		else
			info "  own share, ${names[i]} (ms)" "${own[i]}" "${their_own[i]}" "${own[i]}"
		fi
	done
}

make -s B="$B" fake >/dev/null || exit
if [ "${1-}" = --idle ]; then
	idle
	exit
fi
if tests/pcsc/world.sh true 2>/dev/null; then
	tests/pcsc/world.sh -n 2 "$0" --idle
else
	idle
fi

mkfifo "$work/control"
for n in $counts; do wait_rows "$n" 0.1 || exit; done
world 1
waits bare "$B/bench/bare_watch" && waits ours "$ours" -n && waits named "$ours" || exit
median=$(awk 'NR == 2 { print $2 }' "$work/ours") bare=$(awk 'NR == 2 { print $2 }' "$work/bare")
info 'own share, 1 reader, median (ms; peer: bare C)' "$median" "$bare" "$(ratio "$median" "$bare")"
median=$(awk 'NR == 3 { print $2 }' "$work/named")
row 'own share until decoded and named, median (ms)' "$median" - "$median" 1 'at most'

# pcsc-lite before 2.5.0 supports at most sixteen readers; with the pseudo-reader that stands for
# the list of readers, these are one too many for a single call.
seen() {
	"${fake[@]}" timeout 2 "$@" 2>/dev/null | grep -c 'Card removed'
}
world 16 16
[ ! -x $theirs ] || info '16 readers, pcsc-lite before 2.5.0: watched' "$(seen "$ours" -n)" "$(seen $theirs -n)" -
