#!/usr/bin/env bats
# pcsc_scan: output that nothing reads, and large numbers of events.

load common
load ../watch

setup() {
	fake_start 'add a First reader' 'add b Second reader'
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	PATH=$(cd "$root" && realpath "${B:-build}")/bin:$PATH
}

# scan_to_pipe ARGUMENT...: starts pcsc_scan with its output on a pipe that nothing reads yet; fd 7
# is our end.
scan_to_pipe() {
	mkfifo "$out/pipe"
	exec 7<>"$out/pipe"
	start scan bash -c 'pipe=$1; shift; exec pcsc_scan "$@" >"$pipe"' - "$out/pipe" "$@"
}

memory() {
	awk '/^VmRSS/ { print $2 }' "/proc/${program_pid[scan]}/status"
}

# rounds N: restarts the service N times. Each restart makes 400 events: 200 readers with a card
# each. A restart begins once the monitor has given up the previous service, and ends once it waits
# on the new one.
rounds() {
	local n left waits
	for ((n = 0; n < $1; n++)); do
		left=$(grep -c '^SCardReleaseContext' "$fake_log" || :)
		fake service stop
		wait_for "$fake_log" '^SCardReleaseContext' 10 $((left + 1))
		waits=$(grep -c '^wait$' "$fake_log" || :)
		fake service start
		wait_for "$fake_log" '^wait$' 10 $((waits + 1))
	done
}

@test "events beyond the queue are dropped, counted and told; memory stands; the monitor lives" {
	local before
	printf '%s\n' 'limit 0' 'readers 200' >"$FAKE_PCSC"
	for ((i = 0; i < 200; i++)); do echo "insert r$i 3B00"; done >>"$FAKE_PCSC"
	scan_to_pipe --json -n
	wait_for "$fake_log" '^wait$'
	rounds 14
	before=$(memory)
	rounds 10
	# AddressSanitizer does not return freed memory.
	[ -n "${SAN-}" ] || [ $(($(memory) - before)) -lt 200 ]
	# Now read the output: the queued events, then the number of dropped events, then new
	# events.
	cat <"$out/pipe" >"$out/read" 3>&- 7>&- &
	reader=$!
	exec 7>&-
	wait_for "$out/read" events-dropped
	fake remove r5
	wait_for "$out/read" '"event":"card-removed","initial":false'
	stop scan TERM
	[ "$status" = 0 ]
	wait $reader
	python3 "$root/tests/cli/json_schema.py" "$root/data/pcsc_scan.schema.json" <"$out/read"
	python3 - "$out/read" <<-'END'
		import json, sys
		lines = [json.loads(line) for line in open(sys.argv[1])]
		dropped = [i for i, e in enumerate(lines) if e["event"] == "events-dropped"]
		made = 25 * 400 + 24 * 2 + 1
		assert len(dropped) == 1 and lines[dropped[0]]["missed"] > 400, dropped
		assert len(lines) - 1 + lines[dropped[0]]["missed"] == made, (len(lines), lines[dropped[0]])
		assert lines[-1]["event"] == "card-removed" and dropped[0] == len(lines) - 2
	END
}

@test "what is dropped is told in text too" {
	local format
	for format in classic text brief; do
		echo 'limit 0' >"$FAKE_PCSC"
		for ((i = 0; i < 200; i++)); do
			printf 'add r%d %0100d\ninsert r%d 3B00\n' $i $i $i
		done >>"$FAKE_PCSC"
		: >"$fake_log"
		rm -f "$out/pipe"
		scan_to_pipe --format $format
		wait_for "$fake_log" '^wait$'
		rounds 30
		cat <"$out/pipe" >"$out/read" 3>&- 7>&- &
		exec 7>&-
		wait_for "$out/read" '[0-9]+ events dropped|events-dropped.[0-9]+' 5 >"$out/said" 2>&1
		stop scan TERM
	done
}

@test "a reader of our output that stops and goes on loses nothing that fits" {
	scan_to_pipe --json -n
	wait_for "$fake_log" '^wait$'
	for ((i = 0; i < 150; i++)); do
		fake insert a 3B00
		fake remove a
	done
	wait_for "$fake_log" '^ok remove a$' 5 150
	cat <"$out/pipe" >"$out/read" 3>&- 7>&- &
	exec 7>&-
	wait_for "$out/read" '"event":"card-removed".*"event_count":300'
	stop scan TERM
	python3 - "$out/read" <<-'END'
		import json, sys
		count = 0
		for line in open(sys.argv[1]):
		    e = json.loads(line)
		    assert e["event"] != "events-dropped"
		    if e["reader"]["index"] == 0 and not e["initial"]:
		        # An insertion and a removal that were both unseen make no event; they are
		        # counted as missed.
		        count += e["event"].startswith("card-") + e["missed"]
		assert count == 300, count
	END
}

@test "a reader of our output that goes away ends it silently, queue or not" {
	printf '%s\n' 'limit 0' 'readers 200' >"$FAKE_PCSC"
	for ((i = 0; i < 200; i++)); do echo "insert r$i 3B00"; done >>"$FAKE_PCSC"
	scan_to_pipe --json -n
	wait_for "$fake_log" '^wait$'
	rounds 1
	exec 7>&-
	finish scan
	[ "$status" = 0 ]
	! grep -v -e service -e pcscd -e Waiting -e systemctl "$out/scan.err"
}
