#!/usr/bin/env bats
# atr_parser --usb: compares a card, by its ATR, with a reader, by its USB descriptors in /sys.

load common
load ../programs
load ../doctor

# An OpenPGP card: T=1, TA1 18, IFSC 254, extended lengths. A SIM: T=0, TA1 96. A card in specific
# mode, which starts at 512/16.
openpgp=3BDA18FF81B1FE751F030031F573C001600090001C sim=3B9F96801FC78031A073BE21136743200718000001A5
specific=3B9095918131FE459F

# The PC Twin Reader supports 4 MHz and up to 412848 bit/s, exchanges TPDUs, and supplies 5, 3 and
# 1.8 V.
setup() {
	system_make
}

# fits ARGUMENT...: runs atr_parser with the fake system.
fits() {
	run --separate-stderr "$BIN/atr_parser" --root "$system" --width 0 "$@"
}

# line ASPECT: prints the verdict about this aspect.
line() {
	sed -nE "s/^  $1 +(fits|does not)/\1/p" <<<"$output"
}

@test "a card that fits, line by line" {
	fits --usb twin $openpgp
	gave 0
	diff - <(sed -n '/^Reader/,$p' <<<"$output") <<-'END'
		Reader "PC Twin Reader": the card fits
		  protocols         fits: T=1 (ISO/IEC 7816-3, 6.3.1; dwProtocols)
		  classes           fits: 5 V and 3 V (ISO/IEC 7816-3, 6.2.4; bVoltageSupport)
		  speed             fits: 129032 bit/s at 4 MHz (F 372, D 12) (ISO/IEC 7816-3, 9; dwMaxDataRate)
		  block size        fits: blocks of up to 254 bytes to the card (IFSC), 254 from it (IFSD) (ISO/IEC 7816-3, 11.4.2; dwMaxIFSD)
		  extended lengths  fits: card and reader support them (TPDU level) (ISO/IEC 7816-4, 8.1.1.2.7; dwFeatures)
	END
	fits -v --usb twin $openpgp
	prints 'Reader "PC Twin Reader": the card fits'
	fits --html --usb twin $openpgp
	prints '&quot;PC Twin Reader&quot;: the card fits'
	# the classic layout, and no --usb: no comparison is printed
	for format in classic text; do
		fits --format $format $openpgp
		[[ $output == *3B*DA*18* && $output != *'Reader "'* ]]
	done
}

@test "a card that fits with less: 115200 bit/s, short APDUs, IFSD 64" {
	ccid_field 1-2 23 00c20100
	ccid_field 1-2 40 ba040200
	ccid_field 1-2 28 40000000
	fits --usb twin $openpgp
	gave 0
	prints 'the card fits with less'
	# 4 MHz x 8 / 372 is 86021 bit/s and x 4 / 372 is 43010; D = 12 would be too fast
	[[ $(line speed) == 'fits with less: 86021 bit/s at 4 MHz (F 372, D 8); the card supports 129032 bit/s'* ]]
	[[ $(line 'extended lengths') == 'fits with less: the card supports them, the reader short APDUs only; '* ]]
	[[ $(line 'block size') == 'fits with less: '*' 64 from it '* ]]
	[[ $(line classes) == 'fits: 5 V and 3 V'* ]]
}

@test "a card that does not fit is a no: its only speed, protocol or voltage" {
	ccid_field 1-2 23 00c20100
	fits --usb twin $specific
	gave 1
	[[ $(line speed) == 'does not fit: the card starts at 125000 bit/s'*'at most 115200; there is no PPS '* ]]
	ccid_field 1-2 6 01000000
	fits --usb twin $openpgp
	gave 1
	[[ $(line protocols) == 'does not fit: the card supports only T=1, the reader only T=0 '* ]]
	ccid_field 1-2 5 04
	fits --usb twin $sim
	gave 0
	ccid_field 1-2 6 03000000
	fits --usb twin $openpgp
	gave 1
	[[ $(line classes) == 'does not fit: the card needs 5 V and 3 V, the reader supplies 1.8 V '* ]]
}

@test "JSON: the same in numbers, and null without a reader" {
	ccid_field 1-2 23 00c20100
	fits --json --usb twin $openpgp
	gave 0
	[ "$(json fit reader) $(json fit verdict)" = '"PC Twin Reader" "fits with less"' ]
	[ "$(json fit clock_khz) $(json fit F) $(json fit D) $(json fit bit_rate)" = '4000 372 8 86021' ]
	[ "$(json fit lines 2 aspect) $(json fit lines 2 severity)" = '"speed" "warning"' ]
	[ "$(json fit lines 2 clause)" = '"ISO/IEC 7816-3, 9; dwMaxDataRate"' ]
	python3 "$root/tests/cli/json_schema.py" "$root/data/atr_parser.schema.json" <<<"$output"
	fits --json --usb twin 0000
	[ "$(json fit verdict) $(json fit lines)" = 'null []' ]
	python3 "$root/tests/cli/json_schema.py" "$root/data/atr_parser.schema.json" <<<"$output"
	fits --json $openpgp
	[ "$(json fit)" = null ]
}

@test "a truncated ATR is not said to fit" {
	fits --usb twin 3B9F96
	prints 'Reader "PC Twin Reader": undecided, as the ATR is invalid'
	[[ $(line speed) == 'fits: 250000 bit/s at 4 MHz (F 512, D 32) '* ]]
	fits --json --usb twin 3B9F96
	[ "$(json fit verdict) $(json fit lines 0 verdict)" = 'null "fits"' ]
	python3 "$root/tests/cli/json_schema.py" "$root/data/atr_parser.schema.json" <<<"$output"
}

@test "many ATRs on standard input, each with the reader; and one that is built" {
	fits --json --usb twin < <(printf '%s\n' $openpgp $sim)
	[ "$(grep -c '"fit":{"reader":"PC Twin Reader",' <<<"$output")" = 2 ]
	fits --usb twin --build TA1=96 T=0
	[[ $(line speed) == 'fits: 250000 bit/s at 4 MHz (F 512, D 32) '* ]]
}

@test "the reader by a part of its name, by its driver's name, by the service's" {
	scr
	for name in twin TWIN 'PC Twin Reader' 'Gemalto PC Twin Reader 00 00' gemalto; do
		fits --usb "$name" $openpgp
		gave 0
		prints 'Reader "PC Twin Reader": '
	done
	fits --usb SCR $openpgp
	prints 'Reader "SCR 3500": '
	fits --usb r $openpgp
	gave 2
	says '"r" matches 2 USB readers'
	says 'hint: 0: PC Twin Reader'
	fits --usb ACME $openpgp
	gave 3
	[ -z "$output" ]
	says 'no USB reader matches "ACME"'
	says '"pcsc_scan --usb" lists them'
	remove /sys
	fits --usb twin $openpgp
	gave 3
	says '--usb: no USB information in /sys'
}

@test "a reader with two interfaces: by the text of one, alone or in the service's name" {
	interface 1-2:1.1 0b usbfs
	fits --usb twin $openpgp # both interfaces give the same result
	gave 0
	file /sys/bus/usb/devices/1-2:1.0/interface Contacts
	file /sys/bus/usb/devices/1-2:1.1/interface 'Field'
	ccid_field 1-2 28 40000000 # of the first interface
	fits --usb 'PC Twin' $openpgp
	gave 3
	says 'PC Twin Reader: no CCID descriptor, or several that differ'
	says 'hint: --usb takes the name of its interface "Contacts"'
	for name in contacts 'Gemalto PC Twin Reader [Contacts] (1234) 00 00'; do
		fits --usb "$name" $openpgp
		[[ $(line 'block size') == *' 64 from it '* ]]
	done
	for name in field 'Gemalto PC Twin Reader [Field] (1234) 01 00'; do
		fits --usb "$name" $openpgp
		[[ $(line 'block size') == *' 254 from it '* ]]
	done
}

@test "a descriptor that is truncated, and a device that is hostile" {
	truncate -s $((36 + 10)) "$system/sys/bus/usb/devices/1-2/descriptors"
	fits --usb twin $openpgp
	gave 0
	[[ $(line classes) == 'fits: '* && -z $(line speed) ]]
	truncate -s 36 "$system/sys/bus/usb/devices/1-2/descriptors"
	fits --usb twin $openpgp
	gave 3
	says 'PC Twin Reader: no CCID descriptor'
	descriptors 1-2
	file /sys/bus/usb/devices/1-2/product $'evil\e]0;x\a'
	fits --usb evil $openpgp
	prints 'evil\x1B]0;x\x07'
	run ! grep -a $'\e' <<<"$output"
	ccid_field 1-2 10 ffffffffffffffff
	fits --usb evil $openpgp
	gave 0
}

@test "what it cannot be combined with" {
	fits --card --usb twin
	gave 2
	fits --brief --usb twin $openpgp
	gave 2
	fits --format classic --usb twin $openpgp
	gave 2
	says '--usb works only with text, HTML and JSON'
	fits --usb
	gave 2
}
