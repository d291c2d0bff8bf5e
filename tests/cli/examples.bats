#!/usr/bin/env bats
# The installed examples: each runs with its recorded card, without a reader or a service.

load ../fake/common

examples=$BATS_TEST_DIRNAME/../../data/examples

setup() {
	fake_start 'service stop'
	cd "$examples" || return
}

@test "each example has a card, and each card an example" {
	[ "$(ls ./*.apdu | wc -l)" -ge 6 ]
	[ "$(ls ./*.apdu | sed 's/apdu$//')" = "$(ls ./*.card | sed 's/card$//')" ]
}

@test "each is named in the manual, and starts by saying what it does" {
	for script in *.apdu; do
		grep -q "^\.It Pa $script\$" "$BATS_TEST_DIRNAME/../../man/scriptor.1"
		[[ $(head -n 1 "$script") == '# '* ]]
		grep -q '^# ATR: ' "${script%apdu}card"
	done
	[ "$(grep -c '^\.It Pa .*\.apdu$' "$BATS_TEST_DIRNAME/../../man/scriptor.1")" = "$(ls ./*.apdu | wc -l)" ]
}

@test "the manual's run of one, as it stands there" {
	share=$(dirname "$(command -v scriptor)")/../share/pcsckit/examples
	cd "$share"
	line=$(sed -n 's/^\$ \(scriptor --replay uicc-iccid.*\)/\1/p' "$BATS_TEST_DIRNAME/../../man/scriptor.1")
	[ -n "$line" ]
	run -0 $line
}

@test "the README's run of one, and what it prints" {
	local shown
	shown=$(sed -n '/^    \$ scriptor --replay hello-world/,/^A script file/s/^    //p' "$BATS_TEST_DIRNAME/../../README.md")
	line=$(sed -n 's/^\$ \([^#]*\).*/\1/p' <<<"$shown")
	[ "$(grep -c ^ <<<"$line")" = 1 ]
	run -0 --separate-stderr bash -c "$line"
	[ "$output" = "$(sed 1d <<<"$shown")" ]
}

@test "two lines of hello-world do it all" {
	[ "$(grep -c -v '^#' hello-world.apdu)" = 2 ]
}

@test "each example is met by its card, and needs nothing else" {
	for script in *.apdu; do
		run --separate-stderr scriptor --replay "${script%apdu}card" "$script"
		[ "$status" = 0 ] || {
			printf '%s: %s\n%s\n' "$script" "$status" "$stderr"
			return 1
		}
	done
	! grep -q ^SCard "$fake_log"
}

@test "--check finds nothing in them" {
	run -0 --separate-stderr scriptor --check .
	[ -z "$output$stderr" ]
}

@test "what they read is what the cards were made of" {
	run -0 --separate-stderr scriptor --replay hello-world.card hello-world.apdu
	[[ $output == *'48 65 6C 6C 6F 20 77 6F 72 6C 64 21 90 00'* ]]
	run -0 --separate-stderr scriptor --replay uicc-iccid.card uicc-iccid.apdu
	[[ $output == *'ICCID, digits swapped: 984409081234567890F1'* ]]
	run -0 --separate-stderr scriptor --replay ndef-type4.card ndef-type4.apdu
	run -0 --separate-stderr scriptor --explain --replay ndef-type4.card ndef-type4.apdu
	[[ $output == *'write access     FF     none: read-only'* && $output == *'record  URI: "https://example.org"'* ]]
	[[ $output == *"NDEF: D1010C5504$(printf example.org | od -An -tx1 | tr -d ' \n' | tr a-f A-F)"* ]]
	run -0 --separate-stderr scriptor --replay emv-ppse.card emv-ppse.apdu
	[[ $output == *MASTERCARD* ]]
	run -0 --separate-stderr scriptor --replay piv-discovery.card --tap piv-discovery.apdu
	[ "$output" = 'ok 1 - piv-discovery.apdu: there is a PIV application
ok 2 - piv-discovery.apdu: the discovery object
1..2' ]
}

@test "without the applet's answer an example says no" {
	sed 's/48656C6C6F/48656C6C70/' hello-world.card >"$out/other.card"
	run -1 --separate-stderr scriptor --replay "$out/other.card" hello-world.apdu
	[[ $stderr == *'hello-world.apdu:3: expected data [48656C6C6F*]'* ]]
}

@test "they are installed" {
	share=$(dirname "$(command -v scriptor)")/../share/pcsckit/examples
	for file in *; do cmp "$file" "$share/$file"; done
}
