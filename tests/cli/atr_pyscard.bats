#!/usr/bin/env bats
# The ATRs of the complete list: atr_parser and pyscard must agree about their bytes and values.

built=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")
program=${ATR_PARSER:-$built/bin/atr_parser}

@test "values of the complete list's ATRs are those of pyscard" {
	list=/usr/share/pcsc/smartcard_list.txt
	[ -e "$list" ] || skip "pcsc-tools' list is not installed"
	# Debian's pyscard is installed for Debian's python3, which may not be the first in PATH.
	for python in python3 /usr/bin/python3; do
		"$python" -c 'import smartcard' 2>/dev/null && break
		python=
	done
	[ -n "$python" ] || skip "python3-pyscard is not installed"
	"$python" "$BATS_TEST_DIRNAME/atr_pyscard.py" "$program" "$list"
}
