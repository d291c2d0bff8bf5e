#!/usr/bin/env bats
# scriptor without a reader: command lines, and scripts that are rejected before anything is sent.

bats_require_minimum_version 1.5.0
load ../fake/common

# The service must not be used: each call would be in the log.
setup() {
	fake_start 'add a A' 'insert a 3B00'
	cd "$out" || return
	unset PCSC_READER PCSC_READER_IGNORE
}

not_asked() {
	! grep -q '^SCard' "$fake_log" || false
}

# refused STATUS MESSAGE ARGUMENT...: fails with STATUS and MESSAGE, prints nothing on standard
# output and makes no PC/SC call.
refused() {
	local want=$1 message=$2
	shift 2
	run --separate-stderr scriptor "$@" </dev/null
	[ "$status" = "$want" ]
	[ -z "$output" ]
	[[ $stderr == *"$message"* ]] || {
		echo "$stderr"
		return 1
	}
	not_asked
}

# wrong TEXT MESSAGE: a file with TEXT (as for printf) is rejected with this message.
wrong() {
	printf "$1" >x.apdu
	refused 2 "scriptor: x.apdu:$2" x.apdu
}

@test "--help and --version" {
	for option in -h --help; do
		run -0 --separate-stderr scriptor $option
		[[ $output == usage:* && -z $stderr ]]
	done
	for option in -V --version; do
		run -0 --separate-stderr scriptor $option
		[[ $output == 'scriptor (pcsckit) '* && -z $stderr ]]
	done
	not_asked
}

@test "what is wrong on the command line: 2" {
	refused 2 'unknown option' --nonsense
	refused 2 'unknown option' -x
	refused 2 'needs an argument' -r
	refused 2 "unknown protocol 'T=2'" -p T=2
	[[ $stderr == *'hint: choose from T=0, T=1' ]]
	refused 2 "unknown protocol ''" -p ''
	refused 2 '--diff takes no FILE' --diff a b
	refused 2 "-t: expected 0 to 2147483 seconds, got 'x'" --wait -t x a
	refused 2 '-e cannot be combined with FILE' -e 'exit' a
	refused 2 "unknown option '--keep' (options cannot be abbreviated)" --keep
	refused 2 "unknown color mode 'maybe'" --color maybe
}

@test "files that cannot be read: 2" {
	refused 2 'missing.apdu: No such file' missing.apdu
	refused 2 'directory' "$out"
	refused 2 '' ''
	if [ "$(id -u)" != 0 ]; then
		echo exit >secret && chmod 0 secret
		refused 2 'Permission denied' secret
	fi
}

@test "wrong scripts: file, line, column, what was expected; nothing is sent" {
	wrong 'greeting world\n' '1:1: expected an APDU (hex digits) or a command, got "greeting"'
	wrong 'selct 3F00\n' '1:1: expected an APDU (hex digits) or a command, got "selct"'
	! grep -q 'did you mean' <<<"$stderr" || false
	wrong '! A4 04 00 : zz\n' '1:14: expected data (hex digits, "text", $name or { }), "/" and Le, an expectation or the end'
	wrong '! A4 04 00 : 00 / zz\n' '1:19: expected Le, an expectation or the end'
	wrong '! A4 04 00 zz\n' '1:12: expected ":" and data, "/" and Le, an expectation or the end'
	wrong 'rest\n' '1:1: unknown command "rest" (did you mean "reset"?'
	wrong '00 A4 00 0\n' '1:10: expected two hex digits'
	wrong '# fine\n00 A4\n\n00 A4 00 zz\n' '4:10: expected hex digits'
	wrong '00 A4 \\\n' '1:1: expected another line'
	wrong '00 A4\n# \0\n' '2:3: NUL byte'
	wrong 'exit 256\n' '1:6: expected a status from 0 to 255'
	wrong 'repeat 2\n00 A4\n' '1:1: repeat without end'
	wrong '\xEF\xBB\xBFgreeting\r\n' '1:1: expected'
	wrong '00 A4 \033[31m\n' '1:7: expected hex digits'
	[[ $stderr != *$'\033'* ]]
}

@test "every error is told, then how many more" {
	for n in {1..25}; do echo zz; done >x.apdu
	refused 2 'and 5 more errors' x.apdu
	[ "$(grep -c 'x.apdu:[0-9]' <<<"$stderr")" = 20 ]
}

@test "a line of 1 MB: taken, and told where it is too long for an APDU" {
	head -c 1000000 /dev/zero | tr '\0' A >x.apdu
	run --separate-stderr scriptor --check x.apdu
	[[ $status = 1 && $output == 'x.apdu:1:1: '*' [lc]' ]]
	run --separate-stderr scriptor x.apdu
	[ "$status" = 2 ]
	[[ $stderr == *'x.apdu:1:1: APDU of 500000 bytes: at most 65544'* ]]
	! grep -q SCardTransmit "$fake_log" || false
	head -c 999999 /dev/zero | tr '\0' A >x.apdu
	run --separate-stderr scriptor x.apdu
	[ "$status" = 2 ]
	[[ $stderr == *'x.apdu:1:999999: expected two hex digits'* ]]
}

@test "-e: lines in place of a file" {
	refused 2 '-e:2:1: unknown command' -e exit -e exi
	refused 2 '-e:1:1: repeat without end' -e 'repeat 2'
}

@test "--check reads the script and sends nothing" {
	printf '00 A4 00 00\nreset\n' >x.apdu
	run -0 --separate-stderr scriptor --check x.apdu
	[ -z "$output$stderr" ]
	run -0 --separate-stderr scriptor --check <x.apdu
	echo zz >>x.apdu
	refused 2 'x.apdu:3:1' --check x.apdu
	run -2 --separate-stderr scriptor --check <x.apdu
	[[ $stderr == *'-:3:1'* ]]
	not_asked
}

@test "included files: relative to the includer, cycles and depth" {
	mkdir -p sub
	printf 'include sub/a\n' >x.apdu
	printf 'include b\n' >sub/a
	printf 'zz\n' >sub/b
	refused 2 'sub/b:1:1: ' x.apdu
	printf 'include a\n' >sub/b
	refused 2 'sub/b:1:1: sub/a includes itself' x.apdu
	printf 'include missing\n' >x.apdu
	refused 2 'x.apdu:1:1: include missing: No such file' x.apdu
}

@test "included files are regular ones: a FIFO or a device keeps nobody waiting" {
	mkfifo fifo
	printf 'include fifo\n' >x.apdu
	refused 2 'x.apdu:1:1: include fifo: not a regular file' --check x.apdu
	mknod zero c 1 5 || skip 'no device can be made here'
	printf 'include zero\n' >x.apdu
	refused 2 'x.apdu:1:1: include zero: not a regular file' --check x.apdu
}

@test "--check: findings with place and code, 1; what a PIN risks is no fault" {
	printf '# ATR: 3B 00\n  00 A4 00 00 03 3F 00\necho $x\n' >x.apdu
	run -1 --separate-stderr scriptor --check x.apdu
	[ "$output" = 'x.apdu:2:3: Lc does not match: 1 byte of data missing [lc]
x.apdu:3:1: $x is not set before this line [unset]' ]
	printf '!20 00 01 : "1234"\n' >y.apdu
	run -0 --separate-stderr scriptor --check y.apdu
	[ "$output" = 'y.apdu:1:1: VERIFY risks 1 try of reference 01 [pin]
y.apdu:1:1: PIN or key in the script: use "pin" or "env NAME secret" instead [secret]' ]
	printf '# ATR: 3B 00\n00 B0 00 00 00 00 00\n' >z.apdu
	run -1 --separate-stderr scriptor --check --json z.apdu y.apdu
	[[ ${lines[0]} == *'"event":"finding","file":"z.apdu","line":2,"column":1,"code":"extended"'* ]]
	[ ${#lines[@]} = 3 ]
	python3 "$BATS_TEST_DIRNAME/json_schema.py" "$BATS_TEST_DIRNAME/../../data/scriptor.schema.json" <<<"$output"
	not_asked
}

@test "write: a variable's bytes to a file below the current directory, 0600; not a secret" {
	cd "$BATS_TEST_TMPDIR"
	printf '# ATR: 3B 02 14 50\n00 B0 00 00 03 [000AFF] (9000)\n' >rec
	run -0 scriptor --replay rec -e 00B0000003 -e 'write $data out.bin' -e 'write $atr[1,2] "a b/c"' -e 'set none = ""' -e 'write $none empty'
	[ "$(od -An -tx1 out.bin)" = ' 00 0a ff' ]
	[ "$(od -An -tx1 'a b/c')" = ' 02 14' ]
	[ "$(stat -c %s empty)" = 0 ]
	[ "$(stat -c %a out.bin)" = 600 ]
	echo old >kept
	chmod 640 kept
	run -0 scriptor --replay rec -e 'write $atr kept'
	[ "$(od -An -tx1 kept)$(stat -c %a kept)" = ' 3b 02 14 50640' ]
	# Rejected before anything is sent; on standard input, when the line is read.
	for path in /outside ../outside 'a b/../../outside'; do
		printf '00B0000003\nwrite $data "%s"\n' "$path" >script
		run -2 --separate-stderr scriptor --replay rec script
		[ -z "$output" ]
		[ "$stderr" = 'scriptor: script:2:1: write: path outside the current directory; --yes allows it' ]
		run -2 --separate-stderr scriptor --replay rec <script
		[[ $output == *'< 00 0A FF'* && $stderr == *'-:2: write: path outside'*'hint: --yes allows it'* ]]
	done
	run -0 scriptor --yes --replay rec -e 00B0000003 -e "write \$data $PWD/a/../outside"
	[ "$(stat -c %s outside)" = 3 ]
	# Symbolic links are followed, as for every output, but not out of the directory.
	mkdir in below elsewhere
	cd in
	ln -s ../elsewhere directory
	ln -s ../elsewhere/new new
	ln -s absent/../../elsewhere/x up
	ln -s loop loop
	echo old >../elsewhere/file
	ln -s ../elsewhere/file file
	echo old >own
	ln -s own link
	ln -s ../in/sub/new inside
	for path in directory/x directory/a/b new up file; do
		run -2 --separate-stderr scriptor --replay ../rec -e "write \$atr $path"
		[ "${stderr_lines[-2]}" = "scriptor: -e:1: write: $path leads outside the current directory" ]
	done
	[ "$(ls ../elsewhere)$(cat ../elsewhere/file)" = fileold ]
	run scriptor --replay ../rec -e 'write $atr loop'
	[ "$status" != 0 ]
	run -0 scriptor --replay ../rec -e 'write $atr link' -e 'write $atr inside' -e 'write $atr sub/deep/new'
	[ -L link ] && [ "$(stat -c %s own)$(stat -c %s sub/new)$(stat -c %s sub/deep/new)" = 444 ]
	run -0 scriptor --yes --replay ../rec -e 'write $atr file' -e 'write $atr directory/x'
	[ "$(stat -c %s ../elsewhere/file)$(stat -c %s ../elsewhere/x)" = 44 ]
	cd ..
	S=12 run -2 --separate-stderr scriptor --yes --replay rec -e 'env S secret' -e 'set T = 00 $S' -e 'write $T secret'
	[[ $stderr == *'-e:3: write: the value is secret' ]]
	[ ! -e secret ]
	run -3 --separate-stderr scriptor --replay rec -e 'write $atr out.bin/x'
	[[ $stderr == *'-e:1: out.bin/x: '* ]]
	# A recording may contain this command.
	printf '# ATR: 3B 00\n00B0000003 [01] (9000)\nwrite $data never\n' >other
	run -0 scriptor --replay other -e 00B0000003
	[ ! -e never ]
}

@test "--check lists the files that a script writes, and refuses those that a run would" {
	cd "$BATS_TEST_TMPDIR"
	run -0 scriptor --check -e 'write $atr a'
	[ "$output" = '-e:1:1: writes the file a [writes]' ]
	run -1 scriptor --check -e 'write $atr /a'
	[[ $output == *'-e:1:1: write: path outside the current directory; --yes allows it [refused]' ]]
}

@test "each code of --check stands in the man page" {
	top=$BATS_TEST_DIRNAME/../..
	local codes
	codes=$(sed -n 's/^	\[LINT_[A-Z_]*\] = "\(.*\)",/\1/p' "$top/lib/script/lint/lint_findings.c")
	[ -n "$codes" ]
	for code in $codes; do
		grep -q "^.It Cm $code\$" "$top/man/scriptor.1"
	done
}

@test "--explain tells what a SIM's files contain, in both classes" {
	printf '# ATR: 3B 00\n# protocol: T=0\nA0 A4 00 00 02 6F 46 (9F0F)\nA0 B0 00 00 11 [0147534D2D52204348FFFFFFFFFFFFFFFF] (9000)\n00 A4 08 04 04 7F FF 6F 7E (9000)\n00 B0 00 00 0B [47D1264A62F21037211E00] (9000)\n' >sim
	run -0 --separate-stderr scriptor --explain --replay sim sim
	grep -q '^    service provider name  *"GSM-R CH"$' <<<"$output"
	# columns
	[[ $output == *'
    TMSI                    47 D1 26 4A
    PLMN                    62 F2 10     262-01
    location area code      37 21
    TMSI TIME, or reserved  1E
    location update status  00           updated'* ]]
}

@test "--explain follows paths, directories and short identifiers of a UICC, over T=0" {
	cat >uicc <<-'END'
		# ATR: 3B 00
		# protocol: T=0
		00 A4 04 04 07 A0 00 00 00 87 10 02 (6114)
		00 C0 00 00 14 [62128410A0000000871002FFFFFFFF8907090000] (9000)
		00 B0 87 00 09 (6109)
		00 C0 00 00 09 [082982608200002080] (9000)
		00 A4 00 04 02 5F C0 (9000)
		00 A4 00 04 02 4F 07 (9000)
		00 B0 00 00 06 [A00401010000] (9000)
		00 A4 08 04 04 7F 20 6F 38 (9000)
		00 B0 00 00 01 [03] (9000)
		00 A4 08 04 04 7F FF 6F CD (6A82)
		00 B0 00 00 01 [0C] (9000)
	END
	run -0 --separate-stderr scriptor --explain --replay uicc uicc
	[[ $output == *'IMSI    29 82 60 82 00 00 20 80  228062800000208'* ]]
	[[ $output == *'SELECT EF.SUCI_Calc_Info (4F07)'*'profile A'* ]]
	[[ $output == *'DF.GSM (7F20) / EF.SST (6F38)'*'service 1  CHV1 disable function'* ]]
	# the SELECT that failed selected nothing
	[[ $output == *'service 2  abbreviated dialling numbers (ADN)'* ]]
}

@test "--explain with \"tlv on\" shows the objects once; those in parts where they are whole" {
	printf '# ATR: 3B 00\n# protocol: T=0\n00 CA 00 6F 00 [6F068404A0000001] (9000)\n00 CA 00 70 00 [6F0484] (6103)\n00 C0 00 00 03 [02A000] (9000)\n' >card
	run -0 --separate-stderr scriptor --explain --replay card -e 'tlv on' -e '00 CA 00 6F 00'
	[ "$(grep -c '  84  A0 00 00 01' <<<"$output")" = 1 ]
	run -0 --separate-stderr scriptor --replay card -e 'tlv on' -e '00 CA 00 6F 00'
	[ "$(grep -c '  84  A0 00 00 01' <<<"$output")" = 1 ]
	run -0 --separate-stderr scriptor --explain --replay card -e 'auto on' -e 'tlv on' -e '00 CA 00 70 00'
	[ "$(grep -c '  84  A0 00' <<<"$output")" = 1 ]
	run -0 --separate-stderr scriptor --replay card -e 'auto on' -e 'tlv on' -e '00 CA 00 70 00'
	[ "$(grep -c '  84  A0 00' <<<"$output")" = 1 ]
}

# ISO/IEC 7816-4:2005, 5.1.3: a card that announces 256 bytes or more, and has fewer left
@test "auto: a GET RESPONSE is repeated with the Le of 6CXX" {
	printf '# ATR: 3B 00\n# protocol: T=0\n00 CA 00 6F 00 [6F0684] (6100)\n00 C0 00 00 00 (6C05)\n00 C0 00 00 05 [04A0000001] (9000)\n00 C0 00 00 00 (6C04)\n' >card
	run -0 --separate-stderr scriptor --replay card -e 'auto on' -e '00 CA 00 6F 00 [6F068404A0000001] (9000)'
	[ "$(grep -c '^> 00 C0' <<<"$output")" = 2 ]
	# once
	sed -i 's/ \[04A0000001\] (9000)/ (6C04)/' card
	run -1 --separate-stderr scriptor --replay card -e 'auto on' -e '00 CA 00 6F 00 (9000)'
	[ "$(grep -c '^> 00 C0' <<<"$output")" = 2 ]
}

@test "--explain joins no PIN that comes in two commands" {
	# CHANGE REFERENCE DATA; in one command, its data are masked
	printf '# ATR: 3B 00\n# protocol: T=1\n10 24 00 81 04 31 32 33 34 (9000)\n00 24 00 81 04 35 36 37 38 (9000)\n' >card
	run -0 --separate-stderr scriptor --json --explain --replay card card
	[[ $output == *'"joined_command":null'* ]]
	[[ $output != *'"joined_command":['* && $output != *3132* && $output != *3334* && $output != *3536* ]]
	run -0 --separate-stderr scriptor --mask --explain --replay card -e '10 24 00 81 04 31 32 33 34' \
		-e '00 24 00 81 04 35 36 37 38'
	[[ $output != *' bytes in '* && $output != *'33 34'* && $output != *'35 36'* ]]
	run -0 --separate-stderr scriptor --show-secrets --explain --replay card card
	[[ $output == *'8 bytes in 2 commands'*'31 32 33 34 35 36 37 38'* ]]
}

@test "--explain joins the blocks of STORE DATA, and the pieces of a file" {
	cat >card <<-'END'
		# ATR: 3B 00
		# protocol: T=1
		00 A4 04 00 10 A0 00 00 05 59 10 10 FF FF FF FF 89 00 00 01 00 (9000)
		80 E2 11 00 05 BF 2D 05 5C 03 (9000)
		80 E2 91 01 03 5A 9F 70 (9000)
		00 A4 04 0C 07 A0 00 00 02 47 10 01 (9000)
		00 A4 02 0C 02 01 1E (9000)
		00 B0 00 00 04 [60 14 5F 01] (9000)
		00 B0 00 04 12 [04 30 31 30 36 5F 36 06 30 34 30 30 30 30 5C 02 61 75] (9000)
	END
	run -0 --separate-stderr scriptor --explain --replay card card
	[[ $output == *'
  8 bytes in 2 commands
    data
      BF2D  profiles
        5C  5A 9F 70  tag list
          5A    ICCID, or EID
          9F70  profile state'* ]]
	[[ $output == *'
  22 bytes in 2 responses
    data
      60  EF.COM, common data
        5F01  30 31 30 36        LDS version: "0106"'* ]]
	# not while explanations were off
	sed 's/ [[(].*//; s/^80 E2 91/explain off\n&/; s/^00 A4 04 0C/explain on\n&/; s/^00 B0 00 04/explain off\n&/' \
		card >script
	run -0 --separate-stderr scriptor --explain --replay card script
	[[ $output != *' bytes in '* ]]
	# nor across a reset
	sed 's/ [[(].*//; s/^80 E2 91\|^00 B0 00 04/reset\n&/' card >script
	run -0 --separate-stderr scriptor --explain --replay card script
	[[ $output != *' bytes in '* ]]
	# a command that fails has no part in it
	(sed 's/ [[(].*//' card && echo 00 B0 00 16 01) >script
	run -3 --separate-stderr scriptor --json --explain --replay card script
	[ "$(grep -c '"joined_response":\[' <<<"$output")" = 1 ]
}
