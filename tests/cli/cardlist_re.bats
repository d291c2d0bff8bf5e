#!/usr/bin/env bats
# The complete list's entries matched against its ATRs: our matches must be those of python's re.

built=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")
program=${ATR_PARSER:-$built/bin/atr_parser}

@test "matches on the complete list are those of python's re" {
	list=/usr/share/pcsc/smartcard_list.txt
	[ -e "$list" ] || skip "pcsc-tools' list is not installed"
	python3 "$BATS_TEST_DIRNAME/cardlist_re.py" "$program" "$list"
}

@test "so are those of a list of patterns only" {
	cat >"$BATS_TEST_TMPDIR/list" <<-'END'
	3B .. 00
		A
	3b [6-7]. 0[0,1]
		B
	3B .*
		C
	3B [0-4 ]*
		D
	3F 6*5 .* 90 00
		E
	3B.65 00
		F
	3B 65? 0+
		G
	^3B [0-9 ]{5}$
		H
	3[^B] .{5,}
		I
	3B [^0-5]. 00?
		J
	END
	printf '%s\n' '3B 65 00' '3B 65 00 00' '3B 00 00' '3B 99 99' '3F 65 00 12 34' '3B B5 0F' >>"$BATS_TEST_TMPDIR/list"
	python3 "$BATS_TEST_DIRNAME/cardlist_re.py" "$program" "$BATS_TEST_TMPDIR/list"
}
