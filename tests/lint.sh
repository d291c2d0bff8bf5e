#!/bin/bash
# lint.sh: runs gcc -fanalyzer, clang-tidy (.clang-tidy), cppcheck, shellcheck and clang-format;
# each finding is a failure unless tests/lint.txt excepts it. Writes TAP; the last line is "N
# passed, N failed". Everything is analysed from scratch in build/lint.
# lint.sh cc ARGUMENT...: the compiler used for that build. Its findings for FILE.o are in
# FILE.o.found.
set -u
cd "$(dirname "$0")/.." || exit 3

# compile ARGUMENT...: compiles; if the output is an object, also analyses its source.
compile() {
	local object='' source=${*: -1} argument before=
	for argument; do
		[ "$before" != -o ] || object=$argument
		before=$argument
	done
	case " $* " in *' -c '*) ;; *) exec gcc "$@" ;; esac
	gcc -fanalyzer "$@" 2>"$object.found" || { cat "$object.found" >&2 && return 1; }
	clang-tidy --quiet "$source" -- "$@" >>"$object.found" 2>"$object.said" ||
		grep -q ': error: ' "$object.found" || cat "$object.said" >>"$object.found"
}

case ${1-} in
cc)
	shift
	compile "$@"
	exit
	;;
esac

passed=0 failed=0
# result NAME FINDINGS: prints a TAP line; the test passes if there are no findings.
result() {
	if [ -z "$2" ]; then
		echo "ok - $1"
		passed=$((passed + 1))
	else
		echo "not ok - $1"
		printf '%s\n' "$2" | sed 's/^/#   /'
		failed=$((failed + 1))
	fi
}

found=build/lint/found
rm -rf build/lint && mkdir -p build/lint || exit 3
said=$(make -k -j"$(nproc)" --no-print-directory B=build/lint CC="$PWD/tests/lint.sh cc" WERROR= all 2>&1 >/dev/null)
result 'every file is compiled' "$said"
{
	find build/lint -name '*.found' -exec cat {} +
	# shellcheck disable=SC2046 # our file names have no blanks
	cppcheck --quiet -j "$(nproc)" --enable=warning,style,performance,portability --std=c11 -I lib -I . \
		--template='{file}:{line}:{column}: warning: {message} [{id}]' \
		$(find . \( -path ./build -o -path ./tests -o -path ./bench \) -prune -o -name '*.c' -print | sed 's,^\./,,') 2>&1
} | sed -E "s,^$PWD/,," | grep -v '^/usr/' | grep -E '^[^ ]+:[0-9]+:[0-9]+: (warning|error): ' | sort -u >$found
exceptions=tests/lint.txt

# The lines of both files, each preceded by its check and its file.
keyed=$(awk -v exceptions=$exceptions '
	FILENAME == exceptions { if (NF && !/^#/) print "exception", $1, $2; next }
	{
		match($0, /\[[^][]*\]$/)
		check = substr($0, RSTART + 1, RLENGTH - 2)
		sub(/,.*/, "", check)
		file = $1
		sub(/:.*/, "", file)
		print "found", check, file, $0
	}' $exceptions $found)

# findings PATTERN: prints the findings whose check matches the pattern and that no exception names.
findings() {
	awk -v pattern="$1" '$1 == "exception" { excepted[$2, $3] }
		$1 == "found" && $2 ~ pattern && !(($2, $3) in excepted) && !(($2, "*") in excepted) {
			sub(/^found [^ ]+ [^ ]+ /, "")
			print
		}' <<<"$keyed"
}
result 'gcc -fanalyzer' "$(findings '^-W')"
result 'clang-tidy' "$(findings '^(bugprone|cert|clang)-')"
result 'cppcheck' "$(findings '^[a-zA-Z_]+$')"
result 'every exception is needed' "$(awk '$1 == "exception" { excepted[$2, $3] = $2 " " $3 }
	$1 == "found" { there[$2, $3] there[$2, "*"] }
	END { for (key in excepted) if (!(key in there)) print excepted[key] }' <<<"$keyed")"

# Tools that write TAP themselves.
for tool in shell format; do
	said=$(tests/$tool.sh 2>&1)
	rc=$?
	printf '%s\n' "$said" | grep -v -e '^ok ' -e '^1\.\.'
	passed=$((passed + $(grep -c '^ok ' <<<"$said")))
	failed=$((failed + $(grep -c -e '^not ok ' -e '^NOT RUN' <<<"$said")))
	[ $rc = 0 ] || [ $failed != 0 ] || failed=1
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
