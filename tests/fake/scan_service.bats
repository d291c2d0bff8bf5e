#!/usr/bin/env bats
# pcsc_scan as a system service: the service manager, the journal, and an unavailable PC/SC service.

load common
load ../watch

setup() {
	fake_start 'add a First reader' 'insert a 3B00'
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	PATH=$(cd "$root" && realpath "${B:-build}")/bin:$PATH
}

# A fake service manager: prints what is sent to its socket, one message per line.
manager() {
	start manager python3 -uc 'import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
name = sys.argv[1]
s.bind("\0" + name[1:] if name[0] == "@" else name)
print("bound")
while True:
	print(s.recv(4096).decode())' "$1"
	wait_for "$out/manager.out" bound
	export NOTIFY_SOCKET=$1
}

told_manager() {
	manager "$1"
	WATCHDOG_USEC=400000 start scan pcsc_scan --json -n
	wait_for "$out/manager.out" '^READY=1$'
	wait_for "$out/manager.out" '^STATUS=1 reader, 1 card$'
	# One every 200 ms, half of 400 ms: in a second and a half at least six, and not many more.
	wait_for "$out/manager.out" '^WATCHDOG=1$' 5 6
	fake service stop
	wait_for "$out/manager.out" '^STATUS=Waiting for the PC/SC service$'
	stop scan TERM
	wait_for "$out/manager.out" '^STOPPING=1$'
	stop manager KILL
	rm "$out/manager.out" "$out/scan.out"
}

@test "ready, status, watchdog and end, to a path and to an abstract socket" {
	told_manager "$out/manager"
	: >"$fake_log"
	told_manager "@pcsckit-test-$$-$RANDOM"
}

@test "the watchdog of another process is not ours; without it nothing wakes" {
	manager "$out/manager"
	WATCHDOG_PID=1 WATCHDOG_USEC=100000 start scan pcsc_scan --json -n
	wait_for "$out/manager.out" '^READY=1$'
	sleep 0.5
	! grep WATCHDOG "$out/manager.out"
}

@test "no manager, a wrong one: nothing is different" {
	local name
	for name in "$out/nobody" @nobody relative @ "/$(printf '%0200d' 0)"; do
		NOTIFY_SOCKET=$name run pcsc_scan -r
		[ "$status" = 0 ]
	done
}

@test "messages have levels where they go to the journal, and there alone" {
	fake_add 'service stop'
	touch "$out/journal" "$out/other"
	JOURNAL_STREAM=$(stat -c %d:%i "$out/journal") pcsc_scan -r 2>"$out/journal" || :
	grep '^<3>pcsc_scan: no PC/SC service' "$out/journal"
	grep '^<5>pcsc_scan: hint: "pcsc_scan --doctor"' "$out/journal"
	JOURNAL_STREAM=$(stat -c %d:%i "$out/journal") pcsc_scan -r 2>"$out/other" || :
	grep '^pcsc_scan: no PC/SC service' "$out/other"
}

# The watched directory is chosen again only after something was seen.
@test "the return of the service is seen by its socket, not only by the clock" {
	export PCSCLITE_CSOCK_NAME=$out/run/pcscd/pcscd.comm
	mkdir "$out/run"
	fake_add 'service stop'
	start scan pcsc_scan --json -n
	wait_for "$fake_log" "^watch $out/run$" 20
	mkdir "$out/run/pcscd"
	wait_for "$fake_log" "^watch $out/run/pcscd$" 20 2 # the first time, before the directory existed
	touch "$out/run/pcscd/pcscd.comm"
	wait_for "$fake_log" "^watch $out/run/pcscd$" 20 3
	fake service start
	rm "$out/run/pcscd/pcscd.comm"
	touch "$out/run/pcscd/pcscd.comm"
	wait_event service-back
}

# Prints the microseconds between the first and the second attempt, according to the trace.
between_tries() {
	sed -n 's/^\([0-9:.]*\) SCardEstablishContext .*/\1/p' "$out/trace" | head -n 2 |
		awk -F: '{ t[NR] = ($1 * 3600 + $2 * 60 + $3) * 1000000 } END { printf "%d\n", t[2] - t[1] }'
}

# The service starts after the first attempt failed and before the watch is set up, so the watch
# will not see its socket. A pause would last at least 250 ms; as on a busy machine anything can
# take that long, several attempts are allowed.
@test "a service that starts between a try and the watch is not waited for" {
	local n
	export PCSCLITE_CSOCK_NAME=$out/pcscd.comm
	fake_add 'service stop' 'on watch 1 service start'
	for ((n = 0; n < 20; n++)); do
		rm -f "$out/scan.out" "$out/trace"
		: >"$fake_log"
		start scan pcsc_scan --json -n --trace="$out/trace"
		wait_event card-inserted 1 true
		stop scan TERM
		[ "$(grep -E -o -m 3 '^(SCardEstablishContext 0x........|watch)' "$fake_log")" = 'SCardEstablishContext 0x8010001D
watch
SCardEstablishContext 0x00000000' ]
		[ "$(between_tries)" -ge 200000 ] || return 0
	done
	return 1
}

@test "a directory that comes while the one above it is chosen for the watch is watched itself" {
	export PCSCLITE_CSOCK_NAME=$out/run/pcscd/pcscd.comm
	mkdir "$out/run"
	fake_add 'service stop' "on watch 2 directory $out/run/pcscd"
	start scan pcsc_scan --json -n
	wait_for "$fake_log" '^SCardEstablishContext' 20 2
	[ "$(grep '^watch' "$fake_log")" = "watch $out/run/pcscd
watch $out/run
watch $out/run/pcscd" ]
	stop scan TERM
	# A directory that cannot be read must not be tried endlessly; root can read all
	# directories.
	[ "$(id -u)" != 0 ] || return 0
	: >"$fake_log"
	chmod 0 "$out/run/pcscd"
	fake_add 'service stop'
	start scan pcsc_scan --json -n
	wait_for "$fake_log" '^SCardEstablishContext' 20 2
	stop scan TERM
	chmod 755 "$out/run/pcscd"
}

@test "the directory of the socket goes and comes: it is watched again" {
	export PCSCLITE_CSOCK_NAME=$out/run/pcscd/pcscd.comm
	mkdir -p "$out/run/pcscd"
	fake_add 'service stop'
	start scan pcsc_scan --json -n
	wait_for "$fake_log" "^watch $out/run/pcscd$" 20
	rmdir "$out/run/pcscd"
	wait_for "$fake_log" "^watch $out/run$" 20
	mkdir "$out/run/pcscd"
	wait_for "$fake_log" "^watch $out/run/pcscd$" 20 2
	stop scan TERM
}

@test "other files in the socket's directory wake nobody" {
	local calls
	export PCSCLITE_CSOCK_NAME=$out/pcscd.comm
	fake_add 'service stop'
	start scan pcsc_scan --json -n
	wait_for "$fake_log" '^SCardEstablishContext 0x8010001D' 20 5
	for ((i = 0; i < 20; i++)); do touch "$out/file$i"; done
	sleep 0.5
	# The next attempt by the clock comes 4 s after the fifth, which may already be past on a
	# busy machine.
	[ "$(grep -c '^SCardEstablishContext' "$fake_log")" -le 6 ]
}

# The unit file as installed, but with the program and the hooks of this test.
unit() {
	sed "s,@PROGRAM@,$(command -v pcsc_scan),; s,@EVENTS@,$out,g" "$root/data/pcsc_scan.service.in" >"$out/pcsc_scan.service"
	echo "$out/pcsc_scan.service"
}

@test "the unit is one that systemd understands" {
	local unit
	unit=$(unit)
	! grep '@' <(grep -v -e '^#' -e '^SystemCallFilter' "$unit") || false
	grep -E '^ExecStart=/.*/bin/pcsc_scan ' "$unit"
	for word in Type=notify WatchdogSec= NoNewPrivileges=yes ProtectSystem=strict RestrictAddressFamilies=AF_UNIX \
		'CapabilityBoundingSet=$' SystemCallFilter=@system-service PrivateNetwork=yes; do
		grep -E "^$word" "$unit"
	done
}

# The exposure level, out of 100, where 0 means that an attacker gains nothing: what remains is the
# AF_UNIX socket.
@test "systemd finds nothing wrong with the unit, and its walls thick" {
	command -v systemd-analyze >"$out/found" || skip 'no systemd-analyze here'
	unit
	run systemd-analyze verify --man=no "$out/pcsc_scan.service"
	[ "$status" = 0 ]
	[ -z "$output" ]
	systemd-analyze security --offline=true --threshold=10 --no-pager "$out/pcsc_scan.service" >"$out/walls" || {
		grep -v ✓ "$out/walls"
		return 1
	}
}
