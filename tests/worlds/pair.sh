#!/bin/bash
# pair.sh CLIENT...: inside the world of a daemon (pairs.sh, ../pcsc/world.sh), runs the tests of a
# pair with each CLIENT below /peers; which tests depends on whether client and daemon are
# compatible.
set -u

# older VERSION VERSION: the first one is older.
older() {
	[ "$1" != "$2" ] && [ "$(printf '%s\n' "$@" | sort -V | head -n 1)" = "$1" ]
}

protocol() {
	if older "$1" 2.3.0; then
		echo 4:4
	elif older "$1" 2.5.0; then
		echo 4:5
	else
		echo 4:6
	fi
}

# From 2.4.1 on, libraries and daemons also speak the protocol of an older peer (according to the
# ChangeLog).
fit() {
	[ "$(protocol "$1")" = "$(protocol "$2")" ] || ! older "$1" 2.4.1 || ! older "$2" 2.4.1
}

DAEMON=$("$PCSCD" --version | sed -n -E 's/.* version ([0-9.]*[0-9]).*/\1/p')
export CLIENT LIBRARY DAEMON
for CLIENT; do
	CLIENT=/peers/$CLIENT
	mkdir -p "$CLIENT/run/pcscd" && mount --bind /run/pcscd "$CLIENT/run/pcscd" || exit
	# The client must see the processes of this world, such as the daemon.
	mount -t proc proc "$CLIENT/proc" || exit
	# shellcheck disable=SC2016 # dpkg's own variable
	LIBRARY=$(chroot "$CLIENT" dpkg-query -W -f '${Version}' libpcsclite1)
	LIBRARY=${LIBRARY%%-*}
	test=differ
	! fit "$LIBRARY" "$DAEMON" || test=fit
	bats --formatter tap tests/worlds/pair_$test.bats | sed -u "s/^/$LIBRARY $DAEMON: /"
done
exit 0
