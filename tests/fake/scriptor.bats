#!/usr/bin/env bats
# scriptor when the service, the reader or the card fails: every error at every call, calls that do
# not return, responses longer than a virtual reader supports.

load common

setup() {
	unset PCSC_READER PCSC_READER_IGNORE
}

world() {
	fake_start 'add a First reader' 'insert a 3B6500004142434445' 'answer a 00A4 9000' "$@"
}

# The codes of pcsclite.h that are errors.
codes=$(printf '801000%02X ' {1..49} {101..111})

@test "every error at every call: status 3, named, nothing sent after it" {
	local call code n=0
	world
	for call in SCardEstablishContext SCardListReaders SCardConnect SCardGetStatusChange SCardTransmit SCardReconnect; do
		for code in $codes; do
			# without readers, or with a reader name that is gone, the message is the
			# one of choosing a reader
			printf 'add a First reader\ninsert a 3B00\nanswer a 00A4 9000\nfail %s %s\n' $call "$code" \
				>"$FAKE_PCSC"
			: >"$fake_log"
			run --separate-stderr scriptor -e 00A40000 -e reset -e 00A40001
			[ "$status" = 3 ] && [[ $stderr == *'scriptor: '* ]] || {
				echo "$call $code: $status, $stderr"
				return 1
			}
			! grep -q '00A40001' "$fake_log" || {
				echo "$call $code: sent"
				return 1
			}
			[ $call = SCardListReaders ] || [[ $stderr == *"0x$code"* ]] || {
				echo "$call $code: $stderr"
				return 1
			}
			n=$((n + 1))
		done
	done
	[ $n = 360 ]
}

@test "an error when leaving the card changes nothing" {
	world 'fail SCardDisconnect 80100069' 'fail SCardReleaseContext 80100003'
	run -0 --separate-stderr scriptor -e 00A40000
}

@test "a failed reset: KO on standard output, 3" {
	world 'fail SCardReconnect 80100066'
	run -3 --separate-stderr scriptor -e reset -e 00A40000
	[[ ${lines[1]} == '> RESET' && ${lines[2]} == '< KO: '?* ]]
	[ ${#lines[@]} = 3 ]
	[[ $stderr == *'-e:1: reset: '*0x80100066* ]]
}

@test "an error in a file names the line, and stops it" {
	world 'fail SCardTransmit 80100069 1'
	printf '# one\n00 A4 00 00\n\n00 A4 00 01\n00 A4 00 02\n' >"$out/x"
	run -3 --separate-stderr scriptor "$out/x"
	[[ $stderr == *"$out/x:4: send: "*SCARD_W_REMOVED_CARD* ]]
	[ "$(grep -c '^>' <<<"$output")" = 2 ]
	[[ $output != *'00 A4 00 02'* ]]
}

@test "a card that fails in the middle: what Debian's scriptor writes up to there" {
	local code
	for code in 80100069 80100068 80100017 8010002F; do
		rm -f "$out/control"
		world "fail SCardTransmit $code 1"
		printf '# one\n00 A4 00 00\n00A40001\n00 A4 00 02\n' >"$out/x"
		timeout 60 /usr/bin/scriptor "$out/x" >"$out/debian" 2>"$out/debian.err" || :
		rm -f "$out/control"
		world "fail SCardTransmit $code 1"
		run -3 --separate-stderr scriptor "$out/x"
		[ "$(sed 's/ : .*//' "$out/debian")" = "$(sed 's/ : .*//' <<<"$output")" ]
		[ "${lines[-1]}" = '> 00 A4 00 01 ' ]
	done
}

@test "--keep-going does not go on after an error of the card" {
	world 'fail SCardTransmit 80100069'
	run -3 --separate-stderr scriptor --keep-going -e 00A40000 -e 00A40001
	[ "$(grep -c '^>' <<<"$output")" = 1 ]
}

@test "65,538 bytes of answer, and an answer of 1 and of 0 bytes" {
	fake_start 'add a First reader' 'insert a 3B800181 T1' 'answer a 00B0 length 65536' 'answer a 00B1 90' \
		'answer a 00B2 none' 'answer a 00A4 9000'
	run -0 scriptor -e '00B00000000000'
	[ "$(sed -n '/^</,$p' <<<"$output" | grep -oE '\b[0-9A-F]{2}\b' | wc -l)" = 65538 ]
	run -3 --separate-stderr scriptor -e 00B10000 -e 00A40000
	[ "${lines[-1]}" = '< 90 : no status word (response too short)' ]
	[[ $stderr == *'-e:1: response of 1 byte: no status word'* ]]
	run -3 --separate-stderr scriptor -e 00B20000 -e 00A40000
	[[ $stderr == *'-e:1: response of 0 bytes: no status word'* ]]
}

@test "an answer of 1 and of 0 bytes, and what came before, are in the capture" {
	local answer
	for answer in none 90; do
		world 'answer a 00B0 6F009000' "answer a 00D0 $answer"
		run -3 --separate-stderr scriptor --pcap "$out/run.pcap" -e 00B0000000 -e 00D0000001AA
		[[ $stderr != *capture* ]]
		run -0 --separate-stderr scriptor --convert "$out/run.pcap"
		[[ $output == *$'\n00 B0 00 00 00 [6F00] (9000)\n'* ]]
		answer=${answer#none}
		[[ $output == *"response without a status word:${answer:+ $answer}"$'\n00 D0 00 00 01 AA' ]]
		rm "$FAKE_PCSC_CONTROL"
	done
}

@test "65,544 bytes of command" {
	fake_start 'add a First reader' 'insert a 3B800181 T1' 'answer a 00D6 9000'
	{ printf '!00D60000:'; printf 'AB%.0s' {1..65535}; echo ' / 0000'; } >"$out/big"
	run -0 scriptor "$out/big"
	[ "$(sed -n 's/^> 00D6/00D6/p' "$fake_log" | tail -n 1 | tr -d '\n' | wc -c)" = $((2 * 65544)) ]
}

@test "auto: answers without end are ended, an empty one too" {
	world 'answer a 00C0 6110' 'answer a 00A4 6110'
	run -0 scriptor -e 'auto on' -e '00A40000 [] (6110)'
	[ "$(grep -c '^>' <<<"$output")" = 2 ]
	fake_add "answer a 00C0 $(printf 'AA%.0s' {1..256})6100"
	run -3 --separate-stderr scriptor -e 'auto on' -e 00A40000
	[ "$(grep -c '^>' <<<"$output")" = 258 ]
	[[ $stderr == *'more than 65536 bytes of response data'* ]]
	fake_add 'answer a 00B0 6C05'
	run -0 scriptor -e 'auto on' -e '00B0000000 (6C05)'
	[ "$(grep -c '^>' <<<"$output")" = 2 ]
}

@test "a call that does not come back does not keep the program" {
	local call
	for call in SCardEstablishContext SCardConnect SCardTransmit SCardReconnect SCardDisconnect; do
		rm -f "$out/control"
		world "hang $call" "on $call 1 counter a 0007" # the command is logged once it is done: now the call hangs
		start co scriptor -e 00A40000 -e reset
		wait_for "$fake_log" '^ok counter a 0007'
		SECONDS=0
		stop co TERM
		[ "$status" = 143 ] && [ $SECONDS -le 20 ] || {
			echo "$call: $status after $SECONDS s"
			return 1
		}
	done
}

# On a busy machine the signal may arrive too late: try again.
@test "a signal while an APDU takes its time: it is finished, the card is left" {
	world 'delay SCardTransmit 300'
	for _ in {1..5}; do
		: >"$fake_log"
		start co scriptor -u -e 00A40000 -e 00A40001
		wait_for "$out/co.out" '^> 00 A4 00 00|^> 00A40000'
		stop co INT
		grep -q 00A40001 "$fake_log" || break
	done
	[ "$status" = 130 ]
	grep -q '^SCardTransmit 0x00000000' "$fake_log"
	grep -q '^SCardDisconnect 0x00000000' "$fake_log"
	! grep -q 00A40001 "$fake_log" || false
}

@test "a reader's name with terminal escapes" {
	fake_start 'add a Evil \x1B[31m reader' 'insert a 3B00'
	run -0 --separate-stderr scriptor -e exit
	[[ $stderr == *'Evil \x1B[31m reader'* && $stderr != *$'\033'* ]]
}
