#!/bin/bash
# What a relay adds to an APDU: a bare loop of SCardTransmit over a virtual card on a private pcscd, and over a relay of that
# card. A relayed APDU makes the way to a virtual card twice.
set -u
# shellcheck source=bench/lib.sh
. bench/lib.sh

# serve NAME PORT OPTION...: a vicard whose card is in its reader when this returns; it ends with its standard input.
serve() {
	local name=$1 port=$2 line
	shift 2
	mkfifo "$work/$name.in" "$work/$name.out"
	vicard --port "$port" "$@" <"$work/$name.in" >"$work/$name.out" 2>/dev/null &
	# shellcheck disable=SC2034 # kept open: its end ends the card
	exec {fd}>"$work/$name.in" {answers}<"$work/$name.out"
	read -r line <&"$answers"
	[ "$line" = 'ok insert' ] || exit 3
}

if [ "${1-}" = --inside ]; then
	count=2000
	printf '# ATR: 3B 00\n00 A4 00 00 02 3F 00 (9000)\n' >"$work/card.apdu"
	serve card 35963 "$work/card.apdu"
	serve relay 35965 --relay 0 --record "$work/recording"
	# The fastest runs, as of scriptor.
	median_of 21 -- "$B/bench/bare" $count 'pcsckit B 00 00' -- "$B/bench/bare" $count 'pcsckit A 00 00'
	extra=$(awk -v a="$ours_least" -v b="$peer_least" -v n=$count 'BEGIN { printf "%.3g", (a - b) / n }')
	row "an APDU through a relay: $extra ms more (2,000; ms)" "$ours_least" "$peer_least" "$(ratio "$ours_least" "$peer_least")" 3 'at most'
	exit 0
fi

if tests/pcsc/world.sh true 2>/dev/null; then
	tests/pcsc/world.sh -n 2 "$0" --inside
else
	info 'a relay: this machine allows no namespaces' - - -
fi
