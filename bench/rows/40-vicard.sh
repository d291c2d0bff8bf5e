#!/bin/bash
# The time that a relay adds to an APDU: a bare loop of SCardTransmit on a virtual card of a private
# pcscd, and on a relay of that card. A relayed APDU is sent to a virtual card twice.
set -u
# shellcheck source=bench/lib.sh
. bench/lib.sh

# serve NAME PORT OPTION...: starts a vicard and returns once its card is inserted; vicard ends at
# the end of its standard input.
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
	# The fastest runs, as in 20-scriptor.sh.
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
