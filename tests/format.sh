#!/bin/bash
# format.sh: every C file is as .clang-format has it, and no line is wider than 100 columns. TAP on
# standard output; status 1 where a file is not. `make format-check`; to mend: clang-format-19 -i FILE.
set -u
cd "$(dirname "$0")/.." || exit 3
format=clang-format-19 # other versions format otherwise
rc=0

# result NAME FINDINGS
result() {
	if [ -z "$2" ]; then
		echo "ok - $1"
	else
		echo "not ok - $1"
		printf '%s\n' "$2" | sed 's/^/#   /'
		rc=1
	fi
}

mapfile -t files < <(find . -path ./build -prune -o -path ./.git -prune -o -name '*.[ch]' -type f -print | sort)
if command -v $format >/dev/null; then
	result "$format leaves every C file as it is" \
		"$($format --dry-run "${files[@]}" 2>&1 | sed -n 's/: warning: code should be clang-formatted.*//p' | sort -t: -k1,1 -u)"
else
	echo "NOT RUN: $format is not installed"
fi
result 'no line of a C file is wider than 100 columns' \
	"$(LC_ALL=C.UTF-8 wc -L "${files[@]}" | awk '$1 > 100 && $2 != "total"')"
exit $rc
