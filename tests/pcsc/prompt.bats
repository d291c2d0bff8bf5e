#!/usr/bin/env bats
# scriptor's prompt at a terminal (expect's), on the real pcscd with virtual cards.

load common
load ../prompt

t0=3B6500004142434445 t1=3B800181

setup() {
	prompt_home
	card_start one 35963 $t0
	card one answer 00A4 612A
	card one answer 00B0 48656C6C6F9000
	export CARD=/proc/$BASHPID/fd/${card_in[one]}
}

@test "status, answers and Ctrl-D" {
	talk <<-'END'
		start scriptor
		see "00 00, T=0> "
		send "00A4000000\r"
		see "> 00 A4 00 00 00" "< 61 2A : success" "T=0> "
		send "disconnect\r"
		see "card, not connected> "
		send "connect\r"
		see "T=0> "
		leave 0
	END
}

@test "the protocol and the reader of the status" {
	card_start two 35965 $t1
	talk <<-'END'
		start scriptor -r "B 00 00"
		see "pcsckit B 00 00, T=1> "
		leave 0
	END
}

@test "a missing card is told, inserted and removed ones without breaking the line" {
	card one remove
	talk <<-END
		start scriptor -r 0
		see "connect: " "00 00, no card> "
		send "00A4"
		see "00A4"
		card insert
		see "card inserted in pcsckit A 00 00: 3B 65 00 00 41" "not connected> 00A4"
		send "000000\r"
		see "< 61 2A" "T=0> "
		send "echo typ"
		see "typ"
		card remove
		see "card removed from pcsckit A 00 00" "are lost" "no card> echo typ"
		send "ing\r"
		see "\ntyping" "no card> "
		leave 3
	END
}

@test "news while a line of three rows is edited at its start" {
	talk <<-'END'
		set stty_init {rows 24 columns 40}
		start scriptor
		see "T=0> "
		send "echo [string repeat x 70]z\001"
		see "z"
		card remove
		see "card removed" "are lost"
		send "\005y\r"
		see "\n[string repeat x 70]zy" "no card> "
		leave 0
	END
}

@test "the service goes and comes back" {
	talk <<-'END'
		start scriptor
		see "T=0> "
		exec $::env(BATS_TEST_DIRNAME)/service.sh stop >@stderr 2>@1
		see "not connected to the PC/SC service" "no service> "
		send "00A4000000\r"
		see "scriptor: " "> "
		exec $::env(BATS_TEST_DIRNAME)/service.sh start >@stderr 2>@1
		see "connected to the PC/SC service" "> "
		card insert
		see "card, not connected> "
		send "00A4000000\r"
		see "< 61 2A" "T=0> "
		leave 3
	END
}

@test "readers: listed, completed, chosen" {
	card_start two 35965 $t1
	talk <<-'END'
		start scriptor
		see "A 00 00, T=0> "
		send "readers\r"
		see "0: pcsckit A 00 00" "2: pcsckit B 00 00" "T=0> "
		send "reader B\t"
		see "pcsckit B 00 00" "pcsckit B 00 01" "reader B"
		send " 00 00\t"
		see "pcsckit "
		send "\r"
		see "B 00 00, card, not connected> "
		send "atr\r"
		see "3B 80 01 81" "B 00 00, T=1> "
		# if no reader or two readers match, the current card stays in use
		send "reader nothing\r"
		see "no reader matches" "B 00 00, T=1> "
		send "reader pcsckit\r"
		see "matches 4 readers" "B 00 00, T=1> "
		send "connect T=0\r"
		see "scriptor: " "card, not connected> "
		leave 3
	END
}

@test "no place for history: told once, all else works" {
	mkdir -p "$HOME/.local/state/pcsckit/scriptor_history"
	talk <<-'END'
		start scriptor
		see "history: " "not saved" "T=0> "
		send "echo still\r"
		see "\nstill" "T=0> "
		leave 0
	END
}

@test "Ctrl-Z gives the terminal back, and fg goes on in the line" {
	talk <<-'END'
		shell
		send "scriptor\r"
		see "T=0> "
		send "echo half"
		see "half"
		send "\032"
		see "Stopped" "shell: "
		send "fg\r"
		see "T=0> echo half"
		send " whole\r"
		see "\nhalf whole" "T=0> "
		send "\004"
		see "shell: "
		send "exit\r"
		expect eof
	END
}

@test "a recording in the card's place" {
	cd "$HOME"
	printf '# ATR: 3B 65 00 00 41 42 43 44 45\n# protocol: T=0\n00A4000000 [] (9000)\n' >rec
	talk <<-'END'
		start scriptor --replay rec
		see "recording, T=0> "
		send "00A4000000\r"
		see "< 90 00" "T=0> "
		leave 0
	END
}

@test "a secret that pin asks for is nowhere kept" {
	card one answer 0020 9000
	cd "$HOME"
	talk <<-'END'
		start scriptor
		see "T=0> "
		send "pin code hex\r"
		see "code: "
		send "4711\r"
		see "T=0> "
		send "! 20 00 01 : \$code\r"
		see {> 00 20 00 01 02 \*\* \*\*} "< 90 00" "T=0> "
		send "save s\r"
		see "T=0> "
		leave 0
	END
	[[ $(history) == *'pin code hex'* && $(history) != *47* ]]
	diff - s <<-'END'
		pin code hex
		! 20 00 01 : $code
	END
}

@test "a card that is pulled fails the next command, and the prompt goes on" {
	talk <<-END
		start scriptor
		see "T=0> "
		card remove
		see "no card> "
		send "00A4000000\r"
		see "scriptor: " "no card> "
		card insert
		see "card, not connected> "
		send "00A4000000\r"
		see "< 61 2A" "T=0> "
		leave 3
	END
}

@test "a reset by another program: connected again, the state's loss is told" {
	talk <<-'END'
		start scriptor
		see "T=0> "
		exec scriptor -e {disconnect reset} 2>@1
		send "00A4000000\r"
		see "reset" "reconnected" "lost" "T=0> "
		send "00A4000000\r"
		see "< 61 2A" "T=0> "
		leave 3
	END
}

@test "Ctrl-C leaves the line, and the block, and what runs" {
	talk <<-'END'
		start scriptor
		see "T=0> "
		send "echo never"
		see "never"
		send "\003"
		see "T=0> "
		send "echo one\r"
		see "\none" "T=0> "
		send "repeat 2\r"
		see "... "
		send "echo block"
		see "block"
		send "\003"
		see "T=0> "
		send "end\r"
		see "without repeat or if" "T=0> "
		# the output proves that it is running
		send "repeat 2\recho now\rsleep 60000\rend\r"
		see "\nnow\r\n"
		send "\003"
		see "stopped" "T=0> "
		send "echo alive\r"
		see "\nalive" "T=0> "
		leave 0
	END
}

@test "Ctrl-C while a slow disk takes the history" {
	talk <<-'END'
		start strace -f -o /dev/null -e trace=fsync,fdatasync -e inject=fsync,fdatasync:delay_enter=1500000 scriptor
		see "T=0> "
		send "echo one\r"
		see "\none" "T=0> "
		after 300
		send "\003"
		see "T=0> "
		send "echo two\r"
		see "\ntwo" "T=0> "
		leave 0
	END
}

@test "a card that does not answer: Ctrl-C leaves the program, and says so" {
	card one slow 60000
	talk <<-END
		start bash --norc -c {
			stty -a >$out/before
			scriptor
			echo status \$?
			stty -a >$out/after
		}
		see "T=0> "
		send "00A4000000\r"
		see "> 00 A4 00 00 00"
		send "\003"
		see "no response from the card; interrupted" "status 130"
		expect eof
	END
	diff "$out/before" "$out/after"
}

@test "blocks over several lines" {
	talk <<-'END'
		start scriptor
		see "T=0> "
		send "repeat 3 n\r"
		see "... "
		send "echo round \$n\r"
		see "... "
		send "end\r"
		see "round 01" "round 02" "round 03" "T=0> "
		send "00A4 \\\r"
		see "... "
		send "0000 00\r"
		see "> 00 A4 00 00 00" "T=0> "
		leave 0
	END
}

@test "a syntax error under its column, and the block goes on without the line" {
	talk <<-'END'
		start scriptor
		see "00 00, T=0> "
		send "00 A4 0G\r"
		# the prompt has 22 columns, the error is in column 7 of the line
		see_re "\n {28}\\^\r\nscriptor: \[^\n\]*column 7: "
		see "T=0> "
		send "repeat 2\r"
		see "... "
		send "00 A4 0G\r"
		see_re "\n {10}\\^\r\n"
		see "... "
		send "echo good\r"
		see "... "
		send "end\r"
		see "\ngood" "\ngood" "T=0> "
		send "eccho\r"
		see "did you mean \"echo\"" "T=0> "
		leave 0
	END
}

@test "completion: commands, choices, variables, files, instructions, applications" {
	mkdir "$HOME/a directory"
	echo 'echo from a file' >"$HOME/a directory/x y.apdu"
	cd "$HOME"
	talk <<-'END'
		start scriptor
		see "T=0> "
		send "res\t"
		see "et"
		send "co\t"
		see "ld"
		send "\r"
		see "< OK: 3B 65" "T=0> "
		send "dis\t"
		see "connect"
		send "\t"
		see "\nleave\r\n" "reset\r\n" "unpower\r\n" "eject\r\n" "T=0> disconnect"
		send "\003"
		see "T=0> "
		send "set something = 01 02\r"
		see "T=0> "
		send "echo \$some\t"
		see "thing"
		send "\r"
		see "\n0102" "T=0> "
		send "load \t"
		see "a directory/"
		send "\t"
		see "x y.apdu"
		send "\r"
		see "\nfrom a file" "T=0> "
		send "! select\t"
		see "A4"
		send "04 00 : mastercard\t"
		see_re "A0000000041010 +.*Mastercard"
		see "mastercard"
		send "\003"
		see "T=0> "
		send "00 A4 04 00 07 A00000015100\t"
		see_re "A00000015100\r?\[^ \]*0000"
		send "\003"
		see "T=0> "
		send "00 A4 04 00 A00000015100\t"
		see "08 "
		send "\001echo \005\r"
		see "\n00 A4 04 00 08 A000000151000000"
		see "T=0> "
		send "read bi\t"
		see "00 B0"
		send "\003"
		see "T=0> "
		send "reader \t"
		see "\"pcsckit "
		send "\003"
		see "T=0> "
		send "internal\t"
		see "00 88"
		send "\003"
		see "T=0> "
		send "verify \t"
		see "00 20"
		send "\003"
		see "T=0> "
		send "select \t"
		see "00 A4"
		send "\003"
		see "T=0> "
		leave 0
	END
}

@test "history: of sessions before, no duplicates, searched, mode 0600" {
	for i in 1 2; do
		talk <<-'END'
			start scriptor
			see "T=0> "
			send "echo first\r"
			see "\nfirst" "T=0> "
			send "echo second\r"
			see "\nsecond" "T=0> "
			send "echo first\r"
			see "\nfirst" "T=0> "
			leave 0
		END
	done
	diff - <(history) <<-'END'
		echo second
		echo first
	END
	[ "$(stat -c %a "$HOME/.local/state/pcsckit/scriptor_history")" = 600 ]
	talk <<-'END'
		start scriptor
		see "T=0> "
		send "\033\[A\033\[A\r"
		see "\nsecond" "T=0> "
		send "\022fir"
		see "echo first"
		send "\r"
		see "\nfirst" "T=0> "
		leave 0
	END
}

@test "history: two at once lose nothing, a kill loses nothing" {
	talk <<-'END'
		start scriptor
		set one $spawn_id
		see "T=0> "
		start scriptor
		set two $spawn_id
		see "T=0> "
		set spawn_id $one
		send "echo from one\r"
		see "\nfrom one" "T=0> "
		set spawn_id $two
		send "echo from two\r"
		see "\nfrom two" "T=0> "
		set spawn_id $one
		send "echo again\r"
		see "\nagain" "T=0> "
		saved "echo from two"
		exec kill -KILL [exp_pid -i $two]
		leave 0
	END
	diff - <(history | sort) <<-'END'
		echo again
		echo from one
		echo from two
	END
}

@test "history and saved scripts have no secrets" {
	card one answer 0020 9000
	cd "$HOME"
	talk <<-'END'
		start scriptor
		see "T=0> "
		send "00 20 00 01 04 31 32 33 34\r"
		see "< 90 00" "T=0> "
		send "! 20 00 01 : \"8765\"\r"
		see "< 90 00" "T=0> "
		send "set code = 39 39 38 38\r"
		see "T=0> "
		send "00 20 00 01 04 35 35 3\r"
		see "column" "T=0> "
		send "repeat 1\r"
		see "... "
		send "00 20 00 01 04 36 36 36 36\r"
		see "... "
		send "end\r"
		see "< 90 00" "T=0> "
		send "save s.apdu\r"
		see "T=0> "
		leave 0
	END
	run -0 history
	[[ $output == *'00 20 00 01'* && $output == *'**'* ]]
	for secret in '31 32' 8765 '39 39' '35 35' '36 36'; do
		[[ $output != *"$secret"* ]]
	done
	run -0 cat s.apdu
	[[ $output == *$'pin secret1 hex "4 bytes"\n00 20 00 01 04 $secret1\n'* ]]
	for secret in '31 32' 8765 '35 35' '36 36'; do
		[[ $output != *"$secret"* ]]
	done
}

@test "save writes the session as a script that runs again; it takes no file that is there" {
	cd "$HOME"
	echo mine >mine
	talk <<-'END'
		start scriptor
		see "T=0> "
		send "save empty\r"
		see "nothing to save" "T=0> "
		send "00A4000000 (612A)\r"
		see "< 61 2A" "T=0> "
		send "nonsense\r"
		see "\\^" "T=0> "
		send "repeat 2\r"
		see "... "
		send "echo hello\r"
		see "... "
		send "end\r"
		see "\nhello\r\nhello" "T=0> "
		send "save mine\r"
		see "file exists" "T=0> "
		send "save s.apdu\r"
		see "T=0> "
		send "echo more\r"
		see "\nmore" "T=0> "
		send "save s.apdu\r"
		see "T=0> "
		leave 0
	END
	[ "$(cat mine)" = mine ] && [ ! -e empty ]
	diff - s.apdu <<-'END'
		00A4000000 (612A)
		repeat 2
		echo hello
		end
		echo more
	END
	run -0 scriptor s.apdu
	[[ $output == *$'hello\nhello\n'* ]]
}

@test "load runs a file, and its errors stop only the file" {
	cd "$HOME"
	printf 'echo start\n00A4000000 (9000)\necho never\n' >x
	printf 'echo a\n00 A4 0G\n' >bad
	talk <<-'END'
		start scriptor
		see "T=0> "
		send "load x\r"
		see "echo start" "\nstart" "x:2: " "T=0> "
		send "load bad\r"
		see "bad:2:7: " "T=0> "
		send "load nothere\r"
		see "nothere: No such file" "T=0> "
		send "load\r"
		see "a file name" "T=0> "
		leave 1
	END
	[[ $(history) != *never* ]]
}

@test "help for all, and for each word" {
	talk <<-'END'
		start scriptor
		see "Type \"help\"" "T=0> "
		send "help\r"
		see "\nCard and reader:" "reset " "\nModes:" "auto on|off: " "Enter: more"
		send "\r"
		see "\nScript:" "\nSession:" "\nhelp \[WORD\]: " "Enter: more"
		send "\r"
		see "Ctrl-R searches" "T=0> "
		send "?\r"
		see "\nCard and reader:" "Enter: more"
		send "q\r"
		see "T=0> "
		send "help reset\r"
		see "reset \\\[cold|warm\\\]: reset the card" "T=0> "
		send "help SAVE\r"
		see "save FILE: write" "T=0> "
		send "h atr\r"
		see "\natr: show the answer to reset\r\n" "T=0> "
		send "help rest\r"
		see "unknown command \"rest\"" "did you mean \"reset\"" "T=0> "
		leave 0
	END
}

@test "view: hex, ASCII, both" {
	talk <<-'END'
		start scriptor
		see "T=0> "
		send "00B0000005\r"
		see "< 48 65 6C 6C 6F 90 00 : " "T=0> "
		send "view both\r"
		see "T=0> "
		send "00B0000005\r"
		see "< 48 65 6C 6C 6F 90 00 : " "\"Hello\"" "T=0> "
		send "view ascii\r"
		see "T=0> "
		send "00B0000005\r"
		see "< 90 00 : " "\"Hello\"" "T=0> "
		leave 0
	END
}

@test "color by the class of the status word, none with NO_COLOR" {
	card one answer 00C0 6282
	card one answer 00C1 6A82
	talk <<-'END'
		start scriptor
		see "T=0> "
		send "00B0000005\r"
		see "\033\\\[38;5;29m< 48"
		send "00C0000000\r"
		see "\033\\\[38;5;131m< 62"
		send "00C1000000\r"
		see "\033\\\[1;38;5;163m< 6A" "T=0> "
		leave 0
	END
	NO_COLOR=1 talk <<-'END'
		start scriptor
		see "T=0> "
		send "00B0000005\r"
		see_re "\n< 48 65 6C 6C 6F 90 00"
		see "T=0> "
		leave 0
	END
}

@test "a dumb terminal: no escape sequence, all else works" {
	TERM=dumb talk <<-'END'
		start scriptor
		see "T=0> "
		send "00A4000000\r"
		see "< 61 2A" "T=0> "
		send "00 A4 0G\r"
		see "\\^" "column 7" "T=0> "
		send "echo never"
		send "\003"
		see "T=0> "
		send "repeat 2\r"
		see "... "
		send "echo twice\r"
		see "... "
		send "end\r"
		see "\ntwice" "\ntwice" "T=0> "
		leave 0
	END
	TERM=dumb talk >"$out/raw" <<-'END'
		start scriptor
		see "T=0> "
		send "00A4000000\r"
		see "< 61 2A" "T=0> "
		leave 0
	END
	[ -s "$out/raw" ]
	run -1 grep -c $'\033' "$out/raw"
}

@test "a paste of 500 lines" {
	talk <<-'END'
		start scriptor
		see "\033\\\[?2004h" "T=0> "
		log_user 0
		set lines {}
		for {set i 0} {$i < 500} {incr i} {append lines "echo line\t$i done\r"}
		set timeout 60
		# Input that arrives while a line runs is echoed by the terminal: with its TAB, not
		# with a blank instead.
		send -- "\033\[200~$lines\033\[201~"
		for {set i 0} {$i < 500} {incr i} {see "line $i done"}
		see "T=0> "
		send "ec\t"
		see "ec*ho "
		send "completed\r"
		see "\ncompleted" "T=0> "
		leave 0
	END
	[ "$(history | grep -c 'done$')" = 500 ]
}

@test "a paste in parts, and one whose end is lost" {
	talk <<-'END'
		start scriptor
		see "T=0> "
		send -- "\033\[200~echo a\t"
		after 100
		send "b\033\[20"
		after 100
		send "1~\r"
		see "\na b\r\n" "T=0> "
		send -- "\033\[200~ec"
		see "ec"
		send "\t"
		see "ho "
		send "later\r"
		see "\nlater\r\n" "T=0> "
		leave 0
	END
}

@test "a terminal that tells nothing of pastes" {
	talk <<-'END'
		start scriptor
		see "T=0> "
		send "echo two\twords in one go\r"
		see "\ntwo words in one go\r\n" "T=0> "
		leave 0
	END
}

@test "UTF-8 is edited by characters" {
	talk <<-'END'
		start scriptor
		see "T=0> "
		send "echo gr\u00fc\u00dfx\177\177\u00dfe\r"
		see "\ngr\u00fc\u00dfe\r\n" "T=0> "
		send "set t = \"\u20ac\"\r"
		see "T=0> "
		send "echo \$t\r"
		see "\nE282AC" "T=0> "
		leave 0
	END
	[[ $(history) == *'echo grüße'* ]]
}

@test "a window that changes its size" {
	talk <<-'END'
		start scriptor
		see "T=0> "
		send "echo 0123456789012345678901234567890123456789"
		see "0123456789"
		stty rows 24 columns 40 < $spawn_out(slave,name)
		exec kill -WINCH [exp_pid]
		send "\001\005 end\r"
		see "\n0123456789012345678901234567890123456789 end" "T=0> "
		leave 0
	END
}

@test "the terminal is as before, however the prompt ends" {
	for how in TERM HUP INT exit; do
		talk <<-END
			start bash --norc -c {
				stty -a >$out/before
				scriptor
				echo status \$?
				stty -a >$out/after
			}
			see "T=0> "
			send "echo some"
			see "some"
			set pid [exec pgrep -n -x scriptor]
			switch $how {
				exit {send "\003"; see "T=0> "; send "exit 7\r"; see "status 7"}
				INT {exec kill -INT \$pid; see "T=0> "; send "\004"; see "status 0"}
				default {exec kill -$how \$pid; see "status"}
			}
			expect eof
		END
		diff "$out/before" "$out/after"
	done
}

@test "with a pipe on either side there is no prompt" {
	run -0 --separate-stderr scriptor <<<'echo plain'
	[ "$output" = $'Using T=0 protocol\nplain' ]
	talk <<-'END'
		start bash --norc -c {scriptor 2>/dev/null | cat -v}
		see "Using T=0"
		send "echo plain\r\004"
		expect {
			"T=0> " {fail "a prompt in a pipe"}
			"\nplain" {}
		}
		expect eof
	END
}

@test "a PIN with one try left is asked about, until the card was removed" {
	card one answer 0020 63C1
	talk <<-'END'
		start scriptor
		see "T=0> "
		send "00 20 00 01 04 31 32 33 34\r"
		see "< 63 C1" "T=0> "
		send "reset\r"
		see "< OK" "T=0> "
		send "00 20 00 01 04 31 32 33 34\r"
		see "1 try left for reference 01; send it anyway? \\\[y/N\\\] "
		send "\r"
		see "not sent" "T=0> "
		card remove
		see "card removed" "no card> "
		card insert
		see "card inserted" "not connected> "
		send "00 20 00 01 04 31 32 33 34\r"
		see "< 63 C1" "T=0> "
		leave 1
	END
}
