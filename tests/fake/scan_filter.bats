#!/usr/bin/env bats
# pcsc_scan: options that select events, and options that answer with the exit status.

load common
load ../watch

setup() {
	fake_start 'add a First reader' 'add b Second reader'
	PATH=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")/bin:$PATH
}

# Prints the events without the time: "card-inserted 0 3B00".
told() {
	sed -E 's/.*"event":"([^"]*)".*"reader":(null|\{"index":([0-9]*)).*"atr":("([^"]*)"|null).*/\1 \3 \5/' "$out/scan.out"
}

@test "--on: only these events" {
	start scan pcsc_scan --json -n --on card-removed,service-lost
	wait_for "$fake_log" '^wait'
	fake insert a 3B00
	wait_for "$fake_log" '^wait' 5 2
	fake remove a
	wait_event card-removed
	fake service stop
	wait_event service-lost
	fake service start
	wait_for "$fake_log" '^SCardEstablishContext 0x00000000' 5 2
	stop scan TERM
	[ "$(told)" = 'card-removed 0 3B00
service-lost  ' ]
}

@test "--on: a reader's event with its card in another layout" {
	fake_add 'insert a 3B00'
	run pcsc_scan -n --format text --on reader-added -t 1
	[ "$(grep -c 'First reader, card present$' <<<"$output")" = 1 ]
	[ "$(grep -c 'Second reader, no card$' <<<"$output")" = 1 ]
}

@test "--atr: a pattern as card lists have it, bytes packed or not" {
	local pattern
	fake_add 'insert a 3B021450' 'insert b 3B001450'
	for pattern in '3b 02 .. 50' 3B02..50 '3B 02.*' '3B 0[2-3] 14 50' \
		'3B02.*' '3b0[2-3]14.*' '3B0[^01]1450' '3B021450.*'; do
		pcsc_scan --json -n -t 1 --atr "$pattern" >"$out/scan.out"
		[ "$(told)" = 'card-inserted 0 3B021450' ]
	done
	pcsc_scan --json -n -t 1 --atr 3B021451 >"$out/scan.out"
	[ ! -s "$out/scan.out" ]
}

@test "--atr, --reader: the card that leaves, the service's events" {
	fake_add 'insert a 3B021450' 'insert b 3B00'
	start scan pcsc_scan --json -n --atr 3B00 --reader second
	wait_event card-inserted 1 true
	fake remove a
	fake remove b
	wait_event card-removed
	fake service stop
	wait_event service-lost
	stop scan TERM
	[ "$(told)" = 'card-inserted 1 3B00
card-removed 1 3B00
service-lost  ' ]
}

@test "--once ends after the first event that is told" {
	fake_add 'insert a 3B021450' 'insert b 3B00'
	run pcsc_scan --json -n --once
	[ "$status" = 0 ]
	[ ${#lines[@]} = 1 ]
	[[ $output == *'"event":"reader-added"'* ]]
	run pcsc_scan --json -n --once --on card-inserted --atr 3B00
	[ "$status" = 0 ]
	[ ${#lines[@]} = 1 ]
	[[ $output == *'"name":"Second reader"'*'"atr":"3B00"'* ]]
	run pcsc_scan --json -n --once --on card-removed -t 0.2
	[ "$status" = 1 ]
	[ -z "$output" ]
	: >"$fake_log"
	start scan pcsc_scan -n --once --on card-removed
	wait_for "$fake_log" '^wait'
	stop scan INT
	[ "$status" = 130 ]
}

@test "--once: the service's events count where they are asked for" {
	fake_add 'service stop'
	run --separate-stderr pcsc_scan --json -n --once -t 1
	[ "$status" = 1 ]
	[[ $output == *service-lost* ]]
	run --separate-stderr pcsc_scan --json -n --once --on service-lost
	[ "$status" = 0 ]
}

@test "--present answers at once" {
	run pcsc_scan --present
	[ "$status" = 1 ]
	[ -z "$output" ]
	fake_add 'insert b 3B00'
	run pcsc_scan --present
	[ "$status" = 0 ]
	[ -z "$output" ]
	run pcsc_scan --present --reader first
	[ "$status" = 1 ]
	run pcsc_scan --present --atr 3B01
	[ "$status" = 1 ]
	PCSC_READER_IGNORE=Second run pcsc_scan --present
	[ "$status" = 1 ]
	run --separate-stderr pcsc_scan --present --reader third
	[ "$status" = 3 ]
	[[ $stderr == *'no reader matches "third"'* ]]
	fake_add 'unplug a' 'unplug b'
	run --separate-stderr pcsc_scan --present
	[ "$status" = 3 ]
	[[ $stderr == *SCARD_E_NO_READERS_AVAILABLE* ]]
	fake_add 'service stop'
	run --separate-stderr pcsc_scan --present
	[ "$status" = 3 ]
}

@test "-t 0 looks once, and no message says that it waits" {
	run -0 --separate-stderr pcsc_scan --format text -n -t 0
	[[ $output == *'0: First reader, no card'*'1: Second reader, no card' ]]
	[ -z "$stderr" ]
	run -0 --separate-stderr pcsc_scan --format text -n -t 0.1
	[[ $output == *'Waiting for readers and cards. Press Ctrl-C to stop.' ]]
	fake_add 'service stop'
	run -1 --separate-stderr pcsc_scan --wait card -t 0
	[[ $stderr == *SCARD_E_NO_SERVICE* ]]
	[[ $stderr != *Waiting* ]]
	run -1 --separate-stderr pcsc_scan --wait card -t 0.1
	[[ $stderr == *'Waiting for the service...' ]]
}

@test "--wait ends once it is so, or time is up" {
	local what
	for what in removed reader; do
		run pcsc_scan --wait $what
		[ "$status" = 0 ]
		[ -z "$output" ]
	done
	run pcsc_scan --wait card -t 0.2
	[ "$status" = 1 ]
	run pcsc_scan --wait reader --reader Third -t 0.2
	[ "$status" = 1 ]
	fake_add 'insert b 3B00'
	run pcsc_scan --wait card --reader first -t 0.2
	[ "$status" = 1 ]
	run pcsc_scan --wait removed --atr 3B01
	[ "$status" = 0 ]
	: >"$fake_log"
	start scan pcsc_scan --wait card --atr 3B021450
	wait_for "$fake_log" '^wait'
	fake swap b 3B021450
	finish scan
	[ "$status" = 0 ]
	[ ! -s "$out/scan.out" ]
	: >"$fake_log"
	start scan pcsc_scan --wait removed
	wait_for "$fake_log" '^wait'
	fake remove b
	finish scan
	[ "$status" = 0 ]
	: >"$fake_log"
	start scan pcsc_scan --wait card --reader first
	wait_for "$fake_log" '^wait'
	stop scan TERM
	[ "$status" = 143 ]
}

@test "--wait waits for the service too; --no-reconnect does not" {
	fake_add 'service stop'
	run --separate-stderr pcsc_scan --wait reader --no-reconnect
	[ "$status" = 3 ]
	start scan pcsc_scan --wait reader
	wait_for "$out/scan.err" '^Waiting for the service'
	fake service start
	finish scan
	[ "$status" = 0 ]
}

@test "--no-reconnect tells the end and ends" {
	start scan pcsc_scan --json -n --no-reconnect
	wait_for "$fake_log" '^wait'
	fake service stop
	finish scan
	[ "$status" = 3 ]
	[ "$(told | tail -n 1)" = 'service-lost  ' ]
	! grep Waiting "$out/scan.err"
}

@test "wrong words" {
	local args
	for args in '--on card-inserted,card-eaten' '--on ' '--on ,' '--atr 3B[' '--atr G' '--wait forever' \
		'--atr *' '--parallel 0' '--parallel 65' '--exec-time x' '--exec'; do
		# shellcheck disable=SC2086
		run --separate-stderr pcsc_scan $args
		[ "$status" = 2 ]
		[ -z "$output" ]
		[[ $stderr == pcsc_scan:* ]]
	done
}
