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
