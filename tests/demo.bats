#!/usr/bin/env bats
# make demo: it is quick and correct, and leaves nothing behind, however it ends.

bats_require_minimum_version 1.5.0
load programs

setup() {
	cd "$BATS_TEST_DIRNAME/.."
	# Marks every process of the demo through its environment.
	export DEMO_MARK=$BATS_TEST_TMPDIR
}

teardown() {
	programs_end
}

# left: prints the processes of the demo that still exist, except this one and its children.
left() {
	local file
	for file in /proc/[0-9]*/environ; do
		if tr '\0' '\n' 2>/dev/null <"$file" | grep -qxF "DEMO_MARK=$DEMO_MARK"; then
			tr '\0' ' ' <"${file%/environ}/cmdline" 2>/dev/null || continue
			echo
		fi
	done | grep -E 'pcscd|vicard|pcsc_scan|demo.sh|world.sh'
}

nothing_left() {
	local n
	for ((n = 0; n < 100 * patience; n++)); do
		[ -n "$(left)" ] || return 0
		sleep 0.02
	done
	left
	return 1
}

@test "it shows the three programs within 20 s" {
	local before mounts n
	mounts=$(wc -l </proc/mounts)
	# On a machine that is busy with other tests, one of three attempts must be quick.
	for n in 1 2 3; do
		before=$(now_ms)
		run -0 tests/demo.sh
		[ $(($(now_ms) - before)) -ge 20000 ] || break
	done
	[ $(($(now_ms) - before)) -lt 20000 ]
	[[ $output == *'=== atr_parser'*'Common Access Card'* ]]
	[[ $output == *'=== pcsc_scan'*'no card'*'card inserted'*'Schlumberger Multiflex, 3 kB'* ]]
	[[ $output == *'Multiflex'*'card removed'*'card inserted'*'Common Access Card'*'card removed'* ]]
	[[ $output == *'=== scriptor'*'< 48 65 6C 6C 6F'*'90 00'*'< 63 C3'*'< OK: 3B 7A'* ]]
	[[ $output == *"To try next:"*"pcsc_scan --doctor"* ]]
	nothing_left
	[ "$(wc -l </proc/mounts)" = "$mounts" ]
}

# ended_by SIGNAL PATTERN: sends the signal to the demo (to all its processes, as a terminal does)
# once it has shown a matching line.
ended_by() {
	start demo env --default-signal=INT setsid tests/demo.sh
	wait_for "$out/demo.out" "$2" 10
	kill -"$1" -- -"${program_pid[demo]}"
	finish demo 5
	[ "$status" != 0 ]
	nothing_left
}

@test "Ctrl-C ends it, wherever it is" {
	ended_by INT '=== atr_parser'
	ended_by INT '=== pcsc_scan'
	ended_by INT 'Multiflex, 3 kB'
}

@test "TERM and KILL end it too" {
	ended_by TERM 'Multiflex, 3 kB'
	ended_by KILL 'Multiflex, 3 kB'
}

@test "where namespaces are refused it says so and shows the rest" {
	mkdir "$BATS_TEST_TMPDIR/bin"
	printf '#!/bin/sh\nexit 1\n' >"$BATS_TEST_TMPDIR/bin/unshare"
	chmod +x "$BATS_TEST_TMPDIR/bin/unshare"
	PATH=$BATS_TEST_TMPDIR/bin:$PATH run -0 tests/demo.sh
	[[ $output == *'=== atr_parser'*$'\n> 80 10 00 00 00\n< 48 65 6C 6C 6F '*'allows no namespaces'*'To try next'* ]]
}

@test "two demos side by side" {
	start one tests/demo.sh
	start two tests/demo.sh
	finish one 20
	[ "$status" = 0 ]
	finish two 20
	[ "$status" = 0 ]
}

@test "on a terminal it waits for Enter between its steps" {
	local step n=0
	start demo script -qec tests/demo.sh /dev/null
	for step in 'pcsc_scan: readers' 'a card is inserted' 'it is swapped' 'and that one is removed' 'scriptor: a script'; do
		wait_for "$out/demo.out" 'press Enter to continue' 10 $((++n))
		! grep -q "=== $step" "$out/demo.out"
		type_to demo
		wait_for "$out/demo.out" "=== $step" 10
	done
	finish demo 20
	[ "$status" = 0 ]
}
