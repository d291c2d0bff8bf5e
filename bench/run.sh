#!/bin/sh
# run.sh [ROW]...: prints the table of speed: all rows of bench/rows, or only those named (such as
# 21-captures), in order. Values are medians of runs that alternate with the peer's, so that other
# load on the machine affects both. Exits with 1 if a required value was missed. TABLE=markdown
# prints the table for page.sh.
set -u
cd "$(dirname "$0")/.." || exit 3
B=${B:-build}
export B
make -s B="$B" bench-programs >/dev/null || exit 3
# shellcheck source=bench/lib.sh
. bench/lib.sh
[ $# != 0 ] || set -- bench/rows/*.sh
line what ours peer figure target met
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
