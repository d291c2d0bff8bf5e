#!/usr/bin/env bats
# pcsc_scan -s: repeats one command, and measures the response times.

load common
load ../doctor

setup() {
	fake_start 'add a First reader' 'insert a 3B021450' 'answer a 80CA 6D00' 'answer a 00B0 01029000' \
		'delay SCardTransmit 2'
	PATH=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")/bin:$PATH
}

# Keep all JSON lines of all tests for the last test.
teardown() {
	programs_end
	grep -h '^{' "$out/scan.out" >>"$BATS_FILE_TMPDIR/json" 2>/dev/null || :
}

# each EVENT EXPRESSION...: evaluates a Python expression for each JSON line of this event, as `e`.
each() {
	python3 -c 'import json, sys
count = 0
for line in open(sys.argv[1]):
	e = json.loads(line)
	if e["event"] == sys.argv[2]:
		count += 1
		assert eval(sys.argv[3]), e
assert count > 0, "no " + sys.argv[2]' "$out/scan.out" "$1" "$2"
}

@test "what is sent is said first; Ctrl-C gives the summary" {
	start scan pcsc_scan -n -s
	wait_for "$out/scan.out" ' Reader 0: First reader: [0-9]+ commands, [0-9]+ a second, last response 6D 00$'
	stop scan INT
	[ "$status" = 0 ]
	grep -x 'Sending this command repeatedly to every inserted card (shared): 80 CA 9F 7F 00' "$out/scan.err"
	grep 'changes nothing and selects no file' "$out/scan.err"
	grep -E ' Reader 0: First reader: [0-9]+ commands in [0-9.]+ s, [0-9]+ a second, last response 6D 00$' "$out/scan.out"
	grep -E '^  min [0-9.]+ ms, median [0-9.]+ ms, 90 % [0-9.]+ ms, 99 % [0-9.]+ ms, max [0-9.]+ ms$' "$out/scan.out"
	grep -E '^ +[0-9.]+ - +[0-9.]+ ms #+ +[0-9]+$' "$out/scan.out"
	# The card is disconnected and nothing stays open.
	grep 'SCardDisconnect 0x00000000' "$fake_log"
	grep 'end contexts=0 cards=0' "$fake_log"
	! grep -q SCardReconnect "$fake_log" || false
}

@test "an allocation that fails is reported, or the test runs nevertheless" {
	# The latter is what a thread that cannot start gives.
	local n no_memory='out of memory\|Resource temporarily unavailable'
	! nm "$(command -v pcsc_scan)" | grep -q '__[at]san_init' || skip 'a sanitizer has its own malloc'
	unset FAKE_PCSC_CONTROL FAKE_PCSC_LOG
	for n in {1..48}; do
		printf '%b' "\\x$(printf %02x "$n")" '\0\0\0\0\0\0\0' >"$out/state-$n"
		{
			status=0
			FAULT_STATE=$out/state-$n LD_PRELOAD=$LD_LIBRARY_PATH/../faults/memory.so \
				pcsc_scan -n -s -t 3 >"$out/out-$n" 2>"$out/err-$n" || status=$?
			echo "$status" >"$out/status-$n"
		} 3>&- &
		[ $((n % 24)) != 0 ] || wait
	done
	for n in {1..48}; do
		status=$(<"$out/status-$n")
		{ [ "$status" = 3 ] && grep -q "$no_memory" "$out/err-$n"; } ||
			{ [ "$status" = 0 ] && grep -q ' commands in ' "$out/out-$n"; } || { cat "$out/err-$n" "$out/out-$n"; return 1; }
	done
}

@test "in JSON" {
	start scan pcsc_scan -n -s --json
	wait_for "$out/scan.out" '"event":"stress",'
	stop scan INT
	[ "$status" = 0 ]
	each stress 'e["command"] == "80CA9F7F00" and e["sw"] == "6D00" and e["histogram"] is None and e["error"] is None'
	each stress-summary 'e["reader"] == {"index": 0, "name": "First reader"} and e["schema"] == 1'
	# The fake takes 2 ms; the machine adds the rest.
	each stress-summary '2 <= e["min_ms"] <= e["median_ms"] <= e["p90_ms"] <= e["p99_ms"] <= e["max_ms"]'
	each stress-summary 'sum(r["count"] for r in e["histogram"]) == e["commands"] > 100'
	each stress-summary 'abs(e["commands"] / e["seconds"] - e["per_second"]) < 0.01 * e["per_second"]'
	each stress-summary 'list(e) == ["schema", "time", "event", "reader", "command", "commands", "seconds", "per_second", "sw", "min_ms", "median_ms", "p90_ms", "p99_ms", "max_ms", "histogram", "error"]'
	[ "$(grep -c '^> 80CA9F7F00$' "$fake_log")" = "$(sed -n 's/.*"stress-summary".*"commands":\([0-9]*\),.*/\1/p' "$out/scan.out")" ]
}

@test "the time limit gives the summary too" {
	run pcsc_scan -n -q -s -t 1
	[ "$status" = 0 ]
	[[ $output == *' commands in '*'  min '* ]]
}

@test "a command of one's own" {
	run --separate-stderr pcsc_scan -n -s -t 1 --command '00 b0 00:00 02'
	[ "$status" = 0 ]
	[[ $stderr == *': 00 B0 00 00 02' ]]
	[[ $output == *'last response 90 00'* ]]
	grep -x '> 00B0000002' "$fake_log"
	! grep -q '^> 80CA' "$fake_log" || false
}

@test "commands that are invalid, or that would block a card" {
	local hex
	for hex in '' 00A4 00A4000G 00A400000 002000810831323334FFFFFFFF 00240081021234 002C0081021234 00200081083132; do
		run --separate-stderr pcsc_scan -n -s -t 0.2 --command "$hex"
		[ "$status" = 2 ]
		[ -z "$output" ]
		[[ $stderr == 'pcsc_scan: --command'* ]]
	done
	run --separate-stderr pcsc_scan --command 00A40000
	[ "$status" = 2 ]
	[[ $stderr == *'only with -s'* ]]
	[ ! -s "$fake_log" ] || ! grep -q '^> ' "$fake_log"
}

@test "the card is analysed once, whatever -s changes about its state" {
	start scan pcsc_scan -s
	wait_for "$out/scan.out" ' Reader 0: First reader: [0-9]+ commands' 20
	fake state a 0120
	fake add b Second reader # ends the wait
	wait_for "$out/scan.out" 'Card inserted, Shared Mode, $' 20
	stop scan INT
	[ "$(grep -c '^+ TS = ' "$out/scan.out")" = 1 ]
	[ "$(grep -c '^  ATR: ' "$out/scan.out")" -ge 2 ]
}

@test "two cards at once; one goes" {
	fake_add 'add b Second reader' 'insert b 3B00'
	start scan pcsc_scan -n -s --json
	wait_for "$out/scan.out" '"event":"stress".*First'
	wait_for "$out/scan.out" '"event":"stress".*Second'
	fake remove a
	wait_for "$out/scan.out" '"event":"stress-summary".*First.*"error":"SCARD_W_REMOVED_CARD"'
	fake insert a 3B021450
	wait_for "$out/scan.out" '"event":"stress",.*First' 5 2
	stop scan TERM
	[ "$status" = 0 ]
	[ "$(grep -c '"stress-summary".*First' "$out/scan.out")" = 2 ]
	[ "$(grep -c '"stress-summary".*Second' "$out/scan.out")" = 1 ]
}

@test "a card that another program holds" {
	fake_add 'hold a'
	pcsc_scan -n -s --json -t 1 >"$out/scan.out"
	each stress-summary 'e["error"] == "SCARD_E_SHARING_VIOLATION" and e["commands"] == 0 and e["min_ms"] is None'
	run pcsc_scan -n -q -s -t 1
	[ "$status" = 0 ]
	[[ $output == *' 0 commands in 0.0 s, 0 a second; ended: another program holds the card' ]]
}

@test "a card that does not respond does not keep it from ending; its results so far are reported" {
	fake_add 'hang SCardTransmit 20'
	SECONDS=0
	start scan pcsc_scan -n -s --json
	wait_for "$fake_log" 'SCardTransmit hangs'
	stop scan INT
	[ "$status" = 0 ]
	[ $SECONDS -lt 30 ]
	each stress-summary 'e["commands"] == 20'
}

@test "all that was said in JSON is what the schema says" {
	json_schema
	grep '"event":"stress",' "$BATS_FILE_TMPDIR/json" >"$out/found"
	grep '"commands":0,' "$BATS_FILE_TMPDIR/json" >"$out/found"
}
