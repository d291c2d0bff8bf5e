# What the tests of the prompt share: `source` it in expect. A test fails with status 1 and reports
# what it has missed.
set timeout 30
# With a smaller buffer, expect would discard output before matching it when there is much at once.
match_max -d 1000000
set stty_init {rows 24 columns 80}
log_user 1

proc fail {what} {
	puts "\nFAILED: $what"
	catch {exec kill -KILL [exp_pid]}
	exit 1
}

# see PATTERN...: waits for these texts (globs), one after the other. A text that begins with a
# newline is matched literally.
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

# see_re PATTERN: the same for a regular expression. After a line was entered, the prompt turns off
# bracketed paste; this sequence may follow the line's newline.
proc see_re {pattern} {
	set pattern [regsub {^\n} $pattern {\n(?:\\033\\[\\?2004l)?}]
	expect {
		-re $pattern {}
		timeout {fail "no \"$pattern\" in time"}
		eof {fail "ended before \"$pattern\""}
	}
}

# leave STATUS: sends Ctrl-D, with which the program must end with that status.
proc leave {status} {
	send "\004"
	expect {
		eof {}
		timeout {fail "Ctrl-D does not end it"}
	}
	set got [lindex [wait] 3]
	if {$got != $status} {fail "status $got, not $status"}
}

# card COMMAND: sends a command to the virtual card; its response is not read.
proc card {command} {
	set card [open $::env(CARD) w]
	puts $card $command
	close $card
}

# saved LINE: waits until the history file has LINE, which is written at the prompt's next pause.
proc saved {line} {
	for {set i 0} {$i < 1500} {incr i} {
		set path $::env(HOME)/.local/state/pcsckit/scriptor_history
		if {![catch {exec grep -q -x -F -e $line $path}]} return
		after 20
	}
	fail "\"$line\" is not saved in time"
}

# vicard's responses are on standard output, which is the test's terminal.
proc start {args} {
	global spawn_id spawn_out
	eval spawn -noecho $args
}

# Starts a shell with job control, which prompts with "shell: ".
proc shell {} {
	start bash --norc --noprofile -i
	send "PS1='shell: '; clear\r"
	see "shell: "
}
