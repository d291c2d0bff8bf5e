#!/bin/sh
# Checks the rules of the architecture: which files include which (tests/rooms.txt), which functions
# of the C library each room uses, and that every header compiles alone. Writes TAP; exits with 1 if
# a rule is broken. Checks the tree in the current directory; the objects in build/ must be up to
# date.
set -u
B=${B:-build}
CC=${CC:-cc}
programs='atr_parser atr_parser_cgi pcsc_scan scriptor vicard list_update capture'
number=0
broken=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# result NAME FINDINGS: prints a TAP line; the rule holds if there are no findings.
result() {
	number=$((number + 1))
	if [ -z "$2" ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
		printf '%s\n' "$2" | sed 's/^/#   /'
		broken=1
	fi
}

sources() {
	for dir in "$@"; do
		[ ! -d "$dir" ] || find "$dir" -name '*.c' -o -name '*.h'
	done | sort
}

# The table of rooms is tests/rooms.txt.
table=tests/rooms.txt
rooms=$(sed -n 's/^\([a-z]*\):.*/\1/p' $table)

# below ROOM: prints the rooms that files of ROOM may include, and ROOM itself.
below() {
	echo "$1$(sed -n "s/^$1: *\(.\)/ \1/p" $table)"
}

# A room that a row names must have its own row further down, so that rooms cannot include each
# other in a cycle.
awk '/^[a-z]+:/ {
	room = $1
	sub(":", "", room)
	at[room] = NR
	for (i = 2; i <= NF; i++) {
		n++
		upper[n] = room
		lower[n] = $i
	}
} END {
	for (i = 1; i <= n; i++)
		if (at[lower[i]] <= at[upper[i]]) print upper[i] " names " lower[i]
}' $table >"$work/upward"
for dir in lib/*/; do
	grep -q "^$(basename "$dir"):" $table || echo "$dir has no row"
done >>"$work/upward"
result 'the rooms of tests/rooms.txt are those of lib/, and each names only what is below it' "$(cat "$work/upward")"

# wrong_includes ROOMS FILE...: prints the includes in FILEs of rooms that are not in ROOMS.
wrong_includes() {
	allowed=$1
	shift
	[ $# -gt 0 ] || return 0
	grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' "$@" /dev/null | awk -v rooms=" $allowed " '{
		match($0, /"[^"]*"/); name = substr($0, RSTART + 1, RLENGTH - 2)
		n = index(name, "/"); room = n ? substr(name, 1, n - 1) : "."
		if (!index(rooms, " " room " ")) print
	}'
}

for room in $rooms; do
	# shellcheck disable=SC2046 # our file names have no blanks
	result "lib/$room includes only $(below "$room")" "$(wrong_includes "$(below "$room")" $(sources "lib/$room"))"
done
for program in $programs; do
	[ -d "$program" ] || continue
	own=$program
	[ "$program" != atr_parser_cgi ] || own="$own atr_parser" # it serves the pages of atr_parser
	# shellcheck disable=SC2046,SC2086
	result "$program includes only lib/ and $own" "$(wrong_includes "$(echo "$rooms" | tr "\n" " ")$own" $(sources "$program"))"
done

# lib/capture is a room and capture/ a program.
# shellcheck disable=SC2046
result 'lib includes no header of the program capture' "$(sed -n 's,^#include "\(capture/.*\)"$,\1,p' $(sources lib) |
	sort -u | while read -r header; do [ -e "lib/$header" ] || echo "$header"; done)"

# Files that include each other in a cycle count as one file, since none of them can be read, tested
# or moved without the others. A .c and its .h are treated as one file here.
#
# circles DIRECTORY: prints the cycles among its files, as tsort finds them.
circles() {
	# shellcheck disable=SC2046 # our file names have no blanks
	grep -E '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' $(sources "$1") /dev/null |
		sed -nE 's,^(lib/)?([^:]*)\.[ch]:.*"([^"]*)\.h".*,\2 \3,p' | tsort 2>&1 >/dev/null | sed 's/^tsort: //'
}
for directory in $(echo "$rooms" | sed 's,^,lib/,') $programs; do
	result "no files of $directory include each other in a circle" "$(circles "$directory")"
done

# only PATTERN FILE: prints all files except FILE that contain PATTERN.
only() {
	# shellcheck disable=SC2046,SC2086
	grep -lE "$1" $(sources lib $programs) | grep -vxF "$2"
}
result 'winscard.h is included by lib/sys/pcsc/winscard_header.h alone' "$(only '#[[:space:]]*include[[:space:]]*<(PCSC/)?(winscard|pcsclite|wintypes|reader)\.h' lib/sys/pcsc/winscard_header.h)"
result 'histedit.h is included by one file' "$(only '#[[:space:]]*include[[:space:]]*<(editline/)?(histedit|readline)' lib/sys/terminal/editor.c)"
result 'curl.h is included by one file' "$(only '#[[:space:]]*include[[:space:]]*<curl/' list_update/fetch.c)"
result 'seccomp.h is included by one file' "$(only '#[[:space:]]*include[[:space:]]*<seccomp' lib/sys/process/confine.c)"
result 'pcap.h is included by one file' "$(only '#[[:space:]]*include[[:space:]]*<pcap' capture/packets.c)"
result 'jansson.h is included by lib/render/json.c alone' "$(only '#[[:space:]]*include[[:space:]]*<jansson' lib/render/json.c)"
result 'terminal escapes stand in lib/sys/terminal/term.c alone' "$(only '\\033|\\x1[bB]|\\e\[|\\u001[bB]' lib/sys/terminal/term.c)"
# shellcheck disable=SC2046,SC2086
result 'no program is started through a shell' "$(grep -nE '\<(system|popen)[[:space:]]*\(' $(sources lib $programs))"

# The functions of the C library that the objects of a room may use.
memory='malloc|calloc|realloc|free|mem(cpy|move|set|cmp|chr|rchr|mem)|str(len|nlen|cmp|ncmp|casecmp|ncasecmp|chr|rchr|str|spn|cspn|dup|ndup)|bsearch|qsort'
words='v?snprintf|__v?snprintf_chk|__(memcpy|memmove|memset|strcpy|strcat)_chk'
always='__stack_chk_fail|_GLOBAL_OFFSET_TABLE_|__(asan|ubsan|tsan|msan|lsan|sanitizer|sancov)_.*|__start_.*|__stop_.*'
math='fabs|round|floor|ceil|ldexp|log2|pow|exp2|fmod'
writing='f(put[cs]|write|printf|flush_unlocked|puts_unlocked|putc_unlocked|write_unlocked)|putc(_unlocked)?|ferror|__fprintf_chk|_IO_putc|__overflow'
asks() {
	case $1 in
	render) echo "$memory|$words|$always|$math|$writing|json_.*|jansson.*" ;;
	*) echo "$memory|$words|$always|$math" ;;
	esac
}

defined_in() {
	for room in "$@"; do
		[ ! -e "$B/obj/lib/lib$room.a" ] || nm -g --defined-only "$B/obj/lib/lib$room.a" 2>/dev/null
	done | awk 'NF == 3 { print $3 }' | sort -u
}

for room in $(echo "$rooms" | grep -vxE 'app|sys'); do
	[ -e "$B/obj/lib/lib$room.a" ] || {
		result "lib/$room is built" "$B/obj/lib/lib$room.a is missing: run make first"
		continue
	}
	# shellcheck disable=SC2046
	defined_in $(below "$room") >"$work/defined"
	nm -u "$B/obj/lib/lib$room.a" 2>/dev/null | awk 'NF == 2 { print $2 }' | sort -u |
		grep -vxFf "$work/defined" | grep -vxE "$(asks "$room")" >"$work/asked"
	result "lib/$room asks for nothing but memory, strings and what is below it" "$(cat "$work/asked")"
done

nm -A -u "$B"/obj/lib/app/*.o 2>/dev/null | awk '$3 ~ /^(stdout|stderr|exit|_exit|abort|getenv|secure_getenv|printf|puts|putchar|perror|__printf_chk|v?warnx?|v?errx?|open|fopen|SCard.*)$/ { print $1, $3 }' >"$work/app"
result 'lib/app names no stream, does not exit, reads no environment, opens nothing' "$(cat "$work/app")"

nm -u "$B/obj/lib/librender.a" 2>/dev/null | awk '$2 ~ /_parse$|^describe_|^atr_params$|_match$/ && $2 != "describe_atr_section" { print $2 }' >"$work/decodes"
result 'lib/render decodes nothing' "$(cat "$work/decodes")"
# shellcheck disable=SC2046
result 'the rooms below render know no color and no markup' "$(grep -nE 'palette|<(b|i|p|td|tr|table|span|div)[ >]' $(sources $(echo "$rooms" | grep -vxE 'app|sys|render|base' | sed 's,^,lib/,')))"

# shellcheck disable=SC2046,SC2086
"$CC" -std=c11 -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -Wall -Wextra -Werror -I lib -I . $(pkg-config --cflags libpcsclite) -fsyntax-only -x c $(sources lib $programs | grep '\.h$') >"$work/headers" 2>&1
result 'every header compiles alone' "$(cat "$work/headers")"

# Each program has its own main.c and options.c.
# shellcheck disable=SC2086
sources lib $programs bench tools | awk -F / 'seen[$NF]++ && !/^(tools\/)?[a-z_]+\/(main\.c|options\.[ch])$/ {
	print $0 ": there is another " $NF
}' >"$work/names"
result 'a file name occurs once in lib, the programs, bench and tools' "$(cat "$work/names")"

# In a larger directory, files are hard to find.
# shellcheck disable=SC2086
sources lib $programs bench tools | sed 's,/[^/]*$,,' | sort | uniq -c | awk '$1 > 45 { print $2 ": " $1 " files" }' >"$work/crowded"
result 'no directory has more than 45 sources' "$(cat "$work/crowded")"

# shellcheck disable=SC2046,SC2086
result 'nothing outside tests and bench reaches into them' "$(grep -nE '#[[:space:]]*include[[:space:]]*"(\.\./|tests/|bench/)' $(sources lib $programs))"

echo "1..$number"
exit $broken
