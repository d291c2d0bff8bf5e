#!/usr/bin/env bats
# pcsc_scan on a real pcscd.

load common
load ../watch

insert() {
	if [ -z "${card_pid[one]-}" ]; then
		card_start one 35963 "$1"
	else
		card one atr "$1" && card one insert
	fi
}

mute_card() {
	[ -n "${card_pid[one]-}" ] || card_start one 35963
	card one mute && card one insert
}

remove_card() {
	card one remove
}

swap() {
	card one swap "$1"
}

# restart COMMAND...: starts the service and runs COMMAND while pcsc_scan is stopped, so that
# pcsc_scan first sees the service when that has noticed what COMMAND did.
restart() {
	kill -STOP "${program_pid[scan]}"
	"$BATS_TEST_DIRNAME/service.sh" start
	"$@"
	kill -CONT "${program_pid[scan]}"
}

# A virtual card does not reconnect by itself.
service() {
	if [ "$1" = start ] && [ -n "${program_pid[scan]-}" ]; then
		restart card one insert
	else
		"$BATS_TEST_DIRNAME/service.sh" "$1"
	fi
}

@test "insert and remove" { watch_insert_and_remove; }
@test "swap" { watch_swap; }
@test "mute card" { watch_mute; }
@test "what is there at the start" { watch_initial; }
@test "the lines of a pipe" { watch_classic; }
@test "INT, TERM and HUP end it at once" { watch_signals; }
@test "a closed pipe ends it while idle" { watch_closed_pipe; }
@test "-t ends it" { watch_time; }
@test "the service stops and comes back" { watch_service; }
@test "killed and started again: the card stayed, was another, was gone; the hook that locks the screen" {
	mkdir -m 755 "$out/hooks"
	printf '%s\n' '#!/bin/sh' 'echo "$PCSC_EVENT $PCSC_INITIAL $PCSC_READER_INDEX $PCSC_READER $PCSC_ATR" >>'"$out/log" \
		>"$out/hooks/card-removed"
	chmod 755 "$out/hooks/card-removed"
	insert 3B021450
	start scan pcsc_scan --json -n --reader 0 --exec-dir "$out/hooks"
	wait_event card-inserted 1 true
	service kill
	wait_event service-lost
	restart card one insert
	wait_event card-inserted 2 true
	! grep card-removed "$out/scan.out" || false
	service kill
	wait_event service-lost 2
	card one atr 3B00
	restart card one insert
	wait_event card-inserted 3 true
	wait_for "$out/log" '^card-removed 0 0 pcsckit A 00 00 3B021450$'
	service kill
	wait_event service-lost 3
	restart true
	wait_for "$out/log" '^card-removed 0 0 pcsckit A 00 00 3B00$'
	wait_event reader-added 4 true
	stop scan TERM
	[ "$(wc -l <"$out/log")" = 2 ]
	[ "$(grep -v '"event":"service' "$out/scan.out" | sed -E 's/.*"event":"([^"]*)","initial":([a-z]*),.*"atr":"?([^",]*)"?,.*/\1 \2 \3/')" = \
		'reader-added true null
card-inserted true 3B021450
reader-added true null
card-inserted true 3B021450
card-removed false 3B021450
reader-added true null
card-inserted true 3B00
card-removed false 3B00
reader-added true null' ]
}

# Starts the service with its readers in a different order.
start_turned_round() {
	cp "$WORLD/reader.conf" "$out/reader.conf"
	awk 'BEGIN { RS = ""; ORS = "\n\n" } { entry[NR] = $0 } END { for (i = NR; i > 0; i--) print entry[i] }' \
		"$out/reader.conf" >"$WORLD/reader.conf"
	"$BATS_TEST_DIRNAME/service.sh" start
	cp "$out/reader.conf" "$WORLD/reader.conf"
}

@test "a reader chosen by its number stays the one when the service gives it another" {
	card_start two 35965 3B00
	start scan pcsc_scan --json -n --reader 2
	wait_event card-inserted 1 true
	service kill
	wait_event service-lost
	kill -STOP "${program_pid[scan]}"
	start_turned_round
	card two insert
	insert 3B021450 # in the reader whose number is now 2
	kill -CONT "${program_pid[scan]}"
	wait_event card-inserted 2 true
	card two remove
	wait_event card-removed
	stop scan TERM
	service kill
	service start
	[ "$(grep -v '"event":"service' "$out/scan.out" | sed -E 's/.*"event":"([^"]*)",.*"index":([0-9]*),"name":"([^"]*)".*/\1 \2 \3/')" = \
		'reader-added 2 pcsckit B 00 00
card-inserted 2 pcsckit B 00 00
reader-added 0 pcsckit B 00 00
card-inserted 0 pcsckit B 00 00
card-removed 0 pcsckit B 00 00' ]
}

@test "-r and -c" {
	watch_lists
	service start
}

# theirs_is VERSION: Debian's pcsc_scan has this version, or a newer one.
theirs_is() {
	local version
	version=$(/usr/bin/pcsc_scan -V | sed -n -E 's/^V ([0-9.]+) .*/\1/p')
	[ "$(printf '%s\n' "$1" "$version" | sort -V | head -n 1)" = "$1" ]
}

# Debian's pcsc_scan writes its spinner with carriage returns; remove what it overwrites.
without_spinner() {
	sed -E 's/^.*\r//; s/^ ?[-|/\]? ?$//' "$1" | grep -v '^V '
}

# Our lines are those of 1.6.2. From 1.7.5 on, theirs prints a prompt after each event, even if the
# output is not a terminal.
as_1_6_2() {
	local invitation='Insert or remove a card or a reader... '
	if theirs_is 1.7.5; then
		grep -qxF "$invitation" "$1"
		grep -vxF "$invitation" "$1"
	else
		cat "$1"
	fi
}

@test "the lines are those of Debian's pcsc_scan" {
	[ -x /usr/bin/pcsc_scan ]
	local readers
	readers=$(pcsc_scan -r | wc -l)
	start theirs /usr/bin/pcsc_scan -n
	start ours pcsc_scan -n
	wait_for "$out/theirs.out" 'Card removed' 5 "$readers"
	wait_for "$out/ours.out" 'Card removed' 5 "$readers"
	insert 3B021450
	wait_for "$out/theirs.out" '3B 02 14 50'
	remove_card
	wait_for "$out/theirs.out" 'Card removed' 5 $((readers + 1))
	mute_card
	wait_for "$out/theirs.out" 'Unresponsive card'
	remove_card
	wait_for "$out/theirs.out" 'Card removed' 5 $((readers + 2))
	wait_for "$out/ours.out" 'Card removed' 5 $((readers + 2))
	stop ours INT
	[ "$status" = 0 ]
	stop theirs TERM
	without_spinner "$out/theirs.out" | grep . >"$out/spoken"
	as_1_6_2 "$out/spoken" >"$out/theirs"
	without_spinner "$out/ours.out" | grep . >"$out/ours"
	diff <(sed -E 's/[0-9]{2}:[0-9]{2}:[0-9]{2}/TIME/' "$out/theirs") <(sed -E 's/[0-9]{2}:[0-9]{2}:[0-9]{2}/TIME/' "$out/ours")
}

# From 1.7.5 on, theirs prints its banner with -r too.
@test "-r is Debian's" {
	local banner=0
	/usr/bin/pcsc_scan -r >"$out/theirs"
	if theirs_is 1.7.5; then
		banner=4
		[ "$(sed -n ${banner}p "$out/theirs")" = 'Scanning present readers...' ]
	fi
	diff <(tail -n +$((banner + 1)) "$out/theirs") <(pcsc_scan -r)
}

# without_time FILE: its non-empty lines, without what differs between runs. From 1.7.5 on, theirs
# prints its banner with -c too.
without_time() {
	without_spinner "$1" | grep . | sed -E 's/[0-9]{2}:[0-9]{2}:[0-9]{2}/TIME/' | sed '1,/^Scanning present readers\.\.\.$/{/^\(PC\/SC device\|Using reader\|Scanning\|[0-9]*: \)/d}'
}

@test "-c is Debian's, with and without -n; -v has the analysis" {
	local option
	insert 3B021450
	for option in '' -n -q; do
		# Not every release of theirs has -q.
		/usr/bin/pcsc_scan -h 2>&1 | grep -q -e "^[[:blank:]]*$option" || continue
		# shellcheck disable=SC2086
		/usr/bin/pcsc_scan -c $option >"$out/theirs"
		# shellcheck disable=SC2086
		pcsc_scan -c $option >"$out/ours"
		diff <(without_time "$out/theirs") <(without_time "$out/ours")
	done
	pcsc_scan -c -v >"$out/verbose"
	grep -q '^+ TS = 3B' "$out/verbose"
	! without_time "$out/ours" | grep -vxFf <(without_time "$out/verbose") || false
}

@test "-r -v: what the virtual readers tell" {
	run pcsc_scan -r -v
	[ "$status" = 0 ]
	[[ ${lines[0]} == '0: pcsckit A 00 00' && ${lines[1]} == '  slot: 0' ]]
	[[ $output == *$'\n1: pcsckit A 00 01\n  slot: 1\n'* ]]
}

@test "idle, it does not wake" {
	local pid before after n
	start scan pcsc_scan -n
	wait_for "$out/scan.out" 'Card removed' 20 2
	pid=${program_pid[scan]}
	# Its first wait lasts one second, as a reader may appear between two calls. On a busy
	# machine this comes later.
	for ((n = 0; n < 5; n++)); do
		before=$(cat /proc/"$pid"/task/*/status | grep '^voluntary_ctxt')
		sleep 3
		after=$(cat /proc/"$pid"/task/*/status | grep '^voluntary_ctxt')
		[ "$before" != "$after" ] || break
	done
	[ "$before" = "$after" ]
}

@test "-s sends commands to a card and tells their rate" {
	start scan pcsc_scan -n -s
	wait_for "$out/scan.out" 'Card removed' 5 2
	insert 3B021450
	wait_for "$out/scan.out" 'Reader 0: .*: [0-9]+ commands, [0-9]+ a second, last response 6D 00$'
	remove_card
	wait_for "$out/scan.out" '; ended: '
	stop scan INT
	[ "$status" = 0 ]
}
