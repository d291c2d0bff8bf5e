#!/bin/bash
# soak.sh short|long: pcsc_scan beside a real pcscd with four readers whose cards go in and out ten times each, or 200
# (soak/cycles.py); then for a minute, or an hour, beside one that comes and goes (soak/soak.py). The long one
# begins with 1,000,000 events of the fake winscard. TAP. SEED repeats a run, SOAK_SECONDS says how long.
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

# tell STATUS NAME: how that part has ended.
tell() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		status=1
	fi
}

in_world() {
	local name=$1
	shift
	tests/pcsc/world.sh -n 2 python3 "tests/soak/$name.py" "$@"
	tell $? "$name"
}

events() {
	EVENTS=1000000 PATH=$PWD/${B:-build}/bin:$PATH bats --show-output-of-passing-tests tests/fake/scan_mass.bats |
		sed 's/^/    /'
	tell $? events
}

[ "$1" = short ] || events
in_world cycles $cycles
in_world soak "${SOAK_SECONDS:-$seconds}" "${SEED:-$RANDOM}"
echo "1..$n"
exit $status
