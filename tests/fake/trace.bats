#!/usr/bin/env bats
# --trace in all programs that use PC/SC.

load common

setup() {
	fake_start 'add a First \x1breader' 'insert a 3B00' 'answer a 00A4 6A82' 'answer a 0020 9000'
	PATH=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")/bin:$PATH
}

# The calls that the fake has seen are those of the trace; of two threads' calls the order is not known.
calls_are_told() {
	grep -oE '^SCard[A-Za-z]+' "$fake_log" | sort >"$out/made"
	grep -oE '^[0-9:.]+ SCard[A-Za-z]+' "$1" | cut -d' ' -f2 | sort >"$out/told"
	[ -s "$out/made" ]
	diff "$out/made" "$out/told"
}

@test "pcsc_scan: every call, on standard error or in a file that others cannot read" {
	pcsc_scan -r --trace 2>"$out/trace" >"$out/readers"
	calls_are_told "$out/trace"
	grep -E '^[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6} SCardEstablishContext: success, [0-9]+\.[0-9]{3} ms$' "$out/trace"
	grep -F '"First \x1Breader" 0022/1 3B00' "$out/trace"
	! grep -a $'\x1b' "$out/trace"
	: >"$fake_log"
	pcsc_scan -r --trace="$out/file"
	calls_are_told "$out/file"
	[ "$(stat -c %a "$out/file")" = 600 ]
}

@test "results in words" {
	fake_add 'service stop'
	run --separate-stderr pcsc_scan -r --trace
	[ "$status" = 3 ]
	[[ $stderr == *'SCardEstablishContext: no PC/SC service (SCARD_E_NO_SERVICE 0x8010001D), '* ]]
}

@test "scriptor: a command's data is hidden, a PIN's digits with it" {
	scriptor --trace="$out/file" -e '00 20 00 81 04 31 32 33 34' -e '00 A4 04 00 02 3F 00' >"$out/said" 2>&1
	calls_are_told "$out/file"
	grep -E 'SCardTransmit "First .*" > 00 20 00 81 04 \(4 bytes\) < 90 00: success' "$out/file"
	grep -E 'SCardTransmit .* < 6A 82: success' "$out/file"
	! grep -e '31 32' -e 31323334 "$out/file"
	scriptor --show-secrets --trace="$out/shown" -e '00 20 00 81 04 31 32 33 34' >"$out/said" 2>&1
	grep -F '> 00 20 00 81 04 31 32 33 34 < 90 00' "$out/shown"
}

@test "atr_parser --card" {
	atr_parser --card --brief --trace="$out/file" || [ $? = 1 ] # not in the list
	calls_are_told "$out/file"
}

@test "nothing is told without --trace; a file that cannot be written" {
	run --separate-stderr pcsc_scan -r
	[ -z "$stderr" ]
	run --separate-stderr pcsc_scan -r --trace="$out/no/file"
	[ "$status" = 3 ]
	[[ $stderr == *'--trace='*'No such file'* ]]
}
