#!/usr/bin/env bats
# No output tells a PIN, a password or a key, nor anything computed from one; and the guard against blocking a PIN.

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
	for cla in 01 03 04 08 0C 10 40 4F 50 80 84 90 A0 B0 FF; do fake_add "answer a $cla 9000"; done
	python3 "$BATS_TEST_DIRNAME/secrets.py" "$BATS_TEST_DIRNAME/../.." "$out" "$@"
}

@test "no secret in plain output with --mask" { quiet plain plain-stdin explain; }
@test "no secret in JSON" { quiet json json-explain; }
@test "no secret in traces and recordings" { quiet trace recording; }
@test "no secret in differences and reports" { quiet diff refusals; }
@test "no secret in what --check and --convert write" { quiet check check-json convert; }
@test "no secret in messages about faults" { quiet errors; }
@test "no secret in the history and in saved scripts" { quiet prompt; }
