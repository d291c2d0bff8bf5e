#!/usr/bin/env bats
# The work that scriptor does is proportional to its input: ten times the input takes at most
# fifteen times the instructions. valgrind counts them, so that the load of the machine does not
# matter.
load common

setup() {
	[ "${B:-build}" = build ] || skip 'valgrind does not run what has sanitizers'
	cd "$BATS_TEST_TMPDIR" || return
	printf '# ATR: 3B 00\n00 B0 00 00 00 [] (9000)\n' >rec
}

# lines COUNT FORMAT: prints COUNT lines, each with its number.
lines() {
	seq "$1" | sed "s/.*/$2/"
}

# instructions OPTION...: prints the number of instructions that scriptor executes.
instructions() {
	valgrind --tool=callgrind --callgrind-out-file=profile "$BIN/scriptor" "$@" 2>&1 >output |
		sed -n 's/^==[0-9]*== Collected : //p'
}

# grows_linearly OPTION...: compares a small and a large file, whose names replace NAME in the last
# argument.
grows_linearly() {
	local few many
	few=$(instructions "$@" few)
	many=$(instructions "$@" many)
	[ "$few" -gt 0 ]
	echo "few: $few, many: $many instructions"
	[ "$many" -le $((15 * few)) ]
}

@test "--check: variables" {
	lines 2000 'set v& = 01' >few
	lines 20000 'set v& = 01' >many
	grows_linearly --check
}

@test "--check: variables that are used, and never set" {
	lines 2000 'echo $v&' >few
	lines 20000 'echo $v&' >many
	grows_linearly --check
}

@test "--check: tests, blocks and APDUs" {
	lines 1000 'test "t&"\nrepeat 2\n00B0000000\nif 6XXX\nexit 1\nend\nend' >few
	lines 10000 'test "t&"\nrepeat 2\n00B0000000\nif 6XXX\nexit 1\nend\nend' >many
	grows_linearly --check
}

@test "--check: included files" {
	echo '00B0000000' >included
	lines 500 'include included' >few
	lines 5000 'include included' >many
	grows_linearly --check
}

@test "--check: items and joined lines" {
	{ printf 'set x = 01'; lines 2000 ' { 01 }' | tr '\n' ' '; } >few
	{ printf 'set x = 01'; lines 20000 ' { 01 }' | tr '\n' ' '; } >many
	grows_linearly --check
	{ lines 2000 '00 \\'; echo; } >few
	{ lines 20000 '00 \\'; echo; } >many
	grows_linearly --check
}

@test "--tap: tests with variables, and files" {
	lines 500 'set v& = 01\ntest "t&"\n00 B0 00 00 00 (9000)' >few
	lines 5000 'set v& = 01\ntest "t&"\n00 B0 00 00 00 (9000)' >many
	grows_linearly --replay-any rec --tap
	rm few many
	mkdir few many
	seq -f few/%g.apdu 100 | xargs touch
	seq -f many/%g.apdu 1000 | xargs touch
	grows_linearly --replay-any rec --tap
}

# Twice the lines take at most 2.2 times the instructions, in any format; also with many sessions or
# readers, with any names, and with lines that are not understood.
@test "--convert: traces" {
	local few many format formats=(
		'00000001 APDU: 00 B0 00 00 02 \n00000001 SW: 01 02 90 00 '
		'00000001 [&] APDU: 00 B0 00 00 02 \n00000001 [&] SW: 01 02 90 00 '
		'00000001 x.c:1:C() Received command: TRANSMIT from client &\n00000001 APDU: 00 B0 00 00 02 '
		'A>> T=1 (4+0000) 00B0000002\nsome words & more\n00 20 00 80\nA<< (0002+2) (1ms) 0102 9000'
		'SCardConnect\n i szReader &\n o phCard 0x&\n => successful\nSCardTransmit\n i hCard: 0x&\n i bSendLength 0x5 (5)\n i bSendBuffer\n i  0000 00 84 00 00 01   .....\n => x'
		'Outgoing APDU (5 bytes):\n00 B0 00 00 02 .....\nIncoming APDU (4 bytes):\n01 02 90 00 ....'
		'Command: 00 B0 00 00 02\nResponse: 01 02 90 00'
		'> 00 B0 00 00 02\n< 01 02 90 0'
	)
	for format in "${formats[@]}"; do
		lines 4000 "$format" >few
		lines 8000 "$format" >many
		few=$(instructions --convert few)
		many=$(instructions --convert many)
		echo "$format: $few, $many instructions"
		[ "$few" -gt 0 ]
		[ $((10 * many)) -le $((22 * few)) ]
	done
}
