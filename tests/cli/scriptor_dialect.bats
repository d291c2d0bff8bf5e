#!/usr/bin/env bats
# Scripts of other programs: selected by --dialect or detected, converted, checked and run with a
# recording.

bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	printf '%s\n' '# ATR: 3B 02 14 50' '00 A4 04 00 02 A0 B0 [6F] (9000)' '00 84 00 00 01 [55] (9000)' >card.apdu
}

@test "--convert of what is neither a script nor a trace says how it was read" {
	printf 'root:x:0:0\n' >x
	run -2 --separate-stderr scriptor --convert x
	[[ $stderr == 'scriptor: x:1:1: expected an APDU '*'hint: x was read as a script of scriptor, '*'--dialect NAME'* ]]
	run -2 --separate-stderr scriptor --dialect scriptor --convert x
	[[ $stderr != *hint* ]]
}

@test "a log given as a script is recognized, and explained as the hint says" {
	scriptor --replay card.apdu -e '00 A4 04 00 02 A0 B0' >log 2>messages
	run -2 --separate-stderr scriptor --replay card.apdu log
	[[ $stderr == 'scriptor: log:1:1: expected an APDU '*'hint: log looks like pyscard ('*'"--dialect pyscard" sends its commands'* ]]
	run -2 --separate-stderr scriptor --explain log
	[[ $stderr == *'hint: log looks like pyscard ('*'"--explain --replay FILE --dialect pyscard FILE" explains it'* ]]
	run -0 --separate-stderr scriptor --explain --replay log --dialect pyscard log
	[[ $output == *'SELECT by AID A0B0'* ]]
	# an own script with an error, and a format that was named, get no hint
	printf '00 A4 04 00 02 A0 B0 (9000\n' >own.apdu
	run -2 --separate-stderr scriptor --check own.apdu
	[[ $stderr != *hint* ]]
	run -2 --separate-stderr scriptor --dialect scriptor --check log
	[[ $stderr != *hint* ]]
}

@test "--convert writes what each language says, whatever the name of the file" {
	printf 'REM x\nCMD 00 A4 04 00 02 \\\n A0 B0 [6F] (90 00, 61XX)\n' >a.scr
	run -0 --separate-stderr scriptor --convert a.scr
	[ "$output" = '# x
00 A4 04 00 02 A0 B0 [6F] (9000,61XX)' ]
	printf 'powerup;\n0 0xA4 4 0 2 0xA0 0xB0 0x7F; // x\n' >a.scr
	run -0 --separate-stderr scriptor --convert a.scr
	[ "$output" = 'connect
!00 A4 04 00 : A0 B0 /7F
# x' ]
	printf 'apdu 00A4 0400 02 A0B0\n' >a.opensc
	run -0 --separate-stderr scriptor --convert a.opensc
	[ "$output" = '00 A4 04 00 02 A0 B0' ]
	[ "$stderr" = 'a.opensc: read as opensc (scripts of opensc-explorer (apdu) and opensc-tool (-s))' ]
}

@test "the end of a file's name decides nothing: scripts run as scriptor's own" {
	for name in x.scr x.opensc x.3gpp x.dump; do
		printf '00 A4 04 00 02 A0 B0\n' >$name
		run -0 --separate-stderr scriptor --replay card.apdu $name
		[[ $output == *'< 6F 90 00'* ]]
		run -0 --separate-stderr scriptor --convert $name
		[ "$output" = '00 A4 04 00 02 A0 B0' ]
	done
	printf 'apdu 00A4040002A0B0\n' >y.opensc
	run -2 --separate-stderr scriptor --check y.opensc
}

@test "--convert checks scriptor's own language" {
	printf '00 A4 04 00\nbogus\n' >own
	run -2 --separate-stderr scriptor --convert own
	[ -z "$output" ]
	[[ $stderr == *'scriptor: own:2:1: '* ]]
}

@test "--convert of standard input and of several files; --dialect goes before the name" {
	run -0 --separate-stderr scriptor --dialect OpenSC --convert <<<'-s 00:84:00:00'
	[ "$output" = '00 84 00 00' ]
	printf 'apdu 00840000\n' >a.scr
	printf 'apdu 00840001\n' >b.3gpp
	run -0 --separate-stderr scriptor --convert --dialect opensc a.scr b.3gpp
	[ "$output" = '00 84 00 00
00 84 00 01' ]
	run -0 --separate-stderr scriptor --convert card.apdu
	[ "$output" = "$(cat card.apdu)" ]
	run -0 --separate-stderr scriptor --convert </dev/null
	[ -z "$output" ]
}

@test "what is not supported is told by line: 2, and nothing is written; what has a part is only told" {
	printf 'RST\nSWI 9000\nCMD x\n' >a.3gpp
	for what in --convert --check --replay=card.apdu; do
		run -2 --separate-stderr scriptor $what --dialect 3gpp a.3gpp
		[ -z "$output" ]
		[[ $stderr == *'scriptor: a.3gpp:2: SWI is not supported'*'scriptor: a.3gpp:3: '* ]]
	done
	printf 'output off;\n' >b.scr
	run -0 --separate-stderr scriptor --convert b.scr
	[ "$output" = '# output off' ]
	[[ $stderr == *'scriptor: b.scr:1: output off is ignored: all responses'* ]]
	run -2 --separate-stderr scriptor --convert none.scr
	[ -z "$output" ]
}

@test "INI: what the card wants is fetched and answered, until nothing waits" {
	printf 'RST\nINI FF 0A\nCMD A0 F2 00 00 00 (90 00)\n' >a.3gpp
	cat >toolkit.apdu <<-'END'
		# ATR: 3B 00
		reset cold
		A0 10 00 00 02 FF 0A [] (910B)
		A0 12 00 00 0B [D0 09 81 03 01 25 00 82 02 81 82] (9000)
		A0 14 00 00 0C 81 03 01 25 00 82 02 82 81 83 01 00 [] (910B)
		A0 12 00 00 0B [D0 09 81 03 02 05 00 82 02 81 82] (9000)
		A0 14 00 00 0C 81 03 02 05 00 82 02 82 81 83 01 00 [] (9000)
		A0 F2 00 00 00 [] (9000)
	END
	run -0 --separate-stderr scriptor --replay toolkit.apdu --dialect 3gpp a.3gpp
	[ "$(grep -c '^> A0' <<<"$output")" = 6 ]
}

# The length of a fetched command is coded in two bytes (81 and the length) if the whole command has
# 131 bytes or more. Both ends of either form are tested.
@test "INI: a command of the card may have a length of two bytes" {
	printf 'INI FF\n' >a.3gpp
	for length in 127 128 140 253; do
		text=$(printf '8D%0*d' $((2 * (length - 10))) 0)
		value=$(printf '%02X' $length)
		[ $length = 127 ] || value=81$value
		command=D0${value}810301218082028102$text
		sw2=$(printf '%02X' $((${#command} / 2 % 256)))
		cat >toolkit.apdu <<-END
			# ATR: 3B 00
			A0 10 00 00 01 FF [] (91$sw2)
			A0 12 00 00 $sw2 [$command] (9000)
			A0 14 00 00 0C 8103012180 82 02 82 81 83 01 00 [] (9000)
		END
		run -0 --separate-stderr scriptor --replay toolkit.apdu --dialect 3gpp a.3gpp
		[ "$(grep -c '^> A0' <<<"$output")" = 3 ]
	done
}

@test "--dialect and --convert: what cannot stand together is 2" {
	run -2 --separate-stderr scriptor --dialect nonsense card.apdu
	[[ $stderr == *"--dialect: unknown dialect 'nonsense'"*'choose from scriptor, 3gpp, '* ]]
	run -2 --separate-stderr scriptor --dialect 3gpp </dev/null
	[[ $stderr == *'needs a FILE'* ]]
	run -2 --separate-stderr scriptor --dialect 3gpp -e 'CMD 00840000'
	run -2 --separate-stderr scriptor --convert -e '00840000'
}

@test "a foreign script runs: its own lines are echoed, and an expectation that fails names them" {
	printf 'REM first\nCMD 00 A4 04 00 02 \\\n A0 B0 [6F] (90 00)\nCMD 00 84 00 00 01 (90 00)\n' >a.3gpp
	run -0 --separate-stderr scriptor --replay card.apdu --dialect 3gpp a.3gpp
	[[ $output == *'REM first'*'< 6F 90 00'*'CMD 00 84 00 00 01'*'< 55 90 00'* ]]
	printf 'REM first\n\nCMD 00 A4 04 00 02 \\\n A0 B0 (90 01)\n' >b.3gpp
	run -1 --separate-stderr scriptor --replay card.apdu --dialect 3gpp b.3gpp
	[[ $stderr == *'b.3gpp:3'*'9001'* ]]
}
