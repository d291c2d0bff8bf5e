#!/usr/bin/env bats
# Each keyword is defined by one row of lib/script/keywords.c: a program built with other rows
# parses, masks, completes, explains, checks and records accordingly, and the manual page is
# compared with the rows.
load common
load ../prompt

# The changed rows: "assign" is a second name for set, "attrib" works only at the prompt, and reset
# has a different help text. Both builds use the flags of build/, also in the groups with
# sanitizers, as other groups use the programs in build/.
setup_file() {
	unset SAN WERROR
	make -s -C "$root" B=build programs
	copy=$BATS_FILE_TMPDIR/copy
	mkdir -p "$copy/build"
	cp -a "$root"/Makefile "$root"/tools "$root"/lib "$root"/scriptor "$copy"
	cp -a "$root/build/obj" "$copy/build/obj"
	python3 - "$copy/lib/script/keywords.c" <<-'END'
		import re, sys
		table = open(sys.argv[1]).read()
		before = table
		row = re.search(r"\t\{\n\t\t\.id = KEYWORD_SET,.*?\n\t\},\n", table, re.S).group()
		new = row.replace('"set"', '"assign"').replace('"set a variable to these bytes"', '"another set"')
		table = table.replace("\t{\n\t\t.id = KEYWORD_ATR,", new + "\t{\n\t\t.id = KEYWORD_ATR,")
		table = table.replace("\t\t.parse = take_attrib,", "\t\t.parse = take_attrib,\n\t\t.prompt_only = true,")
		table = table.replace('"reset the card"', '"start the card again"')
		assert table.count("assign") == before.count("assign") + 1 and "start the card again" in table
		assert "take_attrib,\n\t\t.prompt_only = true," in table
		open(sys.argv[1], "w").write(table)
	END
	make -s -C "$copy" CURDIR="$root" B=build build/bin/scriptor
}

setup() {
	out=$BATS_TEST_TMPDIR
	cd "$out" || return
	changed=$BATS_FILE_TMPDIR/copy/build/bin/scriptor
	printf '# ATR: 3B 00\n# protocol: T=0\n00 B0 00 00 02 [0102] (9000)\n' >rec
}

@test "help: a line for each row, and for one of them" {
	"$BIN/scriptor" --replay rec -e help 2>/dev/null >before
	"$changed" --replay rec -e help 2>/dev/null >after
	run -1 diff before after
	[ "$(grep '^[<>]' <<<"$output")" = '< attrib NAME|0xTAG: show an attribute of the reader
< reset [cold|warm]: reset the card
> reset [cold|warm]: start the card again
> assign NAME = ITEM...: another set' ]
	run -0 --separate-stderr "$changed" --replay rec -e 'help assign'
	[ "${lines[-1]}" = 'assign NAME = ITEM...: another set' ]
}

@test "completion: the new keyword, and the value after it" {
	prompt_home
	PATH=${changed%/*}:$PATH talk <<-'END'
		start scriptor --replay-any rec
		see "T=0> "
		send "assi\t"
		see "gn"
		send "x = openpgp\t"
		see "D27600012401"
		send "\025"
		leave 0
	END
}

@test "parser: the new keyword, its syntax, and the nearest to a mistyped one" {
	run -2 --separate-stderr "$BIN/scriptor" --check -e 'assign x = 01'
	[[ $stderr == *'-e:1:1: '*'"assign"'* ]]
	run -0 "$changed" --check -e 'assign x = 01' -e 'echo $x'
	run -2 --separate-stderr "$changed" --check -e 'assign x = 01 ('
	[[ $stderr == *'assign NAME = ITEM...'* ]]
	run -2 --separate-stderr "$changed" --check -e 'asign x = 01'
	[[ $stderr == *'did you mean "assign"?'* ]]
	run -0 "$BIN/scriptor" --check -e 'attrib VENDOR_NAME'
	run -2 --separate-stderr "$changed" --check -e 'attrib VENDOR_NAME'
	[[ $stderr == *'-e:1:1: attrib works only at the prompt'* ]]
}

@test "masking: the new keyword is masked by its row" {
	printf 'assign x = 0102 "a"\n00 B0 00 00 02\n' >script
	run -0 --separate-stderr "$changed" --mask --replay rec script
	[[ $output == *'assign x = ** ** **'* ]]
}

@test "recordings: the new keyword may stand in one" {
	printf '# protocol: T=0\nassign read = 00 B0 00 00\n$read 02 [0102] (9000)\n' >other
	run -2 "$BIN/scriptor" --replay other -e '00B0000002'
	run -0 "$changed" --replay other -e '00B0000002 [0102]'
}

# missing_in_page PROGRAM: prints the keywords of the program's help that scriptor(5) does not list.
missing_in_page() {
	"$1" --replay rec -e help 2>/dev/null | sed -n 's/^\([a-z][a-z]*\)[: ].*/\1/p' | sort -u >program
	[ -s program ]
	sed -n '/^\.Ss Commands/,/^\.Ss Grammar/p' "$root/man/scriptor.5" | grep -E '^\.It Ic|^Op .*Ic' |
		grep -oE '\<Ic [a-z]+' | sed 's/Ic //' | sort -u | comm -13 - program
}

@test "scriptor(5) lists every keyword" {
	run -0 missing_in_page "$BIN/scriptor"
	[ -z "$output" ]
	run -0 missing_in_page "$changed"
	[ "$output" = assign ]
}

@test "every keyword that a script may hold has its function" {
	for table in "$root/scriptor/run/run.c" "$root/scriptor/prompt/prompt_commands.c"; do
		grep -oE '\[KEYWORD_[A-Z]+\] = [a-z]' "$table"
	done | grep -oE 'KEYWORD_[A-Z]+' | sort >functions
	grep -oE '^	KEYWORD_[A-Z]+' "$root/lib/script/keyword.h" | tr -d '\t' | grep -vx KEYWORD_COUNT | sort | diff functions -
}
