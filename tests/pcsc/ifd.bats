#!/usr/bin/env bats
# Properties of readers, on a real pcscd with the test driver: attributes, control codes, the
# features of PC/SC part 10; and a reader with eight slots.

load common
load ifd
load ../doctor

t1=3B800181
contactless=3B8F8001804F0CA000000306030001000000006A

# With the four readers of vpcd this makes 16, the most that pcscd supports before 2.5.0.
setup_file() {
	ifd_reader pad 'ACME PinPad' <<-END
		attribute 00010100 "ACME"
		attribute 00010101 "Model X"
		attribute 00010102 07000102
		attribute 00010103 "S123"
		attribute 00020110 04012000
		attribute 00030120 03000000
		attribute 00030125 FE000000
		attribute 0007A007 FF000100
		attribute 7FFF0000 length 264
		attribute 7FFF0001 length 265
		attribute 7FFF0002
		attribute 7FFF000B fails 612
		feature 06
		feature 07
		feature 0A
		feature 11
		feature 12
		feature 13
		feature 99
		property 01 1002
		property 02 07
		property 03 00
		property 06 04
		property 07 0C
		property 09 01
		property 0A 00000100
		property 0B E608
		property 0C 3734
		control 4233000A 10020700
		control 42330011 10000200
		control 42330013 0102FF
		control 1 length 600
		typed 1234 567890
		answer 00 9000
		answer 0020 63C2
		answer 002000810831323334FFFFFFFF 9000
		answer 002400810F313233342020202035363738393020 9000
		answer 0024 63C1
	END
	ifd_reader short 'Short' <<-END
		threads readers
		feature 06
		feature 0A
		feature 12
		property 0A 00000000
		property 08 322E35
		longest 261
		answer 00 9000
	END
	ifd_reader medium 'Medium' <<-END
		attribute 00020110 04012000
		feature 06
		feature 11
		control 42330011 14000400
		answer 00 9000
	END
	ifd_reader odd 'Odd' <<-END
		attribute 00010100 1B5D306576696C07
		attribute 00010101 length 264
		attribute 00010102 0102
		attribute 00020110 0401200000000000
		attribute 00030120 fails 613
		feature 12
		property 0A 00020000
		property 0A 00000000
		control 1 length 65548
		control 2 fails 612
		control 3 fails 614
		control 4 fails 618
		answer 00 9000
	END
	ifd_reader wide 'Wide' <<-END
		slots 8
		threads slots
		answer 80CA 6A88
		answer FFCA000000 04A1B2C39000
		answer FFCA010000 06759000
	END
	ifd_start
}

setup() {
	system_make
}

teardown() {
	programs_end
	ifd_empty
}

# says STATUS COMMAND...: runs COMMAND, which must exit with STATUS; its output is in $output and
# $stderr.
says() {
	run "-$1" --separate-stderr "${@:2}"
}

# Prints the response bytes that scriptor showed, one response per line.
shown() {
	sed -n 's/^< OK: *//p' <<<"$output"
}

@test "the client library refuses as was written down" {
	local expected
	ifd_insert pad 0 $t1
	expected=$(cat "$BATS_TEST_DIRNAME/../fake/client/limits.txt")
	# since 2.5.0 a call accepts any number of states
	if dpkg --compare-versions "$(pkg-config --modversion libpcsclite)" ge 2.5.0; then
		expected=$(sed '/^17 states/s/0x80100004/0x00000000/' <<<"$expected")
	fi
	"${B:-build}/tests/fake/limits" "$(ifd_name pad 0)" >"$out/said"
	diff "$out/said" - <<<"$expected"
}

@test "attrib: text, numbers and bytes, by name and by tag" {
	ifd_insert pad 0 $t1
	says 0 scriptor -r acme -e 'attrib VENDOR_NAME' -e 'attrib vendor_ifd_serial_no' -e 'attrib 0x00010101' \
		-e 'attrib VENDOR_IFD_VERSION' -e 'attrib CHANNEL_ID' -e 'attrib MAX_IFSD' -e 'attrib MAXINPUT' \
		-e 'attrib ATR_STRING' -e 'attrib ICC_PRESENCE' -e 'attrib 0x7FFF0002'
	[ "$(shown)" = '41 43 4D 45 00 "ACME"
53 31 32 33 00 "S123"
4D 6F 64 65 6C 20 58 00 "Model X"
07 00 01 02
04 01 20 00
FE 00 00 00
FF 00 01 00
3B 80 01 81
02' ]
	says 0 scriptor -r acme -e 'attrib 0x7FFF0000'
	[ "$(shown | wc -w)" = 264 ]
	says 0 scriptor -r acme --json -e 'attrib VENDOR_NAME'
	[[ $output == *'"event":"attrib"'*'"tag":"00010100","name":"VENDOR_NAME","value":"41434D4500"'* ]]
}

@test "attrib: without a card, of the service, refused ones" {
	local refused
	says 0 scriptor -r acme -e 'connect direct' -e 'attrib MAX_IFSD' -e 'attrib DEVICE_FRIENDLY_NAME' \
		-e 'attrib ICC_PRESENCE'
	[[ $(shown) == *$'FE 00 00 00\n41 43 4D 45 '*' 00 "ACME PinPad 00 00"'$'\n00' ]]
	for refused in 'acme:attrib DEFAULT_CLK:UNSUPPORTED_FEATURE' 'acme:attrib 0x7FFF000B:NOT_TRANSACTED' \
		'acme:attrib 0x7FFF0001:INSUFFICIENT_BUFFER' 'pcsckit A 00 00:attrib VENDOR_NAME:UNSUPPORTED_FEATURE' \
		'pcsckit A 00 00:attrib 0x7FFFFFFF:UNSUPPORTED_FEATURE'; do
		IFS=: read -r reader line code <<<"$refused"
		says 3 scriptor -r "$reader" -e 'connect direct' -e "$line" -e 'echo later'
		[[ $stderr == *"scriptor: -e:2: attrib: "*"(SCARD_E_$code 0x"* ]]
		[[ $output == *'< KO: '* && $output != *later* ]]
	done
}

@test "control: the features, and what their codes answer" {
	says 0 scriptor -r acme -e 'connect direct' -e 'control 3400' -e 'control 0x4233000A' -e 'control 0x42330011' \
		-e 'control 0x42330012' -e 'control 0x42330013 AA BB' -e 'control 0x1'
	diff - <(shown | tail -n +2) <<-END
		06 04 42 33 00 06 07 04 42 33 00 07 0A 04 42 33 00 0A 11 04 42 33 00 11 12 04 42 33 00 12 13 04 42 33 00 13 99 04 42 33 00 99
		10 02 07 00
		10 00 02 00
		01 02 10 02 02 01 07 03 01 00 06 01 04 07 01 0C 09 01 01 0A 04 00 00 01 00 0B 02 E6 08 0C 02 37 34
		01 02 FF
		$(printf '%02X ' {0..255} {0..255} {0..87} | sed 's/ $//')
	END
	ifd_log pad | tail -n 6 | diff - <(printf 'control 0 %s\n' 42000D48 4233000A 42330011 42330012 42330013 00000001)
}

@test "control: refused codes, and an answer as long as any" {
	local refused
	for refused in 3401:UNSUPPORTED_FEATURE 0x42330006:UNSUPPORTED_FEATURE 0x2:NOT_TRANSACTED \
		0x3:UNSUPPORTED_FEATURE 0x4:INSUFFICIENT_BUFFER; do
		says 3 scriptor -r odd -e 'connect direct' -e "control ${refused%:*} 00" -e 'echo later'
		[[ $stderr == *"scriptor: -e:2: control: "*"(SCARD_E_${refused#*:} 0x"* ]]
		[[ $output != *later* ]]
	done
	ifd_insert odd 0 $t1
	says 0 scriptor -r odd -e 'control 0x1' -e '00 A4 00 00 [] (9000)'
	[ "$(shown | tail -n 1 | wc -w)" = 65548 ]
	[[ $output == *$'\n< 90 00 : success' ]]
}

# PIN_VERIFY_STRUCTURE and PIN_MODIFY_STRUCTURE of part 10: ASCII, left-justified, 4 to 8 digits.
verify='control 0x42330006 00 00 82 08 00 08 04 02 00 09 04 00 00 00 00'
modify='control 0x42330007 00 00 82 08 00 00 08 08 04 01 02 03 09 04 00 01 02 00 00 00'

@test "a PIN pad: what is typed goes to the card, and is not seen by the program" {
	ifd_insert pad 0 $t1
	says 0 scriptor -r acme -e "$verify 0D 00 00 00 00 20 00 81 08 FF FF FF FF FF FF FF FF" \
		-e "$verify 0D 00 00 00 00 20 00 82 08 FF FF FF FF FF FF FF FF" \
		-e "$modify 14 00 00 00 00 24 00 81 0F 20 20 20 20 20 20 20 20 20 20 20 20 20 20 20"
	[ "$(shown)" = '90 00
63 C2
90 00' ]
	[[ $output != *'31 32 33 34'* ]]
	[ "$(ifd_log pad | grep -c '^transmit 0 002000810831323334FFFFFFFF$')" = 1 ]
	# too many digits for 2 to 3, an invalid length, a PIN block that this reader cannot make
	says 0 scriptor -r acme -e "${verify/08 04 02 00/03 02 02 00} 05 00 00 00 00 20 00 81 08"
	[ "$(shown)" = '64 03' ]
	says 3 scriptor -r acme -e "$verify 0E 00 00 00 00 20 00 81 08 FF FF FF FF FF FF FF FF"
	[[ $stderr == *SCARD_E_NOT_TRANSACTED* ]]
	says 3 scriptor -r acme -e "${verify/82 08/01 08} 0D 00 00 00 00 20 00 81 08 FF FF FF FF FF FF FF FF"
	[[ $stderr == *SCARD_E_UNSUPPORTED_FEATURE* ]]
	# nothing is typed
	ifd_insert short 0 $t1
	says 0 scriptor -r short -e "$verify 0D 00 00 00 00 20 00 81 08 FF FF FF FF FF FF FF FF"
	[ "$(shown)" = '64 01' ]
}

@test "-r -v: a reader that reports everything" {
	ifd_insert pad 0 $t1
	: >"$WORLD/ifd/pad.log"
	says 0 pcsc_scan -r -v --root "$system" --reader acme
	[ -z "$stderr" ]
	diff - <(echo "$output") <<-END
		4: ACME PinPad 00 00
		  slot: 0
		  vendor: ACME
		  type: Model X
		  serial number: S123
		  firmware: 2.01.7
		  USB: 08E6:3437
		  driver: ifd-ccid.bundle 1.5.2
		  protocols: T=0, T=1
		  PIN pad: yes, 4 to 12 digits
		  display: 2 lines of 16 characters
		  longest APDU: 65536 bytes of data
		  features: $(printf '%s, ' 'verify a PIN' 'change a PIN' 'report PIN pad properties' 'report display properties' \
			'report TLV properties' 'CCID escape')0x99
		  card: fits
		  as USB device: bus 1, device 4
		    slots: 1
		    exchange level: TPDU; extended APDUs over T=1, over T=0 only in ENVELOPE
		    protocols: T=0, T=1
		    voltages: 5.0 V, 3.0 V, 1.8 V (classes A, B, C)
		    speed: up to 412848 bit/s; at 4 MHz up to 344086 (TA1 16)
		    TA1 supported: all except 07 17 27 97
		    PIN pad: none
		    display: none
		    kernel driver: usbfs (a program uses the interface)
	END
	# its card is not touched
	[ "$(grep -v '^off' "$WORLD/ifd/pad.log")" = $'control 0 42000D48\ncontrol 0 42330012' ]
}

@test "-r -v --json: all of them, as the schema says" {
	says 0 pcsc_scan -r -v --json --root "$system"
	echo "$output" >"$BATS_FILE_TMPDIR/json"
	[ ${#lines[@]} = 16 ]
	python3 - "$BATS_FILE_TMPDIR/json" <<-'END'
		import json, sys
		readers = [json.loads(line) for line in open(sys.argv[1])]
		for reader in readers:
		    service = reader["service"]
		    assert service["notifies_readers"] and service["protocol"].startswith("4:"), service
		    assert service["library_protocol"].startswith("4:") and service["library_versions"], service
		def has(index, **wanted):
		    for key, value in wanted.items():
		        assert readers[index][key] == value, (index, key, readers[index][key])
		has(0, name="pcsckit A 00 00", vendor=None, features=None, pin_pad=None, error=None)
		has(4, name="ACME PinPad 00 00", slot=0, vendor="ACME", type="Model X", serial="S123", firmware="2.01.7",
		    usb="08E6:3437", driver="ifd-ccid.bundle 1.5.2", protocols=[0, 1], pin_pad=True, min_pin=4, max_pin=12,
		    display_lines=2, display_characters=16, max_apdu=65536, in_use=False, users=[], error=None)
		assert [f["tag"] for f in readers[4]["features"]] == ["06", "07", "0A", "11", "12", "13", "99"]
		has(5, firmware="2.5", pin_pad=True, max_apdu=0, min_pin=None, vendor=None, display_lines=None)
		has(6, pin_pad=True, max_apdu=None, display_lines=4, display_characters=20)
		has(7, vendor="\x1b]0evil\x07", type=None, usb="08E6:3437", firmware=None, protocols=None, pin_pad=False, max_apdu=512)
		for slot in range(8):
		    has(8 + slot, name="Wide 04 0%d" % slot, slot=slot, features=None)
	END
	json_schema
}

@test "-r -v: what a driver says is fit for a terminal" {
	says 0 pcsc_scan -r -v --reader odd
	[[ $output == *$'\n  vendor: \\x1B]0evil\\x07\n'* ]]
	! grep -a -P '[\x00-\x08\x0B-\x1F\x80-\x9F]' <<<"$output" || false
}

# extended N: an extended APDU with N bytes of data.
extended() {
	printf '00D60000%06X%s' "$1" "$(printf 'AB%.0s' $(seq "$1"))"
}

@test "an APDU that the reader is known not to carry is not sent" {
	ifd_insert short 0 $t1
	ifd_insert odd 0 $t1
	: >"$WORLD/ifd/short.log"
	says 2 scriptor -r short -e 00A40000 -e 00B00000000000 -e 00A40001
	[[ $stderr == *'-e:2:1: not sent: '*'(dwMaxAPDUDataSize 0)'* ]]
	[ "$(ifd_log short | grep transmit)" = 'transmit 0 00A40000' ]
	# sending one anyway shows that this was right
	says 3 scriptor -r short --yes -e "$(extended 256)"
	[[ $stderr == *SCARD_E_NOT_TRANSACTED* ]]
	# at most 512 bytes: if a property occurs twice, the first one counts
	says 0 scriptor -r odd -e "$(extended 512) (9000)"
	says 2 scriptor -r odd -e "$(extended 513)"
	[[ $stderr == *'not sent: 513 bytes of data'*512*dwMaxAPDUDataSize* ]]
	# for a reader without this property no limit is known
	ifd_insert medium 0 $t1
	says 0 scriptor -r medium -e "$(extended 513) (9000)"
	# nor is a literal one held back with T=0: library and service pass it to the driver
	# unchanged
	ifd_remove medium 0
	ifd_insert medium 0 3B00
	says 0 scriptor -r medium -e "$(extended 513) (9000)"
	[[ $stderr == *'-e:1: T=0 supports only short APDUs, of at most 261 bytes; sent as written' ]]
	[ "$(ifd_log medium | tail -n 1)" = "transmit 0 $(extended 513)" ]
	# the reader with the PIN pad accepts the longest APDU there is
	ifd_insert pad 0 $t1
	echo "$(extended 65535) (9000)" >"$out/most"
	says 0 scriptor -r acme "$out/most"
}

@test "where a reader is plugged in tells at which level it exchanges" {
	ifd_insert medium 0 $t1
	ifd_insert pad 0 $t1
	ccid_field 1-2 40 ba040200 # exchanges short APDUs
	: >"$WORLD/ifd/medium.log"
	says 2 scriptor -r medium --root "$system" -e 00A40000 -e 00B00000000000
	[[ $stderr == *'-e:2:1: not sent: extended APDU; the reader supports short APDUs only (its CCID exchange level)'* ]]
	[ "$(ifd_log medium | grep transmit)" = 'transmit 0 00A40000' ]
	# the driver's property takes precedence over the descriptor of the same device
	says 0 scriptor -r acme --root "$system" -e "$(extended 256)"
	ccid_field 1-2 40 ba040100
	says 0 scriptor -r medium --root "$system" -e "$(extended 256)"
}

@test "eight slots: their names and numbers" {
	says 0 pcsc_scan -r
	diff - <(echo "$output") <<-END
		0: pcsckit A 00 00
		1: pcsckit A 00 01
		2: pcsckit B 00 00
		3: pcsckit B 00 01
		4: ACME PinPad 00 00
		5: Short 01 00
		6: Medium 02 00
		7: Odd 03 00
		8: Wide 04 00
		9: Wide 04 01
		10: Wide 04 02
		11: Wide 04 03
		12: Wide 04 04
		13: Wide 04 05
		14: Wide 04 06
		15: Wide 04 07
	END
	ifd_insert wide 6 3B00
	says 0 pcsc_scan --present --reader 14
	says 0 pcsc_scan --present --reader 'Wide 04 06'
	says 1 pcsc_scan --present --reader 15
	says 0 pcsc_scan -r -v --reader 14
	[ "$output" = $'14: Wide 04 06\n  slot: 6' ]
	# without --reader the only card is used
	says 0 scriptor -e '80 CA 9F 7F 00 [] (6A88)'
	[[ $stderr == *'using Wide 04 06'* ]]
}

# Prints the events in $out/scan.out of the eight slots, sorted: event, slot, ATR.
slot_events() {
	sed -nE 's/.*"event":"(card-[a-z]*)".*"name":"Wide 04 (0.)".*"missed":0,.*"atr":"([^"]*)".*/\1 \2 \3/p' "$out/scan.out" |
		LC_ALL=C sort
}

@test "eight slots: cards go in and out of all at once, again and again" {
	local slot round rounds=5
	start scan pcsc_scan --json -n
	wait_for "$out/scan.out" '"event":"reader-added".*"index":15'
	for ((round = 1; round <= rounds; round++)); do
		for slot in {0..7}; do ifd_put wide "$slot" "3B0$slot$(printf "4$round%.0s" $(seq "$slot"))"; done
		wait_for "$out/scan.out" '"event":"card-inserted".*"Wide' 5 $((8 * round))
		for slot in {0..7}; do ifd_take wide "$slot"; done
		wait_for "$out/scan.out" '"event":"card-removed".*"Wide' 5 $((8 * round))
	done
	stop scan TERM
	cat "$out/scan.err"
	[ "$status" = 0 ]
	for ((round = 1; round <= rounds; round++)); do
		for slot in {0..7}; do
			printf 'card-inserted 0%d 3B0%d%s\ncard-removed 0%d 3B0%d%s\n' "$slot" "$slot" \
				"$(printf "4$round%.0s" $(seq "$slot"))" "$slot" "$slot" "$(printf "4$round%.0s" $(seq "$slot"))"
		done
	done | LC_ALL=C sort | diff - <(slot_events)
}

@test "eight slots: a card that does not answer is in one of them" {
	ifd_insert wide 2 3B00
	start scan pcsc_scan --json -n
	wait_for "$out/scan.out" '"initial":true.*"atr":"3B00"'
	ifd_put wide 3 mute
	wait_for "$out/scan.out" '"event":"card-mute".*"Wide 04 03"'
	stop scan TERM
	says 3 scriptor -r 'Wide 04 03' -e 80CA9F7F00
	[[ $stderr == *SCARD_W_UNPOWERED_CARD* ]]
}

@test "eight slots: the UID of each card" {
	local slot
	start scan pcsc_scan --json -n --uid
	wait_for "$out/scan.out" '"event":"reader-added".*"index":15'
	for slot in {0..7}; do ifd_put wide "$slot" $contactless; done
	wait_for "$out/scan.out" '"event":"card-inserted".*"Wide.*"uid":"04A1B2C3","ats":"0675"' 5 8
	stop scan TERM
	[ "$(slot_events | cut -d' ' -f 1,2 | uniq | wc -l)" = 8 ]
}

@test "eight slots: the stress of all at once" {
	local slot
	for slot in {0..7}; do ifd_insert wide "$slot" $t1; done
	start scan pcsc_scan -s --json
	wait_for "$out/scan.out" '"event":"stress",' 5 8
	ifd_take wide 5
	wait_for "$out/scan.out" '"event":"stress-summary".*"Wide 04 05".*"error":"SCARD_' 5
	stop scan INT
	[ "$status" = 0 ]
	python3 - "$out/scan.out" <<-'END'
		import json, sys
		ends = [e for e in map(json.loads, open(sys.argv[1])) if e["event"] == "stress-summary"]
		assert sorted(e["reader"]["name"] for e in ends) == ["Wide 04 0%d" % slot for slot in range(8)], ends
		for e in ends:
		    assert e["commands"] > 0 and e["sw"] == "6A88", e
		    assert (e["error"] is None) == (e["reader"]["name"] != "Wide 04 05"), e
	END
}

@test "eight slots: the doctor finds the card in the last" {
	ifd_insert wide 7 $t1
	doctor
	[ "$status" = 0 ]
	check readers ok '16; the first: pcsckit A 00 00'
	check card ok '1; the first in Wide 04 07'
	check offers ok 'counts card events'
	check fit none 'no card is in a reader whose USB descriptor is known'
	doctor_of_one=$(pcsc_scan --doctor --json --root "$system" --reader 'Wide 04 06') || :
	[[ $doctor_of_one == *'"check":"card","state":"found","text":"This reader has no card'* ]]
}

@test "eight slots: one script at each, at the same time" {
	local slot
	for slot in {0..7}; do
		ifd_insert wide "$slot" $t1
		start "s$slot" scriptor -r "Wide 04 0$slot" -e 'repeat 200' -e '80 CA 9F 7F 00 (6A88)' -e end
	done
	for slot in {0..7}; do
		finish "s$slot"
		cat "$out/s$slot.err"
		[ "$status" = 0 ]
		[ "$(grep -c '^< 6A 88' "$out/s$slot.out")" = 200 ]
	done
	for slot in {0..7}; do [ "$(ifd_log wide | grep -c "^transmit $slot 80CA9F7F00$")" -ge 200 ]; done
}
