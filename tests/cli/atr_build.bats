#!/usr/bin/env bats
# atr_parser --build: makes an ATR, with the correct T0, TDi and TCK, from fields.
load common

list=/usr/share/pcsc/smartcard_list.txt

build() {
	run --separate-stderr "$BIN/atr_parser" --build "$@"
}

@test "T0, TDi and TCK follow from the fields" {
	# Computed by hand with ISO/IEC 7816-3, 8.2: Y and K, Y(i+1) and T, the XOR of all bytes
	# after TS.
	build hist=4142434445 TB1=00 TC1=00
	[ "$output" = 3B6500004142434445 ]
	build T=0
	[ "$output" = 3B8000 ]
	build T=1
	[ "$output" = 3B800181 ]
	build TC2=0A
	[ "$output" = 3B80400A ]
	build T=1 TA3=FE
	[ "$output" = 3B808111FEEE ]
	build T=1,15 TA3=03
	[ "$output" = 3B80811F031D ]
	build T=0 T=1 TS=3F
	[ "$output" = 3F80800101 ]
	build ta1=96 t=1 Ta3=fe tB3=45 HIST= ts=3b
	[ "$output" = 3B90968131FE450D ]
	build TA1=96 T=1 TA3=FE TB3=45 hist=
	[ "$output" = 3B90968131FE450D ]
}

@test "every clean ATR of the complete list comes back from its JSON" {
	[ -e "$list" ] || skip "pcsc-tools' list is not installed"
	sed -n 's/^\(3[BF]\( [0-9A-F][0-9A-F]\)*\)[ 	\r]*$/\1/p' "$list" >"$BATS_TEST_TMPDIR/atrs"
	cd "$BATS_TEST_TMPDIR"
	"$BIN/atr_parser" --json <atrs >all || :
	grep '"valid":true' all >clean
	[ "$(wc -l <clean)" -gt 3600 ]
	"$BIN/atr_parser" --build <clean >built 2>/dev/null || :
	sed 's/.*"atr":"\([0-9A-F]*\)".*/\1/' clean | diff - built
}

@test "what only the bytes between say is taken: T0, TDi's upper half and TCK are not" {
	cd "$BATS_TEST_TMPDIR"
	"$BIN/atr_parser" --json 3B DA 18 FF 81 B1 FE 75 1F 03 00 31 F5 73 C0 01 60 00 90 00 1C >json
	python3 - <<-'END'
		import json
		ours = json.load(open("json"))
		ours["interface"] = [b for b in ours["interface"] if b["name"] != "TC1"]
		for byte in ours["interface"]:
		    if byte["name"] == "T0": byte["value"] = "00"
		    if byte["name"].startswith("TD"): byte["value"] = "0" + byte["value"][1]
		ours["historical"]["value"] = "00900000"
		for key in set(ours) - {"convention", "interface", "historical"}: del ours[key]
		json.dump(ours, open("changed", "w"))
	END
	run --separate-stderr "$BIN/atr_parser" --build <changed
	# 94 18 81 B1 FE 75 1F 03 00 90 00 00
	[ "$output" = 3B941881B1FE751F0300900000BB ]
}

@test "with --json or --format the ATR is explained" {
	build --json hist=4142434445 TB1=00 TC1=00
	gave 0
	[ "$(json atr)" = '"3B6500004142434445"' ]
	[ "$(json input)" = null ]
	python3 "$root/tests/cli/json_schema.py" "$root/data/atr_parser.schema.json" <<<"$output"
	build --brief hist=4142434445 TB1=00 TC1=00
	[[ $output == $'3B6500004142434445\tT=0\tBasic ATR for T=0'* ]]
}

@test "what cannot be built: 2, and why" {
	wrong() {
		build $1
		gave 2
		[ -z "$output" ]
		says "$2"
	}
	wrong TA1 'expected FIELD=VALUE'
	wrong TA1=9 'two hex digits'
	wrong TA1=9696 'two hex digits'
	wrong TA0=96 'unknown field'
	wrong TA01=96 'unknown field'
	wrong TA33=96 'unknown field'
	wrong td1=80 'computed from the other fields'
	wrong tck=80 'computed from the other fields'
	wrong 'TA1=96 ta1=97' 'twice'
	wrong td=1 'unknown field'
	wrong TD1=80 'computed from the other fields'
	wrong T0=80 'computed from the other fields'
	wrong TCK=80 'computed from the other fields'
	wrong TS=3A '3B (direct'
	wrong T=16 'from 0 to 15'
	wrong T=1, 'from 0 to 15'
	wrong T=0001 'from 0 to 15'
	wrong T= 'from 0 to 15'
	wrong 'TA1=96 TA1=97' 'twice'
	wrong 'hist=80 hist=81' 'twice'
	wrong hist=8 'pairs of hex digits'
	wrong hist=00112233445566778899AABBCCDDEEFF 'at most 15'
	wrong 'TA32=00 hist=00' 'an ATR has at most 33'
}

@test "an ATR that is built, but wrong, comes with what is wrong: 2" {
	build T=15
	gave 2
	[ "$output" = 3B800F8F ]
	says 'TD1 indicates T=15'
}

@test "lines that are not such JSON: told with their number, the others go on" {
	run --separate-stderr "$BIN/atr_parser" --build <<-'END'
		{"interface":[],"historical":{"value":"41"}}
		{"interface":
		[]
		{"interface":[{"name":"TA1"}]}
		{"interface":[{"name":"TX1","value":"00"}]}
		{"interface":[{"name":"TA1","value":"0"}]}
		{"interface":[{"name":"TD1","value":"zz"}]}
		{"interface":[],"historical":{}}
		{"interface":[],"convention":"sideways"}
		{"interface":[],"interface":[]}
		{"interface":[],"convention":"inverse","historical":null}
	END
	gave 2
	[ "$output" = $'3B0141\n3F00' ]
	for line in 2 3 4 5 6 7 8 9 10; do says "atr_parser: -:$line: "; done
	[ "${#stderr_lines[@]}" -eq 9 ]
}

@test "--build with a card: 2" {
	build --card
	gave 2
	says '--card cannot be combined with --build'
}
