#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2086 # each test sets its own; options are words
# atr_parser --update: which program it executes, with which arguments; and that nothing else uses
# the network.
load common

setup() {
	# A separate tree, with a stand-in for the program that downloads.
	tree=$BATS_TEST_TMPDIR/tree
	mkdir -p "$tree/bin" "$tree/libexec/pcsckit"
	cp "$BIN/atr_parser" "$tree/bin"
	ln -s atr_parser "$tree/bin/ATR_analysis"
	cat >"$tree/libexec/pcsckit/list-update" <<-'END'
		#!/bin/sh
		printf '<%s>' "$@"
		exit "${ENDS_WITH:-0}"
	END
	chmod +x "$tree/libexec/pcsckit/list-update"
}

update() {
	run --separate-stderr "$tree/bin/atr_parser" --update "$@"
}

@test "it becomes the program beside it, and has its status" {
	for ends in 0 1 2 3; do
		ENDS_WITH=$ends update
		gave $ends
		[ "$output" = '<--color><auto>' ]
		[ -z "$stderr" ]
	done
	cd "$tree/libexec"
	PATH=$tree/bin:$PATH run --separate-stderr atr_parser --update
	[ "$output" = '<--color><auto>' ]
	run --separate-stderr "$tree/bin/ATR_analysis" --update
	[ "$output" = '<--color><auto>' ]
}

@test "--check and --color are passed on" {
	update --check
	[ "$output" = '<--color><auto><--check>' ]
	update --color always --check
	[ "$output" = '<--color><always><--check>' ]
	update --color=never
	[ "$output" = '<--color><never>' ]
}

@test "what is meant for something else is refused" {
	for words in --json --brief '--format text' '--list x' '--width 80' 3B00 list; do
		update $words
		gave 2
		says '--update'
		[ -z "$output" ]
	done
	run --separate-stderr "$tree/bin/atr_parser" --check 3B00
	gave 2
	says '--check works only with --update'
}

@test "a program that is not there, or cannot be run: 3" {
	chmod -x "$tree/libexec/pcsckit/list-update"
	update
	gave 3
	says "atr_parser: cannot start $tree/libexec/pcsckit/list-update: Permission denied"
	rm "$tree/libexec/pcsckit/list-update"
	if [ -e /usr/local/libexec/pcsckit/list-update ]; then
		skip "one is installed, which is taken then"
	fi
	update
	gave 3
	says 'libexec/pcsckit/list-update: No such file or directory'
}

@test "no shell stands between" {
	export ASAN_OPTIONS=detect_leaks=0
	cp "$(type -P true)" "$tree/libexec/pcsckit/list-update"
	strace -f -o "$BATS_TEST_TMPDIR/trace" -e trace=execve,clone,clone3,fork,vfork "$tree/bin/atr_parser" --update
	[ "$(grep -c 'execve(' "$BATS_TEST_TMPDIR/trace")" -eq 2 ]
	! grep 'fork\|clone' "$BATS_TEST_TMPDIR/trace" || return 1
}

@test "the real one is where it is looked for" {
	export https_proxy=http://127.0.0.1:1 # nothing listens there
	run --separate-stderr "$BIN/atr_parser" --update
	gave 3
	says 'list-update: https://'
	says 'onnect'
	run --separate-stderr "$BIN/atr_parser" --update --check
	gave 3
}

@test "only the program that fetches is linked with libcurl" {
	for program in "$BIN"/*; do
		readelf -d "$program" | grep -q NEEDED
		! readelf -d "$program" | grep -q libcurl || return 1
	done
	readelf -d "$BIN/../libexec/pcsckit/list-update" | grep -q libcurl
}

@test "without --update nothing asks the network" {
	export ASAN_OPTIONS=detect_leaks=0
	trace=$BATS_TEST_TMPDIR/trace
	for options in '' --json --brief '--format classic'; do
		run strace -f -o "$trace" -e trace=%network,execve "$BIN/atr_parser" $options 3B 01 FF
		gave 1
		grep -q execve "$trace" # the trace is not empty
		! grep -v 'execve\|+++' "$trace" || return 1
		[ "$(grep -c 'execve(' "$trace")" -eq 1 ]
		# The original ATR_analysis used the network here.
		run strace -f -o "$trace" -e trace=%network,execve "$BIN/ATR_analysis" $options 3B 01 FF
		! grep -v 'execve\|+++' "$trace" || return 1
	done
}
