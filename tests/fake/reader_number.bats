#!/usr/bin/env bats
# A reader selected by its number means the reader that has the number when it is first seen, even
# if its number changes later.

load common
load ../watch

setup() {
	fake_start 'add a First reader' 'add b Second reader' 'answer b 00 B29000' 'insert b 3B00'
	PATH=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")/bin:$PATH
}

# Prints the events without the time: "card-inserted 0 Second".
told() {
	sed -E 's/.*"event":"([^"]*)".*"index":([0-9]*),"name":"([^ "]*).*/\1 \2 \3/' "$out/scan.out"
}

@test "another reader goes: the one that was chosen is told of, and no other" {
	start scan pcsc_scan --json -n --reader 1
	wait_event card-inserted 1 true
	fake unplug a
	fake add c Third reader
	fake insert c 3B03
	fake remove b
	wait_event card-removed
	fake remove c
	fake insert b 3B01
	wait_event card-inserted
	stop scan TERM
	[ "$(told)" = 'reader-added 1 Second
card-inserted 1 Second
card-removed 0 Second
card-inserted 0 Second' ]
}

@test "it goes itself, and comes back at another place" {
	start scan pcsc_scan --json -n --reader 1
	wait_event card-inserted 1 true
	fake unplug b
	wait_event reader-removed
	fake add c Third reader
	fake insert c 3B03
	fake add b Second reader
	wait_event reader-added
	stop scan TERM
	[ "$(told)" = 'reader-added 1 Second
card-inserted 1 Second
card-removed 1 Second
reader-removed 1 Second
reader-added 2 Second' ]
}

@test "a number that no reader has yet is the first's that gets it" {
	start scan pcsc_scan --json -n --reader 2
	wait_for "$fake_log" '^wait'
	fake add c Third reader
	wait_event reader-added
	fake unplug a
	fake add d Fourth reader
	fake insert d 3B04
	fake insert c 3B03
	wait_event card-inserted
	stop scan TERM
	[ "$(told)" = 'reader-added 2 Third
card-inserted 1 Third' ]
}

@test "across a restart of the service" {
	start scan pcsc_scan --json -n --reader 1
	wait_event card-inserted 1 true
	fake service stop
	wait_event service-lost
	fake unplug a
	fake add c Third reader
	fake insert c 3B03
	fake service start
	wait_event card-inserted 2 true
	fake remove b
	wait_event card-removed
	stop scan TERM
	[ "$(told | grep -v service)" = 'reader-added 1 Second
card-inserted 1 Second
reader-added 0 Second
card-inserted 0 Second
card-removed 0 Second' ]
}

@test "a reader whose name is a number: where no reader has that number, and by it for good" {
	printf '%s\n' 'add a 7' >"$FAKE_PCSC"
	start scan pcsc_scan --json -n --reader 7
	wait_for "$out/scan.out" reader-added
	fake readers 8
	fake insert r6 3B00
	fake insert a 3B07
	wait_event card-inserted
	stop scan TERM
	[ "$(told)" = 'reader-added 0 7
card-inserted 0 7' ]
}

@test "--wait" {
	start scan pcsc_scan --wait removed --reader 1
	wait_for "$fake_log" '^wait'
	fake unplug a # now no reader has the number
	wait_for "$fake_log" '^wait' 5 2
	fake add c Third reader
	wait_for "$fake_log" '^wait' 5 3
	fake insert c 3B03
	wait_for "$fake_log" '^wait' 5 4
	fake remove c
	wait_for "$fake_log" '^wait' 5 5
	fake remove b
	finish scan
	[ "$status" = 0 ]
	grep 'ok remove b' "$fake_log"
}

@test "-s" {
	fake_add 'remove b'
	start scan pcsc_scan -n -s --reader 1
	wait_for "$fake_log" '^wait'
	fake unplug a
	fake add c Third reader
	fake insert c 3B03
	wait_for "$fake_log" '^wait' 5 3
	fake insert b 3B00
	wait_for "$out/scan.out" 'Second reader: [0-9]+ commands'
	fake remove b
	wait_for "$out/scan.out" '; ended: '
	stop scan INT
	! grep Third "$out/scan.out" || false
}

# The number is resolved when the reader is seen, not when the card is inserted.
scriptor_waits() {
	fake_add 'remove b'
	start scriptor env "PCSC_READER=${1#-r }" scriptor --wait ${2-} -e 00A40000
	wait_for "$fake_log" '^wait'
	fake unplug a
	fake add c Third reader
	fake insert c 3B03
	wait_for "$fake_log" '^wait' 5 3
	fake insert b 3B00
	finish scriptor
	[ "$status" = 0 ]
	grep '^< B2 90 00' "$out/scriptor.out"
	grep '^Using given card reader: Second reader$' "$out/scriptor.err"
}

@test "scriptor --wait -r" {
	scriptor_waits '' '-r 1'
}

@test "scriptor --wait with PCSC_READER" {
	scriptor_waits 1
}

@test "scriptor: wait in a script, before a reader is chosen and after it" {
	fake_add 'remove b'
	printf '%s\n' 'wait card' 00A40000 'wait removed' 'wait card' 00A40000 >"$out/x.apdu"
	start scriptor scriptor -r 1 "$out/x.apdu"
	wait_for "$fake_log" '^wait'
	fake unplug a
	fake add c Third reader
	fake insert c 3B03
	wait_for "$fake_log" '^wait' 5 3
	fake insert b 3B00
	wait_for "$out/scriptor.out" '^< B2 90 00'
	fake remove b
	fake insert b 3B01
	finish scriptor
	[ "$status" = 0 ]
	[ "$(grep -c '^< B2 90 00' "$out/scriptor.out")" = 2 ]
}
