#!/bin/bash
# format.sh: checks that every C file is formatted according to .clang-format and has no line of
# more than 100 columns. Writes TAP; exits with 1 if a file fails. Called by `make format-check`. To
# fix a file: clang-format-19 -i FILE.
set -u
cd "$(dirname "$0")/.." || exit 3
format=clang-format-19 # other versions format differently
rc=0

# result NAME FINDINGS: prints a TAP line; the test passes if there are no findings.
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
