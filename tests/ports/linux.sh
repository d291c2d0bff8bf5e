#!/bin/bash
# linux.sh ARCH: for another architecture of Debian (i386, arm64, armhf, s390x) all programs build without a warning;
# unit tests, the expected texts and JSON of ATRs, and the examples with their recordings pass under qemu. For ARCH
# musl all C files compile against that C library. To be run as root inside a bare Debian 12, the tree being the
# current directory. Installs packages in that root. Writes TAP; status 1 where something fails.
# shellcheck disable=SC2317 # `it` calls the functions
set -u
arch=$1
log=$PWD/build/port.log
b=$PWD/build/port
failed=0 number=0
mkdir -p build
: >"$log"
case $arch in
i386) triplet=i686-linux-gnu libraries=i386-linux-gnu qemu=qemu-i386 ;;
arm64) triplet=aarch64-linux-gnu libraries=$triplet qemu=qemu-aarch64 ;;
armhf) triplet=arm-linux-gnueabihf libraries=$triplet qemu=qemu-arm ;;
s390x) triplet=s390x-linux-gnu libraries=$triplet qemu=qemu-s390x ;;
musl) ;;
*) echo "linux.sh: $arch: not i386, arm64, armhf, s390x or musl" >&2; exit 2 ;;
esac

# it WHAT COMMAND...: one test.
it() {
	local what=$1
	shift
	number=$((number + 1))
	if "$@" >>"$log" 2>&1 </dev/null; then
		echo "ok $number - $arch: $what"
	else
		echo "not ok $number - $arch: $what"
		tail -n 30 "$log" | sed 's/^/# /'
		failed=1
	fi
}

apt() {
	apt-get -q -y --no-install-recommends install "$@"
}

packages() {
	dpkg --add-architecture "$arch" && apt-get -q update &&
		apt "gcc-$triplet" make pkgconf qemu-user "libc6-dev:$arch" {libpcsclite,libjansson,libcurl4-openssl,libedit}-dev:"$arch" \
			libpcap0.8-dev:"$arch" libseccomp-dev:"$arch" libcmocka-dev:"$arch"
}

build() {
	PKG_CONFIG_LIBDIR=/usr/lib/$libraries/pkgconfig:/usr/share/pkgconfig make -s -j2 B="$b" CC="$triplet-gcc" \
		AR="$triplet-ar" RUN="$qemu" WERROR=1 all unit
}

unit() {
	local test
	for test in "$b"/tests/unit/test_* "$b"/tests/unit/*/test_*; do
		[[ $test == *.d ]] || [ -d "$test" ] || PATTERN_PAIRS=100000 $qemu "$test" || return
	done
}

# each SUFFIX OPTION...
each() {
	local suffix=$1 atr
	shift
	touch -d '2026-02-28 12:00 UTC' tests/atr/cards.txt
	for atr in tests/atr/*.atr; do
		(cd tests/atr && $qemu "$b/bin/atr_parser" "$@" --list cards.txt <"${atr##*/}" 2>&1) |
			sed 's/^\(  cards.txt of 2026-02-28\), .* old$/\1/' | diff -u "${atr%.atr}.$suffix" - || return
	done
}

examples() {
	local card
	for card in data/examples/*.card; do
		$qemu "$b/bin/scriptor" --replay "$card" "${card%.card}.apdu" || return
	done
}

musl() {
	apt musl-tools make gcc pkgconf libpcsclite-dev libjansson-dev libcurl4-openssl-dev libedit-dev libpcap-dev libseccomp-dev linux-libc-dev || return
	mkdir -p "$b/include" && cp -r /usr/include/{PCSC,jansson.h,jansson_config.h,histedit.h,pcap,pcap.h,seccomp.h,seccomp-syscalls.h,linux,asm-generic} "$b/include/" &&
		cp -r /usr/include/x86_64-linux-gnu/{curl,asm} "$b/include/" || return
	# shellcheck disable=SC2046 # one word a file
	make -s -j2 -k B="$b/build" CC='musl-gcc' PKG_CONFIG="$PWD/tests/ports/pkg-config" PORT="$b" CPPFLAGS="-I$b/include/PCSC" \
		WERROR=1 $(find lib vicard scriptor pcsc_scan atr_parser list_update capture -name '*.c' |
			sed "s,\(.*\)\.c$,$b/build/obj/\1.o,")
}

if [ "$arch" = musl ]; then
	export PORT=$b
	it 'all C files compile without a warning' musl
else
	it 'compiler, libraries and qemu' packages
	it 'all programs build without a warning' build
	it 'unit tests' unit
	it 'every ATR as text' each txt --width 80
	it 'every ATR as JSON' each json --json
	it 'the examples, with their recordings' examples
fi
exit "$failed"
