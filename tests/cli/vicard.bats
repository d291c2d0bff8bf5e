#!/usr/bin/env bats
# vicard without a PC/SC service: options, commands, exit status.

load ../programs

# Nothing listens on this port of the local host.
port=9

# reader COMMAND [ADDRESS]: starts a simple virtual reader, which can speak vpcd's protocol to the
# card in various ways; its port is in $its_port. It ends by itself if the card sends nothing for a
# minute.
reader() {
	local n
	: >"$BATS_TEST_TMPDIR/reader"
	python3 "$BATS_TEST_DIRNAME/vpcd.py" "$@" >"$BATS_TEST_TMPDIR/reader" 3>&- &
	reader_pid=$!
	for ((n = 0; n < 1500; n++)); do
		its_port=$(head -n 1 "$BATS_TEST_TMPDIR/reader")
		[ -z "$its_port" ] || return 0
		sleep 0.02
	done
	return 1
}

teardown() {
	[ -z "${reader_pid-}" ] || kill "$reader_pid" 2>/dev/null || :
	programs_end
}

feed() {
	printf "$@" | vicard --port $port
}

@test "--help and --version" {
	for option in -h --help; do
		run -0 --separate-stderr vicard $option
		[[ $output == usage:* && -z $stderr ]]
	done
	for option in -V --version; do
		run -0 --separate-stderr vicard $option
		[[ $output == 'vicard (pcsckit) '* ]]
	done
}

@test "--port: decimal, or as the configuration of vpcd has it" {
	run -3 --separate-stderr vicard --port 0x9 --atr 3B00 </dev/null
	[[ $stderr == 'vicard: 127.0.0.1:9: Connection refused'* ]]
	run -2 --separate-stderr vicard --port 0x10000 </dev/null
}

@test "what is wrong on the command line: 2, and nothing on standard output" {
	for arguments in '--nonsense' 'one two' '--port 0' '--port 65536' '--port x' '--atr 3B0' '--atr' \
		'--hos x' '--color maybe' '--atr zz' 'file --nonsense' '--record out file' '--pcap out file'; do
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
	run -0 feed 'mute\r\nt0 on\r\n\r\nslow 5\r\ncut 1 2 \r\nanswer 00 echo\r\ndefault length 4\r\n'
	[ "$output" = $'ok mute\nok t0\nok slow\nok cut\nok answer\nok default' ]
}

@test "wrong commands: told one by one, the rest is done, 2" {
	run -2 feed 'nonsense\natr\natr 3\natr xy\nanswer 00A4\nanswer\ndefault length 65534\ndefault length\nslow\nslow -1\ncut x\nmute 1\nlast\natr 3B00\n'
	[ "$(grep -c '^error ' <<<"$output")" = 13 ]
	[ "${lines[13]}" = 'ok atr' ]
}

@test "a command with too much behind it: one answer, and nothing of it is done" {
	local -a commands=('insert x' 'remove x' 'mute x' 'forget x' 'report x' 'last x' 't0 on x' 'slow 5 x' 'cut 1 2 x'
		'answer 00 length 5 x' 'default echo x')
	run -2 --separate-stderr feed '%s\n' "${commands[@]}"
	[ ${#lines[@]} = ${#commands[@]} ]
	for line in "${lines[@]}"; do [[ $line == 'error '*': unexpected argument' ]]; done
	[ -z "$stderr" ]
}

@test "an ATR of 255 bytes, but not of 256" {
	run -0 feed "atr $(printf '3B%.0s' {1..255})\n"
	run -2 feed "atr $(printf '3B%.0s' {1..256})\n"
}

@test "no reader: error, 3, and the commands go on" {
	run -3 --separate-stderr feed 'insert\nremove\nswap 3B00\nreport\n'
	[[ ${lines[0]} == 'error insert: '* ]]
	[ "${lines[1]}" = 'error remove: no card in the reader' ]
	[ "${lines[2]}" = 'error swap: no card in the reader' ]
	[[ ${lines[3]} == 'ok report removed '* ]]
	run -3 --separate-stderr vicard --port $port --atr 3B00 </dev/null
	[ "$output" = 'error insert: Connection refused' ]
	[[ $stderr == "vicard: 127.0.0.1:$port: Connection refused"*'while pcscd is running'* ]]
	run -3 --separate-stderr vicard --host no.such.host.invalid --atr 3B00 </dev/null
	[[ $stderr == 'vicard: no.such.host.invalid:35963: '* ]]
}

@test "--host: where the reader is" {
	reader atr 127.0.0.2
	printf 'report\n' | vicard --host 127.0.0.2 --port "$its_port" --atr 3B021450 || kill "$reader_pid"
	wait "$reader_pid"
	[ "$(tail -n 1 "$BATS_TEST_TMPDIR/reader")" = 3b021450 ]
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

@test "an unknown command is named, unless it may be a PIN or cannot be shown" {
	printf 'inser\n00200001083132\n\033[1m\n' >"$BATS_TEST_TMPDIR/commands"
	run -2 vicard <"$BATS_TEST_TMPDIR/commands"
	[ "${lines[0]}" = 'error inser: unknown command (did you mean "insert"?)' ]
	[ "${lines[1]}" = 'error 00200001: unknown command ("help" lists them)' ]
	[ "${lines[2]}" = 'error ?: unknown command ("help" lists them)' ]
}

@test "a full disk is told, a closed pipe is not" {
	run -3 sh -c 'echo report | vicard >/dev/full'
	run -0 sh -c '(sleep 0.1; echo report; echo report; echo report) | vicard | :'
	[ -z "$output" ]
	run -3 sh -c 'echo report | vicard >&-'
}

# refuses TEXT MESSAGE: the file (TEXT as for printf) is rejected before vicard connects to the
# reader.
refuses() {
	printf "$1" >"$BATS_TEST_TMPDIR/card"
	run -2 --separate-stderr vicard --port $port "$BATS_TEST_TMPDIR/card" </dev/null
	[ -z "$output" ]
	[[ $stderr == "vicard: $BATS_TEST_TMPDIR/card:$2"* ]] || {
		echo "$stderr"
		return 1
	}
}

@test "a FILE that cannot be read, or two: 2" {
	run -2 --separate-stderr vicard "$BATS_TEST_TMPDIR/none" </dev/null
	[[ $stderr == *'No such file'* ]]
	run -2 --separate-stderr vicard "$BATS_TEST_TMPDIR" </dev/null
	run -2 --separate-stderr vicard a b </dev/null
	[[ $stderr == "vicard: unexpected argument 'b'"* ]]
}

@test "a recording is read whole, else told with line and column: 2" {
	refuses '# ATR: 3B 00\n00A4000000\n' '2:1: expected the whole response'
	refuses '00A4000000 [6F]\n' '1:1: expected the whole response'
	refuses '00A4000000 (90XX)\n' '1:1: expected the whole response'
	refuses '00A4000000 (9000, 6A82)\n' '1:1: expected the whole response'
	refuses '00A4000000 [6X] (9000)\n' '1:1: expected the whole response'
	refuses '00A4000000 [6F*] (9000)\n' '1:1: expected the whole response'
	refuses '\n 00A4 (9000\n' '2:'
	refuses 'nonsense\n' '1:1: '
	refuses '00A4000000 (9000)\nauto on\n' '2:1: a recording holds'
	refuses 'repeat 2\n00A4000000 (9000)\nend\n' '1:1: a recording holds'
	refuses '# ATR: 3B0\n' '1:1: '
	refuses '# ATR: 3B 00\n# protocol: T=2\n' '2:1: expected T=0'
	refuses '00A40000$x (9000)\n' '1:1: '
	refuses '00A4\0 (9000)\n' '1:5: '
}

@test "a table takes what changes the card, and nothing else: 2" {
	refuses '# a table\n\nanswer 00A4 9000\nswap 3B00\n' '4: swap: works only on standard input'
	for word in insert remove report last missing help; do refuses "mute\n$word\n" "2: $word: works only"; done
	refuses 'answer 00A4 90\nanswer 00A\n' '2: answer: '
	refuses 'answer 00A4 9000\nnonsense\n' '2: nonsense: unknown command ("help" lists them)'
	refuses 'mute\nanswr 00A4 9000\n' '2: answr: unknown command (did you mean "answer"?)'
	refuses 't0 maybe\n' '1: t0: needs on or off'
}

@test "a right FILE: the card is inserted, before the commands" {
	for text in '' '# nothing\n' '# ATR: 3B 02 14 50\n# protocol: T=1\n00A4000000 [] (9000)\nreset\n# ATR: 3B 00\n' \
		'\n\tATR 3B 00\r\nanswer 00A4 9000\nt0 on\nslow 3\ncut 5\nmute\ndefault echo' \
		'set x = A0 00\n!A4 04 00 : $x /00 [6F 00] (9000)\n'; do
		printf "$text" >"$BATS_TEST_TMPDIR/card"
		run -3 --separate-stderr vicard --port $port "$BATS_TEST_TMPDIR/card" <<<report
		[[ ${lines[0]} == 'error insert: '*refused* ]]
		[[ ${lines[1]} == 'ok report removed '* ]]
		[[ $stderr == "vicard: 127.0.0.1:$port: Connection refused"* ]]
		[ "$(grep -c '^vicard: ' <<<"$stderr")" = 3 ]
	done
}

@test "hostile FILEs: nothing but a message" {
	for text in '\0' '\0\0\0\n' '\377\376' '\033]0;x\007\n' '# ATR: \033[31m\n' 'atr \0\n' 'answer \377 9000\n' \
		'mute\n\033[31m\n' '\r\r\r(' '{{{{' '"' '\\' '00A4 [' 'answer 00A4 length 99999999999999999999\n'; do
		printf "$text" >"$BATS_TEST_TMPDIR/card"
		run -2 --separate-stderr vicard --port $port "$BATS_TEST_TMPDIR/card" </dev/null
		[ -z "$output" ]
		[[ $stderr == "vicard: $BATS_TEST_TMPDIR/card:"* && $stderr != *$'\033'* ]] || {
			echo "$text: $stderr"
			return 1
		}
	done
	run -2 --separate-stderr vicard --port $port /dev/zero </dev/null
	[[ $stderr == 'vicard: /dev/zero: '* ]]
	head -c 300000 /dev/urandom >"$BATS_TEST_TMPDIR/card"
	run -2 --separate-stderr vicard --port $port "$BATS_TEST_TMPDIR/card" </dev/null
}

@test "a recording whose answer no message carries: 2, with its line" {
	{
		printf '# ATR: 3B 00\n00B00000000000 ['
		head -c 131072 /dev/zero | tr '\0' 0
		echo '] (9000)'
	} >"$BATS_TEST_TMPDIR/card"
	run -2 --separate-stderr vicard --port $port "$BATS_TEST_TMPDIR/card" </dev/null
	[ "$stderr" = "vicard: $BATS_TEST_TMPDIR/card:2: response longer than 65535 bytes" ]
}

@test "a reader that says odd things: lengths of 0, pieces, unknown codes, much at once" {
	reader odd
	printf 'answer 00 echo\n' >"$BATS_TEST_TMPDIR/card"
	run -0 --separate-stderr vicard --port "$its_port" "$BATS_TEST_TMPDIR/card" \
		< <(until [ "$(wc -l <"$BATS_TEST_TMPDIR/reader")" -gt 1 ] || ! kill -0 "$reader_pid"; do sleep 0.02; done; echo report)
	wait "$reader_pid"
	[ "${lines[0]}" = 'ok insert' ]
	[[ ${lines[1]} == 'ok report inserted cold=1 '* ]]
	[ "$(sed 1d "$BATS_TEST_TMPDIR/reader")" = 'all answers are right' ]
}

@test "a reader that goes away, at once and in the middle of a message, is told: 3 where a command needs it" {
	for how in close cut; do
		reader $how
		run -3 --separate-stderr vicard --port "$its_port" --atr 3B00 <<<remove
		wait "$reader_pid"
		[ "${lines[0]}" = 'error insert: the reader closed the connection' ]
		[ "${lines[1]}" = 'error remove: no card in the reader' ]
	done
}

@test "a reader that floods it, or says nothing, does not keep it from ending" {
	for how in flood silent; do
		for signal in TERM ''; do
			reader $how
			start card vicard --port "$its_port" --atr 3B00
			wait_for "$out/card.out" 'ok insert'
			began=${EPOCHREALTIME//[.,]/}
			if [ -n "$signal" ]; then kill -$signal "${program_pid[card]}"; else close_input card; fi
			finish card
			took=$(((${EPOCHREALTIME//[.,]/} - began) / 1000))
			kill "$reader_pid" || :
			[ "$status" = "${signal:+143}" ] || [ "$status" = 0 ]
			[ "$took" -lt 4000 ] || { echo "$how $signal: $took ms"; return 1; }
		done
	done
}

# plays COMMAND...: sends these commands to the card of $out/card.apdu; the responses, one per line,
# are in $out/responses. The test may then type commands to vicard.
plays() {
	reader ask 127.0.0.1 "$@"
	start card vicard --port "$its_port" "$out/card.apdu"
	wait_for "$out/reader" '^end$'
	sed '1d;$d' "$out/reader" >"$out/responses"
}

@test "--session chooses the session of a trace" {
	local n
	printf '%s\n' 'connecting to A 00' '> 00 B0 00 00 01' '< 41 90 00' '> 00 B0 00 00 02' '< 41 41 90 00' \
		'connecting to B 00' '> 00 B0 00 00 01' '< 42 90 00' >"$out/trace"
	for n in '' 2; do
		reader ask 127.0.0.1 00B0000001
		start card vicard --port "$its_port" ${n:+--session $n} "$out/trace"
		wait_for "$out/reader" '^end$'
		[ "$(sed '1d;$d' "$out/reader")" = "4${n:-1}9000" ]
		stop card
	done
	run -2 --separate-stderr vicard --port $port --session 3 "$out/trace"
	[[ $stderr == *'no session 3: the trace has 2'* ]]
	echo 'answer 00 9000' >"$out/table"
	run -2 --separate-stderr vicard --port $port --session 1 "$out/table"
	[ "$stderr" = "vicard: $out/table: no session 1: only a trace has several" ]
	echo '00B00000 [] (9000)' >"$out/own"
	run -2 --separate-stderr vicard --port $port --session 2 "$out/own"
	[[ $stderr == *': no session 2: only a trace has several' ]]
	run -2 --separate-stderr vicard --session 1
	[ "$stderr" = 'vicard: --session needs a file with a trace' ]
	run -2 --separate-stderr vicard --session 1 --relay 0
}

@test "what a recording lacks: 6D00, and a script that asks a real card for it" {
	cat >"$out/card.apdu" <<-'END'
		# ATR: 3B 00
		00 A4 04 00 02 A0 00 [6F00] (9000)
		00 A4 00 0C 02 3F 00 (9000)
		00 B0 00 00 01 [01] (9000)
		00 A4 04 00 02 B0 00 (6A82)
	END
	plays 00CA006E00 00A4040002A000 00A4000C023F00 00B0000001 00CB3FFF00 00CB3FFF00 00A4040002B000 00CA006E00 \
		002000810431323334 00C0000000 reset 00CA006E00 00CB3FFF00
	[ "$(tr '\n' ' ' <"$out/responses")" = '6d00 6f009000 9000 019000 6d00 6d00 6a82 6d00 6d00 6d00 6d00 6d00 ' ]
	cat >"$out/expected" <<-'END'
		00 CA 00 6E 00
		00 A4 04 00 02 A0 00
		00 A4 00 0C 02 3F 00
		00 CB 3F FF 00
		00 CA 00 6E 00
		pin secret1 hex "4 bytes"
		00 20 00 81 04 $secret1
		00 CB 3F FF 00
	END
	type_to card missing
	wait_for "$out/card.out" '^ok missing 5$'
	diff "$out/expected" <(sed '/^ok/d' "$out/card.out")
	stop card
	# At its end it prints them on standard error, as a script.
	grep -qx "# 5 commands not in $out/card.apdu; to record them: scriptor --record FILE THIS" "$out/card.err"
	diff "$out/expected" <(sed 1d "$out/card.err")
	run -0 scriptor --check "$out/card.err"
	sed -i '/^pin/d;/secret/d' "$out/card.err"
	printf '%s\n' '00CA006E00 [] (9000)' '00A4040002A000 (9000)' '00A4000C023F00 (9000)' '00CB3FFF00 [02] (9000)' >"$out/real"
	run -0 scriptor --replay-any "$out/real" --record "$out/more" "$out/card.err"
	grep -qx '00 CB 3F FF 00 \[02\] (9000)' "$out/more"
}

@test "nothing is missing: nothing is said; without a recording there is no list" {
	printf '# ATR: 3B 00\n00B0000001 [01] (9000)\n' >"$out/card.apdu"
	plays 00B0000001 00B0000001
	type_to card missing
	wait_for "$out/card.out" '^ok missing 0$'
	stop card
	[ ! -s "$out/card.err" ]
	run -2 feed 'missing\n'
	[ "$output" = 'error missing: no recording is loaded' ]
}

@test "more than 4,096 commands that are missing are counted only" {
	printf '# ATR: 3B 00\n00B0000001 [01] (9000)\n' >"$out/card.apdu"
	# shellcheck disable=SC2046 # words
	plays $(printf '00CA%04X00 ' {1..4100})
	type_to card missing
	wait_for "$out/card.out" '^ok missing 4100$'
	[ "$(grep -c '^00 CA' "$out/card.out")" = 4096 ]
}

@test "help lists the commands; on a terminal it says what it waits for" {
	run -0 feed 'help\n'
	[[ $output == *'  missing '*$'\nok help' ]]
	for word in insert remove swap atr mute answer default forget t0 slow cut report last missing help; do
		grep -qE "^  $word" <<<"$output"
	done
	command -v expect >/dev/null || skip "expect is not installed"
	reader silent
	reader=$its_port run -0 expect -c '
		set timeout 30
		spawn vicard --port $env(reader)
		expect "No card yet: \"insert\" inserts one, with the ATR 3B 00." {} timeout {exit 1}
		send "report\r"
		expect "ok report removed" {} timeout {exit 1}
		send "\004"
		expect eof {} timeout {exit 1}
		spawn vicard --port $env(reader) --atr 3B00
		expect "Type \"help\" for commands, Ctrl-D to quit." {} timeout {exit 1}
		expect "Waiting for the reader at 127.0.0.1:$env(reader)" {} timeout {exit 1}
		expect "ok insert" {} timeout {exit 1}
		send "\004"
		expect eof {} timeout {exit 1}'
}

@test "a reader that sends a command before it asks for the ATR, to a card that is cut off by it" {
	reader early
	run -3 --separate-stderr vicard --port "$its_port" <<<$'atr 3B00\ncut 0\ninsert\nreport'
	wait "$reader_pid"
	[ "${lines[2]}" = 'error insert: connection closed by "cut"' ]
	[[ ${lines[3]} == 'ok report removed '* ]]
}
