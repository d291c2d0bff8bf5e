#!/usr/bin/env bats
# tshark reads the captures that we write; and we read captures that editcap has converted.
#
# shellcheck disable=SC2154,SC2164 # bats sets them; a test that cannot change directory fails

load ../cli/common

setup() {
	PATH=$BIN:$PATH
	capture=$BIN/../libexec/pcsckit/capture
	examples=$root/data/examples
	cd "$BATS_TEST_TMPDIR"
}

# shows FIELD...: prints these fields of each frame of run.pcap that has a CCID message.
shows() {
	local fields=()
	for field; do fields+=(-e "$field"); done
	tshark -r run.pcap -Y usbccid.bMessageType -T fields "${fields[@]}" 2>/dev/null
}

# exchanged <RECORDING: prints each command and each response as hex digits, one per line.
exchanged() {
	sed -n 's/^\([0-9A-F ]*\) \[\([0-9A-F ]*\)\] (\([0-9A-F]*\))$/\1\n\2\3/p' | tr -d ' ' | tr A-F a-f
}

# long_recording: prints a recording with commands and responses of all lengths, short and extended.
long_recording() {
	python3 - <<-'END'
		print("# ATR: 3B 80 01 01 80\n# protocol: T=1")
		for n in (0, 1, 255, 256, 4000, 65535):
		    data = bytes(i * 7 % 256 for i in range(n))
		    lc = b"" if n == 0 else bytes([n]) if n < 256 else b"\0" + n.to_bytes(2, "big")
		    answer = data if n < 65535 else data + b"\xAA"
		    print((b"\x00\xD6\x00\x00" + lc + data).hex(" ").upper(), f"[{answer.hex().upper()}] (9000)")
	END
}

@test "tshark: number, order and bytes of each example, and of the longest APDUs, without a malformed packet" {
	long_recording >long.card
	for card in "$examples"/*.card long.card; do
		scriptor --yes --show-secrets --replay "$card" --record own.apdu --pcap run.pcap "$card" >said 2>&1
		shows usbccid.bMessageType data.data | sed -n 's/^0x\(6f\|80\)\t//p' | grep -v ^3b >bytes
		exchanged <own.apdu >wanted
		[ -s wanted ]
		diff wanted bytes
		tshark -r run.pcap -T fields -e _ws.malformed -e _ws.expert.message 2>/dev/null | grep -v '^[[:space:]]*$' >odd || true
		[ ! -s odd ] || { cat "$card" odd; return 1; }
	done
}

@test "tshark: what the messages are, and each response behind its command" {
	scriptor --replay "$examples/uicc-iccid.card" --pcap run.pcap "$examples/uicc-iccid.apdu" >said
	diff - <(shows usbccid.bMessageType | sort | uniq -c | tr -s ' ') <<-'END'
		 1 0x61
		 1 0x62
		 1 0x63
		 1 0x65
		 5 0x6f
		 6 0x80
		 2 0x81
		 1 0x82
	END
	# Command and response have the same sequence number, and they alternate.
	shows usbccid.bSeq | awk 'NR % 2 { last = $1; next } $1 != last { exit 1 }'
	[ "$(tshark -r run.pcap -Y usbccid.dwFeatures -T fields -e usbccid.dwFeatures 2>/dev/null)" = 0x00040000 ]
	[ "$(tshark -r run.pcap -Y usb.bString -T fields -e usb.bString 2>/dev/null)" = recording ]
	# No frame is earlier than the one before it.
	! tshark -r run.pcap -T fields -e frame.time_delta 2>/dev/null | grep - || return 1
}

@test "tshark: ISO 7816 in each message, as the man page says, none malformed" {
	for card in "$examples"/*.card; do
		scriptor --yes --replay "$card" --pcap run.pcap "$card" >said 2>&1
		tshark -r run.pcap -d usbccid.subdissector,iso7816 >lines 2>/dev/null
		! grep -i malformed lines || { echo "$card"; return 1; }
		[ "$(grep -c 'ISO 7816' lines)" = $(($(exchanged <"$card" | wc -l) + 1)) ]
	done
	grep -q 'Select file' lines
	grep -q 'subdissector,iso7816' "$root/man/scriptor.1"
}

@test "editcap: pcapng, nanoseconds and several files at once are read alike" {
	scriptor --replay "$examples/piv-discovery.card" --pcap run.pcap "$examples/piv-discovery.apdu" >said
	"$capture" read <run.pcap >text
	for format in pcapng nsecpcap pcap; do
		editcap -F "$format" run.pcap other
		"$capture" read <other >got
		diff text got
	done
	mergecap -a -w other run.pcap run.pcap
	"$capture" read <other >got
	[ "$(grep -c '^1 >' got)" = $((2 * $(grep -c '^1 >' text))) ]
}
