#!/usr/bin/env bats
# atr_parser --diff: shows what differs and what it means, and nothing else.
load common

old=3B6500004142434445
new=3B6501004142434445

diff_atrs() {
	run --separate-stderr "$BIN/atr_parser" --diff "$@"
}

# differences: prints "PATH: VALUE|VALUE" lines, with - for what an ATR does not have.
differences() {
	python3 "$root/tests/cli/json_schema.py" "$root/data/atr_parser.schema.json" <<<"$output" >&2
	python3 -c '
import json, sys
for row in json.loads(sys.stdin.readline())["differences"]:
    print(">".join(row["path"]) + ": " + "|".join(v["value"] or v["text"] if v else "-" for v in row["values"]))
' <<<"$output"
}

@test "one byte that differs: its row, what it means, and no other" {
	diff_atrs --json $old $new
	gave 1
	[ "$(json same)" = false ]
	[ "$(differences | grep -v '^problems')" = 'interface bytes>TB1: 00|01' ]
	diff_atrs $old $new
	gave 1
	prints 'Interface bytes'
	prints '    1  00  deprecated'
	prints '    2  01  deprecated'
	! grep -q 'T0\|TC1\|Parameters' <<<"$output" || false
	prints 'Basic ATR for T=0'
}

@test "the same: 0" {
	diff_atrs $old "3b:65:00:00:41:42:43:44:45"
	gave 0
	prints 'no difference'
	diff_atrs --json $old $old $old
	gave 0
	[ "$(json same) $(json differences)" = 'true []' ]
}

@test "a byte that only some have keeps its place; defaults tell what holds without it" {
	diff_atrs --json 3B00 3B1011 3B1096
	gave 1
	differences >"$BATS_TEST_TMPDIR/rows"
	grep -Fx 'interface bytes>TA1: -|11|96' "$BATS_TEST_TMPDIR/rows"
	grep -Fx 'parameters>Fi: 372 (default)|372|512' "$BATS_TEST_TMPDIR/rows"
	grep -Fx 'parameters>Di: 1 (default)|1|32' "$BATS_TEST_TMPDIR/rows"
}

@test "another protocol: the figures of both" {
	diff_atrs --json 3B00 3B800181
	gave 1
	differences >"$BATS_TEST_TMPDIR/rows"
	grep -Fx 'interface bytes>TD1: -|01' "$BATS_TEST_TMPDIR/rows"
	grep -Fx 'check byte>TCK: -|81' "$BATS_TEST_TMPDIR/rows"
	grep -F 'parameters>T=0>WT: ' "$BATS_TEST_TMPDIR/rows" | grep '|-$'
	grep -Fx 'parameters>T=1>IFSC: -|32 (default)' "$BATS_TEST_TMPDIR/rows"
}

@test "both ways the same rows" {
	for pair in '3B00 3B1096' '3B6500004142434445 3B00' \
		'3BDA18FF81B1FE751F030031F573C001600090001C 3B9F95801FC78031E073FE21135786810286984418A8'; do
		set -- $pair
		diff_atrs --json "$1" "$2"
		differences | sort >"$BATS_TEST_TMPDIR/there"
		diff_atrs --json "$2" "$1"
		differences | sed 's/: \(.*\)|\(.*\)$/: \2|\1/' | sort | diff "$BATS_TEST_TMPDIR/there" -
	done
}

@test "a verdict that differs is told" {
	diff_atrs --profile emv $old $new
	prints 'emv: accepted'
	prints 'emv: rejected'
}

@test "each byte that differs is told, for pairs of all tests' ATRs" {
	python3 - "$BIN/atr_parser" "$root"/tests/atr/*.atr <<-'END'
		import itertools, json, subprocess, sys
		def ours(*words):
		    return json.loads(subprocess.run([sys.argv[1], "--json", *words], stdout=subprocess.PIPE).stdout)
		atrs = [open(name).read().strip() for name in sys.argv[2:]]
		interface = {a: {b["name"]: b["value"] for b in ours(a)["interface"]} for a in atrs}
		for a, b in itertools.combinations(atrs[:12], 2):
		    told = {row["path"][1] for row in ours("--diff", a, b)["differences"]
		            if row["path"][0] == "interface bytes" and len(row["path"]) == 2} - {"TS"}
		    wanted = {n for n in interface[a].keys() | interface[b].keys()
		              if interface[a].get(n) != interface[b].get(n)}
		    # A byte that is equal may have different meanings, but a byte that differs is
		    # always reported.
		    assert wanted <= told, (a, b, wanted - told)
	END
}

@test "what is no ATR: 2, with its argument; an ATR with an error: 2" {
	diff_atrs 3B00 3B0
	gave 2
	[ -z "$output" ]
	says 'argument 2, character 3: '
	diff_atrs 3B00 3B01
	gave 2
	prints 'truncated-historical'
}

@test "fewer than two, more than 16, or another layout: 2" {
	diff_atrs 3B00
	gave 2
	says '--diff needs 2 to 16 ATRs'
	diff_atrs 3B00 3B00 3B00 3B00 3B00 3B00 3B00 3B00 3B00 3B00 3B00 3B00 3B00 3B00 3B00 3B00
	gave 0
	diff_atrs 3B00 3B00 3B00 3B00 3B00 3B00 3B00 3B00 3B00 3B00 3B00 3B00 3B00 3B00 3B00 3B00 3B00
	gave 2
	diff_atrs --brief 3B00 3B00
	gave 2
	says '--diff cannot be combined with --brief'
	diff_atrs --format classic 3B00 3B00
	gave 2
	says '--diff: supports only text and JSON'
	diff_atrs --card 3B00 3B00
	gave 2
}
