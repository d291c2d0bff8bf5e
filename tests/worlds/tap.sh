# shellcheck shell=sh
# tap.sh: for scripts that test a bare root by commands, `. tap.sh` with $log, the file that gets what these write.
number=0 failed=0
mkdir -p "$(dirname "${log:?}")"
: >"$log"

# it WHAT COMMAND...: one test.
it() {
	what=$1
	shift
	number=$((number + 1))
	if "$@" >"$log.now" 2>&1 </dev/null; then
		echo "ok $number - $what"
	else
		echo "not ok $number - $what"
		tail -n 30 "$log.now" | sed 's/^/# /'
		failed=1
	fi
	{ printf '\n== %s\n' "$what" && cat "$log.now"; } >>"$log"
}

# apt PACKAGE...
apt() {
	apt-get -q -y --no-install-recommends install "$@"
}

# The status of the script.
finish() {
	echo "1..$number"
	exit "$failed"
}
