#!/usr/bin/env bats
# atr_parser --profile: the verdict in each output format and in the exit status. Each rule,
# satisfied and violated, is tested in tests/unit/test_atr_profile.c.
load common

atr() {
	run --separate-stderr "$BIN/atr_parser" "$@"
}

# All ATRs of tests/atr; whether a list contains them does not matter.
@test "the verdict of each profile keeps to the schema" {
	for profile in iso emv windows uicc; do
		run --separate-stderr bash -c 'cat "$1"/tests/atr/*.atr | "$2/atr_parser" --json --profile "$3"' - \
			"$root" "$BIN" $profile
		python3 "$root/tests/cli/json_schema.py" "$root/data/atr_parser.schema.json" <<<"$output"
		[ "$(json profile name)" = "\"$profile\"" ]
	done
}

@test "accepted: status as without; rejected: 1; an ATR with an error: 2" {
	atr --profile emv 3B 65 00 00 41 42 43 44 45
	gave 0
	prints 'Profile emv: accepted'
	atr --profile emv 3B 65 01 00 41 42 43 44 45
	gave 1
	prints 'Profile emv: rejected by 1 of 14 rules'
	prints 'emv-tb1     REJECTED at byte 2: TB1 is 01 (required: TB1 present and 00 after a cold reset; EMV'
	prints 'EMV 4.3 Book 1, 8.3.3.2'
	atr --profile emv --brief 3B 65 01 00 41 42 43 44 45
	gave 1
	atr --profile iso 3B 65
	gave 2
	prints 'iso-complete  REJECTED at the end: '
}

@test "the same ATR before four judges" {
	verdict() {
		atr --json --profile "$1" 3B 65 00 00 41 42 43 44 45
		json profile accepted
	}
	[ "$(verdict iso) $(verdict emv) $(verdict windows) $(verdict uicc)" = 'true true true false' ]
	atr --json --profile uicc 3B 65 00 00 41 42 43 44 45
	[ "$(json profile rules 4 code) $(json profile rules 4 offset)" = '"uicc-class" 9' ]
	[ "$(json profile rules 4 reason) $(json profile rules 0 reason)" = '"no TA for T=15" null' ]
}

@test "without --profile there is no verdict" {
	atr --json 3B 65 00 00 41 42 43 44 45
	[ "$(json profile)" = null ]
}

@test "ATR_analysis's layout has it too" {
	atr --format classic --profile emv 3B 65 01 00 41 42 43 44 45
	prints '+ Profile emv: rejected'
}

@test "an unknown profile: 2" {
	atr --profile iso7816 3B00
	gave 2
	says "--profile: unknown profile 'iso7816'"
	says 'choose from iso, emv, windows, uicc'
}

@test "every rule stands in the man page with its source" {
	for profile in iso emv windows uicc; do
		atr --json --profile $profile 3B00
		python3 -c '
import json, sys
page = open(sys.argv[1]).read()
for rule in json.loads(sys.stdin.readline())["profile"]["rules"]:
    head = ".It %s\n" % rule["code"]
    assert page.count(head) == 1, rule["code"]
    entry = page.split(head)[1].split("\n.It ")[0].replace("\n", " ")
    assert rule["source"] in entry and rule["text"][1:] in entry, (rule, entry)
' "$root/man/atr.7" <<<"$output"
	done
}
