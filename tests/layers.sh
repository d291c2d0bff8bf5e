#!/bin/sh
# The house's rules, proved: who includes whom, what each room's objects ask of the C library, and
# that every header stands alone.  TAP on standard output; status 1 where a rule is broken.
# Looks at the tree it is started in; the objects of build/ must be up to date.
set -u
B=${B:-build}
CC=${CC:-cc}
programs='atr_parser pcsc_scan scriptor vicard list_update'
number=0
broken=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# result NAME FINDINGS: the rule holds where there is no finding.
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

# Rooms that files of room $1 may include.
below() {
	case $1 in
	base) echo base ;;
	decode) echo base decode ;;
	script) echo base decode script ;;
	watch) echo base watch ;;
	render) echo base decode render ;;
	sys) echo base sys ;;
	app) echo base decode script watch render sys app ;;
	esac
}

# wrong_includes ROOMS FILE...: lines of FILEs that name a room not in ROOMS.
wrong_includes() {
	rooms=$1
	shift
	[ $# -gt 0 ] || return 0
	grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' "$@" /dev/null | awk -v rooms=" $rooms " '{
		match($0, /"[^"]*"/); name = substr($0, RSTART + 1, RLENGTH - 2)
		n = index(name, "/"); room = n ? substr(name, 1, n - 1) : "."
		if (room != "." && !index(rooms, " " room " ")) print
		if (room == "." && !index(rooms, " . ")) print
	}'
}

for room in base decode script watch render sys app; do
	# shellcheck disable=SC2046 # our file names have no blanks
	result "lib/$room includes only $(below $room)" "$(wrong_includes "$(below $room)" $(sources "lib/$room"))"
done
for program in $programs; do
	[ -d "$program" ] || continue
	{
		# shellcheck disable=SC2046
		wrong_includes 'base decode script watch render sys app .' $(sources "$program")
		grep -hoE '^#include "[^"/]*"' "$program"/*.[ch] | cut -d'"' -f2 | sort -u |
			while read -r name; do
				[ -e "$program/$name" ] || echo "$program/$name does not exist"
			done
	} >"$work/includes"
	result "$program includes only lib/ and itself" "$(cat "$work/includes")"
done

# only PATTERN FILE: all files but FILE that have PATTERN.
only() {
	# shellcheck disable=SC2046,SC2086
	grep -lE "$1" $(sources lib $programs) | grep -vxF "$2"
}
result 'winscard.h is included by lib/sys/pcsc.c alone' "$(only '#[[:space:]]*include[[:space:]]*<(PCSC/)?(winscard|pcsclite|wintypes|reader)\.h' lib/sys/pcsc.c)"
result 'histedit.h is included by one file' "$(only '#[[:space:]]*include[[:space:]]*<(editline/)?(histedit|readline)' lib/sys/editor.c)"
result 'curl.h is included by one file' "$(only '#[[:space:]]*include[[:space:]]*<curl/' list_update/fetch.c)"
result 'jansson.h is included by lib/render/json.c alone' "$(only '#[[:space:]]*include[[:space:]]*<jansson' lib/render/json.c)"
result 'terminal escapes stand in lib/sys/term.c alone' "$(only '\\033|\\x1[bB]|\\e\[|\\u001[bB]' lib/sys/term.c)"
# shellcheck disable=SC2046,SC2086
result 'no program is started through a shell' "$(grep -nE '\<(system|popen)[[:space:]]*\(' $(sources lib $programs))"

# What the objects of a room may ask of the C library.
memory='malloc|calloc|realloc|free|mem(cpy|move|set|cmp|chr|rchr|mem)|str(len|nlen|cmp|ncmp|casecmp|ncasecmp|chr|rchr|str|spn|cspn|dup|ndup)|bsearch|qsort'
words='v?snprintf|__v?snprintf_chk|__(memcpy|memmove|memset|strcpy|strcat)_chk'
always='__stack_chk_fail|_GLOBAL_OFFSET_TABLE_|__(asan|ubsan|tsan|msan|lsan|sanitizer|sancov)_.*|__start_.*|__stop_.*'
math='fabs|round|floor|ceil|ldexp|log2|pow|exp2|fmod'
writing='f(put[cs]|write|printf|flush_unlocked|puts_unlocked|putc_unlocked|write_unlocked)|putc(_unlocked)?|ferror|__fprintf_chk|_IO_putc|__overflow'
asks() {
	case $1 in
	base | decode | script | watch) echo "$memory|$words|$always|$math" ;;
	render) echo "$memory|$words|$always|$math|$writing|json_.*|jansson.*" ;;
	esac
}

defined_in() {
	for room in "$@"; do
		[ ! -e "$B/obj/lib/lib$room.a" ] || nm -g --defined-only "$B/obj/lib/lib$room.a" 2>/dev/null
	done | awk 'NF == 3 { print $3 }' | sort -u
}

for room in base decode script watch render; do
	[ -e "$B/obj/lib/lib$room.a" ] || {
		result "lib/$room is built" "$B/obj/lib/lib$room.a is missing: run make first"
		continue
	}
	# shellcheck disable=SC2046
	defined_in $(below $room) >"$work/defined"
	nm -u "$B/obj/lib/lib$room.a" 2>/dev/null | awk 'NF == 2 { print $2 }' | sort -u |
		grep -vxFf "$work/defined" | grep -vxE "$(asks $room)" >"$work/asked"
	result "lib/$room asks for nothing but memory, strings and what is below it" "$(cat "$work/asked")"
done

for object in "$B"/obj/lib/app/*.o; do
	[ -e "$object" ] || continue
	nm -u "$object" | awk -v o="$object" '$2 ~ /^(stdout|stderr|exit|_exit|abort|getenv|secure_getenv|printf|puts|putchar|perror|__printf_chk|v?warnx?|v?errx?|open|fopen|SCard.*)$/ { print o ": " $2 }'
done >"$work/app"
result 'lib/app names no stream, does not exit, reads no environment, opens nothing' "$(cat "$work/app")"

nm -u "$B/obj/lib/librender.a" 2>/dev/null | awk '$2 ~ /_parse$|^describe_|^atr_params$|_match$/ && $2 != "describe_atr_section" { print $2 }' >"$work/decodes"
result 'lib/render decodes nothing' "$(cat "$work/decodes")"
# shellcheck disable=SC2046
result 'lib/decode and lib/script know no colour and no markup' "$(grep -nE 'palette|<(b|i|p|td|tr|table|span|div)[ >]' $(sources lib/decode lib/script))"

# shellcheck disable=SC2086
for header in $(sources lib $programs | grep '\.h$'); do
	"$CC" -std=c11 -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -Wall -Wextra -Werror -I lib -fsyntax-only -x c "$header" 2>&1 | head -n 3
done >"$work/headers"
result 'every header compiles alone' "$(cat "$work/headers")"

# shellcheck disable=SC2046,SC2086
result 'nothing outside tests and bench reaches into them' "$(grep -nE '#[[:space:]]*include[[:space:]]*"(\.\./|tests/|bench/)' $(sources lib $programs))"

echo "1..$number"
exit $broken
