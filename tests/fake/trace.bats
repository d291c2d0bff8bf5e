#!/usr/bin/env bats
# --trace in all programs that use PC/SC: each call with its arguments and results.

load common

storage=3B8F8001804F0CA000000306030001000000006A # a contactless card's, for --uid

setup() {
	fake_start 'add a First \x1breader' 'insert a 3B00' 'answer a 00A4 6A82' 'answer a 0020 9000'
	PATH=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")/bin:$PATH
}

# The trace must have the calls that the fake received; the order between two threads is not known.
calls_are_told() {
	grep -oE '^SCard[A-Za-z]+ 0x[0-9A-F]{8}' "$fake_log" | sort >"$out/made"
	sed -nE -e 's/^[0-9:.]{15} (SCard[A-Za-z]+).*: success, [0-9]+\.[0-9]{3} ms$/\1 0x00000000/p' \
		-e 's/^[0-9:.]{15} (SCard[A-Za-z]+).*: .* \(SCARD_[A-Z_]+ (0x[0-9A-F]{8})\), [0-9]+\.[0-9]{3} ms$/\1 \2/p' \
		"$1" | sort >"$out/told"
	[ -s "$out/made" ]
	diff "$out/made" "$out/told"
}

# told FILE REGEX...: the trace has these lines, ignoring their times.
told() {
	local file=$1 line
	shift
	for line; do
		grep -qE "^[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6} $line: success, [0-9]+\.[0-9]{3} ms\$" "$file" || {
			echo "no $line in:"
			cat "$file"
			return 1
		}
	done
}

name='"First \\x1Breader"'
number='0x[0-9A-F]+'

@test "pcsc_scan: on standard error, or in a file that others cannot read" {
	pcsc_scan -r --trace 2>"$out/trace" >"$out/readers"
	calls_are_told "$out/trace"
	! grep -a $'\x1b' "$out/trace" || false
	: >"$fake_log"
	pcsc_scan -r --trace="$out/file"
	calls_are_told "$out/file"
	[ "$(stat -c %a "$out/file")" = 600 ]
}

@test "pcsc_scan: the calls of a watch, of --uid and of its end" {
	fake_add 'remove a' 'pnp counter'
	start scan pcsc_scan -n --uid --trace="$out/file"
	wait_for "$fake_log" '^wait' 20
	fake insert a $storage
	wait_for "$out/scan.out" 'UID: ' 20
	wait_for "$fake_log" '^wait' 20 2
	stop scan TERM
	calls_are_told "$out/file"
	told "$out/file" "SCardEstablishContext scope=0x2 < context=$number" \
		"SCardListReaders context=$number size=4096 < length=15 $name" \
		"SCardGetStatusChange context=$number timeout_ms=0, $name 0000/0 -> 0012/2" \
		"SCardGetStatusChange context=$number timeout_ms=60000, $name 0010/2 -> 0022/3 $storage, \"[^\"]*Notification\" 0000/1 -> 0000/1" \
		"SCardConnect $name context=$number share=0x2 protocols=0x3 < card=$number protocol=0x1" \
		"SCardGetStatusChange context=$number timeout_ms=0, $name 0000/0 -> [0-9A-F]{4}/3 [0-9A-F]{40}" \
		"SCardTransmit $name card=$number protocol=0x1 > FF CA 00 00 00 < 6D 00" \
		"SCardDisconnect $name card=$number disposition=0x0" \
		"SCardCancel context=$number" "SCardReleaseContext context=$number"
	grep -E 'SCardGetStatusChange .*: cancelled \(SCARD_E_CANCELLED 0x80100002\), ' "$out/file"
}

@test "pcsc_scan -r -v: attributes and controls" {
	fake_add 'attrib a 00010100 41434D4500' 'control a 42000D48 12 04 42 33 00 12'
	pcsc_scan -r -v --trace="$out/file" >"$out/said"
	calls_are_told "$out/file"
	told "$out/file" "SCardConnect $name context=$number share=0x3 protocols=0x0 < card=$number protocol=0x0" \
		"SCardGetAttrib $name card=$number tag=0x10100 < 41 43 4D 45 00" \
		"SCardControl $name card=$number code=0x42000D48 < 12 04 42 33 00 12"
	grep -E "SCardGetAttrib $name card=$number tag=0x10101: the reader or its driver cannot do that \(SCARD_E_UNSUPPORTED_FEATURE" "$out/file"
}

@test "scriptor: every call" {
	fake_add 'control a 42000D48 12345678' 'attrib a 00010100 41434D4500'
	scriptor --trace="$out/file" -e 'transaction begin' -e 00A40000 -e 'reset warm' -e 'reset cold' \
		-e 'transaction end' -e 'control 3400' -e 'attrib vendor_name' -e 'disconnect eject' >"$out/said"
	calls_are_told "$out/file"
	told "$out/file" "SCardConnect $name context=$number share=0x2 protocols=0x3 < card=$number protocol=0x1" \
		"SCardGetStatusChange context=$number timeout_ms=0, $name 0000/0 -> [0-9A-F]{4}/[0-9]+ 3B00" \
		"SCardBeginTransaction $name card=$number" \
		"SCardTransmit $name card=$number protocol=0x1 > 00 A4 00 00 < 6A 82" \
		"SCardReconnect $name card=$number share=0x2 protocols=0x3 initialization=0x1 < protocol=0x1" \
		"SCardReconnect $name card=$number share=0x2 protocols=0x3 initialization=0x2 < protocol=0x1" \
		"SCardEndTransaction $name card=$number disposition=0x0" \
		"SCardControl $name card=$number code=0x42000D48 < 12 34 56 78" \
		"SCardGetAttrib $name card=$number tag=0x10100 < 41 43 4D 45 00" \
		"SCardDisconnect $name card=$number disposition=0x3" "SCardReleaseContext context=$number"
}

@test "atr_parser --card" {
	atr_parser --card --brief --trace="$out/file" || [ $? = 1 ] # not in the list
	calls_are_told "$out/file"
}

# The tests above trace each of these calls: when a program uses a new one, add it there.
@test "the programs call nothing else of PC/SC" {
	local program
	for program in pcsc_scan scriptor atr_parser; do
		nm -D -u "$(command -v $program)" | awk '$2 ~ /^SCard/ { print $2 }'
	done | sort -u | diff - <(printf 'SCard%s\n' BeginTransaction Cancel Connect Control Disconnect EndTransaction \
		EstablishContext GetAttrib GetStatusChange ListReaders Reconnect ReleaseContext Transmit)
}

@test "results in words" {
	fake_add 'service stop'
	run --separate-stderr pcsc_scan -r --trace
	[ "$status" = 3 ]
	[[ $stderr == *'SCardEstablishContext scope=0x2: no PC/SC service (SCARD_E_NO_SERVICE 0x8010001D), '* ]]
}

@test "the data of a command that carries a PIN are **" {
	fake_add 'answer a 80CA 6A82'
	pcsc_scan -n -s -t 1 --trace="$out/file" >"$out/said" 2>&1
	grep -F '> 80 CA 9F 7F 00 < 6A 82' "$out/file"
	scriptor --trace="$out/pin" -e '00 20 00 81 04 31 32 33 34' -e '00 A4 04 00 02 3F 00' >"$out/said" 2>&1
	grep -E '> 00 20 00 81 04 \(4 bytes\) < 90 00: success' "$out/pin"
	! grep -e '31 32' -e 31323334 "$out/pin" || false
	scriptor --show-secrets --trace="$out/shown" -e '00 20 00 81 04 31 32 33 34' >"$out/said" 2>&1
	grep -F '> 00 20 00 81 04 31 32 33 34 < 90 00' "$out/shown"
}

# PC/SC part 10: FEATURE_VERIFY_PIN_DIRECT contains a command with its PIN block; a reader's own
# escape command may too.
@test "what goes to a PIN pad is told by its length alone" {
	fake_add 'control a 42330006 9000'
	scriptor --trace="$out/file" -e 'control 0x42330006 1E1E 8947040E0400000000 0D000000 0020008108 31323334FFFFFFFF' \
		>"$out/said" 2>&1
	calls_are_told "$out/file"
	grep -E "SCardControl $name card=$number code=0x42330006 > \(28 bytes\) < 90 00: success" "$out/file"
	! grep -e '31 32' -e 31323334 -e '00 20' "$out/file" || false
	scriptor --show-secrets --trace="$out/shown" -e 'control 0x42330006 0020008104 31323334' >"$out/said" 2>&1
	grep -F '> 00 20 00 81 04 31 32 33 34 < 90 00' "$out/shown"
}

@test "nothing is told without --trace; a file that cannot be written" {
	run --separate-stderr pcsc_scan -r
	[ -z "$stderr" ]
	run --separate-stderr pcsc_scan -r --trace="$out/no/file"
	[ "$status" = 3 ]
	[[ $stderr == *'--trace='*'No such file'* ]]
}

# For 200 commands: the number of instructions that each of the two trace functions takes.
@test "without --trace next to nothing is done for it" {
	case $(nm "$(command -v scriptor)") in *__asan_init*) skip 'valgrind and AddressSanitizer do not go together' ;; esac
	valgrind --tool=callgrind --callgrind-out-file="$out/costs" scriptor -e 'repeat 200' -e 00A40000 -e end \
		>"$out/said" 2>"$out/valgrind"
	callgrind_annotate --auto=no --threshold=100 "$out/costs" >"$out/list"
	[ "$(grep -c '^> 00A40000$' "$fake_log")" = 200 ]
	! grep -e :on_call -e :log_time "$out/list" || false
	awk '/:pcsc_trace_(time|report)/ { gsub(",", "", $1); sum += $1; n++ }
		END { print n " functions, " sum " instructions"; exit !(n == 2 && sum < 200 * 2 * 40) }' "$out/list"
}

# Limits files to two KiB; a program that writes more gets an error instead of a signal.
small_files=(bash -c 'trap "" XFSZ; ulimit -f 2; exec "$@"' -)

@test "a trace that cannot be written: told once, and status 3" {
	local -a lines=()
	for ((i = 0; i < 40; i++)); do lines+=(-e 00A40000); done
	run --separate-stderr "${small_files[@]}" scriptor --trace="$out/file" "${lines[@]}"
	[ "$status" = 3 ]
	[ "$(grep -c "^scriptor: --trace=$out/file: File too large\$" <<<"$stderr")" = 1 ]
	[ "$(grep -c '^< 6A 82' <<<"$output")" = 40 ] # the script itself continues
	head -c 2048 /dev/zero >"$out/full"
	run --separate-stderr "${small_files[@]}" pcsc_scan -r --trace="$out/full"
	[ "$status" = 3 ]
	[[ $stderr == "pcsc_scan: --trace=$out/full: File too large" ]]
	[[ $output == '0: First '* ]]
	run --separate-stderr "${small_files[@]}" atr_parser --card --brief --trace="$out/full"
	[ "$status" = 3 ]
	[[ $stderr == *"atr_parser: --trace=$out/full: File too large"* ]]
	# The exit status of a signal takes precedence.
	: >"$fake_log"
	start scan "${small_files[@]}" pcsc_scan --wait removed --trace="$out/full"
	wait_for "$out/scan.err" 'File too large' 20
	wait_for "$fake_log" '^wait' 20
	stop scan TERM
	[ "$status" = 143 ]
}

@test "a full disk" {
	unshare -rm true 2>"$out/said" || skip "no mount namespaces here: $(cat "$out/said")"
	mkdir "$out/disk"
	# shellcheck disable=SC2016
	run --separate-stderr unshare -rm bash -c 'mount -t tmpfs -o size=4k disk "$1" && head -c 4096 /dev/zero >"$1/all"
		pcsc_scan -r --trace="$1/trace"' - "$out/disk"
	[ "$status" = 3 ]
	[ "$stderr" = "pcsc_scan: --trace=$out/disk/trace: No space left on device" ]
}

@test "who may read a new file, and one that is there" {
	umask 022
	pcsc_scan -r --trace="$out/new" >"$out/said"
	scriptor --record "$out/recorded" -e 00A40000 >"$out/said" 2>&1
	[ "$(stat -c %a "$out/new" "$out/recorded")" = $'600\n600' ]
	chmod 640 "$out/new" "$out/recorded"
	pcsc_scan -r --trace="$out/new" >"$out/said"
	scriptor --record "$out/recorded" -e 00A40001 >"$out/said" 2>&1
	[ "$(stat -c %a "$out/new" "$out/recorded")" = $'640\n640' ]
	grep 00A40001 <(tr -d ' ' <"$out/recorded")
}
