# Checks of pcsc_scan --doctor: `load ../doctor`. system_make creates a working system below
# $system, that of Debian 12 (tests/doctor/systems.bash), which a test may then break.
#
# shellcheck disable=SC2154 # bats sets status, output and lines

# shellcheck source=tests/doctor/systems.bash
. "$BATS_TEST_DIRNAME/../doctor/systems.bash"

system_make() {
	: "${out:?load programs first}"
	system=$out/system socket=$out/socket world_service=$out/service
	mkdir "$system"
	socket_make "$socket"
	debian_12
}

# From within its directory, as a socket's name has at most 107 characters.
socket_make() {
	(cd "$(dirname "$1")" && python3 -c 'import socket, sys
socket.socket(socket.AF_UNIX).bind(sys.argv[1])' "$(basename "$1")")
}

# Runs the doctor; its JSON is in $output, its exit status in $status.
doctor() {
	run --separate-stderr "$@" pcsc_scan --doctor --json ${system:+--root "$system"}
	[ -z "$output" ] || echo "$output" >>"$BATS_FILE_TMPDIR/json"
}

# check NAME STATE [PART-OF-TEXT [PART-OF-COMMAND]]: the doctor reported this check with this state.
check() {
	python3 -c 'import json, sys
name, state, text, command = sys.argv[1:]
lines = [json.loads(line) for line in sys.stdin]
line = [l for l in lines if l["check"] == name]
assert len(line) == 1, (name, lines)
line = line[0]
assert line["schema"] == 1 and line["state"] == state, line
assert text in line["text"] and command in (line["command"] or ""), line' \
		"$1" "$2" "${3-}" "${4-}" <<<"$output"
}

# finds CHECK TEXT COMMAND: this check has found a problem, none of the checks before it has, and
# the verdict reports it.
finds() {
	[ "$status" = 1 ]
	check "$1" found "$2" "$3"
	check verdict found "$2" "$3"
	[ "$(grep -m 1 '"state":"found"' <<<"$output" | sed -E 's/.*"check":"([^"]*)".*/\1/')" = "$1" ]
}

# For the last test of a file: all lines that the other tests left in $BATS_FILE_TMPDIR/json conform
# to the schema.
json_schema() {
	local top=$BATS_TEST_DIRNAME/../..
	[ -s "$BATS_FILE_TMPDIR/json" ] || skip 'no other test was run'
	run python3 "$top/tests/cli/json_schema.py" "$top/data/pcsc_scan.schema.json" <"$BATS_FILE_TMPDIR/json"
	echo "$output"
	[ "$status" = 0 ]
}

doctor_schema() {
	json_schema
	# Each run has all checks and a verdict.
	[ "$(grep -c '"check":"usb"' "$BATS_FILE_TMPDIR/json")" = "$(grep -c '"check":"verdict"' "$BATS_FILE_TMPDIR/json")" ]
}
