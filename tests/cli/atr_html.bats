#!/usr/bin/env bats
# atr_parser --html: a complete page. The content for each ATR of tests/atr is tested in
# atr_expected.bats.
load common

setup() {
	page=$BATS_TEST_TMPDIR/page
}

# Prints the text that a browser would show, one line per piece of text.
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
	[ "$(grep -c '<article ' "$page")" -eq "$(cat "$root"/tests/atr/*.atr | wc -l)" ]
	[ "$(grep -c '^<html' "$page")" -eq 1 ]
	[ "$(tail -n 1 "$page")" = '</html>' ]
}

@test "it asks for nothing from elsewhere, and its policy permits its style alone" {
	"$BIN/atr_parser" --html 3B 65 00 00 41 42 43 44 45 >"$page"
	! grep -iE 'src=|url\(|@import|<script|<img|style=|<link rel="[^i]' "$page" || false
	grep -q '<link rel="icon" href="data:' "$page"
	hash=$(python3 -c 'import re, sys
sys.stdout.write(re.search("<style>(.*?)</style>", sys.stdin.read(), re.S)[1])' <"$page" | openssl dgst -sha256 -binary | openssl base64)
	grep -qF "content=\"default-src 'none'; style-src 'sha256-$hash'; img-src data:; " "$page"
	! grep -q unsafe "$page" || false
}

@test "every word of the text is in it" {
	for atr in "$root"/tests/atr/{openpgp,uicc-swp,plus-sam,tck-wrong,storage-card,type-b,truncated-historical}.atr; do
		"$BIN/atr_parser" --html --profile emv <"$atr" >"$page" || :
		shown | tr ' ' '\n' | sed 's/[(),:]//g' | sort -u >"$BATS_TEST_TMPDIR/page.words"
		# Remove the age of the list, which changes daily, and what the page leaves out: the
		# list's path, and advice to download a list, which a visitor cannot do.
		"$BIN/atr_parser" --verbose --profile emv <"$atr" |
			sed "s/, [^,]* old\$//; s,$root/tests/atr/,,; /look it up/,+1d; /--update/d; s/^unknown card:/Unknown card/" |
			tr -s ' ' '\n' | sed 's/[(),:]//g' | sort -u >"$BATS_TEST_TMPDIR/text.words"
		run comm -13 "$BATS_TEST_TMPDIR/page.words" "$BATS_TEST_TMPDIR/text.words"
		[ -z "$output" ] || { echo "$output"; return 1; }
	done
}

@test "kinds of bytes have the colors that they have on a terminal" {
	"$BIN/atr_parser" --html 3B F5 11 00 00 81 21 45 41 42 43 44 45 56 >"$page" || :
	for cell in 'ts.*3B.*TS' 't0.*F5.*T0' 'ta.*11.*TA1' 'tb.*00.*TB1' 'tc.*00.*TC1' 'td.*81.*TD1' 'td.*21.*TD2' \
		'tb.*45.*TB3' 'historical.*41.*T1' 'tck.*56.*TCK'; do
		grep -E "^<li><a id=\"b1-[0-9]*\" class=\"${cell%%.*} k[0-9]*\" href=\"#r1-[0-9]*\"><code>${cell#*.\*}" "$page"
	done
	# Each class in use has a color, in the light and the dark theme.
	for class in $(grep -oE 'class="[a-z0-9 ]+"' "$page" | cut -d'"' -f2 | tr ' ' '\n' | sort -u); do
		[ "$class" = k ] || grep -qE "\\.$class([^a-z0-9]|\$)" "$page"
	done
	grep -q 'prefers-color-scheme:dark' "$page"
}

@test "hostile names of cards, patterns and lists are text" {
	mkdir "$BATS_TEST_TMPDIR/<b>&"
	printf '3B 00\n\t<script>alert(1)</script> & "x" '"'y'"' \033[31m\302\233 \377 \342\200\256\n3[BF] 00\n\tother\n' \
		>"$BATS_TEST_TMPDIR/<b>&/<b>list"
	run "$BIN/atr_parser" --html --list "$BATS_TEST_TMPDIR/<b>&/<b>list" 3B00
	gave 0
	for place in '<title>%s:' '">%s</h1>'; do
		printf -v text "$place" '&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; &#39;y&#39; \x1B[31m\xC2\x9B \xFF \xE2\x80\xAE'
		prints "$text"
	done
	prints '(&lt;b&gt;list:1)'
	! grep -q '<script\|<b>&' <<<"$output" || false
	"$BIN/atr_parser" --html --list "$BATS_TEST_TMPDIR/<b>&/<b>list" 3B00 >"$page"
	run tidy -q -e "$page"
	gave 0
}

@test "a long name stays whole, whatever stands where it is cut" {
	for pad in $(seq 245 262); do
		printf -v name "%${pad}s+%300s"
		name=${name%+*}é€𝄞${name#*+}
		name=x${name// /é}
		printf '3B 00\n\t%s\n' "$name" >"$BATS_TEST_TMPDIR/list"
		"$BIN/atr_parser" --html --list "$BATS_TEST_TMPDIR/list" 3B00 | grep -qF "<h1 id=\"card1\">$name</h1>"
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

@test "addresses are links, whatever they hold" {
	printf '3B 00\n\tA card (see http://a.example/x?y=1&z="q").\n\twww.b.example/[p]|q\n\tjavascript:alert(1)\n\thttp://\n' \
		>"$BATS_TEST_TMPDIR/list"
	run "$BIN/atr_parser" --html --list "$BATS_TEST_TMPDIR/list" 3B00
	prints '<a rel="noopener nofollow external" href="http://a.example/x?y=1&amp;z=">http://a.example/x?y=1&amp;z=</a>&quot;q&quot;).</h1>' ||
		prints '(see http://a.example/'
	prints '<li><a rel="noopener nofollow external" href="http://www.b.example/%5Bp%5D%7Cq">www.b.example/[p]|q</a></li>'
	prints '<li>javascript:alert(1)</li>'
	prints '<li>http://</li>'
}

@test "no path of the machine; a visitor is not told to fetch a list, but where to report a card" {
	run "$BIN/atr_parser" --html 3B 03 FF 00 11
	gave 1
	! grep -E '/tests/|--update|/home|/tmp' <<<"$output" || false
	prints 'href="https://smartcard-atr.apdu.fr/parse?ATR=3B03FF0011"'
	prints 'cards.txt of '
	prints '<h2>Closest entries</h2>'
}

@test "each byte leads to its row and each row to its byte" {
	for atr in "$root"/tests/atr/{openpgp,uicc-swp,too-long,tck-wrong,storage-card,type-b}.atr; do
		"$BIN/atr_parser" --html <"$atr" >"$page" || :
		python3 - "$page" <<-'END'
			import re, sys
			page = open(sys.argv[1]).read()
			ids = re.findall(r'id="([^"]*)"', page)
			assert len(ids) == len(set(ids))
			links = re.findall(r'href="#([^"]*)"', page)
			assert links and set(links) <= set(ids), set(links) - set(ids)
			assert any(i.startswith("b1-") for i in links) and any(i.startswith("r1-") for i in links)
		END
	done
}

@test "times stand where their logarithms are: 100 units a decade from 1 us on" {
	for atr in "$root"/tests/atr/{openpgp,uicc,secora,emv-t0,emv-t1,palmera}.atr; do
		"$BIN/atr_parser" --html <"$atr" >"$page" || :
		"$BIN/atr_parser" --json <"$atr" >"$BATS_TEST_TMPDIR/json" || :
		python3 - "$page" "$BATS_TEST_TMPDIR/json" <<-'END'
			import json, math, re, sys
			page, parameters = open(sys.argv[1]).read(), json.load(open(sys.argv[2]))["parameters"]
			for kind, part in ("offered", parameters), ("reset", parameters["at_reset"]):
			    etu = part["cycles_per_etu"] / parameters["clock_hz"] * 1e6
			    times = [etu, etu * part["guard_time_etu"]]
			    if "WT_ms" in part: times.append(part["WT_ms"] * 1000)
			    if "BWT_ms" in part:
			        cgt = parameters["CGT_etu"] * etu
			        times += [cgt, part["CWT_ms"] * 1000, part["BWT_ms"] * 1000]
			    drawn = re.findall(r'<rect class="%s" y="\d+" width="([\d.]+)"' % kind, page)
			    assert len(drawn) == len(times), (drawn, times)
			    for width, time in zip(drawn, times):
			        assert abs(float(width) - min(800, max(4, 100 * math.log10(time)))) < 1, (kind, width, time)
			# In the picture of a character, the second start bit is where the guard
			# time ends.
			starts = re.findall(r'<rect class="start" x="([\d.]+)"', page)
			assert [float(x) for x in starts] == [0, 10 * parameters["guard_time_etu"]], starts
		END
	done
}

@test "WI 0, which is reserved, leaves the waiting time unknown" {
	run --separate-stderr "$BIN/atr_parser" --html 3B804000
	[[ $output == *'>WT<'*'<td class="time">unknown</td>'* ]]
}
