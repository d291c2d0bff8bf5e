#!/usr/bin/env bats
# scriptor's prompt at a terminal (expect's), with a recording instead of a card: what needs no
# reader.

load ../programs
load ../prompt

setup() {
	prompt_home
	cd "$HOME" || return
	export XDG_STATE_HOME=$HOME/state
	mkdir -p state/pcsckit
	cat >rec <<-'END'
		# ATR: 3B 65 00 00 41 42 43 44 45
		# protocol: T=0
		00A4000000 [] (9000)
		00B0000005 [48656C6C6F] (6282)
	END
}

@test "an error under its column: wide characters, those without width, tabs" {
	talk <<-'END'
		start scriptor --color never --replay-any rec
		see "recording, T=0> "
		# the prompt has 16 columns
		send "00 A4 \"\u65e5\u672c\u8a9e\" ZZ\r"
		see_re "\n {31}\\^\r\nscriptor: column 19: "
		see "T=0> "
		send "00 A4 \"gr\u00fcn\" ZZ\r"
		see_re "\n {29}\\^\r\n"
		see "T=0> "
		send "00 A4 \"e\u0301\" ZZ\r"
		see_re "\n {26}\\^\r\n"
		see "T=0> "
		# ^V inserts the next key literally
		send "00\026\tA4 ZZ\r"
		see_re "\n {27}\\^\r\nscriptor: column 7: "
		see "T=0> "
		leave 0
	END
	TERM=dumb talk <<-'END'
		start scriptor --color never --replay-any rec
		see "recording, T=0> "
		send "00\tA4 0G\r"
		see_re "\n {27}\\^\r\nscriptor: column 7: "
		see "T=0> "
		leave 0
	END
}

@test "an error in a line longer than the terminal, and in one above: its part is shown again" {
	talk <<-'END'
		start scriptor --color never --replay-any rec
		see "recording, T=0> "
		send "00 A4 [string repeat {11 } 30]ZZ 22 33\r"
		see_re "\n\\.\\.\\.( ?11)+ ZZ 22 33\r\n {43}\\^\r\nscriptor: column 97: "
		see "T=0> "
		send "00 A4 \"[string repeat \u65e5 40]\" ZZ\r"
		see_re "\n\\.\\.\\.\u65e5{12}\" ZZ\r\n {29}\\^\r\nscriptor: column 130: "
		see "T=0> "
		send "00 A4 ZZ\\\r"
		see "... "
		send "00 00\r"
		see_re "\n00 A4 ZZ.?\r\n {6}\\^\r\n"
		see "T=0> "
		leave 0
	END
}

@test "keys that mean nothing, and the marks around a paste, leave no trace" {
	talk <<-'END'
		start scriptor --replay-any rec
		see "recording, T=0> "
		send "\033\[200~echo pasted\033\[201~\r"
		see "\npasted\r\n" "T=0> "
		foreach key {\[2~ \[5~ \[6~ \[11~ \[15~ \[24~ OP OQ OR OS \[I} {
			send "echo before\033$key after\r"
			see "\nbefore after\r\n" "T=0> "
		}
		send "echo one two\033\[1;5D\033\[1;5Dbig \r"
		see "\nbig one two\r\n" "T=0> "
		leave 0
	END
	[ "$(cat state/pcsckit/scriptor_history)" = 'echo pasted
echo before after
echo big one two' ]
}

@test "Ctrl-D in the middle of a block: it is not run, and that is said" {
	talk <<-'END'
		start scriptor --replay-any rec
		see "recording, T=0> "
		send "repeat 2\r"
		see "... "
		send "echo never\r"
		see "... "
		send "\004"
		see "incomplete statement discarded"
		expect {
			"\nnever" {fail "it was run"}
			eof {}
		}
		if {[lindex [wait] 3] != 0} {fail "status"}
	END
	talk <<-'END'
		start scriptor --replay-any rec
		see "recording, T=0> "
		send "exi\004\004t 3\r"
		expect eof
		if {[lindex [wait] 3] != 3} {fail "Ctrl-D left in the middle of a line"}
	END
}

@test "what is typed while something runs is for the next line; a Ctrl-D there does no harm" {
	talk <<-'END'
		start scriptor --replay-any rec
		see "recording, T=0> "
		send "repeat 2\recho now\rsleep 700\rend\r"
		see "\nnow"
		send "echo ahead\r"
		see "\nnow" "\nahead\r\n" "T=0> "
		send "repeat 2\recho now\rsleep 700\rend\r"
		see "\nnow"
		send "\004"
		see "\nnow" "T=0> "
		# the next key works as a key, and is not inserted literally
		send "\001echo alive\r"
		see "\nalive\r\n" "T=0> "
		leave 0
	END
}

# Prints the keywords in lib/script/keywords.c, one per line: name, blank, syntax.
commands() {
	sed -nE 's/^\t\t\.(name|syntax) = "(.*)",$/\2/p' "$BATS_TEST_DIRNAME/../../lib/script/keywords.c" |
		paste -d ' ' - - | sed 's/\\"/"/g; s/ $//'
}

# Removes carriage returns and the sequence that ends bracketed paste.
plain() { sed -e 's/\r$//' -e $'s/^\033\\[?2004l//'; }

@test "help for all, and help WORD for each command there is: one line, no wider than 80" {
	[ "$(commands | wc -l)" -ge 33 ]
	commands >all
	talk >shown <<-'END'
		set stty_init {rows 60 columns 200}
		start scriptor --replay-any rec
		see "recording, T=0> "
		send "help\r"
		see "Ctrl-R searches" "T=0> "
		set all [open all]
		while {[gets $all line] >= 0} {
			send "help [lindex [split $line] 0]\r"
			see "\n$line: " "T=0> "
		}
		leave 0
	END
	while read -r line; do
		# shown by help, and again by help WORD
		[ "$(grep -c -F -x -e "$line" <(plain <shown | sed 's/: [a-z].*//'))" = 2 ] || {
			echo "not told twice: $line"
			return 1
		}
	done <all
	run -1 grep -E '^[a-z]+( .*)?: .{80}|^.{81}' <(plain <shown | sed '/> /d')
}

@test "help on a small terminal: no page needs more rows than it has, also where lines are wrapped" {
	talk >shown <<-'END'
		set stty_init {rows 10 columns 40}
		start scriptor --replay-any rec
		see "T=0> "
		send "help\r"
		for {set more 1} {$more} {} {
			expect {
				"Enter: more" {send "\r"}
				"Ctrl-R searches" {set more 0}
				timeout {fail "no end"}
			}
		}
		see "T=0> "
		leave 0
	END
	plain <shown | awk '
		/Enter: more/ { if (rows > 9) bad = NR; pages++; rows = 0; next }
		/T=0>/ { rows = 0; next }
		{ rows += length == 0 ? 1 : int((length + 39) / 40) }
		END { print pages, bad; exit bad || pages < 6 }'
}

@test "each command is completed from its first letters" {
	commands | sed 's/ .*//' >all
	talk <<-'END'
		set stty_init {rows 60 columns 200}
		start scriptor --replay-any rec
		see "recording, T=0> "
		set words [split [read -nonewline [open all]] \n]
		foreach word $words {
			set part [string range $word 0 end-1]
			if {$word eq "reader"} {
				# "reade" is completed to "reader", which may still become "readers"
				set part $word
			}
			send $part
			see $part
			send "\t"
			if {[llength [lsearch -all -inline -glob $words $part*]] > 1} {
				# several words are listed
				see "\n$word  " "T=0> $part"
				send "\003"
			} else {
				see [string index $word end]
				send "\001echo \005\r"
				see_re "\n$word ?\r\n"
			}
			see "T=0> "
		}
		leave 0
	END
}

@test "a history file with escapes, NUL and bytes that are no characters" {
	printf 'echo good\n\033[31mred\nnul\0here\n\377\376\n' >state/pcsckit/scriptor_history
	talk >shown <<-'END'
		start scriptor --replay-any rec
		see "recording, T=0> "
		# up to the oldest line, if there are that many
		send "\020"
		send "\020"
		send "\020"
		send "\020"
		send "\020"
		see "echo good"
		send "\r"
		see "\ngood" "T=0> "
		leave 0
	END
	run -1 grep -a -F $'\033[31m' shown
}

@test "history: a link stays one; what is not to be read or written is told once" {
	mkdir elsewhere
	echo 'echo before' >elsewhere/lines
	ln -s "$PWD/elsewhere/lines" state/pcsckit/scriptor_history
	talk <<-'END'
		start scriptor --replay-any rec
		see "recording, T=0> "
		send "echo new\r"
		see "\nnew" "T=0> "
		leave 0
	END
	[ -L state/pcsckit/scriptor_history ]
	[ "$(cat elsewhere/lines)" = $'echo before\necho new' ]
	rm state/pcsckit/scriptor_history
	truncate -s 200M state/pcsckit/scriptor_history
	talk <<-'END'
		start scriptor --replay-any rec
		see "history: File too large" "not saved" "recording, T=0> "
		send "echo still\r"
		see "\nstill" "T=0> "
		leave 0
	END
	[ "$(stat -c %s state/pcsckit/scriptor_history)" = $((200 << 20)) ]
}

@test "six prompts at once: each of their lines is kept, in its order" {
	talk <<-'END'
		log_user 0
		set all {}
		for {set i 0} {$i < 6} {incr i} {
			start scriptor --replay-any rec
			lappend all $spawn_id
		}
		foreach spawn_id $all {see "recording, T=0> "}
		for {set n 0} {$n < 8} {incr n} {
			set i 0
			foreach spawn_id $all {send "echo p[incr i]-$n\r"}
			set i 0
			foreach spawn_id $all {see "\np[incr i]-$n\r\n" "T=0> "}
		}
		foreach spawn_id $all {leave 0}
	END
	[ "$(sort -u state/pcsckit/scriptor_history | wc -l)" = 48 ]
	[ "$(wc -l <state/pcsckit/scriptor_history)" = 48 ]
	for i in 1 2 3 4 5 6; do
		[ "$(grep -o "p$i-.*" state/pcsckit/scriptor_history | tr -d '\n')" = \
			"p$i-0p$i-1p$i-2p$i-3p$i-4p$i-5p$i-6p$i-7" ]
	done
}

@test "search: backwards, again, nothing found; UTF-8" {
	printf 'echo old\necho grüße an alle\necho other\n' >state/pcsckit/scriptor_history
	talk <<-'END'
		start scriptor --replay-any rec
		see "recording, T=0> "
		send "\022"
		send "gr\u00fc"
		see "gr\u00fc\u00dfe an alle"
		send "\r"
		see "\ngr\u00fc\u00dfe an alle" "T=0> "
		send "\022echo o\022\r"
		see "\nold" "T=0> "
		send "\022nowhere"
		see "bck?"
		send "\003"
		see "T=0> "
		send "echo alive\r"
		see "\nalive" "T=0> "
		leave 0
	END
}

@test "Ctrl-C while the line is drawn, again and again, ends nothing" {
	talk <<-'END'
		start scriptor --replay-any rec
		see "recording, T=0> "
		log_user 0
		for {set i 0} {$i < 150} {incr i} {
			send "\022nowhere in all that was typed before"
			# there are many more characters to redraw
			see "bck"
			send "\003"
			see "recording, T=0> "
		}
		log_user 1
		# Ctrl-C discards what is typed after it until it is handled
		set timeout 1
		expect {
			-re ".+" exp_continue
			timeout {}
		}
		set timeout 30
		send "echo alive\r"
		see "\nalive\r\n" "T=0> "
		leave 0
	END
}

@test "color by class: normal and warning, none with --color never" {
	talk <<-'END'
		start scriptor --replay-any rec
		see "recording, T=0> "
		send "00A4000000\r"
		see "\033\\\[38;5;29m< 90" "T=0> "
		send "00B0000005\r"
		see "\033\\\[38;5;131m< 48" "T=0> "
		leave 0
	END
	talk <<-'END'
		start scriptor --color never --replay-any rec
		see "recording, T=0> "
		send "00A4000000\r"
		see_re "\n< 90 00"
		see "T=0> "
		leave 0
	END
}

@test "what fails at the prompt names the line of a block, and of one line nothing" {
	echo 'echo $none' >bad
	talk <<-'END'
		start scriptor --color never --replay-any rec
		see "recording, T=0> "
		send "00A4000000 (6A82)\r"
		see "\nscriptor: expected status 6A82, got 9000\r\n" "T=0> "
		send "echo \$none\r"
		see "\nscriptor: \$none is not set\r\n" "T=0> "
		send "repeat 1\r"
		see "... "
		send "00A4000000 (6A82)\r"
		see "... "
		send "end\r"
		see "\nscriptor: line 2: expected status 6A82" "T=0> "
		send "load bad\r"
		see "\nscriptor: bad:1:1: \$none is not set\r\n" "T=0> "
		send "include bad\r"
		see "\nscriptor: bad:1:1: \$none is not set\r\n" "T=0> "
		leave 2
	END
}

@test "a command that no record answers stops nothing" {
	talk <<-'END'
		start scriptor --replay rec
		see "recording, T=0> "
		send "00EE0000\r"
		see "the recording has no response" "T=0> "
		send "readers\r"
		see "no readers: a recording is in use" "T=0> "
		send "reader 7\r"
		see "recording, not connected> "
		send "reset\r"
		see "< OK: 3B 65" "T=0> "
		send "wait removed\r"
		see "not connected> "
		send "00A4000000\r"
		see "< 90 00" "T=0> "
		leave 3
	END
}

@test "quit, q: the program's end; lengths that disagree are remarked on before they are sent" {
	talk >shown <<-'END'
		start scriptor --replay-any rec
		see "recording, T=0> "
		send "00 A4 04 00 05 A0 00\r"
		see "3 bytes of data missing; sent as typed" "> 00 A4 04 00 05 A0 00" "T=0> "
		send "00 20 00 01 08 31 32\r"
		see "Lc, data and Le do not match; sent as typed" "T=0> "
		send "q\r"
		expect eof
		if {[lindex [wait] 3] != 3} {fail "status"}
		start scriptor --replay-any rec
		see "recording, T=0> "
		send " quit \r"
		expect eof
		if {[lindex [wait] 3] != 0} {fail "status"}
	END
}

@test "save: a FIFO is written into, a file that is there is kept" {
	mkfifo fifo
	timeout 60 cat fifo >taken &
	echo kept >there
	talk >shown <<-'END'
		start scriptor --replay-any rec --record recorded
		see "recording, T=0> "
		send "echo words\r"
		see "\nwords" "T=0> "
		send "save fifo\r"
		see "T=0> "
		send "save there\r"
		see "save there: file exists" "T=0> "
		send "save ./recorded\r"
		see "save: ./recorded is the output file of --record" "T=0> "
		send "save .\r"
		see ".: Is a directory" "T=0> "
		leave 0
	END
	wait $!
	[ "$(cat taken)" = 'echo words' ]
	[ "$(cat there)" = kept ]
	[ -p fifo ]
}

@test "in the background the prompt stops, and goes on in the foreground" {
	talk <<-'END'
		shell
		proc stops {} {
			send "until \[\[ `jobs` = *Stopped* ]]; do sleep 0.1; done; echo it ha''s\r"
			see "it has" "shell: "
		}
		send "scriptor --replay-any rec\r"
		see "T=0> "
		send "echo half"
		see "half"
		send "\032"
		see "Stopped" "shell: "
		send "bg\r"
		see "shell: "
		stops
		send "fg\r"
		see "T=0> echo half"
		send " whole\r"
		see "\nhalf whole" "T=0> "
		send "\004"
		see "shell: "
		send "scriptor --replay-any rec &\r"
		see "shell: "
		stops
		send "fg\r"
		see "T=0> "
		send "echo other\r"
		see "\nother" "T=0> "
		send "\004"
		see "shell: "
		send "exit\r"
		expect eof
	END
}

@test "in the background TERM ends the prompt at once" {
	talk <<-'END'
		shell
		proc ends {how} {
			send "scriptor --replay-any rec\r"
			see "T=0> "
			eval $how
			see "Stopped" "shell: "
			send "kill %1; while jobs %1 >&2; do sleep 0.1; done 2>err; echo it en''ds\r"
			see "it ends" "shell: "
		}
		ends {send "\032"}
		ends {exec pkill -STOP -x -P [exp_pid] scriptor}
		ends {exec pkill -STOP -x -P [exp_pid] scriptor; see "Stopped" "shell: "
			send "bg; until jobs | grep Stop''ped; do sleep 0.1; done\r"}
		send "exit\r"
		expect eof
	END
}
