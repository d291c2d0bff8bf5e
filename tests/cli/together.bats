#!/usr/bin/env bats
# Options that cannot be combined: status 2, and a message that names both.

bats_require_minimum_version 1.5.0

out=$BATS_TEST_TMPDIR

setup() {
	PATH=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")/bin:$PATH
	cd "$out" || return
}

# refused MESSAGE PROGRAM ARGUMENT...: fails with status 2 and this message.
refused() {
	local message=$1
	shift
	run --separate-stderr timeout 20 "$@" </dev/null
	[ "$status" = 2 ] && [ -z "$output" ] && [ "$stderr" = "$1: $message" ] || {
		echo "$*: status $status: $output$stderr, not: $message"
		return 1
	}
}

# A value for each option that takes one.
declare -gA value=([--on]=card-inserted [--atr]=3B00 [--list]=list [--format]=text [--exec-dir]=/ [--exec-time]=1
	[--parallel]=2 [--command]=00A40000 [--wait]=card [-p]=T=1 [-t]=1 [-e]=exit [--junit]=file
	[--record]=file [--pcap]=file [--replay]=file [--replay-any]=file [--diff]=file [--reader]=0 [--lint]=file [--stats]=TS
	[--profile]=iso [--clock]=fmax [--width]=40 [--root]=/)

# words OPTION: prints it with its value; --exec takes the rest of the line.
words() {
	if [ "$1" = --exec ]; then
		echo '--exec true'
	else
		echo "$1 ${value[$1]-}"
	fi
}

# apart PROGRAM OPTION OTHER...: OPTION cannot be combined with any of the others, in either order.
apart() {
	local program=$1 option=$2 other mine=${value[$2]-}
	shift 2
	for other; do
		# shellcheck disable=SC2046
		set -- $(words "$other")
		refused_pair "$program" "$option" "$other" "$option" ${mine:+"$mine"} "$@"
		[ "$other" = --exec ] || refused_pair "$program" "$option" "$other" "$@" "$option" ${mine:+"$mine"}
	done
}

# refused_pair PROGRAM OPTION OTHER ARGUMENT...: this pair is rejected.
refused_pair() {
	local program=$1 option=$2 other=$3
	shift 3
	run --separate-stderr timeout 20 "$program" "$@" </dev/null
	[ "$status" = 2 ] && [ -z "$output" ] &&
		[[ $stderr == "$program: $option cannot be combined with $other" ||
			$stderr == "$program: $other cannot be combined with $option" ]] || {
		echo "$program $*: status $status: $output$stderr"
		return 1
	}
}

hooks='--exec --exec-dir'
watch="-s --on --once $hooks"

@test "pcsc_scan: the tasks, and what only a watch does" {
	# shellcheck disable=SC2086
	{
		apart pcsc_scan --doctor -r -c --present --wait -d --uid --atr --list --format $watch
		apart pcsc_scan -r -c --present --wait -d --uid --atr --list $watch
		apart pcsc_scan -c --present --wait $watch
		apart pcsc_scan --present --wait --json -d --uid --list --format $watch
		apart pcsc_scan --wait --json -d --uid --list --format $watch
		apart pcsc_scan --json --format -d
		apart pcsc_scan -n --list
	}
	refused '--command works only with -s' pcsc_scan --command 00A40000
	refused '--exec-time works only with --exec or --exec-dir' pcsc_scan --exec-time 1
	refused '--parallel works only with --exec or --exec-dir' pcsc_scan --parallel 2
}

sending='--reader -p -u --keep-going --exclusive --wait --yes --mask --explain --tap --junit --record --pcap
	--replay --replay-any'

@test "scriptor: what sends nothing, what has another layout, and no card" {
	# shellcheck disable=SC2086
	{
		apart scriptor --check --convert --diff $sending
		apart scriptor --convert -e --diff --json $sending
	}
	apart scriptor --diff -e --json --tap --explain
	apart scriptor --tap --json --explain
	apart scriptor --replay --replay-any --reader --exclusive --wait
	apart scriptor --replay-any --reader --exclusive --wait
	refused '-t works only with --wait' scriptor -t 5
}

@test "atr_parser: the tasks, the layouts, and what belongs to one of them" {
	apart atr_parser --json --format --brief --html
	apart atr_parser --html --format --brief
	apart atr_parser --diff --card --build --html --brief --lint --stats --explain --nearest --search
	apart atr_parser --card --build
	apart atr_parser --lint --card --build --format --brief --html --stats --list --profile --clock --explain --nearest
	apart atr_parser --stats --card --build --format --brief --profile --clock --explain --nearest
	apart atr_parser --search --card --build --html --lint --stats --profile --explain --nearest --clock
	apart atr_parser --update --json --format --brief --html --width --list --card --build --diff --lint --stats \
		--profile --explain --nearest --search --clock
	apart atr_parser --explain --brief --html
	apart atr_parser --nearest --brief
	refused '--reader works only with --card' atr_parser --reader 0 3B00
	refused '--fix works only with --lint' atr_parser --fix
	refused '--dry-run works only with --lint' atr_parser --dry-run
	refused '--svg works only with --stats' atr_parser --svg
	refused '--published works only with --stats' atr_parser --published
	refused '--check works only with --update' atr_parser --check
}

# These combinations are intended.
@test "--on takes every event that JSON has, but for those of -s" {
	local event schema=$BATS_TEST_DIRNAME/../../data/pcsc_scan.schema.json
	# shellcheck disable=SC2016
	python3 -c 'import json, sys
for part in json.load(open(sys.argv[1]))["$defs"].values():
    event = part.get("properties", {}).get("event", {})
    for name in event.get("enum", [event["const"]] if "const" in event else []):
        print(name)' "$schema" >events
	[ "$(wc -l <events)" -ge 9 ]
	for event in $(grep -v ^stress events); do
		PCSCLITE_CSOCK_NAME=$out/none run --separate-stderr pcsc_scan -n --on "$event" --no-reconnect
		[ "$status" = 3 ]
	done
	run --separate-stderr pcsc_scan --on events-eaten
	[ "$status" = 2 ]
	[[ $stderr == *events-dropped* ]]
}

@test "a word before --exec is superfluous, as any other is" {
	refused $'unexpected argument \'word\'\npcsc_scan: hint: "pcsc_scan --help" lists the options' \
		pcsc_scan word --exec ./hook --once
}
