#!/bin/bash
# pcsc_scan: what it costs while nothing happens, on a private pcscd; and how long a card waits for its
# lines, on the fake winscard, beside a bare C program.
set -u
# shellcheck source=bench/lib.sh
. bench/lib.sh

# Wake-ups of all threads so far, and clock ticks used.
wake_ups() {
	cat /proc/"$1"/task/*/status | awk '/^voluntary_ctxt/ { n += $2 } END { print n }'
}
ticks() {
	awk '{ print $14 + $15 }' "/proc/$1/stat"
}

# Inside the private world: both idle side by side, with four readers.
if [ "${1-}" = --inside ]; then
	"$B/bin/pcsc_scan" -n >"$work/ours" 2>&1 &
	ours=$!
	theirs=
	if [ -x /usr/bin/pcsc_scan ]; then
		/usr/bin/pcsc_scan -n >"$work/theirs" 2>&1 &
		theirs=$!
	fi
	sleep 3 # the first second is no idling yet
	pids="$ours $theirs"
	before=$(for pid in $pids; do wake_ups "$pid"; ticks "$pid"; done)
	sleep 20
	after=$(for pid in $pids; do wake_ups "$pid"; ticks "$pid"; done)
	# shellcheck disable=SC2086,SC2046
	set -- $(paste -d ' ' <(echo "$after") <(echo "$before") | awk '{ print $1 - $2 }') - -
	row 'idle 20 s: wake-ups of all threads' "$1" "$3" "$1" 0 'at most'
	row 'idle 20 s: processor (ticks of 10 ms)' "$2" "$4" "$2" 0 'at most'
	# shellcheck disable=SC2086,SC2046
	kill $pids
	wait
	exit 0
fi

if tests/pcsc/world.sh true 2>/dev/null; then
	tests/pcsc/world.sh -n 2 "$0" --inside
else
	info 'idle: this machine allows no namespaces' - - -
fi

make -s B="$B" fake >/dev/null || exit
echo 'add a A reader' >"$work/world"
export FAKE_PCSC=$work/world FAKE_PCSC_CONTROL=$work/control
mkfifo "$FAKE_PCSC_CONTROL"
# medians COMMAND...: sets atr and last. A machine that pauses for 30 ms spoils a round, and with it the run.
medians() {
	for _ in 1 2 3 4 5; do
		read -r atr last <<-END
		$(LD_LIBRARY_PATH=$(realpath "$B/tests/fake") "$B/bench/insertions" 101 "$FAKE_PCSC_CONTROL" "$@")
		END
		[ -z "$last" ] || return 0
	done
	echo "bench: $*: no five runs without a pause of the machine" >&2
	exit 1
}
medians "$B/bench/bare_watch"
bare=$atr
medians "$B/bin/pcsc_scan" -n
share=$(awk -v a="$atr" -v b="$bare" 'BEGIN { printf "%.3f", a - b }')
row 'inserted -> ATR line: own share (ms; peer: bare C)' "$atr" "$bare" "$share" 0.1 'at most'
medians "$B/bin/pcsc_scan"
share=$(awk -v a="$last" -v b="$bare" 'BEGIN { printf "%.3f", a - b }')
row 'inserted -> decoded and named: own share (ms)' "$last" "$bare" "$share" 1 'at most'
