#!/usr/bin/env bats
# A compatible library and daemon: everything works, whatever their versions are.

load pair

@test "pcsc_scan: no card" {
	ask 0 '0: pcsckit A 00 00'$'\n''1: pcsckit A 00 01' pcsc_scan -r
	ask 0 '*pcsckit A 00 00*pcsckit A 00 01*' pcsc_scan -r -v
	ask 1 '*pcsckit A 00 00*Card removed*' pcsc_scan -c -n
	ask 1 '' pcsc_scan --present
	ask 0 '*' pcsc_scan --wait reader -t 30
	ask 0 '*' pcsc_scan --wait removed -t 30
	ask 1 '*' pcsc_scan --wait card -t 0.5
	ask 1 '*' atr_parser --card
	ask 3 '*' scriptor -e 00A40000
}

@test "pcsc_scan: a card that is there" {
	card_start one $port $storage
	ask 0 '*pcsckit A 00 00*Card inserted*ATR: 3B 02 14 50*' pcsc_scan -c -n
	ask 0 '' pcsc_scan --present
	ask 1 '' pcsc_scan --present --reader 1
	ask 0 '*' pcsc_scan --wait card -t 30
	ask 1 '*' pcsc_scan --wait removed -t 0.5
}

@test "pcsc_scan --json: a card is inserted and removed" {
	card_start one $port
	start scan "${client[@]}" pcsc_scan --json -n
	wait_for "$out/scan.out" '"event":"reader-added".*"index":0'
	card one atr $storage
	card one insert
	wait_for "$out/scan.out" '"event":"card-inserted","initial":false.*"index":0.*"atr":"3B021450"'
	card one remove
	wait_for "$out/scan.out" '"event":"card-removed".*"index":0'
	stop scan TERM
	[ "$status" = 0 ]
	[ ! -s "$out/scan.err" ]
}

@test "pcsc_scan --wait card, scriptor --wait: until a card is inserted" {
	card_start one $port
	start wait "${client[@]}" pcsc_scan --wait card -t 600
	start script "${client[@]}" scriptor --wait -t 600 -e 00A40000
	card one atr $storage
	card one answer 00A4 9000
	card one insert
	finish wait
	[ "$status" = 0 ]
	finish script
	[ "$status" = 0 ]
	grep '^< 90 00' "$out/script.out"
}

@test "scriptor: a script, with resets and a transaction" {
	card_start one $port $storage
	card one answer 00A4 9000
	card one answer 00B0 48656C6C6F9000
	ask 0 '*< 90 00*< 48 65 6C 6C 6F 90 00*' scriptor -e 00A40000023F00 -e 00B0000005
	ask 0 '*< OK: 3B 02 14 50*< 90 00*' scriptor -e 'transaction begin' -e 'reset cold' \
		-e 00A40000023F00 -e 'transaction end'
	ask 0 '*< 90 00*' scriptor --exclusive --wait -e 00A40000023F00
}

@test "atr_parser --card" {
	card_start one $port $storage
	ask 0 '3B021450*Multiflex*' atr_parser --card --brief
}

@test "pcsc_scan --doctor: nothing is found, whatever the versions" {
	card_start one $port $storage
	ask 0 '*"check":"readers"*pcsckit A 00 00*' pcsc_scan --doctor --json
	! grep '"state":"found"' <<<"$output" || false
}
