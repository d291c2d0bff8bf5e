#!/usr/bin/env bats
# atr_parser --site: writes card lists as HTML files. tests/neighbours/page.bats opens them in a
# browser.
load common

setup() {
	site=$BATS_TEST_TMPDIR/site
	cd "$BATS_TEST_TMPDIR"
}

@test "a page an entry, an index, statistics, one stylesheet, one script; tidy finds nothing" {
	run "$BIN/atr_parser" --site "$site"
	gave 0
	[ -z "$output" ]
	[ "$(cd "$site" && find . -type f ! -path './atr/*' | sort | tr '\n' ' ')" = \
		'./about.html ./index.html ./search.js ./statistics.html ./style.css ' ]
	[ "$(find "$site/atr" -type f | wc -l)" -eq "$(grep -c '^3' "$SMARTCARD_LIST")" ]
	for page in "$site"/*.html "$site"/atr/*.html; do
		run tidy -q -e "$page"
		[ -z "$output" ]
		! grep -iE '<script>|<style|style=|unsafe| on[a-z]*=' "$page" || return 1
	done
}

@test "each link of a page leads to a file of the site" {
	"$BIN/atr_parser" --site "$site"
	python3 - "$site" <<-'END'
		import os, re, sys
		for directory, _, names in os.walk(sys.argv[1]):
		    for name in names:
		        if not name.endswith(".html"): continue
		        page = open(os.path.join(directory, name)).read()
		        for link in re.findall(r'(?:href|src)="([^"#]+)', page):
		            if link.startswith(("http", "data:")): continue
		            assert os.path.isfile(os.path.join(directory, link)), (name, link)
	END
}

@test "the page of an ATR is that of the program; one with wildcards shows the pattern, and nothing of its open bytes" {
	"$BIN/atr_parser" --site "$site"
	# The program also looks for nearest entries, so its "nearest" is an empty list where the
	# site has null.
	article() { sed -n 's/nearest":\[\]/nearest":null/; /^<article/,/^<.article>/p' "$1"; }
	"$BIN/atr_parser" --html 3B DA 18 FF 81 B1 FE 75 1F 03 00 31 F5 73 C0 01 60 00 90 00 1C >page
	diff <(article page) <(article "$site/atr/3BDA18FF81B1FE751F030031F573C001600090001C.html")
	pattern=$(cd "$site/atr" && echo 3B-65-00-00-xx-*.html)
	grep -q '<h1>Any five historical bytes</h1>' "$site/atr/$pattern"
	grep -q 'ATRs that match <code>3B 65 00 00 .. .. .. .. ..</code>' "$site/atr/$pattern"
	grep -q 'TB1 and TC1 follow; 5 historical bytes' "$site/atr/$pattern"
	[ "$(grep -c '<code>\.\.</code>' "$site/atr/$pattern")" -eq 5 ]
	! grep -q 'category' "$site/atr/$pattern" || false
	printf '3B 6. 00 96 .. 31\n\tOpen T0\n3. 65 9[67] 00 41 42 43 44 45\n\tOpen TS\n3B .*\n\tAll\n' >list
	"$BIN/atr_parser" --site other --list list
	! grep -rE 'follow|Fi 512' other/atr/3B-6x* other/atr/3B-x_2A.html || false
	[ "$(grep -c 'any byte that the pattern matches' other/atr/3x-65*)" -eq 2 ]
}

@test "byte for byte the same again, without the age, the place or the hour" {
	"$BIN/atr_parser" --site "$site"
	mkdir elsewhere && cp -p "$SMARTCARD_LIST" elsewhere/
	TZ=Asia/Tokyo HOME=/nonexistent "$BIN/atr_parser" --site again --list elsewhere/cards.txt
	diff -r "$site" again
	"$BIN/atr_parser" --site "$site"
	diff -r "$site" again
	! grep -rF -e "$root" -e "$BATS_TEST_TMPDIR" "$site" || false
}

@test "hostile lists: names of files are ours, text is text, equal entries share a page" {
	printf '3B 00\n\t<script>alert(1)</script>\n3B 00\n\tagain\n3B [^0]0\n\t../../x\n3B [^0]0\n\tthe same pattern\n3B [ 0]0\n\t"\n' >list
	printf '3B %s\n\tlong\n' "$(printf '[0]0 %.0s' {1..100})" >>list
	run "$BIN/atr_parser" --site "$site" --list list
	gave 0
	[ "$(find "$site/atr" -type f | wc -l)" -eq 5 ]
	! find "$site" | grep -vE '^[A-Za-z0-9./_-]*$' | grep -F "$site/atr/" || false
	! grep -rE '<script>|<script ?[^s ]' "$site" || false
	grep -q '&lt;script&gt;' "$site/atr/3B00.html"
	grep -q 'again' "$site/atr/3B00.html"
	for page in "$site"/*.html "$site"/atr/*.html; do tidy -q -e "$page"; done
}

@test "what cannot be written is named, with status 3" {
	touch file
	run --separate-stderr "$BIN/atr_parser" --site file
	gave 3
	says 'cannot write file: Not a directory'
	mkdir other
	touch other/atr
	run --separate-stderr "$BIN/atr_parser" --site other
	gave 3
	says 'cannot write other/atr: Not a directory'
	run --separate-stderr "$BIN/atr_parser" --site no/such
	gave 3
	says 'cannot write no/such: No such file or directory'
	mkdir -p "$site/index.html"
	run --separate-stderr "$BIN/atr_parser" --site "$site"
	gave 3
	says 'index.html: Is a directory'
	run --separate-stderr "$BIN/atr_parser" --site x 3B00
	gave 2
	run --separate-stderr "$BIN/atr_parser" --site x --list nowhere
	gave 2
	[ ! -e x ]
	! compgen -G '*.core' || false
}

@test "a site that cannot be written again stays as it was; nothing half-written is left" {
	local before
	printf '3B 00\n\tOne card\n' >one.txt
	"$BIN/atr_parser" --site "$site" --list one.txt
	ln -s about.html "$site/link"
	mv "$site/style.css" there.css
	ln -s "$PWD/there.css" "$site/style.css"
	chmod 640 "$site/index.html"
	before=$(cd "$site" && find . -type f -exec sha256sum {} + | sort)
	printf '3B 00\n\tOne card\n3B 01 00\n\tAnother\n' >one.txt
	run --separate-stderr bash -c "ulimit -f 0; '$BIN/atr_parser' --site '$site' --list one.txt 2>&1 | cat; exit \${PIPESTATUS[0]}"
	gave 3
	[[ $output == *': cannot write '*': File too large'* ]]
	[ "$(cd "$site" && find . -type f -exec sha256sum {} + | sort)" = "$before" ]
	"$BIN/atr_parser" --site "$site" --list one.txt
	[ "$(stat -c %a "$site/index.html")" = 640 ]
	[ -L "$site/style.css" ]
	[ -f "$site/atr/3B0100.html" ]
	[ -z "$(find . -name '*.new-*')" ]
}

@test "statistics as a page of their own" {
	"$BIN/atr_parser" --html --stats all >page
	run tidy -q -e page
	[ -z "$output" ]
	grep -q '<h2 id="TA1">TA1</h2>' page
	[ "$(grep -c '<table class="stats">' page)" -gt 20 ]
	"$BIN/atr_parser" --html --stats Fi/Di >page
	[ "$(grep -c '<table class="stats">' page)" -eq 1 ]
	grep -q '<h2 id="Fi-Di">Fi/Di</h2>' page
	run --separate-stderr "$BIN/atr_parser" --html --svg --stats TA1
	gave 2
}

@test "--site writes no JSON: refused, nothing is written" {
	run -2 --separate-stderr "$BIN/atr_parser" --json --site "$BATS_TEST_TMPDIR/none" --list "$root/tests/atr/cards.txt"
	[ "$stderr" = 'atr_parser: --json cannot be combined with --site' ]
	[ ! -e "$BATS_TEST_TMPDIR/none" ]
}

@test "entries without a name, with an address alone, and with any first byte" {
	printf '3B 02 14 50\n\thttp://a.example/only\n\thttp://b.example/too\n3B [67]2 14 5.\n3B 6. 15\n\tPattern\n.. 02 14 51\n\tAny start\n.*14 51\n\tAny length\n' >list
	run -0 "$BIN/atr_parser" --site "$site" --list list
	[ "$(cd "$site/atr" && printf '%s\n' * | LC_ALL=C sort | tr '\n' ' ')" = \
		'3B-6x-15.html 3B-_5B67_5D2-14-5x.html 3B021450.html x_2A14-51.html xx-02-14-51.html ' ]
	grep -q '<h1>3B \[67\]2 14 5\.</h1>' "$site"/atr/3B-_5B67_5D2-14-5x.html
	grep -q '<h1>Any start</h1>' "$site"/atr/xx-02-14-51.html
	# no byte of it is known
	run ! grep '<h2>Bytes' "$site"/atr/x_2A14-51.html
	grep -q '<title>http://a.example/only' "$site"/atr/3B021450.html
}
