#!/usr/bin/env bats
# How long the programs wait for the service: a query gets an answer, or ends with status 3, within
# five seconds; -t sets the time for the condition that was asked about; -t 0 checks only once.

load common

bin=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")/bin
feature=42000D48 # GET_FEATURE_REQUEST as pcsc-lite codes it

setup() {
	fake_start 'add a First reader' 'insert a 3B00' 'attrib a 00010100 41434D4500' "control a $feature 1204423300 12"
	PATH=$bin:$PATH
}

# hung CALL COMMAND...: starts the command in a fake world in which the call never returns. The
# commands run at the same time, as each takes its five seconds; a watch's banner is discarded.
declare -a hung_command hung_pid
hung() {
	local n=${#hung_pid[@]} call=$1
	shift
	(cat "$FAKE_PCSC" && echo "hang $call") >"$out/world$n"
	hung_command[n]="$call: $*"
	env -u FAKE_PCSC_CONTROL FAKE_PCSC="$out/world$n" FAKE_PCSC_LOG="$out/calls$n" "$@" \
		>"$out/said$n" 2>"$out/told$n" </dev/null 3>&- &
	hung_pid[n]=$!
}

# each_is_told: each command ends with status 3 and reports why, and prints nothing else except the
# first lines of a watch or a script.
each_is_told() {
	local n status began=${EPOCHSECONDS}
	for n in "${!hung_pid[@]}"; do
		status=0
		wait "${hung_pid[n]}" || status=$?
		[ "$status" = 3 ] && ! grep -v -e '^PC/SC device scanner$' -e '^V ' -e '^> CONNECT$' "$out/said$n" &&
			grep -q ': the PC/SC service does not respond$' "$out/told$n" &&
			grep -q '"pcsc_scan --doctor"' "$out/told$n" &&
			grep -q "^${hung_command[n]%%:*} hangs" "$out/calls$n" || {
			echo "${hung_command[n]}: status $status"
			cat "$out/said$n" "$out/told$n"
			return 1
		}
	done
	[ $((EPOCHSECONDS - began)) -lt 60 ]
}

@test "pcsc_scan on a service that hangs: status 3, and why" {
	local call args
	for call in SCardEstablishContext SCardListReaders SCardGetStatusChange; do
		for args in -r -c --present '-r --json' '-c -t 0.1' '--present -t 0' '--wait card -t 0' \
			'--wait removed -t 1' '-n -t 0' '-n --once -t 0.5' '-n --no-reconnect'; do
			# shellcheck disable=SC2086
			hung $call pcsc_scan $args
		done
	done
	hung SCardEstablishContext pcsc_scan -r -v
	hung SCardListReaders pcsc_scan -r -v -t 0
	each_is_told
}

@test "scriptor and atr_parser on a service that hangs: status 3, and why" {
	local call
	for call in SCardEstablishContext SCardListReaders SCardGetStatusChange; do
		hung $call atr_parser --card
		hung $call atr_parser --card --reader first --json
		hung $call scriptor --wait -t 0 -e 00A40000
		hung $call scriptor -e 'wait removed 1'
	done
	for call in SCardEstablishContext SCardListReaders SCardConnect; do
		hung $call scriptor -e 00A40000
		hung $call scriptor -r 0 -e connect
	done
	for call in SCardEstablishContext SCardListReaders; do
		hung $call scriptor -e readers
		hung $call scriptor -e 'reader first'
	done
	each_is_told
}

# One reader's driver hangs: the other readers are still shown.
@test "-r -v: a reader that does not respond does not hide the next" {
	local call
	fake_add 'add b Second reader'
	for call in SCardConnect SCardGetAttrib SCardControl SCardDisconnect; do
		(cat "$FAKE_PCSC" && echo "hang $call" && echo "on SCardEstablishContext 2 release $call") >"$out/$call"
		start "$call" env -u FAKE_PCSC_CONTROL FAKE_PCSC="$out/$call" pcsc_scan -r -v
	done
	for call in SCardConnect SCardGetAttrib SCardControl SCardDisconnect; do
		finish "$call"
		[ "$status" = 3 ]
		[ "$(grep -c '^[01]: ' "$out/$call.out")" = 2 ]
		[ "$(grep -c 'cannot be queried' "$out/$call.out")" -le 1 ]
		grep '^pcsc_scan: First reader: the PC/SC service does not respond$' "$out/$call.err"
		! grep 'Second reader' "$out/$call.err" || false
	done
}

@test "-r -v --json: a reader that does not respond has that as its error" {
	fake_add 'hang SCardConnect'
	run -3 --separate-stderr pcsc_scan -r -v --json
	python3 -c 'import json, sys; assert json.load(sys.stdin)["error"] == "PCSC_NO_RESPONSE"' <<<"$output"
	python3 "$BATS_TEST_DIRNAME/../cli/json_schema.py" "$BATS_TEST_DIRNAME/../../data/pcsc_scan.schema.json" \
		<<<"$output" >"$out/said"
}

# The service is slow but responds: -t raises the limit, and never lowers it.
@test "-t raises the limit where it is longer, and never lowers it" {
	local -a pids=()
	local pid
	fake_add 'delay SCardListReaders 6500'
	unset FAKE_PCSC_CONTROL
	pcsc_scan -r >"$out/short" 2>&1 3>&- &
	pids+=($!)
	for args in '-r -t 60' '--present -t 60' '-r -v -t 60' '--wait card -t 60'; do
		# shellcheck disable=SC2086
		pcsc_scan $args >"$out/long" 2>&1 3>&- &
		pids+=($!)
	done
	scriptor --wait -t 60 -e readers >"$out/long" 2>&1 3>&- &
	pids+=($!)
	status=0
	wait "${pids[0]}" || status=$?
	[ "$status" = 3 ]
	for pid in "${pids[@]:1}"; do wait "$pid"; done
	fake_add 'delay SCardListReaders 900'
	for args in '-c -n -t 0.1' '--present -t 0' '--wait card -t 0' '--wait card -t 0.1'; do
		# shellcheck disable=SC2086
		run pcsc_scan $args
		[ "$status" = 0 ]
	done
	run -0 scriptor --wait -t 0.1 -e readers
}

@test "-t 0 gives the same answer every time" {
	local n
	fake_add 'delay SCardGetStatusChange 20' 'add b Second reader'
	for ((n = 0; n < 50; n++)); do
		run -0 pcsc_scan --wait card -t 0
		run -1 pcsc_scan --wait card -t 0 --reader second
		run -0 pcsc_scan --json -n -t 0
		[ ${#lines[@]} = 3 ]
		run -1 pcsc_scan -n --once --on card-removed -t 0
	done
	for ((n = 0; n < 50; n++)); do
		run -0 scriptor -r 0 --wait -t 0 -e atr
		run -1 scriptor -r 1 --wait -t 0 -e atr
	done
}

# These wait without a limit: that the service does not respond is reported once, and a late
# response is used.
@test "a watch, --wait and scriptor --wait wait on" {
	fake_add 'hang SCardListReaders'
	start scan pcsc_scan --json -n
	wait_for "$out/scan.err" '^Waiting for the service' 20
	fake release SCardListReaders
	wait_for "$out/scan.out" card-inserted 20
	stop scan TERM
	[ "$(sed -E 's/.*"event":"([^"]*)".*/\1/' "$out/scan.out")" = 'service-lost
service-back
reader-added
card-inserted' ]
	[ "$(grep -c 'does not respond' "$out/scan.err")" = 1 ]
	start scan pcsc_scan --wait card
	wait_for "$out/scan.err" '^Waiting for the service' 20
	fake release SCardListReaders
	finish scan
	[ "$status" = 0 ]
	start scan scriptor --wait -e atr
	wait_for "$out/scan.err" '^Waiting for the service' 20
	fake release SCardListReaders
	finish scan
	[ "$status" = 0 ]
	[ "$(tail -n 1 "$out/scan.out")" = '3B 00' ]
}

# What an abandoned call obtains when it returns late is released. The second reader is queried
# after that. A third context is opened between them, to see whether the card is in use.
@test "a late answer is given back: no card stays connected" {
	fake_add 'add b Second reader' 'hang SCardConnect' 'on SCardEstablishContext 2 release SCardConnect' \
		'hang SCardGetAttrib' 'on SCardReleaseContext 2 release SCardGetAttrib'
	run --separate-stderr pcsc_scan -r -v
	[ "$status" = 3 ]
	[ "$stderr" = "$(printf '%s\n' 'pcsc_scan: First reader: the PC/SC service does not respond' "${stderr_lines[1]}")" ]
	[ "$(grep -c '^SCardConnect 0x00000000' "$fake_log")" = 2 ]
	[ "$(grep -c '^SCardReleaseContext 0x00000000' "$fake_log")" = 3 ]
}

# A card, a driver that waits for the user, and another program's transaction may take their time.
@test "commands, control codes and transactions have no limit" {
	local call
	fake_add "control a 42000001 9000"
	for call in SCardTransmit SCardControl SCardBeginTransaction; do
		(cat "$FAKE_PCSC" && echo "delay $call 6000") >"$out/$call"
		start "$call" env -u FAKE_PCSC_CONTROL FAKE_PCSC="$out/$call" scriptor -e 'transaction begin' -e 'control 1' \
			-e '00A40000 (6D00)' -e 'transaction end'
	done
	for call in SCardTransmit SCardControl SCardBeginTransaction; do
		finish "$call"
		[ "$status" = 0 ]
	done
}

# The result is already known: a service that hangs afterwards neither delays the program nor
# changes the result.
@test "a service that hangs at the end does not keep a program" {
	local call n
	local -a commands=('pcsc_scan -r' 'pcsc_scan -c -n' 'pcsc_scan --present' 'pcsc_scan -n -t 0' 'scriptor -e 00A40000'
		'atr_parser --card --list cards')
	cd "$out" || return
	printf '3B 00\n\tA card\n' >cards
	for call in SCardDisconnect SCardReleaseContext SCardCancel; do
		(cat "$FAKE_PCSC" && echo "hang $call") >"$out/$call"
		for ((n = 0; n < ${#commands[@]}; n++)); do
			# shellcheck disable=SC2086
			start "$call.$n" env -u FAKE_PCSC_CONTROL FAKE_PCSC="$out/$call" ${commands[n]}
		done
	done
	for call in SCardDisconnect SCardReleaseContext SCardCancel; do
		for ((n = 0; n < ${#commands[@]}; n++)); do
			finish "$call.$n"
			[ "$status" = 0 ] || {
				echo "$call, ${commands[n]}: $status"
				cat "$out/$call.$n.err"
				return 1
			}
		done
	done
}
