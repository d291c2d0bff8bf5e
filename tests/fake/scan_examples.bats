#!/usr/bin/env bats
# The examples of pcsc_scan(1), exactly as the man page has them. A new example without a test here
# is a failure.

load common
load ../watch

setup() {
	fake_start 'add a First reader' 'insert a 3B021450' 'answer a 00B0 01029000'
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	page=$root/man/pcsc_scan.1
	PATH=$(cd "$root" && realpath "${B:-build}")/bin:$PATH
	export SMARTCARD_LIST=$root/tests/atr/cards.txt
	cd "$out" || return
	echo '00 B0 00 00 02' >card.apdu
	cp card.apdu personalize.apdu
}

teardown() {
	programs_end
}

examples() {
	sed -n '/^\.Sh EXAMPLES/,/^\.Sh SEE ALSO/s/^\.Dl \$ //p' "$page"
}

# example PATTERN: sets command to the example that contains PATTERN.
example() {
	command=$(examples | grep -F -e "$1")
	[ "$(grep -c . <<<"$command")" = 1 ]
}

runs() {
	run --separate-stderr bash -c "set -o pipefail; $command"
}

@test "each example has a test" {
	local patterns command
	mapfile -t patterns < <(sed -n "s/^\texample '\(.*\)'$/\1/p" "$BATS_TEST_FILENAME")
	while read -r command; do
		printf '%s\n' "$command"
		[ "$(for p in "${patterns[@]}"; do grep -F -e "$p" <<<"$command"; done | sort -u | grep -c .)" = 1 ]
	done < <(examples)
	[ "$(examples | grep -c .)" = ${#patterns[@]} ]
}

@test "the ATR" {
	example 's/^ *ATR: //p'
	runs
	[ "$status" = 0 ]
	[ "$output" = '3B 02 14 50' ]
}

@test "a log of the cards that come" {
	example 'cards.log'
	fake_add 'remove a'
	start scan bash -c "exec $command"
	wait_for "$fake_log" '^wait' 20
	fake insert a 3B021450
	wait_for cards.log 'card-inserted.*First reader.*3B021450' 20
	fake remove a
	fake insert a 3B00
	wait_for cards.log 'card-inserted.*3B00' 20
	[ "$(wc -l <cards.log)" = 2 ]
	stop scan TERM
}

@test "how fast" {
	example '-s -q -n'
	command=${command/-t 10/-t 1}
	runs
	[ "$status" = 0 ]
	[[ $output == *' commands in '*'last response 90 00'*' min '*'median'* ]]
	grep -x '> 00B0000000' "$fake_log"
}

@test "why not" {
	example '--doctor'
	runs
	# The findings depend on this machine.
	[ "$status" -le 1 ]
	[ "${#lines[@]}" -gt 10 ]
	[[ $output == *'First reader'* ]]
}

@test "wait, then use" {
	example '--wait card'
	fake_add 'remove a'
	start scan bash -c "$command"
	wait_for "$fake_log" '^wait' 20
	fake insert a 3B021450
	# For scriptor, whose fake world starts from the beginning.
	fake_add 'insert a 3B9F9500'
	! wait_for "$out/scan.out" '^< ' 1 2>/dev/null || false
	fake remove a
	fake insert a 3B9F9500
	wait_for "$out/scan.out" '^< 01 02 90 00' 20
	finish scan 20
	[ "$status" = 0 ]
}

@test "the next card's ATR for a program" {
	example 'jq -r'
	command -v jq >/dev/null || {
		printf '#!/bin/sh\n[ "$*" = "-r .atr" ] && sed "s/.*\\"atr\\":\\"\\([^\\"]*\\)\\".*/\\1/"\n' >jq
		chmod +x jq
		PATH=$out:$PATH
	}
	runs
	[ "$status" = 0 ]
	[ "$output" = 3B021450 ]
}

@test "a script for each card" {
	example '--exec scriptor'
	start scan bash -c "$command"
	wait_for "$out/scan.err" '^< 01 02 90 00' 20
	stop scan TERM
	[ "$(grep -c '^> 00B0000002$' "$fake_log")" = 1 ]
}

# The listing in the man page: a file, its mode, the command.
@test "what takes over from card_eventmgr" {
	local listing events=$out/etc/events
	listing=$(sed -n '/^\.Ss Migrating from/,/^\.Ed/p' "$page" | sed -n '/^# cat/,/^\.Ed/p')
	mkdir -p "$events" bin
	printf '#!/bin/sh\necho "$0 $*" >>%s\n' "$out/locked" >bin/loginctl
	chmod 755 bin/loginctl etc "$events"
	sed -n '/^#!/,/^# /p' <<<"$listing" | grep -v '^# ' >"$events/card-removed"
	grep loginctl "$events/card-removed"
	eval "$(sed -n 's/^# \(chmod.*\)/\1/p' <<<"$listing" | sed "s,/etc/pcsckit/events,$events,")"
	command=$(sed -n 's/^# \(pcsc_scan.*\)/\1/p' <<<"$listing" | sed "s,/etc/pcsckit/events,$events,")
	PATH=$out/bin:$PATH start scan bash -c "$command"
	wait_for "$fake_log" '^wait' 20
	fake remove a
	wait_for "$out/locked" 'loginctl lock-sessions' 20
	stop scan TERM
	[ "$status" = 0 ]
}
