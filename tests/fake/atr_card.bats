#!/usr/bin/env bats
# atr_parser --card: explains the ATR of the card in the reader, and leaves the card alone.

load common

setup() {
	unset PCSC_READER PCSC_READER_IGNORE
	export SMARTCARD_LIST=$BATS_TEST_DIRNAME/../atr/cards.txt
}

card() {
	run --separate-stderr "${B:-build}/bin/atr_parser" --card "$@"
}

@test "the card is named, its ATR explained, and it is not touched" {
	fake_start 'add a First reader' 'insert a 3B6500004142434445'
	card --json
	[ "$status" = 0 ]
	[[ $output == '{"schema":1,"input":null,"atr":"3B6500004142434445",'* ]]
	! grep -aE 'SCardConnect|SCardTransmit|SCardControl|SCardReconnect|SCardBeginTransaction' "$fake_log" || false
	grep -a 'SCardGetStatusChange' "$fake_log"
	grep -a 'SCardReleaseContext' "$fake_log"
}

@test "what the reader's USB descriptor says of this card" {
	load ../doctor
	local openpgp=3BDA18FF81B1FE751F030031F573C001600090001C
	system_make
	fake_start 'add a Gemalto PC Twin Reader 00 00' 'add b Other' "insert a $openpgp" 'insert b 3B00'
	ccid_field 1-2 40 ba040200
	card --root "$system" --width 0
	[[ $output == *'Reader "Gemalto PC Twin Reader 00 00": the card fits with less'*"extended lengths  fits with less: "* ]]
	card --root "$system" --json
	[[ $output == *'"fit":{"reader":"Gemalto PC Twin Reader 00 00","verdict":"fits with less","clock_khz":4000,'* ]]
	# how the card fits the reader does not change the exit status, which tells whether the card
	# was identified
	before=$status
	ccid_field 1-2 6 01000000
	card --root "$system" --json
	[ "$status" = "$before" ]
	[[ $output == *'"verdict":"does not fit","clock_khz"'* ]]
	# for readers that are not on USB, "fit" is null
	card --root "$system" --reader Other --json
	[[ $output == *'"fit":null}' ]]
	! grep -aE 'SCardConnect|SCardTransmit|SCardControl|SCardGetAttrib' "$fake_log" || false
}

@test "the reader with a card comes first; --reader and PCSC_READER choose another" {
	fake_start 'add a First reader' 'add b Second reader' 'add c Third reader' \
		'insert b 3B6500004142434445' 'insert c 3B00'
	card --brief
	[[ $output == 3B6500004142434445* ]]
	for wanted in 2 'Third reader' third; do
		card --brief --reader "$wanted"
		[[ $output == 3B00* ]]
		PCSC_READER=$wanted card --brief
		[[ $output == 3B00* ]]
	done
	PCSC_READER_IGNORE=second card --brief
	[[ $output == 3B00* ]]
}

@test "status: no card 1, mute card 1, no such reader 3, two that fit 2, no reader 3, no service 3" {
	fake_start 'add a First reader' 'add b Second reader' 'mute b'
	card --reader 0
	[ "$status" = 1 ] && [ -z "$output" ] && [[ $stderr == *'no card in First reader'* ]]
	card --reader 1
	[ "$status" = 1 ] && [ -z "$output" ] && [[ $stderr == *'no ATR from the card in Second reader'* ]]
	card --reader 2
	[ "$status" = 3 ] && [ -z "$output" ] && [[ $stderr == 'atr_parser: no reader matches "2"'* ]]
	PCSC_READER=2 card
	[ "$status" = 3 ] && [ -z "$output" ] && [[ $stderr == 'atr_parser: PCSC_READER: no reader matches "2"'* ]]
	card --reader reader
	[ "$status" = 2 ] && [ -z "$output" ] && [[ $stderr == *'matches 2 readers'* ]]
	PCSC_READER=reader card
	[ "$status" = 2 ] && [ -z "$output" ] && [[ $stderr == 'atr_parser: PCSC_READER: "reader" matches 2 readers'* ]]
	printf '%s\n' 'service stop' >"$FAKE_PCSC"
	card
	[ "$status" = 3 ] && [ -z "$output" ] && [[ $stderr == *SCARD_E_NO_SERVICE* ]]
	: >"$FAKE_PCSC"
	card
	[ "$status" = 3 ] && [ -z "$output" ] && [[ $stderr == *SCARD_E_NO_READERS_AVAILABLE* ]]
}

@test "an unknown card is 1, an ATR with an error 2" {
	fake_start 'add a A' 'insert a 3B01FF'
	card
	[ "$status" = 1 ]
	printf '%s\n' 'add a A' 'insert a 3B01' >"$FAKE_PCSC"
	card --json
	[ "$status" = 2 ]
	[[ $output == *'"atr":"3B01"'* ]]
}

@test "the service failing while it is asked: 3, with the code" {
	fake_start 'add a A' 'insert a 3B00' 'fail SCardGetStatusChange 80100013'
	card --reader 0
	[ "$status" = 3 ]
	[[ $stderr == *SCARD_F_COMM_ERROR* ]]
}

@test "--card alone: no ATR with it, no --reader without it" {
	fake_start 'add a A'
	card 3B00
	[ "$status" = 2 ] && [[ $stderr == *'--card takes no ATR'* ]]
	run --separate-stderr "${B:-build}/bin/atr_parser" --reader 0 3B00
	[ "$status" = 2 ] && [[ $stderr == *'--reader works only with --card'* ]]
}
