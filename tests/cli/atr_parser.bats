#!/usr/bin/env bats
# atr_parser as used from a shell: input, options, exit status, and which stream output goes to.
load common

known='3B 65 00 00 41 42 43 44 45'

atr() {
	run --separate-stderr "$BIN/atr_parser" "$@"
}

# fed TEXT OPTION...: runs atr_parser with TEXT (as for printf) on standard input.
fed() {
	local text=$1
	shift
	# shellcheck disable=SC2059 # the text is a format: it has bytes in octal
	printf "$text" >"$BATS_TEST_TMPDIR/in"
	run --separate-stderr "$BIN/atr_parser" "$@" <"$BATS_TEST_TMPDIR/in"
}

@test "exit status: in a list 0, in none 1, an error in the ATR 2" {
	atr $known
	gave 0
	atr 3B 01 FF
	gave 1
	atr 3B 01
	gave 2
	atr 3B 00 3B 28 # matches a pattern of the list, but is invalid
	gave 2
	prints 'Pattern that meets an ATR read twice'
}

@test "every spelling of an ATR" {
	for words in '3B6500004142434445' '3b6500004142434445' '3B:65:00:00:41:42:43:44:45' \
		'3B6500004142434445 # a card' '3B 65 00 00 41 42 43 44 45//a card' \
		'0x3B, 0x65, 0x00, 0x00, 0x41, 0x42, 0x43, 0x44, 0x45' '0x3b65 0000,41 42,0X43 44 45, // in C' \
		'ATR: 3B 65 00 00 41 42 43 44 45' 'ATR=3B6500004142434445' '3B-65-00-00-41-42-43-44-45' \
		'{0x3B, 0x65, 0x00, 0x00, 0x41, 0x42, 0x43, 0x44, 0x45};' '"\x3b\x65\x00\x00\x41\x42\x43\x44\x45"' \
		'3Bh 65h 00h 00h 41h 42h 43h 44h 45H' '[3B 65 00 00 41 42 43 44 45]' "3b6500004142434445'" \
		'[59, 101, 0, 0, 65, 66, 67, 68, 69]' '59,101,0,0,65,66,67,68,69' \
		"['0x3b', '0x65', '0x0', '0x0', '0x41', '0x42', '0x43', '0x44', '0x45']" \
		'[0x3B, 0x65, 0x0, 0x0, 0x41, 0x42, 0x43, 0x44, 0x45]' 'ATR: (59, 101, 0, 0, 65, 66, 67, 68, 69)' \
		'ATR = 3B 65 00 00 41 42 43 44 45' 'static const unsigned char atr[] = {0x3B, 0x65, 0x00, 0x00, 0x41, 0x42, 0x43, 0x44, 0x45};' \
		"b'\x3b\x65\x00\x00\x41\x42\x43\x44\x45'" 'atr = b"\x3b\x65\x00\x00\x41\x42\x43\x44\x45"' \
		'int[] atr = {59, 101, 0, 0, 65, 66, 67, 68, 69} ;' \
		'atr:3B65 0000 4142434445' '  3B	65 00 00 41 42 43 44 45 '; do
		atr --brief "$words"
		gave 0
		[ "$output" = $'3B6500004142434445\tT=0\tBasic ATR for T=0; From 41 to 45; Any five historical bytes' ]
		[ -z "$stderr" ]
	done
	atr --brief ATR: 3B 65 0000 41:42 43 4445
	gave 0
	atr --brief 3B 65 -- 00 00 41 42 43 44 45
	gave 0
	atr --brief 0x3B, 0x65, 0x00, 0x00, 0x41, 0x42, 0x43, 0x44, 0x45
	gave 0
	fed '# cards\n3B6500004142434445 # one\n\t// none\n'
	gave 0
	[ -z "$stderr" ]
	atr --json '[59, -6, -128, 0]'
	[[ $output == *'"atr":"3BFA8000"'* ]]
	for words in '[59, 101, 256]' '[59, -129]' '[59, 101,]' '[58, 101, 0]' '[59; 101; 0]'; do
		atr --brief "$words"
		gave 2
		[[ $stderr == *'argument 1, character '* ]]
	done
	atr '# none'
	gave 2
	says 'no hex digits'
}

@test "several ATRs as arguments: only where each of them is whole" {
	atr --brief $known 3B00
	gave 2 # the bytes of one ATR, and one too many
	atr --brief 3B6500004142434445 3B00
	gave 0
	[ "${#lines[@]}" -eq 2 ]
	[ "${lines[1]}" = "$("$BIN/atr_parser" --brief 3B00)" ]
	atr --json 3B6500004142434445 '3B 00' 3B02
	gave 2
	[ "${#lines[@]}" -eq 1 ]
	run --separate-stderr "$BIN/ATR_analysis" 3B00 3B00
	gave 0
	[[ ${lines[0]} == *'3B 00 3B 00'* ]]
}

@test "a file as argument: how to read it" {
	echo 3B00 >"$BATS_TEST_TMPDIR/atrs.txt"
	cd "$BATS_TEST_TMPDIR"
	atr atrs.txt
	gave 2
	says 'to read ATRs from that file: atr_parser < atrs.txt'
	mkdir atrs
	atr atrs
	gave 2
	[[ $stderr != *'read ATRs from'* ]]
}

@test "--brief marks what is no valid ATR" {
	printf '3B00\n3B02\n4142\n' >"$BATS_TEST_TMPDIR/in"
	run --separate-stderr "$BIN/atr_parser" --brief <"$BATS_TEST_TMPDIR/in"
	gave 2
	[ "$(cut -f 2 <<<"$output" | paste -sd /)" = 'T=0/T=0 invalid/invalid' ]
}

@test "the options may stand behind the ATR" {
	atr $known --brief
	gave 0
	[ "${#lines[@]}" -eq 1 ]
}

@test "no argument on a terminal: usage, 2" {
	run --separate-stderr script -qec "'$BIN/atr_parser' 2>'$BATS_TEST_TMPDIR/err'" /dev/null
	gave 2
	grep -q '^usage: atr_parser' "$BATS_TEST_TMPDIR/err"
}

@test "nothing on standard input: 2; none: 3" {
	run --separate-stderr "$BIN/atr_parser" </dev/null
	gave 2
	says 'atr_parser: no ATR on standard input'
	[ -z "$output" ]
	fed '\n \t\r\n\n'
	gave 2
	says 'no ATR on standard input'
	run --separate-stderr bash -c '"$1" <&-' - "$BIN/atr_parser"
	gave 3
	says 'standard input: Bad file descriptor'
}

@test "unknown, shortened and misused options: 2, and what to do" {
	for option in --nonsense --json=1 -x -l; do
		atr "$option" $known
		gave 2
		says "atr_parser: "
		says '"atr_parser --help" lists the options'
		[ -z "$output" ]
	done
	atr --form=text $known
	gave 2
	says "unknown option '--form' (options cannot be abbreviated)"
	says 'did you mean "--format"?'
	atr --readers $known
	gave 2
	says "unknown option '--readers'"
	atr --list
	gave 2
	says '--list needs an argument'
}

@test "invalid option values" {
	atr --format xml $known
	gave 2
	says "atr_parser: --format: unknown format 'xml'"
	for width in '' -1 x 10001 80x; do
		atr --width "$width" $known
		gave 2
		says "atr_parser: --width: expected a number from 0 to 10000, got '$width'"
	done
	for clock in '' 0 -1 4MHz 4294967296 FMAX; do
		atr --clock "$clock" $known
		gave 2
		says "atr_parser: --clock: expected fmax or a number of Hz from 1 to 4294967295, got '$clock'"
	done
	atr --color red $known
	gave 2
	atr --json --brief $known
	gave 2
	says '--json'
}

@test "hello world" {
	atr hello world
	gave 2
	says 'atr_parser: argument 1, character 1: "h" is not a hex digit'
	says 'atr_parser: hint: an ATR is written as pairs of hex digits'
	[ -z "$output" ]
	atr 3B 65 0x 00
	gave 2
	says 'argument 3, character 2: "x" is not a hex digit'
	fed '3B 00\nhello world\n' --brief
	gave 2
	says 'atr_parser: -:2:1: "h" is not a hex digit'
	[ "$output" = $'3B00\tT=0\tCard that has nothing to say' ]
}

@test "odd digits, nothing, and what is no character" {
	atr 3B 6 5
	gave 2
	says 'argument 2, character 1: odd number of hex digits'
	atr 3B65000
	gave 2
	says 'argument 1, character 7: odd number of hex digits'
	atr ''
	gave 2
	says 'argument 1, character 1: no hex digits'
	atr ATR:
	gave 2
	says 'no hex digits'
	atr $'3B \e[31m'
	gave 2
	says 'argument 1, character 4: the byte 1B is not a hex digit'
	atr $'3B \xFF'
	gave 2
	says 'the byte FF is not a hex digit'
}

@test "34 bytes, 255 bytes and more" {
	atr --json 3B "$(printf '%066d' 0)"
	gave 2
	[ "$(json atr)" = "\"3B$(printf '%066d' 0)\"" ]
	prints '"code":"too-long"'
	atr --json "$(printf '3B%0508d' 0)"
	gave 2
	prints '"code":"too-long"'
	atr --json "$(printf '3B%0510d' 0)"
	gave 2
	says 'more than 255 bytes: an ATR has at most 33'
	[ "$(json problems 0 code)" = '"too-many-bytes"' ]
}

@test "an argument of 131,071 bytes" {
	long=$(printf '%0131071d' 0)
	atr "$long"
	gave 2
	says 'more than 255 bytes'
	[ "${#stderr}" -lt 500 ]
	atr "$(printf '%0131068dxyz' 0)"
	gave 2
	atr "$(printf '%131071s' '')"
	gave 2
	says 'no hex digits'
}

@test "a line of 1 MB is told, and the next is answered" {
	{
		echo 3B 00
		head -c 1000000 /dev/zero | tr '\0' 'A'
		echo
		echo 3B 00
		head -c 65536 /dev/zero | tr '\0' ' '
		echo
		printf '%65531s3B 00\n' ''
		printf '%65532s3B 00\n' ''
		head -c 200000 /dev/zero | tr '\0' '3'
	} >"$BATS_TEST_TMPDIR/in"
	run --separate-stderr "$BIN/atr_parser" --brief <"$BATS_TEST_TMPDIR/in"
	gave 2
	[ "${#lines[@]}" -eq 3 ]
	says 'atr_parser: -:2:1: line too long for an ATR'
	says 'atr_parser: -:6:1: line too long for an ATR'
	says 'atr_parser: -:7:1: line too long for an ATR'
	[ "$(grep -c 'too long' <<<"$stderr")" -eq 3 ]
	run --separate-stderr "$BIN/atr_parser" --json <"$BATS_TEST_TMPDIR/in"
	[ "${#lines[@]}" -eq 6 ]
	python3 "$root/tests/cli/json_schema.py" "$root/data/atr_parser.schema.json" <<<"$output"
}

@test "NUL bytes, CRLF, a BOM, empty lines, a last line without its end" {
	fed '\357\273\2773B 00\r\n\r\n\n  \n3B 65 00 00 41 42 43 44 45' --brief
	gave 0
	[ "${#lines[@]}" -eq 2 ]
	[ -z "$stderr" ]
	fed '3B 00\0\n3B 00\n' --brief
	gave 2
	says '-:1:6: the byte 00 is not a hex digit'
	[ "${#lines[@]}" -eq 1 ]
	fed '3B 00\r\r\n' --brief
	gave 2
	fed '3B 00\n\357\273\2773B 00\n' --brief
	gave 2
	says '-:2:1: the byte EF is not a hex digit'
}

@test "of many the greatest status" {
	fed '3B 00\n3B 00\n' --brief
	gave 0
	fed '3B 00\n3B 01 FF\n3B 00\n' --brief
	gave 1
	fed '3B 01\n3B 01 FF\n3B 00\n' --brief
	gave 2
}

@test "many as text: an empty line between, how an ATR is written told once" {
	fed '3B 00\n3B 00\nx\ny\n'
	gave 2
	[ "$(grep -c '^$' <<<"$output")" -eq 3 ] # 1 within each and 1 between them
	[ "$(grep -c 'pairs of hex digits' <<<"$stderr")" -eq 1 ]
}

@test "memory does not grow with the lines, whatever is written of them" {
	export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}quarantine_size_mb=1
	local list=$SMARTCARD_LIST
	[ ! -e /usr/share/pcsc/smartcard_list.txt ] || list=/usr/share/pcsc/smartcard_list.txt
	python3 "$root/tests/cli/atr_memory.py" 2000 400000 "$BIN/atr_parser" --list "$list" --brief
	python3 "$root/tests/cli/atr_memory.py" 2000 40000 "$BIN/atr_parser" --list "$list" --json
	python3 "$root/tests/cli/atr_memory.py" 2000 40000 "$BIN/atr_parser" --list "$list"
}

@test "as a coprocess: answered before more is sent" {
	coproc TALK { "$BIN/atr_parser" --brief; }
	local pid=$TALK_PID in=${TALK[1]} # bash unsets them when the coprocess ends
	for n in 1 2 3; do
		echo '3B 00' >&"$in"
		read -r -t 10 -u "${TALK[0]}" line
		[ "$line" = $'3B00\tT=0\tCard that has nothing to say' ]
	done
	exec {in}>&-
	wait "$pid"
}

@test "lists: missing, a directory, not readable, hostile" {
	atr --list /nonexistent $known
	[ "$status" -ge 2 ]
	says 'atr_parser: '
	says '/nonexistent'
	[ -z "$output" ]
	atr --list "$BATS_TEST_TMPDIR" $known
	[ "$status" -ge 2 ]
	says "$BATS_TEST_TMPDIR"
	printf '3B 00\n\t\033[31mred\033[0m\007 \303\251 \377 \342\200\256end\n' >"$BATS_TEST_TMPDIR/list"
	for format in text classic brief; do
		atr --list "$BATS_TEST_TMPDIR/list" --format $format 3B 00
		gave 0
		prints '\x1B[31mred\x1B[0m\x07 é \xFF \xE2\x80\xAEend'
		! grep -q $'[\e\a]' <<<"$output" || return 1
	done
	atr --list "$BATS_TEST_TMPDIR/list" --json 3B 00
	gave 0
	[ "$(json cards 0 names 0)" = '"\u001b[31mred\u001b[0m\u0007 \u00e9 \ufffd \u202eend"' ]
}

@test "--list may be repeated, and each name stands once" {
	printf '3B 00\n\tFirst\n' >"$BATS_TEST_TMPDIR/1"
	printf '3B ..\n\tFirst\n\tSecond\n' >"$BATS_TEST_TMPDIR/2"
	atr --list "$BATS_TEST_TMPDIR/1" --list "$BATS_TEST_TMPDIR/2" --brief 3B00
	gave 0
	[ "$output" = $'3B00\tT=0\tFirst; Second' ]
	atr --list "$BATS_TEST_TMPDIR/1" --list "$BATS_TEST_TMPDIR/2" --json 3B00
	[ "$(json cards 0 list)" = "\"$BATS_TEST_TMPDIR/1\"" ]
	[ "$(json cards 0 match)" = '"exact"' ]
	[ "$(json cards 1 names)" = '["Second"]' ]
}

@test "an unknown card: where it was looked for, and what to do" {
	atr 3B 01 FF
	gave 1
	prints "$SMARTCARD_LIST of 20"
	prints 'atr_parser --update'
	prints '--list FILE'
}

@test "an unknown card: how old the list is" {
	cp "$SMARTCARD_LIST" "$BATS_TEST_TMPDIR/list"
	while read -r ago words; do
		touch -d "${ago//_/ } ago" "$BATS_TEST_TMPDIR/list"
		day=$(date -u -r "$BATS_TEST_TMPDIR/list" +%F)
		atr --list "$BATS_TEST_TMPDIR/list" 3B 01 FF
		prints "$BATS_TEST_TMPDIR/list of $day, $words old"
		atr --format classic --list "$BATS_TEST_TMPDIR/list" 3B 01 FF
		says "$BATS_TEST_TMPDIR/list of $day, $words old"
	done <<-END
		10_minutes less than a day
		1500_minutes 1 day
		59_days 59 days
		100_days 3 months
		700_days 22 months
		1500_days 4 years
	END
	touch -d '2 days' "$BATS_TEST_TMPDIR/list" # the file is from the future: the clock was wrong
	atr --list "$BATS_TEST_TMPDIR/list" 3B 01 FF
	grep -q "list of $(date -u -r "$BATS_TEST_TMPDIR/list" +%F)\$" <<<"$output"
}

@test "no HOME, and invalid XDG paths" {
	unset SMARTCARD_LIST
	run --separate-stderr env -u HOME "$BIN/atr_parser" --brief 3B 01 FF
	[ "$status" -le 1 ]
	[ -z "$stderr" ]
	run --separate-stderr env XDG_CONFIG_HOME=relative XDG_CACHE_HOME=$'/\e[31m/../..' HOME= \
		"$BIN/atr_parser" 3B 01 FF
	[ "$status" -le 1 ]
	! grep -q $'\e' <<<"$output$stderr" || return 1
}

@test "standard output: closed, full, and gone" {
	run --separate-stderr bash -c '"$1" --brief 3B 00 >&-' - "$BIN/atr_parser"
	[ "$status" -eq 0 ] || [ "$status" -eq 3 ]
	run --separate-stderr bash -c '"$1" 3B 00 >/dev/full' - "$BIN/atr_parser"
	gave 3
	says 'atr_parser: standard output: No space left on device'
	run --separate-stderr bash -c 'yes 3B 00 | head -n 100000 | "$1" --brief >/dev/full' - "$BIN/atr_parser"
	gave 3
	run --separate-stderr bash -c 'yes 3B 00 | { timeout 20 "$1"; echo "$?" >"$2"; } | head -n 1' - \
		"$BIN/atr_parser" "$BATS_TEST_TMPDIR/status"
	gave 0
	[ -z "$stderr" ]
	[ "$(cat "$BATS_TEST_TMPDIR/status")" = 0 ]
}

@test "standard input that cannot be read: 3" {
	run --separate-stderr "$BIN/atr_parser" </
	gave 3
	says 'atr_parser: standard input: Is a directory'
}

@test "--clock: for another clock, and for the highest" {
	# 372 / 12 is 31 cycles per bit; its multiples at 4, 5 and 1 MHz (ISO/IEC 7816-3, 8.3)
	set -- 3BDA18FF81B1FE751F030031F573C001600090001C
	atr --json "$1"
	[ "$(json parameters bit_rate)" = 129032.0 ]
	atr --json --clock fmax "$1"
	[ "$(json parameters clock_hz)" = 5000000 ]
	[ "$(json parameters bit_rate)" = 161290.0 ]
	atr --json --clock 1000000 "$1"
	[ "$(json parameters bit_rate)" = 32258.1 ]
	[ "$(json parameters at_reset CWT_ms)" = 15.996 ]
}

@test "--json: input verbatim, nothing else on standard output" {
	atr --json ATR: 3b:65 00004142434445
	gave 0
	[ "$(json input)" = '"ATR: 3b:65 00004142434445"' ]
	[ "$(json atr)" = '"3B6500004142434445"' ]
	[ "${#lines[@]}" -eq 1 ]
	atr --json $'3B\xFF'
	gave 2
	[ "$(json input)" = '"3B\ufffd"' ]
	[ "$(json problems)" = '[{"severity": "error", "code": "not-hex", "offset": 2, "text": "the byte FF is not a hex digit"}]' ]
	python3 "$root/tests/cli/json_schema.py" "$root/data/atr_parser.schema.json" <<<"$output"
}

@test "--json: the two examples that are a contract, to the digit" {
	atr --json 3B A7 00 40 18 80 65 A2 08 01 01 52
	prints '"parameters":{"clock_hz":4000000,"Fi":372,"Di":1,"f_max_hz":5000000,"cycles_per_etu":372.0,"bit_rate":10752.7,"N":0,"guard_time_etu":12.0,"clock_stop":"not supported","classes":["A"],"SPU":"00","WI":24,"WT_ms":2142.72,"defaults":["Fi","Di","N","clock_stop","classes","SPU"],"at_reset":{"cycles_per_etu":372.0,"bit_rate":10752.7,"guard_time_etu":12.0,"WT_ms":2142.72}},"pps":[{"protocol":0,"request":"FF1011FE","answer":"FF1011FE"}],"historical":{"offset":5,"value":"8065A208010152","category":"80","objects":[{"tag":"6","offset":6,"length":5,"value":"A208010152","text":"pre-issuing data"}],"life_cycle":null,"sw":null,"ascii":".e....R"},"tck":null,"extra":null,"contactless":null,"profile":null,"problems":[{"severity":"info","code":"tb1-deprecated","offset":2,'
	prints '"valid":true,"convention":"direct","interface":[{"name":"T0","offset":1,"value":"A7","protocol":null,'
	prints '{"name":"TC2","offset":4,"value":"18","protocol":0,'
	prints '"protocols":[0],"first_protocol":0,"specific_mode":false,'
	atr --json 3BDA18FF81B1FE751F030031F573C001600090001C
	prints '"parameters":{"clock_hz":4000000,"Fi":372,"Di":12,"f_max_hz":5000000,"cycles_per_etu":31.0,"bit_rate":129032.0,"N":255,"guard_time_etu":12.0,"clock_stop":"not supported","classes":["A","B"],"SPU":"00","IFSC":254,"BWI":7,"CWI":5,"BWT_ms":11427.9,"CWT_ms":0.33325,"CGT_etu":11.0,"EDC":"LRC","defaults":["SPU","EDC"],"at_reset":{"cycles_per_etu":372.0,"bit_rate":10752.7,"guard_time_etu":12.0,"BWT_ms":11428.9,"CWT_ms":3.999}},"pps":[{"protocol":1,"request":"FF1118F6","answer":"FF1118F6"}],'
	prints '"life_cycle":"00","sw":"9000","ascii":".1.s..`..."},"tck":{"value":"1C","expected":"1C","ok":true},"extra":null,"contactless":null,"profile":null,"problems":[],"cards":['
}

@test "--json: a storage card's numbers are hex, its names null where there are none" {
	card='3B 8F 80 01 80 4F 0C A0 00 00 03'
	atr --json $card 06 03 00 01 00 00 00 00 6A
	prints '"contactless":{"kind":"storage","rid":"A000000306","ss":"03","nn":"0001","standard":"ISO/IEC 14443 A, part 3","card":"MIFARE Classic 1K","data":null}'
	atr --json $card 06 00 00 00 00 00 00 00 68
	prints '"rid":"A000000306","ss":"00","nn":"0000","standard":null,"card":null,'
	atr --json $card 86 03 00 01 00 00 00 00 EA # another RID than PC/SC's: its numbers do not apply
	prints '"rid":"A000000386","ss":"03","nn":"0001","standard":null,"card":null,'
	atr --json 3B 80 80 01 01
	prints '"contactless":{"kind":"type-a","rid":null,"ss":null,"nn":null,"standard":null,"card":null,"data":null}'
}

@test "--json: of TCK nothing is said where the ATR ends before it" {
	atr --json 3B 95 96 80 1F 43 80 31 # two of the five announced historical bytes
	gave 2
	[ "$(json tck)" = null ]
	atr --json 3B 95 96 80 1F 43 80 31 E0 73 DF
	gave 2
	[ "$(json tck)" = '{"value": null, "expected": "22", "ok": false}' ]
}

@test "--json: all exact ATRs of the complete list hold to the schema" {
	list=/usr/share/pcsc/smartcard_list.txt
	[ -e "$list" ] || skip "pcsc-tools' list is not installed"
	grep -E '^([0-9A-F]{2} )*[0-9A-F]{2}$' $list >"$BATS_TEST_TMPDIR/in"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/in")" -gt 3000 ]
	run --separate-stderr "$BIN/atr_parser" --json --list $list <"$BATS_TEST_TMPDIR/in"
	[ "${#lines[@]}" -eq "$(wc -l <"$BATS_TEST_TMPDIR/in")" ]
	[ -z "$stderr" ]
	python3 "$root/tests/cli/json_schema.py" "$root/data/atr_parser.schema.json" <<<"$output"
}

@test "--help and --version" {
	for option in -h --help; do
		atr $option
		gave 0
		prints 'usage: atr_parser'
		prints '--list FILE'
	done
	for option in -V --version -v; do
		atr $option
		gave 0
		[[ $output == 'atr_parser (pcsckit) '* ]]
	done
}

@test "the man pages name every option, every JSON key and every problem code" {
	command -v mandoc >/dev/null || skip "mandoc is not installed"
	page=$(mandoc -T ascii "$root"/man/{atr_parser.1,atr_parser.5,atr.7,smartcard_list.5} | sed 's/.\x08//g')
	[ -n "$page" ]
	for word in $("$BIN/atr_parser" --help | grep -oE -e '--[a-z-]+') \
		$(python3 -c 'import json, sys
def keys(node):
    for name, child in node.items():
        if name == "properties":
            yield from child
        if isinstance(child, dict):
            yield from keys(child)
print(*set(keys(json.load(open(sys.argv[1])))))' "$root/data/atr_parser.schema.json") \
		$(grep -ohE '\{"[a-z0-9]+(-[a-z0-9]+)+", [EWI],' "$root"/lib/{atr,cards}/*.c | cut -d'"' -f2) \
		$(grep -ohE 'code = "[a-z-]+"' "$root"/atr_parser/{*,*/*}.c | cut -d'"' -f2); do
		grep -qE -e "(^|[^A-Za-z_-])$word([^A-Za-z_-]|$)" <<<"$page" || {
			echo "the man page lacks $word"
			return 1
		}
	done
}
