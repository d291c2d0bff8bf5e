#!/usr/bin/env bats
# The command line of all programs: what is wrong with it is named, and what was probably meant.

load common

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

@test "a hint is one line in a pipe, and wrapped at words on a terminal" {
	run --separate-stderr "$BIN/atr_parser" hello
	[ "${stderr_lines[1]}" = 'atr_parser: hint: an ATR is written as pairs of hex digits: 3B 65 00 00 41 42 43 44 45' ]
	NO_COLOR=1 python3 "$root/tests/fake/on_terminal.py" 60 screen "$BIN/atr_parser" hello </dev/null
	diff <(tr -d '\r' <screen) - <<-'END'
		atr_parser: argument 1, character 1: "h" is not a hex digit
		atr_parser: hint: an ATR is written as pairs of hex digits:
		                  3B 65 00 00 41 42 43 44 45
	END
}
