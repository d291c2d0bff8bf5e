# What the tests of programs share: `load common`.
#
# shellcheck disable=SC2154 # bats sets status, output, stderr and lines
# The programs are those of $BIN, else of $B/bin, else of build/bin. Each test has its own HOME,
# nothing of the user's environment, and only the card list tests/atr/cards.txt. `run
# --separate-stderr` keeps results and messages apart.

bats_require_minimum_version 1.5.0

root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
case ${B:-build} in
/*) BIN=${BIN:-$B/bin} ;;
*) BIN=${BIN:-$root/${B:-build}/bin} ;;
esac

unset XDG_CONFIG_HOME XDG_CACHE_HOME NO_COLOR PCSC_READER PCSC_READER_IGNORE
export HOME=$BATS_TEST_TMPDIR/home SMARTCARD_LIST=$root/tests/atr/cards.txt
export TERM=xterm LC_ALL=C.UTF-8

# says TEXT: standard error contains TEXT.
says() {
	grep -qF -e "$1" <<<"$stderr" || {
		printf 'standard error lacks "%s":\n%s\n' "$1" "$stderr" >&2
		return 1
	}
}

# prints TEXT: standard output contains TEXT.
prints() {
	grep -qF -e "$1" <<<"$output" || {
		printf 'standard output lacks "%s":\n%s\n' "$1" "$output" >&2
		return 1
	}
}

# gave STATUS: the exit status was STATUS.
gave() {
	[ "$status" -eq "$1" ] || {
		printf 'status is %s, not %s\n%s\n%s\n' "$status" "$1" "$output" "$stderr" >&2
		return 1
	}
}

# json KEY...: prints the value at this path in the first line of $output, in Python's notation.
json() {
	python3 -c 'import json, sys
value = json.loads(sys.stdin.readline())
for key in sys.argv[1:]:
    value = value[int(key) if isinstance(value, list) else key]
print(json.dumps(value))' "$@" <<<"$output"
}
