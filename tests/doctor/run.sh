#!/bin/bash
# run.sh WORLD OUT SOCKET: creates the world of tests/doctor/WORLD below the directory OUT and runs
# `pcsc_scan --doctor --json` on it; exits with its status. Its output is kept in OUT/said, for
# compare.py; what it wrote to standard error is printed on standard output. SOCKET is a socket on
# which nothing listens; worlds that have sockets link to it. pcsc_scan and the fake winscard must
# be found (PATH, LD_LIBRARY_PATH).
set -u
here=$(cd "${0%/*}" && pwd)
# shellcheck disable=SC2034 # socket is for systems.bash
world=$here/$1 out=$2 socket=$3
system=$out/root
world_service=$out/service
world_arguments=() world_variables=() world_stub=() world_command=()
# Root can access everything, so for root the program runs without that privilege.
# shellcheck disable=SC2034 # for worlds
unprivileged=(env)
# shellcheck disable=SC2034,SC2054
[ "$UID" != 0 ] || unprivileged=(setpriv --bounding-set -dac_override,-dac_read_search)
mkdir -p "$system" || exit 3
: >"$world_service"

# shellcheck source=tests/doctor/systems.bash
. "$here/systems.bash"
# shellcheck disable=SC1091 # one of many
. "$world/tree" || exit 3

# The stub ends with its standard input.
if [ ${#world_stub[@]} -gt 0 ]; then
	rm -f "$system/run/pcscd/pcscd.comm"
	coproc STUB { exec python3 "$here/service.py" "$system/run/pcscd/pcscd.comm" "${world_stub[@]}"; }
	read -r _ <&"${STUB[0]}"
fi

env -u PCSC_READER -u PCSC_READER_IGNORE -u PCSCLITE_CSOCK_NAME -u GNUPGHOME HOME=/home/user \
	FAKE_PCSC="$world_service" "${world_variables[@]}" "${world_command[@]}" \
	pcsc_scan --doctor --json --root "$system" "${world_arguments[@]}" >"$out/said" 2>"$out/errors"
status=$?
[ ! -s "$out/errors" ] || sed 's/^/said on standard error: /' "$out/errors"
exit $status
