#!/usr/bin/env bats
# For each tests/atr/NAME.atr, the expected output of atr_parser: NAME.txt at 80 columns, NAME.full
# with -v, NAME.json, and NAME.html without the page around it. These files were checked by eye
# against the standards. When they differ, a change of words is an update, a change of values is a
# bug. To write them again: tests/cli/atr_expected.bats with EXPECTED=write; then check the
# difference.
load common

setup() {
	cp "$root"/tests/atr/* "$BATS_TEST_TMPDIR"
	touch -d '2026-02-28 12:00 UTC' "$BATS_TEST_TMPDIR/cards.txt"
	cd "$BATS_TEST_TMPDIR"
	mkdir got
}

# each SUFFIX OPTION...: writes the output for each NAME.atr to NAME.SUFFIX.
each() {
	local suffix=$1 atr
	shift
	for atr in *.atr; do
		"$BIN/atr_parser" "$@" --list cards.txt <"$atr" >"got/${atr%.atr}.$suffix" 2>&1 || :
	done
	sed -i 's/^\(  cards.txt of 2026-02-28\), .* old$/\1/' got/* # the age of the list changes
	same
}

# same: the files in got are the same as the expected files in tests/atr.
same() {
	[ "${EXPECTED:-}" != write ] || cp got/* "$root/tests/atr"
	mkdir want
	(cd got && for file in *; do echo "$root/tests/atr/$file"; done) | xargs cp -t want
	diff -u -r want got
}

@test "every ATR as text" {
	each txt --width 80
}

@test "every ATR as text with every byte and parameter" {
	each full --verbose --width 80
}

@test "the short text fits a terminal of 24 lines" {
	for file in *.txt; do
		[ "$file" = cards.txt ] || [ "$(wc -l <"$file")" -le 24 ] || return 1
	done
}

@test "problems: errors, then warnings, then information, each by offset" {
	printf '3B801F455A' | "$BIN/atr_parser" --width 0 | sed -n 's/^  \([a-z]*\) .*\(byte [0-9]*\)$/\1 \2/p' >got/order
	printf 'error byte 2\nerror byte 4\nwarning byte 3\nwarning byte 3\n' | diff - got/order
}

@test "contactless: no contact parameter but with -v" {
	short=$("$BIN/atr_parser" <storage-card.atr) || :
	whole=$("$BIN/atr_parser" --verbose <storage-card.atr) || :
	grep -q '^contactless  *storage card: MIFARE Classic 1K' <<<"$short"
	! grep -qE 'bit/s|etu|classes|convention' <<<"$short"
	grep -q 'etu as offered' <<<"$whole"
}

@test "every ATR as JSON" {
	each json --json
}

# The page without the parts that are the same in all pages, and without its copy of the JSON.
@test "every ATR as HTML" {
	local atr
	for atr in *.atr; do
		"$BIN/atr_parser" --html --list cards.txt <"$atr" 2>&1 | sed -n '/^<article/,/^<h2>To copy/p' >"got/${atr%.atr}.html"
	done
	same
}

@test "every expected file has its ATR" {
	for file in *.txt *.full *.json *.html; do
		[ "$file" = cards.txt ] || [ -e "${file%.*}.atr" ] || return 1
	done
}

@test "text keeps to every width that its words allow, without blanks at the ends" {
	for width in 40 60 80 132; do
		cat -- *.atr | "$BIN/atr_parser" --width $width --list cards.txt >got/text || :
		[ "$(grep -c '^ATR ' got/text)" -ge 50 ]
		# A line may be longer only if it is a single word.
		! grep -E "^.{$((width + 1))}" got/text | grep -E '[^ ] +[^ ]' || return 1
		! grep -n ' $' got/text || return 1
	done
}

@test "color changes nothing but color" {
	for format in text classic brief; do
		cat -- *.atr | "$BIN/atr_parser" --format $format >got/plain || :
		cat -- *.atr | "$BIN/atr_parser" --color always --format $format >got/colored || :
		[ $format = brief ] || ! cmp -s got/plain got/colored || return 1
		sed 's/\x1b\[[0-9;]*m//g' got/colored | diff got/plain -
	done
}

@test "real cards: the figures that their bytes have by the standard's tables" {
	[ "$(grep -vc '^#' sources.tsv)" -ge 40 ]
	python3 - <<-'END'
		import json
		for line in open("sources.tsv"):
		    if line.startswith("#"): continue
		    name, source, card, figures = line.rstrip("\n").split("\t")
		    report = json.load(open(name + ".json"))
		    parameters, tck = report["parameters"], report["tck"]
		    ours = {"T": ",".join(map(str, report["protocols"])),
		            "TCK": "-" if tck is None else tck["value"] if tck["ok"] else "wrong" if tck["value"] else "missing",
		            "hist": (report["historical"] or {"value": ""})["value"]}
		    for key in ("Fi", "Di", "N", "WI", "IFSC", "BWI", "CWI"):
		        if key in parameters: ours[key] = str(parameters[key])
		    theirs = dict(figure.split("=") for figure in figures.split(" "))
		    assert source and card and ours == theirs, (name, ours, theirs)
		    assert report["valid"], name
	END
}

# The expected structure, values and findings come from tests/cli/atr_reference.py, which follows
# the text of the standards, not from our output.
@test "wrong forms of every ATR: cut at each length, bytes more, each byte changed bit by bit" {
	python3 -B "$root/tests/cli/atr_forms.py" "$BIN/atr_parser" *.atr
	python3 "$root/tests/cli/json_schema.py" "$root/data/atr_parser.schema.json" <forms
}
