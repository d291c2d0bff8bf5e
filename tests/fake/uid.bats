#!/usr/bin/env bats
# pcsc_scan --uid.

load common

storage=3B8F8001804F0CA000000306030001000000006A # MIFARE Classic 1K

setup() {
	fake_start 'add a First reader' "insert a $storage" 'answer a FFCA000000 04A1B2C39000' \
		'answer a FFCA010000 06757781028000 9000'
	PATH=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")/bin:$PATH
}

teardown() {
	programs_end
}

@test "UID and ATS in each layout" {
	run pcsc_scan -n -t 1 --uid
	[ "$status" = 0 ]
	[[ $output == *"  ATR: "*$'\n  UID: 04 A1 B2 C3\n  ATS: 06 75 77 81 02 80 00'* ]]
	run pcsc_scan -n -t 1 --uid --format text
	[[ $output == *"  ATR: "*$'\n          UID: 04 A1 B2 C3\n          ATS: 06 75 77 81 02 80 00'* ]]
	run pcsc_scan -n -c --uid --format text
	[[ $output == *$'\n          UID: 04 A1 B2 C3\n'* ]]
	run pcsc_scan -n -t 1 --uid --format brief
	[[ $output == *$'\tFirst reader\t04A1B2C3\t'"$storage"* ]]
	run pcsc_scan -n -c --uid --json
	[[ $output == *'"event":"card-inserted"'*'"uid":"04A1B2C3","ats":"06757781028000",'* ]]
	python3 "$BATS_TEST_DIRNAME/../cli/json_schema.py" "$BATS_TEST_DIRNAME/../../data/pcsc_scan.schema.json" <<<"$output"
	run pcsc_scan -c -n --uid
	[ "$status" = 0 ]
	[[ $output == *'  UID: 04 A1 B2 C3'* ]]
}

@test "asked only on request, and only cards of that form; the card is left" {
	run pcsc_scan -n -t 1 --json
	[[ $output == *'"uid":null,"ats":null,"fit":null}'* ]]
	! grep -q SCardConnect "$fake_log" || false
	run pcsc_scan -n -t 1 --uid
	[ "$(grep -c '^> ' "$fake_log")" = 2 ]
	grep -x '> FFCA000000' "$fake_log"
	grep -x '> FFCA010000' "$fake_log"
	grep 'SCardDisconnect 0x00000000' "$fake_log"
	! grep -q SCardReconnect "$fake_log" || false
	grep 'end contexts=0 cards=0' "$fake_log"
	printf '%s\n' 'add a First reader' 'insert a 3B021450' >"$FAKE_PCSC"
	: >"$fake_log"
	run pcsc_scan -n -t 1 --uid
	[[ $output == *'3B 02 14 50'* && $output != *UID* ]]
	! grep -q SCardConnect "$fake_log" || false
}

@test "a card of ISO/IEC 14443-4, and a contact card of that form" {
	printf '%s\n' 'add a First reader' 'insert a 3B80800101' 'answer a FFCA 6E00' >"$FAKE_PCSC"
	run pcsc_scan -n -t 1 --uid
	[[ $output == *$'\n  UID: not reported by the reader'* && $output != *ATS* ]]
}

@test "once for each card, not for each change" {
	start scan pcsc_scan -n --uid
	wait_for "$out/scan.out" '^  UID: '
	wait_for "$fake_log" '^wait' 5 2
	fake state a 0080
	fake remove a
	wait_for "$out/scan.out" 'Card removed'
	fake insert a "$storage"
	wait_for "$out/scan.out" '^  UID: ' 5 2
	stop scan INT
	[ "$status" = 0 ]
	[ "$(grep -c '^> FFCA00' "$fake_log")" = 2 ]
}

@test "a card that another program holds" {
	fake_add 'hold a'
	run --separate-stderr pcsc_scan -n -t 1 --uid
	[ "$status" = 0 ]
	[[ $output == *$'\n  UID: another program holds the card (SCARD_E_SHARING_VIOLATION)'* ]]
	run --separate-stderr pcsc_scan -n -t 1 --uid --json
	[[ $output == *'"uid":null'* ]]
	[[ $stderr == *'UID: another program holds the card'* ]]
}

@test "a reader that does not answer does not keep it" {
	local call
	for call in SCardConnect SCardTransmit; do
		printf '%s\n' 'add a First reader' "insert a $storage" "hang $call" >"$FAKE_PCSC"
		SECONDS=0
		run pcsc_scan -n -t 1 --uid
		[ "$status" = 0 ]
		[[ $output == *$'\n  UID: no response'* ]]
		[ $SECONDS -lt 30 ]
	done
}

@test "responses of any length" {
	local length
	for length in 'length 33' 'length 65000' 'length 0' none 90; do
		printf '%s\n' 'add a First reader' "insert a $storage" "answer a FFCA $length" >"$FAKE_PCSC"
		run pcsc_scan -n -t 1 --uid
		[ "$status" = 0 ]
		[[ $output == *$'\n  UID: not reported by the reader'* ]]
	done
	printf '%s\n' 'add a First reader' "insert a $storage" "answer a FFCA length 32" >"$FAKE_PCSC"
	run pcsc_scan -n -t 1 --uid
	[[ $output == *'  UID: 00 01 '*' 1F'$'\n'* ]]
}

# hook_gets_uid OPTION...: runs a hook that stores what it gets for a card in $out/json and
# $out/env.
hook_gets_uid() {
	printf '%s\n' '#!/bin/bash' 'cat >>"'"$out"'/json"' 'env | grep -e ^PCSC_UID -e ^PCSC_ATS >>"'"$out"'/env"' >"$out/hook"
	chmod 755 "$out/hook"
	run --separate-stderr pcsc_scan -n --once --on card-inserted "$@" --exec "$out/hook"
	[ "$status" = 0 ]
}

@test "hooks have it too, whatever the layout" {
	local format
	for format in '--format text' '--format classic' '--format brief' --json; do
		rm -f "$out/json" "$out/env"
		# shellcheck disable=SC2086
		hook_gets_uid --uid $format
		grep -q '"event":"card-inserted".*"uid":"04A1B2C3","ats":"06757781028000","fit":null}$' "$out/json"
		[ "$(sort "$out/env" | tr '\n' ' ')" = 'PCSC_ATS=06757781028000 PCSC_UID=04A1B2C3 ' ]
	done
	[ "$(grep -c '^> FFCA000000' "$fake_log")" = 4 ] # once per card, not again for the hook
	# Without the option, or with a reader that does not report it.
	rm -f "$out/json" "$out/env"
	hook_gets_uid
	grep -q '"uid":null,"ats":null,"fit":null}$' "$out/json"
	[ "$(sort "$out/env" | tr '\n' ' ')" = 'PCSC_ATS= PCSC_UID= ' ]
	fake_add 'answer a FFCA 6A81'
	hook_gets_uid --uid
}
