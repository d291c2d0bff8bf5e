#!/bin/bash
# pairs.sh DIR RELEASE...: tests our programs, as built in each system DIR/RELEASE with its libpcsclite,
# on the pcscd of each. Run by namespace.sh. A daemon runs in its own system; those of the clients are
# below its /peers, have mounts of their own, and share with it only the directory of the socket, as
# a container does.
#
# Prints TAP, each line with "LIBRARY DAEMON: " in front, their versions. Exit status 1 where a daemon
# did not come to be asked.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/mounts.bash"

# with_daemon DIR RELEASE CLIENT...: in a mount namespace of its own.
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
