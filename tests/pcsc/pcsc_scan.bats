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

service() {
	"$BATS_TEST_DIRNAME/service.sh" "$1"
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
@test "-r and -c" {
	watch_lists
	service start
}

# Debian's writes its spinner with carriage returns; what it wrote over is not part of a line.
without_spinner() {
	sed -E 's/^.*\r//; s/^ [-|/\]? ?$//' "$1" | grep -v '^V '
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
	without_spinner "$out/theirs.out" | grep . >"$out/theirs"
	without_spinner "$out/ours.out" | grep . >"$out/ours"
	diff <(sed -E 's/[0-9]{2}:[0-9]{2}:[0-9]{2}/TIME/' "$out/theirs") <(sed -E 's/[0-9]{2}:[0-9]{2}:[0-9]{2}/TIME/' "$out/ours")
}

@test "-r is Debian's" {
	diff <(/usr/bin/pcsc_scan -r) <(pcsc_scan -r)
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
	# Its first wait is a second: a reader may come between two calls. On a busy machine that is later.
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
	wait_for "$out/scan.out" 'Reader 0: .*: [0-9]+ commands, [0-9]+ a second, last answer 6D 00$'
	remove_card
	wait_for "$out/scan.out" '; ended: '
	stop scan INT
	[ "$status" = 0 ]
}
