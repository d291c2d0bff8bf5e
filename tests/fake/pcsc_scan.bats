#!/usr/bin/env bats
# pcsc_scan on the fake winscard: tests that are not possible with the real service.

load common
load ../watch

setup() {
	fake_start 'add a First reader'
	PATH=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")/bin:$PATH
}

teardown() {
	programs_end
}

# Changes the world, before the program starts or while it runs.
world() {
	if [ -n "${program_pid[scan]-}" ]; then fake "$*"; else fake_add "$*"; fi
}

insert() { world insert a "$1"; }
mute_card() { world mute a; }
remove_card() { world remove a; }
swap() { world swap a "$1"; }
service() { world service "$1"; }

@test "insert and remove" { watch_insert_and_remove; }
@test "swap" { watch_swap; }
@test "mute card" { watch_mute; }
@test "what is there at the start" { watch_initial; }
@test "the lines of a pipe" { watch_classic; }
@test "INT, TERM and HUP end it at once" { watch_signals; }
@test "a closed pipe ends it while idle" { watch_closed_pipe; }
@test "-t ends it" { watch_time; }
@test "the service stops and comes back" { watch_service; }
@test "-r and -c" { watch_lists; }

# Prints all events except reader events at the start: "card-inserted Second reader 1 0".
all_events() {
	sed -E 's/.*"event":"([^"]*)","initial":([^,]*),"reader":\{"index":([0-9]*),"name":"([^"]*)"\},.*"missed":([0-9]*),.*/\1 \4 \3 \5 \2/' \
		"$out/scan.out" | grep -v ' true$' | sed 's/ false$//'
}

# Waits until the program is waiting again, so that the next change is reported as a separate event.
settled() {
	wait_for "$fake_log" '^wait' 5 "${1-1}"
}

for_each_pnp() {
	local pnp
	for pnp in old counter unknown error; do
		rm -f "$out/scan.out"
		printf '%s\n' "pnp $pnp" 'add a First reader' >"$FAKE_PCSC"
		: >"$fake_log"
		"$@"
	done
}

come_and_go() {
	scan_start
	settled
	fake add b Second reader
	wait_event reader-added
	fake insert b 3B021450
	wait_event card-inserted
	fake unplug a
	wait_event reader-removed
	fake unplug b
	wait_event reader-removed 2
	fake add a First reader
	wait_event reader-added 2
	stop scan TERM
	[ "$(all_events)" = 'reader-added Second reader 1 0
card-inserted Second reader 1 0
reader-removed First reader 0 0
card-removed Second reader 0 0
reader-removed Second reader 0 0
reader-added First reader 0 0' ]
}

@test "readers come and go, with every kind of service" {
	for_each_pnp come_and_go
}

@test "without plug and play it says so, and looks once a second" {
	fake_add 'pnp unknown'
	start scan pcsc_scan
	wait_for "$out/scan.out" '^Plug.n play is not supported here: looking for readers once a second$'
	# -p: the old program's option, for services that claim not to support plug and play but do.
	stop scan TERM
	rm "$out/scan.out"
	start scan pcsc_scan -p
	wait_for "$out/scan.out" '^Using reader plug.n play mechanism$'
}

@test "a reader that comes between the list and the wait is not lost" {
	# The third call is the first wait; the test for plug and play support and a query of the
	# states come before it.
	fake_add 'on SCardGetStatusChange 3 add b Second reader' 'on SCardListReaders 3 add c Third reader'
	scan_start
	wait_event reader-added 2
	stop scan TERM
	[ "$(all_events | sort)" = 'reader-added Second reader 1 0
reader-added Third reader 2 0' ]
}

@test "a card that comes and goes between two calls is not lost" {
	fake_add 'insert a 3B00' 'on SCardListReaders 3 remove a' 'on SCardListReaders 3 insert a 3B021450'
	scan_start
	wait_event card-inserted
	stop scan TERM
	[ "$(all_events)" = 'card-removed First reader 0 0
card-inserted First reader 0 0' ]
}

@test "events that no query could see are counted" {
	local i
	fake_add 'insert a 3B00'
	for i in 1 2 3; do
		fake_add 'on SCardListReaders 3 remove a' 'on SCardListReaders 3 insert a 3B021450'
	done
	scan_start
	wait_event card-inserted
	stop scan TERM
	[ "$(all_events)" = 'card-removed First reader 0 0
card-inserted First reader 0 4' ]
}

@test "the first card of a reader, removed before any query, is counted when the time limit is reached" {
	fake_add 'on wait 1 insert a 3B00' 'on wait 1 remove a'
	scan_start
	wait_for "$out/scan.out" state-changed 20
	fake insert a 3B00
	wait_event card-inserted
	stop scan TERM
	[ "$(all_events)" = 'state-changed First reader 0 2
card-inserted First reader 0 0' ]
	[ "$(grep -c '^wait' "$fake_log")" -lt 6 ]
}

@test "a card that the service shows before it counts it is reported once" {
	fake_add 'counter a 0005' 'on SCardListReaders 3 insert a 3B021450' 'on SCardListReaders 3 counter a 0005'
	scan_start
	wait_event card-inserted
	fake counter a 0006
	fake remove a
	wait_event card-removed
	stop scan TERM
	[ "$(all_events)" = 'card-inserted First reader 0 0
card-removed First reader 0 0' ]
}

@test "without an event counter: another card in the place of one is seen by its ATR, within a second" {
	local pnp
	for pnp in unknown error; do
		rm -f "$out/scan.out"
		printf '%s\n' 'counters off' "pnp $pnp" 'add a First reader' 'insert a 3B00' >"$FAKE_PCSC"
		: >"$fake_log"
		scan_start
		settled
		fake swap a 3B021450 # does not end the wait
		wait_event card-inserted
		fake remove a
		wait_event card-removed 2
		fake insert a 3B00
		wait_event card-inserted 2
		stop scan TERM
		[ "$(all_events)" = 'card-removed First reader 0 0
card-inserted First reader 0 0
card-removed First reader 0 0
card-inserted First reader 0 0' ]
	done
}

@test "the counter wraps" {
	fake_add 'insert a 3B00' 'counter a FFFF'
	scan_start
	settled
	fake remove a
	wait_event card-removed
	fake insert a 3B021450
	wait_event card-inserted
	stop scan TERM
	[ "$(all_events)" = 'card-removed First reader 0 0
card-inserted First reader 0 0' ]
}

@test "a reader that goes and returns under its name" {
	fake_add 'insert a 3B00'
	scan_start
	settled
	fake unplug a
	wait_event reader-removed
	fake add x First reader
	wait_event reader-added
	stop scan TERM
	[ "$(all_events)" = 'card-removed First reader 0 0
reader-removed First reader 0 0
reader-added First reader 0 0' ]
}

@test "a reader that was away between two looks" {
	fake_add 'insert a 3B00' 'counter a 0005' 'on SCardListReaders 3 unplug a' \
		'on SCardListReaders 3 add x First reader'
	scan_start
	wait_event reader-added
	stop scan TERM
	[ "$(all_events)" = 'card-removed First reader 0 0
reader-removed First reader 0 0
reader-added First reader 0 0' ]
}

# libpcsclite 2.5 mistakes an event that arrives while it asks for the states for the start of the
# response. It then returns one of two error codes, or reports after a wait that all readers are
# gone.
@test "an event that is mistaken for the start of a response is not reported" {
	local code
	for code in 8010001F 80100009; do
		printf '%s\n' 'pnp counter' 'add a First reader' "fail SCardGetStatusChange $code 2 2" >"$FAKE_PCSC"
		rm -f "$out/scan.out"
		: >"$fake_log"
		scan_start
		settled
		[ "$(grep -c "^SCardGetStatusChange 0x$code" "$fake_log")" = 2 ]
		fake insert a 3B00
		wait_event card-inserted
		stop scan TERM
		[ "$(all_events)" = 'card-inserted First reader 0 0' ]
		[ ! -s "$out/scan.err" ]
	done
}

@test "a reader reported as gone, but not counted, is still there" {
	fake_add 'pnp counter' 'add b Second reader' 'insert a 3B00' 'on wait 1 state a 0004' 'on wait 1 insert b 3B021450' \
		'on SCardListReaders 3 state a 0000'
	scan_start
	wait_event card-inserted
	fake remove a
	wait_event card-removed
	stop scan TERM
	[ "$(all_events)" = 'card-inserted Second reader 1 0
card-removed First reader 0 0' ]
}

@test "two readers swap their places" {
	fake_add 'add b Second reader' 'insert b 3B00'
	scan_start
	settled
	fake unplug a
	wait_event reader-removed
	fake add a First reader
	wait_event reader-added
	fake insert a 3B021450
	wait_event card-inserted
	stop scan TERM
	[ "$(all_events)" = 'reader-removed First reader 0 0
reader-added First reader 1 0
card-inserted First reader 1 0' ]
}

@test "no reader at the start" {
	echo >"$FAKE_PCSC"
	start scan pcsc_scan -n
	wait_for "$out/scan.out" '^Waiting for the first reader\.\.\.$'
	settled
	fake add a First reader
	wait_for "$out/scan.out" '^found one$'
	wait_for "$out/scan.out" '^0: First reader$'
	wait_for "$out/scan.out" 'Card removed, $'
	stop scan TERM
	run --separate-stderr pcsc_scan -r
	[ "$status" = 3 ]
	[ "$output" = 'No reader found.' ]
	[[ $stderr == *SCARD_E_NO_READERS_AVAILABLE*libccid* ]]
	run --separate-stderr pcsc_scan -c
	[ "$status" = 3 ]
}

# many_readers N LIMIT: N readers on a service that accepts LIMIT entries (0: any number) in a call.
many_readers() {
	rm -f "$out/scan.out"
	printf '%s\n' "limit $2" "readers $1" >"$FAKE_PCSC"
	: >"$fake_log"
	scan_start
	[ "$(grep -c '"event":"reader-added","initial":true' "$out/scan.out")" = "$1" ]
	settled
	fake insert "r$(($1 - 1))" 3B00
	wait_event card-inserted
	fake unplug r0
	wait_event reader-removed
	fake add new New reader
	wait_event reader-added
	stop scan TERM
	[ "$status" = 0 ]
	[ ! -s "$out/scan.err" ]
	[ "$(all_events)" = "card-inserted Fake Reader $(printf %03d $(($1 - 1))) $(($1 - 1)) 0
reader-removed Fake Reader 000 0 0
reader-added New reader $(($1 - 1)) 0" ]
}

@test "15 and 16 readers on an old service" {
	many_readers 15 16
	many_readers 16 16
}

@test "16, 17 and 200 readers on a new service" {
	many_readers 16 0
	many_readers 17 0
	many_readers 200 0
}

@test "17 readers on an old service: looked at in parts" {
	rm -f "$out/scan.out"
	printf '%s\n' 'limit 16' 'readers 17' >"$FAKE_PCSC"
	scan_start
	wait_for "$fake_log" '^SCardGetStatusChange 0x80100004'
	fake insert r16 3B00
	wait_event card-inserted
}

# Each call fails once with each code: -r and -c report the error, or carry on.
@test "each code at each call, once" {
	local code call
	for call in SCardEstablishContext SCardListReaders SCardGetStatusChange SCardReleaseContext; do
		for code in $(printf '801000%02X ' {1..49} {101..111}); do
			printf '%s\n' 'add a First reader' "fail $call $code 0 1" >"$FAKE_PCSC"
			run --separate-stderr timeout 30 pcsc_scan -r
			case $status in
			0) [ "$output" = '0: First reader' ] && [ -z "$stderr" ] ;;
			3) [ "$call" != SCardReleaseContext ] && [[ $stderr == *"0x$code)"* ]] ;;
			*) false ;;
			esac || {
				echo "$call $code: $status: $output: $stderr"
				return 1
			}
		done
	done
}

# The scan continues whatever fails for a while; the output ends in the same way every time.
@test "each code at each call: the scan goes on" {
	local code call
	for call in SCardEstablishContext SCardListReaders SCardGetStatusChange; do
		for code in 80100001 80100002 80100003 80100006 80100008 80100009 8010000A 80100013 \
			80100017 8010001D 8010001E 8010002E 8010006A; do
			rm -f "$out/scan.out"
			printf '%s\n' 'add a First reader' 'insert a 3B00' "fail $call $code 0 1" >"$FAKE_PCSC"
			start scan pcsc_scan --json -n
			wait_for "$out/scan.out" '"event":"card-inserted".*"atr":"3B00"' || {
				echo "$call $code"
				return 1
			}
			stop scan INT
			[ "$status" = 0 ] || {
				echo "$call $code: $status"
				cat "$out/scan.err"
				return 1
			}
		done
	done
}

# A service that always returns at once with the same result must not cause a busy loop.
@test "no busy loop" {
	local code calls
	for code in 80100002 80100004 80100009 8010000A 80100013 80100017 8010001D; do
		printf '%s\n' 'add a First reader' "fail SCardGetStatusChange $code" >"$FAKE_PCSC"
		: >"$fake_log"
		run --separate-stderr pcsc_scan -n -t 1.2
		[ "$status" = 0 ]
		calls=$(grep -c '^SCard' "$fake_log")
		echo "$code: $calls calls"
		[ "$calls" -lt 150 ]
	done
}

# The first two attempts follow each other, before and after the program starts to watch the socket;
# from then on each pause is twice as long as the one before.
@test "without a service it waits, with a pause that grows" {
	export PCSCLITE_CSOCK_NAME=$out/pcscd.comm
	fake_add 'service stop'
	start scan pcsc_scan -n --trace="$out/trace"
	wait_for "$out/scan.err" '^pcsc_scan: no PC/SC service \(SCARD_E_NO_SERVICE 0x8010001D\)$'
	wait_for "$out/scan.err" '^pcsc_scan: hint: "pcsc_scan --doctor" finds out why'
	wait_for "$out/trace" 'SCardEstablishContext .*0x8010001D' 8 6
	[ "$(grep -c 'no PC/SC service' "$out/scan.err")" = 1 ]
	stop scan TERM
	[ "$status" = 0 ]
	head -n 6 "$out/trace" | tr ':' ' ' | awk '{ t = $1 * 3600 + $2 * 60 + $3; if (t < last) t += 86400 }
		NR > 2 && t - last < 0.25 * 2 ^ (NR - 3) - 0.01 { print NR, t - last; bad = 1 }
		{ last = t } END { exit bad || NR != 6 }'
}

@test "access denied" {
	fake_add 'fail SCardEstablishContext 8010006A'
	run --separate-stderr pcsc_scan -c
	[ "$status" = 3 ]
	[[ $stderr == *'access denied (SCARD_W_SECURITY_VIOLATION 0x8010006A)'*polkit* ]]
}

@test "its end is clean: the wait cancelled, the context released" {
	scan_start
	settled
	stop scan TERM
	grep '^SCardGetStatusChange 0x80100002' "$fake_log"
	grep '^end contexts=0 cards=0$' "$fake_log"
}

# interrupted COMMAND...: starts the scanner, runs COMMAND, then interrupts the scanner; took is the
# time in ms that it needed to end.
interrupted() {
	local before
	: >"$fake_log"
	rm -f "$out/scan.out"
	start scan pcsc_scan -n
	"$@"
	before=$(now_ms)
	stop scan INT
	took=$(($(now_ms) - before))
	[ "$status" = 0 ]
}

@test "a failing SCardCancel does not keep it from ending" {
	fake_add 'fail SCardCancel 80100001'
	quick interrupted settled
}

# The call that hangs is abandoned.
@test "a call that does not return does not keep it from ending" {
	local call
	for call in SCardEstablishContext SCardListReaders SCardGetStatusChange SCardCancel; do
		printf '%s\n' 'add a First reader' "hang $call" >"$FAKE_PCSC"
		case $call in
		SCardCancel) quick interrupted settled ;;
		*) quick interrupted wait_for "$out/scan.out" '^PC/SC device scanner' ;;
		esac
		grep '^PC/SC device scanner' "$out/scan.out"
	done
}

@test "a full pipe that nothing reads does not keep it from ending" {
	local before
	fake_add 'limit 0' 'readers 250'
	mkfifo "$out/pipe"
	exec 7<>"$out/pipe"
	head -c 65000 /dev/zero >&7
	# The scanner must not inherit descriptors 3 and 7: it would keep them open.
	start scan bash -c 'exec pcsc_scan -n >"$1"' - "$out/pipe"
	wait_for "$fake_log" '^wait'
	before=$(now_ms)
	stop scan INT
	exec 7>&-
	[ "$status" = 0 ]
	[ $(($(now_ms) - before)) -lt 8000 ] # the function stop waits longer
}

# caught_int PID: succeeds if the process handles SIGINT.
caught_int() {
	(($(awk '/^SigCgt/ { print "0x" $2 }' "/proc/$1/status") & 2))
}

# writes_error PID: succeeds if the process is in a system call on descriptor 2, write().
writes_error() {
	[ "$(awk '{ print $2 }' "/proc/$1/syscall")" = 0x2 ]
}

# to_full_pipe ARGUMENT...: starts pcsc_scan with its output on a pipe that is full; fd 7 is our end.
to_full_pipe() {
	rm -f "$out/pipe" && mkfifo "$out/pipe"
	exec 7<>"$out/pipe"
	head -c 65536 /dev/zero >&7
	start scan bash -c 'pipe=$1; shift; exec pcsc_scan "$@" >"$pipe"' - "$out/pipe" "$@"
}

@test "an answer that was not read is no success" {
	local args
	fake_add 'insert a 3B00'
	for args in '-n --once' '-n --json --once' '-n -t 1'; do
		# shellcheck disable=SC2086
		to_full_pipe $args
		finish scan
		[ "$status" = 3 ]
		grep -q '^pcsc_scan: the last [0-9]* bytes were not read$' "$out/scan.err"
	done
	for args in '-n --once' -r '-n -c' '-n -c --json'; do
		# shellcheck disable=SC2086
		to_full_pipe $args
		wait_for "/proc/${program_pid[scan]}/comm" pcsc_scan
		awaited 5 caught_int "${program_pid[scan]}"
		stop scan INT
		[ "$status" = 130 ]
	done
	# The message that there is no such reader, which is all that it writes.
	rm "$out/pipe" && mkfifo "$out/pipe" && exec 7<>"$out/pipe"
	head -c 65536 /dev/zero >&7
	start scan bash -c 'exec pcsc_scan --json --reader nothing 2>"$0"' "$out/pipe"
	wait_for "/proc/${program_pid[scan]}/comm" pcsc_scan
	awaited 5 writes_error "${program_pid[scan]}"
	stop scan INT
	[ "$status" = 130 ]
	exec 7>&-
}

@test "escapes in a reader's name" {
	printf '%s\n' 'add a \x1b]0;evil\x07\x1b[31mReader\x9b\x0a' 'insert a 3B00' >"$FAKE_PCSC"
	local args
	for args in '-t 1' '--format text -t 1' '--format brief -t 1' -r -c; do
		# shellcheck disable=SC2086
		pcsc_scan -n $args >"$out/text"
		grep -F 'Reader\x9B\x0A' "$out/text"
		! grep -a -P '[\x00-\x08\x0B-\x1F\x7F]' "$out/text" || false
	done
	pcsc_scan --json -n -t 1 >"$out/text"
	! grep -a -P '[\x00-\x08\x0B-\x1F\x7F]' "$out/text" || false
	python3 -c 'import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
	assert json.loads(line)["reader"]["name"] == "\x1b]0;evil\x07\x1b[31mReader\ufffd\n"' "$out/text"
}

@test "--reader and PCSC_READER_IGNORE choose whose events are told" {
	fake_add 'add b Second reader'
	run pcsc_scan -n -q -t 1 --reader second
	[ "$(grep -c 'Reader 1: Second reader' <<<"$output")" = 1 ]
	[[ $output != *'First reader'* ]]
	export PCSC_READER_IGNORE=nothing:FIRST
	run pcsc_scan -n -q -t 1
	[[ $output == *' Reader 1: Second reader'* && $output != *'First reader'* ]]
	run pcsc_scan -n -q -t 1 --reader 0
	[[ $output == *' Reader 0: First reader'* && $output != *'Second reader'* ]]
	run pcsc_scan -r
	[ "$output" = '0: First reader
1: Second reader' ]
}

@test "-d shows the bits, -q says less" {
	fake_add 'insert a 3B00'
	run pcsc_scan -n -d -q -t 1
	[[ $output == *'  State bits: 0000 -> 0020'* ]]
	[[ $output != *'PC/SC device scanner'* && $output != *Scanning* ]]
	run pcsc_scan -n -q -v -t 1
	[[ $output == 'PC/SC device scanner'* ]]
}

@test "another program that uses the card is seen" {
	fake_add 'insert a 3B00' 'state a 0180'
	run pcsc_scan -n -q -t 1
	[[ $output == *'  Card state: Card inserted, Exclusive Mode, Shared Mode, '* ]]
	run pcsc_scan -n --json -t 1
	[[ $output == *'"state":["present","in-use","exclusive"]'* ]]
}

@test "bad command lines" {
	local args
	for args in '-x' '--nope' 'word' '-t' '-t x' '-t -1' '-t 1s' '--format nice' '--color maybe' '--lis x'; do
		# shellcheck disable=SC2086
		run --separate-stderr pcsc_scan $args
		[ "$status" = 2 ]
		[ -z "$output" ]
		[[ $stderr == pcsc_scan:* ]]
	done
	run --separate-stderr pcsc_scan --list "$out/nothing" -t 1
	[ "$status" = 2 ]
}

@test "no room for the output" {
	[ -e /dev/full ] || skip
	run --separate-stderr bash -c 'pcsc_scan -n -t 5 >/dev/full'
	[ "$status" = 3 ]
	[[ $stderr == 'pcsc_scan: standard output: '* ]]
	# The log and the control of the fake would take the place of standard output.
	run --separate-stderr env -u FAKE_PCSC_LOG -u FAKE_PCSC_CONTROL bash -c 'pcsc_scan -r >&-'
	[ "$status" = 3 ]
	[ "$stderr" = 'pcsc_scan: standard output: Bad file descriptor' ]
}

# on_terminal WORDS...: the output of pcsc_scan on a terminal, without carriage returns.
on_terminal() {
	TERM=xterm script -qec "pcsc_scan $*" /dev/null </dev/null | tr -d '\r'
}

@test "--color" {
	local esc=$'\e['
	unset NO_COLOR
	run pcsc_scan -n -c --format text --color always
	[[ $output == *"$esc"* ]]
	[ "$(sed -E 's/\x1b\[[0-9;]*m//g; s/[0-9:]{8}//' <<<"$output")" = \
		"$(pcsc_scan -n -c --format text --color never | sed -E 's/[0-9:]{8}//')" ]
	[[ $(pcsc_scan -n -c --format text --color auto || :) != *"$esc"* ]]
	[[ $(on_terminal -n -c) == *"$esc"* ]]
	[[ $(on_terminal -n -c --color never) != *"$esc"* ]]
	[[ $(NO_COLOR=1 on_terminal -n -c) != *"$esc"* ]]
	[[ $(NO_COLOR=1 on_terminal -n -c --color always) == *"$esc"* ]]
	run pcsc_scan -c --color red
	[ "$status" = 2 ]
}

# named N NAME: inserts and removes the card for the Nth time; the event has the name.
named() {
	fake insert a 3B021450
	wait_for "$out/scan.out" '"event":"card-inserted"' 5 "$1"
	fake remove a
	wait_for "$out/scan.out" '"event":"card-removed"' 5 "$1"
	[[ $(grep card-inserted "$out/scan.out" | tail -n 1) == *"$2"* ]]
}

@test "cards are named by the list as it is then" {
	printf '3B 02 14 50\n\tOld name\nnonsense\n' >"$out/list"
	start scan pcsc_scan --json --list "$out/list"
	wait_for "$fake_log" '^wait'
	named 1 '"Old name"'
	printf '3B 02 14 50\n\tNew name\nnonsense\n' >"$out/new"
	mv "$out/new" "$out/list"
	named 2 '"New name"'
	printf '3B 02 14 50\n\tNewest name\n' >"$out/list"
	named 3 '"Newest name"'
	rm "$out/list"
	named 4 '"Newest name"'
	printf '3B 02 14 50\n\tThere again\n' >"$out/list"
	named 5 '"There again"'
	stop scan TERM
	[ "$(grep -c ':3:1: ' "$out/scan.err")" = 1 ]
	[ "$(wc -l <"$out/scan.err")" = 1 ]
}

@test "a list that was truncated and removed names no card until it is there again" {
	for size in 0 5000 170005; do
		{ printf '3B 02 14 50\n\tOld name\n' && yes '# comment' | head -n 17000; } >"$out/list"
		start scan pcsc_scan --json --list "$out/list"
		wait_for "$fake_log" '^wait'
		named 1 '"Old name"'
		truncate -s $size "$out/list" && rm "$out/list"
		named 2 '"cards":[]'
		named 3 '"cards":[]'
		printf '3B 02 14 50\n\tThere again\n' >"$out/list"
		named 4 '"There again"'
		stop scan TERM
		diff "$out/scan.err" - <<<"pcsc_scan: card list $out/list: truncated while being read"
		: >"$fake_log"
	done
}

@test "a list that is replaced while it is opened is opened again" {
	printf '3B 02 14 50\n\tOld name\n' >"$out/list"
	export ASAN_OPTIONS=detect_leaks=0 # the leak check does not work under strace
	start scan strace -D -o "$out/trace" -P "$out/list" -e trace=openat,mmap -e inject=mmap:delay_exit=500000 \
		"$(command -v pcsc_scan)" --json --list "$out/list"
	wait_for "$out/trace" openat
	printf '3B 02 14 50\n\tNew name\n' >"$out/new"
	mv "$out/new" "$out/list"
	wait_for "$fake_log" '^wait'
	named 1 '"New name"'
	stop scan TERM
}

@test "a list that could not be read is read once it is accessible" {
	printf '3B 02 14 50\n\tOld name\n' >"$out/list"
	export ASAN_OPTIONS=detect_leaks=0
	# It is opened at the start, for the first card, and after the change.
	start scan strace -D -o "$out/trace" -P "$out/list" -e trace=openat -e inject=openat:error=EACCES:when=3 \
		"$(command -v pcsc_scan)" --json --list "$out/list"
	wait_for "$fake_log" '^wait'
	named 1 '"Old name"'
	printf '3B 02 14 50\n\tNew name\n' >"$out/list"
	named 2 '"cards":[]'
	chmod 640 "$out/list"
	named 3 '"New name"'
	stop scan TERM
	diff "$out/scan.err" - <<<"pcsc_scan: card list $out/list: Permission denied"
}

@test "a card is named by a list that was installed meanwhile" {
	unset SMARTCARD_LIST
	export HOME=$out/home XDG_DATA_DIRS=$out/shared
	mkdir -p "$out/home/.cache" "$out/shared"
	start scan pcsc_scan --json
	wait_for "$fake_log" '^wait'
	{ printf '3B 02 14 50\n\tFrom the cache\n' && seq -f '3B 02 %g' 10 20; } >"$out/home/.cache/smartcard_list.txt"
	named 1 '"From the cache"'
	stop scan TERM
}

@test "a list that is a pipe is read once" {
	mkfifo "$out/fifo"
	printf '3B 02 14 50\n\tFrom a pipe\n' >"$out/fifo" &
	start scan pcsc_scan --json --list "$out/fifo"
	wait_for "$fake_log" '^wait'
	named 1 '"From a pipe"'
	named 2 '"From a pipe"'
	stop scan TERM
}

@test "lists need no memory while nothing happens" {
	case $(nm "$(command -v pcsc_scan)") in *__asan_init*) skip 'AddressSanitizer needs memory of its own' ;; esac
	awk 'BEGIN { for (i = 0; i < 100000; i++) printf "3B 02 14 %02X %02X %02X\n\tA card of many\n", i / 65536, i / 256 % 256, i % 256 }' >"$out/list"
	start scan pcsc_scan --json --list "$out/list"
	wait_for "$fake_log" '^wait'
	fake insert a 3B021450
	wait_event card-inserted
	wait_for "$fake_log" '^wait' 5 2
	[ "$(awk '/^RssAnon/ { print $2 }' "/proc/${program_pid[scan]}/status")" -lt 2000 ]
	stop scan TERM
}
