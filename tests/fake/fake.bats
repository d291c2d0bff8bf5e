#!/usr/bin/env bats
# The fake winscard compared with observed behavior of pcsc-lite, using Debian's own programs.

load common

scan() {
	start scan /usr/bin/pcsc_scan -n
}

@test "cards come and go in a running program" {
	fake_start 'add a First reader'
	scan
	wait_for "$out/scan.out" 'Card removed'
	fake insert a 3B021450
	wait_for "$out/scan.out" 'ATR: 3B'
	fake remove a
	wait_for "$out/scan.out" 'Event number: 2'
	[ "$(grep -a -c 'Card removed' "$out/scan.out")" = 2 ]
}

@test "readers come and go in a running program" {
	fake_start 'add a First reader'
	scan
	wait_for "$fake_log" '^wait'
	fake add b Second reader
	wait_for "$out/scan.out" '1: Second reader'
	fake unplug a
	wait_for "$out/scan.out" '0: Second reader'
}

@test "an answer, a reset, no answer known" {
	fake_start 'add a A' 'insert a 3B00' 'answer a 00A4 6100' 'answer a 00A40400 9000'
	printf '00A4000000\n00A4040000\nreset\n00B0000000\n' >"$out/script"
	run --separate-stderr /usr/bin/scriptor "$out/script"
	[ "$(grep -o '^< [0-9A-F ]*[0-9A-F]\|^< OK' <<<"$output" | tr '\n' ,)" = '< 61 00,< 90 00,< OK,< 6D 00,' ]
	grep -q '^> 00A4040000$' "$fake_log"
	grep -q '^end contexts=0 cards=0$' "$fake_log"
}

@test "an error that was ordered, after so many calls, so many times" {
	fake_start 'add a A' 'insert a 3B00' 'answer a * 9000' 'fail SCardTransmit 80100016 1 1'
	printf '00A4000000\n00A4000001\n00A4000002\n' >"$out/script"
	run /usr/bin/scriptor "$out/script"
	[ "$(grep -o 'SCardTransmit 0x.*' "$fake_log" | head -n 2 | tr '\n' ,)" = \
		'SCardTransmit 0x00000000,SCardTransmit 0x80100016,' ]
}

@test "calls that no program makes" {
	fake_start 'add a A' 'add b B'
	run "$(dirname "$LD_LIBRARY_PATH")/fake/client"
	! grep '^not ok' <<<"$output" || false
	[ "$status" = 0 ]
	grep -q '^end contexts=0 cards=0$' "$fake_log"
}

# limits.txt contains what pcsc-lite 1.9.9 was observed to do; tests/pcsc/ifd.bats checks it on the
# real one.
@test "what the client library refuses on its own" {
	fake_start 'add a Limits 00 00' 'insert a 3B800181 T1' 'answer a * 9000' \
		"attrib a 7FFF0000 $(printf 'AB%.0s' {1..264})" "attrib a 7FFF0001 $(printf 'AB%.0s' {1..265})" \
		'attrib a 7FFF0002 none' "control a 1 $(printf 'AB%.0s' {1..600})"
	"$(dirname "$LD_LIBRARY_PATH")/fake/limits" 'Limits 00 00' | diff "$BATS_TEST_DIRNAME/client/limits.txt" -
	grep -q '^end contexts=0 cards=0$' "$fake_log"
}

@test "the rules of winscard.h: a program that breaks one is ended" {
	fake_start 'nonsense'
	run /usr/bin/pcsc_scan -n -r
	[ "$status" = 134 ]
	[[ $output == *'control: nonsense: unknown'* ]]
}
