#!/usr/bin/env bats
# Captures of USB traffic: the helper that reads and writes them, and the programs that start it.
#
# shellcheck disable=SC2016,SC2154,SC2164 # for others to expand; set by bats; without the directory the test fails

load common

setup() {
	PATH=$BIN:$PATH
	capture=$BIN/../libexec/pcsckit/capture
	cd "$BATS_TEST_TMPDIR"
	# A card that supports only T=1; SELECT and its response need two transfers each.
	cp "$BATS_TEST_DIRNAME"/capture/* .
	cat >card.apdu <<-'END'
		# ATR: 3B 80 01 01 80
		# protocol: T=1
		00 A4 00 00 02 3F 00 [6F00] (9000)
		00 20 00 81 04 31 32 33 34 [] (63C2)
		reset
		# ATR: 3B 80 01 01 80
		# protocol: T=1
		00 84 00 00 02 [ABCD] (9000)
	END
	printf '%s\n' '00 A4 00 00 02 3F 00' '00 20 00 81 04 31 32 33 34' reset '00 84 00 00 02' >script
}

made() { "$BATS_TEST_DIRNAME/make_capture.py" "$@" <transfers; }

# told: the lines of the text except those that only comments report.
told() { grep -v ' # ' "$@"; }

@test "usbmon and USBPcap, of either byte order, as pcap and pcapng" {
	for link in 189 220 249; do
		for how in '' swapped ng 'ng swapped'; do
			# shellcheck disable=SC2086 # words
			made $link $how >made.pcap
			"$capture" read <made.pcap >got || { echo "$link $how"; return 1; }
			diff text got
		done
	done
}

@test "what is no capture, or none of readers, is an error" {
	for made in '' text "$(printf '\xd4\xc3\xb2\xa1')"; do
		run --separate-stderr "$capture" read <<<"$made"
		gave 2
		says 'capture: cannot read the capture: '
	done
	made 147 >other.pcap
	run --separate-stderr "$capture" read <other.pcap
	gave 2
	says 'capture: link type 147: not USB'
	for words in '' x 'read write'; do
		# shellcheck disable=SC2086
		run --separate-stderr "$capture" $words </dev/null
		gave 2
	done
	run --separate-stderr "$capture" write <<<'1 > 0'
	gave 2
	says 'capture: standard input:1: not a line of a trace'
	run -3 --separate-stderr bash -c '"$1" read <&-' - "$capture"
}

@test "a capture that is truncated is read up to there" {
	made 220 >made.pcap
	head -c -30 made.pcap >cut.pcap
	run --separate-stderr "$capture" read <cut.pcap
	gave 0
	says 'capture: the capture ends early: '
	prints '1 > 00 A4 00 00 02 3F 00'
}

@test "what is written is read again, at the times given" {
	printf '%s\n' '# capture' '# session 1 A' '# ATR: 3B 80 01 01 80' '# protocol: T=1' '1 # time 1700000000.000007' \
		'1 > 00 84 00 00 02' '1 # time 1700000001.250000' '1 < AB CD 90 00' >written
	"$capture" write <written >written.pcap
	"$capture" read <written.pcap >again
	diff <(told written | grep '^1') <(told again | grep '^1')
	# In pcap the time stamps are in the record headers. The last four records are those of the
	# power-off.
	python3 - written.pcap <<-'END'
		import struct, sys
		data, at, times = open(sys.argv[1], "rb").read(), 24, []
		while at < len(data):
		    s, us, length, _ = struct.unpack("=IIII", data[at:at + 16])
		    times.append(s * 1000000 + us)
		    at += 16 + length
		assert 1700000000000007 in times and 1700000001250000 in times, times
		assert times == sorted(set(times))
	END
}

@test "the helper has descriptors 0 to 2 alone and opens nothing to write; no shell starts it" {
	export ASAN_OPTIONS=detect_leaks=0
	strace -f -o trace -e trace=execve,openat,open,socket,close_range scriptor --replay card.apdu --pcap run.pcap \
		script 7<text
	[ "$(grep -c 'execve(' trace)" = 2 ]
	helper=$(sed -n 's,^\([0-9]*\) .*execve(".*/capture".*,\1,p' trace)
	sed -n "s/^$helper  *//p" trace >its
	grep -q '^close_range(3, ' its
	! grep -e '^socket' -e O_WRONLY -e O_RDWR -e O_CREAT its || return 1
}

@test "scriptor --pcap: the run, without its secrets, and again in a recording" {
	scriptor --replay card.apdu --pcap run.pcap script >said
	[ "$(stat -c %a run.pcap)" = 600 ]
	"$capture" read <run.pcap >got
	diff - <(told got) <<-'END'
		# capture
		# session 1 usb 1.1 slot 0, recording
		# ATR: 3B 80 01 01 80
		# protocol: T=1
		1 > 00 A4 00 00 02 3F 00
		1 < 6F 00 90 00
		1 > 00 20 00 81 04 2A 2A 2A 2A
		1 < 63 C2
		# session 1 usb 1.1 slot 0, recording
		# ATR: 3B 80 01 01 80
		# protocol: T=1
		1 > 00 84 00 00 02
		1 < AB CD 90 00
	END
	scriptor --replay card.apdu --pcap run.pcap --show-secrets script >again
	diff said again
	"$capture" read <run.pcap | grep -qx '1 > 00 20 00 81 04 31 32 33 34'
	! scriptor --replay card.apdu --pcap run.pcap -e 'env PIN' script 2>/dev/null || return 1
	PIN=secret scriptor --replay-any card.apdu --pcap run.pcap -e 'env PIN text secret' -e '00 A4 00 00 $PIN' || true
	! grep -q secret run.pcap || return 1
	"$capture" read <run.pcap | grep -qx '1 > 00 A4 00 00 2A 2A 2A 2A 2A 2A'
}

@test "resets are warm or cold, and a card that stays has one power-on" {
	printf '%s\n' '00 A4 00 00 02 3F 00' reset '00 A4 00 00 02 3F 00' 'reset cold' '00 A4 00 00 02 3F 00' disconnect \
		connect '00 A4 00 00 02 3F 00' 'disconnect unpower' connect '00 A4 00 00 02 3F 00' >script
	scriptor --replay-any card.apdu --pcap run.pcap script >said
	diff - <("$capture" read <run.pcap | sed -n 's/^1 # power off/off/p;s/^# ATR.*/on/p;s/^1 >.*/command/p') <<-'END'
		on
		command
		on
		command
		off
		on
		command
		command
		off
		on
		command
		off
	END
}

@test "a run as a capture is the run's own recording" {
	for card in "$root"/data/examples/*.card; do
		scriptor --yes --replay "$card" --record own.apdu --pcap run.pcap "${card%.card}.apdu" >said 2>&1
		run -0 --separate-stderr scriptor --convert run.pcap
		diff own.apdu - <<<"$output"
	done
	printf '%s\n' 'reset cold' '00 84 00 00 02' >>script
	scriptor --replay-any card.apdu --record own.apdu --pcap run.pcap script script >said
	# The second file connects to a card that has kept its power: nothing of that is on the bus.
	run -0 --separate-stderr scriptor --convert run.pcap
	diff <(awk '/^# ATR/ && NR > 1 && last !~ /^reset/ { drop = 2 } drop-- > 0 { next } { print; last = $0 }' own.apdu) \
		- <<<"$output"
	says 'run.pcap: 8 commands, 8 responses, 1 session, 0 lines not understood'
	# The capture can also be used as a card.
	scriptor --replay run.pcap script >again
	grep -q '^< AB CD 90 00' again
	scriptor --replay-any card.apdu --show-secrets --pcap run.pcap script >said
	run -0 --separate-stderr scriptor --diff run.pcap --replay-any card.apdu
	[ -z "$output" ]
}

@test "scriptor --pcap writes into a FIFO while the run goes on" {
	mkfifo fifo
	"$capture" read <fifo >got &
	run -0 --separate-stderr scriptor --replay card.apdu --pcap fifo script
	wait $!
	grep -qx '1 > 00 84 00 00 02' got
}

@test "vicard plays the card of a capture" {
	made 249 ng >made.pcap
	run -0 --separate-stderr timeout 20 python3 - made.pcap <<-'END'
		import socket, subprocess, sys

		def ask(data, answers=True):
		    card.sendall(len(data).to_bytes(2, "big") + data)
		    return card.recv(1 << 16)[2:].hex() if answers else None

		reader = socket.create_server(("127.0.0.1", 0))
		with subprocess.Popen(["vicard", "--port", str(reader.getsockname()[1]), sys.argv[1]],
		                      stdin=subprocess.PIPE, stdout=subprocess.DEVNULL):
		    card, _ = reader.accept()
		    ask(b"\1", False)
		    print(ask(b"\4"), ask(bytes.fromhex("00A40000023F00")), ask(bytes.fromhex("00B00000")))
		    card.close()
	END
	prints '3b80010180 6f009000 6d00'
	says 'made.pcap: read as capture'
}

# in_tree: makes a tree in which the helper is the script on standard input.
in_tree() {
	mkdir -p tree/bin tree/libexec/pcsckit
	cp "$BIN/scriptor" "$BIN/vicard" tree/bin
	cat >tree/libexec/pcsckit/capture
	chmod +x tree/libexec/pcsckit/capture
	PATH=$PWD/tree/bin:$PATH
}

@test "a helper that dies is trouble, and what was there stays" {
	echo old >run.pcap
	made 220 >made.pcap
	in_tree <<<$'#!/bin/sh\nkill -9 $$'
	run --separate-stderr scriptor --replay card.apdu --pcap run.pcap script
	gave 3
	says 'scriptor: capture: killed by signal 9'
	says 'scriptor: run.pcap: the capture was not written'
	prints '< AB CD 90 00'
	[ "$(cat run.pcap)" = old ] && [ "$(find . -name '*.new-*')" = '' ]
	for words in '--convert made.pcap' '--replay made.pcap script' '--diff made.pcap --replay card.apdu'; do
		# shellcheck disable=SC2086
		run --separate-stderr scriptor $words
		gave 3
		says 'scriptor: capture: killed by signal 9'
		[ -z "$output" ]
	done
	run --separate-stderr timeout 20 vicard made.pcap
	gave 3
	rm tree/libexec/pcsckit/capture
	[ ! -e /usr/local/libexec/pcsckit/capture ] || skip 'one is installed, which is taken then'
	run --separate-stderr scriptor --replay card.apdu --pcap run.pcap script
	gave 3
	says '/libexec/pcsckit/capture: No such file or directory'
	[ -z "$output" ] && [ "$(cat run.pcap)" = old ]
}

@test "a broken capture is bad input, with its name" {
	printf '\xd4\xc3\xb2\xa1rest' >broken
	for words in '--convert broken' '--replay broken script' '--diff broken --replay card.apdu'; do
		# shellcheck disable=SC2086
		run --separate-stderr scriptor $words
		gave 2
		says 'scriptor: broken: the capture cannot be read'
		[ -z "$output" ]
	done
	run --separate-stderr timeout 20 vicard broken
	gave 2
	says 'vicard: broken: the capture cannot be read'
}

@test "a compressed capture: how to unpack it, whatever it was given for" {
	printf '# ATR: 3B 00\n00 A4 00 00 (9000)\n' | gzip >packed.pcap.gz
	run -2 --separate-stderr "$BIN/scriptor" packed.pcap.gz
	says 'packed.pcap.gz: compressed with gzip; unpack it first, with "gunzip"'
	run -2 --separate-stderr "$BIN/scriptor" --convert packed.pcap.gz
	says 'compressed with gzip'
	[ -z "$output" ]
	run -2 --separate-stderr "$BIN/scriptor" --replay packed.pcap.gz -e 00A40000
	says 'compressed with gzip'
	run -2 --separate-stderr "$BIN/scriptor" --diff packed.pcap.gz
	says 'compressed with gzip'
	run -2 --separate-stderr "$BIN/vicard" packed.pcap.gz
	says 'compressed with gzip'
	run -2 --separate-stderr bash -c '"$1" --convert <packed.pcap.gz' - "$BIN/scriptor"
	says 'compressed with gzip'
	printf '\x28\xB5\x2F\xFDxxxx' >x
	run -2 --separate-stderr "$BIN/scriptor" --convert x
	says 'unzstd'
	printf '\xFD7zXZ\0xx' >x
	run -2 --separate-stderr "$BIN/scriptor" --convert x
	says 'unxz'
}
