#!/usr/bin/env bats
# scriptor on the real pcscd with virtual cards.

load common

t0=3B6500004142434445 t1=3B800181

# write FILE TEXT: writes TEXT (as for printf) to $out/FILE.
write() {
	printf "$2" >"$out/$1"
}

# answers: prints the bytes of all responses, one response per line.
answers() {
	sed -n 's/^< \(.*\) : .*/\1/p' <<<"$output"
}

@test "a file: echo, commands, answers, words" {
	card_start one 35963 $t0
	card one answer 00A4 612A
	write x '# comment\n00 A4 00 00 02 3F 00\n\n00b0000001\nreset\n'
	run -0 --separate-stderr scriptor "$out/x"
	diff - <(echo "$output") <<-END
		Using T=0 protocol
		# comment
		00 A4 00 00 02 3F 00
		> 00 A4 00 00 02 3F 00
		< 61 2A : success; 42 bytes of response, fetch with GET RESPONSE (Le 2A)

		00b0000001
		> 00 b0 00 00 01 ${no-}
		< 6D 00 : instruction not supported or invalid
		reset
		> RESET
		< OK: 3B 65 00 00 41 42 43 44 45 ${no-}
	END
	[ "$stderr" = "No reader given: using pcsckit A 00 00
Using given file: $out/x" ]
}

@test "new ways of writing show the bytes that are sent" {
	card_start one 35963 $t0
	card one default 9000
	write x '00:a4:04:00 # c\n\t0x00 b0 0000\n00  A4 00 00\r\n!a40400:"1PAY"/\nset x = 3F 00\n00 A4 00 00 {$x}\n'
	run -0 --separate-stderr scriptor -e 'echo "  a" $atr[0,1]' -e exit
	[ "${lines[1]}" = '  a 3B' ]
	run -0 --separate-stderr scriptor <"$out/x"
	[ "$(grep '^>' <<<"$output")" = '> 00 A4 04 00
> 00 B0 00 00
> 00 A4 00 00
> 00 A4 04 00 04 31 50 41 59
> 00 A4 00 00 02 3F 00' ]
}

@test "a case 4 has its Le with T=1, and none with T=0" {
	card_start one 35963 $t1
	run -0 --separate-stderr scriptor -e '! A4 04 00 : A0 00 /'
	[ "${lines[0]}" = 'Using T=1 protocol' ]
	[ "${lines[1]}" = '> 00 A4 04 00 02 A0 00 00' ]
	card one swap $t0
	run -0 --separate-stderr scriptor -e '! A4 04 00 : A0 00 /'
	[ "${lines[1]}" = '> 00 A4 04 00 02 A0 00' ]
}

@test "the protocol: asked for, not offered" {
	card_start one 35963 $t1
	run -0 --separate-stderr scriptor -p T=1 -e exit
	[ "$output" = 'Using T=1 protocol' ]
	[[ $stderr == *'Trying T=1 protocol'* ]]
	run -3 --separate-stderr scriptor -p T=0 -e exit
	[ -z "$output" ]
	[[ $stderr == *'scriptor: connect: '*PROTO_MISMATCH* ]]
}

@test "a coprocess: each statement is answered before the next is read" {
	card_start one 35963 $t0
	card one answer 00A4 612A
	start co scriptor
	wait_for "$out/co.out" 'Using T=0'
	type_to co '00 A4 00 00'
	wait_for "$out/co.out" '^< 61 2A'
	type_to co '00 A4 \'
	type_to co '# between'
	type_to co '00 01'
	wait_for "$out/co.out" '^< 61 2A' 5 2
	type_to co 'repeat 3 n'
	type_to co '00 A4 00 $n'
	[ "$(grep -c '^<' "$out/co.out")" = 2 ]
	type_to co end
	wait_for "$out/co.out" '^> 00 A4 00 03'
	wait_for "$out/co.out" '^< 61 2A' 5 5
	type_to co 'if 61XX'
	type_to co 'echo fetched $sw2'
	type_to co 'end'
	wait_for "$out/co.out" '^fetched 2A$'
	close_input co
	finish co
	[ "$status" = 0 ]
}

@test "standard input: a syntax error stops with 2, what came before was done" {
	card_start one 35963 $t0
	write x '00 A4 00 00\nhello\n00 A4 00 01\n'
	run -2 --separate-stderr scriptor <"$out/x"
	[ "$(answers)" = '6D 00' ]
	[[ $stderr == *'scriptor: -:2:1: '* ]]
	write x '00 A4 00 00\nrepeat 2\n'
	run -2 --separate-stderr scriptor <"$out/x"
	[[ $stderr == *'-:2:1: repeat without end'* ]]
	write x '00 A4 \\\n'
	run -2 --separate-stderr scriptor <"$out/x"
	run -0 --separate-stderr scriptor </dev/null
}

@test "exit: the status reached, or the one given" {
	card_start one 35963 $t0
	run -0 scriptor -e exit -e 00A40000
	[[ $output != *6D* ]]
	run -77 scriptor -e 'exit 77'
	run -1 scriptor --keep-going -e '00A40000 (9000)' -e exit
	run -0 scriptor --keep-going -e '00A40000 (9000)' -e 'exit 0'
}

@test "expectations: met, not met, counted" {
	card_start one 35963 $t0
	card one answer 00B0 length 4
	run -0 --separate-stderr scriptor -e '00B00000 [00 01 XX 0*] (9000,61XX) <60000ms'
	run -1 --separate-stderr scriptor -e '00B00000 (6A82)' -e '00B00000'
	[ "$(grep -c '^>' <<<"$output")" = 1 ]
	[[ $stderr == *'-e:1: expected status 6A82, got 9000'* ]]
	run -1 --separate-stderr scriptor -e '00B00000 [0001]'
	[[ $stderr == *'expected data [0001], got [00010203]'* ]]
	run -1 --separate-stderr scriptor -e '00B00000 <0ms'
	run -1 --separate-stderr scriptor --keep-going -e '00B00000 (6A82)' -e '00B00000 []' -e 'echo $data'
	[ "${lines[-1]}" = 00010203 ] || [[ $output == *00010203* ]]
	[ "$(grep -c 'expected' <<<"$stderr")" = 2 ]
}

@test "auto: 61xx and 6Cxx are followed, each command is shown" {
	card_start one 35963 $t0
	card one answer 00A4 6104
	card one answer 00C0000004 01020304 6102 || card one answer 00C0000004 010203046102
	card one answer 00C0000002 05069000
	card one answer 00B0 6C03
	card one answer 00B0000003 0708099000
	run -0 --separate-stderr scriptor -e 'auto on' -e '00A40000 [010203040506] (9000)' -e 'echo $data' \
		-e '00B0000000 [070809] (9000)' -e 'auto off' -e '00A40000 (6104)'
	[ "$(grep '^>' <<<"$output")" = '> 00 A4 00 00
> 00 C0 00 00 04
> 00 C0 00 00 02
> 00 B0 00 00 00
> 00 B0 00 00 03
> 00 A4 00 00' ]
	[[ $output == *$'\n010203040506\n'* ]]
}

@test "resets: warm and cold are told apart by the card" {
	card_start one 35963 $t0
	card one report
	[[ $answer =~ cold=([0-9]+) ]]
	run -0 scriptor -e reset -e 'reset warm'
	card one report
	[[ $answer == *warm=2* ]]
	run -0 scriptor -e 'reset cold'
	[ "$(grep -c '^< OK: 3B 65 00 00 41 42 43 44 45 $' <<<"$output")" = 1 ]
	card one report
	[[ $answer =~ cold=([0-9]+)\ warm=2 ]]
}

@test "disconnect and connect; an APDU between them is an error" {
	card_start one 35963 $t0
	run -0 --separate-stderr scriptor -e disconnect -e connect -e 00A40000
	[ "$(answers)" = '6D 00' ]
	run -3 --separate-stderr scriptor -e 'disconnect reset' -e 00A40000
	[[ $stderr == *'-e:2: no card is connected'* ]]
	run -3 --separate-stderr scriptor -e disconnect -e reset
	run -0 --separate-stderr scriptor -e 'connect exclusive' -e 00A40000
	[[ $output == '> CONNECT'* ]]
}

@test "no card, no such reader, two readers with that name" {
	run -3 --separate-stderr scriptor -e exit
	[ -z "$output" ]
	[[ $stderr == *'scriptor: connect: '*NO_SMARTCARD* ]]
	run -3 --separate-stderr scriptor -r nosuch -e exit
	[ -z "$output" ]
	run -2 --separate-stderr scriptor -r pcsckit -e exit
	card_start one 35966 $t0
	run -0 --separate-stderr scriptor -e exit
	[[ $stderr == *'No reader given: using pcsckit B 00 01'* ]]
	for reader in 3 'pcsckit B 00 01' 'b 00 01'; do
		run -0 --separate-stderr scriptor -r "$reader" -e exit
		[[ $stderr == *'Using given card reader: pcsckit B 00 01'* ]]
		run -0 --separate-stderr scriptor --reader "$reader" -e exit
		[[ $stderr == *'Using given card reader: pcsckit B 00 01'* ]]
	done
}

@test "the card is taken out: never status 0" {
	card_start one 35963 $t0
	start co scriptor
	wait_for "$out/co.out" 'Using T=0'
	card one remove
	type_to co '00 A4 00 00'
	finish co
	[ "$status" = 3 ]
	grep -q -e '-:1: send: ' "$out/co.err"
}

@test "the card is cut off in the middle of an answer" {
	card_start one 35963 $t0
	card one cut 1 3
	run -3 --separate-stderr scriptor -e 00A40000 -e 00A40001 -e 00A40002
	[[ $stderr == *'-e:2: '* && $output != *'00 A4 00 02'* ]]
}

@test "65,535 bytes each way" {
	card_start one 35963 $t1
	card one default echo
	{ printf '00D6000000FFF6'; printf 'AB%.0s' {1..65526}; echo; } >"$out/big"
	run -0 scriptor "$out/big"
	[ "$(grep -c '^AB AB AB' <<<"$output")" -ge 4000 ]
	card one answer 00B0 length 65533
	run -0 scriptor -e '00B00000000000'
	[ "$(grep -oE '\b[0-9A-F]{2}\b' <<<"$(sed -n '/^</,$p' <<<"$output")" | grep -c .)" -ge 65535 ]
}

@test "another program keeps the card in a transaction: the program is named; --wait -t waits" {
	card_start one 35963 $t0
	start other scriptor -u -e 'transaction begin' -e 00A40000 -e 'sleep 3600000'
	wait_for "$out/other.out" '^< 6D 00'
	run -3 --separate-stderr scriptor -e 00A40000
	[[ $stderr == *'connect: another program keeps the card busy'* ]]
	[[ $stderr == *"scriptor (${program_pid[other]})"* ]]
	start second scriptor --wait -t 600 -e 00A40000
	sleep 6
	stop other TERM
	finish second
	[ "$status" = 0 ]
}

@test "a signal: 128 + its number, at once where it waits, half a second for an APDU" {
	card_start one 35963 $t0
	for signal in INT TERM; do
		start co scriptor
		wait_for "$out/co.out" 'Using T=0'
		stop co $signal
		[ "$status" = $((128 + $(kill -l $signal))) ]
	done
	start co scriptor -e 'sleep 60000'
	wait_for "$out/co.out" 'Using T=0'
	stop co TERM
	[ "$status" = 143 ]
	card one slow 60000
	start co scriptor -u -e 00A40000
	wait_for "$out/co.out" '^> 00 A4'
	SECONDS=0
	stop co TERM
	[ "$status" = 143 ] && [ $SECONDS -le 20 ]
	grep -q 'no response from the card; interrupted' "$out/co.err"
	card one slow 0
}

@test "standard output that takes no more" {
	card_start one 35963 $t0
	run -3 bash -c 'scriptor -e 00A40000 >/dev/full'
	[[ $output == *'scriptor: standard output: '* ]]
	# only once the reader of the pipe is gone
	run -141 bash -c '{ (trap "" PIPE; while echo; do sleep 0.05; done 2>/dev/null)
		exec scriptor -e 00A40000; } | true; exit ${PIPESTATUS[0]}'
	run -3 bash -c 'scriptor -e 00A40000 >&-'
}
