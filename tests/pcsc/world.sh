#!/bin/bash
# world.sh [-n ENTRIES] COMMAND [ARGUMENT]...: runs COMMAND together with a private pcscd with
# ENTRIES (1) virtual readers, in new namespaces: processes, sockets and mounts in there are
# invisible from outside and are gone afterwards, however COMMAND ends. Exits with COMMAND's status,
# or 77 if the machine does not permit namespaces.
#
# Each entry has two slots. Readers: "pcsckit A 00 00", "pcsckit A 00 01", "pcsckit B 00 00" ...;
# their ports: 35963, 35964, 35965 ... on 127.0.0.1. In COMMAND's environment WORLD is a directory
# that contains pcscd.log, and PATH begins with our programs. service.sh stops and starts the
# service.
set -u

top=$(cd "$(dirname "$0")/../.." && pwd)

give_up() {
	echo "world: $1" >&2
	exit "$2"
}

# The first process in the namespaces.
inside() {
	local entries=$1
	shift
	# A signal to the outer process kills everything; COMMAND itself receives signals from the
	# terminal too.
	trap : INT TERM HUP
	if ! mount -t tmpfs -o mode=755 tmpfs /run || ! mkdir -p /run/pcscd "$WORLD"; then
		give_up 'cannot mount a /run of its own' 77
	fi
	# Do not use real readers of this machine.
	if [ -d /usr/lib/pcsc/drivers ]; then
		mount -t tmpfs tmpfs /usr/lib/pcsc/drivers || give_up 'cannot hide the drivers' 77
	fi
	ip link set lo up || give_up 'cannot bring lo up' 77
	# The local ports of the cards' connections must not be ports of readers.
	echo 40000 60999 2>/dev/null >/proc/sys/net/ipv4/ip_local_port_range || :
	configure "$entries" || give_up 'cannot configure the readers' 3
	"$top/tests/pcsc/service.sh" start || exit 3
	"$@"
	local status=$?
	"$top/tests/pcsc/service.sh" stop
	return $status
}

# Each entry gets its own copy of the driver, which keeps the slots of all entries in one array.
configure() {
	local n port letters=ABCDEFGH
	: >"$WORLD/reader.conf" || return
	for ((n = 0; n < $1; n++)); do
		port=$((35963 + 2 * n))
		cp "$driver" "$WORLD/driver$n.so" || return
		cat >>"$WORLD/reader.conf" <<-END
			FRIENDLYNAME "pcsckit ${letters:n:1}"
			DEVICENAME /dev/null:$port
			LIBPATH $WORLD/driver$n.so
			CHANNELID $port

		END
	done
}

if [ "${1-}" = --inside ]; then
	shift
	inside "$@"
	exit
fi

entries=1
if [ "${1-}" = -n ]; then
	entries=$2
	shift 2
fi
[ $# -gt 0 ] || give_up 'usage: world.sh [-n ENTRIES] COMMAND [ARGUMENT]...' 2
[[ $entries =~ ^[0-8]$ ]] || give_up 'at most 8 entries: pcscd has 16 slots' 2

export WORLD=/run/pcsckit PCSCD=$top/build/root/usr/sbin/pcscd
export driver=$top/build/root/usr/lib/pcsc/drivers/serial/libifdvpcd.so
[ -x "$PCSCD" ] || PCSCD=/usr/sbin/pcscd
if [ ! -x "$PCSCD" ] || [ ! -e "$driver" ]; then
	give_up 'no pcscd or no vpcd driver: tests/need build demo' 3
fi
PATH=$top/${B:-build}/bin:$PATH:/usr/sbin:/sbin

flags=(-mnp)
[ "$(id -u)" = 0 ] || flags=(-rmnp)
unshare "${flags[@]}" --fork --mount-proc true 2>/dev/null ||
	give_up 'this machine allows no namespaces (unshare): not run' 77
exec unshare "${flags[@]}" --fork --kill-child --mount-proc "$0" --inside "$entries" "$@"
