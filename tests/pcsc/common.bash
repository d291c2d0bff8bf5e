# For bats files below tests/pcsc: `load common`. They run inside world.sh.
#
# Cards: card_start NAME PORT [ATR], card NAME COMMAND..., card_stop NAME (vicard's commands; card
# fails where vicard does not answer "ok", and leaves its answer in $answer).
# Programs: start NAME COMMAND... runs it in the background, its output in $out/NAME.out and $out/NAME.err;
# stop NAME [SIGNAL] ends it, finish NAME [SECONDS] waits for its end; both set $status.
# wait_for FILE PATTERN [SECONDS] [COUNT] waits for lines (grep -E).

bats_require_minimum_version 1.5.0

out=$BATS_TEST_TMPDIR
declare -A card_in card_out card_pid program_pid

setup() {
	[ -n "${WORLD-}" ] || {
		echo 'to be run by tests/pcsc/world.sh -n 2 bats FILE' >&2
		return 1
	}
}

teardown() {
	local name
	for name in "${!program_pid[@]}"; do stop "$name" KILL; done
	for name in "${!card_pid[@]}"; do card_stop "$name"; done
}

card_start() {
	local name=$1 port=$2 in out_fd
	mkfifo "$out/$name.in" "$out/$name.card"
	vicard --port "$port" <"$out/$name.in" >"$out/$name.card" 2>"$out/$name.log" 3>&- &
	card_pid[$name]=$!
	exec {in}>"$out/$name.in" {out_fd}<"$out/$name.card"
	card_in[$name]=$in card_out[$name]=$out_fd
	rm "$out/$name.in" "$out/$name.card"
	if [ $# -gt 2 ]; then
		card "$name" atr "$3" && card "$name" insert
	fi
}

card() {
	local name=$1
	shift
	echo "$*" >&"${card_in[$name]}"
	read -r -t 15 answer <&"${card_out[$name]}" || answer='nothing'
	case $answer in
	ok*) ;;
	*)
		echo "card $name: $*: $answer" >&2
		return 1
		;;
	esac
}

# Takes the card out first, so that the reader has seen it gone when the next one comes.
card_stop() {
	local name=$1 in=${card_in[$1]} out_fd=${card_out[$1]}
	echo remove >&"$in"
	read -r -t 15 answer <&"$out_fd"
	exec {in}>&- {out_fd}<&-
	kill "${card_pid[$name]}" 2>/dev/null
	wait "${card_pid[$name]}" 2>/dev/null
	unset "card_pid[$name]" "card_in[$name]" "card_out[$name]"
}

start() {
	local name=$1
	shift
	# A program must not hold the cards' descriptors, nor those of the test runner.
	(
		local fd
		for fd in "${card_in[@]}" "${card_out[@]}" 3; do eval "exec $fd>&-"; done
		exec "$@" >"$out/$name.out" 2>"$out/$name.err"
	) &
	program_pid[$name]=$!
}

finish() {
	local name=$1 n limit=$((${2:-5} * 50))
	for ((n = 0; n < limit; n++)); do
		kill -0 "${program_pid[$name]}" 2>/dev/null || break
		sleep 0.02
	done
	if [ $n = $limit ]; then
		echo "$name does not end" >&2
		stop "$name" KILL
		return 1
	fi
	stop "$name" 0
}

stop() {
	local name=$1
	kill -"${2:-TERM}" "${program_pid[$name]}" 2>/dev/null
	status=0
	wait "${program_pid[$name]}" 2>/dev/null || status=$?
	unset "program_pid[$name]"
}

wait_for() {
	local n limit=$((${3:-5} * 50))
	for ((n = 0; n < limit; n++)); do
		[ "$(grep -a -c -E -e "$2" "$1")" -lt "${4:-1}" ] || return 0
		sleep 0.02
	done
	echo "no '$2' in $1:" >&2
	cat "$1" >&2
	return 1
}
