#!/usr/bin/env bats
# tests/layers.sh must detect each broken rule. All rules are broken in one copy of the tree; a test
# for each rule looks for the rule in the output, and for what broke it.

setup_file() {
	cd "$BATS_TEST_DIRNAME/../.." || return
	make -s B=build programs
	local copy=$BATS_FILE_TMPDIR/copy
	mkdir -p "$copy/build" "$copy/tests"
	cp -a Makefile tools lib atr_parser pcsc_scan scriptor vicard "$copy"
	cp tests/layers.sh tests/rooms.txt "$copy/tests"
	cp -a build/obj "$copy/build/obj"
	cd "$copy" || return
	tests/layers.sh >"$BATS_FILE_TMPDIR/before" && status=0 || status=$?
	echo "$status" >>"$BATS_FILE_TMPDIR/before"
	break_sources
	break_objects
	tests/layers.sh >"$BATS_FILE_TMPDIR/after" && status=0 || status=$?
	echo "$status" >>"$BATS_FILE_TMPDIR/after"
}

# include NAME FILE: makes FILE include NAME, "..." or <...>, in its first line.
include() {
	[ -e "$2" ] || echo >"$2"
	sed -i "1i #include $1" "$2"
}

# Violations in the sources.
break_sources() {
	cp lib/base/num.c lib/words
	cp vicard/options.c lib/app
	sed -i 's/^words: .*/words: base names/' tests/rooms.txt
	mkdir lib/cellar
	include '"atr/atr.h"' lib/base/num.c
	include '"render/render_atr.h"' lib/words/node.c
	include '"apdu/ins.h"' lib/cards/lint/cardlist_lint.c
	include '"sys/message.h"' lib/script/extra.c
	include '"tlv/tlv.h"' lib/reader/extra.c
	include '"sys/terminal/term.h"' lib/render/extra.c
	include '"render/json.h"' lib/sys/terminal/term.c
	touch scriptor/other.h
	include '"scriptor/other.h"' pcsc_scan/main.c
	include '"words/node.h"' lib/words/words.h
	include '"words/words.h"' lib/words/node.c
	include '"cards/two.h"' lib/cards/lint/one.h
	include '"cards/lint/three.h"' lib/cards/two.c
	include '"cards/lint/one.h"' lib/cards/lint/three.h
	: >lib/cards/two.h
	include '<winscard.h>' lib/sys/terminal/term.c
	include '<jansson.h>' atr_parser/main.c
	include '<curl/curl.h>' lib/sys/terminal/term.c
	printf '%s\n' 'static const char red[] = "\033[31m";' >>lib/sys/message.c
	echo 'int shell(void); int shell(void) { return system("ls"); }' >>atr_parser/main.c
	printf 'extern const char *bold;\nconst char *bold = "<b >";\n' >>lib/words/node.c
	echo 'size_t alone(void);' >lib/base/alone.h
	for n in {1..46}; do echo 'int one(void);' >"lib/names/extra$n.h"; done
}

# leak FILE HEADER DECLARATION BODY: adds a function to FILE.
leak() {
	printf '#include %s\n%s;\n%s { %s }\n' "$2" "$3" "$3" "$4" >>"$1"
}

# Violations that show only in the objects.
break_objects() {
	leak lib/base/num.c '<stdlib.h>' 'char *leak1(void)' 'return getenv("HOME");'
	leak lib/words/node.c '<stdio.h>' 'FILE *leak2(void)' 'return fopen("x", "r");'
	leak lib/words/node.c '<stdio.h>' 'void leak3(void)' 'puts("x");'
	leak lib/reader/extra.c '<time.h>' 'time_t leak4(void)' 'return time(0);'
	leak lib/script/extra.c '<stdlib.h>' 'void leak5(void)' 'exit(1);'
	leak lib/render/extra.c '<stdio.h>' 'void leak6(void)' 'fputs("x", stdout);'
	leak lib/render/extra.c '"atr/atr.h"' 'void leak7(struct atr *a)' 'atr_parse(a, a->bytes, 2);'
	leak lib/app/shared_options.c '<stdio.h>' 'void leak8(void)' 'fputs("x", stderr);'
	# The directory is part of the flags, so pretend that the copy is in the original directory.
	make -s -k CURDIR="$OLDPWD" B=build build/obj/lib/lib{base,words,script,reader,render}.a build/obj/lib/app/shared_options.o
}

# broken RULE FINDING: layers.sh reports that RULE is broken, and by what.
broken() {
	cat "$BATS_FILE_TMPDIR/after"
	[ "$(tail -n 1 "$BATS_FILE_TMPDIR/after")" = 1 ]
	sed -n "\|^not ok [0-9]* - .*$1|,/^[on1]/p" "$BATS_FILE_TMPDIR/after" | grep "^#  .*$2"
}

@test "the tree as it is holds all rules" {
	cat "$BATS_FILE_TMPDIR/before"
	[ "$(tail -n 1 "$BATS_FILE_TMPDIR/before")" = 0 ]
	[ "$(grep -c '^ok ' "$BATS_FILE_TMPDIR/before")" -ge 60 ]
}

names_what_is_below='each names only what is below it'
@test "a row that names a room above it" { broken "$names_what_is_below" 'words names names'; }
@test "a room without a row" { broken "$names_what_is_below" 'lib/cellar/ has no row'; }
@test "base that includes atr" { broken 'lib/base includes only base' 'num\.c.*atr/atr\.h'; }
@test "words that includes render" { broken 'lib/words includes only' 'node\.c.*render_atr\.h'; }
@test "a file below a room that includes what the room may not" {
	broken 'lib/cards includes only' 'cardlist_lint\.c.*apdu/ins\.h'
}
@test "script that includes sys" { broken 'lib/script includes only' 'extra\.c.*sys/message\.h'; }
@test "reader that includes tlv" { broken 'lib/reader includes only' 'extra\.c.*tlv/tlv\.h'; }
@test "render that includes sys" { broken 'lib/render includes only' 'extra\.c.*sys/terminal/term\.h'; }
@test "sys that includes render" { broken 'lib/sys includes only' 'term\.c.*render/json\.h'; }
@test "a program that includes another's header" { broken 'pcsc_scan includes only' 'main\.c.*scriptor/other\.h'; }
@test "two files of a room that include each other" {
	broken 'no files of lib/words include each other' 'words/words$'
	broken 'no files of lib/words include each other' 'words/node$'
}
@test "three files that include each other, in a room and below it" {
	broken 'no files of lib/cards include each other' 'cards/two$'
	broken 'no files of lib/cards include each other' 'cards/lint/one$'
	broken 'no files of lib/cards include each other' 'cards/lint/three$'
}
@test "winscard.h in a second file" { broken 'winscard.h is included by' 'lib/sys/terminal/term\.c'; }
@test "jansson.h in a second file" { broken 'jansson.h is included by' 'atr_parser/main\.c'; }
@test "curl.h outside the program that fetches" { broken 'curl.h is included by' 'lib/sys/terminal/term\.c'; }
@test "an escape outside term.c" { broken 'terminal escapes stand in' 'lib/sys/message\.c'; }
@test "a shell" { broken 'no program is started through a shell' 'atr_parser/main\.c.*system'; }
@test "base that reads the environment" { broken 'lib/base asks for nothing but' 'getenv'; }
@test "words that opens a file" { broken 'lib/words asks for nothing but' 'fopen'; }
@test "words that prints" { broken 'lib/words asks for nothing but' 'puts'; }
@test "reader that looks at the clock" { broken 'lib/reader asks for nothing but' 'time'; }
@test "script that exits" { broken 'lib/script asks for nothing but' 'exit'; }
@test "render that names standard output" { broken 'lib/render asks for nothing but' 'stdout'; }
@test "render that decodes" { broken 'lib/render decodes nothing' 'atr_parse'; }
@test "app that writes to standard error" { broken 'lib/app names no stream' 'shared_options.*stderr'; }
@test "words that knows markup" { broken 'no color and no markup' 'lib/words/node\.c.*<b >'; }
@test "a header that needs another" { broken 'every header compiles alone' 'lib/base/alone\.h'; }
@test "two files of one name" { broken 'a file name occurs once' 'lib/words/num\.c: there is another'; }
@test "options of a room" { broken 'a file name occurs once' 'options\.c: there is another'; }
@test "a directory with more than 45 sources" { broken 'no directory has more than 45 sources' 'lib/names: [0-9]* files'; }
