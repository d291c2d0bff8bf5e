#!/usr/bin/env bats
# The ATRs of the complete list: atr_parser and Debian's ATR_analysis must agree about their bytes
# and values.

built=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")

@test "values of the complete list's ATRs are those of ATR_analysis" {
	list=/usr/share/pcsc/smartcard_list.txt
	peer=/usr/bin/ATR_analysis
	[ -e "$list" ] && [ -e "$peer" ] || skip "pcsc-tools is not installed"
	# A fresh list in the cache, so that the peer downloads none.
	export HOME=$BATS_TEST_TMPDIR/home XDG_CACHE_HOME=$BATS_TEST_TMPDIR/cache
	mkdir -p "$HOME" "$XDG_CACHE_HOME"
	printf '3B 00\n\tnothing\n' >"$XDG_CACHE_HOME/smartcard_list.txt"
	python3 "$BATS_TEST_DIRNAME/atr_analysis.py" "$built/bin/atr_parser" "$BATS_TEST_DIRNAME/atr_analysis.pl" \
		"$peer" "$list"
}
