#!/usr/bin/env bats
# tests/atr/NAME.atr, and beside it what atr_parser says of it: NAME.txt at 80 columns, NAME.json, and NAME.html
# without the page around it. They were
# checked by eye against the standards; a change of words changes them, a change of figures is a mistake.
# To write them anew: tests/cli/atr_expected.bats with EXPECTED=write; then look at the difference.
load common

setup() {
	cp "$root"/tests/atr/* "$BATS_TEST_TMPDIR"
	touch -d '2026-02-28 12:00 UTC' "$BATS_TEST_TMPDIR/cards.txt"
	cd "$BATS_TEST_TMPDIR"
}

# each SUFFIX OPTION...: what atr_parser writes for each NAME.atr is NAME.SUFFIX.
each() {
	local suffix=$1 atr bad=0
	shift
	for atr in *.atr; do
		"$BIN/atr_parser" "$@" --list cards.txt <"$atr" >got 2>&1 || :
		[ "${EXPECTED:-}" != write ] || cp got "$root/tests/atr/${atr%.atr}.$suffix"
		diff -u "$root/tests/atr/${atr%.atr}.$suffix" got || bad=1
	done
	return $bad
}

@test "every ATR as text" {
	each txt --width 80
}

@test "every ATR as JSON" {
	each json --json
}

# The page without what is the same in all of them.
@test "every ATR as HTML" {
	local atr bad=0
	for atr in *.atr; do
		"$BIN/atr_parser" --html --list cards.txt <"$atr" 2>&1 | sed -n '/^<article>/,/^<.article>/p' >got
		[ "${EXPECTED:-}" != write ] || cp got "$root/tests/atr/${atr%.atr}.html"
		diff -u "$root/tests/atr/${atr%.atr}.html" got || bad=1
	done
	return $bad
}

@test "every expected file has its ATR" {
	for file in *.txt *.json *.html; do
		[ "$file" = cards.txt ] || [ -e "${file%.*}.atr" ] || return 1
	done
}

@test "text keeps to every width that its words allow, without blanks at the ends" {
	for width in 40 60 80 132; do
		for atr in *.atr; do
			run --separate-stderr "$BIN/atr_parser" --width $width --list cards.txt <"$atr"
			# Only a line that is one word may be longer.
			! grep -nE "^.{$((width + 1))}" <<<"$output" | grep -E '[^ ] +[^ ]' || return 1
			! grep -n ' $' <<<"$output" || return 1
		done
	done
}

@test "colour changes nothing but colour" {
	for format in text classic brief; do
		for atr in *.atr; do
			plain=$("$BIN/atr_parser" --format $format <"$atr") || :
			coloured=$("$BIN/atr_parser" --color always --format $format <"$atr" | sed 's/\x1b\[[0-9;]*m//g') || :
			[ "$plain" = "$coloured" ]
		done
	done
}

@test "an ATR cut at any length is answered, and what it has alone stays" {
	local atr bytes n
	for atr in openpgp uicc-swp plus-sam storage-card type-b; do
		read -r -a bytes <"$atr.atr"
		for ((n = 1; n < ${#bytes[@]}; n++)); do echo "${bytes[@]:0:n}"; done
	done >"$BATS_TEST_TMPDIR/cut"
	run --separate-stderr "$BIN/atr_parser" --json <"$BATS_TEST_TMPDIR/cut"
	gave 2
	[ "${#lines[@]}" -eq "$(wc -l <"$BATS_TEST_TMPDIR/cut")" ]
	! grep -v '"valid":false' <<<"$output" || return 1
	python3 "$root/tests/cli/json_schema.py" "$root/data/atr_parser.schema.json" <<<"$output"
}
