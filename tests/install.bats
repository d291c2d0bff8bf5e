#!/usr/bin/env bats
# make install and uninstall, below DESTDIR.

bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_DIRNAME/.." || return
	root=$BATS_TEST_TMPDIR/root
	unset MAKEFLAGS MAKELEVEL MFLAGS CC CFLAGS CPPFLAGS LDFLAGS INSTALL PREFIX prefix
}

into() {
	make -s --no-print-directory B=build DESTDIR="$root" "$@" >&2
}

# hollow_compiler: makes a compiler that only logs its arguments and creates the output file: enough
# to test where files are installed.
hollow_compiler() {
	cat >"$BATS_TEST_TMPDIR/cc" <<-'END'
		#!/bin/sh
		echo "$*" >>"${0%/*}/calls"
		all=$*
		while [ $# -gt 1 ]; do
			[ "$1" != -o ] || made=$2
			shift
		done
		: >"$made"
		case " $all " in *' -c '*) ;; *) chmod +x "$made" ;; esac
	END
	chmod +x "$BATS_TEST_TMPDIR/cc"
	calls=$BATS_TEST_TMPDIR/calls
	: >"$calls"
}

# hollow B ARGUMENT...: runs make with that compiler, in B.
hollow() {
	local b=$1
	shift
	make -s -j2 --no-print-directory B="$b" CC="$BATS_TEST_TMPDIR/cc" DESTDIR="$root" "$@" >"$BATS_TEST_TMPDIR/made" 2>&1
}

# Hides all other card lists: an installed complete list would take precedence.
without_lists() {
	[ -z "${CHECK_PCSC-}" ] || skip 'needs a namespace'
	mkdir -p "$BATS_TEST_TMPDIR/home"
	HOME=$BATS_TEST_TMPDIR/home unshare "$([ "$(id -u)" = 0 ] && echo -m || echo -rm)" sh -c '
		[ ! -d /usr/share/pcsc ] || mount -t tmpfs tmpfs /usr/share/pcsc
		unset SMARTCARD_LIST XDG_CONFIG_HOME XDG_CACHE_HOME
		exec "$@"' sh "$@"
}

@test "install puts programs, pages and completions where they are looked for" {
	into install
	for program in atr_parser pcsc_scan scriptor vicard; do
		[ -x "$root/usr/local/bin/$program" ]
		[ -f "$root/usr/local/share/man/man1/$program.1" ]
		[ -f "$root/usr/local/share/bash-completion/completions/$program" ]
		[ -f "$root/usr/local/share/zsh/site-functions/_$program" ]
		[ -f "$root/usr/local/share/fish/vendor_completions.d/$program.fish" ]
		"$root/usr/local/bin/$program" --version
	done
	[ -f "$root/usr/local/share/pcsckit/smartcard_list.txt" ]
	[ -f "$root/usr/local/share/pcsckit/examples/hello-world.apdu" ]
	cmp LICENSE "$root/usr/local/share/doc/pcsckit/LICENSE"
	cmp README.md "$root/usr/local/share/doc/pcsckit/README.md"
}

@test "install puts what the service needs where systemd, polkit and the unit look" {
	into install
	unit=$root/usr/local/lib/systemd/system/pcsc_scan.service
	grep -x 'ExecStart=/usr/local/bin/pcsc_scan --json --exec-dir /etc/pcsckit/events' "$unit"
	run ! grep @ <(grep -v -e ^SystemCallFilter "$unit")
	[ -d "$root/etc/pcsckit/events" ]
	user=$(sed -n 's/^User=//p' "$unit")
	grep -F "subject.user == \"$user\"" "$root/etc/polkit-1/rules.d/60-pcsckit.rules"
	grep -F 60-pcsckit.rules "$unit"
	grep -E "^u $user -( |\$)" "$root/usr/local/lib/sysusers.d/pcsckit.conf"
}

@test "sysconfdir is /etc below /usr and /usr/local, else below the prefix; PREFIX and prefix are one" {
	into install prefix=/usr
	grep -x 'ExecStart=/usr/bin/pcsc_scan .* /etc/pcsckit/events' "$root/usr/lib/systemd/system/pcsc_scan.service"
	[ -d "$root/etc/pcsckit/events" ]
	rm -r "$root"
	into install PREFIX=/opt/cards
	grep -x 'ExecStart=/opt/cards/bin/pcsc_scan .* /opt/cards/etc/pcsckit/events' \
		"$root/opt/cards/lib/systemd/system/pcsc_scan.service"
	[ -d "$root/opt/cards/etc/pcsckit/events" ]
	[ -f "$root/opt/cards/etc/polkit-1/rules.d/60-pcsckit.rules" ]
	[ "$(ls "$root")" = opt ]
}

@test "each directory can be chosen, and nothing lands elsewhere" {
	local name
	local -a chosen=()
	hollow_compiler
	root="$BATS_TEST_TMPDIR/a root"
	for name in bindir libexecdir datadir mandir sysconfdir bashcompletiondir zshcompletiondir fishcompletiondir \
		systemdsystemunitdir sysusersdir polkitrulesdir; do
		chosen+=("$name=/o dd/$name")
	done
	hollow "$BATS_TEST_TMPDIR/b" install "${chosen[@]}"
	[ "$(ls "$root")" = 'o dd' ]
	diff <(cd "$root/o dd" && find . -type f -o -type l -o -empty | grep -v -e examples/ -e /web/ -e schema | sort) - <<-'END'
		./bashcompletiondir/ATR_analysis
		./bashcompletiondir/atr_parser
		./bashcompletiondir/pcsc_scan
		./bashcompletiondir/scriptor
		./bashcompletiondir/vicard
		./bindir/ATR_analysis
		./bindir/atr_parser
		./bindir/pcsc_scan
		./bindir/scriptor
		./bindir/vicard
		./datadir/doc/pcsckit/LICENSE
		./datadir/doc/pcsckit/README.md
		./datadir/pcsckit/smartcard_list.txt
		./fishcompletiondir/ATR_analysis.fish
		./fishcompletiondir/atr_parser.fish
		./fishcompletiondir/pcsc_scan.fish
		./fishcompletiondir/scriptor.fish
		./fishcompletiondir/vicard.fish
		./libexecdir/pcsckit/atr_parser.cgi
		./libexecdir/pcsckit/capture
		./libexecdir/pcsckit/list-update
		./mandir/man1/ATR_analysis.1
		./mandir/man1/atr_parser.1
		./mandir/man1/pcsc_scan.1
		./mandir/man1/scriptor.1
		./mandir/man1/vicard.1
		./mandir/man5/atr_parser.5
		./mandir/man5/scriptor.5
		./mandir/man5/smartcard_list.5
		./mandir/man7/atr.7
		./mandir/man8/atr_parser.cgi.8
		./mandir/man8/capture.8
		./mandir/man8/list-update.8
		./polkitrulesdir/60-pcsckit.rules
		./sysconfdir/pcsckit/events
		./systemdsystemunitdir/pcsc_scan.service
		./sysusersdir/pcsckit.conf
		./zshcompletiondir/_atr_parser
		./zshcompletiondir/_pcsc_scan
		./zshcompletiondir/_scriptor
		./zshcompletiondir/_vicard
	END
	grep -F -x 'ExecStart=/o\x20dd/bindir/pcsc_scan --json --exec-dir /o\x20dd/sysconfdir/pcsckit/events' \
		"$root/o dd/systemdsystemunitdir/pcsc_scan.service"
	hollow "$BATS_TEST_TMPDIR/b" uninstall "${chosen[@]}"
	[ -z "$(find "$root" -type f -o -type l)" ]
	[ ! -e "$root/o dd/sysconfdir/pcsckit" ]
}

@test "PROGRAM_PREFIX puts programs beside others of their names, and uninstall finds them" {
	into install PROGRAM_PREFIX='my&'
	[ "$(cd "$root/usr/local" && find bin share/man/man1 share/bash-completion share/zsh share/fish ! -type d | sort)" = "$(
		printf 'bin/%s\n' my\&ATR_analysis my\&atr_parser my\&pcsc_scan my\&scriptor my\&vicard
		printf 'share/bash-completion/completions/%s\n' my\&ATR_analysis my\&atr_parser my\&pcsc_scan my\&scriptor my\&vicard
		printf 'share/fish/vendor_completions.d/%s.fish\n' my\&ATR_analysis my\&atr_parser my\&pcsc_scan my\&scriptor my\&vicard
		printf 'share/man/man1/%s.1\n' my\&ATR_analysis my\&atr_parser my\&pcsc_scan my\&scriptor my\&vicard
		printf 'share/zsh/site-functions/_%s\n' my\&atr_parser my\&pcsc_scan my\&scriptor my\&vicard
	)" ]
	[ -f "$root/usr/local/share/man/man5/scriptor.5" ]
	grep -x 'ExecStart=/usr/local/bin/my&pcsc_scan .*' "$root/usr/local/lib/systemd/system/pcsc_scan.service"
	# The program that a web server starts finds the list that is installed with it.
	GATEWAY_INTERFACE=CGI/1.1 REQUEST_METHOD=GET QUERY_STRING=ATR=3B00 HOME=$BATS_TEST_TMPDIR \
		run -0 "$root/usr/local/libexec/pcsckit/atr_parser.cgi"
	[[ $output == 'Status: 200 OK'* ]]
	# Under the old name it writes the classic layout, even with a prefix before the name.
	HOME=$BATS_TEST_TMPDIR run -0 "$root/usr/local/bin/my&ATR_analysis" 3B00
	[[ $output == 'ATR: 3B 00'* ]]
	# What the user is told to run is there.
	PCSCLITE_CSOCK_NAME=$BATS_TEST_TMPDIR/none run -3 --separate-stderr "$root/usr/local/bin/my&scriptor" -e 00840001
	[[ $stderr == *'hint: "my&pcsc_scan --doctor" finds out why'* ]]
	printf '3B 00\n\tsome card\n' >"$BATS_TEST_TMPDIR/list"
	run -1 "$root/usr/local/bin/my&atr_parser" --list "$BATS_TEST_TMPDIR/list" 3B025348
	[[ $output == *'"my&atr_parser --update"'* ]]
	into uninstall PROGRAM_PREFIX='my&'
	[ -z "$(find "$root" -type f -o -type l)" ]
}

@test "completions are for the prefixed names, and ask the prefixed program for readers" {
	local at=$root/usr/local/share
	into install PROGRAM_PREFIX=my-
	grep -x 'complete -F _atr_parser my-atr_parser my-ATR_analysis' "$at/bash-completion/completions/my-atr_parser"
	grep -x '#compdef my-atr_parser my-ATR_analysis' "$at/zsh/site-functions/_my-atr_parser"
	grep -x 'complete -c my-ATR_analysis -w my-atr_parser' "$at/fish/vendor_completions.d/my-atr_parser.fish"
	run ! grep -r -E '(complete -c |[^-])(pcsc_scan -r 2|atr_parser -|scriptor -)' "$at/bash-completion" "$at/zsh" "$at/fish"
	[ "$(grep -r -l 'my-pcsc_scan -r 2' "$at/bash-completion" "$at/zsh" "$at/fish" | wc -l)" = 12 ]
	run -0 bash -c '. "$1" && complete -p my-scriptor' bash "$at/bash-completion/completions/my-scriptor"
	[ "$output" = 'complete -F _scriptor my-scriptor' ]
}

@test "systemd reads back the paths that the unit is written with" {
	command -v systemd-analyze >"$BATS_TEST_TMPDIR/found" || skip 'no systemd-analyze here'
	hollow_compiler
	root=
	no_sysusers
	local place="$BATS_TEST_TMPDIR/a %n & \$\$HOME,b" # $$ is $ in make
	hollow "$BATS_TEST_TMPDIR/b" install prefix="$place"
	place=$BATS_TEST_TMPDIR/'a %n & $HOME,b'
	run -0 systemd-analyze verify --man=no "$place/lib/systemd/system/pcsc_scan.service"
	[ -z "$output" ]
	rm "$place/bin/pcsc_scan"
	run ! systemd-analyze verify --man=no "$place/lib/systemd/system/pcsc_scan.service"
	[[ $output == *"$place/bin/pcsc_scan is not executable"* ]]
}

# no_sysusers: replaces systemd-sysusers, which would create a user on this machine.
no_sysusers() {
	mkdir "$BATS_TEST_TMPDIR/first"
	printf '%s\n' '#!/bin/sh' "echo \"\$*\" >>$BATS_TEST_TMPDIR/sysusers" >"$BATS_TEST_TMPDIR/first/systemd-sysusers"
	chmod +x "$BATS_TEST_TMPDIR/first/systemd-sysusers"
	PATH=$BATS_TEST_TMPDIR/first:$PATH
}

@test "the user is made where the installed system is this one, and there alone" {
	[ "$(id -u)" = 0 ] || skip 'only root can'
	no_sysusers
	into install
	[ ! -e "$BATS_TEST_TMPDIR/sysusers" ]
	root=
	into install prefix="$BATS_TEST_TMPDIR/here"
	[ "$(cat "$BATS_TEST_TMPDIR/sysusers")" = "$BATS_TEST_TMPDIR/here/lib/sysusers.d/pcsckit.conf" ]
}

@test "directories are open to all whatever the umask, and those of others keep their mode" {
	mkdir -p "$root/etc/polkit-1/rules.d"
	chmod 750 "$root/etc/polkit-1/rules.d"
	(umask 077 && into install)
	[ "$(find "$root/usr" "$root/etc/pcsckit" -type d ! -perm 755)" = '' ]
	[ "$(find "$root" -type f ! -perm 755 ! -perm 644)" = '' ]
	[ "$(stat -c %a "$root/etc/polkit-1/rules.d")" = 750 ]
	[ "$(stat -c %a "$root/etc/polkit-1/rules.d/60-pcsckit.rules")" = 644 ]
}

@test "INSTALL is obeyed, with its options" {
	cat >"$BATS_TEST_TMPDIR/own" <<-END
		#!/bin/sh
		echo "\$*" >>$BATS_TEST_TMPDIR/calls
		exec install "\$@"
	END
	chmod +x "$BATS_TEST_TMPDIR/own"
	into install INSTALL="$BATS_TEST_TMPDIR/own -p"
	[ "$(grep -c '^-p -m ' "$BATS_TEST_TMPDIR/calls")" = "$(find "$root" -type f | wc -l)" ]
	[ "$(stat -c %Y data/smartcard_list.txt)" = "$(stat -c %Y "$root/usr/local/share/pcsckit/smartcard_list.txt")" ]
}

@test "install compiles nothing after a build, and with the flags of the build what is missing" {
	hollow_compiler
	hollow "$BATS_TEST_TMPDIR/b" CFLAGS="-O3 -DA='\"x # y\"'" LDFLAGS=-Wl,--own
	: >"$calls"
	make -s --no-print-directory B="$BATS_TEST_TMPDIR/b" DESTDIR="$root" install >&2
	make -s --no-print-directory B="$BATS_TEST_TMPDIR/b" DESTDIR="$root" install CFLAGS=-O1 PREFIX=/usr SAN=address >&2
	run ! grep -e -c "$calls"
	(cd "$BATS_TEST_TMPDIR/b" && rm bin/vicard obj/lib/libbase.a obj/lib/base/num.o)
	make -s --no-print-directory B="$BATS_TEST_TMPDIR/b" DESTDIR="$root" install CFLAGS=-O1 >&2
	grep -F -e '-O3 -DA="x # y" -c' "$calls"
	grep -F -e '-Wl,--own -o' "$calls"
	run ! grep -e -O1 "$calls"
	[ -x "$root/usr/bin/pcsc_scan" ]
}

@test "a build directory with a blank in its name" {
	local b="$BATS_TEST_TMPDIR/a b"
	hollow_compiler
	hollow "$b" all
	[ -x "$b/bin/vicard" ]
	: >"$calls"
	hollow "$b" install
	run ! grep -e -c "$calls"
	[ -x "$root/usr/local/bin/vicard" ]
	hollow "$b" clean
	[ ! -e "$b" ]
	run ! grep -F "$b" <(find . -maxdepth 1 -type l -printf '%l\n')
}

@test "programs outside the usual layout find their files, or install says what to do" {
	hollow_compiler
	hollow "$BATS_TEST_TMPDIR/b" all
	run ! make -s --no-print-directory B="$BATS_TEST_TMPDIR/b" DESTDIR="$root" install datadir=/srv/cards
	[[ $output == *"datadir=/srv/cards: the programs would look in /usr/local/share"*"make datadir='/srv/cards'"* ]]
	[ ! -e "$root" ]
	run ! make -s --no-print-directory B="$BATS_TEST_TMPDIR/b" DESTDIR="$root" install libexecdir=/usr/lib
	[[ $output == *"make libexecdir='/usr/lib'"* ]]
	# Directories in the usual places relative to the program's own are found without having been
	# built in.
	hollow "$BATS_TEST_TMPDIR/b" install bindir=/opt/games datadir=/opt/share libexecdir=/opt/libexec
	[ -x "$root/opt/games/atr_parser" ]
}

@test "a program far from its files looks where it was built to look" {
	local built=$BATS_TEST_TMPDIR/built far=$BATS_TEST_TMPDIR/far/bin/atr_parser
	make -s -j2 --no-print-directory B="$BATS_TEST_TMPDIR/b" CFLAGS=-O0 datadir="$built" libexecdir="$built" \
		"$BATS_TEST_TMPDIR/b/bin/atr_parser" >"$BATS_TEST_TMPDIR/made" 2>&1
	mkdir -p "$built/pcsckit" "${far%/*}"
	printf '%s\n' '3B 00' $'\tA card of the fallback' >"$built/pcsckit/smartcard_list.txt"
	printf '%s\n' '#!/bin/sh' 'echo "the fallback updates"' >"$built/pcsckit/list-update"
	chmod +x "$built/pcsckit/list-update"
	cp "$BATS_TEST_TMPDIR/b/bin/atr_parser" "$far"
	run without_lists "$far" 3B00
	[[ $output == *'A card of the fallback'* ]]
	run without_lists "$far" --update
	[[ $output == *'the fallback updates'* ]]
}

@test "the old name is a link that works" {
	into install
	[ "$(readlink "$root/usr/local/bin/ATR_analysis")" = atr_parser ]
	cmp "$root"/usr/local/share/man/man1/{ATR_analysis,atr_parser}.1
	cmp "$root"/usr/local/share/bash-completion/completions/{ATR_analysis,atr_parser}
	cmp "$root"/usr/local/share/fish/vendor_completions.d/{ATR_analysis,atr_parser}.fish
	HOME=$BATS_TEST_TMPDIR run "$root/usr/local/bin/ATR_analysis" 3B00
	[ "$status" = 0 ]
}

@test "an installed program finds the starter list beside itself" {
	into install
	atr=$(grep -m 1 -E '^3[BF]( [0-9A-F]{2})+$' "$root/usr/local/share/pcsckit/smartcard_list.txt")
	name=$(grep -m 1 -A 1 -F -x "$atr" "$root/usr/local/share/pcsckit/smartcard_list.txt" | tail -n 1)
	run without_lists "$root/usr/local/bin/atr_parser" "$atr"
	[ "$status" = 0 ]
	[[ $output == *"${name#"${name%%[![:space:]]*}"}"* ]]
}

@test "uninstall leaves nothing, and nothing of others is taken" {
	mkdir -p "$root/usr/local/share/man/man1"
	echo other >"$root/usr/local/share/man/man1/other.1"
	into install
	into uninstall
	[ "$(cd "$root" && find . -type f -o -type l)" = ./usr/local/share/man/man1/other.1 ]
	[ -z "$(find "$root" -name '*pcsckit*')" ]
}

@test "uninstall needs no build, and keeps hooks" {
	into install
	echo hook >"$root/etc/pcsckit/events/card-inserted"
	make -s --no-print-directory B="$BATS_TEST_TMPDIR/none" DESTDIR="$root" uninstall >&2
	[ "$(cd "$root" && find . -type f -o -type l)" = ./etc/pcsckit/events/card-inserted ]
	rm "$root/etc/pcsckit/events/card-inserted"
	into uninstall
	[ ! -e "$root/etc/pcsckit" ]
}

@test "a second install over the first" {
	into install
	into install
	into uninstall
	[ -z "$(find "$root" -type f -o -type l)" ]
}
