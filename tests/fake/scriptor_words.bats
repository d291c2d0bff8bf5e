#!/usr/bin/env bats
# The script commands that use the reader, the service, the terminal and the environment.

load common

setup() {
	unset PCSC_READER PCSC_READER_IGNORE
	cd "$out" || return
}

world() {
	fake_start 'add a First reader' 'insert a 3B6500004142434445' 'answer a 00A4 9000' "$@"
}

sent() {
	grep '^>' <<<"$output"
}

@test "attrib: by name and by tag, text beside its bytes" {
	world 'attrib a 00010100 41434D4500' 'attrib a 00090303 3B00'
	run -0 --separate-stderr scriptor -e 'attrib vendor_name' -e 'attrib 0x00090303'
	[ "${lines[1]}" = '> ATTRIB 00010100' ]
	[ "${lines[2]}" = '< OK: 41 43 4D 45 00 "ACME"' ]
	[ "${lines[4]}" = '< OK: 3B 00' ]
	run -3 --separate-stderr scriptor -e 'attrib MAXINPUT' -e 00A40000
	[[ ${lines[2]} == '< KO: '* && $stderr == *'-e:1: attrib: '* ]]
	[ ${#lines[@]} = 3 ]
}

@test "attrib: as long as the service carries it, and longer" {
	world "attrib a 7FFF0000 $(printf 'AB%.0s' {1..264})" "attrib a 7FFF0001 $(printf 'AB%.0s' {1..265})"
	run -0 --separate-stderr scriptor -e 'attrib 0x7FFF0000'
	[ "${lines[2]}" = "< OK: $(printf 'AB %.0s' {1..263})AB" ]
	run -3 --separate-stderr scriptor -e 'attrib 0x7FFF0001'
	[[ $stderr == *'-e:1: attrib: more bytes than fit'*SCARD_E_INSUFFICIENT_BUFFER* ]]
}

# A reader may return more than a card; nothing is written past the end of the buffer.
@test "control: as long as the service carries it" {
	world "control a 1 $(printf 'AB%.0s' {1..65548})"
	run -0 --separate-stderr scriptor -e 'control 0x1' -e '00 A4 00 00 [] (9000)'
	[ "${#lines[2]}" = $((6 + 3 * 65548 - 1)) ]
	[ "${lines[4]}" = '< 90 00 : success' ]
}

@test "control: a function number and the platform's own code" {
	world 'control a 42000D48 12345678' 'control a 00000001 9000'
	run -0 scriptor -e 'control 3400 AA' -e 'control 0x42000D48' -e 'control 0x1 01 02'
	[ "$(sent)" = '> CONTROL 42000D48 AA
> CONTROL 42000D48
> CONTROL 00000001 01 02' ]
	grep -q '< OK: 12 34 56 78' <<<"$output"
	run -3 --separate-stderr scriptor -e 'control 1'
	[[ $stderr == *'-e:1: control: '* ]]
}

@test "transaction: begun and ended; a wrong end" {
	world
	run -0 scriptor -e 'transaction begin' -e 00A40000 -e 'transaction end'
	grep -q '^SCardBeginTransaction 0x00000000' "$fake_log"
	grep -q '^SCardEndTransaction 0x00000000' "$fake_log"
	run -3 scriptor -e 'transaction end'
}

@test "readers and reader: another card, with no connect between" {
	world 'add b Second one' 'insert b 3B00' 'answer b 00A4 6A82'
	run -0 --separate-stderr scriptor -e readers -e 'reader second' -e 00A40000 -e 'reader 0' -e 00A40000
	[ "${lines[0]}" = 'Using T=0 protocol' ] || [ "${lines[0]}" = '0: First reader' ]
	grep -qx '1: Second one' <<<"$output"
	[ "$(grep -c '^< 6A 82' <<<"$output")" = 1 ]
	[ "$(grep -c '^< 90 00' <<<"$output")" = 1 ]
	[[ $stderr == *'Using given card reader: Second one'* ]]
	run -3 --separate-stderr scriptor -e 'reader third'
	[[ $stderr == *'no reader matches "third"'* ]]
	run -2 --separate-stderr scriptor -e 'reader "e"'
	[[ $stderr == *'matches 2 readers'* ]]
}

@test "several cards and a script that asks for a PIN: none is chosen by chance" {
	world 'add b Second one' 'insert b 3B00'
	run -2 --separate-stderr scriptor -e 'pin p' -e '!200001:$p'
	[[ $stderr == *'several readers hold a card'* ]]
	! grep -q SCardConnect "$fake_log" || false
	run -2 --separate-stderr setsid scriptor -r 0 -e 'pin p' -e '!200001:$p'
	[[ $stderr == *'no terminal to read from'* ]]
	! grep -q SCardTransmit "$fake_log" || false
}

@test "wait card, wait removed, and their times" {
	world 'remove a'
	start co scriptor -e 'wait card' -e 00A40000 -e 'wait removed' -e 'echo gone'
	wait_for "$fake_log" '^SCardEstablishContext'
	fake 'insert a 3B00'
	wait_for "$out/co.out" '^< 90 00'
	fake 'remove a'
	finish co
	[ "$status" = 0 ]
	grep -qx gone "$out/co.out"
	run -1 --separate-stderr scriptor -e 'wait card 0.05' -e 00A40000
	[[ $stderr == *'-e:1: timed out: no card inserted'* ]]
	[ -z "$output" ]
}

@test "--wait: before a script and before standard input" {
	world 'remove a'
	run -1 --separate-stderr scriptor --wait -t 0.05 -e 00A40000
	[[ $stderr == *'timed out'* ]]
	start co scriptor --wait
	wait_for "$fake_log" '^SCardEstablishContext' 5 2
	fake 'insert a 3B00'
	wait_for "$out/co.out" 'Using T=0'
	type_to co 00A40000
	wait_for "$out/co.out" '^< 90 00'
	close_input co
	stop co 0
}

@test "chain: parts of 255 bytes, the last with Le; a raw APDU is never divided" {
	fake_start 'add a First reader' 'insert a 3B800181 T1' 'answer a 10D6 9000' 'answer a 00D6 9000'
	{
		echo 'chain on'
		printf '!D60000:'
		printf 'AB%.0s' {1..600}
		echo
	} >x.apdu
	run -0 --separate-stderr scriptor x.apdu
	[ "$(sent | cut -c1-16)" = '> 10 D6 00 00 FF
> 10 D6 00 00 FF
> 00 D6 00 00 5A' ]
	sed -i s/on/off/ x.apdu
	run -0 --separate-stderr scriptor x.apdu
	[ "$(sent | cut -c1-22)" = '> 00 D6 00 00 00 02 58' ]
	printf 'chain on\n!D60000:' >x.apdu
	{ printf "AB%.0s" {1..255}; echo; } >>x.apdu
	run -0 --separate-stderr scriptor x.apdu
	[ "$(sent | cut -c1-16)" = '> 00 D6 00 00 FF' ]
}

@test "chain: a part that is not taken ends it" {
	world 'answer a 10D6 6700'
	{
		echo 'chain on'
		printf '!D60000:'
		printf 'AB%.0s' {1..600}
		echo ' (6700)'
	} >x.apdu
	run -0 --separate-stderr scriptor x.apdu
	[ "$(sent | wc -l)" = 1 ]
}

@test "env: text, hex, secret; missing and wrong ones" {
	world
	KEY=AB TEXT=hi run -0 --separate-stderr scriptor -e 'env KEY hex' -e 'env TEXT' -e '00A4 $KEY $TEXT' -e 'echo $KEY'
	[ "$(sent)" = '> 00 A4 AB 68 69' ]
	[ "${lines[-1]}" = AB ]
	KEY=31323334 run -0 --separate-stderr scriptor -e 'env KEY hex secret' -e 'set copy = $KEY' \
		-e '!A40000:$copy' -e 'echo $copy'
	[ "$(sent)" = '> 00 A4 00 00 04 ** ** ** **' ]
	[ "${lines[-1]}" = '********' ]
	[[ $output$stderr != *31323334* ]]
	grep -q 00A400000431323334 "$fake_log"
	run -2 --separate-stderr scriptor -e 'env NOT_THERE' -e 00A40000
	[[ $stderr == *'-e:1: NOT_THERE: environment variable not set'* ]]
	KEY=3 run -2 --separate-stderr scriptor -e 'env KEY hex secret'
	[[ $stderr == *'KEY: expected two hex digits per byte'* ]]
}

@test "pin, ask and pause speak to the terminal, not to standard input" {
	world
	cat >x.exp <<-'END'
		set timeout 5
		spawn scriptor -e "pin p bcd pad 8" -e {!200001:$p} -e {ask n hex "Which?"} -e {00A40000 $n} -e pause
		expect "p: " { send "1234\r" } timeout { exit 9 }
		expect "Which?: " { send "AB\r" } timeout { exit 9 }
		expect "Press Enter to continue" { send "\r" } timeout { exit 9 }
		expect eof
		lassign [wait] pid id error code
		exit $code
	END
	run -0 expect x.exp </dev/null
	[[ $output != *1234* ]]
	grep -q '^SCardTransmit .* 00200001081234FFFFFFFFFFFF\|> 00200001081234FFFFFFFFFFFF' "$fake_log"
	grep -q '00A40000AB' "$fake_log"
	for word in 'pin p' 'ask p' pause; do
		run -2 --separate-stderr setsid scriptor -e "$word" <<<1234
		[[ $stderr == *'-e:1: no terminal to read from'* ]]
	done
}

@test "time, tlv, explain, atr, help" {
	world 'answer a 00B0 6F048402A0009000'
	run -0 scriptor -e 'time on' -e 00A40000
	grep -qE '^  [0-9]+\.[0-9]{3} ms$' <<<"$output"
	run -0 --separate-stderr scriptor -e atr -e 'help reset' -e help
	[ "${lines[1]}" = '3B 65 00 00 41 42 43 44 45' ]
	[[ ${lines[2]} == 'reset [cold|warm]: '* ]]
	connections=$(grep -c ^SCardConnect "$fake_log")
	run -0 --separate-stderr scriptor -e 'help reset'
	[ "$output" = 'reset [cold|warm]: reset the card' ] # help needs no card
	[ "$(grep -c ^SCardConnect "$fake_log")" = "$connections" ]
	run -0 scriptor -e 'tlv on' -e 00B0000000
	grep -q 'FCI' <<<"$output"
	run -0 scriptor --explain -e 00A4040002A000
	grep -q 'SELECT' <<<"$output"
	run -0 scriptor --explain -e 'explain off' -e 00A4040002A000
	! grep -q 'SELECT' <<<"$output" || false
}

@test "auto: 9Fxx of GSM's class A0 is fetched, of another class it is not" {
	world 'answer a A0A4 9F02' 'answer a A0C0 12349000' 'answer a 80A4 9F02'
	run -0 scriptor -e 'auto on' -e 'A0A40000023F00 [1234] (9000)' -e '80A40000023F00 (9F02)'
	[ "$(sent)" = '> A0 A4 00 00 02 3F 00
> A0 C0 00 00 02
> 80 A4 00 00 02 3F 00' ]
}

@test "readers whose names need more room than is there at first, and more come meanwhile" {
	local long
	long=$(printf 'x%.0s' {1..100})
	fake_start 'readers 250' "add y $long y" 'on SCardListReaders 2 add z Last '"$long"
	run -0 --separate-stderr scriptor -e readers
	[ "$(grep -c '^[0-9]*: ' <<<"$output")" = 252 ]
	[ "${lines[-1]}" = "251: Last $long" ]
	[ "$(grep -c '^SCardListReaders 0x80100008' "$fake_log")" = 2 ]
}

# told WHAT ARGUMENT...: at scriptor's second command the service returns RESET, and scriptor must
# report WHAT.
told() {
	local what=$1
	shift
	run --separate-stderr scriptor "$@" -e 00A40000 -e 00A40001
	[[ $status = 3 && $stderr == *"-e:"*": send: "*"SCARD_W_${what}_CARD"* ]] || {
		echo "$*: $stderr"
		return 1
	}
	[ "$(grep -c '^< 90 00' <<<"$output")" = 1 ]
}

@test "a card that was removed is told from one that was reset, also where both are called a reset" {
	# However the reader was selected, and after a reset of our own.
	local -a ways=('' '-r 0' '-r First' '-r First\x20reader' '-e reader\x20first' '-e reset' '-e connect')
	local -a two=('add b Second reader' 'insert b 3B00' 'fail SCardTransmit 80100068 1')
	local way words
	for way in "${ways[@]}"; do
		words=()
		for word in $way; do words+=("$(printf '%b' "$word")"); done
		rm -f control
		world "${two[@]}"
		told RESET "${words[@]}"
		rm control
		world "${two[@]}" 'on SCardTransmit 2 remove a'
		told REMOVED "${words[@]}"
		rm control
		world "${two[@]}" 'on SCardTransmit 2 swap a 3B00'
		told REMOVED "${words[@]}"
	done
	PCSC_READER=First told REMOVED
}

# What a service without an event counter returns: RESET in all cases.
@test "without an event counter a card with another ATR is another card" {
	local line what happens
	while IFS='|' read -r line what happens; do
		rm -f control
		world 'counters off' "on SCardTransmit 2 $happens"
		told "$what" -e "$line" || {
			echo "$happens"
			return 1
		}
	done <<-'END'
		echo x|REMOVED|swap a 3B00
		echo x|REMOVED|remove a
		echo x|RESET|reset a
		echo x|RESET|swap a 3B6500004142434445
		reset|REMOVED|swap a 3B00
		connect|REMOVED|swap a 3B00
	END
	# A card whose ATR is not known yet may be any card.
	rm control
	world 'counters off' 'on SCardTransmit 2 reset a' 'on SCardTransmit 2 claim a 0'
	told RESET
	# If there is an event counter, it decides: a warm reset may change the ATR.
	rm control
	world 'on SCardTransmit 2 reset a 3B00'
	told RESET
}

@test "without an event counter: also where a word meets the other card" {
	local words call
	while IFS='|' read -r words call; do
		rm -f control
		world 'counters off' 'attrib a 00010100 41434D4500' 'control a 42000001 9000' "on $call 1 swap a 3B00"
		run --separate-stderr scriptor -e 00A40000 -e "$words"
		[[ $status = 3 && $stderr == *SCARD_W_REMOVED_CARD* ]] || {
			echo "$words: $stderr"
			return 1
		}
	done <<-'END'
		attrib vendor_name|SCardGetAttrib
		control 1|SCardControl
		transaction begin|SCardBeginTransaction
	END
}

short_only='T=0 supports only short APDUs, of at most 261 bytes; sent as written'

# long_data N: the start of an extended APDU, with N as its Lc of two bytes.
long_data() {
	printf '00D60000 00 %04X' "$1"
	printf 'AB%.0s' $(seq "$1")
}

@test "limits: over T=0 an extended APDU is sent as written, with a warning" {
	local command
	world 'answer a 00B0 9000' 'answer a 00D6 9000' 'answer a 10D6 9000'
	for command in 00B00000000000 00B00000000100 "$(long_data 1)" "$(long_data 300)0000"; do
		: >"$fake_log"
		printf '# one\n\n   %s\n' "$command" >x.apdu
		run -0 --separate-stderr scriptor x.apdu
		[[ $stderr == *"scriptor: x.apdu:3: $short_only"* ]]
		[ "$(sent | tr -d '> ')" = "${command// /}" ]
		run -0 --separate-stderr scriptor --yes x.apdu
		[[ $stderr != *T=0\ supports* ]]
		[ "$(sent | wc -l)" = 1 ]
	done
	# not an extended APDU, and too long for a short one
	run -0 --separate-stderr scriptor -e "00D60000FF$(printf 'AB%.0s' {1..257})"
	[[ $stderr == *"$short_only" ]]
	run -0 --separate-stderr scriptor -e "00D60000FF$(printf 'AB%.0s' {1..255})00"
	[[ $stderr != *T=0\ supports* ]]
	# not with a reader that is known not to support it
	rm -f control
	fake_start 'add a First reader' 'insert a 3B00' 'answer a * 9000' 'control a 42000D48 120442330012' \
		'control a 42330012 0A0400000000'
	run -2 --separate-stderr scriptor -e 00B00000000000
	[[ $stderr == *'-e:1:1: not sent: extended APDU; the reader supports short APDUs only'* ]]
	[ "$(grep -c '^SCardTransmit' "$fake_log")" = 0 ]
}

@test "limits: a built APDU fits T=0, or is refused with what to do" {
	world 'answer a 00B0 9000' 'answer a 00D6 9000' 'answer a 10D6 9000' 'answer a 00A4 9000'
	run -0 scriptor -e '!B00000/0000' -e '!B00000/0010' -e '!B00000/' -e '!A40400:A000/0000' -e '!A40400:A000/00'
	[ "$(sent)" = '> 00 B0 00 00 00
> 00 B0 00 00 10
> 00 B0 00 00 00
> 00 A4 04 00 02 A0 00
> 00 A4 04 00 02 A0 00' ]
	printf '\n!D60000:%s' "$(printf 'AB%.0s' {1..256})" >x.apdu
	for yes in '' --yes; do
		run -2 --separate-stderr scriptor $yes x.apdu
		[[ $stderr == *'x.apdu:2:1: not sent: 256 bytes of data; T=0 supports at most 255'*'"chain on"'* ]]
	done
	run -0 scriptor -e 'chain on' -e "$(tail -n 1 x.apdu)"
	[ "$(sent | cut -c 1-16)" = '> 10 D6 00 00 FF
> 00 D6 00 00 01' ]
}

# reader_of DATA: the card uses T=1, and the reader's property dwMaxAPDUDataSize has these four
# bytes.
reader_of() {
	rm -f control
	fake_start 'add a First reader' 'insert a 3B800181 T1' 'answer a * 9000' 'control a 42000D48 120442330012' \
		"control a 42330012 0A04$1"
}

@test "limits: what the reader says that it carries" {
	# 0 and 256: short APDUs only
	for data in 00000000 00010000; do
		reader_of $data
		run -2 --separate-stderr scriptor -e 00A40000 -e 00B00000000000 -e 00A40001
		[[ $stderr == *'-e:2:1: not sent: extended APDU; the reader supports short APDUs only'*dwMaxAPDUDataSize* ]]
		[ "$(grep -c '^SCardTransmit' "$fake_log")" = 1 ]
		run -2 --separate-stderr scriptor -e '!B00000/0000'
		[[ $stderr == *'"auto on" fetches'* ]]
	done
	# up to 512 bytes of data; the property is read only once
	reader_of 00020000
	run -0 --separate-stderr scriptor -e "$(long_data 512)" -e "$(long_data 512)0000" -e 00B00000000000
	[ "$(grep -c '^SCardControl' "$fake_log")" = 2 ]
	run -2 --separate-stderr scriptor -e "$(long_data 513)"
	[[ $stderr == *'not sent: 513 bytes of data; the reader supports at most 512'* ]]
	run -2 --separate-stderr scriptor -e "!D60000:$(printf 'AB%.0s' {1..513})"
	[[ $stderr == *'"chain on"'* ]]
	run -0 scriptor --yes -e "$(long_data 513)"
	# short APDUs do not read the property, and a reader without it has no limit
	: >"$fake_log"
	run -0 scriptor -e 00A40000
	[ "$(grep -c '^SCardControl' "$fake_log")" = 0 ]
	rm control
	fake_start 'add a First reader' 'insert a 3B800181 T1' 'answer a * 9000'
	run -0 scriptor -e "$(long_data 513)"
}

# on_usb OFFSET HEX...: the card uses T=1, in a USB reader whose descriptor has these bytes at
# OFFSET.
on_usb() {
	rm -f control
	fake_start 'add a Gemalto PC Twin Reader 00 00' 'insert a 3B800181 T1' 'answer a * 9000'
	rm -rf "$system"
	mkdir "$system"
	debian_12
	while [ $# -gt 0 ]; do
		ccid_field 1-2 "$1" "$2"
		shift 2
	done
}

@test "limits: a reader on USB that exchanges short APDUs" {
	load ../doctor
	system_make
	on_usb 40 00000200
	run -2 --separate-stderr scriptor --root "$system" -e 00A40000 -e 00B00000000000 -e 00A40001
	[[ $stderr == *'-e:2:1: not sent: extended APDU; the reader supports short APDUs only (its CCID exchange level)'* ]]
	[ "$(grep -c '^SCardTransmit' "$fake_log")" = 1 ]
	run -0 scriptor --root "$system" --yes -e 00B00000000000
	# the driver's property takes precedence over the descriptor
	fake_add 'control a 42000D48 120442330012' 'control a 42330012 0A0400000100'
	run -0 scriptor --root "$system" -e 00B00000000000
	# readers that exchange TPDUs or extended APDUs support it, and about another reader nothing
	# is known
	on_usb 40 00000100
	run -0 scriptor --root "$system" -e 00B00000000000
	on_usb 40 00000400
	run -0 scriptor --root "$system" -e 00B00000000000
	on_usb 40 00000200
	fake_add 'add b Other reader' 'insert b 3B800181 T1' 'answer b * 9000'
	run -0 scriptor --root "$system" -r Other -e 00B00000000000
	# the reader is found by its USB address, whatever its name is
	fake_add 'attrib b 00020110 04012000'
	run -2 scriptor --root "$system" -r Other -e 00B00000000000
}

# Prints the sizes of the parts that were sent.
parts() {
	sent | cut -c 15-16 | tr '\n' ' '
}

@test "chain: the parts fit the reader's messages" {
	load ../doctor
	system_make
	local line
	line="!D60000:$(printf 'AB%.0s' {1..300})"
	# 271 - 10 bytes are enough for a whole short APDU
	on_usb 40 00000200
	run -0 scriptor --root "$system" -e 'chain on' -e "$line"
	[ "$(parts)" = 'FF 2D ' ]
	# 64 - 10 - 6 are 48 bytes of data; the last part has 12
	on_usb 40 00000200 44 40000000
	run -0 scriptor --root "$system" -e 'chain on' -e "$line" -e '!D60000:00'
	[ "$(parts)" = '30 30 30 30 30 30 0C 01 ' ]
	run -0 scriptor --root "$system" -e 'chain on' -e "${line:0:108}"
	[ "$(parts)" = '30 02 ' ]
	# T=1 blocks, and messages with a part of an extended APDU, are split by the driver
	on_usb 40 00000100 44 40000000
	run -0 scriptor --root "$system" -e 'chain on' -e "$line"
	[ "$(parts)" = 'FF 2D ' ]
	on_usb 40 00000400 44 40000000
	run -0 scriptor --root "$system" -e 'chain on' -e "$line"
	[ "$(parts)" = 'FF 2D ' ]
	# with T=0 each TPDU is one message
	on_usb 40 00000100 44 40000000
	printf '%s\n' 'add a Gemalto PC Twin Reader 00 00' 'insert a 3B00' 'answer a * 9000' >"$FAKE_PCSC"
	run -0 scriptor --root "$system" -e 'chain on' -e "$line"
	[ "$(parts)" = '30 30 30 30 30 30 0C ' ]
}
