# Systems for the doctor to examine, as trees of files below $system. A world
# (tests/doctor/NAME/tree) starts with one of the distributions and changes what is special about
# it.
#
# shellcheck disable=SC2154 # the file that sources this sets system and socket

# As there are many worlds, these functions start few programs.
directory() {
	[ -d "$system$1" ] || mkdir -p "$system$1"
}

file() {
	directory "${1%/*}"
	printf '%s\n' "${@:2}" >"$system$1"
}

link() {
	directory "${1%/*}"
	ln -sfn "$2" "$system$1"
}

remove() {
	local path
	for path; do rm -r "${system:?}$path"; done
}

# unsocket PATH: a socket on which nothing listens.
unsocket() {
	directory "${1%/*}"
	ln "$socket" "$system$1"
}

# bytes HEX: writes the bytes to standard output.
bytes() {
	local at escaped=
	for ((at = 0; at < ${#1}; at += 2)); do escaped+=\\x${1:at:2}; done
	printf %b "$escaped"
}

# --- parts ---

# release ID [ID_LIKE]
release() {
	file /etc/os-release "NAME=\"The $1 system\"" "ID=$1" ${2:+"ID_LIKE=\"$2\""}
}

# program PATH VERSION DRIVERS [udev] [polkit]: a pcscd binary that contains the strings that the
# doctor looks for.
program() {
	local path=$system$1 word
	directory "${1%/*}"
	printf 'ELF\0%%s:%%d:%%s() pcsc-lite %s daemon ready.\0pcsc-lite \0%s\0' "$2" "$3" >"$path"
	for word in "${@:4}"; do
		case $word in
		udev) printf 'libudev.so.1\0' ;;
		polkit) printf 'libpolkit-gobject-1.so.0\0' ;;
		esac
	done >>"$path"
}

# driver DIRECTORY BUNDLE [VENDOR PRODUCT READER]...: a driver bundle that lists these readers.
driver() {
	local path=$1/$2/Contents/Info.plist vendors='' products='' names=''
	shift 2
	while [ $# -gt 0 ]; do
		vendors+="<string>$1</string>" products+="<string>$2</string>" names+="<string>$3</string>"
		shift 3
	done
	file "$path" '<?xml version="1.0" encoding="UTF-8"?>' '<plist version="1.0"><dict>' \
		'<key>CFBundleShortVersionString</key><string>1.5.2</string>' \
		"<key>ifdVendorID</key><array>$vendors</array>" "<key>ifdProductID</key><array>$products</array>" \
		"<key>ifdFriendlyName</key><array>$names</array>" '</dict></plist>'
}

# ccid DIRECTORY: the CCID driver, which lists the two readers of most worlds.
ccid() {
	driver "$1" ifd-ccid.bundle 0x08E6 0x3437 'Gemalto PC Twin Reader' 0x04E6 0x5814 'SCM Microsystems Inc. SCR 3500'
}

# process ID NAME USER PROGRAM [MAPPED]...
process() {
	local id=$1 name=$2 user=$3 program=$4
	shift 4
	directory "/proc/$id/fd"
	file "/proc/$id/comm" "$name"
	file "/proc/$id/status" "Name: $name" 'State:	S (sleeping)' "Uid:	$user	$user	$user	$user" \
		"Gid:	$user	$user	$user	$user" "Groups:	$user"
	file "/proc/$id/maps" "$(printf '7f00-7f01 r-xp 00000000 08:01 123    %s\n' "$program" "$@")"
	: >"$system/proc/$id/environ"
	ln -s "$program" "$system/proc/$id/exe"
}

# environment ID NAME=VALUE...
environment() {
	printf '%s\0' "${@:2}" >"$system/proc/$1/environ"
}

# opens ID PATH: the process ID has the file open.
opens() {
	local number=3
	while [ -L "$system/proc/$1/fd/$number" ]; do ((number++)); done
	ln -s "$2" "$system/proc/$1/fd/$number"
}

# usb PLACE BUS NUMBER VENDOR PRODUCT NAME: a USB device; add its interfaces with interface.
usb() {
	local at=/sys/bus/usb/devices/$1
	file "$at/busnum" "$2"
	file "$at/devnum" "$3"
	file "$at/idVendor" "$4"
	file "$at/idProduct" "$5"
	file "$at/product" "$6"
	file "$at/authorized" 1
	descriptors "$1"
	node "$(printf '/dev/bus/usb/%03d/%03d' "$2" "$3")" 666
}

node() {
	file "$1"
	chmod "$2" "$system$1"
}

# descriptors PLACE: writes the descriptors of the device and of the interfaces that it has so far;
# each reader has two bulk endpoints.
descriptors() {
	local at=$system/sys/bus/usb/devices/$1 hex=12010002000000400000000000010102030109020000010100a032 interface class
	for interface in "$at":1.*; do
		[ -e "$interface" ] || continue
		class=$(<"$interface/bInterfaceClass")
		hex+=0904$(printf %02x "${interface##*.}")0000${class}000000
		case $class in
		0b | ff)
			hex+=36211001000703000000a00f0000a00f000000002a0000b04c060000fe0000000000000000000000ba040100
			hex+=0f010000ffff000000010705010240000007058202400000
			;;
		esac
	done
	bytes "$hex" >"$at/descriptors"
}

# ccid_field PLACE OFFSET HEX: changes bytes of the CCID descriptor of the device's first interface,
# which must exist.
ccid_field() {
	bytes "$3" |
		dd of="$system/sys/bus/usb/devices/$1/descriptors" bs=1 seek=$((18 + 9 + 9 + $2)) conv=notrunc status=none
}

# interface PLACE CLASS [DRIVER]: an interface; PLACE is such as 1-2:1.0.
interface() {
	file "/sys/bus/usb/devices/$1/bInterfaceClass" "$2"
	descriptors "${1%:*}"
	[ -z "${3-}" ] || link "/sys/bus/usb/devices/$1/driver" "../../../../bus/usb/drivers/$3"
}

# twin: a Gemalto PC Twin Reader, opened by pcscd.
twin() {
	usb 1-2 1 4 08e6 3437 'PC Twin Reader'
	interface 1-2:1.0 0b usbfs
}

# scr: an SCM SCR 3500, in addition.
scr() {
	usb 1-3 1 5 04e6 5814 'SCR 3500'
	interface 1-3:1.0 0b usbfs
}

# units DIRECTORY: the systemd units of pcscd, not enabled.
units() {
	file "$1/pcscd.service" '[Service]' 'ExecStart=/usr/sbin/pcscd --foreground --auto-exit'
	file "$1/pcscd.socket" '[Socket]' 'ListenStream=/run/pcscd/pcscd.comm'
}

# enabled DIRECTORY [UNITS]: enables pcscd.socket in DIRECTORY/sockets.target.wants.
enabled() {
	link "$1/sockets.target.wants/pcscd.socket" "${2:-$1}/pcscd.socket"
}

# library PATH: the libpcsclite that our own process has loaded.
library() {
	file /proc/self/maps "7f00-7f01 r-xp 00000000 08:01 123    $1"
}

# service LINE...: commands for the fake winscard.
service() {
	printf '%s\n' "$@" >"$world_service"
}

# no_service: the PC/SC service does not respond.
no_service() {
	echo 'service stop' >>"$world_service"
}

# no_daemon: nor is there a pcscd process.
no_daemon() {
	no_service
	remove /proc/100
}

# --- distributions in which everything works ---

# any_system: what all systems have: a reader with a card, udev, D-Bus, polkit and pcscd's socket.
any_system() {
	directory /proc
	directory /sys/bus/usb/devices
	file /proc/mounts 'proc /proc proc rw,nosuid,relatime 0 0'
	twin
	unsocket /run/pcscd/pcscd.comm
	unsocket /run/udev/control
	unsocket /run/dbus/system_bus_socket
	file /usr/share/dbus-1/system-services/org.freedesktop.PolicyKit1.service '[D-BUS Service]'
	service 'add a Gemalto PC Twin Reader 00 00' 'insert a 3B021450'
}

# with_systemd DIRECTORY: systemd, with the units in DIRECTORY.
with_systemd() {
	directory /run/systemd/system
	units "$1"
}

policy() {
	file /usr/share/polkit-1/actions/org.debian.pcsc-lite.policy '<policyconfig/>'
}

# running USER: pcscd runs as USER, as process 100.
running() {
	process 100 pcscd "$1" /usr/sbin/pcscd /usr/lib/libusb-1.0.so.0
	opens 100 /dev/bus/usb/001/004
}

debian_12() {
	any_system
	release debian
	program /usr/sbin/pcscd 1.9.9 /usr/lib/pcsc/drivers udev
	ccid /usr/lib/pcsc/drivers
	with_systemd /lib/systemd/system
	enabled /etc/systemd/system /lib/systemd/system
	file /etc/init.d/pcscd '#!/bin/sh'
	running 0
	library /usr/lib/x86_64-linux-gnu/libpcsclite.so.1.0.0
}

debian_13() {
	any_system
	release debian
	program /usr/sbin/pcscd 2.3.3 /usr/lib/pcsc/drivers udev polkit
	ccid /usr/lib/pcsc/drivers
	with_systemd /usr/lib/systemd/system
	enabled /etc/systemd/system /usr/lib/systemd/system
	policy
	running 0
	library /usr/lib/x86_64-linux-gnu/libpcsclite_real.so.1
}

ubuntu_24_04() {
	any_system
	release ubuntu debian
	program /usr/sbin/pcscd 2.0.3 /usr/lib/pcsc/drivers udev polkit
	ccid /usr/lib/pcsc/drivers
	with_systemd /usr/lib/systemd/system
	enabled /etc/systemd/system /usr/lib/systemd/system
	policy
	running 0
	library /usr/lib/x86_64-linux-gnu/libpcsclite.so.1.0.0
}

fedora() {
	any_system
	release fedora
	program /usr/sbin/pcscd 2.3.3 /usr/lib64/pcsc/drivers udev polkit
	ccid /usr/lib64/pcsc/drivers
	with_systemd /usr/lib/systemd/system
	enabled /etc/systemd/system /usr/lib/systemd/system
	policy
	running 0
	library /usr/lib64/libpcsclite_real.so.1
}

arch() {
	any_system
	release arch
	program /usr/bin/pcscd 2.4.1 /usr/lib/pcsc/drivers udev polkit
	ccid /usr/lib/pcsc/drivers
	with_systemd /usr/lib/systemd/system
	enabled /etc/systemd/system /usr/lib/systemd/system
	policy
	process 100 pcscd 968 /usr/bin/pcscd
	opens 100 /dev/bus/usb/001/004
	library /usr/lib/libpcsclite_real.so.1
}

opensuse() {
	any_system
	release opensuse-tumbleweed 'opensuse suse'
	program /usr/sbin/pcscd 2.3.3 /usr/lib64/pcsc/drivers udev polkit
	ccid /usr/lib64/pcsc/drivers
	with_systemd /usr/lib/systemd/system
	enabled /usr/lib/systemd/system
	policy
	running 0
	library /usr/lib64/libpcsclite_real.so.1
}

alpine() {
	any_system
	remove /run/udev /run/dbus /usr/share/dbus-1
	release alpine
	program /usr/sbin/pcscd 2.3.0 /usr/lib/pcsc/drivers
	ccid /usr/lib/pcsc/drivers
	directory /run/openrc
	file /etc/init.d/pcscd '#!/sbin/openrc-run'
	running 0
	library /usr/lib/libpcsclite_real.so.1
}

gentoo() {
	any_system
	remove /run/dbus /usr/share/dbus-1
	release gentoo
	program /usr/sbin/pcscd 2.3.3 /usr/lib64/pcsc/drivers udev
	ccid /usr/lib64/pcsc/drivers
	directory /run/openrc
	file /etc/init.d/pcscd '#!/sbin/openrc-run'
	running 0
	library /usr/lib64/libpcsclite_real.so.1
}

nixos() {
	local store=/nix/store/aaaa-pcsclite-2.3.0 plugins=/nix/store/bbbb-pcscd-plugins/pcsc/drivers
	any_system
	release nixos
	program $store/bin/pcscd 2.3.0 $store/lib/pcsc/drivers udev polkit
	ccid $plugins
	directory /run/systemd/system
	link /etc/systemd/system /etc/static/systemd/system
	units /etc/static/systemd/system
	file /etc/static/systemd/system/pcscd.service.d/overrides.conf '[Service]' \
		"Environment=\"PCSCLITE_HP_DROPDIR=$plugins\""
	enabled /etc/static/systemd/system
	process 100 pcscd 0 $store/bin/pcscd
	environment 100 LANG=C.UTF-8 PCSCLITE_HP_DROPDIR=$plugins
	opens 100 /dev/bus/usb/001/004
	library $store/lib/libpcsclite_real.so.1
}

# WSL 2 without systemd, with the packages of Ubuntu 22.04.
wsl_22_04() {
	ubuntu_24_04
	remove /run/systemd /run/udev /run/dbus /usr/share/polkit-1 /usr/share/dbus-1
	program /usr/sbin/pcscd 1.9.5 /usr/lib/pcsc/drivers udev
	file /etc/init.d/pcscd '#!/bin/sh'
	file /proc/sys/kernel/osrelease 5.15.153.1-microsoft-standard-WSL2
}

# Containers and sandboxes use the service of their host, unless they run their own.
away() {
	any_system
	remove /run/udev /run/dbus /usr/share/dbus-1 /dev
}

docker() {
	away
	release debian
	file /.dockerenv
	library /usr/lib/x86_64-linux-gnu/libpcsclite.so.1.0.0
}

podman() {
	away
	release fedora
	file /run/.containerenv 'engine="podman-5.2.3"'
	library /usr/lib64/libpcsclite_real.so.1
}

# flatpak SOCKETS: a Flatpak sandbox with permission for these sockets.
flatpak() {
	away
	release org.freedesktop.platform
	file /.flatpak-info '[Application]' name=org.example.Signer '' '[Context]' "sockets=$1"
	library /app/lib/libpcsclite_real.so.1
}

snap() {
	away
	release ubuntu-core
	file /proc/self/attr/current 'snap.signer.signer (enforce)'
	library /snap/signer/12/usr/lib/x86_64-linux-gnu/libpcsclite.so.1.0.0
}
