#!/usr/bin/env bats
# pcsc_scan on a terminal, as the user sees it.

load common

setup() {
	unset NO_COLOR COLUMNS
	export TERM=xterm
	fake_start 'add a ACME PinPad with keys (00112233) 00 00' 'insert a 3BDA18FF81B1FE751F030031F573C001600090001C T1' \
		'add b A reader whose name is far longer than most terminals are wide, for tests 01 00' \
		'add c Größe  groß カードリーダ 02 00'
	PATH=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")/bin:$PATH
}

# on_terminal WIDTH[xHEIGHT] COMMAND...: see on_terminal.py; the output is in $out/screen.
on_terminal() {
	local width=$1
	shift
	rm -f "$out/screen" "$out/term.out"
	: >"$fake_log"
	start term python3 "$BATS_TEST_DIRNAME/on_terminal.py" "$width" "$out/screen" "$@"
}

# press TEXT: types these keys.
press() {
	type_to term "keys $*"
}

# Waits until all readers are on the screen, including the last one, which has no card: a key that
# is pressed earlier interrupts the output.
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

# fits WIDTH: checks that lines are whole, that none is wider than the terminal unless a single word
# is, that no cursor movement other than line ends occurs, and that colors are off at the end of
# each line.
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

# Prints the screen's text without colors.
screen() {
	sed -e 's/\x1b\[[0-9;]*m//g' -e 's/\r$//' "$out/screen"
}

@test "each reader and its card, at each width" {
	local width
	for width in 20 40 80 200; do
		on_terminal $width pcsc_scan
		shown
		press '\x03'
		ended 'status 0'
		fits $width
		[ "$(screen | grep -cE '^[0-9:]{8}  [0-2]:')" = 3 ]
		[ "$(screen | tr '\n' ' ' | grep -oE 'card +present|no +card' | wc -l)" = 3 ]
		screen | grep -qE '^ +ATR: 3B'
	done
	# At 200 columns nothing is wrapped, so two blanks in a name are kept.
	screen | grep -qE '^[0-9:]{8}  2: Größe  groß カードリーダ 02 00, no card$'
	screen | grep -qx '          ATR: 3B DA 18 FF 81 B1 FE 75 1F 03 00 31 F5 73 C0 01 60 00 90 00 1C'
}

@test "a name that is longer than the line, and the ATR, at 40 columns" {
	on_terminal 40 pcsc_scan -n -q
	shown
	press '\x03'
	ended 'status 0'
	diff <(screen | sed -e 's/[0-9][0-9]:[0-9][0-9]:[0-9][0-9]/HH:MM:SS/' -e '/\^C/d') - <<-'END'
		HH:MM:SS  0: ACME PinPad with keys
		  (00112233) 00 00, card present
		  ATR: 3B DA 18 FF 81 B1 FE 75 1F 03 00
		       31 F5 73 C0 01 60 00 90 00 1C
		HH:MM:SS  1: A reader whose name is far
		  longer than most terminals are wide,
		  for tests 01 00, no card
		HH:MM:SS  2: Größe groß カードリーダ 02
		  00, no card
	END
}

# eight_readers CARDS: eight readers, CARDS of which have a card.
eight_readers() {
	local n
	: >"$FAKE_PCSC"
	for n in 0 1 2 3 4 5 6 7; do
		fake_add "add r$n ACME PinPad with keys (00112233) 0$n 00"
		[ "$n" -ge "$1" ] || fake_add "insert r$n 3BDA18FF81B1FE751F030031F573C001600090001C"
	done
}

# on_screen READERS OPTION...: everything, including the cursor's line, fits on one screen of 80
# columns and 24 lines.
on_screen() {
	local readers=$1
	shift
	on_terminal 80x24 pcsc_scan "$@"
	[[ $* == *-[rc]* ]] || {
		wait_for "$out/screen" 'Ctrl-C' 20
		press '\x03'
	}
	ended 'status 0'
	fits 80
	[ "$(screen | sed '/^\^C/d' | wc -l)" -lt 24 ]
	[ "$(screen | grep -cE '(^|  )[0-9]: ')" = "$readers" ]
}

@test "one, three and eight readers on a screen of 80 by 24, whatever is in them" {
	local option
	export SMARTCARD_LIST=$BATS_TEST_DIRNAME/../../data/smartcard_list.txt
	for option in '' -n -r -c '-c -n'; do
		printf '%s\n' 'add a ACME PinPad with keys (00112233) 00 00' 'insert a 3B021450' >"$FAKE_PCSC"
		# shellcheck disable=SC2086
		on_screen 1 $option
		fake_add 'add b Second' 'add c Third' 'insert b 3B00' 'insert c 3BDA18FF81B1FE751F030031F573C001600090001C'
		# shellcheck disable=SC2086
		on_screen 3 $option
		eight_readers 8
		# shellcheck disable=SC2086
		on_screen 8 $option
	done
}

@test "a screen with room for it has all of each card, one without has less" {
	eight_readers 8
	on_terminal 80x24 pcsc_scan
	wait_for "$out/screen" 'Ctrl-C'
	press '\x03'
	ended 'status 0'
	! screen | grep 'ATR:' || false
	screen | grep -q '^          3B DA 18 FF 81 .*1C'
	on_terminal 80x40 pcsc_scan
	wait_for "$out/screen" 'Ctrl-C'
	press '\x03'
	ended 'status 0'
	[ "$(screen | grep -c '^          ATR: 3B DA 18 FF 81 B1 FE 75 1F 03 00 31 F5 73 C0 01 60 00 90 00 1C$')" = 8 ]
	eight_readers 3
	on_terminal 80x24 pcsc_scan
	wait_for "$out/screen" 'Ctrl-C'
	press '\x03'
	ended 'status 0'
	[ "$(screen | grep -c 'ATR:')" = 3 ]
}

@test "--format brief is as wide as the terminal" {
	on_terminal 80 pcsc_scan -n --format brief
	wait_for "$out/screen" '2: Gr'
	fake service stop
	wait_for "$out/screen" 'service-lost'
	press '\x03'
	ended 'status 0'
	# The cause is also on the screen, from standard error.
	grep -av SCARD_ "$out/screen" >"$out/kept"
	! grep -a $'\t' "$out/screen" || false
	screen | grep -qE '^[0-9:]{8}  card-inserted +0: ACME .*00 00 +3B DA .*00 1C$'
	screen | grep -qE '^[0-9:]{8}  reader-added +1: A reader whose .*01 00$'
	screen | grep -E '^[0-9:]{8}  ' | awk '{ exit length($0) > 80 }'
}

@test "nothing on an idle screen moves" {
	local before n
	on_terminal 80 pcsc_scan
	shown
	# The output is complete once nothing has arrived for a second.
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
	screen | grep -qE '^[0-9:]{8}  1: A reader whose name is far longer than most terminals are wide, for tests 01 00, card removed$'
	screen | grep -qx '  ATR: 3B DA 18 FF'
}

@test "the service goes and comes: a line of its own, and why, once" {
	on_terminal 80 pcsc_scan -n
	shown
	fake service stop
	wait_for "$out/screen" 'Waiting for the service'
	wait_for "$fake_log" '^SCardEstablishContext 0x8010001D' 5 3
	fake service start
	wait_for "$out/screen" 'no card' 5 4
	press '\x03'
	ended 'status 0'
	[ "$(screen | grep -c 'Waiting for')" = 2 ] # once for readers and cards, once for the service
	screen | sed -e 's/[0-9][0-9]:[0-9][0-9]:[0-9][0-9]/HH:MM:SS/' >"$out/text"
	[ "$(grep '  PC/SC service' "$out/text")" = "$(printf 'HH:MM:SS  PC/SC service %s\n' lost available)" ]
	[ "$(grep -c SCARD_ "$out/text")" = 1 ]
}

@test "color: not with NO_COLOR, TERM=dumb or none, nor on what is asked for plainly" {
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

@test "it ends when its terminal is closed" {
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
		# The last line is a command to type, which must not be wrapped.
		screen | sed '$d' >"$out/kept"
		mv "$out/kept" "$out/screen"
		sed -i 's/$/\r/' "$out/screen"
		fits $width
		diff <(screen | tr -s ' \n' '  ') <(sed '$d' "$out/system/plain" | tr -s ' \n' '  ')
		on_terminal $width bash -c 'exec pcsc_scan -n -q -s -t 2.5 2>"$1"' - "$out/said"
		ended 'status 0'
		fits $width
		screen | grep -qE '^ +[0-9.]+ - +[0-9.]+ ms #+ +[0-9]+$'
	done
}

@test "addresses of the card list are links" {
	printf '3B DA 18 FF 81 B1 FE 75 1F 03 00 31 F5 73 C0 01 60 00 90 00 1C\n\tA card\n\thttps://card.example/a\n' >"$out/list"
	export SMARTCARD_LIST=$out/list
	on_terminal 80 pcsc_scan -c -v
	wait_for "$out/term.out" '^terminal'
	finish term
	grep -qF $'\033]8;;https://card.example/a\033\\https://card.example/a\033]8;;\033\\' "$out/screen"
}
