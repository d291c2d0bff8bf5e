#!/usr/bin/env bats
# atr_parser --html: a page by itself. What it says of each ATR of tests/atr is in atr_expected.bats.
load common

setup() {
	page=$BATS_TEST_TMPDIR/page
}

# What a browser would show, one line a piece of text.
shown() {
	python3 -c '
import html.parser, sys
class Page(html.parser.HTMLParser):
    quiet = False
    def handle_starttag(self, tag, attributes): self.quiet = tag in ("style", "title")
    def handle_endtag(self, tag): self.quiet = False
    def handle_data(self, data):
        if data.strip() and not self.quiet: print(" ".join(data.split()))
Page().feed(sys.stdin.read())' <"$page"
}

@test "tidy finds nothing to say of one ATR, of many, and of every wrong one" {
	for atr in "$root"/tests/atr/*.atr; do
		"$BIN/atr_parser" --html --profile uicc <"$atr" >"$page" || :
		run tidy -q -e "$page"
		gave 0
		[ -z "$output" ]
	done
	cat "$root"/tests/atr/*.atr | "$BIN/atr_parser" --html >"$page" || :
	run tidy -q -e "$page"
	gave 0
	[ -z "$output" ]
	[ "$(grep -c '<article>' "$page")" -eq "$(cat "$root"/tests/atr/*.atr | wc -l)" ]
	[ "$(grep -c '^<html' "$page")" -eq 1 ]
	[ "$(tail -n 1 "$page")" = '</html>' ]
}

@test "it asks for nothing from elsewhere" {
	"$BIN/atr_parser" --html 3B 65 00 00 41 42 43 44 45 >"$page"
	! grep -iE 'src=|href=|url\(|@import|<script|<link|<img' "$page" || false
}

@test "every word of the text is in it" {
	for atr in "$root"/tests/atr/{openpgp,uicc-swp,plus-sam,tck-wrong,storage-card,type-b,truncated-historical}.atr; do
		"$BIN/atr_parser" --html --profile emv <"$atr" >"$page" || :
		shown | tr ' ' '\n' | sed 's/[(),:]//g' | sort -u >"$BATS_TEST_TMPDIR/page.words"
		# How old a list is changes from day to day, so that a page does not have it.
		"$BIN/atr_parser" --verbose --profile emv <"$atr" | sed 's/, [^,]* old$//; /look it up/,+1d' | tr -s ' ' '\n' | sed 's/[(),:]//g' |
			sort -u >"$BATS_TEST_TMPDIR/text.words"
		run comm -13 "$BATS_TEST_TMPDIR/page.words" "$BATS_TEST_TMPDIR/text.words"
		[ -z "$output" ] || [ "$output" = Interface ]
	done
}

@test "kinds of bytes have the colours that they have on a terminal" {
	"$BIN/atr_parser" --html 3B F5 11 00 00 81 21 45 41 42 43 44 45 56 >"$page" || :
	for cell in 'ts.*3B.*TS' 't0.*F5.*T0' 'ta.*11.*TA1' 'tb.*00.*TB1' 'tc.*00.*TC1' 'td.*81.*TD1' 'td.*21.*TD2' \
		'tb.*45.*TB3' 'historical.*41.*T1' 'tck.*56.*TCK'; do
		grep -E "^<li class=\"${cell%%.*}\"><code>.*${cell#*.}" "$page"
	done
	# Each class that is used has a colour, in the light and in the dark.
	for class in $(grep -oE 'class="[a-z0-9]+"' "$page" | cut -d'"' -f2 | sort -u); do
		[ "$class" = ts ] || [ "$class" = heading ] || grep -qF ".$class" "$page"
	done
	grep -q 'prefers-color-scheme: dark' "$page"
}

@test "hostile names of cards, patterns and lists are text" {
	mkdir "$BATS_TEST_TMPDIR/<b>&"
	printf '3B 00\n\t<script>alert(1)</script> & "x" '"'y'"' \033[31m\302\233 \377 \342\200\256\n3[BF] 00\n\tother\n' \
		>"$BATS_TEST_TMPDIR/<b>&/list"
	run "$BIN/atr_parser" --html --list "$BATS_TEST_TMPDIR/<b>&/list" 3B00
	gave 0
	prints '&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; &#39;y&#39; \x1B[31m\xC2\x9B \xFF \xE2\x80\xAE</li>'
	prints '/&lt;b&gt;&amp;/list:1)'
	! grep -q '<script\|<b>&' <<<"$output" || false
	"$BIN/atr_parser" --html --list "$BATS_TEST_TMPDIR/<b>&/list" 3B00 >"$page"
	run tidy -q -e "$page"
	gave 0
}

@test "a long name stays whole, whatever stands where it is cut" {
	for pad in $(seq 245 262); do
		printf -v name "%${pad}s+%300s"
		name=${name%+*}é€𝄞${name#*+}
		name=x${name// /é}
		printf '3B 00\n\t%s\n' "$name" >"$BATS_TEST_TMPDIR/list"
		"$BIN/atr_parser" --html --list "$BATS_TEST_TMPDIR/list" 3B00 | grep -qF "<li class=\"card\">$name</li>"
	done
}

@test "status and messages are as elsewhere; nothing to show, no page" {
	run --separate-stderr "$BIN/atr_parser" --html 3B 0
	gave 2
	[ -z "$output" ]
	says 'argument 2'
	run --separate-stderr "$BIN/atr_parser" --html 3B 01
	gave 2
	prints 'truncated-historical'
	for other in --json --brief; do
		run --separate-stderr "$BIN/atr_parser" --html $other 3B00
		gave 2
		says "cannot be combined with"
	done
}
