#!/usr/bin/env bats
# pcsc_scan --exec and --exec-dir.

load common
load ../watch

setup() {
	fake_start 'add a First reader' 'add b Second reader'
	PATH=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")/bin:$PATH
	mkdir -m 755 "$out/hooks"
}

# hook FILE LINE...: creates an executable bash script.
hook() {
	local file=$1
	shift
	printf '%s\n' '#!/bin/bash' "$@" >"$file"
	chmod 755 "$file"
}

# fds PID: prints what its descriptors are connected to.
fds() {
	readlink "/proc/$1"/fd/* | sed 's/:.*//' | tr '\n' ' '
}

is_bare() {
	[ "$(fds "$1")" = '/dev/null /dev/null /dev/null pipe ' ]
}

@test "the event is on standard input, its fields in the environment, the words untouched" {
	hook "$out/hook" 'printf "<%s>\n" "$@" >>"'"$out"'/words"' 'cat >>"'"$out"'/json"' \
		'env | grep ^PCSC_ | sort >"'"$out"'/env"' 'echo "said on stdout"'
	printf '%s\n' '3B 00' $'\tA card' $'\tits other name' >"$out/list"
	start scan pcsc_scan --json --list "$out/list" --on card-inserted --exec "$out/hook" 'two words' '$(id)' -n ''
	wait_for "$fake_log" '^wait'
	fake insert b 3B00
	wait_for "$out/scan.err" '^said on stdout$'
	stop scan TERM
	[ "$(cat "$out/words")" = '<two words>
<$(id)>
<-n>
<>' ]
	diff "$out/scan.out" "$out/json"
	grep -v -e '^PCSC_TIME=' "$out/env" >"$out/fields"
	diff "$out/fields" - <<-'END'
		PCSC_ATR=3B00
		PCSC_ATS=
		PCSC_CARD=A card
		PCSC_EVENT=card-inserted
		PCSC_EVENT_COUNT=1
		PCSC_INITIAL=0
		PCSC_MISSED=0
		PCSC_READER=Second reader
		PCSC_READER_INDEX=1
		PCSC_STATE=present
		PCSC_UID=
	END
	python3 -c 'import json, sys
assert json.load(open(sys.argv[1]))["time"] in open(sys.argv[2]).read()' "$out/json" "$out/env"
}

@test "a name from outside reaches the environment without control characters" {
	printf '%s\n' 'add a Evil\x0aLD_PRELOAD=x\x1b[31m\xff () { :; }' >"$FAKE_PCSC"
	hook "$out/hook" 'env -0 >"'"$out"'/env"' 'cat >"'"$out"'/json"'
	run pcsc_scan --once --exec "$out/hook"
	[ "$status" = 0 ]
	tr '\0' '\n' <"$out/env" | grep -F $'PCSC_READER=Evil?LD_PRELOAD=x?[31m\xef\xbf\xbd () { :; }'
	grep -F 'Evil\nLD_PRELOAD' "$out/json"
}

@test "in order, one at a time for each reader" {
	local i
	# The first hook waits for the other reader's hook, which works only if both run at the same
	# time.
	hook "$out/hook" 'echo "$PCSC_READER_INDEX begins" >>"'"$out"'/log"' \
		'for n in {1..400}; do [ "$(grep -c begins "'"$out"'/log")" -lt 2 ] || break; sleep 0.05; done' \
		'echo "$PCSC_READER_INDEX $PCSC_EVENT $PCSC_EVENT_COUNT" >>"'"$out"'/log"'
	start scan pcsc_scan -n --on card-inserted,card-removed --parallel 2 --exec "$out/hook"
	wait_for "$fake_log" '^wait'
	for i in 1 2; do
		fake insert a 3B00
		fake insert b 3B00
		wait_for "$out/scan.out" 'Card inserted' 5 $((2 * i))
		fake remove a
		fake remove b
		wait_for "$out/scan.out" 'Card removed' 5 $((2 * i))
	done
	wait_for "$out/log" ' card-removed 4' 10 2
	stop scan TERM
	[ "$(grep '^0 ' "$out/log")" = '0 begins
0 card-inserted 1
0 begins
0 card-removed 2
0 begins
0 card-inserted 3
0 begins
0 card-removed 4' ]
	[ "$(grep '^1 ' "$out/log")" = "$(grep '^0 ' "$out/log" | sed 's/^0/1/')" ]
	[ "$(head -n 2 "$out/log" | sort)" = '0 begins
1 begins' ]
}

@test "without --parallel one at a time" {
	fake_add 'insert a 3B00' 'insert b 3B00'
	hook "$out/hook" 'echo begins >>"'"$out"'/log"' 'sleep 0.1' 'echo ends >>"'"$out"'/log"'
	start scan pcsc_scan -n --on card-inserted --exec "$out/hook"
	wait_for "$out/log" ends 5 2
	stop scan TERM
	[ "$(tr '\n' ' ' <"$out/log")" = 'begins ends begins ends ' ]
}

@test "with --exec-time 0 a hook has all the time it wants" {
	fake_add 'insert a 3B00'
	hook "$out/hook" 'sleep 0.3' 'echo ends >>"'"$out"'/log"'
	start scan pcsc_scan -n --on card-inserted --exec-time 0 --exec "$out/hook"
	wait_for "$out/log" ends
	stop scan TERM
}

@test "a hook that hangs holds up neither the monitor nor other readers, and is ended" {
	hook "$out/hook" '[ "$PCSC_READER_INDEX" = 0 ] || { echo second >>"'"$out"'/log"; exit; }' \
		'echo $$ >"'"$out"'/pid"' 'trap "" TERM' 'sleep 100 & echo $! >"'"$out"'/grandchild"' 'wait; wait'
	start scan pcsc_scan --json -n --on card-inserted,card-removed --parallel 2 --exec-time 0.3 --exec "$out/hook"
	wait_for "$fake_log" '^wait'
	fake insert a 3B00
	wait_event card-inserted
	wait_for "$out/grandchild" .
	fake insert b 3B00
	wait_event card-inserted 2
	wait_for "$out/log" second
	wait_for "$out/scan.err" 'hook: card-inserted: killed by signal 9 after its time limit' 8
	awaited 5 gone "$(cat "$out/pid")"
	awaited 5 gone "$(cat "$out/grandchild")"
	fake remove a
	wait_event card-removed
	stop scan TERM
	[ "$status" = 0 ]
}

@test "a hook that fails or dies is told, and the next one runs" {
	hook "$out/hook" 'case $PCSC_EVENT_COUNT in 1) exit 3 ;; 2) kill -SEGV $$ ;; esac' 'echo fine >>"'"$out"'/log"'
	start scan pcsc_scan -n --on card-inserted,card-removed --exec "$out/hook"
	wait_for "$fake_log" '^wait'
	fake insert a 3B00
	wait_for "$out/scan.err" 'hook: card-inserted: exited with status 3'
	fake remove a
	wait_for "$out/scan.err" 'hook: card-removed: killed by signal 11'
	fake insert a 3B00
	wait_for "$out/log" fine
	stop scan TERM
}

@test "hooks end with the monitor, whatever ends it, and so do their children" {
	local signal word
	# One child ignores every signal but KILL, one is orphaned.
	hook "$out/hook" 'echo $$ >"'"$out"'/pid"' '(trap "" TERM HUP INT; echo $BASHPID >"'"$out"'/deaf"; while :; do read -r -t 100 <>"'"$out"'/never"; done) &' \
		'(sleep 100 & echo $! >"'"$out"'/orphan")' 'wait'
	mkfifo "$out/never"
	export ASAN_OPTIONS=${ASAN_OPTIONS-}:handle_segv=0 # a signal from outside is not a bug
	for signal in TERM INT KILL SEGV; do
		rm -f "$out/pid" "$out/deaf" "$out/orphan" "$out/scan.out"
		start scan pcsc_scan -n --on reader-added --reader 0 --exec "$out/hook"
		wait_for "$out/deaf" .
		wait_for "$out/orphan" .
		stop scan $signal
		for word in pid deaf orphan; do
			awaited 5 gone "$(cat "$out/$word")" || {
				echo "$signal: $word"
				return 1
			}
		done
	done
}

# Otherwise it would be killed along with the next hook, or with an unrelated process that got its
# number.
@test "what a hook leaves in its group ends with it; what left the group goes on" {
	hook "$out/hook" 'sleep 100 & echo $! >"'"$out"'/left"' 'setsid sleep 100 & echo $! >"'"$out"'/own"' \
		'while [ "$(ps -o comm= -p "$(cat "'"$out"'/own")")" != sleep ]; do :; done'
	start scan pcsc_scan -n --on reader-added --reader 0 --exec "$out/hook"
	wait_for "$out/own" .
	awaited 5 gone "$(cat "$out/left")"
	stop scan KILL
	kill "$(cat "$out/own")"
}

# The process that ends the hooks (the keeper).
@test "nothing of the monitor stays, and nothing of it keeps a pipe open" {
	local pid keeper signal n
	hook "$out/hook" 'sleep 100 & echo $! >"'"$out"'/child"' 'wait'
	for signal in TERM KILL; do
		rm -f "$out/child" "$out/scan.out"
		start scan pcsc_scan -n --on reader-added --reader 0 --exec "$out/hook"
		pid=${program_pid[scan]}
		wait_for "$out/child" .
		keeper=$(pgrep -P "$pid" -x pcsc_scan)
		awaited 5 is_bare "$keeper"
		kill -INT "$keeper"
		kill -TERM "$keeper"
		stop scan $signal
		awaited 5 gone "$keeper"
		awaited 5 gone "$(cat "$out/child")"
	done
}

@test "a hook has nothing of ours open, and does not speak for us to the service manager" {
	hook "$out/hook" 'ls -l /proc/self/fd | grep -e "->" | grep -v -e " [012] ->" -e /proc/ >"'"$out"'/fds"' \
		'env >"'"$out"'/env"'
	exec 8>"$out/other"
	NOTIFY_SOCKET=@nobody WATCHDOG_USEC=1000000 run pcsc_scan -n --once --exec "$out/hook"
	exec 8>&-
	[ "$status" = 0 ]
	[ ! -s "$out/fds" ]
	grep ^PCSC_EVENT "$out/env"
	! grep -e ^NOTIFY_SOCKET -e ^WATCHDOG "$out/env"
}

@test "many events for a slow hook: a bounded number waits, the rest is told" {
	local i
	hook "$out/hook" 'read -r _; echo x >>"'"$out"'/log"; while [ ! -e "'"$out"'/go" ]; do sleep 0.02; done'
	printf '%s\n' 'limit 0' 'readers 200' >"$FAKE_PCSC"
	for ((i = 0; i < 200; i++)); do echo "insert r$i 3B00"; done >>"$FAKE_PCSC"
	start scan pcsc_scan --json -n --exec "$out/hook"
	wait_for "$out/scan.out" card-inserted 5 200
	for ((i = 0; i < 4; i++)); do
		fake service stop
		wait_event service-lost $((i + 1))
		fake service start
		wait_for "$out/scan.out" card-inserted 5 $((200 * (i + 2)))
	done
	wait_for "$out/scan.err" 'too many events waiting'
	stop scan TERM
	[ "$status" = 0 ]
	[ "$(wc -l <"$out/log")" = 1 ]
}

@test "--exec-dir runs what is named as the event" {
	hook "$out/hooks/card-inserted" 'echo "$# $PCSC_EVENT $PCSC_ATR" >>"'"$out"'/log"'
	hook "$out/hooks/service-lost" 'echo "$PCSC_EVENT ${PCSC_READER-none}" >>"'"$out"'/log"'
	start scan pcsc_scan -n --exec-dir "$out/hooks"
	wait_for "$fake_log" '^wait'
	fake insert a 3B00
	wait_for "$out/log" '^0 card-inserted 3B00$'
	fake remove a
	wait_for "$out/scan.out" 'Card removed' 5 3
	fake service stop
	wait_for "$out/log" '^service-lost none$'
	stop scan TERM
	[ "$(wc -l <"$out/log")" = 2 ]
	! grep hooks "$out/scan.err"
}

@test "--exec-dir refuses what others can change" {
	local mode
	hook "$out/hooks/card-inserted" 'touch "'"$out"'/ran"'
	for mode in 777 775; do
		chmod $mode "$out/hooks"
		run --separate-stderr pcsc_scan -n -t 0.2 --exec-dir "$out/hooks"
		[ "$status" = 2 ]
		[[ $stderr == *'others can write to it'* ]]
	done
	chmod 755 "$out/hooks"
	for mode in 777 775 757; do
		chmod $mode "$out/hooks/card-inserted"
		run --separate-stderr pcsc_scan -n -t 0.2 --exec-dir "$out/hooks"
		[ "$status" = 2 ]
		[[ $stderr == *'card-inserted: others can write to it'* ]]
	done
	chmod 644 "$out/hooks/card-inserted"
	run --separate-stderr pcsc_scan -n -t 0.2 --exec-dir "$out/hooks"
	[ "$status" = 2 ]
	[[ $stderr == *"not executable"*'hint: "chmod +x '*'/hooks/card-inserted"'* ]]
	chmod 755 "$out/hooks/card-inserted"
	touch "$out/hooks/"{README,card_removed,lib.sh}
	run --separate-stderr pcsc_scan -n -t 0.2 --exec-dir "$out/hooks"
	[ "$status" = 0 ]
	[ "$(grep -c 'no event has this name; never run' <<<"$stderr")" = 1 ]
	[[ $stderr == *': card_removed: no event '*'hint: did you mean "card-removed"?'* ]]
	mv "$out/hooks/card_removed" "$out/hooks/card-removed.sh"
	run --separate-stderr pcsc_scan -n -t 0.2 --exec-dir "$out/hooks"
	[ "$status" = 0 ]
	[ "$(grep -c 'no event has this name; never run' <<<"$stderr")" = 1 ]
	[[ $stderr == *': card-removed.sh: no event '*'hint: did you mean "card-removed"?'* ]]
	mv "$out/hooks/card-removed.sh" "$out/hooks/card_insert" # as card_eventmgr has it
	run --separate-stderr pcsc_scan -n -t 0.2 --exec-dir "$out/hooks"
	[[ $stderr == *': card_insert: no event '*'hint: did you mean "card-inserted"?'* ]]
	rm "$out/hooks/card_insert"
	rm "$out/hooks/card-inserted"
	ln -s /bin/true "$out/hooks/card-inserted"
	run --separate-stderr pcsc_scan -n -t 0.2 --exec-dir "$out/hooks"
	[ "$status" = 2 ]
	mkdir -m 777 "$out/open"
	mkdir -m 755 "$out/open/hooks"
	run --separate-stderr pcsc_scan -n -t 0.2 --exec-dir "$out/open/hooks"
	[ "$status" = 2 ]
	[[ $stderr == *'replace a directory above it'*'chmod go-w'* ]]
	[ ! -e "$out/ran" ]
}

teardown() {
	programs_end
	rm -rf "${directory:-$out/nothing}"
}

# unprivileged COMMAND...: runs it as a user other than root, since root may read everything;
# without the fake, whose files that user cannot read.
unprivileged() {
	local -a as=(env -u LD_LIBRARY_PATH PCSCLITE_CSOCK_NAME="$out/no-service")
	[ "$(id -u)" != 0 ] || as+=(setpriv --reuid 65534 --regid 65534 --clear-groups)
	"${as[@]}" "$@"
}

@test "--exec-dir: a directory that is missing or is none is named, with what helps" {
	run --separate-stderr pcsc_scan -n -t 0.2 --exec-dir "$out/nothing"
	[ "$status" = 2 ]
	[[ $stderr == *"--exec-dir $out/nothing: directory not found"*"mkdir -p $out/nothing"* ]]
	run --separate-stderr pcsc_scan -n -t 0.2 --exec-dir "$out/scan.none/above"
	[[ $stderr == *"mkdir -p $out/scan.none/above"* ]]
	touch "$out/file"
	run --separate-stderr pcsc_scan -n -t 0.2 --exec-dir "$out/file"
	[ "$status" = 2 ]
	[[ $stderr == *'not a directory'*'--exec'* ]]
}

@test "--exec-dir: a directory that is closed to this user is named, with what helps" {
	local closed=700 # relative to the other user; if already that user, without search permission
	[ "$(id -u)" = 0 ] || closed=600
	directory=$(mktemp -d)
	mkdir -p "$directory/above/hooks"
	chmod 755 "$directory" "$directory/above/hooks"
	chmod $closed "$directory/above"
	run --separate-stderr unprivileged pcsc_scan -n -t 0.2 --exec-dir "$directory/above/hooks"
	[ "$status" = 2 ]
	[[ $stderr == *"--exec-dir $directory/above/hooks: Permission denied"*'chmod a+rx'* ]]
	chmod 755 "$directory/above"
	chmod $closed "$directory/above/hooks"
	run --separate-stderr unprivileged pcsc_scan -n -t 0.2 --exec-dir "$directory/above/hooks"
	[ "$status" = 2 ]
	[[ $stderr == *"--exec-dir $directory/above/hooks: "* ]]
	# Search permission is enough.
	chmod 711 "$directory/above/hooks"
	run --separate-stderr unprivileged pcsc_scan -n -t 0.2 --exec-dir "$directory/above/hooks"
	[ "$status" = 0 ]
	[[ $stderr != *--exec-dir* ]]
}

@test "--exec-dir: what was made open to others meanwhile is not run" {
	hook "$out/hooks/card-inserted" 'touch "'"$out"'/ran"'
	start scan pcsc_scan -n --exec-dir "$out/hooks"
	wait_for "$fake_log" '^wait'
	chmod 777 "$out/hooks/card-inserted"
	fake insert a 3B00
	wait_for "$out/scan.err" 'card-inserted: others can write to it: not run'
	stop scan TERM
	[ ! -e "$out/ran" ]
}

@test "--once waits for its hook" {
	hook "$out/hook" 'sleep 0.3' 'touch "'"$out"'/done"'
	run pcsc_scan -n --once --exec "$out/hook"
	[ "$status" = 0 ]
	[ -e "$out/done" ]
}

@test "no program, no hooks" {
	run --separate-stderr pcsc_scan -n --exec no-such-program-here
	[ "$status" = 2 ]
	[[ $stderr == *'--exec no-such-program-here: No such file'* ]]
	run --separate-stderr pcsc_scan -n --exec "$out"
	[ "$status" = 2 ]
}
