#!/usr/bin/env bats
# Only scriptor's prompt loads libedit, and without libedit the prompt still accepts lines.

load common

setup() {
	export out=$BATS_TEST_TMPDIR scriptor=$BIN/scriptor
	unset XDG_STATE_HOME
	export NO_COLOR=1
	printf '# ATR: 3B 65 00 00 41 42 43 44 45\n# protocol: T=0\n00 A4 00 00 [] (9000)\n' >"$out/card"
}

# talk: types a line and Ctrl-D at the prompt; prints everything that the terminal showed.
talk() {
	# shellcheck disable=SC2016 # its variables are expect's
	timeout 60 expect -c '
		set timeout 30
		proc see {what} {
			expect $what {} timeout {exit 5} eof {exit 6}
		}
		spawn -noecho $::env(scriptor) --replay $::env(out)/card
		see "> "
		send "00 A4 00 00\r"
		see "< 90 00 : success"
		see "> "
		send "\004"
		expect eof
		exit [lindex [wait] 3]'
}

@test "a program that shows no prompt needs no libedit" {
	[ "$(readelf -d "$scriptor" | grep -c edit)" = 0 ]
	mkdir "$out/lib"
	: >"$out/lib/libedit.so.2"
	LD_LIBRARY_PATH=$out/lib run "$scriptor" --replay "$out/card" -e '00 A4 00 00'
	[ $status = 0 ]
}

@test "the prompt has it" {
	run talk
	[ $status = 0 ]
	[[ $output != *libedit* ]]
}

@test "libedit that cannot be loaded is told, and lines are taken" {
	mkdir "$out/lib"
	: >"$out/lib/libedit.so.2"
	LD_LIBRARY_PATH=$out/lib run talk
	[ $status = 0 ]
	[[ $output == *"scriptor: libedit: "*libedit.so.2*"Debian's package is libedit2"* ]]
}

@test "another library of its name is told" {
	mkdir "$out/lib"
	echo 'int other;' | cc -shared -fPIC -x c -o "$out/lib/libedit.so.2" -
	LD_LIBRARY_PATH=$out/lib run talk
	[ $status = 0 ]
	[[ $output == *"scriptor: libedit: "*"el_deletestr"* ]]
}
