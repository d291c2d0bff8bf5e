#!/bin/sh
# The table of speed: every row of bench/rows, in order.  Medians of runs that take turns with the
# peer's, so that a busy moment meets both.  Status 1 where a wanted figure was missed.
set -u
cd "$(dirname "$0")/.." || exit 3
B=${B:-build}
export B
make -s B="$B" bench-programs >/dev/null || exit 3
# shellcheck source=bench/lib.sh
. bench/lib.sh
line what ours peer figure wanted held
status=0
for script in bench/rows/[0-9]*.sh; do
	[ -x "$script" ] || continue
	"$script" >"$work/rows" || {
		echo "$script: failed"
		status=1
	}
	cat "$work/rows"
	! grep -q 'MISSED$' "$work/rows" || status=1
done
exit $status
