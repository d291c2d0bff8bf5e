#!/usr/bin/env bats
# pcsc_scan --doctor on a real pcscd, in the states that a test can create.

load common
load ../doctor

service() {
	"$BATS_TEST_DIRNAME/service.sh" "$1"
}

# wait_for_state CHECK STATE: waits until the doctor reports this.
wait_for_state() {
	local n
	for ((n = 0; n < 100 * patience; n++)); do
		doctor
		! check "$1" "$2" 2>/dev/null || return 0
		sleep 0.05
	done
	check "$1" "$2"
}

@test "no card, a card, a mute card" {
	doctor
	[ "$status" = 1 ]
	check running ok pcscd
	check rights ok
	check version ok
	check readers ok 'pcsckit A 00 00'
	check card found
	check verdict found 'No reader has a card'
	card_start one 35963 3B021450
	wait_for_state card ok
	check mute ok
	check users ok
	card one remove
	wait_for_state card found
	card one mute
	card one insert
	wait_for_state mute found
	check mute found 'does not respond' pcsc_scan
}

@test "a program that holds the card for itself is named, and nothing is to be killed" {
	card_start one 35963 3B021450
	wait_for_state card ok
	start other scriptor --exclusive
	wait_for "$out/other.err" 'Reading commands'
	wait_for_state users found
	check users found 'scriptor ('
	check users found 'close them one by one'
	[[ $output != *'"command":"'*kill* ]]
	stop other TERM
}

@test "the service's version is that of the running program" {
	local version
	version=$("$PCSCD" --version | sed -n '1s/.*version \([0-9.]*[0-9]\).*/\1/p')
	[ -n "$version" ]
	doctor
	check version ok "service: $PCSCD $version, protocol 4:"
	# The library was built with the headers that are installed here.
	check version ok "/libpcsclite"
	check version ok "library: "
	if dpkg --compare-versions "$version" ge 2.3.0; then
		check offers ok 'reports and counts new readers'
	else
		check offers ok 'reports new readers, without counting them'
	fi
	if dpkg --compare-versions "$(pkg-config --modversion libpcsclite)" ge 2.5.0; then
		check offers ok 'more than 16'
	else
		check offers ok 'at most 16'
	fi
}

# The library is the real one of this system, and the service a stub whose protocol no library
# speaks. It must not be 4:99: libpcsclite 2.5 accepts any 4:x, and would wait for such a stub for
# ever.
@test "a service of another version is told by the protocols of both" {
	local hold
	mkfifo "$out/hold"
	python3 "$BATS_TEST_DIRNAME/../doctor/service.py" "$out/stub" answer 5 0 <"$out/hold" >"$out/listening" 3>&- &
	exec {hold}>"$out/hold"
	wait_for "$out/listening" listening
	PCSCLITE_CSOCK_NAME=$out/stub doctor
	exec {hold}>&-
	wait
	[ "$status" = 1 ]
	check socket-name ok "$out/stub"
	check version found 'protocol 5:0'
	# The library's protocol is one that pcsc-lite has had.
	grep -E 'Library: [^ ]*libpcsclite[^ ]*, protocol 4:[3-9] \(pcsc-lite ' <<<"$output"
	grep -E '"check":"running","state":"ok"' <<<"$output"
}

# In a container, the doctor cannot know that a missing pcscd should be there.
found_either() {
	check running found "$1" || check container found "$2"
}

@test "the service is stopped, died, hangs" {
	local pid
	pid=$(tr -d '\0\n' <"$WORLD/pcscd.pid")
	kill -STOP "$pid"
	for _ in {1..100}; do
		! grep -q '^State:[[:space:]]*T' "/proc/$pid/status" || break
		sleep 0.05
	done
	doctor timeout 20
	kill -CONT "$pid"
	[ "$status" = 1 ]
	check running found "pcscd ($pid) does not respond: a signal has stopped it"
	# When killed, pcscd leaves its socket behind.
	kill -KILL "$pid"
	for _ in {1..100}; do
		doctor
		! found_either 'pcscd has died' 'Nothing listens' 2>/dev/null || break
		sleep 0.05
	done
	[ "$status" = 1 ]
	found_either 'pcscd has died' 'Nothing listens'
	service start
	service stop
	doctor
	[ "$status" = 1 ]
	found_either 'is not running' 'has no pcscd'
	check rights none
	service start
}

@test "all that was said in JSON is what the schema says" {
	doctor_schema
}
