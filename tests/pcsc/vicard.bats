#!/usr/bin/env bats
# vicard in a real reader: what PC/SC, and Debian's tools, make of its commands.

load common

# What the service says of its readers, once; Debian's pcsc_scan ends with -c.
state() {
	/usr/bin/pcsc_scan -n -c 2>&1 | tr -d '\r'
}

@test "inserted, removed, inserted: ok comes when the service knows" {
	card_start one 35963
	card one atr 3B 9F 95 80 1F C7 80 31 E0 73 FE 21 13 57 86 81 02 86 98 44 18 A8
	card one insert
	run state
	[[ $output == *"3B 9F 95 80 1F C7 80 31 E0 73 FE 21 13 57 86 81 02 86 98 44 18 A8"* ]]
	card one remove
	run state
	[[ $output != *"3B 9F 95"* ]]
	card one insert
	run state
	[[ $output == *"3B 9F 95"* ]]
}

@test "swap is a removal and an insertion to the service" {
	card_start one 35963 3B00
	start scan /usr/bin/pcsc_scan -n
	wait_for "$out/scan.out" 'Card inserted'
	local before
	before=$(grep -a -c 'Card removed' "$out/scan.out")
	card one swap 3B 02 14 50
	wait_for "$out/scan.out" '3B 02 14 50'
	[ "$(grep -a -c 'Card removed' "$out/scan.out")" = $((before + 1)) ]
}

@test "a mute card" {
	card_start one 35963
	card one mute
	card one insert
	run state
	[[ $output == *"Unresponsive card"* ]]
}

@test "answers by the longest prefix, counts, and the last command" {
	card_start one 35963 3B00
	card one answer 00A4 9000
	card one answer 00A40400 6A82
	card one default 6E00
	printf '00A4000000\n00A4040000\n00B0000000\n' >"$out/script"
	run --separate-stderr scriptor_of_debian "$out/script"
	[[ ${lines[*]} == *'< 90 00'*'< 6A 82'*'< 6E 00'* ]]
	card one last
	[ "$answer" = 'ok last 00B0000000' ]
	card one report
	[[ $answer == 'ok report inserted cold='*' commands=3' ]]
}

scriptor_of_debian() {
	/usr/bin/scriptor "$@"
}

@test "cold and warm resets are told apart" {
	card_start one 35963 3B00
	card one report
	[[ $answer =~ cold=([0-9]+)\ warm=0 ]]
	printf 'reset\n' >"$out/script"
	run scriptor_of_debian "$out/script"
	card one report
	[[ $answer =~ warm=1 ]]
}

@test "a big answer: 65533 bytes and 9000" {
	card_start one 35963 3B00
	card one answer 00B0 length 65533
	printf '00B00000000000\n' >"$out/script"
	scriptor_of_debian "$out/script" >"$out/big"
	[ "$(tr -cd '0-9A-F \n' <"$out/big" | tr ' ' '\n' | grep -c '^..$')" -ge 65535 ]
}

@test "cut off in the middle of an answer" {
	card_start one 35963 3B00
	card one default 9000
	card one cut 1 3
	printf '00A4000000\n00A4000001\n' >"$out/script"
	run scriptor_of_debian "$out/script"
	[[ $output == *'< 90 00'* ]]
	[ "$(grep -c '< 90 00' <<<"$output")" = 1 ]
	card one report
	[[ $answer == 'ok report removed '* ]]
}

@test "slow answers are waited for" {
	card_start one 35963 3B00
	card one default 9000
	card one slow 700
	printf '00A4000000\n' >"$out/script"
	local before=${EPOCHREALTIME//[.,]/}
	run scriptor_of_debian "$out/script"
	[[ $output == *'< 90 00'* ]]
	[ $((${EPOCHREALTIME//[.,]/} - before)) -ge 700000 ]
}

@test "two cards in two readers" {
	card_start one 35963 3B021450
	card_start two 35965 3B00
	run state
	[[ $output == *'3B 02 14 50'*'3B 00'* ]]
}

@test "the service goes and comes back" {
	card_start one 35963 3B00
	"$BATS_TEST_DIRNAME/service.sh" stop
	run card one remove
	[ "$status" = 1 ]
	"$BATS_TEST_DIRNAME/service.sh" start
	card one insert
	run state
	[[ $output == *'3B 00'* ]]
}
