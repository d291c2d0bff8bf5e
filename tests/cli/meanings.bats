#!/usr/bin/env bats
# What is known about an interface byte is in one row of lib/atr/meanings.c: a program built with
# one row changed shows the new words wherever it showed the old ones, and its checks follow.
load common

# The row of IFSC is changed: other words for its values, and 255 no longer reserved. Both builds
# use the flags of build/, also in the groups with sanitizers, as other groups use the programs in
# build/. The directory is part of the flags, so the copy is built as if it were in the original
# directory.
setup_file() {
	unset SAN WERROR
	make -s -C "$root" B=build programs
	copy=$BATS_FILE_TMPDIR/copy
	mkdir -p "$copy/build"
	cp -a "$root"/Makefile "$root"/tools "$root"/lib "$root"/atr_parser "$copy"
	cp -a "$root/build/obj" "$copy/build/obj"
	sed -i 's/{1, 254, "the card accepts blocks of up to # bytes of information"}/{1, 255, "the card swallows # bytes"}/' \
		"$copy/lib/atr/meanings.c"
	! cmp -s "$root/lib/atr/meanings.c" "$copy/lib/atr/meanings.c" || return 1
	make -s -C "$copy" CURDIR="$root" B=build build/bin/atr_parser
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	changed=$BATS_FILE_TMPDIR/copy/build/bin/atr_parser
	usual='3B 80 81 11 FE EE'
	greatest='3B 80 81 11 FF EF'
}

# follows OPTION...: the outputs of the two programs differ only in the words of IFSC.
follows() {
	"$BIN/atr_parser" "$@" >before || [ $? -le 1 ]
	"$changed" "$@" >after || [ $? -le 1 ]
	grep -q 'the card accepts blocks of up to 254 bytes of information' before
	grep -q 'the card swallows 254 bytes' after
	sed 's/the card accepts blocks of up to \([0-9]*\) bytes of information/the card swallows \1 bytes/g' before | cmp - after
}

@test "the words of a row: text, classic, HTML, JSON" {
	for format in '--verbose --format text' '--format classic' --html --json; do
		# shellcheck disable=SC2086
		follows $format --width 0 $usual
	done
}

@test "the words of a row: --diff" {
	follows --diff --width 0 "$usual" '3B 80 81 11 20 30'
	follows --diff --json "$usual" '3B 80 81 11 20 30'
}

@test "the words of a row: --stats, of the byte and of the field" {
	echo "$usual" >list
	follows --stats TA3 --width 0 list
	follows --stats IFSC --json list
}

@test "the reserved values of a row: words and checks" {
	"$BIN/atr_parser" --json "$greatest" >before || :
	grep -q 'IFSC 255: reserved' before
	grep -q '"ifsc-reserved"' before
	"$changed" --json "$greatest" >after || :
	grep -q 'IFSC 255: the card swallows 255 bytes' after
	! grep -q '"ifsc-reserved"' after || return 1
	echo "$greatest" >list
	"$changed" --stats IFSC --json list | grep -q '"value":"255".*"text":"the card swallows 255 bytes"'
}
