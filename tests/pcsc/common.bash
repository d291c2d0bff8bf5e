# For bats files below tests/pcsc: `load common`. They run inside world.sh. See also
# ../programs.bash.
#
# Cards: card_start NAME PORT [ATR], card NAME COMMAND..., card_stop NAME. COMMAND is a command of
# vicard; card fails unless vicard responds with "ok", and leaves the response in $answer.

load ../programs

declare -gA card_in card_out card_pid

setup() {
	[ -n "${WORLD-}" ] || {
		echo 'to be run by tests/pcsc/world.sh -n 2 bats FILE' >&2
		return 1
	}
}

teardown() {
	local name
	programs_end
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
		card "$name" atr "$3" && card "$name" insert && card_is_seen "$port"
	fi
}

# A busy service may have powered up the card before it reports it as present.
card_is_seen() {
	local n=$(($1 - 35963)) letters=ABCDEFGH
	pcsc_scan --reader "pcsckit ${letters:n / 2:1} 00 0$((n % 2))" --wait card -t 5 >/dev/null 2>&1 || :
}

card() {
	local name=$1
	shift
	echo "$*" >&"${card_in[$name]}"
	read -r -t 60 answer <&"${card_out[$name]}" || answer='nothing'
	case $answer in
	ok*) ;;
	*)
		echo "card $name: $*: $answer" >&2
		return 1
		;;
	esac
}

# Removes the card first, so that the reader notices this before the next card is inserted.
card_stop() {
	local name=$1 in=${card_in[$1]} out_fd=${card_out[$1]}
	echo remove >&"$in"
	read -r -t 60 answer <&"$out_fd" || :
	exec {in}>&- {out_fd}<&-
	kill "${card_pid[$name]}" 2>/dev/null || :
	wait "${card_pid[$name]}" 2>/dev/null || :
	unset "card_pid[$name]" "card_in[$name]" "card_out[$name]"
}
