#!/bin/bash
# namespace.sh COMMAND [ARGUMENT]...: runs COMMAND in mount, process and IPC namespaces of its own.
# What runs or is mounted there is gone when this returns, however it ends: also when the caller is
# killed, or by TERM to the process group that this is in. Needs root.
set -u

if [ "${1-}" != --inside ]; then
	exec setpriv --pdeathsig KILL unshare --mount --pid --ipc --fork --kill-child --mount-proc \
		"$0" --inside "$@"
fi
shift
child=

# Those that have something to put in order get 5 s for it. The first process of a namespace can end
# all others, and is gone only when they are.
stop() {
	trap '' INT TERM HUP
	kill -TERM -1
	for _ in {1..50}; do
		kill -0 "$child" || break
		sleep 0.1
	done 2>/dev/null
	kill -KILL -1 2>/dev/null
	exit 143
}
trap stop INT TERM HUP
# What is started in the background ignores these, and a test could not tell.
env --default-signal=INT,QUIT "$@" &
child=$!
wait "$child"
