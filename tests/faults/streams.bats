#!/usr/bin/env bats
# Standard input, output and error that are closed, slow or have lost their reader; and a card that
# does not respond.
#
# shellcheck disable=SC2154

load ../fake/common
load ../cli/common

setup() {
	PATH=$BIN:$PATH
	libexec=$BIN/../libexec/pcsckit
	cd "$BATS_TEST_TMPDIR" || return
	mkdir "$HOME"
	printf '# ATR: 3B 00\n# protocol: T=1\n00 A4 00 00 [] (9000)\n' >card.apdu
	printf '00 A4 00 00\n' >script
	printf '3B 00\n\tA card\n' >list
}

# The fake opens files before main, so it is not used in tests that close a descriptor.
start_fake() {
	fake_start 'add a First reader' 'insert a 3B00' 'answer a 00 9000'
}

# A line for each program: its exit status and its arguments.
commands() {
	cat <<-END
		1 atr_parser --list list 3B0101
		0 atr_parser --lint list
		0 scriptor --replay card.apdu script
		0 pcsc_scan --help
		0 vicard --help
		0 $libexec/list-update --help
		0 $libexec/capture --help
	END
}

@test "standard output closed at the start is trouble, whatever else is closed" {
	while read -r _ command; do
		for others in '' '<&-' '2>&-' '<&- 2>&-'; do
			run bash -c "$command >&- $others"
			[ "$status" = 3 ] || { echo "$command >&- $others: $status"; return 1; }
		done
	done < <(commands)
}

@test "standard input closed at the start is trouble where it is read" {
	while read -r expected command; do
		run bash -c "$command <&-"
		[ "$status" = "$expected" ] || { echo "$command <&-: $status"; return 1; }
	done < <(commands)
	run --separate-stderr bash -c 'atr_parser <&-'
	gave 3
	says 'standard input: Bad file descriptor'
	for command in 'scriptor --replay card.apdu' 'vicard --port 1 card.apdu'; do
		run --separate-stderr bash -c "$command <&-"
		gave 3
		says 'standard input: Bad file descriptor'
	done
}

@test "standard error closed at the start is trouble where something was to be said" {
	run bash -c 'scriptor --check script 2>&-'
	[ "$status" = 0 ]
	run bash -c 'scriptor --replay card.apdu script 2>&-'
	[ "$status" = 3 ]
	run bash -c 'atr_parser --lint nowhere 2>&-'
	[ "$status" = 3 ]
}

@test "no file that is opened gets descriptor 0, 1 or 2" {
	mkfifo trace # opening it blocks, so that the descriptors can be looked at
	for closed in 0 1 2 '0 1' '0 2' '1 2' '0 1 2'; do
		redirections=
		for fd in $closed; do redirections+=" $fd<&-"; done
		eval "scriptor --replay card.apdu --trace=trace -e 00A40000 $redirections &"
		for ((n = 0; n < 200; n++)); do
			! grep -q '^\(fifo_open\|wait_for_partner\)' "/proc/$!/wchan" || break
			sleep 0.02
		done
		for fd in $closed; do
			[ "$(readlink "/proc/$!/fd/$fd")" = /dev/null ]
		done
		kill $!
		wait $! || :
	done
}

@test "output that does not block loses nothing with a slow reader" {
	awk 'BEGIN { for (i = 0; i < 3000; i++) print "3B00" }' >atrs
	atr_parser --brief <atrs >expected || :
	[ "$(wc -c <expected)" -gt 70000 ]
	for kind in pipe socket; do
		python3 "$BATS_TEST_DIRNAME/slow_reader.py" $kind atr_parser --brief <atrs >got
		cmp got expected
	done
	awk 'BEGIN { for (i = 0; i < 3000; i++) print "00 A4 00 00" }' >long
	{ head -n 2 card.apdu && sed 's/$/ (9000)/' long; } >many.apdu
	scriptor --replay many.apdu long >expected 2>messages
	python3 "$BATS_TEST_DIRNAME/slow_reader.py" pipe scriptor --replay many.apdu long >got 2>said
	cmp got expected
	cmp said messages
}

# without_reader COMMAND...: prints the exit status of COMMAND when its output has lost its reader.
without_reader() {
	python3 -c 'import os, subprocess, sys
read, write = os.pipe()
os.close(read)
with open("said", "wb") as said:
    status = subprocess.call(sys.argv[1:], stdout=write, stderr=said)
print(status if status >= 0 else 128 - status)' "$@"
}

@test "without a reader a listing ends with 0, an answer by SIGPIPE" {
	start_fake
	for command in 'atr_parser 3B00' 'atr_parser --stats TA1 list' 'pcsc_scan -r' 'pcsc_scan -c'; do
		# shellcheck disable=SC2086
		[ "$(without_reader $command)" = 0 ] || { echo "$command"; return 1; }
	done
	printf 'XX\n' >bad
	for command in 'atr_parser --lint bad' 'atr_parser --diff 3B00 3B80' 'atr_parser --profile iso 3B00' \
		'scriptor --replay card.apdu script' 'scriptor --check --json bad' 'pcsc_scan --doctor'; do
		# shellcheck disable=SC2086
		[ "$(without_reader $command)" = 141 ] || { echo "$command: $(cat ended)"; return 1; }
	done
	[ ! -s said ]
}

@test "a signal while nobody reads: 128 + its number" {
	awk 'BEGIN { for (i = 0; i < 9000; i++) print "00 A4 00 00" }' >long
	{ head -n 2 card.apdu && sed 's/$/ (9000)/' long; } >many.apdu
	mkfifo full
	exec 8<>full
	for signal in INT TERM; do
		env --default-signal=INT,TERM scriptor --replay many.apdu long >full 2>said &
		pid=$!
		for ((n = 0; n < 400; n++)); do
			[ "$(cat /proc/$pid/wchan)" = anon_pipe_write ] || [ "$(cat /proc/$pid/wchan)" = pipe_write ] && break
			sleep 0.05
		done
		kill -$signal $pid
		status=0
		wait $pid || status=$?
		[ "$status" = $((128 + $(kill -l $signal))) ] || { echo "$status"; cat said; return 1; }
		! grep scriptor: said
		timeout 0.2 cat <&8 >rest || :
	done
}

@test "a card that hangs, and Ctrl-C: what was received is in recording, capture and report" {
	start_fake
	fake_add 'hang SCardTransmit 2'
	start co scriptor --record rec --pcap run.pcap --junit xml -e 00A40000 -e 00B00000 -e 00C00000
	wait_for "$fake_log" '^SCardTransmit.*hangs|hangs.*SCardTransmit'
	stop co INT
	[ "$status" = 130 ]
	grep -q 'no response from the card; interrupted' "$out/co.err"
	[ "$(cat rec)" = $'# ATR: 3B 00\n# protocol: T=0\n00 A4 00 00 [] (9000)\n00 B0 00 00 [] (9000)' ]
	"$libexec/capture" read <run.pcap | grep '^1 [<>]' >exchanged
	diff exchanged - <<<$'1 > 00 A4 00 00\n1 < 90 00\n1 > 00 B0 00 00\n1 < 90 00\n1 > 00 C0 00 00'
	grep -q 'no response from the card; interrupted' xml
	grep -q '</testsuites>' xml
}
