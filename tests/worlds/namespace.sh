#!/bin/bash
# namespace.sh COMMAND [ARGUMENT]...: runs COMMAND in new mount, process and IPC namespaces.
# Processes and mounts in there are gone when this returns, however it ends: also when the caller is
# killed, or TERM is sent to this process group. Needs root.
set -u

if [ "${1-}" != --inside ]; then
	exec setpriv --pdeathsig KILL unshare --mount --pid --ipc --fork --kill-child --mount-proc \
		"$0" --inside "$@"
fi
shift
child=

# Processes get 5 s to clean up. The first process of a namespace can end all others, and ends only
# after them.
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
# Background processes ignore these signals, which would affect the tests.
env --default-signal=INT,QUIT "$@" &
child=$!
wait "$child"
