#!/usr/bin/env bats
# The command lines of all programs: errors are named, together with what was probably meant.

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

# versions PROGRAM LINE...: checks --version: the first line is for scripts, the others are exactly
# the LINEs.
versions() {
	local program=$1 IFS=$'\n'
	shift
	run --separate-stderr "$BIN/$program" --version
	gave 0
	[ "${lines[0]}" = "${program##*/} (pcsckit) $(sed -n 's/^VERSION = //p' "$root/Makefile")" ]
	[ "${lines[*]:1}" = "$*" ]
}

@test "--version: on further lines the libraries and their versions" {
	pcsc="libpcsclite (built with $(pkg-config --modversion libpcsclite))"
	jansson="jansson $(pkg-config --modversion jansson)"
	versions pcsc_scan "$pcsc" "$jansson"
	versions atr_parser "$pcsc" "$jansson"
	versions vicard "$pcsc"
	run "$BIN/scriptor" -V
	prints "$pcsc"
	prints "$jansson"
	grep -qE '^libedit \(built with [0-9]+\.[0-9]+\)$' <<<"$output"
	run "$BIN/../libexec/pcsckit/list-update" -V
	prints "libcurl $(pkg-config --modversion libcurl) ("
	prints "libseccomp $(pkg-config --modversion libseccomp)"
	run "$BIN/../libexec/pcsckit/capture" -V
	prints "$(pkg-config --modversion libpcap)"
}
