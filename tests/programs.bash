# Programs that run beside a test, for bats files: `load programs`.
#
# start NAME COMMAND... runs it in the background, its output in $out/NAME.out and $out/NAME.err; type_to NAME TEXT...
# writes a line to its standard input; stop NAME [SIGNAL] ends it, finish NAME [SECONDS] waits for its
# end; both set $status. wait_for FILE PATTERN [SECONDS] [COUNT] waits for lines (grep -E). The seconds are
# those of a machine that has nothing else to do; a busy one gets $patience times as long.

bats_require_minimum_version 1.5.0

out=$BATS_TEST_TMPDIR
declare -gA program_pid program_in
patience=8

programs_end() {
	local name
	for name in "${!program_pid[@]}"; do stop "$name" KILL; done
}

# awaited SECONDS COMMAND...: it succeeds within that time; it is tried 25 times a second. The pauses start no program:
# with many tests that wait, the starts would take more time than what is waited for.
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

# gone PID: the process has ended.
gone() {
	! kill -0 "$1" 2>/dev/null
}

# A file with a teardown of its own calls programs_end there.
teardown() {
	programs_end
}

start() {
	local name=$1 in fd
	shift
	mkfifo "$out/$name.in"
	# Now, not when the program begins: what one of the same name has left is not its.
	: >"$out/$name.out" 2>"$out/$name.err"
	# A program must not hold what the test holds open, else it keeps others from seeing an end.
	(
		for fd in /proc/self/fd/*; do
			fd=${fd##*/}
			[ "$fd" -le 2 ] || eval "exec $fd>&-"
		done 2>/dev/null
		# Whoever runs the tests may ignore signals (nohup does); the program shall not.
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

# The end of its standard input.
close_input() {
	local in=${program_in[$1]}
	exec {in}>&-
}

# ends NAME SECONDS: it has ended, or does within that time.
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

# quick COMMAND...: of five runs of a command that says how many ms it $took, one is under half a second: on a
# busy machine anything may be late.
quick() {
	local n
	for n in {1..5}; do
		"$@"
		[ "$took" -ge 500 ] || return 0
	done
	echo "$*: still $took ms" >&2
	return 1
}

# has FILE PATTERN COUNT: as many lines. Of a file that is not there yet grep counts nothing.
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
