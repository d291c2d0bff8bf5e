#!/usr/bin/env bats
# The trace of a run by another program is converted to the recording of that run. The card is a
# vicard; for programs other than ours, a relay records what they send. What a format does not
# preserve is expressed by named rules.

load ../pcsc/common

real='pcsckit A 00 00' virtual='pcsckit B 00 00'

# Data that fills lines of a dump exactly, that begins another line, or that looks like one; no
# data; a secret; data that is fetched with GET RESPONSE.
apdus=(00A4040002A000 00CA000000 00CA0000FF 002000810431323334 00B0000005 00CB3FFF00 00A4040002B000 00A4040002C00000)

card_file() {
	cat >"$out/card.apdu" <<-'END'
		# ATR: 3B 6D 00 00 80 31 80 65 B0 05 01 02 5E 83 00 90 00
		00 A4 04 00 02 A0 00 [6F00] (9000)
		00 CA 00 00 00 [0102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F20212223] (9000)
		00 CA 00 00 FF [41422043442045462047482049204A4B] (9000)
		00 20 00 81 04 31 32 33 34 (63C2)
		00 B0 00 00 05 (6282)
		00 CB 3F FF 00 (6A82)
		00 A4 04 00 02 B0 00 (6103)
		00 C0 00 00 03 [6F0100] (9000)
		00 A4 04 00 02 C0 00 [6F02] (9000)
		00 A4 04 00 02 C0 00 00 [6F02] (9000)
	END
	start card vicard "$out/card.apdu"
	wait_for "$out/card.out" '^ok insert$'
}

teardown() {
	local name
	for name in relay card "${!program_pid[@]}"; do
		[ -z "${program_pid[$name]-}" ] || stop "$name" TERM
	done
}

relay() {
	start relay vicard --port 35965 --relay "$real" --record "$out/own"
	wait_for "$out/relay.out" '^ok insert$'
}

# --- what formats do not preserve, each as a filter of recordings ---

# Two lines about the same card may be in either order.
order_of_heads() {
	awk '/^# ATR/ { atr = $0; next }
		{ if (atr != "" && !/^# protocol/) { print atr; atr = "" } print }
		/^# protocol/ && atr != "" { print atr; atr = "" }'
}
# The card's protocol.
protocol() { grep -v '^# protocol'; }
# The answer to reset.
atr() { grep -v '^# ATR'; }
# Resets of the card.
resets() { grep -v '^reset'; }
# Whether a reset was cold or warm.
kind_of_reset() { sed 's/^reset cold$/reset/'; }
# 61xx: the trace has 9000, and the available data is not fetched if none was requested.
status_61xx() { sed 's/(61..)$/(9000)/'; }
# Le of a command with data.
le_after_data() { sed -E 's/^(00 A4 04 00 02( ..){2}) 00 /\1 /'; }
# What follows the last command.
after_last_command() { awk '{ held = held $0 "\n" } /^[0-9A-F][0-9A-F] / { printf "%s", held; held = "" }'; }
# Other output of the program, which becomes remarks.
remarks() { grep -v '^# line '; }

without() {
	local rule
	if [ $# = 0 ]; then
		cat
	else
		rule=$1
		shift
		"$rule" | without "$@"
	fi
}

# same TRACE RULE...: the converted trace is the run's own recording, except for what the rules
# exclude. The recording has all commands.
same() {
	local trace=$1
	shift
	scriptor --convert "$trace" >"$out/converted" 2>"$out/said"
	[ "$(grep -c '^00' "$out/own")" -ge ${#apdus[@]} ]
	diff <(without "$@" <"$out/own") <(without "$@" <"$out/converted")
}

script() {
	printf '%s\n' "${apdus[@]:0:3}" reset "${apdus[@]:3}" "$@"
}

# pcscd OPTION...: restarts the service with these options and an empty log.
pcscd() {
	"$BATS_TEST_DIRNAME/../pcsc/service.sh" stop
	: >"$WORLD/pcscd.log"
	"$BATS_TEST_DIRNAME/../pcsc/service.sh" start "$@"
}

@test "pcscd --debug --apdu: ATR, protocol, resets, commands and responses" {
	pcscd --debug --apdu
	card_file
	script 'reset cold' 00CA000000 >"$out/script"
	run -0 scriptor --reader "$real" --record "$out/own" "$out/script"
	same "$WORLD/pcscd.log" kind_of_reset
	grep -q '9 commands, 9 responses, 1 session, 0 lines not understood' "$out/said"
}

@test "pcscd --apdu: commands and responses" {
	pcscd --apdu
	card_file
	script >"$out/script"
	run -0 scriptor --reader "$real" --record "$out/own" "$out/script"
	same "$WORLD/pcscd.log" protocol atr resets
}

# scriptor makes calls from several threads, one after the other, and pcsc-spy 1.9.9 mixes up their
# output. So keep what its library writes, and print it as that of a single thread.
@test "pcsc-spy: ATR, protocol, resets, commands and responses" {
	pcscd
	card_file
	script 'reset cold' 00CA000000 >"$out/script"
	library=$(ls /usr/lib/*/libpcscspy.so.0)
	export HOME=$out
	mkfifo "$out/pcsc-spy"
	start calls cat "$out/pcsc-spy"
	run -0 env LD_PRELOAD="$library" scriptor --reader "$real" --record "$out/own" "$out/script"
	finish calls
	sed 's/^[0-9A-F]*@/1@/' "$out/calls.out" >"$out/calls"
	timeout 60 pcsc-spy -n "$out/calls" >"$out/trace"
	same "$out/trace" order_of_heads
	grep -q '9 commands, 9 responses' "$out/said"
}

@test "opensc-tool -s: commands and responses" {
	pcscd
	card_file
	relay
	local apdu arguments=()
	for apdu in "${apdus[@]}"; do arguments+=(-s "$apdu"); done
	run -0 --separate-stderr opensc-tool --reader "$virtual" --card-driver default "${arguments[@]}"
	echo "$output" >"$out/trace"
	stop relay TERM
	same "$out/trace" protocol atr resets status_61xx le_after_data
	# For the program, the recording is the same card.
	start relay vicard --port 35965 "$out/own"
	wait_for "$out/relay.out" '^ok insert$'
	run -0 --separate-stderr opensc-tool --reader "$virtual" --card-driver default "${arguments[@]}"
	diff "$out/trace" <(echo "$output")
	stop relay TERM
	run ! grep '^# .* not in' "$out/relay.err"
}

@test "OpenSC's log: commands and responses" {
	pcscd
	card_file
	relay
	local apdu arguments=()
	for apdu in "${apdus[@]}"; do arguments+=(-s "$apdu"); done
	OPENSC_DEBUG=9 run -0 opensc-tool --reader "$virtual" --card-driver default "${arguments[@]}"
	grep -v -e '^Sending' -e '^Received' <<<"$output" >"$out/trace"
	stop relay TERM
	same "$out/trace" protocol atr resets remarks
}

@test "scdaemon: ATR, commands and responses" {
	pcscd
	card_file
	relay
	mkdir -m 700 "$out/gnupg"
	printf 'disable-ccid\nreader-port "%s"\ndebug 2048\nlog-file %s\n' "$virtual" "$out/trace" >"$out/gnupg/scdaemon.conf"
	{
		echo SERIALNO undefined
		printf 'APDU %s\n' "${apdus[@]}"
		echo BYE
	} >"$out/commands"
	/usr/lib/gnupg/scdaemon --homedir "$out/gnupg" --server <"$out/commands" >"$out/responses"
	[ "$(grep -a -c '^OK' "$out/responses")" = $((${#apdus[@]} + 3)) ]
	stop relay TERM
	same "$out/trace" protocol after_last_command # when it ends it resets the card
}

@test "pyscard's observer: commands and responses" {
	pcscd
	card_file
	relay
	cat >"$out/client.py" <<-'END'
		import sys
		from smartcard.System import readers
		from smartcard.CardConnectionObserver import ConsoleCardConnectionObserver
		from smartcard.util import toBytes
		card = [r for r in readers() if str(r) == sys.argv[1]][0].createConnection()
		card.addObserver(ConsoleCardConnectionObserver())
		card.connect()
		for apdu in sys.argv[2:]:
		    card.transmit(toBytes(apdu))
		card.disconnect()
	END
	run -0 /usr/bin/python3 "$out/client.py" "$virtual" "${apdus[@]}"
	echo "$output" >"$out/trace"
	stop relay TERM
	same "$out/trace" protocol atr resets remarks
}

@test "a capture: ATR, protocol, resets, commands and responses" {
	pcscd
	card_file
	script 'reset cold' 00CA000000 >"$out/script"
	run -0 scriptor --reader "$real" --record "$out/own" --pcap "$out/trace" "$out/script"
	same "$out/trace" order_of_heads
}
