#!/bin/bash
# soak.sh short|long: runs pcsc_scan with a real pcscd that has four readers, whose cards are
# inserted and removed ten times each, or 200 (soak/cycles.py); then, for a minute or an hour, with
# a pcscd that is stopped and started (soak/soak.py). long begins with 1,000,000 events of the fake
# winscard. Writes TAP. SEED repeats a run, SOAK_SECONDS sets the duration.
set -u -o pipefail
cd "$(dirname "$0")/.." || exit 3

case ${1-} in
short) seconds=60 cycles=10 ;;
long) seconds=3600 cycles=200 ;;
*)
	echo 'usage: soak.sh short|long' >&2
	exit 2
	;;
esac
CLOCK=$(realpath "${B:-build}/tests/soak/clock.so")
export CLOCK
status=0 n=0

# part NAME COMMAND...: runs a part of the test and prints a TAP line, and below it what COMMAND said.
part() {
	local name=$1 said result=ok
	shift
	said=$("$@" 2>&1) || result='not ok' status=1
	n=$((n + 1))
	echo "$result $n - $name"
	[ -z "$said" ] || awk '{ sub(/^(# )?/, "# ") } 1' <<<"$said"
}

in_world() {
	local name=$1
	shift
	part "$name" tests/pcsc/world.sh -n 2 python3 "tests/soak/$name.py" "$@"
}

events() {
	EVENTS=1000000 PATH=$PWD/${B:-build}/bin:$PATH \
		part events bats --show-output-of-passing-tests tests/fake/scan_mass.bats
}

[ "$1" = short ] || events
in_world cycles $cycles
SEED=${SEED:-$RANDOM}
echo "# seed $SEED" # now, in case the test hangs
in_world soak "${SOAK_SECONDS:-$seconds}" "$SEED"
echo "1..$n"
exit $status
