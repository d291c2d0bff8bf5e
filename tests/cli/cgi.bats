#!/usr/bin/env bats
# atr_parser --cgi: environment variables take the place of a web server (RFC 3875).
# tests/neighbours/page.bats uses real servers and a browser.
load common

setup() {
	cgi=$BIN/../libexec/pcsckit/atr_parser.cgi
	method=GET script=/atr
	page=$BATS_TEST_TMPDIR/page
}

# asks PATH QUERY [VARIABLE=VALUE]... [-- ARGUMENT...]: makes a request. The response's header is in
# $head, its content in $output and in the file $page.
asks() {
	local path=$1 query=$2 variables=() response=$BATS_TEST_TMPDIR/response
	shift 2
	while [ $# != 0 ] && [ "$1" != -- ]; do
		variables+=("$1")
		shift
	done
	[ $# = 0 ] || shift
	env -i GATEWAY_INTERFACE=CGI/1.1 SMARTCARD_LIST="$SMARTCARD_LIST" REQUEST_METHOD=$method SCRIPT_NAME="$script" \
		PATH_INFO="$path" QUERY_STRING="$query" "${variables[@]}" \
		"$cgi" "$@" >"$response" 2>"$BATS_TEST_TMPDIR/errors"
	head=$(sed '/^$/,$d' "$response")
	sed '1,/^$/d' "$response" >"$page"
	output=$(<"$page")
}

# has FIELD: the header contains this line.
has() {
	grep -qxF -e "$1" <<<"$head" || {
		printf 'no "%s" in\n%s\n' "$1" "$head" >&2
		return 1
	}
}

tidy_finds_nothing() {
	run tidy -q -e "$page"
	gave 0
	[ -z "$output" ]
}

@test "an ATR in each spelling that atr_parser takes" {
	for query in ATR=3B65000041424344%34%35 atr=3b6500004142434445 ATR=3B+65+00+00+41+42+43+44+45 \
		ATR=3B%3a65%3A00%3A00%3A41%3A42%3A43%3A44%3A45 'x=1&ATR=0x3B%2C0x65%2c+0x00,0x00,0x41,0x42,0x43,0x44,0x45&ATR=3B' \
		'&&ATR=ATR%3A%093B+65+00+00+41+42+43+44+45+%2F%2F+a+comment' '%41TR=3B&ATR=3B6500004142434445=&' \
		'ATR=3B6500004142434445%23'; do
		query=${query%=&}
		asks '' "$query"
		has 'Status: 200 OK'
		prints '<code>3B 65 00 00 41 42 43 44 45</code>'
	done
	asks '' 'ATR=3B:65:00:00:41:42:43:44:45&x=y'
	prints '<title>Basic ATR for T=0: ATR 3B6500004142434445</title>'
	prints '<h1 id="card1">Basic ATR for T=0</h1>'
	prints 'value="3B:65:00:00:41:42:43:44:45"'
	prints '<a href="/atr/?ATR=3B6500004142434445" rel="bookmark">Link to this page</a>'
	prints '<a href="/atr/atr.json?ATR=3B6500004142434445">as JSON</a>'
	tidy_finds_nothing
}

@test "the head: type, length, policy, cache; HEAD is the same without content" {
	asks / ATR=3B00
	has 'Content-Type: text/html; charset=utf-8'
	has "Content-Length: $(stat -c %s "$page")"
	has 'X-Content-Type-Options: nosniff'
	has 'Referrer-Policy: no-referrer'
	has 'Vary: Accept'
	grep -q "^Content-Security-Policy: default-src 'none'; .*frame-ancestors 'none'$" <<<"$head"
	! grep -q unsafe <<<"$head" || false
	grep -qE '^ETag: "[0-9a-f]{16}"$' <<<"$head"
	grep -qE '^Cache-Control: public, max-age=[0-9]+$' <<<"$head"
	before=$head
	method=HEAD
	asks / ATR=3B00
	[ "$head" = "$before" ] && [ -z "$output" ]
}

@test "If-None-Match: 304 without content where the tag is the same" {
	asks / ATR=3B00
	tag=$(sed -n 's/^ETag: //p' <<<"$head")
	for value in "$tag" "W/$tag" "\"other\", $tag" '*'; do
		asks / ATR=3B00 "HTTP_IF_NONE_MATCH=$value"
		has 'Status: 304 Not Modified'
		has "ETag: $tag"
		[ -z "$output" ]
	done
	for value in '"other"' "${tag%\"}" '' "x$tag"; do
		asks / ATR=3B00 "HTTP_IF_NONE_MATCH=$value"
		has 'Status: 200 OK'
	done
	asks / ATR=3B01 "HTTP_IF_NONE_MATCH=$tag"
	has 'Status: 200 OK'
	asks / ATR=3B0 'HTTP_IF_NONE_MATCH=*'
	has 'Status: 400 Bad Request'
}

@test "JSON by Accept or by address is what --json writes, without the list's directory" {
	asks /atr.json 'ATR=3B+65+00+00+41+42+43+44+45'
	has 'Content-Type: application/json'
	diff "$page" <("$BIN/atr_parser" --json --nearest 3B 65 00 00 41 42 43 44 45 | sed "s,$root/tests/atr/,,g")
	python3 "$root/tests/cli/json_schema.py" "$root/data/atr_parser.schema.json" <"$page"
	for accept in application/json 'text/html;q=0.3, application/json;q=0.9' 'application/json, */*'; do
		asks / 'ATR=3B00' "HTTP_ACCEPT=$accept"
		has 'Content-Type: application/json'
	done
	for accept in '' '*/*' 'text/html,application/json' 'application/json;q=0' 'application/json;q=0.5,text/html;q=0.8' \
		'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'; do
		asks / 'ATR=3B00' "HTTP_ACCEPT=$accept"
		has 'Content-Type: text/html; charset=utf-8'
	done
}

@test "what is no ATR: 400 with a page that says where, or as JSON" {
	for query in ATR=3B0 ATR=3BXX ATR=zz ATR=%zz ATR=%3 ATR=3B%00 ATR=3B%0A00 "ATR=$(printf '3B%.0s' {1..400})" \
		"ATR=$(printf '3B%.0s' {1..600})"; do
		asks / "$query"
		has 'Status: 400 Bad Request'
		has 'Cache-Control: no-store'
		prints '<p class="error" role="alert">'
		prints '<input id="atr"'
		tidy_finds_nothing
	done
	asks / ATR=3BX0
	prints 'Character 3: &quot;X&quot; is not a hex digit.'
	asks /atr.json ATR=3BX0
	has 'Status: 400 Bad Request'
	[ "$(json problems 0 code)" = '"not-hex"' ]
	python3 "$root/tests/cli/json_schema.py" "$root/data/atr_parser.schema.json" <"$page"
}

@test "404, 405 and 414: readable pages, or JSON" {
	for path in /x //evil.example /search/ /../etc/passwd /atr.html; do
		asks $path ''
		has 'Status: 404 Not Found'
		prints '<h1>No such page</h1>'
		tidy_finds_nothing
	done
	for method in POST PUT DELETE OPTIONS TRACE get ''; do
		asks / ATR=3B00
		has 'Status: 405 Method Not Allowed'
		has 'Allow: GET, HEAD'
	done
	method=GET
	asks / "x=$(head -c 5000 /dev/zero | tr '\0' x)"
	has 'Status: 414 URI Too Long'
	prints '<h1>Address too long</h1>'
	asks /x '' HTTP_ACCEPT=application/json
	[ "$(json status)" = 404 ]
}

@test "the search: by names and by ATR, in any case; hostile words are text" {
	asks /search q=openpgp
	prints '<li>OpenPGP card</li>'
	prints '<p role="status">1 entry matches.</p>'
	prints '<a href="/atr/?ATR=3BDA18FF81B1FE751F030031F573C001600090001C">'
	tidy_finds_nothing
	for query in q=3B+DA q=3bda18 q=3B+..+18 q=3B+D%5BA-C%5D; do
		asks /search "$query"
		prints 'OpenPGP card'
	done
	asks /search 'q=nosuchcard'
	prints 'No entry matches.'
	asks /search 'q=%3Cscript%3Ealert(1)%3C/script%3E%22%27'
	prints '<title>&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;</title>'
	prints 'value="&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;"'
	! grep -q '<script' <<<"$output" || false
	tidy_finds_nothing
	asks /search ''
	! grep -q 'role="status"' <<<"$output" || false
	asks /search.json q=openpgp
	[ "$(json 0 names 0)" = '"OpenPGP card"' ]
	[ "$(json 0 list)" = '"cards.txt"' ]
	asks /search.json q=3
	python3 -c 'import json, sys
for entry in json.load(sys.stdin): print(json.dumps(entry))' <"$page" |
		python3 "$root/tests/cli/json_schema.py" "$root/data/atr_parser.schema.json"
}

@test "the search: a pattern is no ATR to link to" {
	printf '3B .. 07\n\tWild\n3B 00\n\tPlain\n' >"$BATS_TEST_TMPDIR/wild"
	SMARTCARD_LIST=$BATS_TEST_TMPDIR/wild
	asks /search q=wild
	prints '<p><code>3B .. 07</code>'
	asks /search q=plain
	prints '<p><a href="/atr/?ATR=3B00"><code>3B 00</code></a>'
}

@test "the search: a hundred entries on a page, and links to the others" {
	for i in {0..255}; do printf '3B 01 %02X\n\tMany <%03u>\n\n' "$i" "$i"; done >"$BATS_TEST_TMPDIR/many"
	SMARTCARD_LIST=$BATS_TEST_TMPDIR/many
	asks /search 'q=many+%3C'
	prints '256 entries match; 1 to 100 are shown.'
	[ "$(grep -c '^<li>Many' <<<"$output")" = 100 ]
	prints '<a href="/atr/search?q=many%20%3C&amp;page=2" rel="next">Next page</a>'
	! grep -q 'rel="prev"' <<<"$output" || false
	tidy_finds_nothing
	asks /search 'page=3&q=many'
	prints '256 entries match; 201 to 256 are shown.'
	prints '<li>Many &lt;200&gt;</li>'
	[ "$(grep -c '^<li>Many' <<<"$output")" = 56 ]
	prints '<a href="/atr/search?q=many&amp;page=2" rel="prev">Previous page</a>'
	! grep -q 'rel="next"' <<<"$output" || false
	tidy_finds_nothing
	asks /search 'q=many&page=7'
	prints 'This page is empty: 256 entries match.'
	prints 'page=3" rel="prev"'
	for number in 0 -1 x 1x 99999999999999999999 %00 ''; do
		asks /search "q=many&page=$number"
		prints '1 to 100 are shown'
	done
	# each character of what is asked comes back from the link
	for text in 'a:Z' '9/_@' '[z{' '%`ü'; do
		for i in {0..127}; do printf '3B 01 %02X\n\t%s\n\n' "$i" "$text"; done >"$SMARTCARD_LIST"
		asks /search "q=$(python3 -c 'import sys, urllib.parse; print(urllib.parse.quote(sys.argv[1], ""))' "$text")"
		link=$(sed -n 's/.*search?q=\([^&]*\)&.*rel="next".*/\1/p' "$page")
		[ "$(python3 -c 'import sys, urllib.parse; print(urllib.parse.unquote(sys.argv[1]))' "$link")" = "$text" ]
		[[ $link != *[!A-Za-z0-9%]* ]]
	done
	for i in {0..255}; do printf '3B 01 %02X\n\tMany <%03u>\n\n' "$i" "$i"; done >"$SMARTCARD_LIST"
	asks /search.json 'q=many&page=3'
	[ "$(json 55 names 0)" = '"Many <255>"' ]
	asks /search 'q=many+%3C255'
	prints '1 entry matches.'
	! grep -q '<nav aria-label="More' <<<"$output" || false
}

@test "statistics with bars, of all fields or of one; about" {
	asks /statistics ''
	prints '<h2 id="TA1">TA1</h2>'
	prints '<rect class="value" width="100" height="1"/>'
	tidy_finds_nothing
	asks /statistics field=ta1
	prints '<h2 id="TA1">TA1</h2>'
	! grep -q 'id="TS"' <<<"$output" || false
	asks /statistics field=nothing
	has 'Status: 404 Not Found'
	asks /statistics.json field=TS
	[ "$(json 0 field)" = '"TS"' ]
	diff <(python3 -c 'import json, sys
for row in json.load(sys.stdin): print(json.dumps(row))' <"$page") \
		<("$BIN/atr_parser" --stats TS --json | python3 -c 'import json, sys
for line in sys.stdin: print(json.dumps(json.loads(line)))')
	asks /about ''
	prints 'cards.txt</code> of '
	tidy_finds_nothing
}

@test "arguments change nothing: a server may pass the query as some" {
	asks '' ''
	before=$output
	for words in --help --list=/etc/passwd -V '--json 3B00' --search=x '--lint /etc/passwd' --cgi; do
		asks '' "${words%% *}" -- $words
		[ "$output" = "$before" ]
		has 'Status: 200 OK'
	done
	run env -i GATEWAY_INTERFACE=CGI/1.1 SMARTCARD_LIST="$SMARTCARD_LIST" REQUEST_METHOD=GET SCRIPT_NAME=/atr \
		"$BIN/atr_parser" --cgi --help --list=/etc/passwd
	[ "$(sed '1,/^$/d' <<<"$output")" = "$before" ]
	run --separate-stderr "$BIN/atr_parser" --cgi
	gave 2
	says 'not started by a web server'
	# The program for the pages only, and the whole program, under its name or with its option.
	ln -s "$BIN/atr_parser" "$BATS_TEST_TMPDIR/atr_parser.cgi"
	asks / ATR=3B00
	for cgi in "$BATS_TEST_TMPDIR/atr_parser.cgi" "$BIN/atr_parser"; do
		mv "$page" "$page.before"
		asks / ATR=3B00 -- --cgi
		cmp "$page" "$page.before"
	done
	run env -i GATEWAY_INTERFACE=CGI/1.1 "$BIN/atr_parser" -V --cgi
	prints 'pcsckit'
}

@test "no path of the machine, whatever is asked; a list that cannot be read is 500" {
	for path in / /about /search /statistics /atr.json /search.json /x; do
		asks $path 'ATR=3B0311&q=card'
		! grep -F -e "$root" -e "$BATS_TEST_TMPDIR" -e "$HOME" "$page" || return 1
	done
	SMARTCARD_LIST=$BATS_TEST_TMPDIR/secret/list
	for path in / /search /statistics /about; do
		asks $path 'ATR=3B00&q=x'
		has 'Status: 500 Internal Server Error'
		! grep -F secret "$page" || return 1
		tidy_finds_nothing
	done
	grep -q '^atr_parser: card list .*secret' "$BATS_TEST_TMPDIR/errors"
}

@test "addresses keep to the script's own, whatever it is called" {
	script='//evil.example/<b>"&%é'
	asks / ATR=3B03FF0011
	! grep -E 'href="//|action="//' "$page" || false
	prints 'href="/evil.example/%3Cb%3E%22%26%25%C3%A9/search"'
	tidy_finds_nothing
	script=
	asks /about ''
	prints 'href="/search"'
}

@test "hostile lists are text on every page" {
	printf '3B 00\n\t<img src=x onerror=alert(1)>"'"'"'\033\n\tjavascript:alert(1)\n3B 03 01 02 03\n\t</title><script>\n3[BF] 01 ..\n\t<b>\n' \
		>"$BATS_TEST_TMPDIR/<list"
	SMARTCARD_LIST="$BATS_TEST_TMPDIR/<list"
	for path in '/ ATR=3B00' '/ ATR=3B03010204' '/ ATR=3B0155' '/search q=3' '/search q=alert' /statistics /about; do
		asks "${path%% *}" "${path#* }"
		! grep -E '<img|<script|<b>&|onerror=[^a]|href="javascript|<list' "$page" || return 1
		tidy_finds_nothing
	done
}

@test "nothing is written, and nothing but the list and what the C library needs is opened" {
	cd "$BATS_TEST_TMPDIR"
	before=$(find "$BATS_TEST_TMPDIR" | sort)
	env -i ASAN_OPTIONS=detect_leaks=0 GATEWAY_INTERFACE=CGI/1.1 SMARTCARD_LIST="$SMARTCARD_LIST" REQUEST_METHOD=GET SCRIPT_NAME=/atr QUERY_STRING=ATR=3B0311 \
		strace -f -e trace=open,openat,creat,unlink,rename,socket,connect,execve -o "$BATS_TEST_TMPDIR/../trace" \
		"$cgi" >"$BATS_TEST_TMPDIR/../out"
	[ "$(find "$BATS_TEST_TMPDIR" | sort)" = "$before" ]
	! grep -E 'socket\(|connect\(|O_WRONLY|O_RDWR|O_CREAT|unlink|rename' "$BATS_TEST_TMPDIR/../trace" || false
	[ "$(grep -c execve "$BATS_TEST_TMPDIR/../trace")" -eq 1 ]
}
