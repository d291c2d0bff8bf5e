#!/usr/bin/env bats
# pcsc_scan -r -v: the properties of the readers.

load common
load ../doctor

# Control codes and attributes of a reader with a PIN pad, as defined in PC/SC part 10.
setup() {
	fake_start 'add a ACME PinPad (1234) 00 01' 'insert a 3B021450' \
		'attrib a 00010100 41434D45' \
		'attrib a 00010101 4D6F64656C2058' \
		'attrib a 00010102 07000102' \
		'attrib a 00010103 53313233' \
		'attrib a 00030120 03000000' \
		'control a 42000D48 06044233000607044233000712044233001213044233001399044233009A' \
		'control a 42330012 040210000502020006010407010C0A04000001000B02E6080C023734'
	PATH=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")/bin:$PATH
	system_make
}

teardown() {
	programs_end
}

inventory() {
	run --separate-stderr pcsc_scan -r -v --root "$system" "$@"
	[ "${1-}" != --json ] || [ -z "$output" ] || echo "$output" >>"$BATS_FILE_TMPDIR/json"
}

service='"service":{"notifies_readers":true,"counts_readers":false,"counts_cards":null,"most_in_wait":16,"protocol":null,"versions":null,"library_protocol":null,"library_versions":null},"fit":null'

@test "a reader that tells everything" {
	inventory
	[ "$status" = 0 ]
	[ -z "$stderr" ]
	[ "$output" = '0: ACME PinPad (1234) 00 01
  slot: 1
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
  features: verify a PIN, change a PIN, report TLV properties, CCID escape, 0x99' ]
}

@test "the same in JSON" {
	inventory --json
	[ "$status" = 0 ]
	[ "$output" = '{"schema":1,"index":0,"name":"ACME PinPad (1234) 00 01","slot":1,"vendor":"ACME","type":"Model X","serial":"S123","firmware":"2.01.7","usb":"08E6:3437","driver":"ifd-ccid.bundle 1.5.2","protocols":[0,1],"features":[{"tag":"06","name":"verify a PIN"},{"tag":"07","name":"change a PIN"},{"tag":"12","name":"report TLV properties"},{"tag":"13","name":"CCID escape"},{"tag":"99","name":null}],"pin_pad":true,"min_pin":4,"max_pin":12,"display_lines":2,"display_characters":16,"max_apdu":65536,"in_use":false,"users":[],"device":null,"error":null,'"${service/cards\":null/cards\":true}}" ]
}

@test "what the driver does not tell is left out" {
	printf '%s\n' 'add a Plain reader' >"$FAKE_PCSC"
	inventory
	[ "$status" = 0 ]
	[ "$output" = '0: Plain reader' ]
	inventory --json
	[ "$output" = '{"schema":1,"index":0,"name":"Plain reader","slot":null,"vendor":null,"type":null,"serial":null,"firmware":null,"usb":null,"driver":null,"protocols":null,"features":null,"pin_pad":null,"min_pin":null,"max_pin":null,"display_lines":null,"display_characters":null,"max_apdu":null,"in_use":false,"users":[],"device":null,"error":null,'"$service}" ]
}

@test "firmware by its own name; short APDUs only; no display" {
	fake_add 'control a 42330012 0803322E350A04000000000502000004020000'
	inventory
	[[ $output == *$'\n  firmware: 2.5\n'* ]]
	[[ $output == *$'\n  display: no\n  longest APDU: short APDUs only\n'* ]]
}

@test "a display that is told as a layout, or by an older structure" {
	# libccid's value for "no display"
	fake_add 'control a 42330012 01020000'
	inventory
	[[ $output == *$'\n  display: no\n'* ]]
	fake_add 'control a 42000D48 0604423300060A044233000A1104423300 11' 'control a 4233000A 10020200'
	inventory
	[[ $output == *$'\n  display: 2 lines of 16 characters\n'* ]]
	fake_add 'control a 42330011 14000400'
	inventory --json
	[[ $output == *'"display_lines":4,"display_characters":20,'* ]]
}

@test "a reserved limit means short APDUs, as scriptor takes it" {
	fake_add 'control a 42330012 0A0400010000'
	inventory
	[[ $output == *$'\n  longest APDU: short APDUs only\n'* ]]
	fake_add 'control a 42330012 0A0401010000'
	inventory
	[[ $output == *$'\n  longest APDU: 257 bytes of data\n'* ]]
}

@test "the device is found by its place on USB" {
	printf '%s\n' 'add a Reader 00 00' 'attrib a 00020110 04012000' >"$FAKE_PCSC"
	inventory
	[ "$output" = '0: Reader 00 00
  slot: 0
  USB: 08E6:3437
  driver: ifd-ccid.bundle 1.5.2
  as USB device: bus 1, device 4
    slots: 1
    exchange level: TPDU; extended APDUs over T=1, over T=0 only in ENVELOPE
    protocols: T=0, T=1
    voltages: 5.0 V, 3.0 V, 1.8 V (classes A, B, C)
    speed: up to 412848 bit/s; at 4 MHz up to 344086 (TA1 16)
    TA1 supported: all except 07 17 27 97
    PIN pad: none
    display: none
    kernel driver: usbfs (a program uses the interface)' ]
	inventory --json
	python3 - "$output" <<-'END'
		import json, sys
		device = json.loads(sys.argv[1])["device"]
		assert (device["bus"], device["device"], device["vendor"]) == (1, 4, "08e6"), device
		assert device["interfaces"][0]["exchange_level"] == "TPDU", device
	END
	printf '%s\n' 'add a Reader 00 00' 'attrib a 00020110 0401200000000000' >"$FAKE_PCSC"
	inventory
	[[ $output == *'USB: 08E6:3437'* ]]
	printf '%s\n' 'add a Reader 00 00' 'attrib a 00020110 05012000' >"$FAKE_PCSC"
	inventory
	[[ $output != *USB* ]]
	printf '%s\n' 'add a Reader 00 00' 'attrib a 00020110 04010100' >"$FAKE_PCSC"
	inventory
	[[ $output != *USB* ]]
}

@test "how the card in a reader fits it" {
	ccid_field 1-2 40 ba040200
	printf '%s\n' 'add a Gemalto PC Twin Reader 00 00' 'insert a 3BDA18FF81B1FE751F030031F573C001600090001C' \
		'add b Gemalto PC Twin Reader 00 01' >"$FAKE_PCSC"
	inventory
	[ "$(grep -c '^  card: ' <<<"$output")" = 1 ]
	[[ $output == *$'\n  card: fits with less: extended lengths: the card supports them, the reader short APDUs only; '* ]]
	inventory --json
	[[ ${lines[0]} == *'"fit":{"reader":"Gemalto PC Twin Reader 00 00","verdict":"fits with less","clock_khz":4000,"F":372,"D":12,'* ]]
	[[ ${lines[1]} == *'"fit":null}' ]]
	ccid_field 1-2 40 ba040100
	inventory
	[[ $output == *$'\n  card: fits\n'* ]]
}

@test "what the service offers" {
	echo 'add a Reader 00 00' >"$FAKE_PCSC"
	fake_add 'pnp counter' 'insert a 3B00'
	inventory --json
	[[ $output == *'"service":{"notifies_readers":true,"counts_readers":true,"counts_cards":true,"most_in_wait":16,'* ]]
	fake_add 'pnp unknown' 'limit 0'
	inventory --json
	[[ $output == *'"notifies_readers":false,"counts_readers":false,'*'"most_in_wait":null,'* ]]
	fake_add 'fail SCardGetStatusChange 80100013'
	inventory --json
	[ "$status" = 3 ]
	[[ $stderr == *SCARD_F_COMM_ERROR* ]]
}

@test "the device is found by its name where only one has it" {
	printf '%s\n' 'add a Gemalto PC Twin Reader (S1) 00 00' 'hold a' >"$FAKE_PCSC"
	inventory
	[[ $output == *$'\n  as USB device: bus 1, device 4\n'* ]]
	usb 1-5 1 9 08e6 3437 'PC Twin Reader'
	interface 1-5:1.0 0b
	inventory
	[[ $output != *USB* ]]
}

@test "who may use it" {
	fake_add 'state a 0100'
	inventory
	[[ $output == *$'\n  in use: by a program not visible from here' ]]
	process 300 firefox 1000 /usr/bin/firefox /usr/lib/libpcsclite.so.1
	inventory
	[[ $output == *$'\n  in use: by the only visible program that uses PC/SC\n  program: firefox (300)' ]]
	process 400 scdaemon 1000 /usr/bin/scdaemon /usr/lib/libpcsclite.so.1
	inventory
	[[ $output == *$'\n  in use: by one or more of these programs\n  programs: firefox (300), scdaemon (400)' ]]
	inventory --json
	[[ $output == *'"in_use":true,"users":[{"pid":300,"name":"firefox"},{"pid":400,"name":"scdaemon"}]'* ]]
	fake_add 'state a 0000'
	inventory
	[[ $output != *'in use'* ]]
}

@test "a reader that another program holds" {
	fake_add 'hold a' 'add b Other reader 00 00' 'attrib b 00010100 42'
	inventory
	[ "$status" = 0 ]
	[[ $output == *'more: cannot be queried: another program holds the card (SCARD_E_SHARING_VIOLATION)'* ]]
	[[ $output == *$'\n1: Other reader 00 00\n  slot: 0\n  vendor: B' ]]
	inventory --json
	[[ ${lines[0]} == *'"error":"SCARD_E_SHARING_VIOLATION",'* ]]
}

@test "readers are asked without their cards" {
	inventory
	! grep -q -e SCardTransmit -e SCardReconnect "$fake_log" || false
	grep 'end contexts=0 cards=0' "$fake_log"
	fake_add 'remove a'
	inventory
	[[ $output == *'vendor: ACME'* ]]
}

@test "--reader, -q, no reader, no service" {
	fake_add 'add b Other reader 00 00'
	inventory --reader other
	[[ ${lines[0]} == '1: Other reader 00 00' ]]
	run pcsc_scan -r -v -q
	[ "$output" = $'0: ACME PinPad (1234) 00 01\n1: Other reader 00 00' ]
	echo >"$FAKE_PCSC"
	inventory
	[ "$status" = 3 ]
	[ "$output" = 'No reader found.' ]
	[[ $stderr == *libccid* ]]
	echo 'service stop' >"$FAKE_PCSC"
	inventory
	[ "$status" = 3 ]
	[[ $stderr == *SCARD_E_NO_SERVICE* ]]
}

@test "what a reader says is fit for a terminal" {
	fake_add 'attrib a 00010100 1B5D306576696C079B' 'attrib a 00010103 410042'
	inventory
	[[ $output == *$'\n  vendor: \\x1B]0evil\\x07\\x9B\n'* ]]
	[[ $output == *$'\n  serial number: A\n'* ]]
	inventory --json
	python3 -c 'import json, sys; json.loads(sys.argv[1])' "$output"
}

@test "attributes that are too long or of a wrong length" {
	fake_add "attrib a 00010100 length 500" 'attrib a 00010102 0102' 'attrib a 00030120 03' 'control a 42000D48 length 65000'
	inventory
	[ "$status" = 0 ]
	[[ $output != *vendor* && $output != *firmware* && $output != *protocols* ]]
	fake_add "attrib a 00010100 $(printf '58%.0s' {1..264})"
	inventory --json
	[[ $output == *"\"vendor\":\"$(printf 'X%.0s' {1..264})\""* ]]
}

@test "all that was said in JSON is what the schema says" {
	json_schema
}

@test "a service that goes away while a reader is asked: what is missing then is trouble" {
	for call in SCardGetStatusChange SCardGetAttrib SCardDisconnect; do
		fake_add "on $call 2 service stop"
		run -3 --separate-stderr pcsc_scan -r -v
		[[ $stderr == *'no PC/SC service'* ]]
	done
}
