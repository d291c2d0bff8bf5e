#!/bin/bash
# service.sh start [OPTION]...|stop|kill|freeze|thaw: controls the pcscd of the current world
# (world.sh); returns when it is done. A frozen pcscd (SIGSTOP) accepts connections and does not
# respond until it is thawed.
set -u
socket=/run/pcscd/pcscd.comm

# until_true COMMAND...: repeats COMMAND every 20 ms until it succeeds, for at most 40 s.
until_true() {
	local n
	for ((n = 0; n < 2000; n++)); do
		"$@" && return
		sleep 0.02
	done
	return 1
}

is_up() {
	[ -S $socket ] || ! is_alive
}

is_alive() {
	kill -0 "$pid" 2>/dev/null && ! grep -qs "^State:.Z" "/proc/$pid/status"
}

is_gone() {
	! is_alive
}

# No polkitd runs here, so a pcscd that uses polkit would refuse everything: from 2.0 on, disable
# it. pcscd 1.9.9 does not have this option.
polkit_option() {
	"$PCSCD" --help 2>&1 | grep -o -e '--disable-polkit'
}

# A thread that is not stopped yet may still respond.
is_frozen() {
	! grep -L '^State:.T' /proc/"$pid"/task/*/status | grep -q .
}

[ -n "${WORLD-}" ] || {
	echo 'service: only inside tests/pcsc/world.sh' >&2
	exit 2
}
case ${1-} in
start)
	rm -f $socket /run/pcscd/pcscd.pid
	mapfile -t options < <(polkit_option)
	shift
	options+=("$@")
	# shellcheck disable=SC2094 # only appended to
	(
		# A test runner waits for all processes that hold its descriptors.
		for fd in /proc/self/fd/*; do
			fd=${fd##*/}
			[ "$fd" -le 2 ] || eval "exec $fd>&-"
		done 2>/dev/null
		exec "$PCSCD" -f -c "$WORLD/reader.conf" "${options[@]}" >>"$WORLD/pcscd.log" 2>&1 </dev/null
	) &
	pid=$!
	echo $pid >"$WORLD/pcscd.pid"
	until_true is_up && is_alive && exit
	echo 'service: pcscd does not start:' >&2
	tail -n 5 "$WORLD/pcscd.log" >&2
	exit 3
	;;
freeze | thaw)
	pid=$(cat "$WORLD/pcscd.pid")
	if [ "$1" = thaw ]; then
		kill -CONT "$pid"
		exit
	fi
	kill -STOP "$pid" && until_true is_frozen
	;;
stop | kill)
	pid=$(cat "$WORLD/pcscd.pid")
	signal=TERM
	[ "$1" = stop ] || signal=KILL
	kill -$signal "$pid" 2>/dev/null
	until_true is_gone || kill -KILL "$pid"
	rm -f $socket /run/pcscd/pcscd.pid
	;;
*)
	echo 'usage: service.sh start [OPTION]...|stop|kill|freeze|thaw' >&2
	exit 2
	;;
esac
