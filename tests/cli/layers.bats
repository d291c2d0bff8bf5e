#!/usr/bin/env bats
# tests/layers.sh must see each rule broken.  Each test breaks one in a copy of the tree.

setup_file() {
	make -s -C "$BATS_TEST_DIRNAME/../.." programs
}

setup() {
	copy=$BATS_TEST_TMPDIR/copy
	mkdir -p "$copy/build"
	cd "$BATS_TEST_DIRNAME/../.." || return
	cp -a Makefile lib atr_parser pcsc_scan scriptor vicard tests/layers.sh "$copy"
	cp -a build/obj "$copy/build/obj"
	cd "$copy" || return
}

# breaks RULE: layers.sh fails, with that rule.
breaks() {
	run ./layers.sh
	[ "$status" -eq 1 ]
	grep "^not ok .*$1" <<<"$output"
}

# changed: the archives as the changed sources make them.
changed() {
	make -s CFLAGS="-O2 -g" WERROR= build/obj/lib/lib{base,decode,script,watch,render,sys,app}.a
}

@test "the tree as it is holds all rules" {
	run ./layers.sh
	[ "$status" -eq 0 ]
}

@test "base that includes decode" {
	sed -i '1i #include "decode/atr.h"' lib/base/num.c
	breaks 'lib/base includes only base'
}

@test "decode that includes render" {
	sed -i '1i #include "render/atr.h"' lib/decode/node.c
	breaks 'lib/decode includes only'
}

@test "script that includes sys" {
	echo '#include "sys/message.h"' >lib/script/extra.c
	breaks 'lib/script includes only'
}

@test "watch that includes decode" {
	echo '#include "decode/atr.h"' >lib/watch/extra.c
	breaks 'lib/watch includes only'
}

@test "render that includes sys" {
	echo '#include "sys/term.h"' >lib/render/extra.c
	breaks 'lib/render includes only'
}

@test "sys that includes render" {
	sed -i '1i #include "render/json.h"' lib/sys/term.c
	breaks 'lib/sys includes only'
}

@test "a program that includes another's header" {
	touch scriptor/other.h
	sed -i '1i #include "../scriptor/other.h"' pcsc_scan/main.c
	breaks 'pcsc_scan includes only'
}

@test "winscard.h in a second file" {
	sed -i '1i #include <winscard.h>' lib/sys/term.c
	breaks 'winscard.h is included by'
}

@test "jansson.h in a second file" {
	sed -i '1i #include <jansson.h>' atr_parser/main.c
	breaks 'jansson.h is included by'
}

@test "curl.h outside the program that fetches" {
	sed -i '1i #include <curl/curl.h>' lib/sys/term.c
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

@test "decode that opens a file" {
	printf '#include <stdio.h>\nFILE *leak(void);\nFILE *leak(void) { return fopen("x", "r"); }\n' >>lib/decode/node.c
	changed
	breaks 'lib/decode asks for nothing but'
}

@test "decode that prints" {
	printf '#include <stdio.h>\nvoid leak(void);\nvoid leak(void) { puts("x"); }\n' >>lib/decode/node.c
	changed
	breaks 'lib/decode asks for nothing but'
}

@test "watch that looks at the clock" {
	printf '#include <time.h>\ntime_t leak(void);\ntime_t leak(void) { return time(0); }\n' >>lib/watch/extra.c
	changed
	breaks 'lib/watch asks for nothing but'
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
	printf '#include "decode/atr.h"\nvoid leak(struct atr *a);\nvoid leak(struct atr *a) { atr_parse(a, a->bytes, 2); }\n' >>lib/render/extra.c
	changed
	breaks 'lib/render decodes nothing'
}

@test "app that writes to standard error" {
	printf '#include <stdio.h>\nvoid leak(void);\nvoid leak(void) { fputs("x", stderr); }\n' >>lib/app/options.c
	changed
	breaks 'lib/app names no stream'
}

@test "decode that knows markup" {
	printf 'extern const char *bold;\nconst char *bold = "<b >";\n' >>lib/decode/node.c
	breaks 'no colour and no markup'
}

@test "a header that needs another" {
	echo 'size_t alone(void);' >lib/base/alone.h
	breaks 'every header compiles alone'
}
