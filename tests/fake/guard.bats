#!/usr/bin/env bats
# The guard against blocking a PIN: it tracks tries per reader, card and reference, and never sends
# a command of its own to find out.

load common
load ../prompt

setup() {
	unset PCSC_READER PCSC_READER_IGNORE
	cd "$out" || return
	prompt_home
}

# A card with PIN reference 81: 1111 is rejected with one try left, 3333 with two, 9999 is accepted.
# Reference 83 has no try left.
world() {
	fake_start 'add a First reader' 'insert a 3B6500004142434445 T1' 'answer a 00 9000' 'answer a 10 9000' \
		'answer a 0020008104 63C1' 'answer a 002000810431 63C1' 'answer a 002000810433 63C2' \
		'answer a 002000810434 63C3' 'answer a 002000810439 9000' 'answer a 002000810435 6983' \
		'answer a 00200083 63C0' 'answer a 00240081 63C1' 'answer a 00200081 63C1' \
		'answer a 00200082 63C3' "$@"
}

# says TEXT: standard error contains TEXT; prints TEXT: standard output contains it.
says() { grep -qF -e "$1" <<<"$stderr"; }
prints() { grep -qF -e "$1" <<<"$output"; }

# sent: prints the number of commands that the card got.
sent() {
	grep -c '^SCardTransmit' "$fake_log" || :
}

wrong='00 20 00 81 04 31 31 31 31'
one_left='the card reported 1 try left for reference 81'

# refuses LINE...: all lines but the last are sent; the last one is refused.
refuses() {
	local line arguments=()
	rm -f control
	world
	for line; do arguments+=(-e "$line"); done
	P=1111 run -1 --separate-stderr scriptor -e 'env P' "${arguments[@]}"
	says "not sent: the card reported"
	says '--yes sends it anyway'
	[ "$(sent)" = $(($# - 1)) ]
}

# sends LINE...: all lines are sent, whatever the responses are.
sends() {
	local line arguments=()
	rm -f control
	world
	for line; do arguments+=(-e "$line"); done
	P=1111 run -0 --separate-stderr scriptor -e 'env P' "${arguments[@]}"
	[[ $stderr != *'not sent'* ]]
	[ "$(sent)" = $# ]
}

@test "a value from a variable is not sent to a PIN with one try left, or none" {
	for ins in 20 21 24 25 26 28 2C 2D; do
		refuses "$wrong" "! $ins 00 81 : \$P"
		says "-e:3: not sent: $one_left"
	done
	refuses '00 20 00 83 04 31 31 31 31' '! 20 00 83 : $P'
	says 'not sent: the card reported no tries left for reference 83'
	# A command that queries the retry counter also reports it to the guard, and is itself never
	# refused.
	refuses '00 20 00 81' '00 20 00 81' '! 20 00 81 : $P'
	# Here the value is literal but P2 comes from a variable, so the line does not show
	# everything that is sent either.
	rm -f control
	world
	run -1 --separate-stderr scriptor -e 'set R = 81' -e "$wrong" -e '! 20 00 $R : "1111"'
	says "-e:3: not sent: $one_left"
	refuses "$wrong" '00 C2 00 00 { 00 20 00 81 04 $P }'
	refuses "$wrong" '! 10 20 00 81 : $P'
	refuses "$wrong" '! A0 20 00 81 : $P'
}

@test "what is sent to another PIN, or does not use a try, is not refused" {
	sends "$wrong" '! 20 00 82 : $P'
	sends "$wrong" '00 20 00 81' '! A4 00 00 : $P' '! 22 41 A4 : $P' '! 2A 9E 9A : $P'
	# A PIN of another application with the same number; the PIN of the first application is
	# still refused.
	sends '00 A4 04 00 03 A0 00 01' "$wrong" '00 A4 04 00 03 A0 00 02' '! 20 00 81 : $P'
	refuses '00 A4 04 00 03 A0 00 01' "$wrong" '00 A4 04 00 03 A0 00 02' '00 A4 04 00 03 A0 00 01' '! 20 00 81 : $P'
}

@test "63C1 and 63C0 alone start the guard; a success or a larger counter ends it" {
	sends '00 20 00 82 04 31 31 31 31' '! 20 00 82 : $P'
	sends '00 20 00 81 04 35 35 35 35' '! 20 00 81 : $P'
	sends "$wrong" '00 20 00 81 04 39 39 39 39' '! 20 00 81 : $P'
	sends "$wrong" '00 20 00 81 04 33 33 33 33' '! 20 00 81 : $P'
	sends "$wrong" '00 2C 02 81 04 31 31 31 31' '! 20 00 81 : $P'
	# The response to a part of a chain comes before any PIN was compared, and a success with
	# another PIN does not count for this one.
	refuses "$wrong" '10 2C 02 81 02 31 31' '! 20 00 81 : $P'
	refuses "$wrong" '00 2C 02 82 04 31 31 31 31' '! 20 00 81 : $P'
}

@test "a literal line is sent as it is written, with a warning; in a repeat it is not" {
	sends "$wrong" "$wrong" '! 24 00 81 : 31323334'
	says "-e:3: $one_left; sent as written"
	says "-e:4: $one_left; sent as written"
	rm -f control
	world
	run -1 --separate-stderr scriptor -e 'repeat 3' -e "$wrong" -e end
	says "-e:2: not sent: $one_left"
	[ "$(sent)" = 1 ]
}

# Werner Koch's recipe, gnupg-users, 7 March 2013; the older program runs it to its end.
@test "the published reset of an OpenPGP card is run to its end" {
	world
	{
		echo '00 A4 04 00 06 D2 76 00 01 24 01'
		for reference in 81 81 81 81 83 83 83 83; do
			echo "00 20 00 $reference 08 40 40 40 40 40 40 40 40"
		done
		printf '00 E6 00 00\n00 44 00 00\n'
	} >reset.apdu
	run -0 --separate-stderr scriptor reset.apdu
	says 'reset.apdu:3: the card reported 1 try left for reference 81; sent as written'
	says 'reset.apdu:9: the card reported no tries left for reference 83; sent as written'
	[ "$(sent)" = 11 ]
	: >"$fake_log"
	scriptor <reset.apdu >said 2>&1
	[ "$(sent)" = 11 ]
	# Standard output is the same, except for the explanations of status words.
	/usr/bin/scriptor reset.apdu 2>/dev/null | sed 's/ : .*//' >theirs
	scriptor reset.apdu 2>/dev/null | sed 's/ : .*//' >ours
	[ "$(grep -c '^>' theirs)" = 11 ]
	diff theirs ours
}

@test "a refusal ends the run with 1, also with --keep-going; --yes sends" {
	world
	printf '%s\n' 'env P' "$wrong" '! 20 00 81 : $P' '00 A4 00 00' >x.apdu
	echo '00 A4 00 00' >y.apdu
	P=1111 run -1 --separate-stderr scriptor --keep-going x.apdu y.apdu
	says "x.apdu:3: not sent: $one_left"
	[ "$(sent)" = 1 ]
	: >"$fake_log"
	P=1111 run -1 --separate-stderr scriptor --json x.apdu
	prints "not sent: $one_left"
	[ "$(sent)" = 1 ]
	: >"$fake_log"
	P=1111 run -0 --separate-stderr scriptor --yes x.apdu y.apdu
	[ "$(sent)" = 4 ]
	[[ $stderr != *'tr'[yi]*' left'* ]]
}

@test "the next script finds the same card guarded, and another card or reader not" {
	world
	echo "$wrong" >first.apdu
	printf '%s\n' 'env P' '! 20 00 81 : $P' >second.apdu
	P=1111 run -1 --separate-stderr scriptor first.apdu second.apdu
	says "second.apdu:2: not sent: $one_left"
	[ "$(sent)" = 1 ]
	# Another card of the same kind, inserted between the two scripts.
	rm -f control
	world 'on SCardConnect 2 swap a 3B6500004142434445 T1'
	P=1111 run -0 --separate-stderr scriptor first.apdu second.apdu
	[ "$(sent)" = 2 ]
	# After a reset or a new connection it is still the same card.
	rm -f control
	world
	P=1111 run -1 --separate-stderr scriptor -e 'env P' -e "$wrong" -e reset -e disconnect -e connect -e '! 20 00 81 : $P'
	[ "$(sent)" = 1 ]
	rm -f control
	world 'add b Second reader' 'insert b 3B6500004142434445 T1' 'answer b 00 63C3'
	P=1111 run -1 --separate-stderr scriptor -r First -e 'env P' -e "$wrong" -e 'reader Second' -e '! 20 00 81 : $P' \
		-e 'reader First' -e '! 20 00 81 : $P'
	says "-e:6: not sent: $one_left"
	[ "$(sent)" = 2 ]
}

@test "what control sends is guarded as well" {
	world 'control a 42000001 9000'
	P=1111 run -1 --separate-stderr scriptor -e 'env P' -e "$wrong" -e 'control 1 00 20 00 81 04 $P'
	says "-e:3: not sent: $one_left"
	! grep '^SCardControl.*00200081' "$fake_log" || false
	# A PIN pad command of the reader contains a template of the VERIFY command.
	run -0 --separate-stderr scriptor -e "$wrong" \
		-e 'control 1 1E1E 89 47 04 0E04 02 00 0904 00 000000 0D000000 0020008108 FFFFFFFFFFFFFFFF'
}

@test "a recording is asked with a warning only" {
	fake_start 'service stop'
	printf '%s [] (63C1)\n' "$wrong" '00 20 00 81 04 31 31 31 31' '00 20 00 81 04 31 31 31 31' >r.apdu
	P=1111 run -0 --separate-stderr scriptor --replay r.apdu -e 'env P' -e "$wrong" -e '! 20 00 81 : $P' -e 'repeat 1' \
		-e "$wrong" -e end
	says "-e:3: $one_left; sent as written"
	says "-e:5: $one_left; sent as written"
}

@test "the prompt asks before each such command, literal or not" {
	world
	talk <<-'END'
		start scriptor
		see "T=1> "
		send "00 20 00 81 04 31 31 31 31\r"
		see "< 63 C1" "T=1> "
		send "00 20 00 81 04 32 32 32 32\r"
		see "1 try left for reference 81; send it anyway? \\\[y/N\\\] "
		send "\r"
		see "not sent" "T=1> "
		send "00 26 00 81 04 32 32 32 32\r"
		see "send it anyway?"
		send "n\r"
		see "not sent" "T=1> "
		send "00 20 00 82 04 32 32 32 32\r"
		see "< 63 C3" "T=1> "
		send "00 20 00 81 04 39 39 39 39\r"
		see "send it anyway?"
		send "y\r"
		see "< 90 00" "T=1> "
		send "00 20 00 81 04 31 31 31 31\r"
		see "< 63 C1" "T=1> "
		leave 1
	END
	[ "$(sent)" = 4 ]
}
