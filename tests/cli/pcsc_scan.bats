#!/usr/bin/env bats
# pcsc_scan: the options that need no PC/SC service.

load common

@test "--help and --version" {
	local option
	for option in -h --help; do
		run --separate-stderr "$BIN/pcsc_scan" $option
		gave 0
		prints 'usage: pcsc_scan '
		prints '      --exec PROGRAM ARG...'
		[ -z "$stderr" ]
	done
	for option in -V --version; do
		run --separate-stderr "$BIN/pcsc_scan" $option
		gave 0
		[ "${lines[0]}" = "pcsc_scan (pcsckit) $(sed -n 's/^VERSION = //p' "$root/Makefile")" ]
	done
}
