#!/usr/bin/env bats
# Which card lists are used: each rule, with real files and a real environment.

built=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")
program=${ATR_PARSER:-$built/bin/atr_parser}
bats_require_minimum_version 1.5.0

atr=3B0114
installed="/usr/local/share/pcsc /usr/share/pcsc /usr/local/pcsc"

setup() {
	t=$BATS_TEST_TMPDIR
	export HOME=$t/home
	mkdir -p "$HOME"
	unset SMARTCARD_LIST XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_DIRS
	cd "$t" || return
}

# list FILE NAME [TIME]: creates a list that gives $atr this name.
list() {
	mkdir -p "$(dirname "$1")"
	printf '# list\n\n3B 01 14\n\t%s\n' "$2" >"$1"
	[ -z "${3:-}" ] || touch -d "$3" "$1"
}

# told_names: prints the names in JSON lines, one per line.
told_names() {
	python3 -c 'import json, sys
for line in sys.stdin:
	for card in json.loads(line)["cards"]:
		print("\n".join(card["names"]))'
}

# names ARGUMENT...: prints the names of $atr, one per line.
names() {
	"$program" --json "$@" "$atr" | told_names
}

# alone COMMAND...: runs it in a mount namespace in which the directories of installed lists are
# hidden.
alone() {
	local hide="set -e"
	local directory
	for directory in $installed; do
		[ ! -d "$directory" ] || hide="$hide; mount -t tmpfs none $directory"
	done
	unshare -rm sh -c "$hide; shift; exec \"\$@\"" sh x "$@"
}

alone_names() {
	alone "$program" --json "$atr" | told_names
}

@test "--list: only these, in their order, each once" {
	list a A
	list b B
	list "$HOME/.smartcard_list.txt" home
	export SMARTCARD_LIST=$t/c
	list c C
	[ "$(names --list a)" = A ]
	[ "$(names --list b --list a)" = "$(printf 'B\nA')" ]
	[ "$(names --list a --list ./a)" = A ]
	ln -s a link
	[ "$(names --list a --list link | wc -l)" -eq 1 ]
}

@test "SMARTCARD_LIST: only this; empty counts as not set" {
	list a A
	list "$HOME/.smartcard_list.txt" home
	[ "$(SMARTCARD_LIST=a names)" = A ]
	[ "$(SMARTCARD_LIST='' names | head -n 1)" = home ]
}

@test "the user's own lists both count, and the installed one beside them" {
	list "$HOME/.config/pcsckit/smartcard_list.txt" config
	list "$HOME/.smartcard_list.txt" home
	list "$HOME/.cache/smartcard_list.txt" cache
	touch -d 2100-01-01 "$HOME/.cache/smartcard_list.txt"
	[ "$(names)" = "$(printf 'config\nhome\ncache')" ]
}

@test "XDG directories move the places; relative ones are ignored" {
	list "$HOME/.config/pcsckit/smartcard_list.txt" config
	list "$t/x/pcsckit/smartcard_list.txt" moved
	list "$t/y/smartcard_list.txt" cache 2100-01-01
	list "$HOME/.cache/smartcard_list.txt" 'home cache' 2100-01-02
	[ "$(XDG_CONFIG_HOME=$t/x XDG_CACHE_HOME=$t/y names)" = "$(printf 'moved\ncache')" ]
	[ "$(XDG_CONFIG_HOME=x XDG_CACHE_HOME=y names)" = "$(printf 'config\nhome cache')" ]
	[ "$(XDG_CONFIG_HOME='' XDG_CACHE_HOME='' names)" = "$(printf 'config\nhome cache')" ]
}

@test "of updated and installed lists the newest counts" {
	[ "$(id -u)" -eq 0 ] || skip "root writes to /usr/local"
	cat >try <<-'END'
	set -e
	mount -t tmpfs none /usr/local
	mkdir -p /usr/local/share/pcsc /usr/local/pcsc
	[ ! -d /usr/share/pcsc ] || mount -t tmpfs none /usr/share/pcsc
	put() { mkdir -p "${1%/*}"; printf '3B 01 14\n\t%s\n' "$2" >"$1"; touch -d "$3" "$1"; }
	ask() { "$program" --json 3B0114 | sed 's/.*"names":\["\([a-z]*\)"\].*/\1/'; }
	put "$HOME/.cache/smartcard_list.txt" cache 2001-01-01
	put /usr/local/share/pcsc/smartcard_list.txt local 2001-01-02
	ask
	put /usr/local/pcsc/smartcard_list.txt old 2001-01-03
	ask
	put "$HOME/.cache/smartcard_list.txt" cache 2001-01-04
	ask
	if [ -d /usr/share/pcsc ]; then
		put /usr/share/pcsc/smartcard_list.txt share 2001-01-05
		ask
	else
		echo share
	fi
	echo '# no entry' >"$HOME/.cache/smartcard_list.txt"
	ask
	: >"$HOME/.cache/smartcard_list.txt"
	ask
	END
	run -0 env program="$program" unshare -m sh try
	# The last two lists are newer, but have no entry.
	[ "$output" = "$(printf '%s\n' local old cache share share share)" ] ||
		[ "$output" = "$(printf '%s\n' local old cache share old old)" ]
}

@test "XDG_DATA_DIRS: pcsc below each absolute one, in place of /usr/local/share and /usr/share" {
	list "$t/one/pcsc/smartcard_list.txt" one 2100-01-02
	list "$t/two/pcsc/smartcard_list.txt" two 2100-01-03
	[ "$(XDG_DATA_DIRS=$t/one:$t/two names)" = two ]
	[ "$(XDG_DATA_DIRS=$t/two:$t/one names)" = two ]
	[ "$(XDG_DATA_DIRS=:relative::$t/one: names)" = one ]
	touch -d 2100-01-04 "$t/one/pcsc/smartcard_list.txt"
	[ "$(XDG_DATA_DIRS=$t/one:$t/two names)" = one ]
	cd "$t"
	[ "$(XDG_DATA_DIRS=one names)" != one ]
}

@test "the prefix of the program: its share/pcsc" {
	cp -a "$built" "$t/tree"
	program=$t/tree/bin/$(basename "$program")
	list "$t/tree/share/pcsc/smartcard_list.txt" prefix 2100-01-02
	[ "$(XDG_DATA_DIRS=/nonexistent names)" = prefix ]
}

@test "where there is no complete list, the starter list counts" {
	alone true 2>/dev/null || skip "no namespaces here"
	cp -a "$built" "$t/tree"
	program=$t/tree/bin/$(basename "$program")
	list "$t/tree/share/pcsckit/smartcard_list.txt" starter
	[ "$(alone_names)" = starter ]
	list "$HOME/.smartcard_list.txt" home
	[ "$(alone_names)" = "$(printf 'home\nstarter')" ]
	list "$HOME/.cache/smartcard_list.txt" cache
	[ "$(alone_names)" = "$(printf 'home\ncache')" ]
	echo >"$HOME/.cache/smartcard_list.txt"
	[ "$(alone_names)" = "$(printf 'home\nstarter')" ]
}

@test "without HOME and with a relative one nothing of the user is read" {
	list "$HOME/.smartcard_list.txt" home
	run -1 --separate-stderr env -u HOME "$program" --json 3B0114
	[[ $output == *'"cards":[]'* ]]
	[ -z "$stderr" ]
	cd "$HOME"
	run -1 --separate-stderr env HOME=. "$program" --json 3B0114
	[[ $output == *'"cards":[]'* ]]
}

@test "hostile XDG directories: long, a file, a device, with escapes" {
	list a A
	long=/$(head -c 100000 /dev/zero | tr '\0' x)
	for directory in "$long" "$t/a" /dev/null /proc/self /dev/fd "/$(printf '\033]0;x\007')" "/no such"; do
		run --separate-stderr env XDG_CONFIG_HOME="$directory" XDG_CACHE_HOME="$directory" "$program" 3B0114
		[ "$status" -eq 1 ]
		[[ $stderr != *$'\033'* ]]
	done
}

@test "a named list that cannot be read is an error" {
	mkdir directory
	run -2 --separate-stderr "$program" --list missing "$atr"
	[ -z "$output" ]
	[[ $stderr == *"card list missing: No such file or directory"* ]]
	run -2 --separate-stderr "$program" --list directory "$atr"
	[[ $stderr == *"card list directory: Is a directory"* ]]
	run -2 --separate-stderr env SMARTCARD_LIST=missing "$program" "$atr"
	[[ $stderr == *"card list missing: No such file or directory"* ]]
	list a A
	run -2 --separate-stderr "$program" --list a --list missing "$atr"
	[ -z "$output" ]
	truncate -s 300M huge
	run -2 --separate-stderr "$program" --list huge "$atr"
	[[ $stderr == *"card list huge: File too large"* ]]
	run -2 --separate-stderr "$program" --list "$(printf 'a\033[31mb')" "$atr"
	[[ $stderr != *$'\033'* ]]
}

@test "SMARTCARD_LIST is no search path: it is said" {
	list a A
	list a:b AB
	[ "$(SMARTCARD_LIST=a:b names)" = AB ]
	for value in a:a : a: :a; do
		run -2 --separate-stderr env SMARTCARD_LIST="$value" "$program" "$atr"
		[[ ${stderr_lines[0]} == *"card list $value: No such file or directory"* ]]
		[[ ${stderr_lines[1]} == *"SMARTCARD_LIST names one file; --list may be repeated" ]]
	done
	ln -s loop loop
	run -2 --separate-stderr env SMARTCARD_LIST=loop "$program" "$atr"
	[[ $stderr == *"card list loop: Too many levels of symbolic links"* ]]
}

@test "one look-up reads the list once and keeps nothing" {
	command -v strace >/dev/null || skip "strace is not installed"
	export ASAN_OPTIONS=detect_leaks=0
	list a A
	run -0 strace -f -o trace -e trace=file,read,pread64,write "$program" --brief --list a "$atr"
	[ "$(grep -c 'open.*"a"' trace)" -eq 1 ]
	! grep -E 'O_(WRONLY|RDWR|CREAT)|rename|mkdir|unlink' trace | grep -v '"/dev/\|"/proc/self/' || return 1
	fd=$(sed -n 's/.*open.*"a".*= \([0-9]*\)$/\1/p' trace)
	# The list is mapped, not read into memory.
	! sed '1,/"a"/d' trace | grep "read($fd," || return 1
}

@test "what is no list of lines: CR alone, UTF-16, a mark and nothing else" {
	printf '3B 01 14\r\tA\r\r3B 00\r\tB\r' >cr
	run -1 --separate-stderr "$program" --list cr "$atr"
	[[ $stderr == *"cr:1:9: neither a hex digit nor part of a pattern"* ]]
	printf '\377\3763\0B\0 \0000\0001\0' >utf16
	run -1 --separate-stderr "$program" --list utf16 "$atr"
	[[ $stderr == *"utf16:1:1: neither a hex digit nor part of a pattern"* ]]
	for text in '' '\357\273\277' '\n' '\0' '#'; do
		# shellcheck disable=SC2059 # it is the format
		printf "$text" >few
		run -1 --separate-stderr "$program" --list few "$atr"
		run --separate-stderr "$program" --lint few
		[ "$status" -le 1 ]
		run -2 --separate-stderr "$program" --stats TS few
	done
}

@test "a list without permission: an error when named, told and left out in its usual place" {
	as_user=
	if [ "$(id -u)" -eq 0 ]; then
		as_user="setpriv --reuid=65534 --regid=65534 --clear-groups"
		chmod 711 "$t" "$(dirname "$t")" "$(dirname "$(dirname "$t")")"
		cp "$program" "$t/atr_parser"
		program=$t/atr_parser
	fi
	list "$t/secret" A
	chmod 0 "$t/secret"
	# shellcheck disable=SC2086
	run -2 --separate-stderr $as_user "$program" --list "$t/secret" "$atr"
	[[ $stderr == *"card list $t/secret: Permission denied"* ]]
	mkdir -p "$HOME/.config/pcsckit"
	mv "$t/secret" "$HOME/.config/pcsckit/smartcard_list.txt"
	list "$HOME/.smartcard_list.txt" home
	# shellcheck disable=SC2086
	run -0 --separate-stderr $as_user "$program" --json "$atr"
	[ "$(told_names <<<"$output")" = home ]
	[[ $stderr == *"smartcard_list.txt: Permission denied; ignored"* ]]
	# Files that cannot be seen count as missing.
	chmod 0 "$HOME"
	# shellcheck disable=SC2086
	run -1 --separate-stderr $as_user "$program" "$atr"
	chmod 755 "$HOME"
	[ -z "$stderr" ]
}

@test "a FIFO, a directory or a device in a usual place does not block" {
	mkfifo "$HOME/.smartcard_list.txt"
	mkdir -p "$HOME/.cache/smartcard_list.txt" "$HOME/.config/pcsckit"
	ln -s /dev/zero "$HOME/.config/pcsckit/smartcard_list.txt"
	run -1 --separate-stderr timeout 30 "$program" "$atr"
	[[ $stderr == *".smartcard_list.txt: not a regular file; ignored"* ]]
	[[ $stderr == *"pcsckit/smartcard_list.txt: not a regular file; ignored"* ]]
	list "$t/b" B
	[ "$(timeout 30 "$program" --json --list <(cat "$t/b") "$atr" | told_names)" = B ]
	run -2 --separate-stderr timeout 60 "$program" --list /dev/zero "$atr"
	[[ $stderr == *"card list /dev/zero: File too large"* ]]
}

@test "what cannot be read in one's own list is told once, with its place" {
	printf '3B 6 00\n\tA\n3B 01 14\n\tB\n\n3B 01 [0\n\tC\n\xc3(\n\tD\n' >a
	run -0 --separate-stderr "$program" --json --list a "$atr"
	[ "$(told_names <<<"$output")" = B ]
	[ "${#stderr_lines[@]}" -eq 3 ]
	[[ ${stderr_lines[0]} == *"a:1:4: odd number of hex digits"* ]]
	[[ ${stderr_lines[1]} == *"a:6:7: [ without ]"* ]]
	[[ ${stderr_lines[2]} == *"a:8:1: neither a hex digit nor"* ]]
	run -0 --separate-stderr "$program" --json --list a <<<"$(printf '3B0114\n3B0114\n')"
	[ "${#stderr_lines[@]}" -eq 3 ]
	yes hello | head -n 1000 >b
	run -1 --separate-stderr "$program" --list b "$atr"
	[ "${#stderr_lines[@]}" -eq 11 ]
	[[ ${stderr_lines[10]} == *"b: 990 more invalid lines"* ]]
	# A user cannot repair an installed list.
	mkdir -p "$HOME/.cache"
	cp a "$HOME/.cache/smartcard_list.txt"
	touch -d 2100-01-01 "$HOME/.cache/smartcard_list.txt"
	run -0 --separate-stderr "$program" "$atr"
	[ -z "$stderr" ]
}

@test "escapes in a list reach no terminal" {
	printf '3B 01 14\n\tRed \033[31mcard\007\302\233m\n' >a
	printf '3B 01 0\033]0;x\007\n\tA\n' >>a
	run -0 --separate-stderr "$program" --color=never --list a "$atr"
	[[ $output == *'Red \x1B[31mcard\x07'* ]]
	[[ $output$stderr != *$'\033'* ]]
	[[ $output$stderr != *$'\007'* ]]
}

@test "a list that is not text: told, and the end" {
	head -c 3000000 /dev/urandom >a
	run --separate-stderr timeout 60 "$program" --list a "$atr"
	[ "$status" -eq 1 ]
	truncate -s 100M b
	run --separate-stderr timeout 60 "$program" --list b "$atr"
	[ "$status" -eq 1 ]
}

# cut_while_read ARGUMENT...: truncates the list "large" after it was opened, while the program
# waits to open the next list, a FIFO.
cut_while_read() {
	{ printf '3B 01 14\n\tA\n' && yes '# filler' | head -n 200000; printf '3B 01 15\n\tB\n'; } >large
	rm -f fifo && mkfifo fifo
	"$program" "$@" <&0 >out 2>err 3>&- &
	local pid=$!
	exec 7>fifo
	truncate -s "$keep" large
	printf '3B 01 16\n\tC\n' >&7
	exec 7>&-
	status=0
	wait "$pid" || status=$?
}

@test "a list that is cut off while it is read: told, and 3" {
	for keep in 0 10000; do
		for ask in "$atr" 3B0115 '--search B' '--nearest 3B0117' '--explain 3B0115' '--json 3B0115' '--stats TS'; do
			# shellcheck disable=SC2086 # words
			cut_while_read --list large --list fifo $ask
			cat out err
			[ "$status" -eq 3 ]
			grep -q 'card list large: truncated while being read' err
		done
		cut_while_read --stats TS large fifo
		# The first file was counted before the second one was opened.
		[ "$status" -eq 0 ]
	done
	# For many ATRs the list is copied, so nothing is missing.
	keep=0
	echo 3B0115 >in
	cut_while_read --json --list large --list fifo <in
	[ "$status" -eq 0 ]
	[ "$(told_names <out)" = B ]
}

@test "more lists than can be mapped" {
	local files=()
	for i in $(seq 40); do
		list "l$i" "N$i"
		files+=(--list "l$i")
	done
	[ "$(names "${files[@]}" | wc -l)" -eq 40 ]
}

@test "one ATR and many give the same" {
	printf '3B 01 14\r\n\tA\r\n\r\n3b 0. 14\r\n\tA\r\n\tB\r\n' >a
	"$program" --json --list a 3B0114 >one
	echo 3B0114 | "$program" --json --list a >many
	cmp one many
	[ "$(told_names <one)" = "$(printf 'A\nB')" ]
}
