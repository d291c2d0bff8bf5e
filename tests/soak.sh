#!/bin/bash
# soak.sh short|long: pcsc_scan beside a real pcscd and cards for a minute, or an hour (soak/soak.py); and four readers
# with ten cycles each, or 200 (soak/cycles.py). One line of TAP each. SEED repeats a run, SOAK_SECONDS says how
# long.
set -u
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
status=0

# part NUMBER NAME ARGUMENT...
part() {
	local number=$1 name=$2
	shift 2
	if tests/pcsc/world.sh -n 2 python3 "tests/soak/$name.py" "$@"; then
		echo "ok $number - $name"
	else
		echo "not ok $number - $name"
		status=1
	fi
}

echo '1..2'
part 1 cycles $cycles
part 2 soak "${SOAK_SECONDS:-$seconds}" "${SEED:-$RANDOM}"
exit $status
