#!/usr/bin/env bats
# pcsc_scan as a service: the service manager, the journal, and a PC/SC service that is not there.

load common
load ../watch

setup() {
	fake_start 'add a First reader' 'insert a 3B00'
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	PATH=$(cd "$root" && realpath "${B:-build}")/bin:$PATH
}

# A service manager: what is sent to the socket, one line each.
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
	# Half of 400 ms: six in a second and a half at least, and not many more.
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
	grep '^<3>pcsc_scan: readers: no PC/SC service' "$out/journal"
	grep '^<5>pcsc_scan: is pcscd' "$out/journal"
	JOURNAL_STREAM=$(stat -c %d:%i "$out/journal") pcsc_scan -r 2>"$out/other" || :
	grep '^pcsc_scan: readers: no PC/SC service' "$out/other"
}

@test "the return of the service is seen by its socket, not only by the clock" {
	local before
	export PCSCLITE_CSOCK_NAME=$out/run/pcscd/pcscd.comm
	mkdir "$out/run"
	fake_add 'service stop'
	start scan pcsc_scan --json -n
	# By now the pause is eight seconds.
	wait_for "$fake_log" '^SCardEstablishContext 0x8010001D' 12 6
	fake service start
	before=$(now_ms)
	mkdir "$out/run/pcscd"
	touch "$out/run/pcscd/pcscd.comm"
	wait_event service-back
	[ $(($(now_ms) - before)) -lt 4000 ]
}

@test "other files in the socket's folder wake nobody" {
	local calls
	export PCSCLITE_CSOCK_NAME=$out/pcscd.comm
	fake_add 'service stop'
	start scan pcsc_scan --json -n
	wait_for "$fake_log" '^SCardEstablishContext 0x8010001D' 8 4
	for ((i = 0; i < 20; i++)); do touch "$out/file$i"; done
	sleep 0.5
	[ "$(grep -c '^SCardEstablishContext' "$fake_log")" = 4 ]
}

@test "the unit is one that systemd understands" {
	local unit=$root/${B:-build}/share/pcsckit/pcsc_scan.service
	[ -e "$unit" ]
	! grep '@' <(grep -v -e '^#' -e '^SystemCallFilter' "$unit") || false
	grep -E '^ExecStart=/.*/bin/pcsc_scan ' "$unit"
	for word in Type=notify WatchdogSec= NoNewPrivileges=yes ProtectSystem=strict RestrictAddressFamilies=AF_UNIX \
		'CapabilityBoundingSet=$' SystemCallFilter=@system-service PrivateNetwork=yes; do
		grep -E "^$word" "$unit"
	done
	if command -v systemd-analyze >/dev/null; then
		sed "s,^ExecStart=[^ ]*,ExecStart=$(command -v pcsc_scan)," "$unit" >"$out/pcsc_scan.service"
		systemd-analyze verify --man=no "$out/pcsc_scan.service"
	fi
}
