#!/bin/sh
# atr_parser: many ATRs looked up in the complete list, JSON output compared with jansson alone, and
# what one ATR costs compared with a program that does nothing. All times are processor times.
set -u
. bench/lib.sh

list=/usr/share/pcsc/smartcard_list.txt
if [ ! -e "$list" ]; then
	info 'atr_parser: the complete list is not installed' - - -
	exit 0
fi
SMARTCARD_LIST=$list
export SMARTCARD_LIST
parser=$B/bin/atr_parser
sed -n 's/^\(3[BF]\( [0-9A-F][0-9A-F]\)*\)[ 	]*$/\1/p' "$list" >"$work/atrs"

# repeat TIMES FILE
repeat() {
	times=$1
	while [ "$times" -gt 0 ]; do
		cat "$2"
		times=$((times - 1))
	done
}

repeat 27 "$work/atrs" >"$work/some"
repeat 10 "$work/some" >"$work/many"
count=$(wc -l <"$work/many")
median_of 5 -i "$work/some" -- "$parser" --brief
some_kb=$ours_kb
median_of 5 -i "$work/many" -- "$parser" --brief
rate=$(awk -v n="$count" -v t="$ours_cpu" 'BEGIN { printf "%.0f", n / t * 1000 }')
row "--brief, $count ATRs, ATRs per second" "$rate" - "$rate" 1000000 'at least'
row '  memory beside that for a tenth of them (KB)' "$ours_kb" "$some_kb" "$(ratio "$ours_kb" "$some_kb")" 1.2 'at most'

repeat 10 "$work/atrs" >"$work/ten"
"$parser" --json <"$work/ten" >"$work/objects" 2>/dev/null
peer=$("$B/bench/objects" 5 "$work/objects")
median_of 5 -i "$work/ten" -- "$parser" --json
row '--json, whole process; peer: jansson alone (ms)' "$ours_cpu" "$peer" "$(ratio "$peer" "$ours_cpu")" 0.8 'at least'

# The list is where the programs look for it by default.
unset SMARTCARD_LIST XDG_CONFIG_HOME
HOME=$work/home XDG_CACHE_HOME=$work/home/cache
export HOME XDG_CACHE_HOME
mkdir -p "$XDG_CACHE_HOME"
cp "$list" "$XDG_CACHE_HOME/smartcard_list.txt"
median_of 101 -- "$parser" 3BA70040188065A208010152 -- "$B/bench/empty"
over=$(awk -v a="$ours_cpu" -v b="$peer_cpu" 'BEGIN { printf "%.3f", a - b }')
row 'one ATR; peer: an empty program (ms)' "$ours_cpu" "$peer_cpu" "$over" 0.5 'at most'
median_of 101 -- "$parser" --list "$list" 3BA70040188065A208010152 -- "$B/bench/empty"
over=$(awk -v a="$ours_cpu" -v b="$peer_cpu" 'BEGIN { printf "%.3f", a - b }')
row 'one ATR, the list named (each line is checked) (ms)' "$ours_cpu" "$peer_cpu" "$over" 0.5 'at most'
