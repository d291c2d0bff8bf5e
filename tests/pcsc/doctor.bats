#!/usr/bin/env bats
# pcsc_scan --doctor on a real pcscd, in the states that it can be brought into.

load common
load ../doctor

service() {
	"$BATS_TEST_DIRNAME/service.sh" "$1"
}

# wait_for_state CHECK STATE: until the doctor says so.
wait_for_state() {
	local n
	for ((n = 0; n < 100 * patience; n++)); do
		doctor
		! check "$1" "$2" 2>/dev/null || return 0
		sleep 0.05
	done
	check "$1" "$2"
}

@test "no card, a card, a mute card" {
	doctor
	[ "$status" = 1 ]
	check running ok pcscd
	check rights ok
	check version ok
	check readers ok 'pcsckit A 00 00'
	check card found
	check verdict found 'No reader sees a card'
	card_start one 35963 3B021450
	wait_for_state card ok
	check mute ok
	check users ok
	card one remove
	wait_for_state card found
	card one mute
	card one insert
	wait_for_state mute found
	check mute found 'does not answer' pcsc_scan
}

@test "a program that holds the card for itself is named" {
	card_start one 35963 3B021450
	wait_for_state card ok
	start other scriptor --exclusive
	wait_for "$out/other.err" 'Reading commands'
	wait_for_state users found
	check users found 'scriptor ('
	check users found '' "kill ${program_pid[other]}"
	stop other TERM
}

@test "the service is stopped, died, hangs" {
	local pid
	pid=$(tr -d '\0\n' <"$WORLD/pcscd.pid")
	kill -STOP "$pid"
	doctor timeout 20
	kill -CONT "$pid"
	[ "$status" = 1 ]
	check running found "pcscd ($pid) does not answer"
	# Killed outright, it leaves its socket.
	kill -KILL "$pid"
	wait_for_state running found
	[ "$status" = 1 ]
	check running found 'no service behind it'
	service start
	service stop
	doctor
	[ "$status" = 1 ]
	check running found 'does not run'
	check rights none
	service start
}

@test "all that was said in JSON is what the schema says" {
	doctor_schema
}
