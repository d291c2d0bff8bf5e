#!/usr/bin/env bats
# Which readers --reader, PCSC_READER and PCSC_READER_IGNORE select, and what happens if the
# selected reader does not exist.

load common
load ../watch

bin=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")/bin

setup() {
	fake_start 'add a First reader' 'add b Second reader'
	PATH=$bin:$PATH
	unset PCSC_READER PCSC_READER_IGNORE
}

@test "a reader that does not exist: 3 and a message" {
	local args
	for args in -r -c --present '-r -v' '-r --json' '-c --json'; do
		# shellcheck disable=SC2086
		run --separate-stderr pcsc_scan $args --reader nosuch
		[ "$status" = 3 ]
		[ -z "$output" ]
		[[ $stderr == 'pcsc_scan: no reader matches "nosuch"'$'\n'*'"pcsc_scan -r" lists them' ]]
		# shellcheck disable=SC2086
		run --separate-stderr pcsc_scan $args --reader 2
		[ "$status" = 3 ]
		[[ $stderr == *'no reader matches "2"'* ]]
	done
	fake_add 'unplug a' 'unplug b'
	for args in -r -c --present '-r -v'; do
		# shellcheck disable=SC2086
		run --separate-stderr pcsc_scan $args --reader nosuch
		[ "$status" = 3 ]
		[[ $stderr == *SCARD_E_NO_READERS_AVAILABLE* ]]
	done
}

@test "a part that two names have: both are named, 2" {
	local args
	for args in -r -c --present '-r -v' '-n' '--wait card' '--wait reader -t 0'; do
		# shellcheck disable=SC2086
		run --separate-stderr pcsc_scan $args --reader EADER
		[ "$status" = 2 ]
		[[ $output != *eader* ]]
		[[ $stderr == *'"EADER" matches 2 readers'*'0: First reader'*'1: Second reader'* ]]
	done
	run -2 --separate-stderr scriptor --wait -r EADER -e atr
	[[ $stderr == *'"EADER" matches 2 readers'*'0: First reader'*'1: Second reader'* ]]
}

@test "a whole name is that reader alone, also where it is a part of another's" {
	fake_add 'add c First' 'insert a 3B00'
	[ "$(pcsc_scan -r --reader First)" = '2: First' ]
	run pcsc_scan -c -n --reader First
	[ "$status" = 1 ]
	run pcsc_scan --wait card -t 0 --reader First
	[ "$status" = 1 ]
	run -1 scriptor --wait -t 0 -r First -e atr
	[ "$(pcsc_scan -r --reader 'first r')" = '0: First reader' ]
}

@test "-c: a card that is there, is none, or is another" {
	run -1 pcsc_scan -c -n
	fake_add 'insert b 3B021450'
	run -0 pcsc_scan -c -n
	run -0 pcsc_scan -c -n --atr '3B 02 .. 50'
	run -1 pcsc_scan -c -n --atr 3B00
	run -1 pcsc_scan -c -n --reader first
	run -1 pcsc_scan -c -n --atr 3B021450 --reader 0
	run -0 pcsc_scan -c -n --atr 3B021450 --reader 1
}

@test "a watch and --wait tell that the reader is missing, once, and wait for it" {
	local what
	start scan pcsc_scan --json -n --reader third
	wait_for "$out/scan.err" '^No reader matches "third" yet; waiting for it...$' 20
	fake insert a 3B00
	fake add c Third reader
	wait_for "$out/scan.out" 'reader-added.*Third' 20
	fake insert c 3B01
	wait_event card-inserted
	stop scan TERM
	[ "$(wc -l <"$out/scan.err")" = 1 ]
	! grep First "$out/scan.out" || false
	for what in reader removed card; do
		start scan pcsc_scan --wait $what --reader third
		wait_for "$out/scan.err" '^No reader matches "third" yet' 20
		fake add c Third reader
		[ $what != card ] || fake insert c 3B01
		finish scan
		[ "$status" = 0 ]
		[ ! -s "$out/scan.out" ]
	done
	run -1 --separate-stderr pcsc_scan --wait removed --reader third -t 0
	[ "$stderr" = 'No reader matches "third".' ]
}

@test "scriptor --wait tells that the reader is missing, and waits for it and its card" {
	start scan scriptor --wait -r third -e atr
	wait_for "$out/scan.err" '^No reader matches "third" yet; waiting for it...$' 20
	fake insert a 3B00
	fake add c Third reader
	fake insert c 3B01
	finish scan
	[ "$status" = 0 ]
	[ "$(tail -n 1 "$out/scan.out")" = '3B 01' ]
	PCSC_READER=second start scan scriptor --wait -e atr
	wait_for "$fake_log" '^wait' 20
	fake insert a 3B00
	fake insert b 3B02
	finish scan
	[ "$status" = 0 ]
	[ "$(tail -n 1 "$out/scan.out")" = '3B 02' ]
}

# With reader 1 selected, only that reader is shown, not another one that gets its number later.
@test "a number is the reader that it was when it was first seen" {
	fake_add 'add c Third reader'
	start scan pcsc_scan --json -n --reader 1
	wait_for "$out/scan.out" reader-added 20
	wait_for "$fake_log" '^wait' 20
	fake unplug a
	wait_for "$fake_log" '^wait' 20 2
	fake insert c 3B00
	wait_for "$fake_log" '^wait' 20 3
	fake insert b 3B01
	wait_for "$out/scan.out" card-inserted 20
	stop scan TERM
	[ "$(grep -c Third "$out/scan.out")" = 0 ]
	[ "$(grep -c Second "$out/scan.out")" = 2 ]
}

@test "any case, also of letters beyond ASCII, in any locale" {
	local word
	fake_add 'add c Lecteur \xC3\x89cole' 'add d \xCE\xA3\xCE\xAF\xCF\x83\xCF\x85\xCF\x86\xCE\xBF\xCF\x82' \
		'add e \xD0\xA7\xD0\xB8\xD1\x82\xD0\xB0\xD1\x87' 'add f Odd \xE9\xFF'
	for LC_ALL in C C.UTF-8; do
		export LC_ALL
		for word in École éCOLE; do [ "$(pcsc_scan -r --reader $word)" = '2: Lecteur École' ]; done
		for word in Σίσυφος ΣΊΣΥΦΟΣ σίσυφοσ; do [ "$(pcsc_scan -r --reader $word)" = '3: Σίσυφος' ]; done
		for word in Читач чИТАЧ; do [ "$(pcsc_scan -r --reader $word)" = '4: Читач' ]; done
		for word in $'oDD \xE9' $'\xFF'; do [[ $(pcsc_scan -r --reader "$word") == '5: Odd '* ]]; done
		# Not valid UTF-8, so it is not a letter and has no case.
		run pcsc_scan -r --reader $'\xC9'
		[ "$status" = 3 ]
		PCSC_READER=éCOLE run -3 --separate-stderr scriptor -e atr
		[[ $stderr == *'Using given card reader: Lecteur'* ]]
		PCSC_READER_IGNORE='first:second:éCOLE:ΣΊΣ:Odd' run pcsc_scan --json -n -t 0
		[ "${#lines[@]}" = 1 ]
		[[ $output == *Читач* ]]
	done
}
