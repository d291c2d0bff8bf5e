#!/bin/bash
# scriptor compared with a bare loop over SCardTransmit, on a private pcscd with a virtual card; how
# fast it reads a script and a trace, and how soon it shows its prompt.
set -u
# shellcheck source=bench/lib.sh
. bench/lib.sh

# The part that runs inside the private world (namespaces with a pcscd): a whole process that sends
# five thousand APDUs, then one that sends a single one.
if [ "${1-}" = --inside ]; then
	mkfifo "$work/commands" "$work/answers"
	vicard --port 35963 <"$work/commands" >"$work/answers" &
	vicard=$!
	exec 5>"$work/commands" 6<"$work/answers"
	for command in 'atr 3B00' 'default 9000' insert; do
		echo "$command" >&5
		read -r answer <&6
		[[ $answer == ok* ]] || exit 3
	done
	for ((i = 0; i < 5000; i++)); do echo '00 A4 00 00 02 3F 00'; done >"$work/many"
	echo '00 A4 00 00 02 3F 00' >"$work/one"
	# The fastest runs are compared: the PC/SC service does most of the work, and other programs
	# can only add to the times.
	median_of 21 -- "$B/bin/scriptor" "$work/many" -- "$B/bench/bare" 5000
	row '5,000 short APDUs (ms; peer: a bare C loop)' "$ours_least" "$peer_least" "$(ratio "$peer_least" "$ours_least")" 0.97 'at least'
	sed 's/$/ [] (9000)/' "$work/many" >"$work/expecting"
	median_of 21 -- "$B/bin/scriptor" --json --record "$work/recording" "$work/expecting" -- "$B/bench/bare" 5000
	row '5,000 APDUs, --json, --record, expectations (ms)' "$ours_least" "$peer_least" "$(ratio "$peer_least" "$ours_least")" 0.9 'at least'
	median_of 201 -- "$B/bin/scriptor" "$work/one" -- "$B/bench/bare" 1
	row 'one APDU, whole process (ms; peer: bare C)' "$ours_least" "$peer_least" "$(ratio "$ours_least" "$peer_least")" 1.3 'at most'
	# The time to the first prompt, in a terminal.
	export HOME=$work TERM=xterm
	if have opensc-explorer; then
		median_of 21 -- "$B/bench/pty" '> ' "$B/bin/scriptor" -- "$B/bench/pty" 'OpenSC [' opensc-explorer
		row 'time to the prompt (ms; peer: opensc-explorer)' "$ours_ms" "$peer_ms" "$(ratio "$peer_ms" "$ours_ms")" 1 'at least'
	fi
	if [ -x /usr/bin/scriptor ]; then
		median_of 5 -- "$B/bin/scriptor" "$work/many" -- /usr/bin/scriptor "$work/many"
		info '5,000 short APDUs (ms; peer: pcsc-tools)' "$ours_ms" "$peer_ms" "$(ratio "$peer_ms" "$ours_ms")"
	fi
	exec 5>&-
	wait $vicard
	exit 0
fi

ms=$("$B/bench/scripts" 100000) || exit
row 'a script of 100,000 lines, parsed (ms)' "$ms" - "$ms" 100 'at most'
# The lines that pcscd --debug writes for one APDU, 100,000 times: two of the seven lines contain
# bytes of the APDUs.
yes '00000012 winscard_svc.c:361:ContextThread() Received command: TRANSMIT from client 9
00000001 readerfactory.c:744:RFReaderInfoById() RefReader() count was: 1
00000001 winscard.c:1608:SCardTransmit() Send Protocol: T=1
00000001 APDU: 00 B0 00 00 10 
00000050 SW: 00 11 22 33 44 55 66 77 88 99 AA BB CC DD EE FF 90 00 
00000001 winscard.c:1655:SCardTransmit() UnrefReader() count was: 2
00000002 winscard_svc.c:685:ContextThread() TRANSMIT for client 9, rv=SCARD_S_SUCCESS' | head -n 700000 >"$work/log"
median_of 11 -- "$B/bin/scriptor" --convert "$work/log" -- wc -l "$work/log"
row 'a log of pcscd of 700,000 lines (ms; peer: wc -l)' "$ours_least" "$peer_least" "$(ratio "$peer_least" "$ours_least")" 0.05 'at least'
rm "$work/log"
export PS1='> '
median_of 101 -- env HOME="$work" TERM=xterm "$B/bench/pty" '> ' "$B/bin/scriptor" --replay data/examples/hello-world.card \
	-- env HOME="$work" TERM=xterm "$B/bench/pty" "$PS1" bash --norc --noprofile
row 'the prompt over a recording (ms; peer: bash)' "$ours_ms" "$peer_ms" "$(ratio "$ours_ms" "$peer_ms")" 3 'at most'
if tests/pcsc/world.sh true 2>/dev/null; then
	tests/pcsc/world.sh "$0" --inside
else
	info 'APDUs: this machine allows no namespaces' - - -
fi
