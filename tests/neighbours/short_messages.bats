#!/usr/bin/env bats
# Wireshark and we read the same text and sender in short messages made from a seed.
#
# shellcheck disable=SC2154,SC2164 # bats sets them; a test that cannot change directory fails

load ../cli/common

setup() {
	PATH=$BIN:$PATH
	cd "$BATS_TEST_TMPDIR"
}

@test "tshark: text and sender of 300 short messages, with and without headers" {
	seed=${SEED:-$((RANDOM * 32768 + RANDOM))}
	echo "seed $seed"
	python3 "$root/tests/neighbours/short_messages.py" make "$seed"
	tshark -r messages.pcap -T json -o 'uat:user_dlts:"User 0 (DLT=147)","gsm_sms","0","","0",""' >messages.json 2>/dev/null
	sed '/^#/d; s/ \[.*//' messages.card >messages.apdu
	scriptor --json --explain --replay messages.card messages.apdu >messages.events
	python3 "$root/tests/neighbours/short_messages.py" compare
}
