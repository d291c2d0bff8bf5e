#!/usr/bin/env bats
# pcsc_scan and a card that no list contains.
# shellcheck disable=SC2154 # common.bash sets out

load common
load ../cli/common

setup() {
	fake_start 'add a First reader' 'insert a 3B01FF'
	printf '3B 00\n\tAnother card\n' >"$out/list"
	touch -d '1500 days ago' "$out/list"
	export ASAN_OPTIONS=detect_leaks=0 # the leak check does not work under strace
}

@test "it says how old the list is and what to type, and asks no network" {
	# With the classic layout standard output contains exactly what ATR_analysis prints.
	for format in text classic; do
		[ $format = text ] && says=$out/scan.out || says=$out/scan.err
		start scan strace -D -f -o "$out/trace" -e trace=%network,execve "$BIN/pcsc_scan" --format $format --list "$out/list"
		wait_for "$says" 'atr_parser --update'
		stop scan TERM
		wait_for "$out/trace" ' [+]+ exited' # the tracer runs in the background
		grep -q "list of 20.*, 4 years old" "$says"
		[ "$(grep -c 'execve(' "$out/trace")" -eq 1 ]
		# The fake service uses no socket, so any socket would be a network connection.
		! grep 'socket(\|connect(' "$out/trace" || return 1
	done
}
