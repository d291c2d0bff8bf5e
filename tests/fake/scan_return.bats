#!/usr/bin/env bats
# pcsc_scan when the service ends and returns: what has left meanwhile, and what is there.

load common
load ../watch

setup() {
	fake_start 'add a First reader' 'insert a 3B021450' 'add b Second reader' 'insert b 3B00' 'add c Third reader'
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	PATH=$(cd "$root" && realpath "${B:-build}")/bin:$PATH
	lives=0
}

# watching OPTION...: starts pcsc_scan and waits until it has reported everything that is there.
watching() {
	: >"$fake_log"
	lives=0
	start scan env SMARTCARD_LIST=/dev/null pcsc_scan "$@"
	wait_for "$fake_log" '^wait'
}

# away LINE...: stops the service, applies these changes, and starts it again.
away() {
	local line
	fake service stop
	lives=$((lives + 1))
	wait_for "$out/scan.err" 'pcsc_scan: [^:]* \(SCARD_' 5 "$lives"
	for line; do fake "$line"; done
	fake service start
}

# Prints the events after the service's last return: event, initial, index, name, ATR.
since_back() {
	tac "$out/scan.out" | sed '/"event":"service-back"/,$d' | tac | sed -E \
		's/.*"event":"([^"]*)","initial":([a-z]*),"reader":\{"index":([0-9]*),"name":"([^ "]*)[^"]*"\}.*"atr":"?([^",]*)"?,.*/\1 \2 \3 \4 \5/'
}

@test "what left is told first, where it was; then all that is there" {
	printf '%s\n' '3B 02 14 50' $'\tA card' >"$out/list"
	start scan pcsc_scan --json --list "$out/list"
	wait_for "$fake_log" '^wait'
	away 'unplug a' 'swap b 3B021451' 'insert c 3B03'
	wait_event card-inserted 4 true
	stop scan TERM
	[ "$(since_back)" = 'card-removed false 0 First 3B021450
reader-removed false 0 First null
card-removed false 1 Second 3B00
reader-added true 0 Second null
card-inserted true 0 Second 3B021451
reader-added true 1 Third null
card-inserted true 1 Third 3B03' ]
	# The removed card has its names as well, and no event count, as the service that counted is
	# gone.
	grep '"event":"card-removed".*"missed":0,"state":\["unknown"\],"atr":"3B021450","cards":\[{"match":"exact".*"A card"' "$out/scan.out"
	[ "$(grep -c '"event":"service-' "$out/scan.out")" = 2 ]
	run python3 "$root/tests/cli/json_schema.py" "$root/data/pcsc_scan.schema.json" <"$out/scan.out"
	[[ $output == *' good, 0 bad' ]]
}

@test "a card that left, and one that is another, in readers that stayed" {
	watching --json
	away 'remove a' 'swap b 3B021451'
	wait_event reader-added 6 true
	stop scan TERM
	[ "$(since_back)" = 'card-removed false 0 First 3B021450
card-removed false 1 Second 3B00
reader-added true 0 First null
reader-added true 1 Second null
card-inserted true 1 Second 3B021451
reader-added true 2 Third null' ]
}

@test "all have left" {
	watching --json
	away 'unplug a' 'unplug b' 'unplug c'
	wait_event reader-removed 3
	stop scan TERM
	[ "$(since_back)" = 'card-removed false 0 First 3B021450
reader-removed false 0 First null
card-removed false 1 Second 3B00
reader-removed false 1 Second null
reader-removed false 2 Third null' ]
}

# Once the socket exists there is nothing to wait for; the time is measured, as a machine that is
# not busy does it at once.
back_at_once() {
	local before
	before=$(now_ms)
	fake service start
	wait_for "$out/scan.out" '"event":"reader-added","initial":true.*"index":2' 10 "$1"
	took=$(($(now_ms) - before))
}

@test "what stayed is told as initial, at once, whatever its number is now" {
	local n
	export PCSCLITE_CSOCK_NAME=$out/pcscd.comm
	watching --json
	for n in {2..6}; do
		fake service stop
		wait_for "$fake_log" '^watch' 5 $((n - 1))
		fake unplug a
		fake add a First reader
		fake insert a 3B021450
		fake service start
		: >"$PCSCLITE_CSOCK_NAME"
		back_at_once "$n"
		rm "$PCSCLITE_CSOCK_NAME"
		[ "$took" -ge 1000 ] || break
	done
	[ "$took" -lt 1000 ]
	stop scan TERM
	! grep -e card-removed -e reader-removed "$out/scan.out" || false
	[ "$(since_back | sort)" = "$(since_back | sort -u)" ]
	[ "$(since_back | grep -c ' true ')" = 5 ]
	since_back | grep -x 'card-inserted true . First 3B021450'
}

# A service that has just started: at first the list may be incomplete, a card or its ATR not yet
# known.
@test "readers and cards that the service finds a moment later have not left" {
	watching --json
	away 'unplug b' 'remove a' 'on SCardListReaders 3 insert a 3B021450' 'on SCardListReaders 4 add b Second reader' \
		'on SCardListReaders 6 insert b 3B00'
	wait_event card-inserted 4 true
	stop scan TERM
	! grep -e card-removed -e reader-removed "$out/scan.out" || false
	[ "$(since_back | sort)" = 'card-inserted true 0 First 3B021450
card-inserted true 2 Second 3B00
reader-added true 0 First null
reader-added true 1 Third null
reader-added true 2 Second null' ]
}

@test "a card whose ATR comes a moment later is the same, or another" {
	watching --json
	away 'claim a 0' 'on SCardListReaders 3 claim a 4'
	wait_event card-inserted 3 true
	since_back | grep -x 'card-inserted true 0 First 3B021450'
	away 'claim a 0' 'swap a 3B021451' 'on SCardListReaders 3 claim a 4'
	wait_event card-removed
	wait_event card-inserted 5 true
	stop scan TERM
	[ "$(since_back | head -n 3)" = 'card-removed false 0 First 3B021450
reader-added true 0 First null
card-inserted true 0 First 3B021451' ]
}

@test "a card that does not answer after the return, or did not before it" {
	watching --json
	away 'remove a' 'mute a'
	wait_event card-mute 1 true
	! grep card-removed "$out/scan.out" || false
	away 'remove a'
	wait_event card-removed
	wait_event reader-added 9 true
	stop scan TERM
	[ "$(since_back | head -n 2)" = 'card-removed false 0 First null
reader-added true 0 First null' ]
}

@test "lost twice: what has left since it was last seen is reported" {
	watching --json
	away
	wait_event card-inserted 4 true
	away 'remove a'
	wait_event card-removed
	away 'insert a 3B021451' 'unplug c'
	wait_event reader-removed
	stop scan TERM
	[ "$(grep -c '"event":"card-removed"' "$out/scan.out")" = 1 ]
	[ "$(since_back | head -n 3)" = 'reader-removed false 2 Third null
reader-added true 0 First null
card-inserted true 0 First 3B021451' ]
}

@test "a service that stops again before its readers are known is not reported" {
	local n
	export PCSCLITE_CSOCK_NAME=$out/pcscd.comm
	watching --json
	away 'remove a' 'on SCardListReaders 1 service stop'
	# Also while missing readers are still awaited.
	wait_for "$fake_log" '^SCardListReaders 0x8010001D' 20
	fake on SCardListReaders 3 service stop
	fake service start
	wait_for "$fake_log" '^SCardListReaders 0x8010001D' 20 2
	[ "$(grep -c '"event":"service-lost"' "$out/scan.out")" = 1 ]
	! grep -e service-back -e card-removed "$out/scan.out" || false
	fake service start
	wait_event card-removed
	stop scan TERM
	[ "$(grep -c '"event":"service-back"' "$out/scan.out")" = 1 ]
	[ "$(since_back | head -n 1)" = 'card-removed false 0 First 3B021450' ]
}

@test "--reader, --atr, --on and PCSC_READER_IGNORE choose among them" {
	local -a row
	local words expected
	while IFS='|' read -r words expected; do
		read -r -a row <<<"$words"
		watching --json "${row[@]}"
		away 'remove a' 'unplug b'
		wait_for "$out/scan.out" '"event":"(card|reader)-removed"' 5 "$(wc -w <<<"${expected//[!,]/}")"
		stop scan TERM
		[ "$(grep -e card-removed -e reader-removed "$out/scan.out" | sed -E 's/.*"event":"([^"]*)".*"name":"([^ "]*).*/\1 \2,/' | tr -d '\n')" = "$expected" ]
	done <<-'END'
		--reader Second|card-removed Second,reader-removed Second,
		--reader 1|card-removed Second,reader-removed Second,
		--reader 0|card-removed First,
		--atr 3B00|card-removed Second,
		--on card-removed|card-removed First,card-removed Second,
		--on card-removed --atr 3B021450|card-removed First,
		--on reader-removed|reader-removed Second,
	END
	PCSC_READER_IGNORE=first watching --json
	away 'remove a' 'unplug b'
	wait_event reader-removed
	stop scan TERM
	! grep First "$out/scan.out" || false
}

@test "--once: the removal is the event" {
	watching --json --once --on card-removed,reader-removed
	away 'remove a' 'unplug b'
	finish scan
	[ "$status" = 0 ]
	[ "$(wc -l <"$out/scan.out")" = 1 ]
	grep '"event":"card-removed".*First' "$out/scan.out"
}

@test "the hook that locks the screen" {
	mkdir -m 755 "$out/hooks"
	printf '%s\n' '#!/bin/sh' 'echo "$PCSC_EVENT $PCSC_INITIAL $PCSC_READER_INDEX $PCSC_READER $PCSC_ATR" >>'"$out/log" \
		>"$out/hooks/card-removed"
	chmod 755 "$out/hooks/card-removed"
	watching -q --exec-dir "$out/hooks"
	away 'remove a' 'unplug b'
	wait_for "$out/log" . 10 2
	stop scan TERM
	[ "$(cat "$out/log")" = 'card-removed 0 0 First reader 3B021450
card-removed 0 1 Second reader 3B00' ]
}

@test "text: each reader under the number it had" {
	watching -n --format text
	away 'unplug a' 'remove b'
	wait_for "$out/scan.out" 'Third reader, no card$' 5 2
	stop scan TERM
	# After the service's return: first what has left, then what is there.
	[ "$(sed -E 's/^[0-9:]{8}  //' "$out/scan.out" | sed '1,/^PC\/SC service available$/d')" = \
		"$(printf '%s\n' '0: First reader, card removed' '0: First reader, reader disconnected' \
			'1: Second reader, card removed' '0: Second reader, no card' '1: Third reader, no card')" ]
}

@test "brief: a line each" {
	watching -n --format brief
	away 'unplug a' 'swap b 3B021451'
	wait_for "$out/scan.out" card-inserted 5 3
	stop scan TERM
	[ "$(cut -f 2- "$out/scan.out" | sed '1,/^service-back/d')" = "$(printf '%s\t%s\t%s\t%s\n' card-removed 0 'First reader' 3B021450
		printf '%s\t%s\t%s\n' reader-removed 0 'First reader'
		printf '%s\t%s\t%s\t%s\n' card-removed 1 'Second reader' 3B00
		printf '%s\t%s\t%s\n' reader-added 0 'Second reader'
		printf '%s\t%s\t%s\t%s\n' card-inserted 0 'Second reader' 3B021451
		printf '%s\t%s\t%s\n' reader-added 1 'Third reader')" ]
}

@test "classic: the block of the reader that a removal is of, wherever it is now" {
	watching -n --on card-removed
	away 'unplug a' 'remove b'
	wait_for "$out/scan.out" 'Card removed'
	stop scan TERM
	[ "$(grep -A 2 '^ Reader' "$out/scan.out")" = ' Reader 0: Second reader
  Event number: 0
  Card state: Card removed, ' ]
}

@test "--uid: the card that left is not asked, what is there is" {
	printf '%s\n' 'add a First reader' 'insert a 3B8F8001804F0CA000000306030001000000006A' 'answer a FFCA 04A1B2C39000' >"$FAKE_PCSC"
	watching --json --uid
	wait_for "$out/scan.out" '"uid":"04A1B2C3"'
	away
	wait_for "$out/scan.out" '"event":"card-inserted","initial":true.*"uid":"04A1B2C3"' 10 2
	away 'remove a'
	wait_event card-removed
	stop scan TERM
	grep '"event":"card-removed".*"uid":null' "$out/scan.out"
	[ "$(grep -c '^> FFCA000000' "$fake_log")" = 2 ]
}

@test "--wait removed: a card that the service finds a moment later is there" {
	watching --wait removed
	away 'remove a' 'remove b' 'on SCardListReaders 3 insert a 3B021450' 'on SCardListReaders 3 insert b 3B00'
	wait_for "$fake_log" '^wait' 10 2
	fake remove a
	fake remove b
	finish scan
	[ "$status" = 0 ]
	[ "$(grep -c '^wait' "$fake_log")" -ge 2 ]
}
