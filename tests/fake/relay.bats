#!/usr/bin/env bats
# vicard --relay when the real reader's service fails: what the virtual reader receives, and what
# vicard reports.

load common

setup() {
	unset PCSC_READER PCSC_READER_IGNORE
}

# reader COMMAND...: starts a virtual reader that sends these commands to each card; the responses
# are in $out/reader.out.
reader() {
	start reader python3 "$BATS_TEST_DIRNAME/../cli/vpcd.py" serve 127.0.0.1 "$@"
	wait_for "$out/reader.out" '^[0-9]+$'
	port=$(head -n 1 "$out/reader.out")
}

# relay LINE... -- COMMAND...: relays a card of a fake world with these additional LINEs, to a
# virtual reader that sends the COMMANDs.
relay() {
	local -a lines=('add a Real reader' 'insert a 3B021450' 'answer a 00CA 01029000')
	while [ "$1" != -- ]; do
		lines+=("$1")
		shift
	done
	shift
	fake_start "${lines[@]}"
	reader "$@"
	start relay vicard --port "$port" --relay 0 --record "$out/rec"
}

says() { wait_for "$out/relay.err" "^vicard: Real reader: $1" 5 "${2:-1}"; }
# gets LINE [COUNT]: waits until the virtual reader has received LINE (COUNT times).
gets() { wait_for "$out/reader.out" "^$1\$" 5 "${2:-1}"; }

mute=$(printf '00%.0s' {1..34})

@test "a card that cannot be connected to is mute, and says why; the next power-up tries again" {
	relay 'fail SCardConnect 80100067 0 1' -- 00CA000000
	gets "atr $mute"
	says 'cannot connect to the card: .*SCARD_W_UNPOWERED_CARD'
	# Sending it a command is another attempt.
	gets 01029000
	stop relay
	grep -qx '00 CA 00 00 00 \[0102\] (9000)' "$out/rec"
}

@test "another program holds the card: mute, and it is named" {
	relay 'hold a' -- 00CA000000
	gets "atr $mute"
	says 'cannot connect to the card: another program holds the card' 2
	gets gone
}

@test "a card that offers neither T=0 nor T=1 is connected raw" {
	relay 'fail SCardConnect 8010000F 0 1' -- 00CA000000
	gets 'atr 3b021450'
	gets 01029000
	stop relay
	[ ! -s "$out/relay.err" ] || ! grep '^vicard' "$out/relay.err"
}

@test "a command that fails: the card is cut off, comes back, and the recording says so" {
	for code in 80100016 80100014 80100001 80100008; do
		rm -f "$out/control"
		relay "fail SCardTransmit $code 0 1" -- 002000810431323334
		gets gone
		says "cannot send the command: .*0x$code"
		gets 6d00
		stop relay
		stop reader
		[ "$(grep '^# no response' "$out/rec")" = '# no response: 00 20 00 81 04 ** ** ** **' ]
		run ! grep -E '31 ?32' "$out/rec" "$out/relay.err"
	done
}

@test "an empty response, and one too long for a message: cut off; one byte: passed on" {
	relay 'answer a 00CA none' -- 00CA000000
	gets gone
	says 'cannot send the command: .*NOT_TRANSACTED'
	stop relay
	stop reader
	rm "$out/control"
	relay 'answer a 00CA length 65534' -- 00CA000000
	gets gone
	says 'cannot send the command: more bytes than fit into a message'
	stop relay
	stop reader
	rm "$out/control"
	relay 'answer a 00CA 90' -- 00CA000000
	gets 90
	stop relay
	grep -qx '# answered without a status word: 00 CA 00 00 00' "$out/rec"
}

@test "the service stops, and starts: the card goes, and comes back" {
	relay -- 00CA000000
	gets 01029000
	fake service stop
	gets gone
	says '.*service'
	fake service start
	gets 01029000 2
}

@test "the reader is unplugged and plugged in again" {
	relay -- 00CA000000
	gets 01029000
	fake unplug a
	gets gone
	wait_for "$out/relay.err" '^Real reader: reader disconnected$'
	fake add b Real reader
	fake insert b 3B021451
	gets 'atr 3b021451'
}

@test "another program resets the card: it goes, and comes back with its new ATR" {
	relay 'on SCardTransmit 2 reset a 3B021452' -- 00CA000000 00CA000001
	gets gone
	says 'cannot send the command: another program reset the card'
	gets 'atr 3b021452'
	gets 01029000 3
	stop relay
	[ "$(grep -v protocol "$out/rec")" = '# ATR: 3B 02 14 50
00 CA 00 00 00 [0102] (9000)
# no response: 00 CA 00 00 01
reset cold
# ATR: 3B 02 14 52
00 CA 00 00 00 [0102] (9000)
00 CA 00 00 01 [0102] (9000)' ]
}

@test "a service that does not respond: told, and a signal ends it; nothing recorded is lost" {
	relay 'hang SCardTransmit 1' -- 00CA000000 00CA000001
	gets 01029000
	wait_for "$out/reader.out" '^01029000$'
	stop relay
	[ "$status" = 143 ]
	grep -qx '00 CA 00 00 00 \[0102\] (9000)' "$out/rec"
	grep -q 'no response from the card; interrupted' "$out/relay.err"
}

@test "no service, and no reader: 3" {
	fake_start 'service stop'
	run -3 --separate-stderr vicard --relay 0 </dev/null
	[[ $stderr == 'vicard: no PC/SC service'* ]]
	rm "$out/control"
	fake_start
	run -3 --separate-stderr vicard --relay 0 </dev/null
	[[ $stderr == 'vicard: cannot choose a reader: no reader'* ]]
}
