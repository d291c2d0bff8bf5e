# What the prompt's tests share: `source` it in expect. A test fails by status 1, telling what it missed.
set timeout 30
# Less would be forgotten before it is looked at, where much comes at once.
match_max -d 1000000
set stty_init {rows 24 columns 80}
log_user 1

proc fail {what} {
	puts "\nFAILED: $what"
	catch {exec kill -KILL [exp_pid]}
	exit 1
}

# see PATTERN...: waits for these texts (globs), one after the other. One that begins with a newline is no glob.
proc see {args} {
	foreach pattern $args {
		if {[string index $pattern 0] eq "\n"} {
			see_re "\n[regsub -all {[][*+?{}()|.^$\\]} [string range $pattern 1 end] {\\&}]"
			continue
		}
		expect {
			-glob $pattern {}
			timeout {fail "no \"$pattern\" in time"}
			eof {fail "ended before \"$pattern\""}
		}
	}
}

# see_re PATTERN: the same for a regular expression. After a line was entered the terminal is told to tell no
# more of pastes: this may stand behind its newline.
proc see_re {pattern} {
	set pattern [regsub {^\n} $pattern {\n(?:\\033\\[\\?2004l)?}]
	expect {
		-re $pattern {}
		timeout {fail "no \"$pattern\" in time"}
		eof {fail "ended before \"$pattern\""}
	}
}

# leave STATUS: Ctrl-D ends the program with that status.
proc leave {status} {
	send "\004"
	expect {
		eof {}
		timeout {fail "Ctrl-D does not end it"}
	}
	set got [lindex [wait] 3]
	if {$got != $status} {fail "status $got, not $status"}
}

# card COMMAND: of the virtual card, whose answer is left unread.
proc card {command} {
	set card [open $::env(CARD) w]
	puts $card $command
	close $card
}

# saved LINE: waits until the history has it, which it gets in the prompt's next pause.
proc saved {line} {
	for {set i 0} {$i < 1500} {incr i} {
		set path $::env(HOME)/.local/state/pcsckit/scriptor_history
		if {![catch {exec grep -q -x -F -e $line $path}]} return
		after 20
	}
	fail "\"$line\" is not saved in time"
}

# Answers come from standard output, which is the test's terminal.
proc start {args} {
	global spawn_id spawn_out
	eval spawn -noecho $args
}
