#!/usr/bin/env bats
# vicard --relay: the card of one reader appears in another reader, for any PC/SC program. The real
# card is a vicard in the first reader; the relay is in the third reader.

load common

real='pcsckit A 00 00' virtual='pcsckit B 00 00'

teardown() {
	local name
	# Stop the relay first: these tests are not about the end of the real card.
	for name in "${!program_pid[@]}"; do stop "$name" TERM; done
	for name in "${!card_pid[@]}"; do card_stop "$name"; done
	rm -f "$WORLD/second.conf"
}

# relay [OPTION]...: starts a relay in the virtual reader, and waits until the card is inserted
# there.
relay() {
	start relay vicard --port 35965 --relay "$real" "$@"
	wait_for "$out/relay.out" '^ok insert$'
}

# through STATEMENT...: runs scriptor with the virtual reader.
through() {
	local line arguments=()
	for line; do arguments+=(-e "$line"); done
	run --separate-stderr scriptor --reader "$virtual" "${arguments[@]}"
}

# virtual_state: prints the service's state of the virtual reader.
virtual_state() {
	pcsc_scan -c --reader "$virtual" --json
}

reports() {
	card one report
	grep -qE -e "$1\$" <<<"$answer"
}

# card_reports PATTERN: waits until the report of the real card matches PATTERN (grep -E).
card_reports() {
	! awaited 5 reports "$1" || return 0
	echo "$answer"
	return 1
}

commands() {
	grep -vE '^(#|reset|pin)' "$1"
}

@test "its ATR, commands and responses, and a recording that is a test and a card" {
	card_start one 35963 3B021450
	card one answer 00A40400 6F009000
	card one answer 00CA 0102036A81
	umask 022
	relay --record "$out/rec"
	through 00A4040002A000 00CA000000 00B0000000
	[ "$status" = 0 ]
	[ "$(grep '^<' <<<"$output" | cut -d: -f 1)" = '< 6F 00 90 00 
< 01 02 03 6A 81 
< 6D 00 ' ]
	card one report
	[[ $answer == *commands=3 ]]
	stop relay TERM
	[ "$status" = 143 ]
	[ "$(<"$out/rec")" = '# ATR: 3B 02 14 50
# protocol: T=0
00 A4 04 00 02 A0 00 [6F00] (9000)
00 CA 00 00 00 [010203] (6A81)
00 B0 00 00 00 [] (6D00)' ]
	[ "$(stat -c %a "$out/rec")" = 600 ]
	run -0 scriptor --reader "$real" "$out/rec"
	run -0 scriptor --replay "$out/rec" "$out/rec"
}

@test "removed and inserted with the real one, whose ATR it has" {
	card_start one 35963 3B021450
	relay --record "$out/rec"
	through 00CA000000
	card one swap 3B 02 14 51
	wait_for "$out/relay.out" '^ok insert$' 5 2
	[ "$(<"$out/relay.out")" = $'ok insert\nok remove\nok insert' ]
	run virtual_state
	[[ $output == *3B021451* ]]
	through 00CB000000
	card one remove
	wait_for "$out/relay.out" '^ok remove$' 5 2
	run virtual_state
	[[ $output == *'"state":["empty"]'* ]]
	stop relay TERM
	[ "$(grep -v protocol "$out/rec")" = '# ATR: 3B 02 14 50
00 CA 00 00 00 [] (6D00)
# card removed
reset cold
# ATR: 3B 02 14 51
00 CB 00 00 00 [] (6D00)
# card removed' ]
}

@test "no card yet: it is waited for" {
	card_start one 35963
	start relay vicard --port 35965 --relay "$real"
	wait_for "$out/relay.err" "^No card in $real: waiting for one; this must not be the reader"
	type_to relay insert
	wait_for "$out/relay.out" '^error insert: no card in the real reader$'
	card one insert
	wait_for "$out/relay.out" '^ok insert$'
}

@test "the reader that it is to appear in: nothing comes, which is said, and a signal ends it" {
	start relay vicard --port 35965 --relay "$virtual"
	wait_for "$out/relay.err" "^No card in $virtual: waiting for one; this must not be the reader"
	stop relay INT
	[ "$status" = 130 ]
}

@test "power off, power on and warm reset are passed on and recorded, with the ATR of each" {
	card_start one 35963 3B021450
	relay --record "$out/rec"
	card_reports 'cold=([12]) warm=0 off=\1 commands=0' # the services do not power it yet
	[[ $answer =~ off=([12]) ]]
	local powered=${BASH_REMATCH[1]}
	start session scriptor --reader "$virtual"
	type_to session 00CA000000
	wait_for "$out/session.out" '^< 6D 00'
	card one atr 3B 02 14 51
	type_to session reset
	type_to session 00CB000000
	wait_for "$out/session.out" '^< 6D 00' 5 2
	card one atr 3B 02 14 52
	type_to session reset cold
	type_to session 00CC000000
	close_input session
	ends session 30
	[[ $(<"$out/session.out") == *'OK: 3B 02 14 51'*'OK: 3B 02 14 52'* ]]
	card_reports "cold=$((powered + 2)) warm=1 off=$((powered + 2)) commands=3"
	stop relay TERM
	[ "$(grep -v protocol "$out/rec")" = '# ATR: 3B 02 14 50
00 CA 00 00 00 [] (6D00)
reset
# ATR: 3B 02 14 51
00 CB 00 00 00 [] (6D00)
reset cold
# ATR: 3B 02 14 52
00 CC 00 00 00 [] (6D00)' ]
	grep -qx 'ok insert' "$out/relay.out"
	[ "$(wc -l <"$out/relay.out")" = 1 ] # a new ATR does not mean another card
}

@test "a mute card is mute, until it responds again" {
	card_start one 35963
	card one mute
	card one insert
	relay
	run virtual_state
	[[ $output == *'"mute"'* ]]
	through 00CA000000
	[ "$status" = 3 ]
	[[ $stderr == *UNPOWERED_CARD* ]]
	grep -q "$real: cannot connect to the card: .*UNPOWERED_CARD" "$out/relay.err"
	card one atr 3B 02 14 50
	through 00CA000000
	[ "$status" = 0 ]
}

@test "a card pulled out in a command: the program is told, and the card comes back" {
	card_start one 35963 3B021450
	relay --record "$out/rec"
	card one cut 1
	through 00CA000000 00CB000000
	[ "$status" = 3 ]
	[[ $output == *'< 6D 00'* ]]
	wait_for "$out/relay.err" "$real: cannot send the command: .*NOT_TRANSACTED"
	card one insert
	wait_for "$out/relay.out" '^ok insert$' 5 2
	through 00CC000000
	[ "$status" = 0 ]
	stop relay TERM
	[ "$(grep -E '^(00|# no)' "$out/rec")" = '00 CA 00 00 00 [] (6D00)
# no response: 00 CB 00 00 00
00 CC 00 00 00 [] (6D00)' ]
}

@test "another program resets the real card: removed and inserted, for its state is lost" {
	card_start one 35963 3B021450
	relay
	start session scriptor --reader "$virtual"
	type_to session 00CA000000
	wait_for "$out/session.out" '^< 6D 00'
	run -0 scriptor --reader "$real" -e reset
	type_to session 00CB000000
	finish session
	[ "$status" = 3 ]
	wait_for "$out/relay.out" '^ok insert$' 5 2
	through 00CC000000
	[ "$status" = 0 ]
}

@test "secrets are masked in the recording, unless --show-secrets" {
	card_start one 35963 3B021450
	card one default 9000
	relay --record "$out/rec"
	through '00 20 00 81 04 31 32 33 34'
	stop relay TERM
	[ "$(commands "$out/rec")" = '00 20 00 81 04 $secret1 [] (9000)' ]
	relay --record "$out/rec" --show-secrets
	through '00 20 00 81 04 31 32 33 34'
	stop relay TERM
	[ "$(commands "$out/rec")" = '00 20 00 81 04 31 32 33 34 [] (9000)' ]
}

@test "--pcap: the same as USB traffic, with its resets, secrets masked" {
	card_start one 35963 3B021450
	card one default 0102039000
	relay --pcap "$out/rec.pcap"
	through 00CA000000 reset '00 20 00 81 04 31 32 33 34'
	card one remove
	wait_for "$out/relay.out" '^ok remove$'
	stop relay TERM
	[ "$(stat -c %a "$out/rec.pcap")" = 600 ]
	"$BATS_TEST_DIRNAME/../../${B:-build}/libexec/pcsckit/capture" read <"$out/rec.pcap" >"$out/read"
	[ "$(grep -E '^1 [<>]|^# ATR' "$out/read" | uniq)" = '# ATR: 3B 02 14 50
1 > 00 CA 00 00 00
1 < 01 02 03 90 00
# ATR: 3B 02 14 50
1 > 00 20 00 81 04 2A 2A 2A 2A
1 < 01 02 03 90 00' ]
	tail -n 2 "$out/read" | grep -q 'card removed'
	run -3 --separate-stderr vicard --port 35965 --relay "$real" --pcap "$out/rec.pcap/x" </dev/null
	[[ $stderr == *"$out/rec.pcap/x: "* ]]
}

@test "long responses, and a program that is no scriptor" {
	card_start one 35963 3B021450
	card one answer 00B0 length 65533
	card one answer 00A4 echo
	relay
	cat >"$out/client.py" <<-'END'
		import sys
		from smartcard.System import readers
		reader = [r for r in readers() if str(r) == sys.argv[1]][0]
		card = reader.createConnection()
		card.connect()
		data, sw1, sw2 = card.transmit([0, 0xB0, 0, 0, 0, 0, 0])
		assert (len(data), sw1, sw2) == (65533, 0x90, 0), len(data)
		command = [0, 0xA4, 0, 0, 0, 0xFF, 0x00] + [7] * 0xFF00
		data, sw1, sw2 = card.transmit(command)
		assert data == command, len(data)
		print(bytes(card.getATR()).hex())
	END
	run -0 /usr/bin/python3 "$out/client.py" "$virtual"
	[ "$output" = 3b021450 ]
}

@test "commands on standard input go before the real card" {
	card_start one 35963 3B021450
	relay
	type_to relay 'answer 00CA 6983'
	type_to relay remove
	wait_for "$out/relay.out" '^ok remove$'
	run virtual_state
	[[ $output == *'"state":["empty"]'* ]]
	type_to relay insert
	wait_for "$out/relay.out" '^ok insert$' 5 2
	through 00CA000000 00CB000000
	[[ $output == *'< 69 83'*'< 6D 00'* ]]
	card one report
	[[ $answer == *commands=1 ]]
}

@test "a signal, and the end of its input: the card is taken out, the real one stays" {
	card_start one 35963 3B021450
	for how in TERM INT HUP; do
		relay --record "$out/rec"
		through 00CA000000
		stop relay $how
		[ "$status" = $((128 + $(kill -l $how))) ]
		[ "$(commands "$out/rec")" = '00 CA 00 00 00 [] (6D00)' ]
		run virtual_state
		[[ $output == *'"state":["empty"]'* ]]
	done
	relay
	close_input relay
	ends relay 30
	run -0 scriptor --reader "$real" -e 00CA000000
}

@test "a card that does not respond does not keep vicard from ending, and the recording is kept" {
	card_start one 35963 3B021450
	relay --record "$out/rec"
	through 00CA000000
	card one slow 60000
	start session scriptor --reader "$virtual" -e 00CB000000
	card_reports commands=2
	stop relay TERM
	[ "$status" = 143 ]
	grep -q 'no response from the card; interrupted' "$out/relay.err"
	[ "$(commands "$out/rec")" = '00 CA 00 00 00 [] (6D00)' ]
	stop session KILL
}

@test "the service goes and comes back, and the card with it" {
	card_start one 35963 3B021450
	relay
	"$BATS_TEST_DIRNAME/service.sh" stop
	wait_for "$out/relay.err" "$real: .*service"
	"$BATS_TEST_DIRNAME/service.sh" start
	run card one remove # whose connection the service has closed
	card one insert
	wait_for "$out/relay.out" '^ok insert$' 10 2
	through 00CA000000
	[ "$status" = 0 ]
}

@test "a reader that does not exist, or several: 3 and 2; a recording that cannot be written: 3" {
	run -3 --separate-stderr vicard --port 35965 --relay nonsense </dev/null
	[[ $stderr == 'vicard: no reader matches "nonsense"'* ]]
	run -2 --separate-stderr vicard --port 35965 --relay pcsckit </dev/null
	[[ $stderr == 'vicard: "pcsckit" matches 4 readers'* ]]
	run -3 --separate-stderr vicard --port 35965 --relay "$real" --record "$out/rec/" </dev/null
	[[ $stderr == *"$out/rec/: "* ]]
}

# A second pcscd, reached through $WORLD/second/pcscd.comm, with a reader at port 36063.
second_service() {
	mkdir -p "$WORLD/second"
	cp "$WORLD/driver0.so" "$WORLD/second.so"
	printf 'FRIENDLYNAME "second"\nDEVICENAME /dev/null:36063\nLIBPATH %s\nCHANNELID 36063\n' \
		"$WORLD/second.so" >"$WORLD/second.conf"
	start second unshare -m sh -c 'mount --bind "$WORLD/second" /run/pcscd && exec "$PCSCD" -f -c "$WORLD/second.conf" $0' \
		"$("$PCSCD" --help 2>&1 | grep -o -e '--disable-polkit')"
	awaited 5 test -S "$WORLD/second/pcscd.comm"
}

@test "a card of another machine's service, here a second pcscd" {
	second_service
	card_start one 36063
	card one atr 3B 02 14 52
	card one insert
	card one answer 00CA 019000
	real=second
	export PCSCLITE_CSOCK_NAME=$WORLD/second/pcscd.comm
	start relay vicard --port 35963 --relay 0 --record "$out/rec"
	unset PCSCLITE_CSOCK_NAME
	wait_for "$out/relay.out" '^ok insert$'
	run -0 --separate-stderr scriptor --reader 0 -e 'echo $atr' -e 00CA000000
	[[ $output == *3B021452*'< 01 90 00'* ]]
	stop relay TERM
	stop second TERM
	[ "$(commands "$out/rec")" = '00 CA 00 00 00 [01] (9000)' ]
}
