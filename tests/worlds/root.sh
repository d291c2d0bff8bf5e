#!/bin/bash
# root.sh RELEASE DIR: creates a system below DIR: a minimal Debian RELEASE with make, and our
# sources in its /src: those of the last commit, or the current tree if it is not a git repository.
# The minimal system is cached as a tarball in $XDG_CACHE_HOME/pcsckit/worlds or
# ~/.cache/pcsckit/worlds, and created again after a week. Exits with 77, and prints the reason, if
# it cannot be created here.
set -u
release=$1 root=$2
top=$(cd "$(dirname "$0")/../.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/pcsckit/worlds
tar=$cache/$release.tar

not_run() {
	echo "NOT RUN: $1"
	exit 77
}

# Prints the addresses where this machine's apt finds Debian, in the order of its sources, one per
# line. apt itself is asked, as it understands all formats of its lists.
mirrors() {
	# shellcheck disable=SC2016 # apt's own variables
	apt-get indextargets --no-release-info --format '$(COMPONENT) $(REPO_URI)' \
		'Created-By: Packages' 2>/dev/null |
		awk '$1 == "main" && $2 ~ /^https?:/ && !seen[$2]++ { print $2 }'
}

# Prints apt's network settings, and no other settings of this machine.
apt_settings() {
	apt-config dump | grep -i -E '^Acquire::(https?::|Check-|Retries|ForceIPv|Languages)' |
		grep -i -v Auto-Detect
}

keep_tar() {
	mkdir -p "$cache" && tar -C "$root" -cf "$tar.$$" . && mv "$tar.$$" "$tar" && return
	rm -f "$tar.$$"
	echo "root: $tar: cannot be written" >&2
	exit 3
}

make_tar() {
	local mirror log=$root.log
	command -v debootstrap >/dev/null || "$top/tests/need" worlds >"$log" 2>&1 ||
		not_run "no debootstrap: $(tr '\n' ' ' <"$log")"
	# debootstrap does not use apt's proxies.
	eval "$(apt-config shell http_proxy Acquire::http::Proxy https_proxy Acquire::https::Proxy)"
	export http_proxy https_proxy
	for mirror in $(mirrors); do
		rm -rf --one-file-system "$root"
		if debootstrap --variant=minbase --include=make,ca-certificates "$release" "$root" "$mirror" \
			>"$log" 2>&1 </dev/null; then
			rm -f "$root"/var/cache/apt/archives/*.deb
			keep_tar
			return
		fi
	done
	[ -e "$log" ] || not_run 'no mirror in the sources of apt'
	not_run "debootstrap $release: $(tail -n 1 "$log")"
}

copy_sources() {
	local git=(git -C "$top" -c "safe.directory=$top" -c tar.umask=0022)
	mkdir "$root/src"
	if "${git[@]}" rev-parse --verify -q HEAD >/dev/null 2>&1; then
		"${git[@]}" archive HEAD
	else
		tar -C "$top" -c --exclude=./build --exclude=./.git .
	fi | tar -C "$root/src" -x
}

set -o pipefail
[ -n "$(find "$tar" -mtime -7 2>/dev/null)" ] || make_tar
rm -rf --one-file-system "$root"
mkdir -p "$root" && tar -C "$root" -xf "$tar" || exit 3
copy_sources || exit 3
apt_settings >"$root/etc/apt/apt.conf.d/99worlds"
# Packages must not start services.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"
for file in /etc/resolv.conf /etc/hosts; do
	[ ! -e $file ] || cp -L $file "$root$file" || exit 3
done
# A proxy may need additional certificates.
for file in /usr/local/share/ca-certificates/*.crt; do
	[ ! -e "$file" ] || cp "$file" "$root/usr/local/share/ca-certificates/" || exit 3
done
chroot "$root" update-ca-certificates >/dev/null 2>&1 || exit 3
