# For bats files below tests/worlds, which pair.sh runs: `load pair`. See also ../pcsc/common.bash.
#
# "${client[@]}" COMMAND... runs COMMAND in the client's system; ask STATUS PATTERN COMMAND... also
# checks its exit status, and that its output matches the bash pattern.

load ../pcsc/common

port=35963
storage=3B021450
# shellcheck disable=SC2153 # CLIENT comes from pair.sh
client=(env -i PATH=/src/build/bin:/usr/bin:/bin:/usr/sbin:/sbin HOME=/root
	SMARTCARD_LIST=/src/data/smartcard_list.txt chroot "$CLIENT")

ask() {
	local expected=$1 pattern=$2
	shift 2
	run "${client[@]}" timeout 60 "$@"
	# shellcheck disable=SC2053 # a pattern
	if [ "$status" != "$expected" ] || [[ $output != $pattern ]]; then
		echo "$*: exit status $status, expected $expected: $output"
		return 1
	fi
}
