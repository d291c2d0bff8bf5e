#!/usr/bin/env bats
# pcsc_scan with malicious readers, cards and PC/SC services.

load common
load ../watch

setup() {
	fake_start 'add a First reader' 'insert a 3B00' 'add b Second reader'
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	PATH=$(cd "$root" && realpath "${B:-build}")/bin:$PATH
	printf '%s\n' '#!/bin/bash' 'env -0 >>"'"$out"'/env"' 'cat >>"'"$out"'/json"' >"$out/hook"
	chmod 755 "$out/hook"
}

good_lines() {
	python3 "$root/tests/cli/json_schema.py" "$root/data/pcsc_scan.schema.json" <"$1"
}

# fit_for_terminal FILE: the file is safe to show on a terminal: lines of UTF-8 text, with no
# control characters except newlines and tabs, and nothing that changes the writing direction.
fit_for_terminal() {
	python3 - "$1" <<-'END'
		import sys, unicodedata
		text = open(sys.argv[1], "rb").read().decode("utf-8", "strict")
		for c in text:
		    assert c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs") and c not in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068", ascii(text)
	END
}

hex() { od -An -v -tx1 | tr -d ' \n'; }

names=('\x1b]0;evil\x07\x1b[2J\x1b[31mReader' 'two\x0alines\x0d\x0aPCSC_READER=x' 'tab\x09and \x7f \x08' 'c1 \x9b31m \xc2\x9b31m'
	'not \xff UTF-8 \xc3 \xe2\x82' 'turned \xe2\x80\xae redaeR' "quotes ' \" \\ \$(id) \`id\` %s %n"
	"$(printf 'x%.0s' {1..127})" "$(printf '\\xff%.0s' {1..127})" "$(printf '\\xc3\\xa9%.0s' {1..63})")

@test "names of readers, wherever they are shown" {
	local name args
	for name in "${names[@]}"; do
		printf '%s\n' "add a $name" 'insert a 3B8F8001804F0CA000000306030001000000006A' 'state a 0100' >"$FAKE_PCSC"
		for args in '--format text --color=never' '--format classic' '--format brief' -r -c '-r -v' \
			'--doctor --root /nonexistent' -s '--uid --format brief' '-r --trace'; do
			# Options that watch need an end: here, the first card.
			[[ $args != --[fu]* && $args != -s ]] || args="$args --once --on card-inserted"
			# shellcheck disable=SC2086
			pcsc_scan $args >"$out/one" 2>&1 || [ $? = 1 ]
			[ -s "$out/one" ]
			cat "$out/one" >>"$out/text"
		done
		fit_for_terminal "$out/text" || {
			echo "$name"
			return 1
		}
		rm -f "$out/env" "$out/json" "$out/text"
		pcsc_scan --json --once --exec "$out/hook" >>"$out/lines.events"
		pcsc_scan --json -r -v >>"$out/lines.readers"
		pcsc_scan --json --doctor --root /nonexistent >>"$out/lines.checks" || [ $? = 1 ]
		python3 - "$out/env" "$out/json" <<-'END'
			import json, sys, unicodedata
			env = dict(v.split(b"=", 1) for v in open(sys.argv[1], "rb").read().split(b"\0") if b"=" in v)
			name = env[b"PCSC_READER"].decode("utf-8", "strict")
			# Control characters (Cc), bidirectional marks and overrides (Cf) and line separators (Zl, Zp).
			active = lambda c: unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")
			assert not any(map(active, name)), name
			told = json.load(open(sys.argv[2]))["reader"]["name"]
			assert name == "".join("?" if active(c) else c for c in told), (name, told)
		END
	done
	for name in events readers checks; do good_lines "$out/lines.$name"; done
}

@test "what the service manager is told has no names in it" {
	printf '%s\n' "add a ${names[1]}" >"$FAKE_PCSC"
	start manager python3 -uc 'import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
print("bound")
while True:
	print(ascii(s.recv(4096).decode()))' "$out/manager"
	wait_for "$out/manager.out" bound
	NOTIFY_SOCKET=$out/manager pcsc_scan -n --once >"$out/text"
	wait_for "$out/manager.out" STOPPING
	[ "$(grep -v bound "$out/manager.out")" = "'READY=1\\nSTATUS=1 reader, 0 cards'
'STOPPING=1'" ]
}

@test "an ATR that claims to be longer than there is room" {
	local claim
	for claim in 34 36 37 255 65536 4294967295; do
		printf '%s\n' 'add a First reader' 'insert a 3B00' "claim a $claim" >"$FAKE_PCSC"
		pcsc_scan --json -n -t 1 >"$out/lines"
		cat "$out/lines" >>"$out/all"
		grep -q '"event":"card-inserted"' "$out/lines"
		pcsc_scan -t 1 >>"$out/text" 2>&1
		[ "$claim" -le 36 ] || ! grep '"atr":"' "$out/lines" || false
		run atr_parser --card
		[ "$status" -le 3 ]
	done
	good_lines "$out/all"
	fit_for_terminal "$out/text"
}

# Bits that no service sends, and bits that always claim that the reader is gone.
@test "invalid states: reported, and no busy loop" {
	local bits calls
	for bits in 0001 0004 0008 000C 0010 0030 0220 0400 07FF F800 FFFF; do
		printf '%s\n' 'add a First reader' 'insert a 3B00' 'add b Second reader' "state a $bits" "state b $bits" >"$FAKE_PCSC"
		: >"$fake_log"
		pcsc_scan --json -n -t 1 >"$out/lines" 2>"$out/said"
		cat "$out/lines" >>"$out/all"
		calls=$(grep -c ^SCard "$fake_log")
		echo "$bits: $calls calls"
		[ "$calls" -lt 200 ]
		[ "$(wc -l <"$out/lines")" -lt 20 ]
	done
	good_lines "$out/all"
}

@test "a counter that jumps, back and forth" {
	local n
	scan_start
	for n in FFFF 0001 8001 8000 7FFF 0000; do
		fake counter a $n
		wait_for "$out/scan.out" "\"index\":0.*\"event_count\":$((16#$n)),"
	done
	stop scan TERM
	[ "$status" = 0 ]
	good_lines "$out/scan.out"
}

# Malformed lists of readers: each is reported, and a watch continues once the list is well-formed
# again.
@test "a malformed list of readers" {
	local list long
	long=$(printf 'x%.0s' {1..128} | hex)
	for list in 4142 414200434445 "${long}0000" "4100${long}${long}0000"; do
		printf '%s\n' 'add a First reader' "list $list" >"$FAKE_PCSC"
		run --separate-stderr pcsc_scan -r
		[ "$status" = 3 ]
		[ -z "$output" ]
		[[ $stderr == *SCARD_F_COMM_ERROR* ]]
		run --separate-stderr scriptor -e 00A40000
		[ "$status" = 3 ]
		start scan pcsc_scan --json -n
		wait_event service-lost 1 true
		fake list -
		wait_for "$out/scan.out" '"name":"First reader"'
		stop scan TERM
		rm "$out/scan.out"
	done
}

@test "lists that are odd: an end without a name, one name twice, and one of 127 bytes" {
	printf '%s\n' 'add a First reader' 'list 00' >"$FAKE_PCSC"
	run pcsc_scan -r
	[ "$status" = 3 ]
	printf '%s\n' 'add a A' 'insert a 3B00' 'list 4100410000' >"$FAKE_PCSC"
	run pcsc_scan -r
	[ "$output" = '0: A
1: A' ]
	pcsc_scan --json -n -t 1 >"$out/lines"
	good_lines "$out/lines"
	[ "$(grep -c reader-added "$out/lines")" = 2 ]
	printf '%s\n' "add a $(printf 'x%.0s' {1..127})" >"$FAKE_PCSC"
	run pcsc_scan -r
	[ "$output" = "0: $(printf 'x%.0s' {1..127})" ]
}
