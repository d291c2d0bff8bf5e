#!/usr/bin/env bats
# A real pcscd that is stopped (SIGSTOP) accepts connections and does not respond.

load common
load ../prompt

service() {
	"$BATS_TEST_DIRNAME/service.sh" "$1"
}

teardown() {
	service thaw
	programs_end
	for name in "${!card_pid[@]}"; do card_stop "$name"; done
}

@test "a service that is stopped: status 3 and a message, one look or many" {
	local n=0 i words
	local -a pids=() commands=('pcsc_scan -r' 'pcsc_scan -c' 'pcsc_scan --present' 'pcsc_scan -r -v' 'pcsc_scan -c -t 2'
		'pcsc_scan --wait card -t 0' 'pcsc_scan -n -q -t 2' 'pcsc_scan -n --no-reconnect -q' 'atr_parser --card'
		'scriptor -e 00A40000' 'scriptor -e readers' 'scriptor --wait -t 1 -e readers')
	service freeze
	for words in "${commands[@]}"; do
		# shellcheck disable=SC2086
		$words >"$out/said$n" 2>"$out/told$n" </dev/null 3>&- &
		pids+=($!)
		n=$((n + 1))
	done
	for ((i = 0; i < n; i++)); do
		status=0
		wait "${pids[i]}" || status=$?
		[ "$status" = 3 ] && [ ! -s "$out/said$i" ] && grep 'the PC/SC service does not respond$' "$out/told$i" || {
			echo "${commands[i]}: status $status"
			cat "$out/said$i" "$out/told$i"
			return 1
		}
	done
}

@test "it stops while a script runs: the script ends" {
	card_start one 35963 3B021450
	card one answer 00A4 9000
	start co scriptor
	type_to co 00A4000000
	wait_for "$out/co.out" '^< 90 00' 20
	service freeze
	type_to co 'reset'
	finish co
	[ "$status" = 3 ]
	grep 'reset: the PC/SC service does not respond$' "$out/co.err"
}

@test "at the prompt it is told, and the next command finds the service again" {
	prompt_home
	card_start one 35963 3B6500004142434445
	card one answer 00A4 9000
	talk <<-'END'
		start scriptor -r 0
		see "00 00, T=0> "
		exec $env(BATS_TEST_DIRNAME)/service.sh freeze
		send "readers\r"
		see "the PC/SC service does not respond" "> "
		exec $env(BATS_TEST_DIRNAME)/service.sh thaw
		send "00A4000000\r"
		see "< 90 00" "T=0> "
		send "readers\r"
		see "1: pcsckit" "T=0> "
		exec $env(BATS_TEST_DIRNAME)/service.sh freeze
		send "reset\r"
		see "reset: the PC/SC service does not respond" "> "
		exec $env(BATS_TEST_DIRNAME)/service.sh thaw
		# The service now makes the reset that was given up, before or after it reads this command.
		send "00A4000000\r"
		see "00 A4" "T=0> "
		send "00A4000000\r"
		see "< 90 00" "T=0> "
		leave 3
	END
}
