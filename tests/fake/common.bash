# For bats files that run programs on the fake winscard: `load ../fake/common`. See also
# ../programs.bash. The command language of the fake is described in control.c.
#
# fake_start [LINE]... (in setup) makes all programs started from here use the fake as PC/SC, with a
# world that the command LINEs set up. fake LINE runs a command while a program is running (a thread
# of the fake in that program executes it, so one must be running). fake_add LINE adds a command for
# the next program that starts. $fake_log has a line for each PC/SC call.

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

# done_more TIMES LINE: succeeds if the fake has executed LINE more than TIMES times.
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
