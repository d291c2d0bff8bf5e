#!/bin/bash
# options.sh: checks that every option in a program's table is in its --help, on a line of at most
# 80 columns, in its man page, and in a command of its tests; and that options that a row excludes
# or needs exist. Writes a TAP line for each check. Needs mandoc for the man pages; without it, skips
# what is checked in them.
set -u
cd "$(dirname "$0")/.." || exit 3
bin=${B:-build}/bin
n=0 failed=0

# check NAME TEXT WORD: does TEXT contain WORD as a separate word?
check() {
	n=$((n + 1))
	if grep -qE -e "(^|[^A-Za-z-])$3([^A-Za-z-]|$)" <<<"$2"; then
		echo "ok $n $1"
	else
		echo "not ok $n $1"
		failed=1
	fi
}

# page FILE: prints the man page as text.
page() {
	mandoc -T ascii "man/$1" 2>/dev/null | sed 's/.\x08//g'
}

# check_page NAME PAGE WORD: as check does, if there is mandoc.
check_page() {
	if command -v mandoc >/dev/null; then
		check "$@"
	else
		n=$((n + 1))
		echo "ok $n $1 # SKIP mandoc is not installed"
	fi
}

# holds NAME CONDITION...: prints a TAP line; the test passes if the command CONDITION succeeds.
holds() {
	local name=$1
	shift
	n=$((n + 1))
	if "$@"; then
		echo "ok $n $name"
	else
		echo "not ok $n $name"
		failed=1
	fi
}

# Prints the options in --help, one per line.
listed() {
	"$bin/$1" --help | grep -oE '^  (-[A-Za-z])?(, |    )?(--[a-z-]+)?' | grep -oE -e '--?[A-Za-z][a-z-]*'
}

# commands NAME: prints the lines of the tests that run the program. For tests that run it through a
# function of their own, prints all long options in those files.
commands() {
	local named="(^|[^a-z_])$1([^a-z_]|$)" files
	mapfile -t files < <(grep -lE "$named" tests/*/*.bats tests/prompt.tcl)
	grep -hE "$named|for option in" "${files[@]}" | grep -v '^[[:space:]]*#'
	grep -hoE -e '(^|[^A-Za-z-])--[a-z-]+' "${files[@]}"
}

for program in "$bin"/*; do
	name=${program##*/}
	[ -L "$program" ] && continue
	table=$("$bin/../tools/$name" table)
	help=$(listed "$name")
	man=$(page "$name.1")
	tests=$(commands "$name")
	all=$(cut -f 1 <<<"$table" | tr ' ' '\n')
	check "$name has --help" "$all" --help
	for option in $all; do
		check "$name $option: --help" "$help" "$option"
		check_page "$name $option: man page" "$man" "$option"
		check_page "$name $option: an item of the man page" "$(grep '^ \{5\}-' <<<"$man")" "$option"
		check "$name $option: tests" "$tests" "$option"
	done
	while read -r option; do
		check "$name $option, which another option names: an option" "$all" "$option"
	done < <(cut -f 5 <<<"$table" | tr ' ' '\n' | grep .)
	wide=$("$program" --help | grep -E '.{81}')
	holds "$name --help: at most 80 columns" [ -z "$wide" ]
done
# Users do not type the commands that a program starts by itself, so shells do not complete their
# options.
for name in list-update capture; do
	man=$(page "$name.8")
	for option in $(listed "../libexec/pcsckit/$name"); do
		check_page "$name $option: man page" "$man" "$option"
	done
done
echo "1..$n"
exit $failed
