#!/usr/bin/env bats
# Output files: an existing file is replaced only if it is a regular file.
#
# shellcheck disable=SC2154

load ../programs
load ../cli/common

setup() {
	PATH=$BIN:$PATH
	cd "$BATS_TEST_TMPDIR" || return
	mkdir "$HOME"
	printf '# ATR: 3B 00\n# protocol: T=1\n00 A4 00 00 [] (9000)\n' >card.apdu
	printf '00 A4 00 00\n' >script
}

# record FILE, report FILE, capture FILE, mend FILE, trace FILE: the ways in which programs write a
# file.
record() { run --separate-stderr scriptor --replay card.apdu --record "$1" script; }
capture() { run --separate-stderr scriptor --replay card.apdu --pcap "$1" script; }
report() { run --separate-stderr scriptor --replay card.apdu --junit "$1" script; }
trace() { run --separate-stderr pcsc_scan --trace="$1" -r; }

# as_user COMMAND...: runs it as a user other than root.
as_user() {
	if [ "$(id -u)" = 0 ]; then
		chmod 755 "$BATS_TEST_TMPDIR"
		setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
	else
		"$@"
	fi
}

# sink NAME: creates a device that accepts everything, like /dev/null, whose own name the test must
# not use.
sink() {
	mknod "$1" c 1 3 2>/dev/null || skip 'mknod needs privileges'
	chmod 666 "$1"
	[ -c "$1" ] || skip 'this file system has no devices'
}

@test "a device is written into, also through a link, as root and as a user" {
	sink device
	ln -s device link
	for file in device link; do
		for way in record report capture; do
			$way "$file"
			gave 0
			[ -c device ] && [ -L link ]
		done
		run --separate-stderr as_user scriptor --replay card.apdu --record "$file" script
		gave 0
		[ -c device ] && [ -L link ]
	done
	[ "$(find . -name '*.new-*')" = '' ]
}

@test "a device that is full is trouble" {
	mknod full c 1 7 2>/dev/null || skip 'mknod needs privileges'
	: 2>/dev/null >>full || skip 'this file system has no devices'
	for way in record report capture; do
		$way full
		gave 3
		says ': No space left on device'
		says 'full: '
		[ -c full ]
	done
	PCSC_READER=none trace full
	gave 3
	says 'No space left on device'
}

@test "a FIFO is written into" {
	mkfifo fifo
	for way in record report capture; do
		cat fifo >got &
		$way fifo
		gave 0
		wait $!
		[ -p fifo ] && [ -s got ]
	done
	cat fifo >got &
	PCSC_READER=none trace fifo
	wait $!
	[ -p fifo ]
	grep -q SCardEstablishContext got
}

@test "a socket takes nothing, and stays" {
	python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("socket")'
	record socket
	gave 3
	says 'socket: No such device or address'
	[ -S socket ]
}

@test "standard output is written into, whatever it is" {
	run bash -c 'scriptor --replay card.apdu --record /dev/stdout script 2>/dev/null | cat'
	gave 0
	prints '# ATR: 3B 00'
	prints '< 90 00 : '
	scriptor --replay card.apdu --record /dev/stdout script >both 2>/dev/null
	grep -q '^# ATR: 3B 00' both
	grep -q '^< 90 00 : ' both
	run python3 - <<-'EOF'
		import socket, subprocess
		ours, theirs = socket.socketpair()
		command = "scriptor --replay card.apdu --record /dev/stdout script".split()
		subprocess.run(command, stdout=theirs, stderr=subprocess.DEVNULL, check=True)
		theirs.close()
		got = ours.makefile("rb").read()
		assert b"# ATR: 3B 00" in got and b"< 90 00 : " in got, got
	EOF
	gave 0
}

@test "a trace to a file that is standard error loses no message" {
	PCSC_READER=none run bash -c 'pcsc_scan --trace=/dev/stderr -r 2>both'
	grep -q SCardEstablishContext both
	grep -q '^pcsc_scan: ' both
}

@test "a regular file is replaced through links and keeps its mode; the umask is that of the user" {
	echo old >real
	chmod 640 real
	ln -s real link
	before=$(stat -c %i real)
	record link
	gave 0
	[ -L link ] && [ "$(stat -c %a real)" = 640 ] && [ "$(stat -c %i real)" != "$before" ]
	grep -q '^# ATR' real
	umask 077
	report report.xml
	[ "$(stat -c %a report.xml)" = 600 ]
	umask 022
	report other.xml
	[ "$(stat -c %a other.xml)" = 644 ]
}

@test "a link that leads to no file yet makes that file" {
	mkdir directory
	ln -s directory/next link
	ln -s new directory/next
	record link
	gave 0
	[ -L link ] && [ -L directory/next ] && [ -f directory/new ]
}

@test "the owner stays where we may give the file away" {
	[ "$(id -u)" = 0 ] || skip 'root may'
	echo old >file
	chown 65534:65534 file
	chmod 604 file
	record file
	gave 0
	[ "$(stat -c '%u %g %a' file)" = '65534 65534 604' ]
}

@test "a name as long as names may be" {
	local name
	name=$(printf '%0255d' 0)
	for way in record report capture; do
		echo old >"$name"
		$way "$name"
		gave 0
		[ "$(head -c 3 "$name")" != old ]
		rm "$name"
		$way "$name"
		gave 0
		[ "$(find . -name '0*')" = "./$name" ]
		$way "${name}0"
		gave 3
		[[ $stderr == *': File name too long'* ]]
	done
}

@test "a directory, and a file in one that may not be written to, are trouble" {
	mkdir directory closed
	record directory
	gave 3
	says 'directory: Is a directory'
	chmod 555 closed
	run --separate-stderr as_user scriptor --replay card.apdu --record closed/file script
	gave 3
	says 'closed/file: Permission denied'
}

@test "a file that may not grow is trouble, not a signal" {
	run bash -c '(ulimit -f 0; exec scriptor --replay card.apdu --record file script) 2>&1 | cat
		exit "${PIPESTATUS[0]}"'
	gave 3
	prints 'file: File too large'
	[ ! -e file ]
	run bash -c '(ulimit -f 0; exec atr_parser 3B00 2>&1 >file) | cat; exit "${PIPESTATUS[0]}"'
	gave 3
	prints 'standard output: File too large'
}

@test "an empty name is refused by every option that takes a file, and makes nothing" {
	while read -r program words; do
		run --separate-stderr $program $words ''
		gave 2
		says "expected the name of a"
	done <<-END
		scriptor
		scriptor --record
		scriptor --junit
		scriptor --replay
		scriptor --replay-any
		scriptor --diff
		pcsc_scan --exec
		pcsc_scan --exec-dir
		pcsc_scan --list
		atr_parser --lint
		atr_parser --list
		vicard
		$BIN/../libexec/pcsckit/list-update --file
	END
	run --separate-stderr scriptor --trace= -e atr
	gave 2
	[ "$(find . -name 'separate-*' -prune -o -type f -print | sort)" = $'./card.apdu\n./script' ]
}
