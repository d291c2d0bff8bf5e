#!/usr/bin/env bats
# Situations on a real pcscd that end Debian's pcsc_scan and not ours: each test shows both.

load common
load ../watch

service() {
	"$BATS_TEST_DIRNAME/service.sh" "$1"
}

teardown() {
	programs_end
	[ -z "${card_pid[one]-}" ] || card_stop one
	service stop
	service start
}

both_start() {
	start theirs /usr/bin/pcsc_scan -n
	start ours pcsc_scan -n
}

# ours_alone: theirs has ended with a failure; ours shows a card once the service is back.
ours_alone() {
	finish theirs 20
	[ "$status" != 0 ]
	service start
	wait_for "$out/ours.out" 'Card removed, $' 30 "$1"
	card_start one 35963 3B021450
	wait_for "$out/ours.out" '^  ATR: 3B 02 14 50$' 20
	! grep 'ATR: 3B 02' "$out/theirs.out" || false
	stop ours INT
	[ "$status" = 0 ]
}

@test "dead: there is no service at the start" {
	service stop
	both_start
	wait_for "$out/ours.err" '^pcsc_scan: no PC/SC service' 20
	ours_alone 4
}

@test "dead: the service is killed" {
	# Wait for the readers first: theirs misses readers that appear while it asks for the list.
	start readers pcsc_scan -n
	wait_for "$out/readers.out" 'Card removed' 20 4
	stop readers
	both_start
	wait_for "$out/theirs.out" 'Card removed' 20 4
	wait_for "$out/ours.out" 'Card removed' 20 4
	service kill
	wait_for "$out/ours.err" SCARD_ 20
	ours_alone 8
}
