#!/usr/bin/env bats
# A library and a daemon that do not speak with each other: every program says so, the doctor why.

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

# Neither is what dpkg knows: the daemon's package is not installed in the client's system.
@test "pcsc_scan --doctor names the version of the library and that of the daemon" {
	ask 1 "*[!0-9.]${LIBRARY}[!0-9.]*" pcsc_scan --doctor
	ask 1 "*[!0-9.]${DAEMON}[!0-9.]*" pcsc_scan --doctor
}
