#!/usr/bin/env bats
# Faults that can be caused in a real pcscd while programs use it. See also waits.bats,
# pcsc_scan.bats and scriptor.bats.
#
# shellcheck disable=SC2046,SC2091,SC2154

load common

card=3B6500004142434445

service() {
	"$BATS_TEST_DIRNAME/service.sh" "$1"
}

teardown() {
	service thaw 2>/dev/null || :
	programs_end
	for name in "${!card_pid[@]}"; do card_stop "$name"; done
}

# many N: runs command N of 20, which are of five kinds in turn.
many() {
	case $(($1 % 5)) in
	0) echo 'scriptor script' ;;
	1) echo 'scriptor --json script' ;;
	2) echo 'pcsc_scan -c' ;;
	3) echo 'pcsc_scan -r' ;;
	4) echo 'atr_parser --card' ;;
	esac
}

@test "20 programs at once: each prints what it prints alone" {
	card_start one 35963 $card
	card one answer 00 0102039000
	cd "$out"
	for _ in {1..10}; do echo '00 B0 00 00 03 (9000)'; done >script
	local n
	for n in {0..4}; do $(many "$n") >"alone$n" 2>"told$n" || [ $? = 1 ]; done
	[ "$(grep -c '^< 01 02 03 90 00' alone0)" = 10 ]
	grep -q 'pcsckit A 00 00' alone3
	for n in {0..19}; do
		start "p$n" $(many "$n")
	done
	for n in {0..19}; do
		finish "p$n" 20
		[ "$status" -le 1 ]
		diff <(sed 's/"ms":[0-9.e-]*//; /^[A-Z][a-z][a-z] [A-Z]/d; s/Event number.*//' "p$n.out") \
			<(sed 's/"ms":[0-9.e-]*//; /^[A-Z][a-z][a-z] [A-Z]/d; s/Event number.*//' "alone$((n % 5))")
	done
}

@test "the service is killed while 20 programs use it: each ends with 3, and keeps what it received" {
	card_start one 35963 $card
	card one answer 00 9000
	card one slow 2 # each must connect within 5 s, in spite of the others' commands
	cd "$out"
	for _ in {1..20000}; do echo '00 B0 00 00 03 (9000)'; done >script
	local n
	for n in {0..19}; do start "p$n" scriptor --record "rec$n" script; done
	for n in {0..19}; do wait_for "p$n.out" '^< 90 00' 20 || { cat "p$n.err" && false; }; done
	service kill
	for n in {0..19}; do
		finish "p$n" 20
		[ "$status" = 3 ]
		grep -q '^scriptor: script:[0-9]*: send: .*(SCARD_' "p$n.err"
		# What was received is recorded.
		[ "$(grep -c '^< 90 00' "p$n.out")" = "$(grep -c '(9000)$' "rec$n")" ]
	done
	service start
}

@test "a service that stops in a command: INT ends scriptor, and what was received is kept" {
	card_start one 35963 $card
	card one answer 00 9000
	cd "$out"
	start co scriptor --record rec --junit xml
	type_to co 00A40000
	wait_for co.out '^< 90 00' 20
	service freeze
	type_to co 00B0000000
	sleep 0.5 # nothing shows that it is waiting: commands are printed together with their responses
	stop co INT
	[ "$status" = 130 ]
	[ "$(grep -c '(9000)$' rec)" = 1 ]
	grep -q '</testsuites>' xml
}

@test "a reader goes with its card: scriptor ends with 3 and names the card, a watch says what went" {
	card_start one 35963 $card
	card one answer 00 9000
	cd "$out"
	start watch pcsc_scan --json -n --reader 'pcsckit A 00 00'
	wait_for watch.out '"event":"card-inserted"' 20
	start co scriptor
	type_to co 00A40000
	wait_for co.out '^< 90 00' 20
	kill -KILL "${card_pid[one]}"
	wait_for watch.out '"event":"card-removed"' 20
	type_to co 00A40000
	finish co 20
	[ "$status" = 3 ]
	grep -q 'scriptor: -:2: send: .*(SCARD_' co.err
	stop watch TERM
	[ "$status" = 0 ]
	unset 'card_pid[one]' 'card_in[one]' 'card_out[one]'
}
