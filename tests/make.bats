#!/usr/bin/env bats
# What the Makefile guarantees to those who build: variables, dependencies, V=1, make clean, make
# help.

bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_DIRNAME/.." || return
	b=$BATS_TEST_TMPDIR/b
	num=$b/obj/lib/base/num.o
	unset MAKEFLAGS MAKELEVEL MFLAGS CC CFLAGS CPPFLAGS LDFLAGS PKG_CONFIG V WERROR SAN STATIC
}

# Builds a single object, which shows everything that a build can show.
object() {
	make --no-print-directory B="$b" "$@" "$num"
}

@test "CC, CFLAGS, CPPFLAGS and LDFLAGS are obeyed, from the command line and from the environment" {
	cat >"$BATS_TEST_TMPDIR/cc" <<-END
		#!/bin/sh
		echo "\$*" >>$BATS_TEST_TMPDIR/calls
		exec cc "\$@"
	END
	chmod +x "$BATS_TEST_TMPDIR/cc"
	object CC="$BATS_TEST_TMPDIR/cc" CFLAGS=-O1 CPPFLAGS=-DOWN=1
	grep -E -- '-DOWN=1 -O1 .*-c -o .*num\.o' "$BATS_TEST_TMPDIR/calls"
	run ! grep -e -O2 "$BATS_TEST_TMPDIR/calls"
	CFLAGS='-Og -DTWO=2' object
	[[ $(CFLAGS='-O1 -DTWO=2' object V=1) == *'-O1 -DTWO=2'* ]]
	run make --no-print-directory -n B="$b" V=1 LDFLAGS=-Wl,--own CFLAGS=-Dlinked "$b/bin/vicard"
	[[ ${lines[-1]} == *' -Dlinked -Wl,--own -o '*/bin/vicard* ]]
}

@test "PKG_CONFIG is obeyed, and what it misses is named with what installs it" {
	run ! object PKG_CONFIG=false
	[[ $output == *'libpcsclite-dev'*'tests/need build'* ]]
}

@test "V=1 shows commands, nothing else does" {
	run -0 object
	[[ $output != *' -c -o '* ]]
	[[ $output == *'CC     obj/lib/base/num.o'* ]]
	run -0 object V=1 CFLAGS=-O1
	[[ $output == *' -c -o '*num.o* ]]
}

@test "a changed header builds again what includes it, and nothing else" {
	[ -n "$(object)" ]
	[ -z "$(object)" ]
	[ -n "$(object -W lib/base/bytes.h)" ]
	[ -z "$(object -W lib/base/style.h)" ]
	# A header that no longer exists is no error if nothing includes it any more.
	sed -i 's,lib/base/num\.h,lib/base/gone.h,g' "${num%.o}.d"
	object
}

@test "other flags build again, the same do not" {
	object
	[ -z "$(object CFLAGS='-O2 -g')" ]
	object SAN=address
	nm "$num" | grep __asan
}

@test "clean leaves nothing, help tells all targets" {
	object
	make --no-print-directory -s B="$b" clean
	[ ! -e "$num" ]
	run -0 make --no-print-directory help
	for target in check demo bench fuzz soak install uninstall clean; do
		[[ $output == *"$target"* ]]
	done
	for variable in PREFIX DESTDIR CC CFLAGS LDFLAGS WERROR SAN V; do
		[[ $output == *"$variable"* ]]
	done
}

@test "make with nothing to do and make install say one line each, with -s none" {
	make -s --no-print-directory B=build
	run -0 make --no-print-directory B=build
	[ "$output" = 'The programs are in build/bin; "make help" lists what else there is.' ]
	run -0 make --no-print-directory B=build DESTDIR="$BATS_TEST_TMPDIR/root" install
	[ "$output" = "Installed in $BATS_TEST_TMPDIR/root/usr/local." ]
	run -0 make -s --no-print-directory B=build DESTDIR="$BATS_TEST_TMPDIR/root" install
	[ -z "$output" ]
}

@test "the Makefile stays short: under 200 lines of at most 120 columns, one of them links" {
	[ "$(wc -l <Makefile)" -lt 200 ]
	run ! grep -E '.{121}' Makefile
	[ "$(grep -c -- '-o \$@ .*\$(libraries)' Makefile)" = 1 ]
	[ "$(grep -c '^-\?include ' Makefile)" = 2 ]
}

@test "make check GROUPS: a name that is none is refused" {
	run -2 make --no-print-directory check GROUPS='unit cli/nosuch'
	[[ $output == *'check: cli/nosuch: no such group of tests'* ]]
	[[ $output != *' passed'* ]]
}

# stub FILE LINE...: writes a script into the tree of the test.
stub() {
	mkdir -p "$tree/${1%/*}"
	{
		echo '#!/bin/sh'
		printf '%s\n' "${@:2}"
	} >"$tree/$1"
	chmod +x "$tree/$1"
}

@test "make check counts what fails and what is skipped, the one not as the other" {
	tree=$BATS_TEST_TMPDIR/tree
	stub tests/options.sh 'echo "ok 1 a"' 'echo "ok 2 b # SKIP no mandoc"'
	stub build/tests/unit/test_a 'echo "ok 1 - c"' 'echo "not ok 2 # SKIP d"'
	cp tests/check.sh "$tree/tests/"
	printf 'all unit fake:\n' >"$tree/Makefile"
	mkdir "$tree/tests/unit"
	touch "$tree/tests/unit/test_a.c"
	run -0 "$tree/tests/check.sh" options unit
	[[ $output == *'options '*' 1 passed, 1 skipped, '* ]]
	[[ $output == *'unit '*' 1 passed, 1 skipped, '* ]]
	[ "${lines[-1]}" = '3 passed, 0 failed' ]
	stub build/tests/unit/test_a 'echo "ok 1 - c"' 'echo "not ok 2 - # SKIP d"' 'exit 1'
	run -1 "$tree/tests/check.sh" unit
	[[ $output == *'unit '*' 1 passed, 2 failed, '* ]]
	stub build/tests/unit/test_a 'echo "ok 1 - c"' 'kill -SEGV $$'
	run -1 "$tree/tests/check.sh" unit
	[[ $output == *'exit status is not 0'* ]]
	[ "${lines[-1]}" = '2 passed, 1 failed' ]
}

@test "make worlds says what it cannot run, and that is no failure" {
	mkdir "$BATS_TEST_TMPDIR/bin"
	printf '#!/bin/sh\necho 1000\n' >"$BATS_TEST_TMPDIR/bin/id"
	chmod +x "$BATS_TEST_TMPDIR/bin/id"
	PATH=$BATS_TEST_TMPDIR/bin:$PATH run -77 tests/worlds.sh
	[[ $output == *'NOT RUN: only root can make a system'*$'\n0 passed, 0 failed' ]]
}

# ci SUITES WORLDS: runs .ci/run in a tree with these suites in its Makefile (the others count
# nothing) and this worlds.sh.
ci() {
	local tree=$BATS_TEST_TMPDIR/tree
	mkdir -p "$tree/.ci" "$tree/tests"
	cp .ci/run "$tree/.ci/"
	printf '%b\n%%:\n\t@:\n' "$1" >"$tree/Makefile"
	printf '#!/bin/sh\n%s\n' "$2" >"$tree/tests/worlds.sh"
	chmod +x "$tree/tests/worlds.sh"
	run "$tree/.ci/run"
	[ "$(grep -c -E '^[0-9]+ passed, [0-9]+ failed$' <<<"$output")" = 1 ]
}

@test ".ci/run adds up its suites; what fails uncounted is counted, what cannot be run is not" {
	# Two suites run "make check", three tests/worlds.sh.
	local good='check:\n\t@echo 5 passed, 0 failed' bad='lint:\n\t@echo 3 passed, 1 failed; false'
	ci "$good" 'echo "2 passed, 0 failed"'
	[ "$status" = 0 ]
	[ "${lines[-1]}" = '16 passed, 0 failed' ]
	[ "${lines[0]}" = 'check: 5 passed, 0 failed' ]
	ci "$good" 'echo "0 passed, 0 failed"; exit 77'
	[ "$status" = 0 ]
	[ "${lines[-1]}" = '10 passed, 0 failed' ]
	ci "$good\n$bad" 'echo "2 passed, 1 failed"; exit 1'
	[ "$status" = 1 ]
	[ "${lines[-1]}" = '19 passed, 4 failed' ]
	ci "$good; false" 'exit 3'
	[ "$status" = 1 ]
	[ "${lines[-1]}" = '10 passed, 5 failed' ]
	ci 'check:\n\t@true' 'exit 77'
	[ "$status" = 1 ]
}

# hardened FLAG PATTERN COMMAND...: if the compiler supports FLAG, the output of COMMAND for each
# program contains PATTERN.
hardened() {
	local flag=$1 pattern=$2 program
	shift 2
	grep -q -- " $flag" <(tail -n 1 build/obj/takes) || return 0
	for program in build/bin/{atr_parser,pcsc_scan,scriptor,vicard} build/libexec/pcsckit/*; do
		"$@" "$program" | grep -q -- "$pattern" || { echo "$program: $flag: no $pattern"; return 1; }
	done
}

@test "the pages' program needs no loader where it can be linked so, unless STATIC=no" {
	cgi=libexec/pcsckit/atr_parser.cgi
	run tools/static cc -ljansson -lpthread
	readelf -lW "build/$cgi" >"$BATS_TEST_TMPDIR/segments"
	loaders=$(grep -c INTERP "$BATS_TEST_TMPDIR/segments") || :
	if [ -n "$output" ]; then [ "$loaders" = 0 ]; else [ "$loaders" = 1 ]; fi
	make -n V=1 STATIC=no B="$BATS_TEST_TMPDIR/b" "$BATS_TEST_TMPDIR/b/$cgi" >"$BATS_TEST_TMPDIR/commands"
	grep -- "-o $BATS_TEST_TMPDIR/b/$cgi" "$BATS_TEST_TMPDIR/commands"
	! grep static-pie "$BATS_TEST_TMPDIR/commands" || false
	[ -z "$(tools/static cc -lthere-is-no-such-library)" ]
}

@test "programs are hardened, by default, as far as the compiler can" {
	hardened '' 'DYN (Position-Independent' readelf -h
	hardened '' BIND_NOW readelf -d
	hardened '' 'GNU_RELRO' readelf -lW
	hardened '' 'GNU_STACK.* RW ' readelf -lW
	grep -q -- ' -U_FORTIFY_SOURCE' build/obj/takes
	hardened -D_FORTIFY_SOURCE=3 '__snprintf_chk\|__vsnprintf_chk' nm
	case $(uname -m) in
	x86_64)
		# Libraries from elsewhere may lack the mark, so look at our objects.
		grep -q -- -fcf-protection <(tail -n 1 build/obj/takes)
		[ -z "$(find build/obj -name '*.o' -exec readelf -n {} + | awk '/^File:/ { file = $2 }
			/IBT, SHSTK/ { good[file] } /^File:/ { all[file] } END { for (f in all) if (!(f in good)) print f }')" ]
		hardened -fstack-clash-protection 'or[bql] *\$0x0,(%rsp)' objdump -d --no-show-raw-insn
		;;
	aarch64)
		[ -n "$(readelf -n build/obj/lib/base/num.o | grep 'BTI, PAC')" ]
		hardened -fstack-clash-protection 'str	xzr, \[sp' objdump -d --no-show-raw-insn
		;;
	esac
}

@test "what hardens is asked of the compiler once, and not forced on those who decide" {
	local takes=$BATS_TEST_TMPDIR/takes flags='-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector'
	printf '#!/bin/sh\necho >>%q\nexec cc "$@"\n' "$BATS_TEST_TMPDIR/calls" >"$BATS_TEST_TMPDIR/cc"
	chmod +x "$BATS_TEST_TMPDIR/cc"
	# asks FLAGS-OF-THE-USER: runs tools/takes with them; prints the accepted flags.
	asks() { tools/takes "$takes" "$BATS_TEST_TMPDIR/cc" "$1" -mno-such $flags; }
	[ "$(asks -O2)" = '-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector' ]
	calls=$(wc -l <"$BATS_TEST_TMPDIR/calls")
	[ "$(asks -O2)" = '-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector' ]
	[ "$(wc -l <"$BATS_TEST_TMPDIR/calls")" = "$calls" ]
	[ "$(asks '-O2 -D_FORTIFY_SOURCE=2')" = '-U_FORTIFY_SOURCE -fstack-protector' ]
	rm "$takes"
	[ -z "$(tools/takes "$takes" no-such-compiler '' -Wall)" ]
	[ ! -e "$takes" ]
}

@test "make dist: a tarball that builds without git, with the version in its name" {
	root=$PWD
	[ -e "$root/.git" ] || skip 'no git here'
	version=$(sed -n 's/^VERSION = //p' "$root/Makefile")
	cd "$BATS_TEST_TMPDIR"
	git clone -q "$root" clone
	make -s -C clone dist
	tar -xzf clone/pcsckit-"$version".tar.gz
	make -s -C "pcsckit-$version" B=build CFLAGS=-O0 build/bin/vicard
	[ "$("pcsckit-$version/build/bin/vicard" --version | head -n 1)" = "vicard (pcsckit) $version" ]
}

@test "the version stands in the Makefile, and packages have the same" {
	version=$(sed -n 's/^VERSION = //p' Makefile)
	[[ $(head -n 1 debian/changelog) == "pcsckit ($version) "* ]]
	grep -E -x "Version: +$version" packaging/rpm/pcsckit.spec
	[[ $(grep -A 1 -x '%changelog' packaging/rpm/pcsckit.spec | tail -n 1) == "* "*" - $version-1" ]]
	grep -x "pkgver=$version" packaging/arch/PKGBUILD
	grep -x "  version \"$version\"" packaging/homebrew/pcsckit.rb
	bash -n packaging/arch/PKGBUILD
	shellcheck packaging/arch/PKGBUILD
}

# WORLDS=compilers compares whole programs.
@test "nothing of the directory where it was built is in what was built" {
	local there="$BATS_TEST_TMPDIR/another place"
	make -s --no-print-directory B=build all
	run ! grep -l -F -e "$PWD" build/bin/* build/libexec/pcsckit/*
	mkdir "$there"
	cp -r Makefile lib tools atr_parser pcsc_scan scriptor vicard list_update capture man data "$there"
	make -s --no-print-directory -C "$there" B=b b/obj/lib/libbase.a
	cmp build/obj/lib/libbase.a "$there/b/obj/lib/libbase.a"
}
