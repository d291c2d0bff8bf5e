#!/usr/bin/env bats
# What atr_parser does with card lists besides naming a card: --explain, --nearest, --search.
load common
# shellcheck disable=SC2154 # bats sets output, common.bash root

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

atr() {
	run --separate-stderr "$BIN/atr_parser" "$@"
}

# good PROGRAM: $output conforms to the program's schema.
good() {
	python3 "$BATS_TEST_DIRNAME/json_schema.py" "$root/data/$1.schema.json" <<<"$output"
}

# cards: prints the text up to the first blank line.
cards() {
	sed '/^$/,$d' <<<"$output"
}

@test "--explain: bytes, the parts that met them, and their names" {
	printf '3B 6[5-7] .. 0. .* 45\n\tSample\n3B 65 00 00 41 42 43 44 45\n\tExact\n' >list
	atr --explain --list list 3B 65 00 00 41 42 43 44 45
	gave 0
	diff <(cards) - <<-END
		Exact
		  exact match (list:3)
		    every byte matches
		Sample
		  matches 3B 6[5-7] .. 0. .* 45 (list:1)
		    3B  65      00   00   41 42 43 44  45
		    3B  6[5-7]  ..   0.   .*           45
		    TS  T0      TB1  TC1  T1-T4        T5
	END
}

@test "--explain: every candidate, also one whose names are told" {
	printf '3B 00\n\tA\n3B ..\n\tA\n3B 0.\n\tA\n3B 01\n\tB\n' >list
	atr --explain --list list 3B 00
	[ "$(cards | grep -c '(list:')" -eq 3 ]
	atr --explain --json --list list 3B 00
	good atr_parser
	[ "$(json cards 1 pattern)" = '"3B 0."' ]
	[ "$(json cards 1 names)" = '[]' ]
	[ "$(json cards 1 parts)" = '[{"pattern": "3B", "offset": 0, "value": "3B"}, {"pattern": "0.", "offset": 1, "value": "00"}]' ]
	[ "$(json cards 0 parts)" = '[]' ]
}

@test "--explain: a star that repeats nothing" {
	printf '3B 00.*\n\tA\n' >list
	atr --explain --json --list list 3B 00
	[ "$(json cards 0 parts 2)" = '{"pattern": ".*", "offset": 2, "value": ""}' ]
	atr --explain --list list 3B 00
	prints '    3B  00  .*'
	prints '    TS  T0  nothing'
}

@test "--explain: keeps to the width; one ATR and many give the same" {
	printf '3B .. 00 00 4. 42 43 44 45\n\tA\n' >list
	atr --explain --width 30 --list list 3B 65 00 00 41 42 43 44 45
	! cards | tail -n +3 | grep -n '^.\{31\}' || return 1
	[ "$(cards | grep -c 'T0\|T5')" -eq 2 ]
	atr --explain --json --list list 3B6500004142434445
	one=$output
	echo 3B6500004142434445 >in
	run --separate-stderr "$BIN/atr_parser" --explain --json --list list <in
	[ "$output" = "$one" ]
	# Parts of the previous ATR must not remain.
	printf '3B6500004142434445\n3B00\n3B6500004142434445\n' >in
	run --separate-stderr "$BIN/atr_parser" --explain --json --list list <in
	[ "${lines[2]}" = "$one" ]
	[[ ${lines[1]} == *'"cards":[]'* ]]
}

@test "--explain: without it there are no parts; formats without room refuse it" {
	atr --json 3B 00
	good atr_parser
	[ "$(json cards 0 parts)" = null ]
	for format in brief classic; do
		atr --explain --format $format 3B 00
		gave 2
		says '--explain works only with text and JSON'
	done
}

@test "--explain: every entry of the complete list that an ATR of it meets" {
	list=/usr/share/pcsc/smartcard_list.txt
	[ -e "$list" ] || skip "pcsc-tools' list is not installed"
	grep '^3' "$list" | grep -v '[^0-9A-F ]' | "$BIN/atr_parser" --explain --json --list "$list" >out || :
	run -0 python3 - out <<-'END'
		import json, re, sys
		seen = 0
		for line in open(sys.argv[1]):
		    one = json.loads(line)
		    for card in one["cards"]:
		        parts = card["parts"]
		        assert (parts == []) == (card["match"] == "exact"), card
		        if not parts:
		            continue
		        seen += 1
		        assert "".join(part["value"] for part in parts) == one["atr"], card
		        for part in parts:
		            text = " ".join(re.findall("..", part["value"]))
		            assert re.fullmatch(part["pattern"], text), part
		print(seen)
	END
	[ "$output" -gt 100 ]
}

@test "--nearest: the closest entries, and what differs" {
	printf '%s\n\t%s\n' '3B 65 00 00 41 42 43 44 99' 'Another version' \
		'3B 65 11 00 41 42 43 44 45' 'Same card, other TB1' '3B 00' 'Something else' >list
	touch -d '40 days ago' list
	atr --nearest=2 --list list 3B 65 00 00 41 42 43 44 45
	gave 1
	diff <(cards | sed '/^  list of/d') - <<-END
		unknown card: not found in the lists searched:
		  closest entries:
		    3B 65 11 00 41 42 43 44 45 (list:3)
		      Same card, other TB1
		      same historical bytes; TB1: 00 here, 11 there
		    3B 65 00 00 41 42 43 44 99 (list:1)
		      Another version
		      similar historical bytes; T5: 45 here, 99 there
		  "atr_parser --update" fetches a new list; --list FILE searches another list
		  look it up or report it:
		    https://smartcard-atr.apdu.fr/parse?ATR=3B6500004142434445
	END
	atr --nearest --json --list list 3B 65 00 00 41 42 43 44 45
	good atr_parser
	[ "$(json nearest | grep -o '"line"' | wc -l)" -eq 3 ]
	[ "$(json nearest 0 differences)" = '[{"name": "TB1", "here": "00", "there": "11"}]' ]
	[ "$(json nearest 0 names)" = '["Same card, other TB1"]' ]
}

@test "--nearest: nothing of a known card, null where it was not asked for" {
	atr --nearest --json 3B 00
	gave 0
	good atr_parser
	[ "$(json nearest)" = '[]' ]
	atr --json 3B 01 FF
	good atr_parser
	[ "$(json nearest)" = null ]
	atr --nearest --json zz
	good atr_parser
	# Entries of the previous ATR must not remain.
	printf '3B01FF\n3B00\n3B01FF\n' >in
	run --separate-stderr "$BIN/atr_parser" --nearest=1 --json <in
	[[ ${lines[1]} == *'"nearest":[]'* ]]
	[ "${lines[0]}" = "${lines[2]}" ]
}

@test "--nearest: several lists, in their order where they are as close" {
	printf '3B 01 41\n\tA\n' >a
	printf '3B 01 42\n\tB\n' >b
	atr --nearest --json --list b --list a 3B 01 43
	[ "$(json nearest 0 list)$(json nearest 1 list)" = '"b""a"' ]
}

@test "--nearest: numbers that are none, formats without room" {
	for number in 0 21 -1 x '' 1x; do
		atr "--nearest=$number" 3B 00
		gave 2
		says "--nearest: expected a number from 1 to 20, got '$number'"
	done
	atr --nearest --brief 3B 00
	gave 2
	says '--nearest cannot be combined with --brief'
	atr --nearest --format classic 3B 00
	gave 2
	says '--nearest works only with text and JSON'
}

@test "--nearest: keeps to the width, and names from a list are escaped" {
	printf '3B 02 00 01\n\tRed \033[31m card of a name that is quite a bit longer than the line\n' >list
	for width in 40 60; do
		atr --nearest --width $width --list list 3B 02 00 02
		! cards | grep -v '^ *https:' | grep -nE "^.{$((width + 1))}" || return 1
	done
	[[ $output != *$'\033'* ]]
}

@test "--nearest: entries taken out of the complete list find their family" {
	list=/usr/share/pcsc/smartcard_list.txt
	[ -e "$list" ] || skip "pcsc-tools' list is not installed"
	run -0 python3 "$BATS_TEST_DIRNAME/nearest_rate.py" "$BIN/atr_parser" "$list"
	echo "$output"
	[ "$(json asked)" -eq 100 ]
	# With the lists of three releases this is 51 to 58; 8 by chance, 45 by the longest common
	# prefix. Names are only a rough measure, as the same product is often in the list under its
	# issuers' names only.
	[ "$(json family)" -ge 49 ]
	[ "$(json family)" -gt "$(json family_head)" ]
}

names() {
	printf '%s\n\t%s\n' '3B 00' 'Élan Débit (Bank)' '3B 0.' 'Pattern of élan' '3B 01' 'CRÈME' >list
	printf '\thttp://example.org/\n\n# Élan in a comment\n3B zz\n\tÉlan that cannot be read\n' >>list
}

found() {
	atr --search --brief --list list "$@"
}

@test "--search: all words, in any case, each in some name of the entry" {
	names
	found ÉLAN débit
	gave 0
	[ "$output" = $'3B00\tT=0\tÉlan Débit (Bank)' ]
	found éLAN
	[ "$output" = $'3B00\tT=0\tÉlan Débit (Bank)\n3B 0.\t\tPattern of élan' ]
	found crème EXAMPLE
	[ "$output" = $'3B01\tT=0 invalid\tCRÈME' ]
	found 'n débit'
	[ "${#lines[@]}" -eq 1 ]
	for words in 'élan crème' elan comment read bit.; do
		# shellcheck disable=SC2086 # words
		found $words
		gave 1
		[ -z "$output" ]
		says 'no card name contains all these words'
	done
}

@test "--search: capitals of Latin Extended-A, and what has none" {
	printf '3B 00\n\tŁódź Żubrówka ŸŐĳ × ÷ \377\n' >list
	for word in łÓDŹ żUBRÓWKA ÿőĲ × ÷ $'\377'; do
		found "$word"
		gave 0
	done
	for word in lodz $'\376'; do
		found "$word"
		gave 1
	done
	printf '3B 00\n\t×\n' >list
	found ÷
	gave 1
}

@test "--search: text and JSON" {
	names
	atr --search --list list débit
	gave 0
	[ "$output" = $'3B 00 (list:1)\n  Élan Débit (Bank)' ]
	atr --search --list list élan
	[ "$output" = $'3B 00 (list:1)\n  Élan Débit (Bank)\n\n3B 0. (list:3)\n  Pattern of élan' ]
	atr --search --json --list list élan
	gave 0
	good atr_parser
	[ "$(json)" = '{"schema": 1, "atr": "3B00", "match": "exact", "pattern": "3B 00", "list": "list", "line": 1, "names": ["\u00c9lan D\u00e9bit (Bank)"], "urls": []}' ]
	output=${lines[1]}
	good atr_parser
	[ "$(json atr)$(json match)" = 'null"pattern"' ]
}

@test "--search: the formats, alone and together" {
	names
	plain=$("$BIN/atr_parser" --search --list list élan)
	for options in '--format text' '--format classic' '--color never' '--width 80'; do
		# shellcheck disable=SC2086 # words
		atr --search $options --list list élan
		gave 0
		[ "$output" = "$plain" ]
	done
	atr --search --color always --list list élan
	[[ $output == *$'\033['* ]]
	[ "$(sed 's/\x1b\[[0-9;]*m//g' <<<"$output")" = "$plain" ]
	atr --search --format brief --list list élan
	brief=$output
	atr --search --brief --list list élan
	[ "$output" = "$brief" ]
	[ "$(awk -F'\t' 'NF != 3' <<<"$brief")" = '' ]
	atr --search --width 24 --list list débit
	[ "$(awk 'length > 24' <<<"$output")" = '' ]
	run --separate-stderr "$BIN/ATR_analysis" --search --list list élan
	[ "$output" = "$plain" ]
	for options in '--json --brief' '--json --format text' '--html' '--svg'; do
		# shellcheck disable=SC2086 # words
		atr --search $options --list list élan
		gave 2
		[ -z "$output" ]
	done
}

@test "--search: every word of the complete list's names finds its entry" {
	list=/usr/share/pcsc/smartcard_list.txt
	[ -e "$list" ] || skip "pcsc-tools' list is not installed"
	run -0 python3 - "$BIN/atr_parser" "$list" <<-'END'
		import json, random, subprocess, sys
		program, path = sys.argv[1:]
		entries, names = [], None
		for number, line in enumerate(open(path, encoding="utf-8"), 1):
		    if line[0] in "0123456789ABCDEF":
		        names = []
		        entries.append((number, names))
		    elif line[0] == "\t" and names is not None:
		        names.append(line.strip())
		for number, names in random.Random(4).sample([e for e in entries if e[1]], 40):
		    words = random.Random(number).choice(names).split()[:3]
		    out = subprocess.run([program, "--search", "--json", "--list", path, "--"] + [w.swapcase() for w in words],
		                         capture_output=True, check=True).stdout.decode()
		    got = {json.loads(line)["line"] for line in out.splitlines()}
		    want = {at for at, each in entries if all(any(w.lower() in n.lower() for n in each) for w in words)}
		    assert got == want, (words, got ^ want)
	END
}

@test "--search: escapes, several lists, and what does not go with it" {
	printf '3B 00\n\tRed \033[31mcard\n' >a
	printf '3B 01\n\tred card\n' >b
	atr --search --list b --list a red card
	[ "$output" = $'3B 01 (b:1)\n  red card\n\n3B 00 (a:1)\n  Red \\x1B[31mcard' ]
	for options in --explain --nearest --html '--profile iso' --update --card; do
		# shellcheck disable=SC2086 # words
		atr --search $options red
		gave 2
	done
	atr --search
	gave 2
	says "--search needs at least one word"
	atr --search ''
	gave 2
}

@test "--json: one object of any length" {
	{ echo '3B 02 14 50' && seq -f $'\tcard %.0f' 5000; } >list
	run -0 --separate-stderr "$BIN/atr_parser" --json --list list 3B021450
	[ "$(python3 -c 'import json, sys; print(len(json.load(sys.stdin)["cards"][0]["names"]))' <<<"$output")" = 5000 ]
}

@test "--nearest: a byte that only one of the ATRs has is none in the other" {
	printf '3B 12 11 41 42\n\tWith TA1\n\n3B 82 80 01 41 42 82\n\tWith TCK\n' >"$BATS_TEST_TMPDIR/list"
	run -1 "$BIN/atr_parser" --list "$BATS_TEST_TMPDIR/list" --nearest 3B 02 51 42
	[[ $output == *'weak match; TA1: none here, 11 there; T1: 51 here, 41 there'* ]]
	[[ $output == *'TD1: none here, 80 there; TD2: none here, 01 there; T1: 51 here, 41 there; TCK: none here, 82 there'* ]]
	printf '3B 02 41 42\n\tWithout\n' >"$BATS_TEST_TMPDIR/list"
	run -1 "$BIN/atr_parser" --list "$BATS_TEST_TMPDIR/list" --nearest 3B 12 11 41 43
	[[ $output == *'weak match; TA1: 11 here, none there; T2: 43 here, 42 there'* ]]
}

@test "--explain: a pattern of more than 1024 parts matches, and is not explained" {
	printf '3B 00%s\n\tOptional ends\n' "$(printf '0?%.0s' {1..900})" >"$BATS_TEST_TMPDIR/list"
	run -0 "$BIN/atr_parser" --list "$BATS_TEST_TMPDIR/list" --explain 3B 00
	[[ $output == *$'Optional ends\n  matches 3B 000?0?'* ]]
	[[ $output != *'too long'* ]]
	printf '3B 00%s\n\tOptional ends\n' "$(printf '0?%.0s' {1..1100})" >"$BATS_TEST_TMPDIR/list"
	run -0 "$BIN/atr_parser" --list "$BATS_TEST_TMPDIR/list" --explain 3B 00
	[[ $output == *$'\n    the pattern is too long to explain\n'* ]]
}
