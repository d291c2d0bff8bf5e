#!/bin/bash
# pairs.sh DIR RELEASE...: tests our programs, as built in each system DIR/RELEASE with its
# libpcsclite, on the pcscd of each system. To be run by namespace.sh. A daemon runs in its own
# system. The clients' systems are below its /peers, have their own mounts, and share with it only
# the directory of the socket, as containers do.
#
# Writes TAP, each line preceded by "LIBRARY DAEMON: ", which are versions. Exits with 1 if a daemon
# could not be started.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/mounts.bash"

# with_daemon DIR RELEASE CLIENT...: runs the tests of all CLIENTs with the daemon of RELEASE. To be
# called in a new mount namespace.
with_daemon() {
	local dir=$1 root=$1/$2 client
	shift 2
	for client; do
		mkdir -p "$root/peers/$client" && mount --bind "$dir/$client" "$root/peers/$client" || return
		mount_system "$root/peers/$client" || return
	done
	exec "$here/enter.sh" "$root" tests/pcsc/world.sh tests/worlds/pair.sh "$@"
}

if [ "$1" = --daemon ]; then
	shift
	with_daemon "$@"
	exit 3
fi
dir=$1 failed=0
shift
for release; do
	unshare --mount "$0" --daemon "$dir" "$release" "$@" || failed=1
done
exit $failed
