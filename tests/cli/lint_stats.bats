#!/usr/bin/env bats
# atr_parser --lint and --stats: the output, and the figures for real lists.
#
# shellcheck disable=SC2154,SC2094 # common.bash sets root; a file named "all" is read after it is written
load common

debian=/usr/share/pcsc/smartcard_list.txt
debian_sha=4adebdd57a80f830b4017c02c531d6332fa0d7dccdd9ac94db43be0a918c9373
schema=$root/data/atr_parser.schema.json

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	mkdir -p "$HOME"
}

atr() {
	run --separate-stderr "$BIN/atr_parser" "$@"
}

# A list with problems that --fix can fix (order, lower case, no blank line) and one that it cannot
# (an entry without text).
messy() {
	printf '# head\n\n3B 65 00 00 41 42 43 44 45\n\tsecond\n3b 00\n\tfirst\n\n3B 02 41 42\n'
}

tidy() {
	printf '# head\n\n3B 00\n\tfirst\n\n3B 02 41 42\n\n3B 65 00 00 41 42 43 44 45\n\tsecond\n'
}

# counted: reads findings and prints sorted "CODE COUNT" lines.
counted() {
	awk -F': ' '{ n[$3]++ } END { for (c in n) print c, n[c] }' | LC_ALL=C sort
}

@test "the starter list has nothing to be told" {
	atr --lint "$root/data/smartcard_list.txt"
	gave 0
	[ -z "$output" ]
	[ -z "$stderr" ]
	atr --lint "$root/data/smartcard_list.txt" --dry-run
	gave 0
	[ -z "$output" ]
}

@test "findings: where, how bad, what; status 1" {
	messy >list
	atr --lint list
	gave 1
	[ "$output" = 'list:5:1: warning: no-blank-line: no blank line before the entry
list:5:1: warning: atr-order: out of order: belongs before line 3
list:5:2: info: atr-case: lower-case digits in the ATR
list:8:1: warning: no-text: ATR without a description' ]
	[ "$stderr" = 'list: 4 findings' ]
	messy | "$BIN/atr_parser" --lint - >out || [ $? = 1 ]
	[ "$(sed 's/^-/list/' out)" = "$output" ]
}

@test "findings as JSON" {
	messy >"$(printf 'a\tb')"
	atr --lint "$(printf 'a\tb')" --json
	gave 1
	python3 "$root/tests/cli/json_schema.py" "$schema" <<<"$output"
	[ "${lines[2]}" = '{"schema":1,"file":"a\tb","line":5,"column":2,"severity":"info","code":"atr-case","text":"lower-case digits in the ATR","fixable":true}' ]
	[ "$(grep -c '"fixable":false' <<<"$output")" = 1 ]
}

@test "--fix mends what it can and tells what is left" {
	messy >real
	chmod 640 real
	ln -s real list
	atr --lint list --fix
	gave 1
	[ "$output" = 'list:6:1: warning: no-text: ATR without a description' ]
	[ "$stderr" = $'list: 3 findings fixed\nlist: 1 finding' ]
	cmp list <(tidy)
	[ -L list ]
	[ "$(stat -c %a real)" = 640 ]
	before=$(stat -c '%i %y' real)
	atr --lint list --fix
	gave 1
	[ "$stderr" = 'list: 1 finding' ]
	[ "$(stat -c '%i %y' real)" = "$before" ]
	[ -z "$(find . -name '*.new-*')" ]
}

@test "--fix by root leaves a user's list to the user" {
	[ "$(id -u)" -eq 0 ] || skip "only root gives files away"
	messy >list
	chown 65534:65534 list
	chmod 600 list
	atr --lint list --fix
	gave 1
	[ "$(stat -c '%u %g %a' list)" = '65534 65534 600' ]
}

@test "--dry-run shows what patch can apply, and changes nothing" {
	messy >list
	atr --lint list --dry-run
	gave 1
	says 'list: 1 finding that --fix cannot fix'
	cmp list <(messy)
	[ "${lines[0]}" = '--- list' ]
	patch -s list <<<"$output"
	cmp list <(tidy)
	messy >list
	atr --lint list --fix --dry-run
	gave 1
	cmp list <(messy)
	messy | atr --lint - --fix --dry-run
	gave 1
	prints '+3B 00'
}

@test "--dry-run without diff(1): 3" {
	messy >list
	run --separate-stderr env PATH=/nonexistent "$BIN/atr_parser" --lint list --dry-run
	gave 3
	[ -z "$output" ]
	says 'cannot start diff: No such file or directory'
}

@test "a control character is escaped on a terminal only" {
	printf '3B 00\n\tab\033c\n\tab\033c\n' >list
	atr --lint list --dry-run
	prints $'-\tab\033c'
	run script -qec "'$BIN/atr_parser' --lint list --dry-run --color never" /dev/null
	prints 'ab\x1Bc'
}

@test "what cannot be read or written" {
	atr --lint nothing
	gave 2
	says 'card list nothing: No such file'
	atr --lint . --fix
	gave 2
	atr --lint - --fix </dev/null
	gave 2
	says '--dry-run shows what would change'
	messy >list
	cp list before
	# On a full file system.
	if unshare -rm true; then
		mkdir small
		# shellcheck disable=SC2016
		run --separate-stderr unshare -rm sh -c 'mount -t tmpfs -o size=8k none small && cp list small &&
			{ cat /dev/zero >small/full 2>/dev/null; "$1" --lint small/list --fix; got=$?; cmp small/list list && exit $got; }' \
			sh "$BIN/atr_parser"
		gave 3
		says 'cannot write small/list: No space left'
	fi
	cmp list before
}

@test "options that do not go together" {
	for words in '--fix' '--dry-run' '--svg' '--published' '--lint a --published' '--lint a --stats TS' '--lint a b' '--lint a --list b' \
		'--lint a --dry-run --json' '--stats TS --svg --json' '--stats all --svg' '--stats TS --list a b' \
		'--lint a --brief' '--stats TS --format text' '--stats TS --card' '--lint a --build'; do
		# shellcheck disable=SC2086
		atr $words
		gave 2
		[ -z "$output" ]
	done
}

@test "a real list: the findings are those that a second reader finds" {
	[ -e $debian ] || skip "no $debian"
	"$BIN/atr_parser" --lint $debian | counted >ours
	python3 "$root/tests/cli/list_counts.py" lint $debian | LC_ALL=C sort >theirs
	diff theirs ours
	[ "$(sha256sum <$debian | cut -d' ' -f1)" = $debian_sha ] || return 0
	[ "$(tr '\n' ';' <ours)" = 'adds-nothing 2;blank-inside 1;blank-lines 2;di-unusable 2;extra-bytes 32;fi-unusable 3;pattern-length 6;tck-missing 21;tck-superfluous 1;tck-wrong 20;td1-t15 3;text-indent 4;text-repeated 2;text-short 5;truncated-historical 21;' ]
}

@test "a real list mended names each card as before" {
	[ -e $debian ] || skip "no $debian"
	cp $debian list
	"$BIN/atr_parser" --lint list --fix >/dev/null 2>&1 || [ $? = 1 ]
	run ! cmp -s $debian list
	grep -E '^3[BF]( [0-9A-F]{2})+$' $debian >atrs
	[ "$(wc -l <atrs)" -gt 3000 ]
	"$BIN/atr_parser" --brief --list $debian <atrs >before 2>/dev/null || [ $? = 2 ]
	"$BIN/atr_parser" --brief --list list <atrs >after 2>/dev/null || [ $? = 2 ]
	cmp before after
}

@test "--stats: text, JSON and picture of the same counts" {
	printf 'ATR: 3B 00\n3b6500004142434445\n\n3B 65 00 00 41 42 43 44 46\n' >atrs
	atr --stats tb1 --width 60 atrs
	gave 0
	[ "$output" = 'TB1, interface byte: 3 ATRs
  00    2   66.67 %  #############  deprecated: VPP not
                                    connected in the card
  none  1   33.33 %  #######        absent' ]
	atr --stats TB1 --json - <atrs
	gave 0
	[ "${lines[0]}" = '{"schema":1,"field":"TB1","value":"00","count":2,"percent":66.67,"text":"deprecated: VPP not connected in the card"}' ]
	[ "${lines[1]}" = '{"schema":1,"field":"TB1","value":"none","count":1,"percent":33.33,"text":"absent"}' ]
	[ "${#lines[@]}" = 2 ]
	atr --stats TB1 --svg atrs
	gave 0
	python3 -c 'import sys, xml.etree.ElementTree as tree
root = tree.fromstring(sys.stdin.read())
texts = ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]
assert "2 (66.67 %)" in texts and "1 (33.33 %)" in texts, texts
bars = [node.get("class") for node in root.iter("{http://www.w3.org/2000/svg}rect")]
assert bars == ["page", "bar", "rest"], bars' <<<"$output"
}

@test "--stats: bars in the terminal's width" {
	printf '3B 00\n3B 65 00 00 41 42 43 44 46\n' >atrs
	for columns in 40 61 100; do
		run script -qec "stty cols $columns; '$BIN/atr_parser' --stats T0 --color never atrs" /dev/null
		prints '00'
		[ "$(tr -d '\r' <<<"$output" | awk '{ if (length > most) most = length } END { print most }')" -le "$columns" ]
		bars[columns]=$(grep -o '##*' <<<"$output" | head -n 1 | wc -c)
	done
	[ "${bars[100]}" -gt "${bars[61]}" ]
}

@test "--svg: a title, an axis, and labels within the picture, whatever they are" {
	{
		printf '3B [0123456789ABCDEF][0123456789ABCDEF]\n3B 00\n3B 00\n'
		printf '3B 80 80 81 82 83 84 85 86 87 88 89 8A 8B 8C 8D 8E 0F %s\n' .. 55
	} >odd
	[ ! -e $debian ] || cp $debian real
	for list in odd real; do
		[ -e $list ] || continue
		for field in T0 TA1 TB3 TA3 protocols TCK check category Fi/Di classes SW; do
			"$BIN/atr_parser" --stats $field --svg --list $list >picture.svg
			python3 - "$field" picture.svg <<-'END'
				import sys, xml.etree.ElementTree as tree
				space = "{http://www.w3.org/2000/svg}"
				root = tree.parse(sys.argv[2]).getroot()
				width, height = (float(root.get(name)) for name in ("width", "height"))
				assert root.find(space + "title").text.startswith(sys.argv[1] + " in ")
				texts = ["".join(text.itertext()) for text in root.iter(space + "text")]
				assert texts[0].startswith(sys.argv[1] + " in ") and "per cent of all ATRs" in texts, texts
				ends = []
				for text in root.iter(space + "text"):
				    # Average width of a letter at 13 px: sans-serif 6.6, monospace
				    # 7.9.
				    parts = list(text) or [text]
				    long = sum(len(part.text) * (7.9 if part.get("class") == "value" else 6.6) + float(part.get("dx", 0))
				               for part in parts)
				    x, y = float(text.get("x")), float(text.get("y"))
				    left = x - long * {"end": 1, "middle": 0.5}.get(text.get("text-anchor"), 0)
				    assert 0 <= left and left + long <= width, (left, long, "".join(text.itertext()))
				    assert 13 <= y <= height, y
				    if text.get("text-anchor") == "end":
				        ends.append(y)
				assert ends and all(b - a >= 16 for a, b in zip(ends, ends[1:])), ends
				for bar in root.iter(space + "rect"):
				    assert float(bar.get("width")) >= 1 and float(bar.get("x", 0)) + float(bar.get("width")) <= width
				for node in root.iter():
				    assert not any(name.endswith("href") for name in node.keys())
			END
		done
	done
}

@test "--published: whole ATRs alone, and . is 0, as the articles count" {
	# A valid TCK, a wildcard in TCK, which counts as 00, any bytes in between, a set, two
	# truncated ATRs, two without their TCK.
	cat >list <<-'END'
		3B 80 80 01 01
		3B 8F 80 01 80 4F 0C A0 00 00 03 06 .. 00 01 00 00 00 00 ..
		3B EF 00 FF 81 31 42 45 .* 38
		3B 65 00 00 9C 1[0,1] 01 01 03
		3B EF 00 FF 81 31 .. 45 65 63
		3B 65 00 00 41
		3B EE 00 00 81 31 80 43 80 31 80 66 B1 A1 11 01 A0 F6 83 00 90 00
		3B 9. 96 80 1F C7
	END
	atr --stats TCK --json --published --list list
	gave 0
	says '4 lines skipped: not a complete ATR'
	[ "$(sed 's/.*"value":"\([^"]*\)","count":\([0-9]*\),"percent":\([0-9.]*\).*/\1 \2 \3/' <<<"$output")" = 'none 2 50.0
00 1 25.0
01 1 25.0' ]
	atr --stats TB3 --json --published list
	prints '"value":"43","count":1,"percent":25.0'
	prints '"value":"none","count":3'
	atr --stats TB3 --json list
	prints '"value":"45","count":2'
	[ -z "$stderr" ]
	echo '.. .. .*' >list
	atr --stats TS --published list
	gave 2
	says 'no ATR to count'
}

@test "--stats: lists in use, --list, files" {
	tidy >list
	mkdir -p "$HOME"
	SMARTCARD_LIST=list atr --stats TS --json
	prints '"count":3'
	atr --stats TS --json --list list --list list # a list is read once
	prints '"count":3'
	atr --stats TS --json list list
	prints '"count":6'
}

@test "--stats: standard input counts from where it stands" {
	printf '3B 00\n3F 00\n3F 01 02\n' >atrs
	# A regular file whose first line another program has already read.
	{ dd bs=6 count=1 of=/dev/null 2>/dev/null; "$BIN/atr_parser" --stats TS --json -; } <atrs >stood
	[ "$(sed 's/.*"value":"\(..\)","count":\([0-9]*\).*/\1 \2/' stood)" = '3F 2' ]
}

@test "--stats: what cannot be counted" {
	printf '3B 00\n3B 0\nwhat?\n' >atrs
	atr --stats TS atrs
	gave 2
	says 'atrs:2:4:'
	says 'atrs:3:1:'
	prints '1 ATR'
	atr --stats TS nothing
	gave 2
	says 'nothing: No such file'
	atr --stats TS - </dev/null
	gave 2
	says 'no ATR to count'
	atr --stats TX atrs
	gave 2
	says "--stats: unknown field 'TX'"
	says 'did you mean "TS"?'
	atr --stats nothing atrs
	gave 2
	says 'choose from TS, T0, TA1, '
}

@test "--stats: the page and the completions name the fields that there are" {
	printf '3B 00\n' >atrs
	atr --stats nothing atrs
	fields=$(sed -n 's/.*choose from //p' <<<"$stderr" | tr -d ,)
	[ "$(wc -w <<<"$fields")" -gt 30 ]
	for field in $fields; do
		case $field in all | T[0S] | T[A-D][1-9]) continue ;; esac
		sed -n '/^\.Sh STATISTICS/,/^\.Sh THE READER/p' "$root/man/atr.7" | grep -E "^\.It Cm (.* )?$field( |$)"
	done
	for shell in bash-completion/completions/atr_parser zsh/site-functions/_atr_parser \
		fish/vendor_completions.d/atr_parser.fish; do
		words=$(grep -o 'TS T0[^)'"'"']* all' "$BIN/../share/$shell")
		for field in $words; do
			atr --stats "$field" atrs
			gave 0
		done
		for field in $fields; do
			case $field in TB2 | T[A-D]4) continue ;; esac
			grep -qw -e "$field" <<<"$words"
		done
	done
}

@test "--stats over a real list: the counts of a second reader, sums, the schema" {
	[ -e $debian ] || skip "no $debian"
	"$BIN/atr_parser" --stats all --json --list $debian >all
	python3 "$root/tests/cli/json_schema.py" "$schema" <all
	python3 -c 'import collections, json, re, sys
sums = collections.Counter()
for line in open("all"):
    row = json.loads(line)
    sums[row["field"]] += row["count"]
    assert row["percent"] == int(row["count"] * 10000 / int(sys.argv[1]) + 0.5) / 100, row
    if re.fullmatch("TS|T0|T[A-D][0-9]+|TCK", row["field"]) and row["value"] not in ("none", "unknown"):
        print(row["field"], row["value"], row["count"])
assert set(sums.values()) == {int(sys.argv[1])}, sums' "$(grep -c '^[^#	]' $debian)" | LC_ALL=C sort >ours
	python3 "$root/tests/cli/list_counts.py" stats $debian | LC_ALL=C sort >theirs
	[ "$(wc -l <theirs)" -gt 300 ]
	diff theirs ours
}

@test "--stats: a count of more than one digit" {
	for i in 0 1 2 3 4 5 6 7 8 9 A B; do echo "3B0$i"; done >atrs
	run -0 --separate-stderr "$BIN/atr_parser" --stats TS atrs
	[[ $output == *'  3B  12  100.00 %  '* ]]
	[[ ${lines[0]} == *': 12 ATRs' ]]
}
