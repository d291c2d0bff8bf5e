#!/bin/bash
# run.sh WORLD OUT SOCKET: makes the world of tests/doctor/WORLD below the directory OUT and lets `pcsc_scan --doctor
# --json` look at it; its exit status. OUT/said keeps the output, for compare.py; standard output has what was said on
# standard error. SOCKET is one that nobody listens at, to be linked where the world has one. The fake winscard must be
# found (LD_LIBRARY_PATH), pcsc_scan too.
set -u
here=$(cd "${0%/*}" && pwd)
# shellcheck disable=SC2034 # socket is for systems.bash
world=$here/$1 out=$2 socket=$3
system=$out/root
world_service=$out/service
world_arguments=() world_variables=() world_stub=() world_command=()
# Root is stopped by no rights, so it is asked without that privilege.
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

# It ends with its standard input.
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
