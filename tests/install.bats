#!/usr/bin/env bats
# make install and uninstall, below DESTDIR.

setup() {
	cd "$BATS_TEST_DIRNAME/.."
	root=$BATS_TEST_TMPDIR/root
}

into() {
	make -s --no-print-directory B=build DESTDIR="$root" "$@" >&2
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
	[ -z "${CHECK_PCSC-}" ] || skip 'needs a namespace'
	mkdir "$BATS_TEST_TMPDIR/home"
	# The complete list of the package comes first where it is installed.
	HOME=$BATS_TEST_TMPDIR/home run unshare $([ "$(id -u)" = 0 ] && echo -m || echo -rm) sh -c '
		[ ! -d /usr/share/pcsc ] || mount -t tmpfs tmpfs /usr/share/pcsc
		unset SMARTCARD_LIST XDG_CONFIG_HOME XDG_CACHE_HOME
		exec "$@"' sh "$root/usr/local/bin/atr_parser" "$atr"
	[ "$status" = 0 ]
	[[ $output == *"${name#"${name%%[![:space:]]*}"}"* ]]
}

@test "uninstall leaves nothing, and nothing of others is taken" {
	mkdir -p "$root/usr/local/share/man/man1"
	echo other >"$root/usr/local/share/man/man1/other.1"
	into install
	into uninstall
	[ "$(cd "$root" && find . -type f -o -type l)" = ./usr/local/share/man/man1/other.1 ]
	[ ! -e "$root/usr/local/share/pcsckit" ]
}

@test "a second install over the first" {
	into install
	into install
	into uninstall
	[ -z "$(find "$root" -type f -o -type l)" ]
}
