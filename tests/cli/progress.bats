#!/usr/bin/env bats
# Long operations show their progress on a terminal after one second, and clear it; in a pipe they
# show nothing. The input comes slowly, through a FIFO.
load common

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	mkfifo slow
}

# slowly FILE: writes it into the FIFO, the second half 1.6 seconds after the first.
slowly() {
	local half=$(($(stat -c %s "$1") / 2))
	{
		head -c "$half" "$1"
		sleep 1.6
		tail -c +$((half + 1)) "$1"
	} >slow 3>&- &
}

# on_terminal COMMAND...: runs it on a new terminal of 40 columns; its output is in $output.
on_terminal() {
	timeout 60 python3 "$root/tests/fake/on_terminal.py" 40 screen "$@" </dev/null >end
	output=$(<screen)
	wait
}

# shows LINE: the line was shown, and cleared before the output that followed, if any.
shows() {
	prints "$1"
	python3 - "$1" <<-'END'
		import re, sys
		text = open("screen", newline="").read()
		clear, line = "\r\x1b[K", sys.argv[1]
		assert clear + line in text, text
		after = text[text.rindex(line) + len(line):]
		assert after.startswith(clear), after
		assert "1 s" not in after and "\r\x1b[K\n" not in text
	END
}

card_list() { printf '3B 02 14 50\n\tA card\n\n3B 03 14 50 51\n\tAnother\n' >list; }

@test "reading and checking a card list" {
	card_list
	slowly list
	on_terminal "$BIN/atr_parser" --lint slow
	shows 'checking slow: 1 s'
	printf '3B 03 14 50 51\n\tAnother\n3B 02 14 50\n\tA card\n' >list
	slowly list
	on_terminal "$BIN/atr_parser" --lint slow --color never
	shows 'checking slow: 1 s'
	prints $'\033[Kslow:3:1: warning: no-blank-line'
}

@test "counting ATRs" {
	card_list
	slowly list
	on_terminal "$BIN/atr_parser" --stats T0 --color never slow
	shows 'counting ATRs in slow: 1 s'
	prints $'\033[KT0'
}

@test "checking, converting and replaying" {
	printf '00 A4 04 00\n# %0400d\n00 B0 00 00\n' 0 >script
	slowly script
	on_terminal "$BIN/scriptor" --check slow
	shows 'reading slow: 1 s'
	printf '# ATR: 3B 00\n# protocol: T=0\n00 A4 00 00 02 3F 00 (9000)\n' >card
	slowly card
	on_terminal "$BIN/scriptor" --convert slow
	shows 'reading slow: 1 s'
	prints '00 A4 00 00 02 3F 00'
	slowly card
	on_terminal "$BIN/scriptor" --replay slow -e '00 A4 00 00 02 3F 00'
	shows 'reading slow: 1 s'
	prints '90 00'
}

@test "writing a site: how many pages there are" {
	for i in {1000..3999}; do printf '3B 02 %s %s\n\tCard %s\n\n' "${i:0:2}" "${i:2}" "$i"; done >list
	SMARTCARD_LIST=list timeout 60 python3 "$root/tests/fake/on_terminal.py" 40 screen \
		bash -c 'echo $$ >pid; exec "$@"' - "$BIN/atr_parser" --site site </dev/null >end 3>&- &
	until [ -s pid ] && [ -e site/atr ] && [ "$(find site/atr -type f | head -n 9 | wc -l)" = 9 ]; do sleep 0.01; done
	kill -STOP "$(<pid)"
	sleep 1.2
	kill -CONT "$(<pid)"
	wait
	grep -qE $'\r\033\[Kwriting site: [0-9]+ pages' screen
	grep -qx 'status 0' end
	tail -c 4 screen | grep -q $'^\r\033\[K$'
}

@test "the name of a long path is cut off before the amount" {
	name=$(printf 'A%.0s' {1..60})
	mkfifo "$name"
	card_list
	(sleep 1.6 && cat list) >"$name" 3>&- &
	on_terminal "$BIN/atr_parser" --lint "$name"
	shows "checking ${name:0:25}: 1 s"
}

@test "nothing where it is quick, in a pipe, and on a dumb terminal" {
	card_list
	on_terminal "$BIN/atr_parser" --lint list
	[ -z "$output" ]
	slowly list
	run --separate-stderr "$BIN/atr_parser" --lint slow
	[ -z "$stderr$output" ]
	slowly list
	on_terminal env TERM=dumb "$BIN/atr_parser" --lint slow
	[ -z "$output" ]
}
