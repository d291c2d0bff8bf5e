#!/usr/bin/env bats
# An incompatible library and daemon: every program reports an error, and the doctor the reason.

load pair

@test "pcsc_scan" {
	ask 3 'pcsc_scan: *SCARD_E_*' pcsc_scan -r
	ask 3 'pcsc_scan: *SCARD_E_*' pcsc_scan -c
	ask 3 'pcsc_scan: *SCARD_E_*' pcsc_scan --present
	ask 1 'pcsc_scan: *SCARD_E_*' pcsc_scan --wait card -t 1
	ask 0 '*pcsc_scan: *SCARD_E_*' pcsc_scan --json -n -t 1
}

@test "scriptor and atr_parser" {
	ask 3 '*scriptor: *SCARD_E_*' scriptor -e 00A40000
	ask 3 'atr_parser: *SCARD_E_*' atr_parser --card
}

# is_from LOW VERSION HIGH: VERSION is between LOW and HIGH.
is_from() {
	printf '%s\n' "$@" | sort -V -C
}

# dpkg does not know the version, as the daemon's package is not installed in the client's system. A
# library's file does not contain its version; the protocol that it speaks gives the first and the
# last possible version.
@test "pcsc_scan --doctor names the versions of the library and of the daemon" {
	local versions='Library: [^ ]+, protocol 4:[0-9]+ \(pcsc-lite ([0-9.]+) to ([0-9.]+)\)\. Service: [^ ]+ ([0-9.]+),'
	ask 1 '*' pcsc_scan --doctor
	[[ $output =~ $versions ]]
	is_from "${BASH_REMATCH[1]}" "$LIBRARY" "${BASH_REMATCH[2]}"
	[ "${BASH_REMATCH[3]}" = "$DAEMON" ]
}
