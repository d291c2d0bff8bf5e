#!/bin/sh
# Looking up a card's name in the complete list, and in a list of a million entries.
set -u
. bench/lib.sh

atr=3BA70040188065A208010152
list=/usr/share/pcsc/smartcard_list.txt
if [ ! -e "$list" ] || ! have ATR_analysis; then
	info 'naming a card: pcsc-tools is not installed' - - -
	exit 0
fi

# Runs a command in a home directory whose list is the newest: both programs use it, and the peer
# has no reason to download one.
at_home() {
	mkdir -p "$work/home/.cache"
	cp "$1" "$work/home/.cache/smartcard_list.txt"
	HOME=$work/home
	export HOME
	unset XDG_CACHE_HOME XDG_CONFIG_HOME SMARTCARD_LIST
}

# per_second MS: how many operations of MS ms fit in a second.
per_second() {
	awk -v ms="$1" 'BEGIN { printf "%.3g", 1000 / ms }'
}

# parts LIST PEER_MS: prints rows for the steps inside one process. The peer parses the list and
# looks up one ATR in the same run; it cannot do these steps separately.
parts() {
	read -r pass build found missed <<-END
	$("$B/bench/list_lookup" "$1")
	END
	info '  one pass over it (ms)' "$pass" "$2" "$(ratio "$2" "$pass")"
	info '  parsed into an index (ms)' "$build" "$2" "$(ratio "$2" "$build")"
	info '  look-ups in it per second' "$(per_second "$(ratio "$found" 1000000)")" "$(per_second "$2")" \
		"$(ratio "$(ratio "$2" "$found")" 0.000001)"
	row '  a successful look-up in it (ns)' "$found" - "$found" 1000 'at most'
	row '  an unsuccessful look-up in it (ns)' "$missed" - "$missed" 1000 'at most'
}

at_home "$list"
median_of 41 -- "$B/bin/atr_parser" $atr -- ATR_analysis $atr
row 'one ATR, complete list, whole process (ms)' "$ours_ms" "$peer_ms" "$(ratio "$peer_ms" "$ours_ms")" 25 'at least'
row '  memory (KB)' "$ours_kb" "$peer_kb" "$ours_kb" 4096 'at most'
complete=$peer_ms
parts "$list" "$complete"
median_of 15 -- "$B/bin/atr_parser" --search gemplus gpk
info 'cards by name, complete list, whole process (ms)' "$ours_ms" - -
median_of 15 -- "$B/bin/atr_parser" --nearest ${atr}00
info 'the closest entries, complete list, whole process (ms)' "$ours_ms" - -

sed -n 's/^\(3[BF]\( [0-9A-F][0-9A-F]\)*\)$/\1/p' "$list" >"$work/atrs"
count=$(wc -l <"$work/atrs")
peer=$(awk -v n="$count" -v t="$complete" 'BEGIN { printf "%.0f", n * t }')
median_of 5 -i "$work/atrs" -- "$B/bin/atr_parser" --brief
info "$count ATRs on standard input (ms; peer: a run each)" "$ours_ms" "$peer" "$(ratio "$peer" "$ours_ms")"

bench/biglist.py 1000000 >"$work/big"
at_home "$work/big"
median_of 3 -- ATR_analysis $atr
peer=$ours_ms
median_of 9 -- "$B/bin/atr_parser" $atr
row 'one ATR, a million entries, whole process (ms)' "$ours_ms" "$peer" "$ours_ms" 100 'at most'
# The smallest data segment (not counting mapped files), in MiB, with which the program still runs.
# shellcheck disable=SC3045 # dash has ulimit -d
for own in 1 2 3 4 5 6 7 8; do
	(ulimit -d $((own * 1024)) && "$B/bin/atr_parser" $atr >/dev/null 2>&1) && break
done
row '  own memory (MB)' "$own" - "$own" 6 'at most'
parts "$work/big" "$peer"
median_of 3 -- "$B/bin/atr_parser" --nearest ${atr}00
info 'the closest entries, a million entries (ms)' "$ours_ms" - -
