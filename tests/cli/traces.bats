#!/usr/bin/env bats
# Traces of other programs: detected, converted, replayed, compared, and played by vicard.
load common

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	printf '%s\n' '00000012 Card ATR: 3B 02 14 50 ' '00000003 APDU: 00 A4 04 00 02 A0 B0 ' '00000004 SW: 6F 90 00 ' \
		'00000003 APDU: 00 20 00 81 04 31 32 33 34 ' '00000004 SW: 63 C2 ' '00000003 APDU: 00 84 00 00 08 ' >log
}

@test "--convert makes a recording of a trace, and says what it held" {
	run -0 --separate-stderr "$BIN/scriptor" --convert log
	[ "$output" = '# ATR: 3B 02 14 50
00 A4 04 00 02 A0 B0 [6F] (9000)
pin secret1 hex "4 bytes"
00 20 00 81 04 $secret1 [] (63C2)
00 84 00 00 08' ]
	[ "$stderr" = 'log: read as pcscd (log of pcscd --apdu or --debug)
log: 3 commands, 2 responses, 1 session, 0 lines not understood' ]
	run -0 --separate-stderr "$BIN/scriptor" --convert --show-secrets - <log
	prints '00 20 00 81 04 31 32 33 34 [] (63C2)'
	says '-: read as pcscd'
}

@test "a trace is a card for --replay, and so is what --convert made of it" {
	"$BIN/scriptor" --convert log >made
	for card in log made; do
		run -0 --separate-stderr "$BIN/scriptor" --replay $card -e '00 A4 04 00 02 A0 B0 [6F] (9000)' -e 'atr' \
			-e '00 20 00 81 04 31 32 33 34 (63C2)'
		prints '3B 02 14 50'
	done
	run -3 --separate-stderr "$BIN/scriptor" --replay log -e '00 84 00 00 08'
	sed '$d' log >whole
	run -0 --separate-stderr "$BIN/scriptor" --diff whole --replay log
}

@test "--diff names the line of the trace" {
	sed 's/6F 90/6E 90/; $d' log >other
	run -1 --separate-stderr "$BIN/scriptor" --diff other --replay log
	prints 'other:2'
}

@test "lines that are not understood become comments, and are counted" {
	printf '%s\n' 'ATR: 3B' '00000001 APDU: 00 84 00 00 08 <- here' 'protocol: T=0' '00000001 SW: 90' >odd
	run -0 --separate-stderr "$BIN/scriptor" --convert odd
	[ "$output" = '# line 1: ATR: 3B
# line 3: protocol: T=0
# line 4: incomplete response
00 84 00 00 08' ]
	says 'odd: 1 command, 0 responses, 1 session, 3 lines not understood'
}

@test "sessions: the longest, or the one that --session names" {
	printf '%s\n' '00000001 [17] APDU: 00 84 00 00 01 ' '00000001 [18] APDU: 00 84 00 00 02 ' \
		'00000001 [17] SW: 01 90 00 ' '00000001 [18] SW: 02 90 00 ' '00000001 [18] APDU: 00 84 00 00 03 ' >two
	run -0 --separate-stderr "$BIN/scriptor" --convert two
	[ "$output" = '00 84 00 00 02 [02] (9000)
00 84 00 00 03' ]
	says 'two: session 2 of 2 (18): 2 commands (--session N chooses another)'
	run -0 --separate-stderr "$BIN/scriptor" --convert --session 1 two
	[ "$output" = '00 84 00 00 01 [01] (9000)' ]
	run -2 --separate-stderr "$BIN/scriptor" --convert --session 3 two
	[ -z "$output" ]
	says 'no session 3: the trace has 2'
	run -0 --separate-stderr "$BIN/scriptor" --replay two --session 1 -e '00 84 00 00 01 (9000)'
}

@test "--session without a trace that has it: 2, and nothing is read or written" {
	printf '%s\n' '00 84 00 00 01' '< 01 90 00 : OK' >own
	for arguments in 'own' '--check own' '--dialect scriptor --check own' '-e 00840001'; do
		run -2 --separate-stderr "$BIN/scriptor" --session 1 $arguments
		[ -z "$output" ]
		says 'scriptor: --session needs a trace: --replay, --convert, --diff or --dialect'
	done
	echo '00 84 00 00 01' >script
	run -2 --separate-stderr "$BIN/scriptor" --session 2 --convert script
	[ -z "$output" ]
	says 'scriptor: script: no session 2: only a trace has several'
	run -0 --separate-stderr "$BIN/scriptor" --session 1 --convert script
	[ "$output" = '00 84 00 00 01' ]
}

@test "a trace without a command, and one of two formats: 2, and nothing is written" {
	echo '00000001 SW: 90 00 ' >none
	run -2 --separate-stderr "$BIN/scriptor" --convert none
	[ -z "$output" ]
	says 'scriptor: none:1: no command in this trace'
	printf '%s\n' '00000001 APDU: 00 84 00 00 08 ' 'A>> T=1 (4+0000) 00840000 08' >both
	for options in --convert --diff; do
		run -2 --separate-stderr "$BIN/scriptor" $options both
		[ -z "$output" ]
		says 'could be pcscd or apdu4j; choose one with --dialect'
	done
	run -0 --separate-stderr "$BIN/scriptor" --convert --dialect apdu4j both
	prints '00 84 00 00 08'
}

@test "a trace is a card for vicard" {
	run -3 --separate-stderr "$BIN/vicard" --port 1 log <<<report # no virtual reader listens there
	says 'log: read as pcscd (log of pcscd --apdu or --debug)'
	says 'log: 3 commands, 2 responses'
	echo '00000001 SW: 90 00 ' >none
	run -2 --separate-stderr "$BIN/vicard" --port 1 none </dev/null
	says 'none:1: no command in this trace'
}

@test "lines that could be pairs: a hint, and --dialect pairs" {
	printf '%s\n' 00A40400023F00 9000 00B0000002 01029000 >pairs
	run -0 --separate-stderr "$BIN/scriptor" --convert pairs
	[ "$output" = "$(cat pairs)" ]
	says 'hint: pairs: every second line could be a response; --dialect pairs'
	run -0 --separate-stderr "$BIN/scriptor" --convert --dialect pairs pairs
	[ "$output" = '00 A4 04 00 02 3F 00 [] (9000)
00 B0 00 00 02 [0102] (9000)' ]
}

@test "a secret of one byte is \"1 byte\"" {
	printf '%s\n' '> 00 20 00 81 01 31' '< 90 00' >one
	run -0 --separate-stderr "$BIN/scriptor" --convert one
	[ "$output" = 'pin secret1 hex "1 byte"
00 20 00 81 01 $secret1 [] (9000)' ]
}
