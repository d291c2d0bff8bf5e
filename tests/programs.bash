# Programs that run in the background of a test, for bats files: `load programs`.
#
# start NAME COMMAND... starts one, with its output in $out/NAME.out and $out/NAME.err; type_to NAME
# TEXT... writes a line to its standard input; stop NAME [SIGNAL] ends it, finish NAME [SECONDS]
# waits for its end; both set $status. wait_for FILE PATTERN [SECONDS] [COUNT] waits for COUNT lines
# that match (grep -E). The seconds are for an idle machine; a busy one gets $patience times as
# long.

bats_require_minimum_version 1.5.0

out=$BATS_TEST_TMPDIR
declare -gA program_pid program_in
patience=8

programs_end() {
	local name
	for name in "${!program_pid[@]}"; do stop "$name" KILL; done
}

# awaited SECONDS COMMAND...: repeats COMMAND 25 times a second; fails unless COMMAND succeeds
# within that time. The pauses start no program: with many tests that wait, starting programs would
# take more time than what they wait for.
awaited() {
	local n pause limit=$(($1 * patience * 25))
	shift
	! "$@" || return 0
	exec {pause}<> <(:)
	for ((n = 0; n < limit; n++)); do
		read -rt 0.04 -u "$pause" || :
		! "$@" || break
	done
	exec {pause}>&-
	[ "$n" -lt "$limit" ]
}

# gone PID: succeeds if the process has ended.
gone() {
	! kill -0 "$1" 2>/dev/null
}

# A file that defines its own teardown calls programs_end in it.
teardown() {
	programs_end
}

start() {
	local name=$1 in fd
	shift
	mkfifo "$out/$name.in"
	# Truncate them now, not when the program starts, so that the output of an earlier program
	# of this name is not mistaken for its output.
	: >"$out/$name.out" 2>"$out/$name.err"
	# The program must not inherit the test's descriptors, or it would keep pipes open whose end
	# others wait for.
	(
		for fd in /proc/self/fd/*; do
			fd=${fd##*/}
			[ "$fd" -le 2 ] || eval "exec $fd>&-"
		done 2>/dev/null
		# nohup and the like make their children ignore signals; the program must not
		# inherit that.
		exec env --default-signal=HUP,INT,QUIT,TERM "$@" <"$out/$name.in" >"$out/$name.out" 2>"$out/$name.err"
	) &
	program_pid[$name]=$!
	exec {in}>"$out/$name.in"
	program_in[$name]=$in
	rm "$out/$name.in"
}

type_to() {
	local name=$1
	shift
	echo "$*" >&"${program_in[$name]}"
}

# close_input NAME: ends its standard input.
close_input() {
	local in=${program_in[$1]}
	exec {in}>&-
}

# ends NAME SECONDS: succeeds if the program ends within that time.
ends() {
	awaited "$2" gone "${program_pid[$1]}"
}

finish() {
	local name=$1
	if ! ends "$name" "${2:-30}"; then
		echo "$name does not end" >&2
		stop "$name" KILL
		return 1
	fi
	stop "$name" 0
}

stop() {
	local name=$1
	kill -"${2:-TERM}" "${program_pid[$name]}" 2>/dev/null || :
	if ! ends "$name" 30; then
		echo "$name does not end by signal ${2:-TERM}" >&2
		kill -KILL "${program_pid[$name]}"
	fi
	status=0
	wait "${program_pid[$name]}" 2>/dev/null || status=$?
	close_input "$name"
	unset "program_pid[$name]" "program_in[$name]"
}

now_ms() {
	local t=${EPOCHREALTIME/[.,]/}
	echo $((t / 1000))
}

# quick COMMAND...: COMMAND sets took, in ms. One of five runs must take less than half a second, as
# on a busy machine any single run may be late.
quick() {
	local n
	for n in {1..5}; do
		"$@"
		[ "$took" -ge 500 ] || return 0
	done
	echo "$*: still $took ms" >&2
	return 1
}

# has FILE PATTERN COUNT: FILE has at least COUNT matching lines. If FILE does not exist yet, grep
# prints no number.
has() {
	local found
	found=$(grep -a -c -s -E -e "$2" "$1" || :)
	[ "${found:-0}" -ge "$3" ]
}

wait_for() {
	! awaited "${3:-5}" has "$1" "$2" "${4:-1}" || return 0
	echo "no '$2' in $1:" >&2
	cat "$1" >&2
	return 1
}
