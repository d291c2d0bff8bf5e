#!/usr/bin/env bats
# Signals while a program waits at a terminal, and where it keeps a secret.
#
# shellcheck disable=SC2016,SC2154

load ../fake/common
load ../prompt

setup() {
	prompt_home
	fake_start 'add a First reader' 'insert a 3B00' 'answer a 00 9000'
	PATH=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")/bin:$PATH
}

at() {
	"$BATS_TEST_DIRNAME/terminal.py" "$@"
}

@test "at pin: a signal that ends the program leaves the terminal as it was" {
	for signal in ALRM QUIT USR1 USR2 XCPU INT TERM HUP; do
		at 'code: pin' $signal scriptor -e 'pin code' || { echo "$signal"; return 1; }
	done
}

@test "at pin: stopped and continued, or resized, it asks again, and never shows the PIN" {
	for signal in TSTP TTIN TTOU STOP WINCH; do
		at 'code: pin' $signal scriptor -e 'pin code' || { echo "$signal"; return 1; }
	done
}

@test "at pin: a signal works even if the terminal accepts no output" {
	for signal in ALRM QUIT USR1 USR2 XCPU INT TERM HUP; do
		at 'code: stopped' $signal sh -c 'exec scriptor -e "pin code" >"$0" 2>&1' "$out/said" || { echo "$signal"; return 1; }
	done
}

@test "a terminal that accepts no output keeps no program from ending" {
	for signal in INT TERM HUP; do
		for program in pcsc_scan 'pcsc_scan -s' scriptor "scriptor -e 00A4" vicard; do
			# At the prompt INT ends a command, not the program.
			[ "$program $signal" != 'scriptor INT' ] || continue
			# vicard is not built with ThreadSanitizer.
			command -v "${program%% *}" >/dev/null || continue
			# shellcheck disable=SC2086 # its arguments
			at ' stopped' $signal $program || { echo "$program: $signal"; return 1; }
		done
	done
}

@test "at the prompt: a signal that ends the program leaves the terminal as it was" {
	for signal in ALRM QUIT USR1 USR2 XCPU TERM HUP; do
		at 'T=0> ' $signal scriptor || { echo "$signal"; return 1; }
	done
}

@test "at the prompt: stopped and continued, or resized, it goes on" {
	for signal in TSTP TTIN TTOU STOP WINCH; do
		at 'T=0> ' $signal scriptor || { echo "$signal"; return 1; }
	done
}

@test "no core dump from the moment that a PIN is asked for" {
	cd "$out"
	start co script -qefc 'ulimit -c unlimited; exec scriptor -e "pin code"' /dev/null
	wait_for "$out/co.out" 'code: '
	pid=$(pgrep -f -P "${program_pid[co]}" 'scriptor -e' || pgrep -n -f '^scriptor -e pin code')
	grep -q 'Max core file size *0 *0 ' "/proc/$pid/limits"
	stop co KILL
	kill -KILL "$pid" 2>/dev/null || :
}

@test "a PIN is nowhere in memory once its variable has another value; as long as it is wanted, in one place" {
	[ "$(id -u)" = 0 ] || skip 'the memory of a program that holds a secret can be read by root alone'
	! nm "$(command -v scriptor)" | grep -q '__[at]san_init' || skip 'a sanitizer keeps what was freed'
	cd "$out"
	fake_add 'control a 42000001 9000'
	unset FAKE_PCSC_LOG # the fake formats its lines in the program's memory
	for form in '' bcd; do
		printf '%s\n' "pin P $form \"PIN\"" '! 20 00 81 : $P' 'control 1 $P' 'set P = 00' 'echo MARK' 'sleep 60000' >script
		for options in '' '--json --explain' '--tap --record rec --trace=trace' '--junit xml --pcap run.pcap'; do
			# shellcheck disable=SC2086
			run "$BATS_TEST_DIRNAME/in_memory.py" scriptor $options script
			[ "$status" = 0 ] && [ -z "$output" ] || { echo "$form $options: $output"; return 1; }
		done
	done
	printf '%s\n' 'env SECRET text secret' '! 20 00 81 : $SECRET' 'set SECRET = 00' 'echo MARK' 'sleep 60000' >script
	SECRET=31415926 run "$BATS_TEST_DIRNAME/in_memory.py" scriptor script
	[ "$status" = 0 ] && [ -z "$output" ] || { echo "env: $output"; return 1; }
	printf '%s\n' 'pin P "PIN"' '! 20 00 81 : $P' 'echo MARK' 'sleep 60000' >script
	run -0 "$BATS_TEST_DIRNAME/in_memory.py" scriptor script
	[[ $output == 'text in [heap] at '* && ${#lines[@]} = 1 ]]
}
