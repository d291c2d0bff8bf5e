#!/usr/bin/env bats
# No output contains a PIN, a password or a key, nor anything computed from one; and the guard
# against blocking a PIN.

load common

setup() {
	unset PCSC_READER PCSC_READER_IGNORE
	unset XDG_STATE_HOME
	cd "$out" || return
	export HOME=$out/home
	mkdir -p "$HOME"
}

world() {
	fake_start 'add a First reader' 'insert a 3B6500004142434445' "$@"
}

# quiet OUTPUT...: see secrets.py
quiet() {
	world 'answer a 00 9000' 'control a 42000001 9000'
	for cla in 01 03 04 08 0C 10 40 4F 50 80 84 90 A0 B0 F0 FF; do fake_add "answer a $cla 9000"; done
	python3 "$BATS_TEST_DIRNAME/secrets.py" "$BATS_TEST_DIRNAME/../.." "$out" "$@"
}

@test "no secret in plain output with --mask" { quiet plain plain-stdin explain variables; }
@test "no secret in JSON" { quiet json json-explain; }
@test "no secret in traces, recordings and captures" { quiet trace recording replay pcap; }
@test "no secret in differences and reports" { quiet diff reports; }
@test "no secret in what --check and --convert write" { quiet check check-json convert; }
@test "no secret in messages about faults" { quiet errors; }
@test "no secret in the history and in saved scripts" { quiet prompt; }

@test "no secret in what a relay records, captures and says" { quiet relay capture missing; }

@test "a new recording can be read by its owner alone; a file that is there keeps its mode" {
	world 'answer a 00 9000'
	umask 022
	scriptor --record new.apdu -e '00 A4 00 00' >said 2>&1
	[ "$(stat -c %a new.apdu)" = 600 ]
	touch old.apdu
	chmod 640 old.apdu
	scriptor --record old.apdu --junit report.xml -e '00 A4 00 00' >said 2>&1
	[ "$(stat -c %a old.apdu)" = 640 ]
	grep -q '^00 A4 00 00' old.apdu
	[ "$(stat -c %a report.xml)" = 644 ]
}

@test "the values of secret variables are told nowhere, wherever they stand" {
	world 'answer a 00 9000' 'control a 42000001 9000'
	for how in --explain --json '--json --explain' --trace=file '--record r.apdu' --check; do
		# shellcheck disable=SC2086 # several options
		KEY=A0000000041010 run --separate-stderr scriptor $how -e 'env KEY hex secret' -e '!A40400:$KEY' -e '$KEY' \
			-e '!00 $KEY[0,2] 00 : 01' -e 'control 1 $KEY' -e '!A40400/$KEY[0,1]'
		[ "$status" -le 1 ]
		[[ $output$stderr != *A0000000041010* && $output$stderr != *'A0 00 00 00 04'* && $output$stderr != *Mastercard* ]]
	done
	! grep -i -e 'A0 \?00 \?00 \?00 \?04' -e A0000000 r.apdu file || false
}
