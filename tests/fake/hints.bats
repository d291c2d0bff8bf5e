#!/usr/bin/env bats
# Errors that the user can do something about: each hint, where its error occurs. If possible the
# fake behaves as the service does; for the rest, a call is made to fail.

load common

setup() {
	unset PCSC_READER PCSC_READER_IGNORE PCSCLITE_CSOCK_NAME
	fake_start 'add a First reader' 'insert a 3B6500004142434445 T0' 'answer a 00A4 9000'
	PATH=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")/bin:$PATH
}

teardown() {
	programs_end
}

# hints CODE-NAME PART-OF-HINT [SCRIPTOR-ARGUMENT]...: scriptor fails with this error and prints the
# hint on a line of its own.
hints() {
	local name=$1 hint=$2
	shift 2
	run --separate-stderr scriptor "$@" -e 00A40000
	[ "$status" = 3 ]
	grep -qE "^scriptor: .*\($name 0x801000[0-9A-F]{2}\)$" <<<"$stderr"
	grep -A 1 -E "\($name 0x" <<<"$stderr" | tail -n 1 | grep -qF -e "$hint" || {
		echo "$name: $stderr"
		return 1
	}
}

@test "no service" {
	fake_add 'service stop'
	hints SCARD_E_NO_SERVICE '"pcsc_scan --doctor" finds out why; a reader needs pcscd'
	run --separate-stderr pcsc_scan -c
	[[ $stderr == *'"pcsc_scan --doctor" finds out why'* ]]
	run --separate-stderr atr_parser --card
	[[ $stderr == *'"pcsc_scan --doctor" finds out why'* ]]
}

@test "the service stops in a call" {
	start scan pcsc_scan -n
	wait_for "$fake_log" '^wait'
	fake service stop
	wait_for "$out/scan.err" 'SCARD_F_COMM_ERROR'
	wait_for "$out/scan.err" '^pcsc_scan: hint: was pcscd stopped or restarted\? "pcsc_scan --doctor"'
}

@test "versions that do not fit" {
	fake_add 'fail SCardEstablishContext 8010001E'
	hints SCARD_E_SERVICE_STOPPED 'libpcsclite and pcscd must be compatible'
}

@test "access denied" {
	fake_add 'fail SCardEstablishContext 8010006A'
	hints SCARD_W_SECURITY_VIOLATION 'org.debian.pcsc-lite.access_pcsc'
	fake_add 'fail SCardEstablishContext 0' 'fail SCardConnect 8010006A'
	hints SCARD_W_SECURITY_VIOLATION 'access_card'
}

@test "no protocol that suits, though none was chosen" {
	fake_add 'fail SCardConnect 8010000F'
	hints SCARD_E_PROTO_MISMATCH '"connect raw"'
	[[ $stderr == *'the card offers none of the requested protocols'* ]]
}

@test "no reader" {
	echo >"$FAKE_PCSC"
	hints SCARD_E_NO_READERS_AVAILABLE '"pcsc_scan --doctor" finds out'
}

@test "no such reader, and one that goes before it is used" {
	run --separate-stderr scriptor -r nothing -e exit
	[ "$status" = 3 ]
	[[ $stderr == *'no reader matches "nothing"'*'"pcsc_scan -r" lists them' ]]
	fake_add 'on SCardConnect 1 unplug a'
	hints SCARD_E_UNKNOWN_READER 'pcsc_scan -r lists the readers'
}

@test "a reader that is unplugged" {
	fake_add 'on SCardTransmit 1 unplug a'
	hints SCARD_E_READER_UNAVAILABLE 'plugged in'
}

@test "no card" {
	fake_add 'remove a'
	hints SCARD_E_NO_SMARTCARD 'insert a card'
}

@test "a mute card" {
	fake_add 'remove a' 'mute a'
	hints SCARD_W_UNPOWERED_CARD 'right way round, clean'
}

@test "a card that does not answer, or whose ATR cannot be used" {
	fake_add 'fail SCardConnect 80100066'
	hints SCARD_W_UNRESPONSIVE_CARD 'right way round, clean'
	fake_add 'fail SCardConnect 80100065'
	hints SCARD_W_UNSUPPORTED_CARD 'pcsc_scan -c shows the ATR'
}

@test "a protocol that the card does not offer" {
	hints SCARD_E_PROTO_MISMATCH 'let the card choose' -p T=1
}

@test "a card that is pulled" {
	fake_add 'on SCardTransmit 1 remove a'
	hints SCARD_W_REMOVED_CARD 'insert it again'
	fake_add 'fail SCardTransmit 80100016'
	hints SCARD_E_NOT_TRANSACTED 'was the card pulled'
}

@test "a card that another program resets" {
	fake_add 'on SCardTransmit 1 reset a'
	hints SCARD_W_RESET_CARD 'start again'
}

@test "a handle that is not valid any more" {
	fake_add 'fail SCardTransmit 80100003'
	hints SCARD_E_INVALID_HANDLE 'was the service restarted'
}

# Only a few programs are named if there are many, and other tests run at the same time: try again
# until there are few.
among_few() {
	local n
	for ((n = 0; n < 30; n++)); do
		"$@"
		[[ $stderr == *' more'* ]] || return 0
		sleep 1
	done
	grep -qE '^scriptor: hint: these programs use PC/SC: .* \([0-9]+\) and [0-9]+ more' <<<"$stderr"
	skip 'too many programs use PC/SC here'
}

# The other program is one of ours, which uses the same library.
@test "a card that another program holds: programs that use PC/SC are named" {
	local other
	start other pcsc_scan -n
	other=${program_pid[other]}
	wait_for "$fake_log" '^wait'
	fake_add 'hold a'
	among_few hints SCARD_E_SHARING_VIOLATION 'gpgconf --kill scdaemon'
	grep -qE "^scriptor: hint: these programs use PC/SC: (.*, )?pcsc_scan \($other\)" <<<"$stderr"
	# The program does not name itself.
	# shellcheck disable=SC2016 # for the inner shell
	among_few run --separate-stderr bash -c 'echo $$ >"$1"; exec scriptor -e 00A40000' - "$out/pid"
	[[ $stderr == *"pcsc_scan ($other)"* && $stderr != *"($(cat "$out/pid"))"* ]]
	stop other TERM
	run --separate-stderr scriptor -e 00A40000
	[[ $stderr == *SCARD_E_SHARING_VIOLATION* && $stderr != *"($other)"* ]]
}

# A service before pcsc-lite 2.5.0 returns this for more than 16 readers in a call. As our own
# programs split such calls (see pcsc_scan.bats), a failing call is simulated here.
@test "a parameter that the service refuses" {
	printf '%s\n' 'limit 16' 'readers 17' >"$FAKE_PCSC"
	start scan pcsc_scan -n
	wait_for "$fake_log" '^SCardGetStatusChange 0x80100004'
	stop scan TERM
	[ ! -s "$out/scan.err" ]
	fake_add 'insert r0 3B00' 'fail SCardConnect 80100004'
	hints SCARD_E_INVALID_PARAMETER 'older than pcsc-lite 2.5.0 takes at most 16 readers'
}

# The rows of the table that no test above covers: the text, and whether there is a hint.
@test "every other code has its name and its words" {
	local code name words hint
	while IFS='|' read -r code name words hint; do
		printf '%s\n' 'add a First reader' 'insert a 3B00' "fail SCardConnect $code" >"$FAKE_PCSC"
		run --separate-stderr scriptor -e 00A40000
		[ "$status" = 3 ]
		grep -qF -e ": $words ($name 0x$code)" <<<"$stderr" || {
			echo "$code: $stderr"
			return 1
		}
		[ "$(sed -n "/0x$code)/{n;p;}" <<<"$stderr")" = "${hint:+scriptor: hint: $hint}" ] || {
			echo "$code: $stderr"
			return 1
		}
	done <<-'END'
		80100001|SCARD_F_INTERNAL_ERROR|the service failed an internal check|
		80100002|SCARD_E_CANCELLED|cancelled|
		80100006|SCARD_E_NO_MEMORY|out of memory|
		80100008|SCARD_E_INSUFFICIENT_BUFFER|more bytes than fit into a message|PC/SC carries at most 65538 bytes in each direction, and 264 of an attribute
		8010000A|SCARD_E_TIMEOUT|timed out|
		80100010|SCARD_E_NOT_READY|the reader or the card is not ready|try again
		80100011|SCARD_E_INVALID_VALUE|the service refused a value|
		80100014|SCARD_F_UNKNOWN_ERROR|unknown failure of the service|
		8010001F|SCARD_E_UNSUPPORTED_FEATURE|the reader or its driver cannot do that|
	END
}
