#!/usr/bin/env bats
# The complete list's ATRs: what atr_parser and pyscard say of their bytes and values.

built=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")
program=${ATR_PARSER:-$built/bin/atr_parser}

@test "values of the complete list's ATRs are those of pyscard" {
	list=/usr/share/pcsc/smartcard_list.txt
	[ -e "$list" ] || skip "pcsc-tools' list is not installed"
	# Debian's module is in Debian's python, which need not be the first.
	for python in python3 /usr/bin/python3; do
		"$python" -c 'import smartcard' 2>/dev/null && break
		python=
	done
	[ -n "$python" ] || skip "python3-pyscard is not installed"
	"$python" "$BATS_TEST_DIRNAME/atr_pyscard.py" "$program" "$list"
}
