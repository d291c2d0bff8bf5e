#!/bin/bash
# linux.sh ARCH: for another architecture of Debian (i386, arm64, armhf, s390x), or with musl
# instead of glibc, checks that all programs build without a warning, and that the unit tests, the
# expected texts and JSON of ATRs, and the examples with their recordings pass: under qemu, or
# directly for musl. For musl, jansson and cmocka are built from Debian's sources; the other
# libraries are stand-ins, whose functions are linked but not called. Run this as root in a bare
# Debian 12, with the tree as the current directory. Installs packages in that system. Writes TAP;
# exits with 1 if something fails.
# shellcheck disable=SC2317 # `it` calls the functions
set -u
arch=$1
log=$PWD/build/port.log
b=$PWD/build/port
. "$(dirname "$0")/../worlds/tap.sh"
. "$(dirname "$0")/stand_in.bash"
case $arch in
i386) triplet=i686-linux-gnu libraries=i386-linux-gnu qemu=qemu-i386 ;;
arm64) triplet=aarch64-linux-gnu libraries=$triplet qemu=qemu-aarch64 ;;
armhf) triplet=arm-linux-gnueabihf libraries=$triplet qemu=qemu-arm ;;
s390x) triplet=s390x-linux-gnu libraries=$triplet qemu=qemu-s390x ;;
musl) qemu= ;;
*) echo "linux.sh: $arch: not i386, arm64, armhf, s390x or musl" >&2; exit 2 ;;
esac

packages() {
	dpkg --add-architecture "$arch" && apt-get -q update &&
		apt "gcc-$triplet" make pkgconf python3 qemu-user "libc6-dev:$arch" {libpcsclite,libjansson,libcurl4-openssl,libedit}-dev:"$arch" \
			libpcap0.8-dev:"$arch" libseccomp-dev:"$arch" libcmocka-dev:"$arch"
}

build() {
	PKG_CONFIG_LIBDIR=/usr/lib/$libraries/pkgconfig:/usr/share/pkgconfig make -s -k -j2 B="$b" CC="$triplet-gcc" \
		AR="$triplet-ar" RUN="$qemu" WERROR=1 all unit
}

# --- musl ---

packages_musl() {
	sed -n 's/^deb /deb-src /p' /etc/apt/sources.list >/etc/apt/sources.list.d/sources.list && apt-get -q update &&
		apt musl-tools make gcc dpkg-dev pkgconf libpcsclite-dev libjansson-dev libcurl4-openssl-dev libedit-dev \
			libpcap-dev libseccomp-dev linux-libc-dev
}

# The libraries that the tests use.
libraries_musl() (
	mkdir -p "$PORT/sources" "$PORT/lib" "$PORT/include" && cd "$PORT/sources" &&
		apt-get -q source --only-source jansson cmocka || return
	: >"$PORT/include/jansson_private_config.h" &&
		cp /usr/include/jansson*.h cmocka-*/include/cmocka*.h "$PORT/include/" &&
		musl-gcc -O2 -fPIC -shared -DHAVE_ENDIAN_H -DHAVE_STDINT_H -DHAVE_SYS_TIME_H -DHAVE_GETTIMEOFDAY -DHAVE_UNISTD_H \
			-DHAVE_LOCALE_H -DHAVE_LOCALECONV -DINITIAL_HASHTABLE_ORDER=3 -I "$PORT/include" \
			-o "$PORT/lib/libjansson.so" jansson-*/src/*.c &&
		musl-gcc -O2 -fPIC -shared -DHAVE_SIGNAL_H -DHAVE_STRSIGNAL -DHAVE_SNPRINTF -DHAVE_VSNPRINTF -DHAVE_CLOCK_REALTIME \
			-DHAVE_STRUCT_TIMESPEC -DHAVE_CLOCK_GETTIME -I "$PORT/include" -o "$PORT/lib/libcmocka.so" cmocka-*/src/cmocka.c
)

make_musl() {
	make -s -k -j2 B="$b" CC=musl-gcc PKG_CONFIG="$PWD/tests/ports/pkg-config" CPPFLAGS="-I$PORT/include/PCSC -isystem $PORT/include" \
		LDFLAGS="-L$PORT/lib" WERROR=1 "$@"
}

# The stand-ins define the functions that our objects call.
build_musl() {
	local object objects
	cp -r /usr/include/{PCSC,histedit.h,pcap,pcap.h,seccomp.h,seccomp-syscalls.h,linux,asm-generic} \
		/usr/include/x86_64-linux-gnu/{curl,asm} "$PORT/include/" || return
	mapfile -t objects < <(find lib/sys list_update capture -name '*.c' | sed "s,\(.*\)\.c$,$b/obj/\1.o,")
	make_musl "${objects[@]}" || return
	for object in pcsclite:'^(SCard|g_rg|pcsc_)' curl:'^curl' pcap:'^pcap' seccomp:'^seccomp'; do
		symbols "${object#*:}" "${objects[@]}" | stand_in "$PORT/lib/lib${object%%:*}.so" musl-gcc || return
	done
	make_musl all unit
}

# --- tests ---

unit() {
	local test
	for test in "$b"/tests/unit/test_* "$b"/tests/unit/*/test_*; do
		[[ $test == *.d ]] || [ -d "$test" ] || PATTERN_PAIRS=20000 $qemu "$test" || return
	done
}

# each SUFFIX OPTION...: compares the output for each ATR with the expected file.
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

# Captures of either byte order are read, and captures that we write are read again.
captures() {
	local link how helper="$qemu $b/libexec/pcsckit/capture"
	for link in 189 220 249; do
		for how in '' swapped; do
			# shellcheck disable=SC2086 # words
			tests/cli/make_capture.py $link $how <tests/cli/capture/transfers | $helper read | diff tests/cli/capture/text - || return
		done
	done
	$helper write <tests/cli/capture/text >"$b/written.pcap" &&
		diff <(grep '^1 [<>]' tests/cli/capture/text) <($helper read <"$b/written.pcap" | grep '^1 [<>]')
}

if [ "$arch" = musl ]; then
	export PORT=$PWD/build/musl LD_LIBRARY_PATH=$PWD/build/musl/lib
	it "$arch: compiler and headers" packages_musl
	it "$arch: jansson and cmocka" libraries_musl
	it "$arch: all programs build without a warning" build_musl
else
	it "$arch: compiler, libraries and qemu" packages
	it "$arch: all programs build without a warning" build
fi
it "$arch: unit tests" unit
it "$arch: every ATR as text" each txt --width 80
it "$arch: every ATR as JSON" each json --json
it "$arch: the examples, with their recordings" examples
[ "$arch" = musl ] || it "$arch: captures" captures
finish
