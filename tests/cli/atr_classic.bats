#!/usr/bin/env bats
# --format classic compared with Debian's ATR_analysis: the part before "-->" is the same, byte for
# byte.
load common

setup() {
	command -v /usr/bin/ATR_analysis >/dev/null || skip "pcsc-tools is not installed"
	# Theirs asks a server about an unknown card, unless its cached list is fresh.
	mkdir -p "$HOME/.cache"
	cp /usr/share/pcsc/smartcard_list.txt "$HOME/.cache/"
	unset SMARTCARD_LIST
}

theirs() {
	/usr/bin/ATR_analysis "$@" </dev/null 2>/dev/null | sed 's/\x1b\[[0-9;]*m//g'
}

ours() {
	"$BIN/ATR_analysis" "$@"
}

# left: keeps what scripts rely on: every line up to the names, without explanations (after "-->"
# and in brackets), without leaves ("- ..."), of which theirs lists only the ones that are set, and
# without errors, of which it misses some.
left() {
	sed -E -e '/^$/,$d' -e '/^ *- /d' -e '/^ ERROR!/d' -e 's/^ {4}[0-9]+ bits?\/s .*/    RATE/' \
		-e '/--> Y\(i/{s/( Protocol T = [0-9]+ ).*/\1/;b}' -e 's/ --> .*/ -->/' \
		-e 's/^(  Category indicator byte: ..) .*/\1/' -e 's/^(    Tag: ., len: .) .*/\1/' \
		-e 's/^(      (LCS .life card cycle.|SW): [0-9A-F]+) .*/\1/'
}

# same ATR...: the left parts of both outputs are the same.
same() {
	local atr
	for atr in "$@"; do
		diff -u <(theirs "$atr" | left) <(ours "$atr" 2>/dev/null | left) || {
			echo "differs: $atr"
			return 1
		}
	done
}

@test "the worked examples" {
	cd "$root/tests/atr"
	for atr in *.atr; do
		case ${atr%.atr} in
		# Theirs takes bytes after the end for historical bytes, continues after an invalid
		# TS, decodes a storage card's AID as tag 4, type B's bytes as objects, and an
		# object that overruns as one object.
		doubled | tck-missing | too-long | synchronous | storage-card | tck-wrong | type-b | tcos2) continue ;;
		esac
		same "$(cat "$atr")"
	done
}

@test "the DIR data reference of category 10" {
	same 3B021022
	[[ $(ours 3B021022) == *'DIR data reference: 22'* ]]
}

# Theirs needs a quarter of a second for each ATR; ATRS=500 tests more of them.
@test "ATRs from all over the complete list" {
	local atrs count=${ATRS:-120}
	# Without ATRs that are invalid or that theirs decodes at the wrong offsets.
	"$BIN/atr_parser" --json < <(grep -E '^([0-9A-F]{2} )*[0-9A-F]{2}$' /usr/share/pcsc/smartcard_list.txt) |
		grep -F '"valid":true' | grep -vF '"hist-' | grep -v '"kind":"\(storage\|14443-4\)"' |
		sed -E 's/.*"input":"([^"]*)".*/\1/' | awk -v step=$((3000 / count)) 'NR % step == 0' | head -n "$count" >"$BATS_TEST_TMPDIR/atrs"
	mapfile -t atrs <"$BATS_TEST_TMPDIR/atrs"
	[ "${#atrs[@]}" -eq "$count" ]
	same "${atrs[@]}"
}

@test "names: a card of one entry, from the heading to the end" {
	set -- 3B DA 18 FF 81 B1 FE 75 1F 03 00 31 F5 73 C0 01 60 00 90 00 1C
	diff -u <(theirs "$@" | sed -n '/^Possibly/,$p') <(ours "$@" | sed -n '/^Possibly/,$p')
}

# entry LINE: prints an entry of the complete list, to which each release may add names.
entry() {
	awk -v line="$1" '$0 == line { own = 1; print; next } own && /^\t/ { print; next } { own = 0 }' \
		/usr/share/pcsc/smartcard_list.txt
}

@test "names: an exact entry and a pattern, exact first" {
	local atr='3B A7 00 40 18 80 65 A2 08 01 01 52' pattern='3B A7 00 40 .. 80 65 A2 08 .. .. ..'
	entry "$atr" | grep -qx $'\tGemplus GPK8000'
	entry "$pattern" | grep -qx $'\tGemplus GemSAFE Smart Card (8K)'
	run --separate-stderr ours "$atr"
	[ "$status" -eq 0 ]
	[ "$(sed -n '/^Possibly/,$p' <<<"$output" | tail -n +2)" = "$(
		entry "$atr"
		echo "$atr"
		entry "$pattern"
	)" ]
	# The same lines as theirs, in a different order.
	diff <(theirs 3BA70040188065A208010152 | sed -n '/^Possibly/,$p' | sort) \
		<(sed -n '/^Possibly/,$p' <<<"$output" | sort)
}

@test "an unknown card: theirs, and what to type" {
	run --separate-stderr ours 3B 65 00 00 41 42 43 44 45
	[ "$status" -eq 0 ]
	diff <(theirs 3B 65 00 00 41 42 43 44 45 | sed -n '/^Possibly/,$p') \
		<(sed -n '/^Possibly/,$p' <<<"$output")
	says 'card list '
	says 'atr_parser --update'
	run --separate-stderr "$BIN/atr_parser" --format classic 3B 65 00 00 41 42 43 44 45
	[ "$status" -eq 1 ]
}

# wrong ATR...: the exit status is 2 under our name, and 0 under the name ATR_analysis.
wrong() {
	run --separate-stderr "$BIN/atr_parser" --format classic "$@"
	[ "$status" -eq 2 ]
	run --separate-stderr ours "$@"
	[ "$status" -eq 0 ]
}

@test "a wrong ATR: the error, and 0 as ATR_analysis" {
	wrong 3F 77 18 00 00 C1 14 A2 68 90 00
	grep -q '^ ERROR! ' <<<"$output"
	# After the historical bytes, as in theirs.
	[[ $output == *'+ Historical bytes: C1 14 A2 68 90 00
 ERROR! '* ]]
	wrong 3B 80 1F 45 5A
	prints '+ TCK = 5A WRONG CHECKSUM, expected DA'
	# Theirs reports no error when the bytes end early.
	wrong 3B 9F
	grep -q '^ ERROR! ' <<<"$output"
}

@test "many unknown cards: how old the list is is told once" {
	run --separate-stderr ours <<<$'3B 65 00 00 41 42 43 44 45\n3B 65 00 00 41 42 43 44 46'
	[ "$(grep -c '^Your card' <<<"$output")" -eq 2 ]
	[ "$(grep -c 'card list ' <<<"$stderr")" -eq 1 ]
}

@test "called as ATR_analysis: its options, usage and version" {
	run --separate-stderr ours -v
	[ "$status" -eq 0 ]
	[[ $output == 'ATR_analysis (pcsckit) '* ]]
	run --separate-stderr ours -h
	[ "$status" -eq 0 ]
	prints 'usage: ATR_analysis'
	run --separate-stderr ours zz
	[ "$status" -eq 2 ]
	[[ $stderr == 'ATR_analysis: '* ]]
}
