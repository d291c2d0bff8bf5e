#!/usr/bin/env bats
# pcsc_scan when the system time is changed: only the time stamps may follow it.

load common
load ../watch

setup() {
	fake_start 'add a First reader'
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	local build
	build=$(cd "$root" && realpath "${B:-build}")
	PATH=$build/bin:$PATH
	export CLOCK_OFFSET=$out/clock
	set_clock 0
	clock=(env LD_PRELOAD="$build/tests/soak/clock.so" ASAN_OPTIONS="${ASAN_OPTIONS-}:verify_asan_link_order=0")
}

# set_clock HOURS: shifts the clock by HOURS (negative: back) from the real time. Writes in place,
# as programs have the file mapped.
set_clock() {
	python3 -c 'import struct, sys; sys.stdout.buffer.write(struct.pack("=q", 3600 * int(sys.argv[1])))' "$1" |
		dd of="$CLOCK_OFFSET" conv=notrunc status=none
}

# last_is HOURS: the last event's time stamp is off by HOURS.
last_is() {
	python3 -c 'import datetime, json, sys, time
stamp = json.loads(sys.stdin.readlines()[-1])["time"]
off = datetime.datetime.fromisoformat(stamp).timestamp() - time.time() - 3600 * int(sys.argv[1])
assert abs(off) < 1200, (stamp, off)' "$1" <"$out/scan.out"
}

@test "stamps follow the clock, forward and back" {
	start scan "${clock[@]}" pcsc_scan --json -n
	wait_for "$out/scan.out" reader-added 20
	last_is 0
	set_clock 30
	fake insert a 3B00
	wait_for "$out/scan.out" card-inserted 20
	last_is 30
	set_clock -20
	fake remove a
	wait_for "$out/scan.out" card-removed 20
	last_is -20
	stop scan TERM
	[ "$status" = 0 ]
}

@test "-t is not affected when the clock is set" {
	local hours before
	for hours in 5 -5; do
		set_clock 0
		before=$(now_ms)
		start scan "${clock[@]}" pcsc_scan --json -n -t 2
		wait_for "$out/scan.out" reader-added 20
		set_clock $hours
		fake insert a 3B00
		finish scan 30
		[ "$status" = 0 ]
		[ $(($(now_ms) - before)) -ge 2000 ]
		grep card-inserted "$out/scan.out"
		rm "$out/scan.out"
	done
}

@test "the time limit of a hook is not affected, nor the wait without a service" {
	local hours before
	for hours in 5 -5; do
		set_clock 0
		start scan "${clock[@]}" pcsc_scan --json -n --exec-time 2 --exec bash -c 'echo begun >&2; exec sleep 600'
		wait_for "$out/scan.err" begun 20
		before=$(now_ms)
		set_clock $hours
		wait_for "$out/scan.err" 'killed by signal 15 after its time limit' 30
		[ $(($(now_ms) - before)) -ge 1000 ]
		stop scan TERM
		start scan "${clock[@]}" pcsc_scan --json -n
		wait_for "$out/scan.out" reader-added 20
		fake service stop
		wait_for "$out/scan.out" service-lost 20
		set_clock $((-hours))
		fake service start
		wait_for "$out/scan.out" service-back 30
		stop scan TERM
	done
}

@test "the service manager is told in time" {
	start manager python3 -uc 'import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
print("bound")
while True:
	print(s.recv(4096).decode())' "$out/manager"
	wait_for "$out/manager.out" bound 20
	NOTIFY_SOCKET=$out/manager WATCHDOG_USEC=400000 start scan "${clock[@]}" pcsc_scan --json -n
	wait_for "$out/manager.out" '^WATCHDOG=1$' 20 2
	set_clock -20
	wait_for "$out/manager.out" '^WATCHDOG=1$' 20 7
	set_clock 20
	wait_for "$out/manager.out" '^WATCHDOG=1$' 20 12
	stop scan TERM
	[ "$status" = 0 ]
}
