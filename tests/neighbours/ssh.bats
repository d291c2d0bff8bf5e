#!/usr/bin/env bats
# The readers of another machine, used in the way the README describes: with a real ssh and sshd, on
# loopback.

bats_require_minimum_version 1.5.0
root=$BATS_TEST_DIRNAME/../..

@test "the service's socket, forwarded by ssh: the readers at the other end" {
	run --separate-stderr "$root/tests/pcsc/world.sh" "$BATS_TEST_DIRNAME/ssh_forward.sh"
	echo "$output$stderr"
	[ "$status" -eq 0 ]
	[ "${lines[0]}" = '0: pcsckit A 00 00' ]
	[ "${lines[1]}" = '1: pcsckit A 00 01' ]
}
