# shellcheck shell=sh disable=SC2034
# Functions for the scripts in bench/rows, which all source this file.
#
# median_of ROUNDS [-i FILE] -- OURS... [-- PEER...] runs both commands in turn and sets ours_ms,
# ours_kb, ours_cpu (ms) and ours_least (the fastest run, in ms), and peer_ms, ... likewise.
# row WHAT OURS PEER FIGURE WANTED RULE prints a row of the table; FIGURE must be "at least" or "at
# most" WANTED, as RULE says. info WHAT OURS PEER FIGURE prints a row without a required value.
# ratio A B prints A / B. have COMMAND... succeeds if all the commands exist.

B=${B:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

have() {
	for command; do
		command -v "$command" >/dev/null || return 1
	done
}

median_of() {
	"$B/bench/timer" "$@" >"$work/times" || return
	{
		read -r ours_ms ours_kb ours_cpu ours_least
		read -r peer_ms peer_kb peer_cpu peer_least || :
	} <"$work/times"
}

ratio() {
	awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3g", (b > 0 ? a / b : 0) }'
}

line() {
	if [ -n "${TABLE-}" ]; then
		printf '| %s | %s | %s | %s | %s | %s |\n' "$@"
	else
		printf '%-52s %12s %12s %10s  %-14s %s\n' "$@"
	fi
}

info() {
	line "$1" "$2" "$3" "$4" - ''
}

row() {
	verdict=$(awk -v f="$4" -v w="$5" -v rule="$6" \
		'BEGIN { ok = rule == "at least" ? f >= w : f <= w; print ok ? "yes" : "MISSED" }')
	line "$1" "$2" "$3" "$4" "$6 $5" "$verdict"
}
