#!/usr/bin/env bats
# pcsc_scan --doctor in systems that are broken in each way it knows.

load common
load ../doctor

setup() {
	fake_start 'add a First reader' 'insert a 3B021450'
	PATH=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")/bin:$PATH
	unset PCSCLITE_CSOCK_NAME
	system_make
}

teardown() {
	programs_end
}

no_service() {
	fake_add 'service stop'
	rm -r "$system/proc/100"
}

@test "a system that is well" {
	doctor
	[ "$status" = 0 ]
	[ -z "$stderr" ]
	check usb ok '1-2 08E6:3437 Gemalto PC Twin Reader'
	check driver ok 'ifd-ccid.bundle 1.5.2'
	check kernel ok
	check device-user ok
	check container none
	check socket-name none
	check installed ok /usr/sbin/pcscd
	check unit ok enabled
	check rights ok
	check running ok 'pcscd (100)'
	check version ok 1.9.9-2
	check hidepid none
	check polkit none
	check card-access none
	check readers ok '1; the first: First reader'
	check card ok '1; the first in First reader'
	check mute ok
	check users ok 'nobody else'
	check verdict ok 'All is well' pcsc_scan
	[ "$(wc -l <<<"$output")" = 19 ]
}

@test "no card is touched" {
	doctor
	run ! grep -E 'SCard(Connect|Reconnect|Transmit|Control|GetAttrib|BeginTransaction|Status) ' "$fake_log"
	grep 'SCardGetStatusChange 0x00000000' "$fake_log"
	grep 'end contexts=0 cards=0' "$fake_log"
}

@test "in words it ends with a sentence and a command" {
	run pcsc_scan --doctor --root "$system"
	[ "$status" = 0 ]
	[[ ${lines[0]} == 'ok       usb          a reader: 1-2 08E6:3437 '* ]]
	[[ $output == *'
All is well: '*'.
Now type: pcsc_scan -c' ]]
	echo 'remove a' >>"$FAKE_PCSC"
	run pcsc_scan --doctor --root "$system"
	[ "$status" = 1 ]
	[[ $output == *$'\nfound    card '*$'\nNo reader sees a card: '*$'.\nNow type: pcsc_scan' ]]
	rm "$system/usr/sbin/pcscd"
	echo 'service stop' >>"$FAKE_PCSC"
	run pcsc_scan --doctor --root "$system"
	[[ $output == *$'\nNow type, as root: apt-get install pcscd' ]]
}

@test "no reader is plugged in" {
	rm -r "$system/sys/bus/usb/devices/"*
	echo >"$FAKE_PCSC"
	doctor
	finds usb 'No USB device is a smart card reader' lsusb
	check driver none
	check readers found
}

@test "no USB reader, but one of another kind" {
	rm -r "$system/sys/bus/usb/devices/"*
	doctor
	[ "$status" = 0 ]
	check usb ok 'of another kind'
}

@test "without a service nobody can tell of readers that are not USB's" {
	rm -r "$system/sys/bus/usb/devices/"*
	no_service
	doctor
	check usb unknown serial
	rm -r "$system/sys"
	doctor
	check usb unknown /sys
}

@test "other USB devices are no readers" {
	rm -r "$system/sys/bus/usb/devices/"*
	usb_add 1-3 1 5 03 08e6 3437 Keyboard
	usb_add 1-4 1 6 ff 1234 5678 Gadget
	echo >"$FAKE_PCSC"
	doctor
	finds usb 'No USB device' lsusb
}

@test "no driver lists the reader" {
	driver_add ifd-ccid 0x08E6 0x3438
	doctor
	finds driver '08E6:3437 Gemalto PC Twin Reader' libccid
}

@test "no driver is installed" {
	rm -r "$system/usr/lib/pcsc"
	doctor
	finds driver 'No driver' 'apt-get install libccid'
}

@test "the second of two readers has no driver" {
	usb_add 1-3 1 5 0b 1234 5678 Other
	doctor
	check usb ok '2 readers'
	finds driver '1-3 1234:5678 Gemalto Other' libccid
}

@test "the drivers are where the service is" {
	rm -r "$system/usr/lib/pcsc" "$system/usr/sbin/pcscd" "$system/proc/100"
	doctor
	[ "$status" = 0 ]
	check driver unknown elsewhere
	check installed ok 'a service answers'
	check running ok 'not seen from here'
}

@test "a kernel module has taken the reader" {
	rm "$system/sys/bus/usb/devices/1-2:1.0/driver"
	ln -s ../../../../bus/usb/drivers/pn533_usb "$system/sys/bus/usb/devices/1-2:1.0/driver"
	doctor
	finds kernel 'pn533_usb has taken the reader 1-2 08E6:3437' 'modprobe -r pn533_usb'
}

@test "a kernel module has taken a reader that is none by its class" {
	rm -r "$system/sys/bus/usb/devices/"*
	usb_add 1-5 1 7 ff 08e6 3437 'SCL3711' pn533_usb
	doctor
	finds kernel '1-5 08E6:3437' 'modprobe -r pn533_usb'
}

@test "a program has opened the reader past pcscd" {
	process_add 200 scdaemon
	process_opens 200 /dev/bus/usb/001/004
	doctor
	finds device-user 'scdaemon (process 200)' 'disable-ccid'
	echo other >"$system/proc/200/comm"
	doctor
	finds device-user 'other (process 200)' 'kill 200'
	process_opens 200 /dev/bus/usb/001/005
	doctor
	check device-user ok
}

@test "a container without the service's folder" {
	no_service
	rm -r "$system/run/pcscd" "$system/usr/sbin/pcscd" "$system/run/systemd"
	touch "$system/.dockerenv"
	doctor
	finds container /run/pcscd 'docker run -v /run/pcscd:/run/pcscd'
	touch "$system/.flatpak-info"
	doctor
	finds container flatpak --socket=pcsc
}

@test "a container with the service's folder" {
	touch "$system/.dockerenv"
	doctor
	[ "$status" = 0 ]
	check container ok
}

@test "PCSCLITE_CSOCK_NAME is no socket" {
	no_service
	export PCSCLITE_CSOCK_NAME=/run/elsewhere
	doctor
	finds socket-name /run/elsewhere 'unset PCSCLITE_CSOCK_NAME'
	touch "$system/run/elsewhere"
	doctor
	finds socket-name /run/elsewhere 'unset PCSCLITE_CSOCK_NAME'
}

@test "PCSCLITE_CSOCK_NAME is a socket" {
	socket_make "$system/run/elsewhere"
	PCSCLITE_CSOCK_NAME=/run/elsewhere doctor
	[ "$status" = 0 ]
	check socket-name ok /run/elsewhere
}

@test "pcscd is not installed" {
	no_service
	rm "$system/usr/sbin/pcscd" "$system/run/pcscd/pcscd.comm"
	doctor
	finds installed 'not installed' 'apt-get install pcscd'
}

@test "the socket's unit is missing, masked, not enabled" {
	no_service
	rm "$system/run/pcscd/pcscd.comm"
	rm "$system/etc/systemd/system/sockets.target.wants/pcscd.socket"
	doctor
	finds unit 'not enabled' 'systemctl enable --now pcscd.socket'
	ln -s /dev/null "$system/etc/systemd/system/pcscd.socket"
	doctor
	finds unit masked 'systemctl unmask --now pcscd.socket'
	rm "$system/etc/systemd/system/pcscd.socket" "$system/usr/lib/systemd/system/pcscd.socket"
	doctor
	finds unit 'no unit' 'apt-get install --reinstall pcscd'
}

@test "the service does not run" {
	no_service
	rm "$system/run/pcscd/pcscd.comm"
	doctor
	finds running 'does not run' 'systemctl start pcscd.socket'
	rm -r "$system/run/systemd"
	doctor
	finds running 'does not run' pcscd
	check unit none systemd
	check version unknown
	check polkit none
	check readers unknown
	check card unknown
	check mute unknown
}

@test "the service has died and left its socket" {
	no_service
	doctor
	finds running 'no service behind it' 'systemctl restart'
}

@test "the service hangs" {
	fake_add 'hang SCardEstablishContext'
	doctor timeout 20
	finds running 'pcscd (100) does not answer' 'systemctl restart pcscd'
	check readers unknown
}

# Root is stopped by no rights, so it is asked without that privilege.
@test "no right to the socket" {
	no_service
	chmod 000 "$system/run/pcscd/pcscd.comm"
	if [ "$(id -u)" = 0 ]; then
		doctor setpriv --bounding-set -dac_override,-dac_read_search
	else
		doctor
	fi
	finds rights 'may not be written to' 'chmod a+rw /run/pcscd/pcscd.comm'
	check running unknown
}

@test "versions of service and library do not fit" {
	fake_add 'fail SCardEstablishContext 8010001E'
	packages 2.3.0-1 1.9.9-2
	doctor
	finds version 'pcscd 2.3.0-1, libpcsclite1 1.9.9-2' 'apt-get install pcscd libpcsclite1'
	rm "$system/var/lib/dpkg/status"
	doctor
	finds version 'different versions' 'systemctl restart pcscd'
}

@test "polkit refuses" {
	mkdir -p "$system/usr/share/polkit-1/actions"
	touch "$system/usr/share/polkit-1/actions/org.debian.pcsc-lite.policy"
	doctor
	[ "$status" = 0 ]
	check polkit ok
	check card-access unknown 'touches no card'
	fake_add 'fail SCardEstablishContext 8010006A'
	doctor
	finds polkit "refuses PC/SC to the user $(id -un)" "s.user == \"$(id -un)\""
	[[ $output == *'50-pcsc.rules'* ]]
}

@test "hidepid keeps polkit from seeing who asks" {
	local word
	mkdir -p "$system/usr/share/polkit-1/actions"
	touch "$system/usr/share/polkit-1/actions/org.debian.pcsc-lite.policy"
	for word in 2 invisible 1 noaccess ptraceable; do
		echo "proc /proc proc rw,nosuid,hidepid=$word 0 0" >"$system/proc/mounts"
		printf '%s\n' 'add a First reader' 'insert a 3B00' >"$FAKE_PCSC"
		doctor
		[ "$status" = 0 ]
		check hidepid ok
		fake_add 'fail SCardEstablishContext 8010006A'
		doctor
		finds hidepid 'mounted with hidepid' 'mount -o remount,hidepid=0 /proc'
	done
	for word in 0 off; do
		echo "proc /proc proc rw,nosuid,hidepid=$word 0 0" >"$system/proc/mounts"
		doctor
		check hidepid none
	done
}

@test "the service shows no reader though one is plugged in" {
	echo >"$FAKE_PCSC"
	doctor
	finds readers 'although one is plugged in' 'systemctl restart pcscd'
}

@test "a reader that comes while the service starts is waited for" {
	echo 'on wait 1 add b Late reader' >"$FAKE_PCSC"
	doctor
	check readers ok 'Late reader'
}

@test "the service dies while it is asked" {
	fake_add 'fail SCardListReaders 80100013'
	doctor
	finds running 'no service behind it' 'systemctl restart'
}

@test "the service gives no list" {
	fake_add 'fail SCardListReaders 80100001'
	doctor
	finds readers SCARD_F_INTERNAL_ERROR 'systemctl restart pcscd'
}

@test "no card" {
	fake_add 'remove a'
	doctor
	finds card 'No reader sees a card' pcsc_scan
	check mute unknown
}

@test "a mute card" {
	fake_add 'add b Second reader' 'mute b'
	doctor
	finds mute 'The card in Second reader does not answer' pcsc_scan
}

@test "who else uses the card" {
	process_add 300 firefox /usr/lib/x86_64-linux-gnu/libpcsclite.so.1.0.0
	process_add 400 scdaemon /usr/lib/x86_64-linux-gnu/libpcsclite_real.so.1
	process_add 500 bash
	doctor
	[ "$status" = 0 ]
	check users ok 'firefox (300), scdaemon (400)'
	[[ $output != *'bash (500)'* ]]
	fake_add 'state a 0080'
	doctor
	finds users 'holds the card in First reader for itself; these use PC/SC: firefox (300), scdaemon (400)' 'kill 300'
	rm -r "$system/proc/300"
	doctor
	finds users 'scdaemon (400)' 'gpgconf --kill scdaemon'
	rm -r "$system/proc/400"
	doctor
	finds users 'for itself.' 'grep -l libpcsclite'
}

@test "programs of others cannot be looked into" {
	process_add 300 firefox
	chmod 000 "$system/proc/300/maps" "$system/proc/300/fd"
	if [ "$(id -u)" = 0 ]; then
		doctor setpriv --bounding-set -dac_override,-dac_read_search
	else
		doctor
	fi
	chmod 700 "$system/proc/300/fd"
	[ "$status" = 0 ]
	check users unknown root
	check device-user unknown root
}

@test "what the system says is fit for a terminal" {
	printf 'Evil\033]0;x\007\n' >"$system/sys/bus/usb/devices/1-2/product"
	run pcsc_scan --doctor --root "$system"
	[ "$status" = 0 ]
	[[ $output == *'Evil\x1B]0;x\x07'* ]]
	doctor
	check usb ok $'Evil\033]0;x\007'
}

@test "files full of nonsense" {
	local file
	for file in $(cd "$system" && find . -type f); do
		head -c 100000 /dev/urandom >"$system/$file"
		doctor
		[ "$status" -le 1 ]
	done
}

@test "all that was said in JSON is what the schema says" {
	doctor_schema
}
