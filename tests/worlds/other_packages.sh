#!/bin/sh
# other_packages.sh: builds and checks the packages of other distributions, from a tarball like that
# of `make dist`, as far as Debian has the tools: the RPM with rpmbuild (which runs `make test`) and
# rpmlint, that of Arch with makepkg, and the formula of Homebrew with ruby, which checks only its
# syntax. Run this as root in a bare Debian system, with the tree as the current directory. Installs
# packages in that system. Writes TAP; the output of the commands is in build/other_packages.log.
# Exits with 1 if something failed.
# shellcheck disable=SC2317 # `it` calls the functions
set -u
log=$PWD/build/other_packages.log
work=$(mktemp -d /var/tmp/other.XXXXXX) || exit 1
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/tap.sh"
name=pcsckit-$(sed -n 's/^VERSION = //p' Makefile)

tools() {
	tests/need build && apt rpm rpmlint cpio makepkg pacman-package-manager fakeroot file libarchive-tools zstd ruby bats libcmocka-dev python3-jsonschema python3-pyscard
}

tarball() {
	mkdir "$work/$name" "$work/arch" && tar --exclude ./build --exclude ./.git -cf - . | tar -xf - -C "$work/$name" &&
		tar -C "$work" -czf "$work/$name.tar.gz" "$name"
}

# The packages that the build requires have different names here.
rpm_built() {
	rpmbuild --nodeps -ta -D "_topdir $work/rpm" "$work/$name.tar.gz"
}

rpm_lint() {
	rpmlint -r packaging/rpm/pcsckit.rpmlintrc packaging/rpm/pcsckit.spec "$work"/rpm/RPMS/*/*.rpm
}

rpm_unpacked() {
	mkdir "$work/fedora" && rpm2cpio "$work"/rpm/RPMS/*/"$name"-*.rpm | (cd "$work/fedora" && cpio -id) &&
		works "$work/fedora/usr" libexec
}

arch_built() {
	cp packaging/arch/PKGBUILD "$work/$name.tar.gz" "$work/arch/" && chmod 755 "$work" && chown -R nobody "$work/arch" &&
		(cd "$work/arch" && HOME=$work/arch setpriv --reuid nobody --regid nogroup --clear-groups \
			makepkg --nodeps --nocheck)
}

arch_unpacked() {
	mkdir "$work/unpacked" && tar -C "$work/unpacked" -xf "$work/arch/$name"-*.pkg.tar.* && works "$work/unpacked/usr" lib
}

# works USR LIBEXEC: the programs run, and find their files and the helper.
works() {
	[ "$("$1/bin/vicard" --version | head -n 1)" = "vicard (pcsckit) ${name#pcsckit-}" ] &&
		"$1/bin/ATR_analysis" 3B00 | grep '^ATR: 3B 00' &&
		"$1/bin/scriptor" --replay "$1"/share/pcsckit/examples/uicc-iccid.card "$1"/share/pcsckit/examples/uicc-iccid.apdu &&
		[ -x "$1/$2/pcsckit/list-update" ] && [ -e "$1/share/polkit-1/rules.d/60-pcsckit.rules" ]
}

it 'what builds and checks the packages' tools
it 'a tarball' tarball
it 'RPM: rpmbuild, with make test' rpm_built
it 'RPM: rpmlint finds nothing' rpm_lint
it 'RPM: its programs work' rpm_unpacked
it 'Arch: PKGBUILD is good bash' bash -n packaging/arch/PKGBUILD
it 'Arch: makepkg' arch_built
it 'Arch: its programs work' arch_unpacked
it 'Homebrew: the formula is good ruby' ruby -wc packaging/homebrew/pcsckit.rb
finish
