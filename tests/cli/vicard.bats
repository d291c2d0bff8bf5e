#!/usr/bin/env bats
# vicard without a reader: options, commands, exit status.

bats_require_minimum_version 1.5.0

# No reader listens on this port of the local host.
port=9

feed() {
	printf "$@" | vicard --port $port
}

@test "--help and --version" {
	run -0 --separate-stderr vicard --help
	[[ $output == usage:* && -z $stderr ]]
	run -0 --separate-stderr vicard --version
	[[ $output == 'vicard (pcsckit) '* ]]
}

@test "what is wrong on the command line: 2, and nothing on standard output" {
	for arguments in '--nonsense' 'superfluous' '--port 0' '--port 65536' '--port x' '--atr 3B0' '--atr' \
		'--hos x' '--color maybe' '--atr zz'; do
		run -2 --separate-stderr vicard $arguments </dev/null
		[ -z "$output" ]
		[[ $stderr == 'vicard: '* ]]
	done
}

@test "no input: nothing to do" {
	run -0 vicard </dev/null
	[ -z "$output" ]
	run -0 feed '\n# only a comment\n   \n'
	[ -z "$output" ]
}

@test "every command that needs no reader is answered with one line" {
	run -0 feed 'atr 3B 00\nmute\nanswer 00A4 90 00\nanswer 00 length 65533\ndefault echo\nslow 5\ncut 3\ncut 3 2\nforget\nreport\n'
	[ "$output" = 'ok atr
ok mute
ok answer
ok answer
ok default
ok slow
ok cut
ok cut
ok forget
ok report removed cold=0 warm=0 off=0 commands=0' ]
}

@test "a last line without its newline, CRLF, any case" {
	run -0 feed 'ATR 3b00\r\nReport'
	[ "${lines[0]}" = 'ok atr' ]
	[[ ${lines[1]} == 'ok report '* ]]
}

@test "wrong commands: told one by one, the rest is done, 2" {
	run -2 feed 'nonsense\natr\natr 3\natr xy\nanswer 00A4\nanswer\ndefault length 65534\ndefault length\nslow\nslow -1\ncut x\nmute 1\nlast\natr 3B00\n'
	[ "$(grep -c '^error ' <<<"$output")" = 13 ]
	[ "${lines[13]}" = 'ok atr' ]
}

@test "an ATR of 255 bytes, but not of 256" {
	run -0 feed "atr $(printf '3B%.0s' {1..255})\n"
	run -2 feed "atr $(printf '3B%.0s' {1..256})\n"
}

@test "no reader: error, 3, and the commands go on" {
	run -3 --separate-stderr feed 'insert\nremove\nswap 3B00\nreport\n'
	[[ ${lines[0]} == 'error insert: '* ]]
	[ "${lines[1]}" = 'error remove: there is no card in the reader' ]
	[ "${lines[2]}" = 'error swap: there is no card in the reader' ]
	[[ ${lines[3]} == 'ok report removed '* ]]
	run -3 vicard --port $port --atr 3B00 </dev/null
}

@test "a line of 1 MB, NUL bytes" {
	{ head -c 1000000 /dev/zero | tr '\0' 3; printf '\nreport\n'; } >"$BATS_TEST_TMPDIR/long"
	run -2 vicard <"$BATS_TEST_TMPDIR/long"
	[ "${lines[0]}" = 'error ?: the line is too long' ]
	[[ ${lines[1]} == 'ok report '* ]]
	[ ${#lines[@]} = 2 ]
	printf 'rep\0ort\natr 3B\0\n' >"$BATS_TEST_TMPDIR/nul"
	run -2 vicard <"$BATS_TEST_TMPDIR/nul"
	[ ${#lines[@]} = 2 ]
}

@test "a full disk is told, a closed pipe is not" {
	run -3 sh -c 'echo report | vicard >/dev/full'
	run -0 sh -c '(sleep 0.1; echo report; echo report; echo report) | vicard | :'
	[ -z "$output" ]
	run -0 sh -c 'echo report | vicard >&-'
}
