#!/bin/sh
# package.sh: builds the Debian package with dpkg-buildpackage and checks it with lintian; installs
# it in place of pcsc-tools, uses it, removes and purges it. Run this as root in a bare Debian
# system, with the tree as the current directory. Installs packages in that system. Writes TAP; the
# output of the commands is in build/package.log. Exits with 1 if something failed.
# shellcheck disable=SC2317 # `it` calls the functions
set -u
log=$PWD/build/package.log
work=$(mktemp -d /var/tmp/package.XXXXXX) || exit 1
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/tap.sh"

build() {
	mkdir "$work/pcsckit" && tar --exclude ./build --exclude ./.git -cf - . | tar -xf - -C "$work/pcsckit" &&
		(cd "$work/pcsckit" && dpkg-buildpackage -b -us -uc)
}

lint() {
	lintian --allow-root --fail-on error,warning "$work"/*.changes
}

takes_its_place() {
	apt "$work"/pcsckit_*.deb && [ "$(dpkg-query -W -f '${db:Status-Abbrev}' pcsc-tools)" != 'ii ' ]
}

works() {
	cd / && pcsc_scan --version && vicard --version &&
		ATR_analysis 3B00 | grep '^ATR: 3B 00' &&
		(cd /usr/share/pcsckit/examples && scriptor --replay uicc-iccid.card uicc-iccid.apdu) &&
		for page in pcsc_scan.1 scriptor.1 atr_parser.1 scriptor.5; do
			[ -e "/usr/share/man/man${page#*.}/$page.gz" ] || return 1
		done
}

# The package's own files and directories are removed; directories of others stay.
leaves_nothing() {
	dpkg -L pcsckit >"$work/files" && mkdir -p /root/.cache && echo mine >/root/.cache/smartcard_list.txt &&
		apt-get -q -y purge pcsckit || return 1
	while read -r file; do
		if [ -L "$file" ] || [ -f "$file" ]; then
			echo "left: $file"
			return 1
		fi
	done <"$work/files"
	! ls -d /etc/pcsckit /usr/share/pcsckit /usr/libexec/pcsckit &&
		[ "$(cat /root/.cache/smartcard_list.txt)" = mine ]
}

it 'pcsc-tools and what builds packages' apt pcsc-tools dpkg-dev debhelper lintian
it 'what the package needs to be built' apt-get -q -y --no-install-recommends build-dep ./
it 'dpkg-buildpackage' build
it 'lintian: no error, no warning' lint
it 'installed in place of pcsc-tools' takes_its_place
it 'its programs work' works
it 'removed and purged: nothing is left, nothing of the user is lost' leaves_nothing
it 'pcsc-tools can come back' apt pcsc-tools
finish
