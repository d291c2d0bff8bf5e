#!/usr/bin/env bats
# What ours can do and Debian's pcsc_scan cannot: each test shows both. Both use the fake winscard,
# or no service at all. tests/pcsc/scan_peer.bats has more tests, on a real one.

load common
load ../watch
load ../doctor

setup() {
	fake_start 'add a First reader'
	PATH=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")/bin:$PATH
	unset PCSCLITE_CSOCK_NAME
	theirs=/usr/bin/pcsc_scan
	[ -x $theirs ]
}

# in_turn FUNCTION: runs FUNCTION with theirs, then with ours (or $programs), each in a fresh fake
# world; the program's output is in $out/scan.out.
in_turn() {
	local program
	for program in ${programs:-$theirs pcsc_scan}; do
		: >"$fake_log"
		rm -f "$out/scan.out"
		start scan $program -n
		"$@" $program
		[ -z "${program_pid[scan]-}" ] || stop scan TERM
	done
}

# shows_it yes|no: whether the card in the second reader is shown.
shows_it() {
	# Theirs is still running but prints nothing, so there is no output to wait for.
	[ "$1" = no ] || wait_for "$out/scan.out" '^  ATR: 3B 02 14 50 *$' 20
	[ "$1" = yes ] || {
		sleep 3
		! grep 'ATR: 3B 02' "$out/scan.out"
		kill -0 "${program_pid[scan]}"
	}
}

new_reader() {
	wait_for "$out/scan.out" 'Card removed, ' 20
	wait_for "$fake_log" '^wait' 20
	fake add b Second reader
	fake insert b 3B021450
	case $1 in
	"$theirs") shows_it no ;;
	*) shows_it yes ;;
	esac
}

@test "deaf for an hour: a new reader where the service cannot tell of it" {
	fake_add 'pnp unknown'
	in_turn new_reader
}

reader_in_between() {
	wait_for "$fake_log" '^wait' 20
	fake insert b 3B021450
	case $1 in
	"$theirs") shows_it no ;;
	*) shows_it yes ;;
	esac
}

# Theirs asks for the length of the list, and then for a list of that length; ours passes a larger
# buffer in the first place.
@test "deaf: a reader that comes while the list is asked for" {
	local before=$FAKE_PCSC.before
	cp "$FAKE_PCSC" "$before"
	fake_add 'on SCardListReaders 2 add b Second reader with a name that needs room'
	programs=$theirs in_turn reader_in_between
	cp "$before" "$FAKE_PCSC"
	fake_add 'on SCardListReaders 1 add b Second reader with a name that needs room'
	programs=pcsc_scan in_turn reader_in_between
}

many_readers() {
	case $1 in
	"$theirs")
		finish scan 20
		[ "$status" != 0 ]
		grep SCardGetStatusChange "$out/scan.out" "$out/scan.err"
		;;
	*)
		wait_for "$out/scan.out" 'Card removed, ' 20 16
		fake insert r15 3B021450
		shows_it yes
		;;
	esac
}

@test "dead: as many readers as pcsc-lite before 2.5.0 can have" {
	printf '%s\n' 'limit 16' 'readers 16' >"$FAKE_PCSC"
	in_turn many_readers
}

stops_and_starts() {
	wait_for "$out/scan.out" 'Card removed, ' 20
	wait_for "$fake_log" '^wait' 20
	fake service stop
	case $1 in
	"$theirs")
		finish scan 20
		[ "$status" != 0 ]
		;;
	*)
		wait_for "$out/scan.err" SCARD_ 20
		fake service start
		wait_for "$out/scan.out" 'Card removed, ' 30 2
		fake insert a 3B021450
		shows_it yes
		;;
	esac
}

@test "dead: the service is stopped, and started again" {
	in_turn stops_and_starts
}

wakes() {
	local count
	count=$(awk '/^voluntary_ctxt/ { n += $2 } END { print n }' /proc/"${program_pid[scan]}"/task/*/status)
	echo $((count - ${1-0}))
}

idles() {
	local before
	wait_for "$out/scan.out" 'Card removed, ' 20
	# Ours queries once more, after a second.
	wait_for "$fake_log" '^wait' 20 $([ "$1" = $theirs ] || echo 2)
	before=$(wakes)
	sleep 3
	before=$(wakes "$before")
	echo "$1: woke $before times in 3 s"
	case $1 in
	"$theirs") [ "$before" -ge 10 ] ;;
	*) [ "$before" -le 2 ] ;;
	esac
}

@test "awake: a spinner, ten times a second, in a pipe too" {
	in_turn idles
	! grep -q $'\r' "$out/scan.out" || false
}

@test "not to be read by a program: no such output, no status, no end" {
	run $theirs --json
	[ "$status" != 0 ]
	[[ $output != *'{'* ]]
	# Their -c exits with 0 whether there is a card or not.
	run $theirs -n -c
	[ "$status" = 0 ]
	run pcsc_scan -n -c
	[ "$status" = 1 ]
	fake_add 'insert a 3B021450'
	run pcsc_scan --json --once --on card-inserted
	[ "$status" = 0 ]
	[ "$(python3 -c 'import json, sys; print(json.loads(sys.stdin.read())["atr"])' <<<"$output")" = 3B021450 ]
}

@test "silent: why a reader does not show" {
	echo >"$FAKE_PCSC"
	system_make
	file /sys/bus/usb/devices/1-2/manufacturer Gemalto
	driver /usr/lib/pcsc/drivers ifd-ccid.bundle 0x08E6 0x3438 'Another Reader'
	start scan $theirs -n
	wait_for "$out/scan.out" 'Waiting for the first reader' 20
	wait_for "$fake_log" '^wait' 20
	stop scan TERM
	! grep -i -e driver -e usb -e ccid "$out/scan.out" "$out/scan.err" || false
	run $theirs --doctor
	[ "$status" != 0 ]
	run --separate-stderr pcsc_scan --doctor --root "$system"
	[ "$status" = 1 ]
	[[ $output == *'08E6:3437 Gemalto PC Twin Reader'*libccid* ]]
	[[ $output == *'The nearest listed is 08E6:3438 Another Reader, by ifd-ccid.bundle 1.5.2.'* ]]
}
