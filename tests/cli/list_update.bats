#!/usr/bin/env bats
# list-update with a real HTTPS server (nginx, with a CA made for the test) and a misbehaving one,
# on loopback.
# shellcheck disable=SC2030,SC2031 # each test sets its own

bats_require_minimum_version 1.5.0

built=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")
update=$built/libexec/pcsckit/list-update

certificate() { # NAME SUBJECT_ALT_NAME OPTION...: the options give its expiry
	openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1.key" -out "$1.csr" -subj "/CN=$1" 2>/dev/null
	printf 'subjectAltName=%s' "$2" >"$1.ext"
	openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca.key -extfile "$1.ext" "${@:3}" -out "$1.pem" 2>/dev/null
}

# openssl 3.0 has no -not_after, and 3.6 does not accept -days below 1.
expired_certificate() {
	if openssl x509 -help 2>&1 | grep -q -e -not_after; then
		certificate "$@" -not_before 20200101000000Z -not_after 20200102000000Z
	else
		certificate "$@" -days -1
	fi
}

# list N: prints a list of N entries.
list() {
	printf '# a list\n\n'
	seq 0 $(($1 - 1)) | while read -r i; do
		printf '3B 02 %02X %02X\n\tcard %d\n\n' $((i / 256)) $((i % 256)) "$i"
	done
}

free_port() {
	python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	export PATH="$PATH:/usr/sbin:$BATS_TEST_DIRNAME/../../build/root/usr/sbin"
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -subj /CN=ours -days 2 2>/dev/null
	certificate good DNS:localhost,DNS:pcsc-tools.apdu.fr -days 2
	expired_certificate expired DNS:localhost
	mkdir -p www nginx
	list 400 >www/list
	list 500 >www/longer
	list 5000 >www/long
	list 30 >www/short
	: >www/empty
	printf '<!DOCTYPE html>\n<html><body>Please log in</body></html>\n' >www/page
	printf 'nonsense\n%.0s' $(seq 500) >www/nonsense
	touch -d 2026-06-03T10:00:00Z www/list
	export GOOD EXPIRED PLAIN FAULTY
	GOOD=$(free_port)
	EXPIRED=$(free_port)
	PLAIN=$(free_port)
	cat >nginx.conf <<-CONF
		pid $PWD/nginx/pid;
		error_log $PWD/nginx/error.log;
		worker_processes 1;
		$([ "$(id -u)" -ne 0 ] || echo 'user root;')
		events { }
		http {
			access_log $PWD/nginx/access.log;
			client_body_temp_path $PWD/nginx; proxy_temp_path $PWD/nginx; fastcgi_temp_path $PWD/nginx;
			uwsgi_temp_path $PWD/nginx; scgi_temp_path $PWD/nginx;
			default_type text/plain;
			root $PWD/www;
			server {
				listen 127.0.0.1:$GOOD ssl;
				ssl_certificate $PWD/good.pem; ssl_certificate_key $PWD/good.key;
				location /gzip/ { alias $PWD/www/; gzip on; gzip_types *; gzip_min_length 1; }
				location /slowly/ { alias $PWD/www/; limit_rate 40k; }
				location = /missing { return 404; }
				location = /broken { return 500; }
				location = /loop { return 302 /loop; }
				location = /moved { return 301 /list; }
				location = /down { return 302 http://127.0.0.1:$PLAIN/list; }
				location = /file { return 302 file:///etc/passwd; }
			}
			server {
				listen 127.0.0.1:$EXPIRED ssl;
				ssl_certificate $PWD/expired.pem; ssl_certificate_key $PWD/expired.key;
			}
			server { listen 127.0.0.1:$PLAIN; }
		}
	CONF
	nginx -c "$PWD/nginx.conf" -p "$PWD" 2>nginx/start.log || { cat nginx/start.log >&2; return 1; }
	mkfifo faulty.in
	python3 "$BATS_TEST_DIRNAME/faulty_server.py" good.pem good.key <faulty.in >faulty.port 3>&- &
	exec 7>faulty.in
	until [ -s faulty.port ]; do sleep 0.02; done
	FAULTY=$(cat faulty.port)
}

teardown_file() {
	kill "$(cat "$BATS_FILE_TMPDIR/nginx/pid")"
	while [ -e "$BATS_FILE_TMPDIR/nginx/pid" ]; do sleep 0.02; done
}

setup() {
	www=$BATS_FILE_TMPDIR/www
	base=https://localhost:$GOOD
	faulty=https://localhost:$FAULTY
	directory=$BATS_TEST_TMPDIR/cache
	file=$directory/smartcard_list.txt
	mkdir "$directory"
	unset https_proxy HTTPS_PROXY all_proxy ALL_PROXY
}

program() {
	"$update" --cacert "$BATS_FILE_TMPDIR/ca.pem" --file "$file" "$@"
}

# The old list stays unchanged, the reason of the failure is reported, and no other file is left
# behind.
refused() { # STATUS REASON ARGUMENTS
	list 400 >"$file"
	cp "$file" "$BATS_TEST_TMPDIR/before"
	run --separate-stderr program "${@:3}"
	echo "$output / $stderr"
	[ "$status" -eq "$1" ]
	[ -z "$output" ]
	grep -qi -- "$2" <<<"$stderr"
	cmp "$file" "$BATS_TEST_TMPDIR/before"
	[ "$(ls -A "$directory")" = smartcard_list.txt ]
}

@test "a first download" {
	run --separate-stderr program --url "$base/list"
	[ "$status" -eq 0 ]
	[ "$output" = "$file: 0 entries before, 400 now: 400 new, 0 removed" ]
	[ -z "$stderr" ]
	cmp "$file" "$www/list"
	[ "$(stat -c %Y "$file")" -eq "$(stat -c %Y "$www/list")" ]
	[ "$(stat -c %a "$file")" = 644 ]
}

@test "directories are made" {
	file=$directory/a/b/smartcard_list.txt
	program --url "$base/list"
	cmp "$file" "$www/list"
}

@test "what is new is named" {
	list 399 >"$file"
	touch -d 2020-01-01 "$file"
	run --separate-stderr program --url "$base/list"
	[ "$status" -eq 0 ]
	[ "${lines[0]}" = "$file: 399 entries before, 400 now: 1 new, 0 removed" ]
	[ "${lines[1]}" = "  3B 02 01 8F  card 399" ]
}

@test "many new ones are counted" {
	list 300 >"$file"
	touch -d 2020-01-01 "$file"
	run program --url "$base/longer"
	[ "${#lines[@]}" -eq 22 ]
	[ "${lines[21]}" = "  and 180 more" ]
}

@test "the second time the server says 304, by ETag" {
	program --url "$base/list"
	run --separate-stderr program --url "$base/list"
	[ "$status" -eq 0 ]
	[ "$output" = "$file: up to date, 400 entries" ]
	tail -n 1 "$BATS_FILE_TMPDIR/nginx/access.log" | grep -q '" 304 '
	grep -q '^etag "' "$file.origin"
}

@test "without an ETag the server is asked by time" {
	program --url "$base/list"
	sed -i 's/^etag .*/etag /' "$file.origin"
	program --url "$base/list"
	tail -n 1 "$BATS_FILE_TMPDIR/nginx/access.log" | grep -q '" 304 '
}

@test "a list that was in place already is not fetched whole again" {
	program --url "$base/list"
	rm "$file.origin"
	program --url "$base/list"
	program --url "$base/list"
	tail -n 1 "$BATS_FILE_TMPDIR/nginx/access.log" | grep -q '" 304 '
	rm "$file.origin"
	program --check --url "$base/list" || [ $? -eq 1 ]
	[ ! -e "$file.origin" ]
}

@test "messages hide the user name and password of a URL" {
	run --separate-stderr program --url "${base/:\/\//:\/\/user:pass@}/missing"
	[ "$status" -eq 3 ]
	[[ $stderr == *"${base/:\/\//:\/\/**@}/missing: "* ]]
	[[ $stderr != *pass* ]]
	run --separate-stderr program --url 'https://user:p@ss@host/a b@c'
	[ "$status" -eq 2 ]
	[[ $stderr == *'https://**@host/a b@c: not a valid'* ]]
}

@test "a list that somebody edited is fetched again" {
	program --url "$base/list"
	sed -i 's/card 3$/my card/' "$file"
	touch -d 2020-01-01 "$file"
	program --url "$base/list"
	cmp "$file" "$www/list"
}

@test "a list that did not come from there is fetched whole, however new it is" {
	list 300 >"$file"
	program --url "$base/list"
	cmp "$file" "$www/list"
}

@test "--check tells that there is a newer list and changes nothing" {
	list 300 >"$file"
	touch -d 2020-01-01 "$file"
	run --separate-stderr program --check --url "$base/list"
	[ "$status" -eq 0 ]
	[ "${lines[0]}" = "$file: 300 entries before, 400 in the newer list: 100 new, 0 removed" ]
	[ "$(grep -c '^3B' "$file")" -eq 300 ]
	[ "$(ls -A "$directory")" = smartcard_list.txt ]
}

@test "--check tells that there is none" {
	program --url "$base/list"
	run --separate-stderr program --check --url "$base/list"
	[ "$status" -eq 1 ]
	[ "$output" = "$file: up to date, 400 entries" ]
}

@test "gzip" {
	program --url "$base/gzip/list"
	cmp "$file" "$www/list"
}

@test "a redirect is followed" {
	program --url "$base/moved"
	cmp "$file" "$www/list"
}

@test "404" { refused 3 'status 404' --url "$base/missing"; }
@test "500" { refused 3 'status 500' --url "$base/broken"; }
@test "a redirect loop" { refused 3 'redirect' --url "$base/loop"; }
@test "a redirect to http" { refused 3 'protocol' --url "$base/down"; }
@test "a redirect to a local file" { refused 3 'protocol' --url "$base/file"; }
@test "a wrong host name" { refused 3 'certificate\|name' --url "https://127.0.0.1:$GOOD/list"; }
@test "an expired certificate" { refused 3 'expired' --url "https://localhost:$EXPIRED/list"; }
@test "an unknown CA" {
	refused 3 'certificate' --cacert "$BATS_FILE_TMPDIR/expired.pem" --url "$base/list"
}
@test "a body that is cut off" { refused 3 'transfer\|closed\|bytes\|unexpected eof' --url "$faulty/cut"; }
@test "a chunk that is cut off" { refused 3 'transfer\|closed\|chunk\|data' --url "$faulty/cut-chunk"; }
# Newer releases of libcurl notice that TLS was not shut down, and refuse two lengths.
unknown_length='may be truncated\|unexpected eof\|Invalid Content-Length'
@test "a body that is cut off, of unknown length" { refused 3 "$unknown_length" --url "$faulty/cut-without-length"; }
@test "a slow drip" { refused 3 'slow\|too long\|timed' --url "$faulty/drip"; }
@test "an endless body" { refused 3 'more than 64 MB' --url "$faulty/endless"; }
@test "a body announced as huge" { refused 3 'more than 64 MB' --url "$faulty/huge"; }
@test "no answer" { refused 3 'empty reply\|closed\|eof' --url "$faulty/nothing"; }
@test "an endless header" { refused 3 'header\|large' --url "$faulty/long-header"; }
@test "an HTML page" { refused 3 'does not start like a card list' --url "$base/page"; }
@test "an empty file" { refused 3 'refused: ' --url "$base/empty"; }
@test "nonsense" { refused 3 'refused: ' --url "$base/nonsense"; }
@test "a whole list of unknown length" { refused 3 "$unknown_length" --url "$faulty/without-length"; }
@test "a body that is cut off, with a transfer coding or lengths that do not say where it ends" {
	local path
	for path in identity no-coding length-and-coding two-lengths; do
		refused 3 "$unknown_length" --url "$faulty/$path"
	done
}
@test "\"not modified\", where there is no list yet" {
	rm -f "$file" "$file.origin"
	run --separate-stderr program --url "$faulty/not-modified"
	[ "$status" -eq 3 ]
	[[ $stderr == *'the server returned status 304'* ]]
	[ ! -e "$file" ]
}
@test "a list of less than 90 %" { refused 3 '90 %' --url "$base/short"; }

# The default address, through a proxy that connects to our server.
usual() {
	rm -f "$BATS_TEST_TMPDIR/proxy"
	exec {proxy_in}> >(exec python3 "$BATS_TEST_DIRNAME/proxy.py" "$GOOD" >"$BATS_TEST_TMPDIR/proxy")
	for ((n = 0; n < 200; n++)); do
		[ ! -s "$BATS_TEST_TMPDIR/proxy" ] || break
		sleep 0.05
	done
	https_proxy=http://127.0.0.1:$(cat "$BATS_TEST_TMPDIR/proxy") run --separate-stderr program "$@"
	exec {proxy_in}>&-
}
@test "a first list of less than 1000 entries, where nobody asked for a short one" {
	rm -f "$file" "$file.origin"
	list 999 >"$www/smartcard_list.txt"
	usual
	[ "$status" -eq 3 ]
	[[ $stderr == *'too few entries for a complete list'* ]]
	[ ! -e "$file" ]
	list 1000 >"$www/smartcard_list.txt"
	usual
	[ "$status" -eq 0 ]
	cmp "$file" "$www/smartcard_list.txt"
}
@test "nobody listens" { refused 3 'connect' --url "https://localhost:1/list"; }
@test "an unknown host name" { refused 3 'resolve' --url "https://nowhere.invalid/list"; }
@test "ftp" { refused 2 'https' --url ftp://localhost/list; }
@test "file" { refused 2 'https' --url file:///etc/passwd; }
@test "no address" { refused 2 'https' --url 'not an address'; }
@test "an address that is malformed" { refused 2 'not a valid https:// address' --url "$base/a b"; }
@test "http to another machine: nothing is sent there" {
	refused 2 'http is allowed for loopback addresses only' --url http://192.0.2.1/list
	ASAN_OPTIONS=detect_leaks=0 strace -f -o "$BATS_TEST_TMPDIR/trace" -e trace=%network \
		"$update" --file "$file" --url http://192.0.2.1/list || :
	grep -q exited "$BATS_TEST_TMPDIR/trace"
	! grep '192\.0\.2\.1' "$BATS_TEST_TMPDIR/trace" || return 1
}
@test "an unknown option" { refused 2 'unknown option' --nonsense; }
@test "a superfluous word" { refused 2 'unexpected argument' "$base/list"; }

@test "a tag too long to keep and a time that is none" {
	run --separate-stderr program --url "$faulty/odd-tag"
	[ "$status" -eq 0 ]
	[ "$(grep -c '^3B' "$file")" -eq 256 ]
	grep -qx 'etag ' "$file.origin"
}

@test "http to the own machine, where it is asked for" {
	program --url "http://127.0.0.1:$PLAIN/list"
	cmp "$file" "$www/list"
}

@test "no progress in a pipe" {
	run --separate-stderr program --url "$base/list"
	[ -z "$stderr" ]
}

@test "what begins like a name of the own machine is not it" {
	refused 3 'resolve' --url http://localhost.invalid/list
	refused 2 'loopback addresses only' --url "http://127.0.0.1@192.0.2.1/list"
	refused 2 'loopback addresses only' --url "http://localhost:$PLAIN@192.0.2.1/list"
}

@test "http to the own machine asks no proxy" {
	http_proxy=http://127.0.0.1:1 all_proxy=http://127.0.0.1:1 program --url "http://127.0.0.1:$PLAIN/list"
	cmp "$file" "$www/list"
}

@test "a small answer that becomes endless" { refused 3 'more than 64 MB' --url "$faulty/bomb"; }

@test "escapes from the server reach no terminal" {
	refused 3 'redirect.*url' --url "$faulty/odd-redirect"
	[[ $stderr != *$'\033'* ]]
	# The curl of Debian 12 names the unsupported scheme; newer ones take it for a path on the
	# same server.
	run --separate-stderr program --url "$faulty/odd-scheme"
	[[ $output$stderr != *$'\033'* ]]
	list 300 >"$file"
	touch -d 2020-01-01 "$file"
	rm -f "$file.origin"
	run --separate-stderr program --url "$faulty/odd-names"
	[ "$status" -eq 0 ]
	[[ $output == *'\x1B]0;name'* ]]
	[[ $output != *$'\033'* ]]
}

@test "progress on a terminal" {
	TERM=xterm script -qec "'$update' --cacert '$BATS_FILE_TMPDIR/ca.pem' --file '$file' --url '$base/slowly/long'" "$BATS_TEST_TMPDIR/typescript" >/dev/null
	grep -qE $'\r\033\[Kdownloading .*: [0-9]+ (%|kB|s)\r\033\[K' "$BATS_TEST_TMPDIR/typescript"
}

@test "a proxy from the environment is asked" {
	https_proxy=http://127.0.0.1:1 refused 3 'connect' --url "$base/list"
}

@test "no HOME and no --file" {
	run --separate-stderr env -u HOME -u XDG_CACHE_HOME "$update" --url "$base/list"
	[ "$status" -eq 3 ]
	grep -q HOME <<<"$stderr"
}

@test "the user's cache is the file" {
	XDG_CACHE_HOME=$directory "$update" --cacert "$BATS_FILE_TMPDIR/ca.pem" --url "$base/list"
	cmp "$file" "$www/list"
}

@test "a link is followed, not replaced" {
	mkdir "$directory/real"
	list 300 >"$directory/real/list"
	touch -d 2020-01-01 "$directory/real/list"
	ln -s real/list "$file"
	program --url "$base/list"
	[ -L "$file" ]
	cmp "$directory/real/list" "$www/list"
}

@test "a link to another directory: what is known of the list is kept beside it" {
	local real=$BATS_TEST_TMPDIR/real
	ln -s "$real/list" "$file"
	run --separate-stderr program --url "$base/list"
	[ "$status" -eq 0 ]
	[ -z "$stderr" ]
	[ -L "$file" ]
	grep -q '^etag "' "$real/list.origin"
	program --url "$base/list"
	tail -n 1 "$BATS_FILE_TMPDIR/nginx/access.log" | grep -q '" 304 '
}

@test "a directory in the file's place" {
	mkdir "$file"
	run --separate-stderr program --url "$base/list"
	[ "$status" -eq 3 ]
	grep -q 'directory' <<<"$stderr"
}

@test "a directory that may not be written" {
	list 400 >"$file"
	chmod 555 "$directory"
	become=()
	if [ "$(id -u)" -eq 0 ]; then # whom no permission stops
		chmod 755 "$BATS_RUN_TMPDIR" "$BATS_FILE_TMPDIR" "${BATS_TEST_TMPDIR%/*}" "$BATS_TEST_TMPDIR"
		become=(setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=-all)
	fi
	cp "$update" "$BATS_FILE_TMPDIR/ca.pem" "$BATS_TEST_TMPDIR"
	run --separate-stderr "${become[@]}" "$BATS_TEST_TMPDIR/list-update" --cacert "$BATS_TEST_TMPDIR/ca.pem" --file "$file" --url "$base/list"
	chmod 755 "$directory"
	echo "$stderr"
	[ "$status" -eq 3 ]
	grep -q 'cannot write: Permission denied\|Permission denied' <<<"$stderr"
}

@test "a full disk" {
	list 400 >"$file"
	export file base directory
	# Root needs no user namespace, and cannot have one in a chroot.
	local flags=-rm
	[ "$(id -u)" != 0 ] || flags=-m
	# shellcheck disable=SC2016 # the inner shell expands
	run --separate-stderr unshare $flags sh -c '
		mount -t tmpfs -o size=8k tmpfs "$directory" || exit 99
		printf "# old\n3B 00\n\told card\n" >"$directory/smartcard_list.txt"
		"$1" --cacert "$2" --file "$directory/smartcard_list.txt" --url "$base/list"
		echo "$?"
		ls -A "$directory"
		cat "$directory/smartcard_list.txt"' sh "$update" "$BATS_FILE_TMPDIR/ca.pem"
	echo "$output / $stderr"
	[ "${lines[0]}" = 3 ]
	[ "${lines[1]}" = smartcard_list.txt ]
	[ "${lines[4]}" = "	old card" ]
	grep -q 'cannot write' <<<"$stderr"
}

@test "what came is on the disk before it takes the list's place" {
	list 300 >"$file"
	touch -d 2020-01-01 "$file"
	ASAN_OPTIONS=detect_leaks=0 strace -f -o "$BATS_TEST_TMPDIR/trace" -e trace=fsync,rename,renameat,renameat2 \
		"$update" --cacert "$BATS_FILE_TMPDIR/ca.pem" --file "$file" --url "$base/list"
	grep -n 'fsync.*= 0\|rename.*smartcard_list.txt"' "$BATS_TEST_TMPDIR/trace" >"$BATS_TEST_TMPDIR/order"
	sed -n 1p "$BATS_TEST_TMPDIR/order" | grep fsync
	sed -n 2p "$BATS_TEST_TMPDIR/order" | grep 'rename.*smartcard_list.txt"'
	sed -n 3p "$BATS_TEST_TMPDIR/order" | grep fsync # the directory
}

@test "two updates at once do no harm" {
	list 300 >"$file"
	touch -d 2020-01-01 "$file"
	pids=()
	for _ in 1 2 3 4; do
		program --url "$base/slowly/list" 3>&- &
		pids+=($!)
	done
	for pid in "${pids[@]}"; do wait "$pid"; done
	cmp "$file" "$www/list"
	program --url "$base/slowly/list" | grep 'up to date'
	[ "$(cd "$directory" && echo *)" = "smartcard_list.txt smartcard_list.txt.origin" ]
}

@test "killed at 50 random moments: the old list or the new one, whole" {
	list 300 >"$BATS_TEST_TMPDIR/old"
	touch -d 2020-01-01 "$BATS_TEST_TMPDIR/old"
	# Measure how long an update takes on this machine.
	cp -p "$BATS_TEST_TMPDIR/old" "$file"
	start=${EPOCHREALTIME/[.,]/}
	program --url "$base/list"
	took=$((${EPOCHREALTIME/[.,]/} - start))
	old=0
	for i in $(seq 50); do
		cp -p "$BATS_TEST_TMPDIR/old" "$file"
		rm -f "$file.origin"
		program --url "$base/list" >/dev/null 3>&- &
		pid=$!
		wait=$((RANDOM * 32768 + RANDOM))
		wait=$((i == 1 ? 0 : wait % (took * 5 / 4)))
		sleep "$(printf '%d.%06d' $((wait / 1000000)) $((wait % 1000000)))"
		kill -9 "$pid" 2>/dev/null || :
		wait "$pid" 2>/dev/null || :
		if cmp -s "$file" "$BATS_TEST_TMPDIR/old"; then
			old=$((old + 1))
		else
			cmp "$file" "$www/list"
		fi
	done
	echo "killed before the change: $old of 50, of $took us"
	[ "$old" -gt 0 ]
	program --url "$base/list"
	cmp "$file" "$www/list"
}

@test "what a killed update left goes with the first update an hour later, and nothing else" {
	list 300 >"$file"
	touch -d 2020-01-01 "$file"
	: >"$file.new-abc123"
	: >"$file.new-abc1234"
	: >"$file.old-abc123"
	: >"$directory/other.new-abc123"
	mkdir "$file.new-directory"
	ln -s "$file" "$file.new-link12"
	touch -d 2020-01-01 "$file.new-abc123" # the mtime must not count: a running update sets it
	program --url "$base/list"
	[ -e "$file.new-abc123" ]
	# Only for this program, the clock is two hours ahead. A sanitizer requires to be loaded
	# first.
	export ASAN_OPTIONS=verify_asan_link_order=0
	cc -shared -fPIC -o "$BATS_TEST_TMPDIR/later.so" -x c - <<-'END'
		#define _GNU_SOURCE
		#include <dlfcn.h>
		#include <time.h>
		int clock_gettime(clockid_t id, struct timespec *time)
		{
			int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
			int result = real(id, time);
			if (id == CLOCK_REALTIME)
				time->tv_sec += 7200;
			return result;
		}
	END
	LD_PRELOAD=$BATS_TEST_TMPDIR/later.so program --check --url "$base/list" || :
	[ -e "$file.new-abc123" ] # --check changes nothing
	LD_PRELOAD=$BATS_TEST_TMPDIR/later.so program --url "$base/list"
	[ ! -e "$file.new-abc123" ]
	for name in "$file.new-abc1234" "$file.old-abc123" "$directory/other.new-abc123" "$file.new-directory" "$file.new-link12"; do
		[ -e "$name" ]
	done
	cmp "$file" "$www/list"
}
