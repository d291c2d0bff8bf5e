#!/usr/bin/env bats
# scriptor's prompt on the fake service: tests that are not possible with the real service.

load common
load ../prompt

setup() {
	prompt_home
	fake_start 'add a First reader'
	PATH=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")/bin:$PATH
}

# talk_on_fake: like talk, with "fake LINE" available in the expect script.
talk_on_fake() {
	{
		cat <<-'END'
			proc fake {args} {
				set control [open $::env(FAKE_PCSC_CONTROL) w]
				puts $control [join $args]
				close $control
			}
		END
		cat
	} | talk
}

@test "-r with a number: the reader that has it when it is first seen" {
	fake_add 'insert a 3B00'
	talk_on_fake <<-'END'
		start scriptor -r 1
		see "no reader matches \"1\"" "no reader, not connected> "
		fake add b Second reader
		see "reader connected: Second reader" "Second reader, no card> "
		fake answer b 00 B29000
		fake unplug a
		see "reader disconnected: First reader" "> "
		fake add c Third reader
		see "reader connected: Third reader" "> "
		fake insert c 3B03
		see "card inserted in Third reader" "Second reader, no card> "
		fake insert b 3B02
		see "card inserted in Second reader" "card, not connected> "
		send "00A40000\r"
		see "Using given card reader: Second reader" "< B2 90 00" "Second reader, T=0> "
		leave 3
	END
}

@test "readers says so if there is none" {
	fake_add 'insert a 3B00'
	talk_on_fake <<-'END'
		start scriptor
		see "> "
		fake unplug a
		see "reader disconnected: First reader" "> "
		send "readers\r"
		see "\nNo reader connected.\r\n" "> "
		leave 0
	END
}

@test "a reader chosen by its number stays the one when the service has come back" {
	fake_add 'insert a 3B00' 'add b Second reader' 'insert b 3B02' 'answer b 00 B29000'
	talk_on_fake <<-'END'
		start scriptor
		see "First reader, T=0> "
		send "reader 1\r"
		see "Second reader, card, not connected> "
		send "00A40000\r"
		see "< B2 90 00" "Second reader, T=0> "
		fake service stop
		see "not connected to the PC/SC service" "> "
		send "00A40000\r"
		see "scriptor: " "> "
		fake unplug a
		fake add c Third reader
		fake insert c 3B03
		fake service start
		see "connected to the PC/SC service" "Second reader, card, not connected> "
		send "00A40000\r"
		see "Using given card reader: Second reader" "< B2 90 00" "Second reader, T=0> "
		leave 3
	END
}

@test "a connection that broke in the middle of a call is made anew, whatever it is called" {
	fake_add 'insert a 3B00'
	for code in 80100013 8010006A; do
		talk_on_fake <<-END
			start scriptor
			see "T=0> "
			fake fail SCardTransmit $code 0 1
			fake service stop
			see "not connected to the PC/SC service" "> "
			send "00A40000\r"
			see "scriptor: " "$code" "> "
			fake service start
			see "connected to the PC/SC service" "card, not connected> "
			send "00A40000\r"
			see "< " "T=0> "
			leave 3
		END
	done
}

@test "after the service's return: what left and what is new is told, what stayed is not" {
	fake_add 'insert a 3B00' 'add b Second reader' 'insert b 3B02' 'add c Third reader'
	talk_on_fake <<-'END' >"$out/talk.out"
		start scriptor
		see "First reader, T=0> "
		fake service stop
		see "not connected to the PC/SC service" "> "
		fake swap a 3B01
		fake unplug c
		fake add d Fourth reader
		fake service start
		see "connected to the PC/SC service"
		see "card removed from First reader" "the card's selection and PIN state are lost"
		see "reader disconnected: Third reader"
		see "card inserted in First reader: 3B 01"
		see "reader connected: Fourth reader"
		see "First reader, card, not connected> "
		leave 0
	END
	! grep -a -e 'reader connected: First' -e 'Second reader' "$out/talk.out" || false
}

@test "a narrow terminal: the reader's name gives way to what is typed" {
	fake_add 'insert a 3B00' 'add b Some Maker Some Contactless Reader 00 01' 'insert b 3B02' 'answer b 00 9000'
	talk_on_fake <<-'END'
		start scriptor -r 1
		see "Some Maker Some Con...er 00 01, T=0> "
		foreach {columns head} {56 "Some Maker Some Con...er 00 01, T=0> " 55 "Some Maker Some Co...er 00 01, T=0> "
				35 "Some ...er 00 01, T=0> " 34 "2004hT=0> " 20 "2004hT=0> "} {
			stty rows 24 columns $columns < $spawn_out(slave,name)
			exec kill -WINCH [exp_pid]
			send "echo $columns\r"
			see "\n$columns" $head
		}
		send "disconnect\r"
		see "2004hcard, not connected> "
		leave 0
	END
}

@test "what --yes allows, a person is asked at the prompt" {
	local long='00B00000000000'
	fake_add 'insert a 3B00' 'control a 42000D48 120442330012' 'control a 42330012 0A0400000000' 'answer a 00B0 9000'
	cd "$BATS_TEST_TMPDIR"
	mkdir in
	cd in
	talk_on_fake <<-END
		start scriptor
		see "T=0> "
		send "$long\r"
		see "the reader supports short APDUs only" "; send it anyway? \\\\\\[y/N\\\\\\] "
		send "n\r"
		see "not sent" "T=0> "
		send "$long\r"
		see "; send it anyway? \\\\\\[y/N\\\\\\] "
		send "y\r"
		see "< 90 00" "T=0> "
		send "write \\\$atr ../out\r"
		see "path outside the current directory; write it anyway? \\\\\\[y/N\\\\\\] "
		send "\r"
		see "not written" "T=0> "
		send "write \\\$atr ../out\r"
		see "write it anyway? \\\\\\[y/N\\\\\\] "
		send "yes\r"
		see "T=0> "
		leave 2
	END
	[ "$(od -An -tx1 ../out)" = ' 3b 00' ]
}

@test "save: no value of a variable that was sent as a PIN, nor what it was made of" {
	fake_add 'insert a 3B6500004142434445' 'answer a 00 9000' 'control a 42000001 9000'
	cd "$HOME"
	talk_on_fake <<-'END'
		start scriptor
		see "T=0> "
		foreach line {
			"set half = 31 32" "set code = \$half 33 34" "SET more = 35 36 \\" "37 38" "set aid = A0000000031010"
			"! 20 00 81 : \$code" "00 A4 04 00 07 \$aid" "control 1 00 20 00 81 04 \$more" "save s.apdu"
		} {
			send "$line\r"
			see "\n"
		}
		send "echo all-\"done\"\r"
		see "all-done" "T=0> "
		leave 0
	END
	run -0 cat s.apdu
	for secret in '31 32' '33 34' '35 36' '37 38'; do
		[[ $output != *"$secret"* ]]
	done
	[[ $output == *$'pin half hex "2 bytes"\npin code hex "4 bytes"\npin more hex "4 bytes"\nset aid = A0000000031010\n! 20 00 81 : $code\n'* ]]
}

@test "save: no value of a secret variable on lines that are joined" {
	fake_add 'insert a 3B6500004142434445' 'answer a 00 9000'
	cd "$HOME"
	talk_on_fake <<-'END'
		start scriptor
		see "T=0> "
		foreach line {
			"set \\" "code = 31 32 33 34" "set new = 35 36 \\" "# a comment" "37 38" "set one = 39 # \\"
			"set aid = A0000000031010" "! 24 00 81 : \$code \$new" "! 20 00 82 : \$one" "! A4 04 00 : \$aid" "save s.apdu"
		} {
			send "$line\r"
			see "\n"
		}
		send "echo all-\"done\"\r"
		see "all-done" "T=0> "
		leave 0
	END
	diff - s.apdu <<-'END'
		pin code hex "4 bytes"
		pin new hex "4 bytes"
		pin one hex "1 byte"
		set aid = A0000000031010
		! 24 00 81 : $code $new
		! 20 00 82 : $one
		! A4 04 00 : $aid
	END
}
