#!/usr/bin/env bats
# pcsc_scan --doctor: how the report looks and how findings are worded. Which findings it makes in
# which system is tested in doctor_worlds.bats.

load common
load ../doctor

setup() {
	fake_start 'add a Gemalto PC Twin Reader 00 00' 'insert a 3B021450'
	PATH=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")/bin:$PATH
	unset PCSCLITE_CSOCK_NAME
	system_make
}

teardown() {
	programs_end
}

@test "no card is touched" {
	doctor
	[ "$status" = 0 ]
	[ -z "$stderr" ]
	[ "$(wc -l <<<"$output")" = 24 ]
	run ! grep -E 'SCard(Connect|Reconnect|Transmit|Control|GetAttrib|BeginTransaction|Status) ' "$fake_log"
	grep 'SCardGetStatusChange 0x00000000' "$fake_log"
	grep 'end contexts=0 cards=0' "$fake_log"
}

@test "the readers are listed before their states are asked for" {
	# With a newer library and an older service nothing works if they are called in the other
	# order.
	doctor
	[ "$(grep -m 1 -E '^SCard(ListReaders|GetStatusChange)' "$fake_log" | cut -d ' ' -f 1)" = SCardListReaders ]
}

@test "no thread to ask the service in: 3, and nothing is said of the service" {
	# The first thread is one of the fake service.
	run -3 --separate-stderr strace -f -o "$BATS_TEST_TMPDIR/calls" -e trace=clone,clone3 \
		-e inject=clone,clone3:error=EAGAIN:when=2+ pcsc_scan --doctor --root "$system"
	[ -z "$output" ]
	[[ ${stderr_lines[-1]} == 'pcsc_scan: cannot start a thread: '* ]]
}

@test "in words it ends with a sentence and a command" {
	run pcsc_scan --doctor --root "$system"
	[ "$status" = 0 ]
	[[ ${lines[0]} == 'ok       usb          a reader: 1-2 08E6:3437 '* ]]
	[[ $output == *'
All is well: '*'.
Now run: pcsc_scan -c' ]]
	echo 'remove a' >>"$FAKE_PCSC"
	run pcsc_scan --doctor --root "$system"
	[ "$status" = 1 ]
	[[ $output == *$'\nfound    card '*$'\nNo reader has a card: '*$'.\nNow run: pcsc_scan' ]]
	remove /usr/sbin/pcscd /proc/100 /run/pcscd /lib/systemd /etc/systemd
	echo 'service stop' >>"$FAKE_PCSC"
	run pcsc_scan --doctor --root "$system"
	[[ $output == *$'\nNow run, as root: apt-get install pcscd' ]]
	file /.dockerenv
	run pcsc_scan --doctor --root "$system"
	[[ $output == *$'\nNow run, on the host: docker run -v /run/pcscd:/run/pcscd ...' ]]
}

@test "what the service offers" {
	doctor
	check offers ok 'reports new readers, without counting them; counts card events; at most 16 readers in one wait'
	printf '%s\n' 'add a Gemalto PC Twin Reader 00 00' 'pnp counter' 'limit 0' >"$FAKE_PCSC"
	doctor
	check offers ok 'reports and counts new readers; no card event yet; more than 16 readers in one wait'
	fake_add 'pnp unknown'
	doctor
	check offers ok 'does not report new readers; '
	echo 'service stop' >>"$FAKE_PCSC"
	doctor
	check offers unknown 'not reached'
}

@test "without a command there is no line for one" {
	echo >"$FAKE_PCSC"
	remove /sys/bus/usb/devices
	directory /sys/bus/usb/devices
	run pcsc_scan --doctor --root "$system"
	[ "$status" = 1 ]
	[[ $output != *'Now run'* && ${lines[-1]} == *port. ]]
}

@test "a reader that comes while the service starts is waited for" {
	echo 'on wait 1 add b Late reader' >"$FAKE_PCSC"
	doctor
	check readers ok 'Late reader'
}

@test "the second of two readers is waited for as well" {
	scr
	echo 'on wait 1 add b SCM Microsystems Inc. SCR 3500 01 00' >>"$FAKE_PCSC"
	doctor
	[ "$status" = 0 ]
	check readers ok '2;'
}

@test "the service gets five seconds to answer" {
	local began=$EPOCHSECONDS
	fake_add 'hang SCardListReaders'
	doctor timeout $((5 + 10 * patience))
	[ "$status" = 1 ]
	[ $((EPOCHSECONDS - began)) -ge 4 ]
	check running found 'does not respond within 5 s'
}

# Root can read everything, so for root the program runs without that privilege.
@test "programs of others cannot be looked into" {
	process 300 firefox 1001 /usr/bin/firefox
	chmod 000 "$system/proc/300/maps" "$system/proc/300/fd"
	echo >"$FAKE_PCSC"
	if [ "$(id -u)" = 0 ]; then
		doctor setpriv --bounding-set -dac_override,-dac_read_search
	else
		doctor
	fi
	chmod 700 "$system/proc/300/fd"
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

@test "nothing of a hostile system gets into a command" {
	no_socket() { remove /run/pcscd; fake_add 'service stop'; }
	no_socket
	file /.flatpak-info '[Application]' 'name=x; reboot'
	doctor
	check container found 'no permission to use' 'flatpak override --user --socket=pcsc APPLICATION'
	remove /.flatpak-info
	echo >"$FAKE_PCSC"
	# shellcheck disable=SC2016 # it is a name
	interface 1-2:1.0 0b 'x$(reboot)'
	doctor
	check kernel found 'x$(reboot)'
	run ! grep -E '"command":"[^"]*reboot' <<<"$output"
	usb '1-4;reboot' 1 9 08e6 3437 Evil
	file '/sys/bus/usb/devices/1-4;reboot/authorized' 0
	doctor
	[[ $output != *';reboot'* ]]
}

@test "links of a system lead nowhere else" {
	local around=/run/x/../../../../../../../..
	link /etc/os-release "$around$out/os-release"
	echo 'ID=fedora' >"$out/os-release"
	remove /usr/lib/pcsc
	echo >"$FAKE_PCSC"
	doctor
	# If links were followed out of the system's root, the package would be another
	# distribution's.
	check driver found 'The package is called'
	link /etc/os-release os-release
	doctor
	check driver found 'The package is called'
}

@test "a system of which nothing can be seen" {
	system=$out/nowhere
	doctor
	[ "$status" = 0 ]
	check usb unknown 'cannot tell'
	check running ok 'its process is not visible'
}

@test "files full of nonsense" {
	local file
	for file in $(cd "$system" && find . -type f ! -path './dev/*'); do
		head -c 100000 /dev/urandom >"$system/$file"
		doctor
		[ "$status" -le 1 ]
	done
}

@test "all that was said in JSON is what the schema says" {
	doctor_schema
}
