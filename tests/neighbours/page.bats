#!/usr/bin/env bats
# The pages of atr_parser on real web servers on loopback, with the configurations of data/web, in a
# real browser.

bats_require_minimum_version 1.5.0
root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
PATH=$PATH:/usr/sbin:$root/build/root/usr/sbin
export NODE_PATH=$root/build/page/node_modules
unset NO_COLOR
address=http://127.0.0.1

# free_port: prints a port of loopback on which nothing listens.
free_port() {
	python3 -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])'
}

# configured NAME: prints the example configuration with our paths and port.
configured() {
	sed -e "s,/usr/local/libexec/pcsckit,$www," -e "s,/usr/local/share/pcsckit/smartcard_list.txt,$root/tests/atr/cards.txt," \
		-e "s,/run/fcgiwrap.socket,$www/fcgi," "$root/data/web/$1.conf"
}

# waits_for PORT: waits until a server responds there.
waits_for() {
	for _ in {1..100}; do
		! curl -s -o /dev/null "$address:$1/atr/about" || return 0
		sleep 0.1
	done
	return 1
}

# serve PROGRAM...: runs a server as a single process, without children that could outlive it.
serve() {
	"$@" >"$www/$1.log" 2>&1 </dev/null 3>&- &
	echo $! >"$www/$1.pid"
}

start_lighttpd() {
	configured lighttpd >"$www/atr.conf"
	cat >"$www/lighttpd.conf" <<-END
		server.document-root = "$www"
		server.bind = "127.0.0.1"
		server.port = $1
		server.errorlog = "$www/lighttpd.errors"
		server.modules = ( )
		mimetype.assign = ( ".html" => "text/html", ".css" => "text/css", ".js" => "text/javascript" )
		include "$www/atr.conf"
	END
	modules=$root/build/root/usr/lib/lighttpd
	# shellcheck disable=SC2046
	serve lighttpd -D -f "$www/lighttpd.conf" $([ ! -d "$modules" ] || echo -m "$modules")
	waits_for "$1"
}

start_nginx() {
	mkdir -p "$www/temporary"
	configured nginx >"$www/atr.nginx"
	# The file that nginx-common installs in /etc/nginx.
	# shellcheck disable=SC2016 # nginx's variables
	printf 'fastcgi_param %s;\n' 'QUERY_STRING $query_string' 'REQUEST_METHOD $request_method' 'CONTENT_TYPE $content_type' \
		'CONTENT_LENGTH $content_length' 'SCRIPT_NAME $fastcgi_script_name' 'REQUEST_URI $request_uri' \
		'SERVER_PROTOCOL $server_protocol' 'SERVER_NAME $server_name' 'SERVER_PORT $server_port' \
		'REQUEST_SCHEME $scheme' 'GATEWAY_INTERFACE CGI/1.1' >"$www/fastcgi_params"
	cat >"$www/nginx.conf" <<-END
		master_process off;
		pid $www/nginx.own;
		error_log $www/nginx.errors;
		events { worker_connections 256; }
		http {
		    access_log off;
		    client_body_temp_path $www/temporary/1; proxy_temp_path $www/temporary/2; fastcgi_temp_path $www/temporary/3;
		    uwsgi_temp_path $www/temporary/4; scgi_temp_path $www/temporary/5;
		    server { listen 127.0.0.1:$1; include $www/atr.nginx; }
		}
	END
	serve fcgiwrap -s "unix:$www/fcgi"
	serve nginx -e "$www/nginx.errors" -c "$www/nginx.conf" -g 'daemon off;'
	waits_for "$1"
}

setup_file() {
	export www=$BATS_FILE_TMPDIR
	export lighttpd_port nginx_port
	ln -s "$root/build/libexec/pcsckit/atr_parser.cgi" "$www/"
	lighttpd_port=$(free_port)
	start_lighttpd "$lighttpd_port"
	nginx_port=$(free_port)
	start_nginx "$nginx_port"
}

teardown_file() {
	for pid in "$www"/*.pid; do
		kill "$(cat "$pid")" 2>/dev/null || :
	done
}

# in_browser CHECK: runs the check on the pages served by lighttpd.
in_browser() {
	[ -d "$NODE_PATH" ] || skip "the packages of npm are missing here (tests/need neighbours)"
	run node "$root/tests/neighbours/page/browser.mjs" "${2:-$address:$lighttpd_port/atr}" "$1"
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == "ok 1 $1" ]]
}

@test "lighttpd and nginx give the same pages, JSON, tags and errors" {
	for path in '' / '/?ATR=3B00' '?ATR=3B+65:00,00' '?ATR=3BX' '/search?q=openpgp' /statistics /about '/atr.json?ATR=3B00' \
		/nowhere '?--help' '?--list=/etc/passwd' '?-V' '/search?q=%3Cscript%3E'; do
		curl -s -i "$address:$lighttpd_port/atr$path" >"$www/one"
		curl -s -i "$address:$nginx_port/atr$path" >"$www/two"
		diff <(sed '1,/^\r$/d' "$www/one") <(sed '1,/^\r$/d' "$www/two")
		diff <(sed -n '1s/ [A-Z].*//p; /^ETag/p; /^Content-Sec/p; /^Content-Type/p' "$www/one" | tr -d '\r' | sort) \
			<(sed -n '1s/ [A-Z].*//p; /^ETag/p; /^Content-Sec/p; /^Content-Type/p' "$www/two" | tr -d '\r' | sort)
		[ -s "$www/one" ]
	done
	for port in $lighttpd_port $nginx_port; do
		tag=$(curl -s -I "$address:$port/atr?ATR=3B00" | sed -n 's/^ETag: //p' | tr -d '\r')
		[ -n "$tag" ]
		[ "$(curl -s -o "$www/none" -w '%{http_code}' -H "If-None-Match: $tag" "$address:$port/atr?ATR=3B00")" = 304 ]
		[ "$(curl -s -o "$www/none" -w '%{http_code}' -d ATR=3B00 "$address:$port/atr")" = 405 ]
		[ "$(curl -s -o "$www/none" -w '%{http_code}' "$address:$port/atrium")" = 404 ]
		[ "$(curl -s -o "$www/none" -w '%{http_code}' "$address:$port/atr?x=$(head -c 5000 /dev/zero | tr '\0' x)")" = 414 ]
		curl -s -H 'Accept: application/json' "$address:$port/atr?ATR=3B00" | python3 -m json.tool >"$www/none"
	done
}

@test "browser: form, result, error, search" { in_browser form; }
@test "browser: by keyboard alone" { in_browser keyboard; }
@test "browser: hovering, focusing or tapping a byte marks its row and the reverse" { in_browser marks; }
@test "browser: no page is wider than its window; light and dark; the console is silent" { in_browser layout; }
@test "browser: axe-core finds nothing" { in_browser axe; }
@test "browser: what a screen reader is told" { in_browser reader; }
@test "browser: prints well" { in_browser print; }

@test "browser: the static site, from files and from a server: search, pages, patterns" {
	"$root/build/bin/atr_parser" --site "$www/site" --list "$root/tests/atr/cards.txt"
	in_browser site "file://$www/site"
	in_browser site "$address:$lighttpd_port/site"
}

@test "html-validate finds nothing" {
	[ -d "$NODE_PATH" ] || skip "the packages of npm are missing here (tests/need neighbours)"
	cd "$www"
	printf '%s\n' '{"extends":["html-validate:recommended","html-validate:standard"],"rules":{"long-title":"off","tel-non-breaking":"off"}}' \
		>.htmlvalidate.json
	for path in '' '?ATR=3BX' /search '/search?q=c' /statistics /about '?ATR=3B8F8001804F0CA000000306030001000000006A'; do
		curl -s "$address:$lighttpd_port/atr$path" >page.html
		run node "$NODE_PATH/html-validate/bin/html-validate.js" page.html
		echo "$output"
		[ "$status" -eq 0 ]
	done
	# One page with all ATRs would take minutes.
	mkdir one && for atr in "$root"/tests/atr/*.atr; do
		"$root/build/bin/atr_parser" --html --profile uicc <"$atr" >"one/$(basename "$atr" .atr).html" || :
	done
	"$root/build/bin/atr_parser" --site pages --list "$root/tests/atr/cards.txt"
	run node "$NODE_PATH/html-validate/bin/html-validate.js" one/*.html pages/*.html pages/atr/*.html
	echo "$output"
	[ "$status" -eq 0 ]
}

# Each response is compared with the first one from the same address. The server may keep a buffer
# of 64 kB for each connection; a leak of 200 bytes per request would be noticed.
@test "20,000 requests on 50 connections: none is lost, memory stays" {
	node "$BATS_TEST_DIRNAME/page/load.mjs" "$address:$lighttpd_port/atr" 5000
	before=$(awk '/VmRSS/ { print $2 }' "/proc/$(cat "$www/lighttpd.pid")/status")
	run node "$BATS_TEST_DIRNAME/page/load.mjs" "$address:$lighttpd_port/atr" "${REQUESTS:-20000}"
	echo "$output"
	[ "$status" -eq 0 ]
	after=$(awk '/VmRSS/ { print $2 }' "/proc/$(cat "$www/lighttpd.pid")/status")
	echo "$before kB before, $after kB after"
	[ "$after" -le $((before + 50 * 64)) ]
}
