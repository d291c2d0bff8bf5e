#!/usr/bin/env bats
# atr_parser --card on the real pcscd with virtual cards: it gets the ATR without connecting to the
# card.

load common

setup() {
	[ -n "${WORLD-}" ] || {
		echo 'to be run by tests/pcsc/world.sh -n 2 bats FILE' >&2
		return 1
	}
	unset PCSC_READER PCSC_READER_IGNORE
	export SMARTCARD_LIST=$BATS_TEST_DIRNAME/../atr/cards.txt
}

t0=3B6500004142434445 t1=3B800181

# card_is ATR OPTION...: atr_parser --card OPTION... reports this ATR.
card_is() {
	local atr=$1
	shift
	run --separate-stderr atr_parser --card --brief --trace="$out/trace" "$@"
	[ "${output%%$'\t'*}" = "$atr" ]
	[ "$status" -le 1 ] # whether or not a list contains it
	untouched
}

# The trace has calls, but none that connects to a card or sends a command.
untouched() {
	grep -q SCardEstablishContext "$out/trace"
	grep -q SCardReleaseContext "$out/trace"
	! grep -E 'SCard(Connect|Reconnect|Disconnect|Transmit|Control|GetAttrib|SetAttrib|Status |BeginTransaction)' "$out/trace"
}

@test "the card's ATR, without a connection" {
	card_start one 35963 $t0
	run --separate-stderr atr_parser --card --json --trace="$out/trace"
	[ "$status" = 0 ]
	[[ $output == '{"schema":1,"input":null,"atr":"'$t0'",'* ]]
	untouched
	grep -q 'SCardGetStatusChange.*pcsckit A 00 00' "$out/trace"
	card one report
	[[ $answer == *'commands=0'* ]] # the card got no command
	card one swap $t1
	card_is $t1
}

@test "a card that another program holds for itself" {
	card_start one 35963 $t0
	card one default 9000
	start holder scriptor --exclusive
	type_to holder 'echo connected'
	wait_for "$out/holder.out" '^connected' 20
	card_is $t0
	type_to holder '00 A4 00 00'
	wait_for "$out/holder.out" '^< 90 00' 20 # the card was not reset
	close_input holder
	finish holder 20
	[ "$status" = 0 ]
}

@test "several readers: the first with a card, or the one that is named" {
	card_start two 35965 $t0
	card_is $t0
	card_start one 35964 $t1
	card_is $t1
	card_is $t0 --reader 2
	card_is $t0 --reader 'pcsckit B 00 00'
	card_is $t0 --reader 'B 00 00'
	PCSC_READER='b 00 00' card_is $t0
	PCSC_READER='b 00 00' card_is $t1 --reader 'A 00 01'
	PCSC_READER_IGNORE='kit A' card_is $t0
	PCSC_READER_IGNORE='kit A' card_is $t1 --reader 1
}

@test "a reader without a card 1, two that fit 2, one that is not there 3" {
	card_start one 35963 $t0
	run --separate-stderr atr_parser --card --reader 1
	[ "$status" = 1 ] && [ -z "$output" ] && [[ $stderr == *'no card in pcsckit A 00 01'* ]]
	run --separate-stderr atr_parser --card --reader pcsckit
	[ "$status" = 2 ] && [ -z "$output" ] && [[ $stderr == *'matches 4 readers'* ]]
	run --separate-stderr atr_parser --card --reader 4
	[ "$status" = 3 ] && [ -z "$output" ] && [[ $stderr == *'no reader matches "4"'* ]]
	card one remove
	run --separate-stderr atr_parser --card
	[ "$status" = 1 ] && [ -z "$output" ] && [[ $stderr == *'no card in '* ]]
	card one insert
	card_is $t0
}

@test "a card whose ATR has an error, and one that is in no list" {
	card_start one 35963 3B80018F
	run --separate-stderr atr_parser --card --json
	[ "$status" = 2 ]
	[[ $output == *'"atr":"3B80018F"'*'"code":"tck-wrong"'* ]]
	card one swap 3B0100
	run --separate-stderr atr_parser --card
	[ "$status" = 1 ]
}

# These two tests stop the service and start it again.
@test "no reader: 3" {
	"$BATS_TEST_DIRNAME/service.sh" stop
	mv "$WORLD/reader.conf" "$out/reader.conf"
	: >"$WORLD/reader.conf"
	"$BATS_TEST_DIRNAME/service.sh" start
	run --separate-stderr atr_parser --card
	mv "$out/reader.conf" "$WORLD/reader.conf"
	"$BATS_TEST_DIRNAME/service.sh" stop
	"$BATS_TEST_DIRNAME/service.sh" start
	[ "$status" = 3 ] && [ -z "$output" ] && [[ $stderr == *SCARD_E_NO_READERS_AVAILABLE* ]]
}

@test "no service: 3" {
	"$BATS_TEST_DIRNAME/service.sh" stop
	run --separate-stderr atr_parser --card
	"$BATS_TEST_DIRNAME/service.sh" start
	[ "$status" = 3 ] && [ -z "$output" ] && [[ $stderr == *SCARD_E_NO_SERVICE* ]]
}
