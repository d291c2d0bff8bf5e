#!/usr/bin/env bats
# pcsc_scan --usb: USB readers as described by /sys, below a root that the test makes.

load common

setup() {
	system=$BATS_TEST_TMPDIR/system
	mkdir -p "$system/sys/bus/usb/devices"
}

device() {
	python3 "$root/tests/usb_tree.py" "$system" "$@"
}

# driver NAME VENDOR PRODUCT READER [BUNDLE-NAME]: makes a driver bundle that lists one device.
driver() {
	local at=$system/usr/lib/pcsc/drivers/$1/Contents
	mkdir -p "$at"
	printf '<dict><key>CFBundleShortVersionString</key><string>1.5.2</string>
<key>CFBundleName</key><string>%s</string>
<key>ifdVendorID</key><array><string>%s</string></array>
<key>ifdProductID</key><array><string>%s</string></array>
<key>ifdFriendlyName</key><array><string>%s</string></array></dict>\n' "${5-X}" "$2" "$3" "$4" >"$at/Info.plist"
}

usb() {
	run --separate-stderr "$BIN/pcsc_scan" --usb --root "$system" "$@"
	[ "${1-}" != --json ] || [ -z "$output" ] || echo "$output" >>"$BATS_FILE_TMPDIR/json"
}

# has PYTHON: the expression is true for the list of devices d in the JSON.
has() {
	python3 -c 'import json, sys
d = [json.loads(line) for line in sys.stdin]
i = [interface for device in d for interface in device["interfaces"]]
assert eval(sys.argv[1]), d' "$1" <<<"$output"
}

@test "a reader: what a person asks first" {
	driver ifd-ccid.bundle 0x1234 0x5678 'ACME Reader'
	device 1-2 bus=1 number=4 manufacturer=ACME name='Reader 2' serial=S1 interface 0b driver=usbfs
	usb
	gave 0
	[ -z "$stderr" ]
	[ "$output" = '0: ACME Reader 2
  USB: 1234:5678, bus 1, device 4
  serial number: S1
  driver: ifd-ccid.bundle 1.5.2
  slots: 1
  exchange level: TPDU; extended APDUs over T=1, over T=0 only in ENVELOPE
  protocols: T=0, T=1
  voltages: 5.0 V, 3.0 V, 1.8 V (classes A, B, C)
  speed: up to 344086 bit/s; at 4 MHz up to 344086 (TA1 16)
  TA1 supported: all except 07 17 27 97
  PIN pad: none
  display: none
  kernel driver: usbfs (a program uses the interface)' ]
}

@test "the same in JSON, exactly" {
	driver ifd-ccid.bundle 0x1234 0x5678 'ACME Reader'
	device 1-2 bus=1 number=4 manufacturer=ACME name='Reader 2' serial=S1 interface 0b driver=usbfs
	usb --json
	gave 0
	[ "$output" = '{"schema":1,"bus":1,"device":4,"vendor":"1234","product":"5678","manufacturer":"ACME","name":"Reader 2","serial":"S1","driver":{"bundle":"ifd-ccid.bundle","version":"1.5.2"},"interfaces":[{"interface":0,"interface_class":11,"descriptor_type":33,"ccid_version":"1.10","slots":1,"busy_slots":1,"volts":[5.0,3.0,1.8],"protocols":[0,1],"default_clock_khz":4000,"maximum_clock_khz":4000,"data_rate":10752,"maximum_data_rate":344086,"max_ifsd":254,"features":"000100BA","feature_names":["automatic parameter configuration from the ATR","automatic voltage selection","automatic clock frequency change","automatic baud rate change","automatic PPS","TPDU level exchange"],"exchange_level":"TPDU","max_message":271,"lcd_lines":0,"lcd_columns":0,"pin_verify":false,"pin_modify":false,"kernel_driver":"usbfs","problems":[]}]}' ]
}

@test "each field by the specification's name, with -v" {
	device 1-2 interface 0b dwFeatures=0x000404BA dwMaxCCIDMessageLength=65556 wLcdLayout=0x0210 bPINSupport=3 \
		bClassEnvelope=0x80 dwSynchProtocols=5 bNumDataRatesSupported=53
	usb -v
	gave 0
	prints 'exchange level: short and extended APDU; extended APDUs, in messages of up to 65546 bytes'
	prints 'TA1 supported: all except 07 17 27 97, if among its 53 rates'
	prints '  bInterfaceProtocol: 0 (bulk transfers)'
	prints '  bcdCCID (CCID version): 1.10'
	prints '  dwSynchProtocols (synchronous protocols): 2-wire, I2C'
	prints $'  dwFeatures (features): 000404BA\n    00000002 automatic parameter'
	prints $'\n    00040000 short and extended APDU level exchange\n'
	prints '  bClassGetResponse (CLA of its GET RESPONSE): that of the command'
	prints '  bClassEnvelope (CLA of its ENVELOPE): 80'
	prints '  wLcdLayout (display): 2 lines of 16 characters'
	prints '  bPINSupport (PIN pad): PIN verification, PIN modification'
	[ "$(grep -cE '^  [bdw][A-Za-z]+(CCID)? \(' <<<"$output")" = 22 ]
}

# 3.58 MHz / 372 is 9623 bit/s, which many descriptors round down.
@test "the rate after activation is always served" {
	device 1-2 interface 0b dwDefaultClock=3580 dwMaximumClock=3580 dwDataRate=9600 dwMaxDataRate=9600
	usb
	prints '  speed: up to 9600 bit/s; at 3.58 MHz up to 9600 (TA1 11)'
	prints '  TA1 supported: 01 11 21 31 32 41 42 51-53 61-63 91 A1 A2 B1 B2 C1-C3 D1-D3'
}

@test "every interface of a composite device, and tokens" {
	device 1-2 manufacturer=Key name=3 wakes=1 interface 03 driver=usbhid interface 0b driver=ccid_x dwFeatures=0x00140030 \
		interface 0b ccid=last bMaxSlotIndex=2 bMaxCCIDBusySlots=2 dwFeatures=0x000200BA interface ff
	device 1-3 number=3 interface 0b protocol=1 endpoints=none dwFeatures=0x00020840 dwDataRate=9600
	device 1-4 number=4 interface 0b protocol=2 endpoints=none dwFeatures=0x00000840
	device 1-5 number=5 interface 0b dwFeatures=0x00040840 dwDefaultClock=3580 dwMaximumClock=3580 dwDataRate=9600
	usb
	gave 0
	prints $'\n  interface 1:\n    slots: 1\n'
	prints $'\n    kernel driver: ccid_x\n  interface 2:\n    slots: 3, 2 at a time\n'
	prints '    exchange level: short APDU; no extended APDUs: at most 255 bytes of data in a command'
	prints $'\n1: (no name)\n'
	run ! grep 'other interfaces' <<<"$output"
	usb -v --reader 0
	prints '  other interfaces: 0 (usbhid), 3 (no kernel driver)'
	usb
	prints '  kind: token (ICCD), control transfers, version A'
	prints '  kind: token (ICCD), control transfers, version B'
	prints '  kind: token (ICCD), bulk transfers'
	[ "$(grep -c 'TA1 supported' <<<"$output")" = 2 ]
	usb --json
	has '[len(x["interfaces"]) for x in d] == [2, 1, 1, 1] and [x["interface"] for x in i] == [1, 2, 0, 0, 0]'
	has '[x["kernel_driver"] for x in i] == ["ccid_x", None, None, None, None]'
	has '[x["exchange_level"] for x in i][2:4] == ["short APDU", "character"] and not i[2]["problems"]'
	has 'all(x["manufacturer"] is x["name"] is x["serial"] is x["driver"] is None for x in d[1:])'
}

@test "the vendor's class counts where a driver lists the device" {
	device 1-2 vendor=abcd product=0012 interface ff bDescriptorType=0xff
	device 1-3 vendor=abcd product=0012 number=3 interface ff ccid=none
	usb
	gave 1
	[ "$output" = 'No reader found.' ]
	usb --json
	gave 1
	[ -z "$output$stderr" ]
	driver ifd-x.bundle 0xABCD 0x12 X
	usb --json
	gave 0
	has '[x["interface_class"] for x in i] == [255, 255] and i[0]["descriptor_type"] == 255'
	has 'i[0]["slots"] == 1 and i[0]["problems"][0]["code"] == "ccid-type"'
	has 'i[1]["slots"] is i[1]["exchange_level"] is i[1]["features"] is i[1]["volts"] is None'
	has 'i[1]["problems"] == [{"severity": "info", "code": "ccid-none", "offset": 27, "text": i[1]["problems"][0]["text"]}]'
}

@test "the configuration in use counts" {
	device 1-2 configuration=2 interface 0b interface 0b configuration=2 number=5
	device 1-3 number=3 authorized=0 interface 0b
	usb --json
	has '[x["interface"] for x in i] == [5, 0]'
	usb
	prints '  not authorized: the kernel lets no program use it'
	prints '  kernel driver: none (the interface is not in use)'
}

@test "wrong lengths and contradictions" {
	device 1-2 interface 0b bLength=53
	device 1-3 number=3 interface 0b bLength=60
	device 1-4 number=4 interface 0b cut=20
	device 1-5 number=5 interface 0b ccid=none
	device 1-6 number=6 interface 0b dwFeatures=0x00030000 bMaxCCIDBusySlots=0
	device 1-7 number=7 interface 03
	printf 'nonsense' >"$system/sys/bus/usb/devices/1-7/descriptors"
	usb --json
	gave 0
	has '[[p["code"] for p in x["problems"] if p["severity"] != "info"] for x in i] == [["ccid-length"], ["ccid-length"],
		["ccid-truncated", "endpoints-missing", "descriptors-broken"], ["ccid-missing"], ["levels", "busy-none"]]'
	has 'i[0]["busy_slots"] is None and i[0]["pin_verify"] is False and i[1]["busy_slots"] == 1'
	has 'i[2]["default_clock_khz"] == 4000 and i[2]["data_rate"] is i[2]["features"] is None'
	has 'i[4]["exchange_level"] is None and i[4]["problems"][0]["offset"] == 36 + 40'
	usb
	prints '  error: truncated: 20 of 54 bytes (CCID 1.10, table 5.1-1)'
	prints '  exchange level: unknown: more than one is set'
}

@test "drivers: none, none for it, its nearest relative" {
	device 1-2 interface 0b
	usb
	prints '  driver: none is installed'
	driver ifd-x.bundle 0x1235 0x5678 X
	usb
	prints '  driver: none of those installed lists this reader'
	driver ifd-y.bundle 0x1234 0x5699 'Y & Co'
	driver ifd-z.bundle 0x1234 0x5670 'The next'
	usb
	prints '  driver: none of those installed lists this reader; the nearest listed is 1234:5670 The next, by ifd-z.bundle 1.5.2'
	usb --json
	has 'd[0]["driver"] is None'
}

# As in pcscd, whose hotplug code looks for CFBundleName.
@test "a driver of its own counts before that of the class" {
	device 1-2 interface 0b
	driver ifd-a.bundle 0x1234 0x5678 A CCIDCLASSDRIVER
	usb
	prints '  driver: ifd-a.bundle 1.5.2'
	driver ifd-b.bundle 0x1234 0x5678 B
	driver ifd-c.bundle 0x1234 0x5678 C
	usb
	prints '  driver: ifd-b.bundle 1.5.2'
}

@test "--reader: a number, a name, a part of one" {
	device 1-2 name='Reader One' interface 0b
	device 1-3 number=3 name='Reader Two' interface 0b
	device 1-10 number=10 name='Reader' interface 0b
	usb --json
	has '[x["device"] for x in d] == [2, 3, 10]'
	for wanted in 1 TWO; do
		usb --json --reader $wanted
		gave 0
		has '[x["name"] for x in d] == ["Reader Two"]'
	done
	usb --reader Reader
	gave 0
	[[ $output == '2: Reader'* ]]
	usb --reader read
	gave 2
	says '"read" matches 3 USB readers'
	says '1: Reader Two'
	usb --reader Three
	gave 3
	says 'no USB reader matches "Three"'
	[ -z "$output" ]
}

@test "where /sys shows no USB it says so" {
	rm -r "$system/sys"
	usb
	gave 3
	[ -z "$output" ]
	says '--usb: no USB information in /sys'
	touch "$system/.dockerenv"
	usb --json
	gave 3
	[ -z "$output" ]
	says 'run it on the host'
	mkdir -p "$system/sys/bus/usb/devices"
	usb
	gave 1
}

@test "what a device says is fit for a terminal, and for JSON" {
	driver $'ifd-\033[1m.bundle' 0x1234 0x5678 'X'
	device 1-2 manufacturer=$'\033]0;evil\007' name=$'two\u202elines\x9b\xff' serial=$'a\tb\x80' interface 0b \
		driver=$'x\033[2J'
	usb --color=never
	gave 0
	! LC_ALL=C grep -P '[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80\xae' <<<"$output" || false
	prints '0: \x1B]0;evil\x07 two\xE2\x80\xAElines\x9B\xFF'
	usb --json
	! LC_ALL=C grep -P '[\x00-\x09\x0b-\x1f\x7f]|\xe2\x80\xae' <<<"$output" || false
	has 'd[0]["manufacturer"] == "\x1b]0;evil\x07" and d[0]["name"].startswith("two\u202elines") and d[0]["serial"] == "a\tb\ufffd"'
}

@test "it needs no service and no library of one, and excludes other tasks" {
	device 1-2 interface 0b
	PCSCLITE_CSOCK_NAME=/nowhere usb
	gave 0
	usb -r
	gave 2
	usb --once
	gave 2
}

@test "the JSON is what the schema says" {
	[ -s "$BATS_FILE_TMPDIR/json" ] || skip 'no other test was run'
	run python3 "$BATS_TEST_DIRNAME/json_schema.py" "$root/data/pcsc_scan.schema.json" <"$BATS_FILE_TMPDIR/json"
	echo "$output"
	[ "$status" = 0 ]
}
