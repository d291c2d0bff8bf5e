# shellcheck shell=sh
# tap.sh: for scripts that test a bare system with commands: `. tap.sh`, with $log set to the file
# for the output of these commands.
number=0 failed=0
mkdir -p "$(dirname "${log:?}")"
: >"$log"

# it WHAT COMMAND...: runs one test.
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

# apt PACKAGE...: installs packages.
apt() {
	apt-get -q -y --no-install-recommends install "$@"
}

# Prints the plan and returns the exit status of the script.
finish() {
	echo "1..$number"
	exit "$failed"
}
