#!/usr/bin/env bats
# vicard in a real reader: what PC/SC, and Debian's tools, report after its commands.

load common

# Remove each card before the next test inserts one: the reader may not have noticed yet that a
# killed card is gone, and may mistake the next card for it.
teardown() {
	local name
	for name in "${!program_pid[@]}"; do stop "$name" TERM; done
	for name in "${!card_pid[@]}"; do card_stop "$name"; done
}

# Prints the state of the readers once; Debian's pcsc_scan exits with -c.
state() {
	/usr/bin/pcsc_scan -n -c 2>&1 | tr -d '\r'
}

@test "inserted, removed, inserted: ok comes when the service knows" {
	card_start one 35963
	card one atr 3B 9F 95 80 1F C7 80 31 E0 73 FE 21 13 57 86 81 02 86 98 44 18 A8
	card one insert
	run state
	[[ $output == *"3B 9F 95 80 1F C7 80 31 E0 73 FE 21 13 57 86 81 02 86 98 44 18 A8"* ]]
	card one remove
	run state
	[[ $output != *"3B 9F 95"* ]]
	card one insert
	run state
	[[ $output == *"3B 9F 95"* ]]
}

@test "swap is a removal and an insertion to the service" {
	card_start one 35963 3B00
	start scan /usr/bin/pcsc_scan -n
	wait_for "$out/scan.out" 'Card inserted'
	local before
	before=$(grep -a -c 'Card removed' "$out/scan.out")
	card one swap 3B 02 14 50
	wait_for "$out/scan.out" '3B 02 14 50'
	[ "$(grep -a -c 'Card removed' "$out/scan.out")" = $((before + 1)) ]
}

@test "a mute card" {
	card_start one 35963
	card one mute
	card one insert
	run state
	[[ $output == *"Unresponsive card"* ]]
}

@test "answers by the longest prefix, counts, and the last command" {
	card_start one 35963 3B00
	card one answer 00A4 9000
	card one answer 00A40400 6A82
	card one default 6E00
	printf '00A4000000\n00A4040000\n00B0000000\n' >"$out/script"
	run --separate-stderr scriptor_of_debian "$out/script"
	[[ ${lines[*]} == *'< 90 00'*'< 6A 82'*'< 6E 00'* ]]
	card one last
	[ "$answer" = 'ok last 00B0000000' ]
	card one report
	[[ $answer == 'ok report inserted cold='*' commands=3' ]]
}

scriptor_of_debian() {
	/usr/bin/scriptor "$@"
}

@test "cold and warm resets are told apart" {
	card_start one 35963 3B00
	card one report
	[[ $answer =~ cold=([0-9]+)\ warm=0 ]]
	printf 'reset\n' >"$out/script"
	run scriptor_of_debian "$out/script"
	card one report
	[[ $answer =~ warm=1 ]]
}

@test "a big answer: 65533 bytes and 9000" {
	card_start one 35963 3B00
	card one answer 00B0 length 65533
	printf '00B00000000000\n' >"$out/script"
	scriptor_of_debian "$out/script" >"$out/big"
	[ "$(tr -cd '0-9A-F \n' <"$out/big" | tr ' ' '\n' | grep -c '^..$')" -ge 65535 ]
}

@test "cut off in the middle of an answer" {
	card_start one 35963 3B00
	card one default 9000
	card one cut 1 3
	printf '00A4000000\n00A4000001\n' >"$out/script"
	run scriptor_of_debian "$out/script"
	[[ $output == *'< 90 00'* ]]
	[ "$(grep -c '< 90 00' <<<"$output")" = 1 ]
	card one report
	[[ $answer == 'ok report removed '* ]]
}

@test "slow answers are waited for" {
	card_start one 35963 3B00
	card one default 9000
	card one slow 700
	printf '00A4000000\n' >"$out/script"
	local before=${EPOCHREALTIME//[.,]/}
	run scriptor_of_debian "$out/script"
	[[ $output == *'< 90 00'* ]]
	[ $((${EPOCHREALTIME//[.,]/} - before)) -ge 700000 ]
}

@test "two cards in two readers" {
	card_start one 35963 3B021450
	card_start two 35965 3B00
	run state
	[[ $output == *'3B 02 14 50'*'3B 00'* ]]
}

@test "the service goes and comes back" {
	card_start one 35963 3B00
	"$BATS_TEST_DIRNAME/service.sh" stop
	wait_for "$out/one.log" 'the reader closed the connection'
	run card one remove
	[ "$status" = 1 ]
	"$BATS_TEST_DIRNAME/service.sh" start
	card one insert
	run state
	[[ $output == *'3B 00'* ]]
}

# file NAME: inserts the card that standard input describes in the first reader.
file() {
	cat >"$out/$1.apdu"
	start "$1" vicard "$out/$1.apdu"
	wait_for "$out/$1.out" '^ok insert$'
}

# asks LINE...: sends these APDUs with Debian's scriptor; $output has the responses, one per line
# (of long responses only $out/statuses is right).
asks() {
	printf '%s\n' "$@" >"$out/asks"
	run --separate-stderr scriptor_of_debian "${protocol[@]}" "$out/asks"
	grep -o '[0-9A-F][0-9A-F] [0-9A-F][0-9A-F] : ' <<<"$output" | cut -c 1-5 >"$out/statuses"
	printf '%s\n' "$output" | sed -n 's/^< \(.*\) : .*/\1/p' >"$out/answers"
	output=$(<"$out/answers")
}

@test "a recording is the card: its ATR, its answers, in their order and again" {
	file recording <<-'END'
		# ATR: 3B 90 95 80 1F 8A
		# protocol: T=1
		00 A4 04 00 02 A0 00 [6F00] (9000)
		00 CA 00 00 00 [01] (9000)
		00 CA 00 00 00 [02] (9000)
		00 20 00 80 02 12 34 (63C2)
	END
	asks 00CA000000 00CA000000 00CA000000 00A40400 00A4040002A000 0020008002 002000800212 00200080021234
	[ "$output" = '01 90 00
02 90 00
01 90 00
6D 00
6F 00 90 00
6D 00
6D 00
63 C2' ]
	run state
	[[ $output == *'3B 90 95 80 1F 8A'* ]]
}

@test "a recording with a reset: what stands behind it comes after it, from another ATR" {
	file resets <<-'END'
		# ATR: 3B 02 14 50
		00CA000000 [01] (9000)
		reset
		# ATR: 3B 02 14 51
		00CA000000 [02] (9000)
	END
	asks 00CA000000 reset 00CA000000 reset 00CA000000
	[[ $(tr '\n' ,  <<<"$output") == *'01 90 00,'*'02 90 00,'*'01 90 00,'* ]]
}

@test "answers given on standard input go before the recording's, the default after them" {
	file both <<-'END'
		# ATR: 3B 02 14 50
		00CA000000 [01] (9000)
		00CB000000 [02] (9000)
	END
	type_to both 'answer 00CA 6F00'
	type_to both 'default 6E00'
	wait_for "$out/both.out" '^ok default$'
	asks 00CA000000 00CB000000 00CC000000
	[ "$output" = '6F 00
02 90 00
6E 00' ]
	type_to both 'forget'
	wait_for "$out/both.out" '^ok forget$'
	asks 00CA000000 00CC000000
	[ "$output" = '01 90 00
6D 00' ]
}

@test "T=0: data of a case 4 waits for GET RESPONSE, a wrong Le is corrected" {
	file t0 <<-'END'
		# ATR: 3B 02 14 50
		00 A4 04 00 02 A0 00 00 [6F 01 FF] (9000)
		00 B0 00 00 00 [01 02 03 04] (9000)
		00 A4 00 0C 02 3F 00 (9000)
		00 84 00 00 05 [01 02 03 04 05] (6283)
	END
	type_to t0 't0 on'
	wait_for "$out/t0.out" '^ok t0$'
	protocol=(-p T=0)
	asks 00A4040002A000 00C0000005 00C0000002 00C0000001 00C0000001 \
		00B0000000 00B0000004 00B0000002 00A4000C023F00 0084000000 0084000005
	[ "$output" = '61 03
6C 03
6F 01 61 01
FF 90 00
6D 00
6C 04
01 02 03 04 90 00
6C 04
90 00
6C 05
01 02 03 04 05 62 83' ]
	asks 00A4040002A000 00A4000C023F00 00C0000003
	[ "$output" = '61 03
90 00
6D 00' ]
}

@test "T=0: 600 bytes come in three parts" {
	card_start one 35963 3B021450
	card one answer 00A4 length 600
	card one answer 00B0 length 300
	card one t0 on
	protocol=(-p T=0)
	asks 00A4000000 00C0000000 00C0000000 00C0000058 00B0000000 00C000002C 00A40000023F00
	[ "$(tr '\n' , <"$out/statuses")" = '61 00,61 58,6C 58,90 00,61 2C,90 00,61 00,' ]
}

@test "a table of answers" {
	file table <<-'END'
		# one card
		atr 3B 02 14 50
		answer 00A4 9000
		default 6E00
	END
	asks 00A4000000 00B0000000
	[ "$output" = '90 00
6E 00' ]
	run state
	[[ $output == *'3B 02 14 50'* ]]
}

@test "the man page's example for a CI job, as it stands there" {
	local page=$BATS_TEST_DIRNAME/../../man/vicard.1
	sed -n '/^\.\\" begin card/,/^\.\\" end card/p' "$page" | grep -v '^\.' | sed 's/\\e/\\/g' >"$out/card.apdu"
	sed -n '/^\.\\" begin job/,/^\.\\" end job/p' "$page" | grep -v '^\.' | sed 's/\\e/\\/g' >"$out/job"
	[ -s "$out/card.apdu" ]
	[ -s "$out/job" ]
	cd "$out"
	run bash -e job
	[ "$status" = 0 ] || {
		echo "$output"
		return 1
	}
	[[ $output == *'< 54 65 73 74 90 00'* ]]
	[[ $output == *passed ]]
}

@test "what scriptor records of a card is that card again, with its resets, secrets and several scripts" {
	file first <<-'END'
		# ATR: 3B 02 14 50
		00CA000000 [01] (9000)
		002000010431323334 (63C2)
		reset
		# ATR: 3B 02 14 51
		00CA000000 [02] (9000)
	END
	printf '00CA000000\n00 20 00 01 04 31 32 33 34\nreset\n00CA000000\n' >"$out/one.apdu"
	printf '00CB000000\n' >"$out/two.apdu"
	run -0 scriptor --record "$out/recording" "$out/one.apdu" "$out/two.apdu"
	grep -q '^pin secret1 hex "4 bytes"$' "$out/recording"
	[ "$(grep -c '^# ATR: ' "$out/recording")" = 3 ]
	stop first TERM
	file second <"$out/recording"
	run -0 scriptor --record "$out/again" "$out/one.apdu" "$out/two.apdu"
	diff "$out/recording" "$out/again"
	# if the recording has no PIN, any PIN is accepted
	run -0 --separate-stderr scriptor -e 00CA000000 -e '00 20 00 01 02 39 39 (63C2)'
	stop second TERM
}

@test "a signal, and the end of its input, take the card out before the program ends" {
	for how in TERM INT HUP; do
		file card <<<'# ATR: 3B 02 14 50'
		stop card $how
		[ "$status" = $((128 + $(kill -l $how))) ]
		run state
		[[ $output != *'3B 02 14 50'* ]]
	done
	for i in 1 2 3; do
		run -0 vicard --port 35963 --atr 3B021450 </dev/null
		[ "$output" = 'ok insert' ]
		run state
		[[ $output != *'3B 02 14 50'* ]]
	done
}

@test "a card whose program was killed does not affect the next one" {
	file killed <<<'# ATR: 3B 02 14 50'
	stop killed KILL
	file next <<<'# ATR: 3B 02 14 51'
	run state
	[[ $output == *'3B 02 14 51'* ]]
}

@test "delay, swap, errors and removal, as a script of a CI job orders them" {
	file card <<-'END'
		# ATR: 3B 02 14 50
		00CA000000 [01] (9000)
	END
	type_to card 'slow 300'
	wait_for "$out/card.out" '^ok slow$'
	run -1 --separate-stderr scriptor -e '00CA000000 (9000) <300ms'
	# each delay is at least as long as asked for, although clocks count whole milliseconds
	type_to card 'slow 2'
	wait_for "$out/card.out" '^ok slow$' 5 2
	yes '00CA000000 (9000) <2ms' | head -500 >"$out/slow.apdu"
	run -1 scriptor -q --keep-going "$out/slow.apdu"
	[ "$(grep -c "expected less than 2 ms, took" <<<"$output")" = 500 ]
	type_to card 'slow 300'
	wait_for "$out/card.out" '^ok slow$' 5 3
	run -0 --separate-stderr scriptor -e '00CA000000 [01] (9000)'
	type_to card 'slow 0'
	type_to card 'answer 00CA 6F00'
	wait_for "$out/card.out" '^ok answer$'
	run -0 --separate-stderr scriptor -e '00CA000000 [] (6F00)'
	type_to card 'swap 3B 02 14 52'
	wait_for "$out/card.out" '^ok swap$'
	run -0 --separate-stderr scriptor -e 'echo $atr'
	[[ $output == *3B021452* ]]
	type_to card remove
	wait_for "$out/card.out" '^ok remove$'
	run -3 --separate-stderr scriptor -e 00CA000000
}
