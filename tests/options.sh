#!/bin/bash
# options.sh: every option that a program's --help lists stands in its man page and in its completions for
# bash, zsh and fish, and in a command of its tests; and every long option of these stands in --help. One line a
# check, as TAP.
set -u
cd "$(dirname "$0")/.." || exit 3
bin=${B:-build}/bin
n=0 failed=0

# check NAME TEXT WORD: is WORD there as a word of its own?
check() {
	n=$((n + 1))
	if grep -qE -e "(^|[^A-Za-z-])$3([^A-Za-z-]|$)" <<<"$2"; then
		echo "ok $n $1"
	else
		echo "not ok $n $1"
		failed=1
	fi
}

# The options of --help, one a line.
listed() {
	"$bin/$1" --help | grep -oE '^  (-[A-Za-z])?(, |    )?(--[a-z-]+)?' | grep -oE -e '--?[A-Za-z][a-z-]*'
}

fish_word() {
	case $1 in
	--*) echo "-l ${1#--}" ;;
	*) echo "-s ${1#-}" ;;
	esac
}

# commands NAME: the lines of the tests that run a program, and for tests that run it by a function of theirs all
# long options in the files that name it.
commands() {
	local named="(^|[^a-z_])$1([^a-z_]|$)" files
	mapfile -t files < <(grep -lE "$named" tests/*/*.bats tests/prompt.tcl)
	grep -hE "$named|for option in" "${files[@]}" | grep -v '^[[:space:]]*#'
	grep -hoE -e '(^|[^A-Za-z-])--[a-z-]+' "${files[@]}"
}

for program in "$bin"/*; do
	name=${program##*/}
	[ -L "$program" ] && continue
	help=$(listed "$name")
	man=$(mandoc -T ascii "man/$name.1" 2>/dev/null | sed 's/.\x08//g')
	bash=$(cat "completions/bash/$name" 2>/dev/null)
	zsh=$(cat "completions/zsh/_$name" 2>/dev/null)
	fish=$(cat "completions/fish/$name.fish" 2>/dev/null)
	tests=$(commands "$name")
	check "$name --help lists --help" "$help" --help
	for option in $help; do
		check "$name $option: man page" "$man" "$option"
		check "$name $option: an item of the man page" "$(grep '^ \{5\}-' <<<"$man")" "$option"
		check "$name $option: bash" "$bash" "$option"
		check "$name $option: zsh" "$zsh" "$option"
		check "$name $option: fish" "$fish" "$(fish_word "$option")"
		check "$name $option: tests" "$tests" "$option"
	done
	while read -r option; do
		check "$name $option of the completions: --help" "$help" "$option"
	done < <(grep -ohE -e '--[a-z][a-z-]+' <<<"$bash$zsh" | sort -u)
done
# What a program starts by itself is not typed, so that no shell completes it.
for program in "$bin"/../libexec/pcsckit/*; do
	name=${program##*/}
	man=$(mandoc -T ascii "man/$name.8" 2>/dev/null | sed 's/.\x08//g')
	for option in $(listed "../libexec/pcsckit/$name"); do
		check "$name $option: man page" "$man" "$option"
	done
done
echo "1..$n"
exit $failed
