# For bats files that run programs on the fake winscard: `load ../fake/common`. See also
# ../programs.bash, and control.c for the language.
#
# fake_start [LINE]... (in setup) makes the fake the PC/SC of all programs started from here, with a world made
# by the LINEs; fake LINE does one while a program runs (it must: its own thread does it); fake_add
# LINE adds one to what the next program starts with. $fake_log has a line for each call.

load ../programs

fake_start() {
	export FAKE_PCSC=$out/world FAKE_PCSC_CONTROL=$out/control FAKE_PCSC_LOG=$out/calls
	fake_log=$FAKE_PCSC_LOG
	export LD_LIBRARY_PATH=${B:-build}/tests/fake
	LD_LIBRARY_PATH=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "$LD_LIBRARY_PATH")
	printf '%s\n' "$@" >"$FAKE_PCSC"
	: >"$fake_log"
	mkfifo "$FAKE_PCSC_CONTROL"
	exec {fake_fd}<>"$FAKE_PCSC_CONTROL"
}

fake_add() {
	printf '%s\n' "$@" >>"$FAKE_PCSC"
}

# done_more TIMES LINE: the fake has done it more often.
done_more() {
	[ "$(grep -a -c -F -x -e "ok $2" "$fake_log" || :)" -gt "$1" ]
}

fake() {
	local before
	before=$(grep -a -c -F -x -e "ok $*" "$fake_log" || :)
	echo "$*" >&"$fake_fd"
	! awaited 5 done_more "$before" "$*" || return 0
	echo "fake: $*: not done" >&2
	return 1
}
