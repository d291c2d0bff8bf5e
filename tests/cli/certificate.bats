#!/usr/bin/env bats
# A PIV certificate is explained: the explanation agrees with openssl.
load common

# explain KEY SUBJECT: prints the explanation of a card's response that contains a new certificate
explain() {
	openssl req -x509 -newkey "$1" -nodes -keyout "$BATS_TEST_TMPDIR/key" -days 9000 -utf8 -subj "$2" \
		-outform DER -out "$BATS_TEST_TMPDIR/x" ${3:+-pkeyopt "$3"} 2>/dev/null
	python3 - "$BATS_TEST_TMPDIR/x" >"$BATS_TEST_TMPDIR/recording" <<'END'
import sys
der = open(sys.argv[1], "rb").read()
inner = b"\x70\x82%c%c" % divmod(len(der), 256) + der + b"\x71\x01\x00\xfe\x00"
print("# ATR: 3B 00\n# protocol: T=1")
print("00A4040009A00000030800001000 [] (9000)")
print("00CB3FFF055C035FC10500 [5382%04X%s] (9000)" % (len(inner), inner.hex()))
END
	run -0 --separate-stderr "$BIN/scriptor" --explain --replay "$BATS_TEST_TMPDIR/recording" \
		-e '00A4040009A00000030800001000' -e '00CB3FFF055C035FC10500'
}

field() {
	openssl x509 -inform DER -in "$BATS_TEST_TMPDIR/x" -noout "$@" | sed 's/^[^=]*=//'
}

# detail NAME TEXT: a line of the explanation has this name and text
detail() {
	grep -qxE " +$1 +$2" <<<"$output" || { echo "no $1: $2 in: $output"; false; }
}

@test "issuer, subject, validity, key and signature are those that openssl reads" {
	explain rsa:2048 '/C=DE/O=Prüfstelle/CN=Test & Söhne'
	detail 'public key' 'RSA, 2048 bits'
	detail signature 'RSA with SHA-256'
	detail issuer 'C="DE", O="Prüfstelle", CN="Test & Söhne"'
	detail 'valid until' "$(date -u -d "$(field -enddate)" '+%Y-%m-%d %H:%M:%S UTC')"
	detail 'serial number' "$(field -serial | sed 's/../& /g; s/ $//')"
	explain ec '/DC=org/DC=example/CN=x' ec_paramgen_curve:secp384r1
	detail 'public key' 'EC, NIST P-384'
	detail signature 'ECDSA with SHA-256'
	detail subject 'DC="org", DC="example", CN="x"'
}

# in_parts DER: writes a recording in which a PIV card with T=1 and short APDUs returns this certificate
# in parts, and takes it in parts; and its commands.
in_parts() {
	python3 - "$1" "$BATS_TEST_TMPDIR" <<'END'
import os, sys
der, directory = open(sys.argv[1], "rb").read(), sys.argv[2]
value = b"\x70\x82" + len(der).to_bytes(2, "big") + der + b"\x71\x01\x00\xfe\x00"
value = b"\x53\x82" + len(value).to_bytes(2, "big") + value
apdus = [("00A4040009A00000030800001000", b"", "9000")]
command = "00CB3FFF055C035FC10500"
for at in range(0, len(value), 256):
    left = max(0, min(256, len(value) - at - 256)) % 256
    more = at + 256 < len(value)
    apdus.append((command, value[at:at + 256], "61%02X" % left if more else "9000"))
    command = "00C00000%02X" % left
data = bytes.fromhex("5C035FC105") + value
for at in range(0, len(data), 255):
    part = data[at:at + 255]
    apdus.append(("%02XDB3FFF%02X%s" % (0x10 if at + 255 < len(data) else 0, len(part), part.hex()), b"", "9000"))
with open(os.path.join(directory, "parts"), "w") as out:
    out.write("# ATR: 3B 00\n# protocol: T=1\n")
    out.writelines("%s [%s] (%s)\n" % (command, data.hex(), sw) for command, data, sw in apdus)
with open(os.path.join(directory, "commands"), "w") as out:
    out.writelines(command + "\n" for command, data, sw in apdus)
END
}

@test "a certificate that is read and written in parts is explained when it is whole" {
	cd "$BATS_TEST_TMPDIR"
	openssl req -x509 -newkey rsa:2048 -nodes -keyout key -days 9000 -subj '/CN=In parts' -outform DER -out x 2>/dev/null
	in_parts x
	run -0 --separate-stderr "$BIN/scriptor" --explain --replay parts commands
	[ "$(grep -c 'subject  *CN="In parts"$' <<<"$output")" = 2 ]
	[ "$(grep -cE '^  [0-9]+ bytes in [45] responses$' <<<"$output")" = 1 ]
	[ "$(grep -cE '^  [0-9]+ bytes in [45] commands$' <<<"$output")" = 1 ]
	[ "$(grep -c "serial number  *$(field -serial | sed 's/../& /g; s/ $//')$" <<<"$output")" = 2 ]
	# JSON has both with the last APDU of each, and null with every other
	run -0 --separate-stderr "$BIN/scriptor" --json --explain --replay parts commands
	python3 -c '
import json, sys
explained = [apdu["explain"] for apdu in map(json.loads, sys.stdin) if apdu["event"] == "apdu"]
for key in "joined_response", "joined_command":
    at, = [i for i, apdu in enumerate(explained) if apdu[key] is not None]
    (subject,) = [field["text"] for field in explained[at][key] if field["name"] == "subject"]
    data = b"".join(bytes.fromhex(field["bytes"] or "") for field in explained[at][key] if field["depth"] == 1)
    print(key, at, subject, explained[at][key][1]["offset"], len(data))
' <<<"$output" >joined
	responses=$(grep -c '^00C0' commands) size=$(($(wc -c <x) + 8 + 5))
	printf 'joined_response %d CN="In parts" 0 %d\n' $((responses + 1)) $((size)) >expected
	printf 'joined_command %d CN="In parts" 0 %d\n' $(($(wc -l <commands) - 1)) $((size + 5)) >>expected
	diff expected joined
	# what a variable hides stays hidden when it is joined
	sed '1i env END hex secret
		/^00C/d; s/^00DB3FFF..\(.*\)....$/!DB3FFF:\1 $END/' commands >hidden
	END=$(tail -c 5 commands) run -0 --separate-stderr "$BIN/scriptor" --explain --replay-any parts hidden
	[[ $output == *'PUT DATA'* ]]
	[[ $output != *'In parts'* ]]
	# so does what was requested
	sed 's/^00CB3FFF05\(.*\)00$/env HEADER hex secret\n!$HEADER:\1/; /DB3FFF/d' commands >hidden
	sed 's/^00CB3FFF.*FC10500/00CB3FFF055C035FC105/' parts >short
	HEADER=00CB3FFF run -0 --separate-stderr "$BIN/scriptor" --explain --replay short hidden
	[[ $output == *'GET RESPONSE'* && $output != *'GET DATA'* && $output != *'In parts'* ]]
}

# As OpenSC reads the files of PKCS #15: the certificate is the file, which may be longer.
@test "a certificate that is a file, or part of an object without a name, is explained" {
	cd "$BATS_TEST_TMPDIR"
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key -days 9000 -subj '/CN=File' \
		-outform DER -out x 2>/dev/null
	python3 - <<-'END' >card
		der = open("x", "rb").read()
		print("# ATR: 3B 00\n# protocol: T=1\n00A4020C023301 [] (9000)")
		file = der + bytes(40)
		for at in range(0, len(file), 200):
		    print("00B0%04XC8 [%s] (9000)" % (at, file[at:at + 200].hex()))
		print("00B0000000 [%s] (9000)" % der.hex())
		sod = b"\xA0\x82" + len(der).to_bytes(2, "big") + der
		print("00CA010000 [%s] (9000)" % sod.hex())
	END
	sed -n 's/ \[.*//p' card >commands
	run -0 --separate-stderr "$BIN/scriptor" --explain --replay card commands
	[ "$(grep -cE '^ +30 +X.509 certificate$' <<<"$output")" = 3 ]
	[ "$(grep -cE '^ +subject +CN="File"$' <<<"$output")" = 3 ]
	[ "$(grep -cE '^ +public key +EC, NIST P-256$' <<<"$output")" = 3 ]
}
