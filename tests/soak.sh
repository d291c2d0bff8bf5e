#!/bin/bash
# soak.sh short|long: pcsc_scan for a minute, or an hour, beside a real pcscd that is restarted at random, with
# cards that come and go, hooks, and stops and continues of the program itself; afterwards the events
# that it told are those that were made. One line of TAP. SEED repeats a run.
set -u
cd "$(dirname "$0")/.." || exit 3

case ${1-} in
short) seconds=60 ;;
long) seconds=3600 ;;
*)
	echo 'usage: soak.sh short|long' >&2
	exit 2
	;;
esac
if tests/pcsc/world.sh -n 2 python3 tests/soak.py "${SOAK_SECONDS:-$seconds}" "${SEED:-$RANDOM}"; then
	echo 'ok 1 - soak'
else
	echo 'not ok 1 - soak'
	exit 1
fi
