#!/usr/bin/env bats
# Scripts as tests: several files, named cases, TAP, JUnit XML, JSON; recordings instead of cards;
# secrets.

load common

setup() {
	unset PCSC_READER PCSC_READER_IGNORE
	here=$BATS_TEST_DIRNAME/../cli
	schema=$BATS_TEST_DIRNAME/../../data/scriptor.schema.json
	cd "$out" || return
}

world() {
	fake_start 'add a First reader' 'insert a 3B6500004142434445' 'answer a 00A4 9000' \
		'answer a 00B0 12349000' 'answer a 0020 63C2' "$@"
}

# There is no reader and no service: a program that uses PC/SC would fail.
no_service() {
	fake_start 'service stop'
}

well_formed() {
	xmllint --noout --schema "$here/junit.xsd" "$1"
}

# good_json: the output conforms to the schema.
good_json() {
	python3 "$here/json_schema.py" "$schema" <<<"$output" >json.said || {
		cat json.said
		return 1
	}
}

@test "several files and directories: each with a connection of its own, by name" {
	world
	mkdir -p tests/sub
	echo '00A40001' >tests/b.apdu
	echo '00A40000' >tests/a.apdu
	echo '00A40002' >tests/sub/c.apdu
	echo 'no script' >tests/read.me
	run -0 --separate-stderr scriptor tests tests/a.apdu
	[ "$(grep '^>' <<<"$output" | tr -d '\n')" = '> 00 A4 00 00 > 00 A4 00 01 > 00 A4 00 02 > 00 A4 00 00 ' ]
	[ "$(grep -c '^SCardConnect' "$fake_log")" = 4 ]
	[[ $stderr == *'4 tests: 4 passed, 0 failed, 0 errors, 0 skipped'* ]]
	mkdir empty
	run -2 --separate-stderr scriptor empty
	[[ $stderr == *'empty: no scripts (*.apdu) in this directory'* ]]
	# a test that is missing must not go unnoticed
	ln -s nowhere.apdu tests/gone.apdu
	run -2 --separate-stderr scriptor tests
	[[ $stderr == *'tests/gone.apdu: No such file or directory'* ]]
}

@test "an error in any file: nothing is sent" {
	world
	echo 00A40000 >a.apdu
	echo zz >b.apdu
	run -2 --separate-stderr scriptor a.apdu b.apdu
	[ -z "$output" ]
	! grep -q ^SCard "$fake_log" || false
}

@test "an error in any file: the reports name it, and the files that are not run for it" {
	world
	echo 00A40000 >a.apdu
	printf '00A40000\nzz <&>\n00A40000 (9)\n' >b.apdu
	echo 'include b.apdu' >c.apdu
	echo 'FOO' >d.3gpp
	mkdir empty
	run -2 --separate-stderr scriptor --keep-going --tap --junit r.xml a.apdu b.apdu c.apdu d.3gpp none.apdu empty
	! grep -q ^SCard "$fake_log" || false
	[ "$(grep -v '^#' <<<"$output")" = 'not ok 1 - empty
ok 2 - a.apdu # SKIP not run after a failure
not ok 3 - b.apdu
not ok 4 - c.apdu
not ok 5 - d.3gpp
not ok 6 - none.apdu
1..6' ]
	[[ $output == *$'\n# b.apdu:2:1: expected'*$'\n# b.apdu:3:12: expected'* ]]
	[ "${stderr_lines[-1]}" = '6 tests: 0 passed, 0 failed, 5 errors, 1 skipped' ]
	well_formed r.xml
	[ "$(xmllint --xpath 'string(/testsuites/@errors)' r.xml)" = 5 ]
	[ "$(xmllint --xpath 'string(/testsuites/@skipped)' r.xml)" = 1 ]
	[[ $(xmllint --xpath 'string(//testcase[@name="b.apdu"]/error/@message)' r.xml) == 'b.apdu:2:1: expected'* ]]
	[[ $(xmllint --xpath 'string(//testcase[@name="b.apdu"]/error)' r.xml) == *'b.apdu:3:12: expected'* ]]
	[[ $(xmllint --xpath 'string(//testcase[@name="c.apdu"]/error)' r.xml) == 'b.apdu:2:1: '* ]]
	[[ $(xmllint --xpath 'string(//testcase[@name="d.3gpp"]/error)' r.xml) == 'd.3gpp:1:1: expected'* ]]
	[[ $(xmllint --xpath 'string(//testcase[@name="none.apdu"]/error)' r.xml) == 'none.apdu: No such file'* ]]
	run -2 --separate-stderr scriptor --junit r.xml -e zz
	[[ $(xmllint --xpath 'string(//error/@message)' r.xml) == '-e:1:1: expected'* ]]
}

@test "an error in any file, JSON: an event each with its place, then the summary; --check has no summary" {
	world
	echo 00A40000 >a.apdu
	printf '00A40000\nzz\n' >b.apdu
	run -2 --separate-stderr scriptor --json a.apdu b.apdu none.apdu
	good_json
	! grep -q ^SCard "$fake_log" || false
	[[ ${lines[0]} == *'"event":"error","file":"b.apdu","line":2,"text":"b.apdu:2:1: expected'*'"status":2}' ]]
	[[ ${lines[1]} == *'"file":"none.apdu","line":null,'* ]]
	[[ ${lines[2]} == *'"event":"summary"'*'"tests":3,"passed":0,"failed":0,"errors":2,"skipped":1,'*'"status":2}' ]]
	[ ${#lines[@]} = 3 ]
	run -2 --separate-stderr scriptor --json --check a.apdu b.apdu
	good_json
	[ ${#lines[@]} = 1 ]
	run -2 --separate-stderr scriptor --json --junit r.xml <<<$'00A40000\nzz'
	good_json
	grep -q '"event":"error","file":"-","line":2,"text":"-:2:1: expected' <<<"$output"
	[[ $(xmllint --xpath 'string(//error/@message)' r.xml) == '-:2:1: expected'* ]]
}

@test "an error in a script: a recording that is there stays" {
	world
	echo kept >rec
	echo zz >b.apdu
	run -2 --separate-stderr scriptor --record rec --junit r.xml b.apdu
	[ "$(cat rec)" = kept ]
	for _ in {1..300}; do echo zz; done >b.apdu
	run -2 --separate-stderr scriptor --junit r.xml b.apdu
	well_formed r.xml
	[[ $(xmllint --xpath 'string(//error)' r.xml) == *'b.apdu: and '*' more errors'* ]]
}

@test "after a failure the rest is not run, unless told so; the greatest status" {
	world
	echo '00A40000 (6A82)' >a.apdu
	echo 'exit 2' >b.apdu
	echo 00A40001 >c.apdu
	run -1 --separate-stderr scriptor a.apdu b.apdu c.apdu
	[[ $stderr == *'3 tests: 0 passed, 1 failed, 0 errors, 2 skipped'* ]]
	run -2 --separate-stderr scriptor --keep-going a.apdu b.apdu c.apdu
	[ "$(grep -c '^>' <<<"$output")" = 2 ]
	[[ $stderr == *'1 failed'* ]]
}

cases() {
	cat >x.apdu <<-'END'
		auto off
		test select
		00A40000 (9000)
		test "read it # <all> & \"more\""
		00B0000002 [1234] (9000)
		00B0000002 [1235] (9000)
		echo between
		test "no expectation"
		00A40000
	END
}

@test "a card that fails: TAP, JUnit and JSON call it an error; --keep-going goes on with the next file" {
	world
	fake_add 'fail SCardTransmit 80100069'
	printf 'test "one"\n00A40000 (9000)\ntest "two"\n00A40000 (9000)\n' >x.apdu
	echo '00A40001 (9000)' >y.apdu
	run -3 --separate-stderr scriptor --keep-going --tap --junit r.xml x.apdu y.apdu
	[ "${lines[0]}" = 'not ok 1 - x.apdu: one' ]
	[[ ${lines[1]} == '# x.apdu:2: send: '* ]]
	[ "${lines[2]}" = '# > 00 A4 00 00' ]
	[ "${lines[3]}" = 'ok 2 - x.apdu: two # SKIP not run after a failure' ]
	[ "${lines[4]}" = 'not ok 3 - y.apdu' ]
	[ "${lines[-1]}" = 1..3 ]
	[ "${stderr_lines[-1]}" = '3 tests: 0 passed, 0 failed, 2 errors, 1 skipped' ]
	well_formed r.xml
	[ "$(xmllint --xpath 'string(/testsuites/@errors)' r.xml)" = 2 ]
}

@test "names and results of hundreds of cases are all told, the summary last" {
	world
	for n in {1..300}; do printf 'test "case %d"\n00A40000 (%s)\n' $n $((n % 3 == 0 ? 6982 : 9000)); done >x.apdu
	run -1 --separate-stderr scriptor --keep-going --tap --junit r.xml x.apdu
	[ "$(grep -c '^ok' <<<"$output")" = 200 ]
	[ "$(grep -c '^not ok' <<<"$output")" = 100 ]
	[ "${lines[-1]}" = 1..300 ]
	[ "${stderr_lines[-1]}" = '300 tests: 200 passed, 100 failed, 0 errors, 0 skipped' ]
	well_formed r.xml
	[ "$(xmllint --xpath 'count(//failure)' r.xml)" = 100 ]
	run -1 --separate-stderr scriptor --keep-going --json x.apdu
	good_json
	grep -q '"event":"summary"' <<<"${lines[-1]}"
	grep -q '"tests":300,"passed":200,"failed":100,' <<<"${lines[-1]}"
}

@test "TAP: a line for each test, then the plan; nothing else" {
	world
	cases
	run -1 --separate-stderr scriptor --tap --keep-going x.apdu
	[ "$output" = 'ok 1 - x.apdu: select
# between
not ok 2 - x.apdu: read it \# <all> & "more"
# x.apdu:6: expected data [1235], got [1234]
# > 00 B0 00 00 02
# < 12 34 90 00
ok 3 - x.apdu: no expectation
1..3' ]
	echo 00A40000 >y.apdu
	run -1 --separate-stderr scriptor --tap x.apdu y.apdu
	[ "${lines[-3]}" = 'ok 3 - x.apdu: no expectation # SKIP not run after a failure' ]
	[ "${lines[-2]}" = 'ok 4 - y.apdu # SKIP not run after a failure' ]
	[ "${lines[-1]}" = 1..4 ]
	# a "\" before "#" does not make a directive of it, which would excuse the failure
	printf 'test "a\\\\# TODO b"\n00A40000 (6A82)\n' >odd.apdu
	run -1 --separate-stderr scriptor --tap odd.apdu
	[ "${lines[0]}" = 'not ok 1 - odd.apdu: a\\\# TODO b' ]
	# exit ends a script that has not failed: what follows is not part of it
	printf 'test "one"\n00A40000 (9000)\nexit\ntest "two"\n00A40000\n' >exit.apdu
	run -0 --separate-stderr scriptor --tap exit.apdu
	[ "${lines[-1]}" = 1..1 ]
}

@test "tests after a failure are skipped in every report, also where the card cannot be reached" {
	world
	printf 'test "one"\n00B0000002 [1235] (9000)\ntest "two"\n00A40000\n' >x.apdu
	run -1 --separate-stderr scriptor --junit r.xml --json x.apdu
	[[ ${lines[-1]} == *'"tests":2,"passed":0,"failed":1,"errors":0,"skipped":1,'* ]]
	well_formed r.xml
	[ "$(xmllint --xpath 'string(//testcase[2]/@name)' r.xml)" = two ]
	[ "$(xmllint --xpath 'string(//testcase[2]/skipped/@message)' r.xml)" = 'not run after a failure' ]
	[[ $(xmllint --xpath 'string(//failure)' r.xml) == *$'\n> 00 B0 00 00 02\n< 12 34 90 00' ]]
	run -3 --separate-stderr scriptor --tap -p T=1 x.apdu
	[ "$(grep -c '# SKIP not run after a failure$' <<<"$output")" = 2 ]
	[[ $stderr == *'hint: let the card choose: '* ]]
	# the command of a failed test is masked here too, as always in reports
	run -1 --separate-stderr scriptor --tap -e '0020000102 3132 (9000)'
	[ "${lines[2]}" = '# > 00 20 00 01 ** ** **' ] || [ "${lines[2]}" = '# > 00 20 00 01 02 ** **' ]
}

@test "where 61XX or 6CXX comes instead of 9000, \"auto on\" is named" {
	world
	fake_add 'answer a 00C2 6103' 'answer a 00C3 6C05'
	run -1 --separate-stderr scriptor -q -e '00C20000 (9000)'
	[[ $stderr == *'hint: "auto on" fetches the data that 61XX announces'* ]]
	run -1 --separate-stderr scriptor -q -e '00C3000000 (9000)'
	[[ $stderr == *'hint: "auto on" repeats a command with the Le of 6CXX'* ]]
	run -1 --separate-stderr scriptor -q -e '00C20000 (6A82)'
	[[ $stderr != *hint* ]]
	run -1 --separate-stderr scriptor -q -e 'auto on' -e '00C20000 (6A82)'
	[[ $stderr != *hint* ]]
}

@test "JUnit: accepted by a validator, with counts, failures and odd names" {
	world
	cases
	printf '00A40000\nfail\n' >'odd&<name>.apdu'
	run -1 --separate-stderr scriptor --keep-going --junit r.xml x.apdu
	well_formed r.xml
	[ "$(xmllint --xpath 'string(/testsuites/@tests)' r.xml)" = 3 ]
	[ "$(xmllint --xpath 'string(/testsuites/@failures)' r.xml)" = 1 ]
	[ "$(xmllint --xpath 'string(//testcase[2]/@name)' r.xml)" = 'read it # <all> & "more"' ]
	[[ $(xmllint --xpath 'string(//failure/@message)' r.xml) == *'expected data [1235]'* ]]
	fake_add 'fail SCardTransmit 80100069'
	printf 'test "a \x01 b"\n00A40000\n' >'odd&<name>.apdu'
	run -3 --separate-stderr scriptor --junit r.xml 'odd&<name>.apdu' x.apdu
	well_formed r.xml
	[ "$(xmllint --xpath 'count(//error)' r.xml)" = 1 ]
	[ "$(xmllint --xpath 'count(//skipped)' r.xml)" = 1 ]
	rm -f control
	world
	# characters that XML cannot contain, a file name with two lines, and "]]>", which ends a
	# CDATA section
	printf 'test "\xEF\xBF\xBE \xEF\xBF\xBF \xC2\x85 ]]> \xFF"\n00A40000 (6A82)\n' >$'two\nlines.apdu'
	run -2 --separate-stderr scriptor --junit r.xml $'two\nlines.apdu'
	[[ $stderr == *'two\x0Alines.apdu:1:'* ]]
	printf 'test "\xEF\xBF\xBE \xEF\xBF\xBF \xC2\x85 ]]>"\n00A40000 (6A82)\n' >$'two\nlines.apdu'
	run -1 --separate-stderr scriptor --junit r.xml --tap $'two\nlines.apdu'
	well_formed r.xml
	[ "$(xmllint --xpath 'string(//testcase/@name)' r.xml)" = '\xEF\xBF\xBE \xEF\xBF\xBF \xC2\x85 ]]>' ]
	[ "$(xmllint --xpath 'string(//failure/@message)' r.xml)" = 'two\x0Alines.apdu:2: expected status 6A82, got 9000' ]
	[ "${lines[1]}" = '# two\x0Alines.apdu:2: expected status 6A82, got 9000' ]
	mkdir directory
	run -3 --separate-stderr scriptor --junit directory -e exit
	[[ $stderr == *'scriptor: directory: '* ]]
}

@test "JSON: every event keeps to the schema" {
	world 'attrib a 00010100 41434D4500' 'control a 42000D48 AA' 'answer a 00C0 6F048402A0009000' \
		'answer a 00A5 6104'
	cat >x.apdu <<-'END'
		echo hello $atr
		attrib VENDOR_NAME
		control 3400 01
		auto on
		tlv on
		00 A5 00 00 [6F*] (9000,61XX) <5000ms
		!20 00 01 : "1234" (63C2)
		explain on
		00A40000 (6A82)
		reset
		disconnect
		00A40000
	END
	run -3 --separate-stderr scriptor --json --keep-going x.apdu
	good_json
	[ "$(cut -d'"' -f6 <<<"$output" | tr '\n' ' ')" = \
		'connect echo attrib control apdu apdu tlv apdu apdu reset disconnect apdu error summary ' ]
	[[ $output == *'"command":"0020000104********"'* && $output != *31323334* ]]
	grep -q '"command":"00C0000004","response":"6F048402A000".*"expect":{"data":"6F\*","sw":\["9000","61XX"\],"ms":5000},"ok":true' <<<"$output"
	grep -q '"command":"00A50000","response":"","sw":"6104".*"expect":null,"ok":null' <<<"$output"
	grep -q '"event":"error","file":"x.apdu","line":12,' <<<"$output"
	grep -q '"failed":0,"errors":1,"skipped":0,"apdus":4,.*"status":3' <<<"$output"
}

@test "JSON from a pipe: each answer before the next line is read" {
	world
	start co scriptor --json
	wait_for "$out/co.out" '"event":"connect","file":null,"line":null'
	type_to co '00A40000 (9000)'
	wait_for "$out/co.out" '"event":"apdu","file":"-","line":1.*"ok":true'
	type_to co 'nonsense'
	finish co
	[ "$status" = 2 ]
	output=$(<"$out/co.out")
	good_json
}

@test "a recording is a test, and a card" {
	world
	printf '00A40000\n!B00000/02\nreset cold\n00 20 00 01 04 31 32 33 34\n' >x.apdu
	run -0 --separate-stderr scriptor --record r.apdu x.apdu
	diff r.apdu - <<-'END'
		# ATR: 3B 65 00 00 41 42 43 44 45
		# protocol: T=0
		00 A4 00 00 [] (9000)
		00 B0 00 00 02 [1234] (9000)
		reset cold
		# ATR: 3B 65 00 00 41 42 43 44 45
		# protocol: T=0
		pin secret1 hex "4 bytes"
		00 20 00 01 04 $secret1 [] (63C2)
	END
	first=$output
	rm -f control
	no_service
	run -0 --separate-stderr scriptor --replay r.apdu x.apdu
	[ "$output" = "$first" ]
	! grep -q ^SCard "$fake_log" || false
	run -0 --separate-stderr scriptor --replay r.apdu r.apdu
	run -0 --separate-stderr scriptor --replay r.apdu -e '0020000108 FFFFFFFFFFFFFFFF (63C2)'
	run -0 --separate-stderr scriptor --replay r.apdu <x.apdu
}

@test "a recording of a directory of scripts is the card for that directory" {
	world
	mkdir tests
	for n in 1 2 3; do printf 'test "case %s"\n00A4000%s (9000)\nreset\n00B0000002 [1234] (9000)\n' $n $n >tests/$n.apdu; done
	run -0 --separate-stderr scriptor --record card.apdu tests
	[ "$(grep -c '^# ATR: ' card.apdu)" = 6 ]
	rm -f control
	no_service
	run -0 --separate-stderr scriptor --replay card.apdu --junit report.xml --keep-going tests
	well_formed report.xml
	[ "${stderr_lines[-1]}" = '3 tests: 3 passed, 0 failed, 0 errors, 0 skipped' ]
	! grep -q ^SCard "$fake_log" || false
}

@test "a recording with a secret, run against a card: the secret is asked for, and never written" {
	world 'answer a 00200001043132 9000'
	printf '00 20 00 01 04 31 32 33 34 (9000)\n' >x.apdu
	run -0 --separate-stderr scriptor --record r.apdu x.apdu
	! grep -q 31 r.apdu || false
	# without a terminal to ask on
	run -2 --separate-stderr setsid -w scriptor r.apdu </dev/null
	run -2 --separate-stderr setsid -w scriptor --diff r.apdu </dev/null
	for option in '' --diff; do
		cat >x.exp <<-END
			set timeout 30
			spawn scriptor --color never $option r.apdu
			# in the line of the file a quote follows
			expect -re {4 bytes[^"]} {} timeout {exit 98}
			send "31323334\\r"
			expect eof {} timeout {exit 99}
			exit [lindex [wait] 3]
		END
		run -0 expect x.exp
		[[ $output != *31* ]] || {
			echo "$output"
			return 1
		}
	done
}

@test "a recording stays as it was where no card was reached" {
	echo old >r.apdu
	no_service
	run -3 --separate-stderr scriptor --record r.apdu -e 00A40000
	[ "$(cat r.apdu)" = old ]
	rm -f control
	world
	run -0 --separate-stderr scriptor --record r.apdu -e 00A40000
	grep -qx '00 A4 00 00 \[\] (9000)' r.apdu
}

@test "an answer without a status word leaves a recording that is still a card" {
	world 'answer a 00B1 90'
	printf '00A40000\n00B10000\n' >x.apdu
	run -3 --separate-stderr scriptor --record r.apdu x.apdu
	rm -f control
	no_service
	run -3 --separate-stderr scriptor --replay r.apdu x.apdu
	[[ $stderr == *'x.apdu:2: send: the recording has no response to this command'* ]]
	run -0 --separate-stderr scriptor --replay r.apdu -e 00A40000
}

@test "--replay keeps the order, --replay-any does not; what is missing is named: 3" {
	no_service
	printf '# ATR: 3B 00\n00A40000 [01] (9000)\n00A40000 [02] (9000)\n00A40001 [03] (9000)\n' >r.apdu
	run -0 scriptor --replay r.apdu -e '00A40000 [01]' -e '00A40000 [02]' -e '00A40001 [03]'
	run -0 scriptor --replay r.apdu -e '00A40001 [03]'
	run -3 --separate-stderr scriptor --replay r.apdu -e '00A40001 [03]' -e 00A40000
	[[ $stderr == *'-e:2: send: the recording has no response to this command'* ]]
	run -3 --separate-stderr scriptor -q --replay r.apdu -e '00A40001 [03]' -e 00A40000
	[ "$output" = '> 00 A4 00 00' ]
	run -3 --separate-stderr scriptor --tap --replay r.apdu -e '00A40001 [03]' -e 00A40000
	[ "${lines[2]}" = '# > 00 A4 00 00' ]
	run -0 scriptor --replay-any r.apdu -e '00A40001 [03]' -e '00A40000 [01]' -e '00A40000 [02]' \
		-e '00A40000 [01]' -e '00A40001'
	run -3 scriptor --replay-any r.apdu -e 00A40002
	run -3 scriptor -p T=0 --replay <(printf '# ATR: 3B00\n# protocol: T=1\n') -e exit
}

@test "a recording of a card without an ATR is that card, and is recorded again" {
	no_service
	printf '# ATR: \n# protocol: T=0\n00 A4 00 00 [] (9000)\n' >r.apdu
	run -0 --separate-stderr scriptor --replay r.apdu --record again.apdu -e 'echo $atr.' -e '00A40000 (9000)'
	[ "${lines[1]}" = . ]
	diff r.apdu again.apdu
	run -0 scriptor --diff r.apdu --replay r.apdu
}

@test "what is no recording: 2, with line and column" {
	no_service
	wrong() {
		printf "$1" >r.apdu
		run -2 --separate-stderr scriptor --replay r.apdu -e exit
		[[ $stderr == *"r.apdu:$2"* ]] || {
			echo "$stderr"
			return 1
		}
	}
	wrong '00A40000\n' '1:1: expected the whole response'
	wrong '# x\n00A40000 (90XX)\n' '2:1: expected the whole response'
	wrong '00A40000 [12*] (9000)\n' '1:1: expected the whole response'
	wrong '00A40000 (9000,6A82)\n' '1:1: expected the whole response'
	wrong '# ATR: zz\n' '1:1: '
	wrong '# ATR: 3B00\n# protocol: T=7\n' '2:1: expected T=0'
	wrong 'zz\n' '1:1: expected an APDU'
	wrong 'repeat 2\nend\n' '1:1: a recording holds'
	wrong '00A40000 (9000)\nauto on\n' '2:1: a recording holds'
	wrong '00A40000 $x (9000)\n' '1:1: $x is not set'
	run -2 --separate-stderr scriptor --replay missing -e exit
	[[ $stderr == *'missing: No such file'* ]]
}

@test "--diff: all differences, X for what varies" {
	world
	printf '00A40000 [] (9000)\n00B0000002 [1235] (9000)\n00B0000003 [123456] (6282)\n' >r.apdu
	run -1 --separate-stderr scriptor --diff r.apdu
	[ "$output" = 'r.apdu:2: 00 B0 00 00 02
- [1235] (9000)
+ [1234] (9000)
= [123X] (9000)
r.apdu:3: 00 B0 00 00 03
- [123456] (6282)
+ [1234] (9000)
= [1234*] (XXXX)' ]
	[[ $stderr == *'3 APDUs: responses differ'* ]]
	printf '# ATR: 3B 65 00 00 41 42 43 44 45\n00A40000 [] (9000)\n' >r.apdu
	run -0 --separate-stderr scriptor --diff r.apdu
	[ -z "$output" ]
	[[ $stderr == *'1 APDU: no differences'* ]]
}

@test "--diff without a card claims nothing about its responses" {
	world
	fake_add 'service stop'
	echo '00A40000 [] (9000)' >r.apdu
	run -3 --separate-stderr scriptor --diff r.apdu
	[ -z "$output" ]
	[ "${stderr_lines[-1]}" = '0 APDUs: not completed' ]
}

@test "--diff: another card is told by its ATR first" {
	world
	printf '# ATR: 3B 65 00 01 41 42 43 44\n# protocol: T=0\n00A40000 [] (9000)\n' >r.apdu
	run -1 --separate-stderr scriptor --diff r.apdu
	[ "$output" = 'r.apdu: the ATR
- 3B65000141424344
+ 3B6500004142434445
= 3B65000X41424344*' ]
	[[ $stderr == *'responses differ'* ]]
}

@test "secrets: literal ones are echoed; --mask masks them, also in the lines; JSON does" {
	world
	printf 'set p = 31 32\n00 20 00 01 04 31 32 33 34\n!20 00 01 : "5678"\n' >x.apdu
	run -0 --separate-stderr scriptor x.apdu
	[[ $output == *'> 00 20 00 01 04 31 32 33 34'* ]]
	run -0 --separate-stderr scriptor --mask x.apdu
	[ "$output" = 'Using T=0 protocol
set p = ** **
00 20 00 01 ** ** ** ** **
> 00 20 00 01 04 ** ** ** **
< 63 C2 : verification failed, 2 tries left
! 20 00 01 : ** ** ** **
> 00 20 00 01 04 ** ** ** **
< 63 C2 : verification failed, 2 tries left' ]
	run -0 --separate-stderr scriptor --json --show-secrets x.apdu
	[[ $output == *'"002000010431323334"'* ]]
	run -0 --separate-stderr scriptor --show-secrets --mask x.apdu
	[[ $output == *'> 00 20 00 01 04 31 32 33 34'* ]]
	run -0 --separate-stderr scriptor --show-secrets --record r.apdu x.apdu
	grep -q '00 20 00 01 04 31 32 33 34 \[\] (63C2)' r.apdu
	run -2 --separate-stderr scriptor -e '00 20 00 01 04 ** ** ** **'
	[[ $stderr == *'-e:1:16: ** is a masked secret, not bytes to send'* ]]
}

@test "secrets: --mask hides what set gave to a variable from echo too, not what the card sent" {
	world
	printf '%s\n' 'set p = 31 32' 'set q = $p 33' 'set r = "A" $q[1,1]' '00 B0 00 00 02' 'set d = $data' 'repeat 1 i' \
		'echo p=$p $p[1,1] $q $r $data $d $i' end >x.apdu
	run -0 --separate-stderr scriptor x.apdu
	[[ $output == *$'\np=3132 32 313233 4132 1234 1234 01\nend' ]]
	run -0 --separate-stderr scriptor --mask x.apdu
	[[ $output == *$'\np=**** ** ****** **** 1234 1234 01\nend' ]]
	run -0 --separate-stderr scriptor --mask --json x.apdu
	[[ $output == *'"text":"p=**** ** ****** **** 1234 1234 01"'* ]]
	run -0 --separate-stderr scriptor --mask --show-secrets x.apdu
	[[ $output == *$'\np=3132 32 313233 4132 1234 1234 01\nend' ]]
	run -0 --separate-stderr scriptor --mask -e 'set p = 31 32' -e '00 B0 00 00 02' -e 'set p = $data' -e 'echo $p'
	[[ $output == *$'\n1234' ]]
}

@test "secrets: the secret of a variable is nowhere" {
	world
	KEY=313233 run -0 --separate-stderr scriptor --explain --record r.apdu -e 'env KEY hex secret' -e '!A40000:AA $KEY' \
		-e '00 A4 00 00 $KEY[1,1]'
	[[ $output$stderr != *'31 32'* && $output$stderr != *313233* ]]
	! grep -q '31' r.apdu || false
	grep -q '^pin secret1 hex "3 bytes"$' r.apdu
	grep -q '^00 A4 00 00 04 AA $secret1 \[\] (9000)$' r.apdu
	KEY=313233 run -0 --separate-stderr scriptor --json --explain -e 'env KEY hex secret' -e '!A40000:AA $KEY' -e 'echo $KEY'
	good_json
	[[ $output != *313233* ]]
}

@test "-q: what failed and a summary, nothing else" {
	world
	printf 'test "good"\n00A40000 (9000)\necho words\ntest "bad"\n00B0000002 [5555] (9000)\natr\n' >one.apdu
	run --separate-stderr scriptor -q --keep-going one.apdu
	[ "$status" = 1 ]
	[ "$output" = '> 00 B0 00 00 02
< 12 34 90 00 : success' ]
	[ "$stderr" = 'scriptor: one.apdu:5: expected data [5555], got [1234]
2 tests: 1 passed, 1 failed, 0 errors, 0 skipped' ]
	run -0 --separate-stderr scriptor -q -p T=0 <<<'00A40000 (9000)'
	[ "$stderr" = '1 test: 1 passed, 0 failed, 0 errors, 0 skipped' ]
	run --separate-stderr scriptor -q -e 00A40000
	[ "$status" = 0 ]
	[ -z "$output" ]
	[ "${stderr_lines[-1]}" = '1 test: 1 passed, 0 failed, 0 errors, 0 skipped' ]
	run --separate-stderr scriptor -q --tap -e 00A40000
	[ "$status" = 2 ]
	[[ $stderr == *'--tap cannot be combined with -q'* ]]
	fake_add 'service stop'
	run --separate-stderr scriptor -q -e 00A40000
	[ "$status" = 3 ]
	[ "${stderr_lines[-1]}" = '1 test: 0 passed, 0 failed, 1 error, 0 skipped' ]
}

@test "an output that would replace a script or the recording, by whatever name: 2, the file stays" {
	world
	echo '00A40000 (9000)' >one.apdu
	ln -s one.apdu other
	for option in '--record ' '--pcap ' '--junit ' --trace=; do
		for name in one.apdu ./one.apdu other; do
			run -2 --separate-stderr scriptor $option$name one.apdu
			[ "$stderr" = "scriptor: $name: output file is a script to run" ]
			[ "$(cat one.apdu)" = '00A40000 (9000)' ]
			for replay in --replay --replay-any; do
				run -2 --separate-stderr scriptor $replay one.apdu $option$name -e 00A40000
				[ "$stderr" = "scriptor: $name: output file is the recording to use" ]
				[ "$(cat one.apdu)" = '00A40000 (9000)' ]
			done
		done
	done
	! grep -q ^SCardTransmit "$fake_log" || false
}

@test "an output that would replace an included file: 2, the file stays" {
	world
	mkdir parts
	echo '00A40000 (9000)' >parts/inner.apdu
	echo 'include inner.apdu' >parts/middle.apdu
	echo 'include parts/middle.apdu' >outer.apdu
	for option in '--record ' '--pcap ' '--junit ' --trace=; do
		run -2 --separate-stderr scriptor ${option}parts/inner.apdu outer.apdu
		[ "$stderr" = 'scriptor: parts/inner.apdu: output file is a script to run' ]
		[ "$(cat parts/inner.apdu)" = '00A40000 (9000)' ]
	done
	! grep -q ^SCardTransmit "$fake_log" || false
}

@test "write into an output file of the run: 2, and that file is what it would have been" {
	world
	mkdir sub
	ln -s out link
	for option in '--record ' '--pcap ' '--junit ' --trace=; do
		for name in out ./out sub/../out link; do
			rm -f out
			run -2 --separate-stderr scriptor --yes ${option}out -e 'set A = 31 32' -e "write \$A $name"
			[[ $stderr == *": write: $name is the output file of ${option%[ =]}"* ]]
			[ "$(head -c 2 out)" != 12 ]
		done
	done
	run -0 scriptor --record out -e 'set A = 31 32' -e "write \$A other"
	[ "$(cat other)" = 12 ]
}

@test "two outputs in one file, which exists or not: 2, unless nothing gets lost" {
	local one two
	world
	mkdir sub
	ln -s new link
	for name in new ./new sub/../new "$PWD/new" link; do
		for one in '--record ' '--pcap ' '--junit '; do
			for two in '--record ' '--pcap ' '--junit ' --trace=; do
				[ "$one" != "$two" ] || continue
				run -2 --separate-stderr scriptor ${one}new $two$name -e 00A40000
				[[ $stderr == 'scriptor: '*': output file of both --'*' and --'* ]]
				rm -f new # of --trace
			done
		done
	done
	for name in sub/no/x ./sub/no/x sub/no//x sub/./no/./x "$PWD/sub/no/x"; do
		run -2 --separate-stderr scriptor --record sub/no/x --junit "$name" -e 00A40000
	done
	run -2 --separate-stderr scriptor --record no/x --junit sub/../no/x -e 00A40000
	touch old
	ln old same
	run -2 --separate-stderr scriptor --record old --junit same -e 00A40000
	run -2 --separate-stderr vicard --relay 0 --record new --pcap link
	[ "$stderr" = 'vicard: link: output file of both --record and --pcap' ]
	! grep -q ^SCardTransmit "$fake_log" || false
	mknod null c 1 3 || skip 'a device needs root'
	run -0 --separate-stderr scriptor --record null --junit null --trace=null -e 00A40000
	run -0 --separate-stderr scriptor --record new --junit sub/new -e 00A40000
	run -0 --separate-stderr scriptor --record no/x --junit sub/no/x -e 00A40000
}
