#!/usr/bin/env bats
# A service older than libpcsclite, as in a container on an older host: it stops working for a
# program that asks for the state of readers before it has listed them. So every program must list
# readers first, in every context.

load common
load ../watch

storage=3B8F8001804F0CA000000306030001000000006A # MIFARE Classic 1K

setup() {
	unset PCSC_READER PCSC_READER_IGNORE
	fake_start 'older yes' 'add a First reader' 'add b Second reader' "insert b $storage" 'answer b 00A4 9000' \
		'answer b FFCA000000 04A1B2C39000' 'answer b 80CA 6D00'
	PATH=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")/bin:$PATH
}

# Checks that no call was made too early.
listed_first() {
	grep '^SCardGetStatusChange 0x00000000' "$fake_log"
	! grep ' 0x8010001D' "$fake_log"
}

@test "pcsc_scan: the questions" {
	run -0 pcsc_scan -r
	[ "$output" = $'0: First reader\n1: Second reader' ]
	run -0 pcsc_scan -r -v
	[[ $output == *'First reader'*'Second reader'* ]]
	run -0 pcsc_scan -c -n
	[[ $output == *'First reader'*'Card removed'*'Second reader'*'Card inserted'*'  ATR: 3B 8F 80'* ]]
	run -0 pcsc_scan --present
	run -1 pcsc_scan --present --reader First
	run -0 pcsc_scan --wait card -t 30
	run -0 pcsc_scan --wait removed --reader First -t 30
	run -0 pcsc_scan --wait reader --reader Second -t 30
	run -0 pcsc_scan --once -n -t 30
	run -0 pcsc_scan -c -n --uid
	[[ $output == *'  UID: 04 A1 B2 C3'* ]]
	listed_first
}

@test "pcsc_scan: events, with every kind of service" {
	local kind
	for kind in old counter unknown error; do
		fake_add "pnp $kind"
		scan_start
		wait_for "$out/scan.out" '"event":"card-inserted","initial":true.*"index":1'
		fake insert a 3B021450
		wait_for "$out/scan.out" '"event":"card-inserted","initial":false.*"index":0'
		stop scan TERM
		[ "$status" = 0 ]
	done
	listed_first
}

@test "pcsc_scan: the service comes back older than it was" {
	printf '%s\n' 'add a First reader' "insert a $storage" >"$FAKE_PCSC"
	scan_start
	fake service stop
	wait_event service-lost
	fake older yes
	fake service start
	wait_event card-inserted 2 true
	stop scan TERM
	[ "$status" = 0 ]
}

@test "pcsc_scan: the doctor and the stress test" {
	run pcsc_scan --doctor --json
	[[ $output == *'"check":"readers"'*'First reader'*'Second reader'* ]]
	start scan pcsc_scan -n -s
	wait_for "$out/scan.out" ' Reader 1: Second reader: [0-9]+ commands'
	stop scan TERM
	[ "$status" = 0 ]
	listed_first
}

@test "scriptor and atr_parser" {
	run -0 --separate-stderr scriptor -e 00A40000
	[[ $output == *'< 90 00'* ]]
	run -0 --separate-stderr scriptor --wait -t 30 --reader Second -e 00A40000 -e reset
	run -0 --separate-stderr scriptor --reader 1 -e 'transaction begin' -e 'reset cold'
	run -0 --separate-stderr atr_parser --card --brief
	[[ $output == "$storage"* ]]
	listed_first
}
