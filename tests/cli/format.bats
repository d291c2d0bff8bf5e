#!/usr/bin/env bats
# tests/format.sh must detect files that are not formatted.

setup() {
	mkdir -p "$BATS_TEST_TMPDIR/tree/tests" "$BATS_TEST_TMPDIR/tree/lib"
	cd "$BATS_TEST_DIRNAME/../.." || return
	cp tests/format.sh "$BATS_TEST_TMPDIR/tree/tests"
	cp .clang-format "$BATS_TEST_TMPDIR/tree"
	cd "$BATS_TEST_TMPDIR/tree" || return
	printf 'int one(void);\n' >lib/good.h
}

@test "formatted files pass" {
	run tests/format.sh
	[ "$status" -eq 0 ]
	[ "$(grep -c '^ok' <<<"$output")" = 2 ]
}

@test "a file that is not formatted" {
	printf 'int  two( void );\n' >lib/bad.h
	run tests/format.sh
	[ "$status" -eq 1 ]
	grep -q '^#   ./lib/bad.h' <<<"$output"
	[ "$(grep -c good <<<"$output")" = 0 ]
}

@test "a line of 101 columns, counted in characters" {
	printf '/* %s */\n' "$(printf '…%.0s' {1..94})" >lib/wide.h # 100 columns
	run tests/format.sh
	[ "$status" -eq 0 ]
	printf 'extern const char x[]; /* %s */\n' "$(printf '…%.0s' {1..72})" >lib/wide.h
	run tests/format.sh
	[ "$status" -eq 1 ]
	grep -q '^#  *101 ./lib/wide.h' <<<"$output"
}
