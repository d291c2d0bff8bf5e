#!/usr/bin/env bats
# What bash, zsh and fish complete, tried in the shells themselves: see complete.py.

load common

setup() {
	mkdir -p "$HOME" "$BATS_TEST_TMPDIR/bin" "$BATS_TEST_TMPDIR/files/directory"
	: >"$BATS_TEST_TMPDIR/files/document"
	# Readers of this machine must not appear in the test.
	printf '%s\n' '#!/bin/sh' 'printf "0: First reader\n1: Second reader 00\n"' >"$BATS_TEST_TMPDIR/bin/pcsc_scan"
	chmod +x "$BATS_TEST_TMPDIR/bin/pcsc_scan"
	PATH=$BATS_TEST_TMPDIR/bin:$PATH
	cd "$BATS_TEST_TMPDIR/files" || return
}

# completes LINE TEXT...: complete.py in $shell.
completes() {
	timeout 60 python3 "$root/tests/cli/complete.py" "$shell" "$BIN/../share" "$@"
}

# What all three shells complete in the same way.
all_kinds() {
	command -v "$shell" >"$BATS_TEST_TMPDIR/found" || skip "no $shell here"
	completes 'pcsc_scan --js' --json
	completes 'scriptor --ex' --exclusive --explain
	completes 'vicard --po' --port
	completes 'ATR_analysis --bri' --brief
	completes 'atr_parser --profile w' windows
	completes 'scriptor --color=al' always
	completes 'scriptor --reader=Sec' 'Second' reader
	completes 'scriptor --record=docu' document
	completes 'pcsc_scan --exec-dir=d' directory '!document'
	completes 'pcsc_scan --on=card-rem' card-removed
	completes 'pcsc_scan --trace=docu' document
	completes 'pcsc_scan --on card-' card-inserted card-removed card-mute '!service-lost'
	completes 'pcsc_scan --on card-mute,service-l' card-mute,service-lost
	completes 'scriptor -r Sec' 'Second' reader
	completes 'scriptor --record docu' document
	completes 'scriptor do' document
	completes 'pcsc_scan --exec-dir d' directory '!document'
	completes 'pcsc_scan --exec hostnam' hostname
	completes 'atr_parser --stats clock-st' clock-stop
}

@test "bash" {
	shell=bash all_kinds
}

@test "zsh: and what is excluded is not offered" {
	shell=zsh all_kinds
	shell=zsh completes 'pcsc_scan -r --no' --no-reconnect
	shell=zsh completes 'pcsc_scan -r --o' '!--on'
	shell=zsh completes 'scriptor --tap --e' --exclusive '!--explain'
}

@test "fish: and what each option does" {
	shell=fish all_kinds
	shell=fish completes 'pcsc_scan --o' --once 'exit after the first event'
}

@test "every option of the table is in each completion" {
	local program option words
	for program in pcsc_scan scriptor atr_parser vicard; do
		words=$("$BIN/../tools/$program" table | cut -f 1 | tr ' ' '\n')
		[ "$(wc -l <<<"$words")" -gt 5 ]
		for option in $words; do
			grep -qE -e " $option[ ']" "$BIN/../share/bash-completion/completions/$program"
			grep -qE -e "$option(\\[|=|[+]|[,}])" "$BIN/../share/zsh/site-functions/_$program"
			case $option in
			--*) grep -qE -e " -l ${option#--} " "$BIN/../share/fish/vendor_completions.d/$program.fish" ;;
			*) grep -qE -e " -s ${option#-} " "$BIN/../share/fish/vendor_completions.d/$program.fish" ;;
			esac
		done
	done
}

@test "bash: the completions are clean" {
	# Not every program uses all functions of the file.
	shellcheck -s bash -e SC2034 "$BIN"/../share/bash-completion/completions/{pcsc_scan,scriptor,atr_parser,vicard}
}
