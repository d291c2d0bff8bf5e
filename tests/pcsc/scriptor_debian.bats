#!/usr/bin/env bats
# Debian's scriptor and ours run the same scripts on the same virtual card: standard output is the same
# byte for byte, but for the words after the last " : " of an answer.

load common

ours=$BATS_TEST_DIRNAME/../../${B:-build}/bin/scriptor

# ATRs of cards that speak only T=0, only T=1.
t0=3B6500004142434445 t1=3B800181

# Makes $out/scripts/NAME of a text as printf takes it.
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
	script very_long_answer '00 B2 00 00 00 00 00\n'
	script one_byte_answer '00 A4 00 00\n00 B3 00 00\n'
	script two_byte_command '00A4\n'
	script crlf_in_comments '# one\r\n\r\n00 A4 00 00\n'
	script status_words '0F 00 90 00\n0F 00 61 05\n0F 00 62 83\n0F 00 63 C2\n0F 00 6C 10\n0F 00 6F 01\n0F 00 91 00\n0F 00 12 34\n'
	script extended "$(printf '00 EE 00 00 00 01 2C'; printf ' AB%%.0s' {1..300})\n"
}

# fill_card ATR: what a card of that ATR answers.
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
	for sw in 9000 6105 6283 63C2 6C10 6F01 9100 1234; do card one answer "0F00$sw" "$sw"; done
}

# Leaves out the words of an answer: its bytes, or the last row of them, stand before " : ".
without_words() {
	sed -E 's/^((< )?[0-9A-F]{2}( [0-9A-F]{2})*) : .*/\1 :/'
}

# compare NAME FORM: FORM says how the script is given.
compare() {
	local name=$1 form=$2 file=$out/scripts/$1 theirs
	case $form in
	file) /usr/bin/scriptor "$file" >"$out/debian" 2>"$out/debian.err" ;;
	input) /usr/bin/scriptor <"$file" >"$out/debian" 2>"$out/debian.err" ;;
	T=1) /usr/bin/scriptor -p T=1 -u "$file" >"$out/debian" 2>"$out/debian.err" ;;
	esac
	theirs=$?
	case $form in
	file) "$ours" "$file" >"$out/ours" 2>"$out/ours.err" ;;
	input) "$ours" <"$file" >"$out/ours" 2>"$out/ours.err" ;;
	T=1) "$ours" -p T=1 -u "$file" >"$out/ours" 2>"$out/ours.err" ;;
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
	[ $count -ge 40 ] && [ $failed = 0 ]
}

@test "files" {
	write_scripts
	fill_card $t0
	compare_all file
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
