#!/usr/bin/env bats
# tests/layers.sh must see each rule broken.  Each test breaks one in a copy of the tree.

setup_file() {
	make -s -C "$BATS_TEST_DIRNAME/../.." programs
}

setup() {
	copy=$BATS_TEST_TMPDIR/copy
	mkdir -p "$copy/build"
	cd "$BATS_TEST_DIRNAME/../.." || return
	cp -a Makefile lib atr_parser pcsc_scan scriptor vicard "$copy"
	mkdir "$copy/tests"
	cp tests/layers.sh tests/rooms.txt "$copy/tests"
	cp -a build/obj "$copy/build/obj"
	cd "$copy" || return
}

# breaks RULE: layers.sh fails, with that rule.
breaks() {
	run tests/layers.sh "$1"
	[ "$status" -eq 1 ]
	grep "^not ok .*$1" <<<"$output"
}

# changed: the archives as the changed sources make them.
changed() {
	make -s CFLAGS="-O2 -g" WERROR= build/obj/lib/lib{base,words,script,reader,render,sys,app}.a
}

@test "the tree as it is holds all rules" {
	run tests/layers.sh
	[ "$status" -eq 0 ]
}

@test "a row that names a room above it" {
	sed -i 's/^words: .*/words: base names/' tests/rooms.txt
	breaks 'each names only what is below it'
}

@test "a room without a row" {
	mkdir lib/cellar
	breaks 'the rooms of tests/rooms.txt are those of lib/'
}

@test "base that includes atr" {
	sed -i '1i #include "atr/atr.h"' lib/base/num.c
	breaks 'lib/base includes only base'
}

@test "words that includes render" {
	sed -i '1i #include "render/render_atr.h"' lib/words/node.c
	breaks 'lib/words includes only'
}

@test "a file below a room that includes what the room may not" {
	sed -i '1i #include "apdu/ins.h"' lib/cards/lint/cardlist_lint.c
	breaks 'lib/cards includes only'
}

@test "script that includes sys" {
	echo '#include "sys/message.h"' >lib/script/extra.c
	breaks 'lib/script includes only'
}

@test "reader that includes tlv" {
	echo '#include "tlv/tlv.h"' >lib/reader/extra.c
	breaks 'lib/reader includes only'
}

@test "render that includes sys" {
	echo '#include "sys/term.h"' >lib/render/extra.c
	breaks 'lib/render includes only'
}

@test "sys that includes render" {
	sed -i '1i #include "render/json.h"' lib/sys/terminal/term.c
	breaks 'lib/sys includes only'
}

@test "a program that includes another's header" {
	touch scriptor/other.h
	sed -i '1i #include "scriptor/other.h"' pcsc_scan/main.c
	breaks 'pcsc_scan includes only'
}

@test "two files of a room that include each other" {
	sed -i '1i #include "words/words.h"' lib/words/node.c
	run tests/layers.sh
	[ "$status" -eq 0 ]
	sed -i '1i #include "words/node.h"' lib/words/words.h
	breaks 'no files of lib/words include each other'
	grep -x '#   words/words' <<<"$output"
	grep -x '#   words/node' <<<"$output"
}

@test "three files that include each other, in a room and below it" {
	echo '#include "cards/two.h"' >lib/cards/lint/one.h
	echo '#include "cards/lint/three.h"' | tee lib/cards/two.c >lib/cards/two.h
	: >lib/cards/lint/three.h
	run tests/layers.sh
	[ "$status" -eq 0 ]
	: >lib/cards/two.h
	echo '#include "cards/lint/one.h"' >lib/cards/lint/three.h
	breaks 'no files of lib/cards include each other'
}

@test "winscard.h in a second file" {
	sed -i '1i #include <winscard.h>' lib/sys/terminal/term.c
	breaks 'winscard.h is included by'
}

@test "jansson.h in a second file" {
	sed -i '1i #include <jansson.h>' atr_parser/main.c
	breaks 'jansson.h is included by'
}

@test "curl.h outside the program that fetches" {
	sed -i '1i #include <curl/curl.h>' lib/sys/terminal/term.c
	breaks 'curl.h is included by'
}

@test "an escape outside term.c" {
	printf "%s\n" 'static const char red[] = "\033[31m";' >>lib/sys/message.c
	breaks 'terminal escapes stand in'
}

@test "a shell" {
	echo 'int shell(void); int shell(void) { return system("ls"); }' >>atr_parser/main.c
	breaks 'no program is started through a shell'
}

@test "base that reads the environment" {
	printf '#include <stdlib.h>\nchar *leak(void);\nchar *leak(void) { return getenv("HOME"); }\n' >>lib/base/num.c
	changed
	breaks 'lib/base asks for nothing but'
}

@test "words that opens a file" {
	printf '#include <stdio.h>\nFILE *leak(void);\nFILE *leak(void) { return fopen("x", "r"); }\n' >>lib/words/node.c
	changed
	breaks 'lib/words asks for nothing but'
}

@test "words that prints" {
	printf '#include <stdio.h>\nvoid leak(void);\nvoid leak(void) { puts("x"); }\n' >>lib/words/node.c
	changed
	breaks 'lib/words asks for nothing but'
}

@test "reader that looks at the clock" {
	printf '#include <time.h>\ntime_t leak(void);\ntime_t leak(void) { return time(0); }\n' >>lib/reader/extra.c
	changed
	breaks 'lib/reader asks for nothing but'
}

@test "script that exits" {
	printf '#include <stdlib.h>\nvoid leak(void);\nvoid leak(void) { exit(1); }\n' >>lib/script/extra.c
	changed
	breaks 'lib/script asks for nothing but'
}

@test "render that names standard output" {
	printf '#include <stdio.h>\nvoid leak(void);\nvoid leak(void) { fputs("x", stdout); }\n' >>lib/render/extra.c
	changed
	breaks 'lib/render asks for nothing but'
}

@test "render that decodes" {
	printf '#include "atr/atr.h"\nvoid leak(struct atr *a);\nvoid leak(struct atr *a) { atr_parse(a, a->bytes, 2); }\n' >>lib/render/extra.c
	changed
	breaks 'lib/render decodes nothing'
}

@test "app that writes to standard error" {
	printf '#include <stdio.h>\nvoid leak(void);\nvoid leak(void) { fputs("x", stderr); }\n' >>lib/app/shared_options.c
	changed
	breaks 'lib/app names no stream'
}

@test "words that knows markup" {
	printf 'extern const char *bold;\nconst char *bold = "<b >";\n' >>lib/words/node.c
	breaks 'no colour and no markup'
}

@test "a header that needs another" {
	echo 'size_t alone(void);' >lib/base/alone.h
	breaks 'every header compiles alone'
}

@test "two files of one name" {
	cp lib/base/num.c lib/words
	breaks 'a file name occurs once'
	grep 'lib/words/num.c: there is another' <<<"$output"
}

@test "options of a room" {
	cp vicard/options.c lib/app
	breaks 'a file name occurs once'
}

@test "a directory with more than 45 sources" {
	for n in {1..46}; do echo 'int one(void);' >"lib/words/extra$n.h"; done
	breaks 'no directory has more than 45 sources'
}
