#!/usr/bin/env bats
# What the helpers (capture, list-update) can still do once they read data from others: as little as
# the kernel can enforce.
#
# shellcheck disable=SC2154

load ../programs
load ../cli/common

setup() {
	libexec=$BIN/../libexec/pcsckit
	cd "$BATS_TEST_TMPDIR" || return
	mkdir "$HOME" inside outside
	: >outside/kept
	nm -D -u "$libexec/capture" | grep -q seccomp_load || skip 'this build is not confined'
}

# attempts PROGRAM ARGUMENT...: runs PROGRAM with attempts.c preloaded, which tries forbidden
# operations.
attempts() {
	run env LD_PRELOAD="$BIN/../tests/faults/attempts.so" INSIDE=inside/new OUTSIDE=outside/new KEPT=outside/kept "$@"
	echo "$output"
}

# refuses ATTEMPT...: none of these operations succeeded.
refuses() {
	local what
	for what; do
		prints "$what: "
		! grep -qx "$what: done" <<<"$output" || { echo "$what"; return 1; }
	done
}

# The kernel may not support Landlock.
knows_landlock() {
	python3 -c 'import ctypes, sys; sys.exit(ctypes.CDLL(None).syscall(444, None, 0, 1) < 1)'
}

@test "capture reads and writes its streams, and opens nothing" {
	attempts "$libexec/capture" read </dev/null
	refuses 'read a file' 'write inside' 'write outside' 'remove outside' 'open a socket' 'open a pipe' \
		'signal another' 'run a program'
	[ -e outside/kept ] && [ ! -e outside/new ] && [ ! -e inside/new ]
}

@test "list-update reads, connects, and writes into one directory" {
	attempts "$libexec/list-update" --file inside/list --url http://localhost:1/
	for what in 'read a file' 'write inside' 'open a socket' 'open a pipe'; do prints "$what: done"; done
	refuses 'accept connections' 'signal another' 'run a program'
	[ -e inside/new ]
	knows_landlock || skip 'this kernel has no Landlock'
	refuses 'write outside' 'remove outside'
	[ -e outside/kept ] && [ ! -e outside/new ]
}

@test "list-update --check writes nowhere" {
	attempts "$libexec/list-update" --check --file inside/list --url http://localhost:1/
	prints 'open a socket: done'
	refuses 'accept connections' 'run a program'
	knows_landlock || skip 'this kernel has no Landlock'
	refuses 'write inside' 'write outside' 'remove outside'
}

# If the kernel supports neither mechanism, nothing fails: here the calls that set up the
# confinement are refused.
@test "a kernel that cannot confine programs is not an error" {
	printf '3B 00\n' >atrs
	run strace -f -qq -o calls -e trace=seccomp,landlock_create_ruleset,prctl \
		-e inject=seccomp,landlock_create_ruleset:error=ENOSYS -e inject=prctl:error=EINVAL \
		"$libexec/capture" read </dev/null
	[ "$status" = 2 ]
	grep -q INJECTED calls
}
