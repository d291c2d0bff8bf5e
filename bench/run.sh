#!/bin/sh
# run.sh [ROW]...: the table of speed: every row of bench/rows, or these (21-captures), in order.  Medians of runs that
# take turns with the peer's, so that a busy moment meets both.  Status 1 where a wanted figure was missed.
# TABLE=markdown writes it for page.sh.
set -u
cd "$(dirname "$0")/.." || exit 3
B=${B:-build}
export B
make -s B="$B" bench-programs >/dev/null || exit 3
# shellcheck source=bench/lib.sh
. bench/lib.sh
[ $# != 0 ] || set -- bench/rows/*.sh
line what ours peer figure wanted held
[ -z "${TABLE-}" ] || line --- ---: ---: ---: --- ---
status=0
for name; do
	name=${name##*/}
	script=bench/rows/${name%.sh}.sh
	"$script" >"$work/rows" || {
		echo "$script: failed"
		status=1
	}
	cat "$work/rows"
	! grep -q 'MISSED\( |\)\{0,1\}$' "$work/rows" || status=1
done
exit $status
