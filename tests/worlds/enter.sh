#!/bin/bash
# enter.sh DIR COMMAND [ARGUMENT]...: runs COMMAND in the system below DIR (root.sh), in its /src.
# To be run by namespace.sh.
set -u
. "$(dirname "$0")/mounts.bash"

give_up() {
	echo "enter: $1" >&2
	exit 3
}

root=$1
shift
# Not with chroot, in which users cannot create user namespaces, as a test does.
become_root() {
	mkdir -p "$root/mnt/before" && cd "$root" && pivot_root . mnt/before && cd / &&
		umount -l /mnt/before
}

mount --rbind "$root" "$root" || give_up "$root: cannot be mounted"
mount_system "$root" || give_up "$root: cannot mount what a system needs"
become_root || give_up "$root: cannot be made the root"
# Pass on only the variables that apt needs to find its mirror.
cd /src || give_up '/src: there are no sources'
exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb \
	DEBIAN_FRONTEND=noninteractive ${http_proxy:+"http_proxy=$http_proxy"} \
	${https_proxy:+"https_proxy=$https_proxy"} ${no_proxy:+"no_proxy=$no_proxy"} "$@"
