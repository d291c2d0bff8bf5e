#!/usr/bin/env bats
# atr_parser: entries, ATRs and lists with uncommon properties, in the formats that show them.

load common

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

@test "--site: entries without a name, with an address alone, and with any first byte" {
	printf '3B 02 14 50\n\thttp://a.example/only\n3B [67]2 14 5.\n3B 6. 15\n\tPattern\n.. 02 14 51\n\tAny start\n.*14 51\n\tAny length\n' >list
	run -0 "$BIN/atr_parser" --site site --list list
	[ "$(cd site/atr && printf '%s\n' * | LC_ALL=C sort | tr '\n' ' ')" = \
		'3B-6x-15.html 3B-_5B67_5D2-14-5x.html 3B021450.html x_2A14-51.html xx-02-14-51.html ' ]
	grep -q '<h1>3B \[67\]2 14 5\.</h1>' site/atr/3B-_5B67_5D2-14-5x.html
	grep -q '<h1>Any start</h1>' site/atr/xx-02-14-51.html
	# no byte of it is known
	run ! grep '<h2>Bytes' site/atr/x_2A14-51.html
	grep -q '<title>http://a.example/only' site/atr/3B021450.html
}

@test "--html: WI 0, which is reserved, leaves the waiting time unknown" {
	run --separate-stderr "$BIN/atr_parser" --html 3B804000
	[[ $output == *'>WT<'*'<td class="time">unknown</td>'* ]]
}

@test "the classic format names the DIR data reference" {
	# ISO/IEC 7816-4:2005, 8.1.1.1: category 10 is followed by it
	run "$BIN/atr_parser" --format classic 3B031022AA
	[[ $output == *'DIR data reference: 22'* ]]
}

@test "--stats: a count of more than one digit" {
	for i in 0 1 2 3 4 5 6 7 8 9 A B; do echo "3B0$i"; done >atrs
	run -0 --separate-stderr "$BIN/atr_parser" --stats TS atrs
	[[ $output == *'  3B  12  100.00 %  '* ]]
	[[ ${lines[0]} == *': 12 ATRs' ]]
}

@test "--json: one object of any length" {
	{ echo '3B 02 14 50' && seq -f $'\tcard %.0f' 5000; } >list
	run -0 --separate-stderr "$BIN/atr_parser" --json --list list 3B021450
	[ "$(python3 -c 'import json, sys; print(len(json.load(sys.stdin)["cards"][0]["names"]))' <<<"$output")" = 5000 ]
}
