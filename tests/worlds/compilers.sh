#!/bin/bash
# compilers.sh [COMPILER]...: builds everything without a warning with these compilers, or with
# every gcc and clang of the release; with -O0, -O3 and -flto with the default ones; and checks that
# two builds in different directories are identical. Run this as root in a bare Debian system, with
# the tree as the current directory. Installs packages in that system. Writes TAP; the output of the
# commands is in build/compilers.log. Exits with 1 if something failed.
# shellcheck disable=SC2317 # `it` calls the functions
set -u
log=$PWD/build/compilers.log
. "$(dirname "$0")/tap.sh"

# Lists the compilers of the release: gcc-11, gcc-12, clang-14, …
compilers() {
	apt-cache search --names-only '^(gcc|clang)-[0-9]+$' | sed 's/ .*//' | sort -V
}

packages() {
	tests/need build && apt libcmocka-dev gcc clang lld llvm "${chosen[@]}"
}

# built B VARIABLE=VALUE...: builds in B with these variables.
built() {
	local b=$1
	shift
	make -s -k -j"$(nproc)" "B=build/$b" WERROR=1 "$@" all unit && rm -rf "build/$b"
}

# Builds in two directories of different depth and name.
reproducible() {
	local name directory
	for directory in "$work/a" "$work/another/place for it"; do
		mkdir -p "$directory" && tar --exclude ./build --exclude ./.git -cf - . | tar -xf - -C "$directory" &&
			make -s -j"$(nproc)" -C "$directory" "B=${directory##*/}" programs || return
	done
	for name in bin/{atr_parser,pcsc_scan,scriptor,vicard} libexec/pcsckit/{capture,list-update}; do
		cmp "$work/a/a/$name" "$work/another/place for it/place for it/$name" || return
	done
}

work=$(mktemp -d /var/tmp/compilers.XXXXXX) || exit 1
trap 'rm -rf "$work"' EXIT
if [ $# = 0 ]; then
	mapfile -t chosen < <(compilers)
else
	chosen=("$@")
fi
it "the packages: ${chosen[*]}" packages
for compiler in "${chosen[@]}"; do
	it "no warning: $compiler" built "$compiler" CC="$compiler"
done
for level in -O0 -O3; do
	it "no warning: gcc $level" built gcc CC=gcc CFLAGS="$level -g"
	it "no warning: clang $level" built clang CC=clang CFLAGS="$level -g"
done
it 'no warning: gcc -flto' built gcc CC=gcc AR=gcc-ar CFLAGS='-O2 -g -flto=auto'
it 'no warning: clang -flto' built clang CC=clang AR=llvm-ar CFLAGS='-O2 -g -flto' LDFLAGS=-fuse-ld=lld
it 'two builds in different directories are the same' reproducible
finish
