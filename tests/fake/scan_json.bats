#!/usr/bin/env bats
# pcsc_scan --json: every line conforms to the schema and the man page.

load common
load ../watch

setup() {
	fake_start 'add a First reader' 'insert a 3B021450' 'add b Second reader'
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	PATH=$(cd "$root" && realpath "${B:-build}")/bin:$PATH
	printf '%s\n' '3B 02 14 50' $'\tA card' '3B 0. .. ..' $'\tA family' >"$out/list"
}

good_lines() {
	python3 "$root/tests/cli/json_schema.py" "$root/data/pcsc_scan.schema.json" <"$out/scan.out"
}

# All kinds of events: their content, and their order when two occur at once.
@test "every event, all its keys, in their order" {
	local n
	start scan pcsc_scan --json --list "$out/list"
	# after each change it waits for a moment, looks again, and waits for good
	wait_for "$fake_log" '^wait' 5 2
	fake remove a
	wait_event card-removed
	# When another program begins to use the card, the wait does not end; when it stops using
	# it, it does.
	wait_for "$fake_log" '^wait' 5 4
	fake state a 0100
	fake mute a
	wait_event card-mute
	fake state a 0
	wait_event state-changed
	fake insert b 3B00
	wait_event card-inserted
	fake unplug b
	wait_event reader-removed
	fake add c Third reader
	wait_event reader-added
	fake service stop
	wait_event service-lost
	fake service start
	wait_event service-back
	wait_for "$out/scan.out" '"event":"reader-added","initial":true' 5 4
	stop scan TERM
	n=$(wc -l <"$out/scan.out")
	run good_lines
	[ "$output" = "$n good, 0 bad" ]
	python3 - "$out/scan.out" "$out/list" <<-'END'
		import json, sys
		lines = [json.loads(line) for line in open(sys.argv[1])]
		told = [(e["event"], e["initial"], (e["reader"] or {}).get("index"), e["atr"], e["state"]) for e in lines]
		first = ["present"]
		assert told == [
		    ("reader-added", True, 0, None, first), ("card-inserted", True, 0, "3B021450", first),
		    ("reader-added", True, 1, None, ["empty"]),
		    ("card-removed", False, 0, "3B021450", ["empty"]),
		    ("card-mute", False, 0, None, ["present", "mute", "in-use"]),
		    ("state-changed", False, 0, None, ["present", "mute"]),
		    ("card-inserted", False, 1, "3B00", ["present"]),
		    ("card-removed", False, 1, "3B00", ["unknown"]),
		    ("reader-removed", False, 1, None, ["unknown"]),
		    ("reader-added", False, 1, None, ["empty"]),
		    ("service-lost", False, None, None, None), ("service-back", False, None, None, None),
		    ("reader-added", True, 0, None, ["present", "mute"]),
		    ("card-mute", True, 0, None, ["present", "mute"]),
		    ("reader-added", True, 1, None, ["empty"])], told
		cards = [e["cards"] for e in lines if e["atr"] == "3B021450"]
		assert len(cards) == 2 and cards[0] == cards[1], cards # also for the card that was removed
		assert [(c["match"], c["pattern"], c["list"], c["line"], c["names"]) for c in cards[0]] == [
		    ("exact", "3B 02 14 50", sys.argv[2], 1, ["A card"]),
		    ("pattern", "3B 0. .. ..", sys.argv[2], 3, ["A family"])], cards[0]
		assert lines[3]["event_count"] == 2 and lines[3]["missed"] == 0
	END
}

@test "no service at the start is told as such" {
	fake_add 'service stop'
	start scan pcsc_scan --json -n
	wait_event service-lost 1 true
	stop scan TERM
	run good_lines
	[ "$output" = '1 good, 0 bad' ]
}

@test "-c and -r write the same lines" {
	pcsc_scan --json --list "$out/list" -c >"$out/scan.out"
	pcsc_scan --json -r >>"$out/scan.out"
	run good_lines
	[ "$output" = '5 good, 0 bad' ]
}

# What the USB descriptor of the reader implies for a card.
@test "-v: how the card fits its reader" {
	load ../doctor
	local openpgp=3BDA18FF81B1FE751F030031F573C001600090001C
	system_make
	ccid_field 1-2 28 40000000
	printf '%s\n' 'add a Gemalto PC Twin Reader 00 00' 'add b Second reader' "insert a $openpgp" 'insert b 3B00' >"$FAKE_PCSC"
	start scan pcsc_scan --json -v --root "$system" --list "$out/list"
	wait_for "$out/scan.out" '"initial":true.*"name":"Second reader".*"fit":null}'
	fake remove a
	wait_event card-removed
	fake insert a 3B00
	wait_event card-inserted
	stop scan TERM
	grep '"atr":"'$openpgp'".*"fit":{"reader":"Gemalto PC Twin Reader 00 00","verdict":"fits with less","clock_khz":4000,"F":372,"D":12,' "$out/scan.out"
	grep '"event":"card-removed".*"fit":null}' "$out/scan.out"
	grep '"event":"card-inserted","initial":false.*"fit":{"reader":"Gemalto PC Twin Reader 00 00","verdict":"fits",' "$out/scan.out"
	good_lines
	run ! grep -E 'SCard(Connect|GetAttrib|Control) ' "$fake_log"
	# without -v nothing is compared; hooks get the same data as the line
	run pcsc_scan --json -c --root "$system" --list "$out/list"
	[[ $output == *'"fit":null}'* && $output != *verdict* ]]
	run pcsc_scan -c -v --root "$system" --list "$out/list" --format text
	[[ $output == *'Reader "Gemalto PC Twin Reader 00 00": the card fits with less'*'block size '*' fits with less: blocks '* ]]
	[[ $output == *$'\n  speed '*' fits: 129032 bit/s at 4 MHz'* ]]
	# for the same ATR in the other reader, nothing about the first reader is shown
	printf '%s\n' 'add a Gemalto PC Twin Reader 00 00' 'add b Second reader' "insert a $openpgp" "insert b $openpgp" >"$FAKE_PCSC"
	run pcsc_scan -c -v --root "$system" --list "$out/list" --format text
	[ "$(grep -c 'the card fits' <<<"$output")" = 1 ]
	run pcsc_scan -c -v --root "$system" --list "$out/list" --format classic
	[[ $output == *'3B DA 18'* && $output != *'the card fits'* ]]
}
