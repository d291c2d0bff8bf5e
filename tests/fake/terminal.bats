#!/usr/bin/env bats
# pcsc_scan on a terminal, as a person sees it.

load common

setup() {
	unset NO_COLOR COLUMNS
	export TERM=xterm
	fake_start 'add a ACME PinPad with keys (00112233) 00 00' 'insert a 3BDA18FF81B1FE751F030031F573C001600090001C T1' \
		'add b A reader whose name is far longer than most terminals are wide, for tests 01 00' \
		'add c Größe  groß カードリーダ 02 00'
	PATH=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")/bin:$PATH
}

# on_terminal WIDTH COMMAND...: see on_terminal.py; the screen is $out/screen.
on_terminal() {
	local width=$1
	shift
	rm -f "$out/screen" "$out/term.out"
	: >"$fake_log"
	start term python3 "$BATS_TEST_DIRNAME/on_terminal.py" "$width" "$out/screen" "$@"
}

# Whoever is at the keyboard.
press() {
	type_to term "keys $*"
}

# All readers are on the screen, down to the last that has no card: a key breaks what is being written.
shown() {
	wait_for "$fake_log" '^wait'
	wait_for "$out/screen" 'no card' 5 2
}

ended() {
	wait_for "$out/term.out" '^terminal'
	finish term
	grep -qx "$1" "$out/term.out"
	grep -qx 'terminal same' "$out/term.out"
}

# fits WIDTH: whole lines, none wider than the terminal but for a word that is; nothing moves the cursor but
# their ends; the colours are off at the end of each.
fits() {
	python3 - "$1" "$out/screen" <<-'END'
		import re, sys, unicodedata
		width, text = int(sys.argv[1]), open(sys.argv[2], "rb").read().decode("utf-8").split("^C")[0]
		assert text == "" or text.endswith("\r\n"), text[-80:]
		for line in text.split("\r\n"):
		    codes = re.findall("\x1b\\[[0-9;]*m", line)
		    assert not codes or codes[-1] == "\x1b[0m", line
		    line = re.sub("\x1b\\[[0-9;]*m", "", line)
		    assert all(c >= " " and not "\x7f" <= c < "\xa0" for c in line), repr(line)
		    columns = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
		    assert columns <= width or len(line.split()) == 1, line
		    assert line == line.rstrip(), repr(line)
	END
}

# What stands there, without colours.
screen() {
	sed -e 's/\x1b\[[0-9;]*m//g' -e 's/\r$//' "$out/screen"
}

@test "one tidy block a reader, at each width" {
	local width
	for width in 20 40 80 200; do
		on_terminal $width pcsc_scan
		shown
		press '\x03'
		ended 'status 0'
		fits $width
		[ "$(screen | grep -c '^Reader [0-9]:')" = 3 ]
		[ "$(screen | grep -c 'card present\|no card')" -ge 2 ]
		screen | grep -q '^  ATR: 3B'
	done
	# At 200 nothing has to be wrapped: two blanks in a name stay two.
	screen | grep -qx 'Reader 2: Größe  groß カードリーダ 02 00'
	screen | grep -qx '  ATR: 3B DA 18 FF 81 B1 FE 75 1F 03 00 31 F5 73 C0 01 60 00 90 00 1C'
}

@test "a name that is longer than the line, and the ATR, at 40 columns" {
	on_terminal 40 pcsc_scan -n -q
	shown
	press '\x03'
	ended 'status 0'
	diff <(screen | sed -e 's/[0-9][0-9]:[0-9][0-9]:[0-9][0-9]/HH:MM:SS/' -e '/\^C/d') - <<-'END'

		Reader 0: ACME PinPad with keys
		    (00112233) 00 00
		  HH:MM:SS  card present
		  ATR: 3B DA 18 FF 81 B1 FE 75 1F 03 00
		       31 F5 73 C0 01 60 00 90 00 1C

		Reader 1: A reader whose name is far
		    longer than most terminals are wide,
		    for tests 01 00
		  HH:MM:SS  no card

		Reader 2: Größe  groß カードリーダ 02 00
		  HH:MM:SS  no card
	END
}

@test "nothing on an idle screen moves" {
	local before n
	on_terminal 80 pcsc_scan
	shown
	# All of it has come once nothing came for a second.
	for ((n = 0; n < 20; n++)); do
		before=$(wc -c <"$out/screen")
		sleep 1
		[ "$(wc -c <"$out/screen")" != "$before" ] || break
	done
	sleep 5
	[ "$(wc -c <"$out/screen")" = "$before" ]
	type_to term 'resize 30'
	wait_for "$out/term.out" '^resized 30$'
	sleep 0.5
	[ "$(wc -c <"$out/screen")" = "$before" ]
	press '\x03'
	ended 'status 0'
}

@test "a resize is lived through, and what comes next is as wide as the terminal" {
	on_terminal 200 pcsc_scan -n
	shown
	type_to term 'resize 20'
	wait_for "$out/term.out" '^resized 20$'
	fake insert b 3BDA18FF81B1FE751F030031F573C001600090001C
	wait_for "$out/screen" '^       1C.?$'
	type_to term 'resize 200'
	wait_for "$out/term.out" '^resized 200$'
	fake remove b
	wait_for "$out/screen" 'card removed'
	press '\x03'
	ended 'status 0'
	screen | tail -n 4 | grep -qx 'Reader 1: A reader whose name is far longer than most terminals are wide, for tests 01 00'
	screen | grep -qx '  ATR: 3B DA 18 FF'
}

@test "the service goes and comes: a block of its own, and why, once" {
	on_terminal 80 pcsc_scan -n
	shown
	fake service stop
	wait_for "$out/screen" 'Waiting for the service'
	wait_for "$fake_log" '^SCardEstablishContext 0x8010001D' 5 3
	fake service start
	wait_for "$out/screen" 'no card' 5 4
	press '\x03'
	ended 'status 0'
	[ "$(screen | grep -c 'Waiting for')" = 2 ] # readers and cards, and the service
	screen | sed -e 's/[0-9][0-9]:[0-9][0-9]:[0-9][0-9]/HH:MM:SS/' >"$out/text"
	grep -A 1 '^PC/SC service$' "$out/text" | diff - <(printf '%s\n' 'PC/SC service' '  HH:MM:SS  lost' -- 'PC/SC service' \
		'  HH:MM:SS  there')
	[ "$(grep -c SCARD_ "$out/text")" = 1 ]
}

@test "colour: not with NO_COLOR, TERM=dumb or none, nor on what is asked for plainly" {
	local with
	on_terminal 80 pcsc_scan
	shown
	press '\x03'
	ended 'status 0'
	grep -q $'\x1b\\[' "$out/screen"
	fits 80
	for with in NO_COLOR=1 TERM=dumb TERM= --unset=TERM; do
		on_terminal 80 env $with pcsc_scan
		shown
		press '\x03'
		ended 'status 0'
		! grep -q $'\x1b' "$out/screen" || false
		fits 80
	done
	on_terminal 80 pcsc_scan --color=never
	shown
	press '\x03'
	ended 'status 0'
	! grep -q $'\x1b' "$out/screen" || false
	on_terminal 80 env NO_COLOR=1 pcsc_scan --color=always
	shown
	press '\x03'
	ended 'status 0'
	grep -q $'\x1b\\[' "$out/screen"
}

@test "the terminal goes: it ends" {
	on_terminal 80 pcsc_scan -n
	shown
	type_to term hang-up
	wait_for "$out/term.out" '^status 0$'
	finish term
}

@test "the inventory, the doctor and -s at each width" {
	local width
	mkdir -p "$out/system/proc" "$out/system/sys"
	fake_add 'delay SCardTransmit 2'
	for width in 40 80; do
		on_terminal $width pcsc_scan -r -v
		ended 'status 0'
		fits $width
		on_terminal $width bash -c 'pcsc_scan --doctor --root "$1" | cat >"$1/plain"; exec pcsc_scan --doctor --root "$1"' - "$out/system"
		wait_for "$out/term.out" '^terminal same'
		finish term
		# The last line is to be typed, and not broken.
		screen | sed '$d' >"$out/kept"
		mv "$out/kept" "$out/screen"
		sed -i 's/$/\r/' "$out/screen"
		fits $width
		diff <(screen | tr -s ' \n' '  ') <(sed '$d' "$out/system/plain" | tr -s ' \n' '  ')
		on_terminal $width bash -c 'exec pcsc_scan -n -q -s -t 2.5 2>"$1"' - "$out/said"
		ended 'status 0'
		fits $width
		screen | grep -qE '^ +2\.[0-9]+ - +[0-9.]+ ms #+ +[0-9]+$'
	done
}
