#!/usr/bin/env bats
# Debian's scriptor and ours run the same scripts on the same virtual card: standard output is the
# same byte for byte, except for the explanation after the last " : " of a response.

load common

ours=$BATS_TEST_DIRNAME/../../${B:-build}/bin/scriptor

# ATRs of a card that supports only T=0, and of one that supports only T=1.
t0=3B6500004142434445 t1=3B800181

# script NAME TEXT: writes TEXT (as for printf) to $out/scripts/NAME.
script() {
	printf "$2" >"$out/scripts/$1"
}

write_scripts() {
	mkdir "$out/scripts"
	script spaced '00 A4 00 00 02 3F 00\n'
	script packed '00A40000023F00\n'
	script lower_case '00 a4 00 00 02 3f 00\n00a40000023f00\n'
	script mixed_case 'aA4bCc01\nAa bB cC 01\n'
	script several '00 A4 00 00 02 3F 00\n00 B0 00 00 10\n80 CA 9F 7F 00\n'
	script empty_file ''
	script empty_lines '\n\n00 A4 00 00\n\n'
	script blank_lines '   \n00 A4 00 00\n  \n'
	script only_comments '# one\n#two\n'
	script comments '# one\n00 A4 00 00\n# two\n00 B0 00 00\n'
	script comment_with_backslash '# one \\\n00 A4 00 00\n'
	script comment_with_apdu '#00 A4 00 00\n00 B0 00 00\n'
	script no_newline '00 A4 00 00'
	script no_newline_packed '00A40000'
	script no_newline_comment '00 A4 00 00\n# end'
	script no_newline_blanks '00 A4 00 00\n  '
	script trailing_blank '00 A4 00 00 \n'
	script trailing_blanks '00 A4 00 00   \n00 B0 00 00\n'
	script joined '00 A4 \\\n00 00\n'
	script joined_twice '00 \\\nA4 00 \\\n00\n'
	script joined_blanks '00 A4   \\\n00 00\n'
	script joined_without_blank '00 A4\\\n00 00\n'
	script joined_packed_end '00 A4 00\\\n00\n'
	script joined_packed_long '00\\\nA4000000\n'
	script joined_over_comment '00 A4 \\\n# comment\n00 00\n'
	script joined_over_empty '00 A4 \\\n\n   \n00 00\n'
	script joined_many '00\\\nA4\\\n00\\\n00\n'
	script reset 'reset\n'
	script reset_case 'RESET\nReset\n  reset  \n'
	script reset_between '00 A4 00 00\nreset\n00 B0 00 00\n'
	script reset_no_newline 'reset\nreset'
	script exit '00 A4 00 00\nexit\n00 B0 00 00\n'
	script exit_case ' EXIT \n00 B0 00 00\n'
	script exit_first 'exit'
	script sixteen_bytes '00 EE 00 00 09 01 02 03 04 05 06 07 08 09\n'
	script seventeen_bytes '00 EE 00 00 0A 01 02 03 04 05 06 07 08 09 0A\n'
	script two_rows '00 EE 00 00 19 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11 12 13 14 15 16 17 18 19\n'
	script long_answer '00 B1 00 00 00\n'
	script one_byte_answer '00 A4 00 00\n00 B3 00 00\n'
	script two_byte_command '00A4\n'
	script crlf_in_comments '# one\r\n\r\n00 A4 00 00\n'
	script status_words '0F 00 90 00\n0F 00 61 05\n0F 00 62 83\n0F 00 63 C2\n0F 00 6C 10\n0F 00 6F 01\n0F 00 91 00\n0F 00 12 34\n'
	script three_byte_command '00 A4 04\n'
	script case_4 '00 EE 04 00 02 3F 00 00\n00EE0400023F0010\n'
	script longest_short "$(printf '00 EE 00 00 FF'; printf ' 5A%.0s' {1..255})\n"
	script longest_packed "$(printf '00EE0000FF'; printf 'a5%.0s' {1..255})\n"
	script lc_too_long '00 A4 00 00 05 3F 00\n'
	script lc_too_short '00 A4 00 00 01 3F 00 11 22 33\n'
	script classes '80 CA 9F 7F\nA0 A4 00 00\n90 60 00 00 00\nFF CA 00 00 00\n1F FF FF FF\n'
	script reset_crlf 'reset\r\n'
	script reset_comment 'reset # now\n00 A4 00 00\n'
	script reset_cold 'reset cold\n00 A4 00 00\nreset warm\n'
	script reset_many "$(printf 'reset\\n%.0s' {1..20})\n"
	script exit_crlf '00 A4 00 00\nexit\r\n00 B0 00 00\n'
	script exit_comment 'exit # the end\n00 B0 00 00\n'
	script exit_status '00 A4 00 00\nexit 0\n00 B0 00 00\n'
	script exit_after_reset 'reset\nexit\nreset\n'
	script tabs_alone '\t\n00 A4 00 00\n \t \n'
	script other_blanks '\f\n\v\n00 A4 00 00\n'
	script only_newlines '\n\n\n\n'
	script only_blanks '     '
	script comment_utf8 '# Gr\303\274\303\237e \342\202\254\n00 A4 00 00\n'
	script comment_not_utf8 '# \377\200\n00 A4 00 00\n'
	script comment_long "#$(printf 'x%.0s' {1..9000})\n00 A4 00 00\n"
	script comment_empty '#\n##\n# \n00 A4 00 00\n'
	script comment_percent '# 100%% \\t \\n "quotes" $name {}\n00 A4 00 00\n'
	script joined_spaced_packed '00 A4 \\\n0000\n'
	script joined_packed_spaced '00A4\\\n00 00\n'
	script joined_case '00 a4 \\\n00 0F\n00 A4 00 00\n'
	script joined_then_others '00 A4 \\\n00 00\n00 B0 \\\n00 00\nreset\n'
	script joined_long "$(printf '00 EE 00 00 40 \\\\\\n'; printf '01 02 03 04 05 06 07 08 \\\\\\n%.0s' {1..7})01 02 03 04 05 06 07 08\n"
	script answer_of_30 '00 EE 00 00 19 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11 12 13 14 15 16 17 18 19\n'
	script answer_of_14 '00 EE 00 00 07 01 02 03 04 05 06 07\n00 EE 00 00 08 01 02 03 04 05 06 07 08\n'
	script thousand_lines "$(printf '00 A4 00 00\\n00b00000\\n# and\\n%.0s' {1..333})"
	script all_families "$(printf '0F 00 %s 00\\n' 62 64 65 66 67 68 69 6A 6B 6D 6E 6F 92 93 94 98 9E 9F)\n"
	script nothing_known '0F 00 60 00\n0F 00 A0 00\n0F 00 00 00\n'
	script very_long_answer '00 B2 00 00 00 00 00\n'
	script extended "$(printf '00 EE 00 00 00 01 2C'; printf ' AB%.0s' {1..300})\n"
	script extended_packed "$(printf '00EE0000000100'; printf 'cd%.0s' {1..256})0000\n"
}

# fill_card ATR: starts the card with this ATR and its responses.
fill_card() {
	card_start one 35963 "$1"
	card one default 6D00
	card one answer 00A4 612A
	card one answer 00B0 length 16
	card one answer 00B1 length 256
	card one answer 00B2 length 65533
	card one answer 00B3 90
	card one answer 00EE echo
	local sw
	for sw in 9000 6105 6283 63C2 6C10 6F01 9100 1234 6200 6400 6500 6600 6700 6800 6900 6A00 6B00 6D00 6E00 6F00 \
		9200 9300 9400 9800 9E00 9F00 6000 A000 0000; do
		card one answer "0F00$sw" "$sw"
	done
}

# Removes the explanation of a response: its bytes, or their last row, are before " : ".
without_words() {
	sed -E 's/^((< )?[0-9A-F]{2}( [0-9A-F]{2})*) : .*/\1 :/'
}

# compare NAME FORM: runs the script with both; FORM is how they get it.
compare() {
	local name=$1 form=$2 file=$out/scripts/$1 theirs
	case $form in
	file) timeout 60 /usr/bin/scriptor "$file" >"$out/debian" 2>"$out/debian.err" ;;
	input) timeout 60 /usr/bin/scriptor <"$file" >"$out/debian" 2>"$out/debian.err" ;;
	T=1) timeout 60 /usr/bin/scriptor -p T=1 -u "$file" >"$out/debian" 2>"$out/debian.err" ;;
	esac
	theirs=$?
	case $form in
	file) timeout 60 "$ours" "$file" >"$out/ours" 2>"$out/ours.err" ;;
	input) timeout 60 "$ours" <"$file" >"$out/ours" 2>"$out/ours.err" ;;
	T=1) timeout 60 "$ours" -p T=1 -u "$file" >"$out/ours" 2>"$out/ours.err" ;;
	esac
	[ $theirs = 0 ] || {
		echo "$name, $form: no reference, Debian's ends with $theirs"
		return 1
	}
	cmp <(without_words <"$out/debian") <(without_words <"$out/ours") || {
		echo "$name, $form:"
		diff <(without_words <"$out/debian") <(without_words <"$out/ours") | head -n 10
		cat "$out/ours.err"
		return 1
	}
}

compare_all() {
	local name failed=0 count=0
	for name in "$out"/scripts/*; do
		name=${name##*/}
		compare "$name" "$1" || failed=1
		count=$((count + 1))
	done
	[ $count -ge 75 ] && [ $failed = 0 ]
}

@test "files" {
	write_scripts
	fill_card $t0
	compare_all file
	# also with T=0, with a warning
	grep -q ': T=0 supports only short APDUs.*; sent as written$' "$out/ours.err"
}

@test "standard input" {
	write_scripts
	fill_card $t0
	compare_all input
}

@test "T=1" {
	write_scripts
	fill_card $t1
	compare_all T=1
}

@test "the notes on standard error" {
	write_scripts
	fill_card $t0
	for arguments in "" "-p T=0" "-r 0"; do
		/usr/bin/scriptor ${arguments/-r 0/} "$out/scripts/reset" 2>"$out/debian.err" >"$out/debian"
		"$ours" $arguments "$out/scripts/reset" 2>"$out/ours.err" >"$out/ours"
		if [ "$arguments" = '-r 0' ]; then
			grep -q '^Using given card reader: pcsckit A 00 00$' "$out/ours.err"
		else
			diff "$out/debian.err" "$out/ours.err"
		fi
		cmp "$out/debian" "$out/ours"
	done
}

# The differences listed in scriptor(1) under DIFFERENCES, one test each.

# both FORM: runs $out/x with both; keeps their standard output, without the explanations.
both() {
	if [ "$1" = file ]; then
		timeout 60 /usr/bin/scriptor "$out/x" 2>"$out/debian.err" | without_words >"$out/debian"
		timeout 60 "$ours" "$out/x" 2>"$out/ours.err" | without_words >"$out/ours"
	else
		timeout 60 /usr/bin/scriptor <"$out/x" 2>"$out/debian.err" | without_words >"$out/debian"
		timeout 60 "$ours" <"$out/x" 2>"$out/ours.err" | without_words >"$out/ours"
	fi
}

@test "difference: a word of a comment, or a part of one, is no command" {
	fill_card $t0
	for line in '# exit here' '# and exit' '# reset it' '#exited'; do
		printf '00 A4 00 00\n%s\n00 B0 00 00\n' "$line" >"$out/x"
		both file
		[ "$(grep -c '^> 00' "$out/ours")" = 2 ]
		[ "$(grep -c '^> RESET' "$out/ours")" = 0 ]
		if [[ $line == *reset* ]]; then
			cmp "$out/debian" "$out/ours"
		else
			[ "$(grep -c '^> 00' "$out/debian")" = 1 ]
		fi
	done
}

@test "difference: a word joined to an APDU is an error" {
	fill_card $t0
	printf '00 A4 \\\nexit\n' >"$out/x"
	both file
	grep -q '^exit$' "$out/debian" # theirs exits there, and ignores the APDU
	[ ! -s "$out/ours" ]
	grep -q 'x:2:1: expected two hex digits' "$out/ours.err"
}

@test "difference: a backslash at the end of the file is an error" {
	fill_card $t0
	printf '00 A4 00 00\n00 B0 00 00 \\' >"$out/x"
	both file
	[ "$(grep -c '^> ' "$out/debian")" = 1 ]
	[ ! -s "$out/ours" ]
	grep -q 'x:2:' "$out/ours.err"
}

@test "difference: errors in a file are found before anything is sent, in standard input where they stand" {
	fill_card $t0
	for line in '00 XY 00 00' 'hello' '00 A4 0' '00:A4:00:0'; do
		printf '00 A4 00 00\n%s\n00 B0 00 00\n' "$line" >"$out/x"
		both file
		[ ! -s "$out/ours" ]
		grep -q 'x:2:' "$out/ours.err"
		both input
		[ "$(grep -c '^> ' "$out/ours")" = 1 ]
		grep -q -e '-:2:' "$out/ours.err"
		cmp "$out/debian" "$out/ours"
	done
}

@test "difference: an answer without a status word stops the script" {
	fill_card $t0
	printf '00 B3 00 00\n00 B0 00 00\n' >"$out/x"
	both file
	[ "$(grep -c '^> ' "$out/debian")" = 2 ]
	[ "$(grep -c '^> ' "$out/ours")" = 1 ]
}

@test "what the older program refuses is taken, or told by its place" {
	fill_card $t0
	for line in '  00 A4 00 00' '00  A4 00 00' '00:A4:00:00' '00 A4 00 00 # comment' '00A4 0000' '00 A4\t00 00'; do
		printf "$line\n" >"$out/x"
		both file
		[ "$(grep -c '^< 61 2A' "$out/debian")" = 0 ]
		grep -q '^< 61 2A' "$out/ours"
	done
}
