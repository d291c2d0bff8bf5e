#!/bin/bash
# To be run inside tests/pcsc/world.sh, as root: forwards the service's socket through a real sshd
# on loopback, as the README describes, and lists the readers at the other end. Prints the output of
# pcsc_scan.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
sshd=/usr/sbin/sshd
[ -x $sshd ] || sshd=$top/build/root/usr/sbin/sshd
work=$WORLD/ssh
mkdir -m 700 "$work"
mkdir -p /run/sshd
# sshd needs a user of its own, which this machine may not have.
if ! getent passwd sshd >"$work/getent"; then
	{ cat /etc/passwd; echo 'sshd:x:65533:65534::/run/sshd:/usr/sbin/nologin'; } >"$work/passwd"
	mount --bind "$work/passwd" /etc/passwd
fi
for key in host user; do ssh-keygen -q -t ed25519 -N '' -f "$work/$key"; done
cat >"$work/config" <<-END
	ListenAddress 127.0.0.1:2222
	HostKey $work/host
	AuthorizedKeysFile $work/user.pub
	PermitRootLogin yes
	StrictModes no
	UsePAM no
	PidFile none
END
"$sshd" -D -e -f "$work/config" 2>"$work/sshd.log" &
server=$!
forward() {
	ssh -nNT -F none -p 2222 -i "$work/user" -o StrictHostKeyChecking=no -o UserKnownHostsFile="$work/known" \
		-o LogLevel=ERROR -o ExitOnForwardFailure=yes -L "$work/pcscd.comm:/run/pcscd/pcscd.comm" root@127.0.0.1
}
for _ in {1..200}; do
	forward 2>"$work/ssh.log" &
	client=$!
	while kill -0 "$client" 2>/dev/null && [ ! -S "$work/pcscd.comm" ]; do sleep 0.02; done
	[ ! -S "$work/pcscd.comm" ] || break
	wait "$client" || : # sshd is not listening yet
	sleep 0.05
done
cat "$work/ssh.log" "$work/sshd.log" >&2
PCSCLITE_CSOCK_NAME=$work/pcscd.comm pcsc_scan -r || echo "status $?"
kill "$client" "$server"
