# A system that is well, below $system, for `pcsc_scan --doctor --root`: `load ../doctor`. Each test breaks it
# in one way.
#
# shellcheck disable=SC2154 # bats sets status, output and lines

system_make() {
	system=$out/system
	mkdir -p "$system"/{proc,run/pcscd,run/systemd/system,usr/sbin,var/lib/dpkg}
	mkdir -p "$system"/usr/lib/systemd/system "$system"/etc/systemd/system/sockets.target.wants
	usb_add 1-2 1 4 0b 08e6 3437 'PC Twin Reader' usbfs
	driver_add ifd-ccid 0x08E6 0x3437
	touch "$system/usr/sbin/pcscd" "$system/usr/lib/systemd/system/pcscd.socket"
	ln -s /usr/lib/systemd/system/pcscd.socket "$system/etc/systemd/system/sockets.target.wants/pcscd.socket"
	socket_make "$system/run/pcscd/pcscd.comm"
	process_add 100 pcscd
	process_opens 100 /dev/bus/usb/001/004
	packages 1.9.9-2 1.9.9-2
	echo 'proc /proc proc rw,nosuid,relatime 0 0' >"$system/proc/mounts"
}

# usb_add PLACE BUS NUMBER CLASS VENDOR PRODUCT NAME [DRIVER]
usb_add() {
	local devices=$system/sys/bus/usb/devices
	mkdir -p "$devices/$1" "$devices/$1:1.0"
	echo "$2" >"$devices/$1/busnum"
	echo "$3" >"$devices/$1/devnum"
	echo "$5" >"$devices/$1/idVendor"
	echo "$6" >"$devices/$1/idProduct"
	echo "$7" >"$devices/$1/product"
	echo Gemalto >"$devices/$1/manufacturer"
	echo "$4" >"$devices/$1:1.0/bInterfaceClass"
	[ -z "${8-}" ] || ln -s "../../../../bus/usb/drivers/$8" "$devices/$1:1.0/driver"
}

# driver_add NAME VENDOR PRODUCT
driver_add() {
	local bundle=$system/usr/lib/pcsc/drivers/$1.bundle/Contents
	mkdir -p "$bundle"
	cat >"$bundle/Info.plist" <<-END
		<plist version="1.0"><dict>
		<key>CFBundleShortVersionString</key> <string>1.5.2</string>
		<key>ifdVendorID</key> <array> <string>0x0001</string> <string>$2</string> </array>
		<key>ifdProductID</key> <array> <string>0x0002</string> <string>$3</string> </array>
		</dict></plist>
	END
}

# In its folder: a socket's name has at most 107 characters.
socket_make() {
	(cd "$(dirname "$1")" && python3 -c 'import socket, sys
socket.socket(socket.AF_UNIX).bind(sys.argv[1])' "$(basename "$1")")
}

# process_add ID NAME [MAPPED-FILE]
process_add() {
	mkdir -p "$system/proc/$1/fd"
	echo "$2" >"$system/proc/$1/comm"
	echo "7f00-7f01 r-xp 00000000 08:01 123  ${3-/usr/bin/$2}" >"$system/proc/$1/maps"
}

process_opens() {
	ln -sf "$2" "$system/proc/$1/fd/5"
}

# packages PCSCD LIBPCSCLITE1: their versions.
packages() {
	printf 'Package: %s\nStatus: install ok installed\nVersion: %s\n\n' bash 5.2 pcscd "$1" libpcsclite1 "$2" \
		>"$system/var/lib/dpkg/status"
}

# The doctor's JSON in $output, and its status.
doctor() {
	run --separate-stderr "$@" pcsc_scan --doctor --json --root "${system-}"
	[ -z "$output" ] || echo "$output" >>"$BATS_FILE_TMPDIR/json"
}

# check NAME STATE [PART-OF-TEXT [PART-OF-COMMAND]]: what the doctor said.
check() {
	python3 -c 'import json, sys
name, state, text, command = sys.argv[1:]
lines = [json.loads(line) for line in sys.stdin]
line = [l for l in lines if l["check"] == name]
assert len(line) == 1, (name, lines)
line = line[0]
assert list(line) == ["schema", "check", "state", "text", "command", "as_root"], line
assert line["schema"] == 1 and line["state"] == state, line
assert text in line["text"] and command in (line["command"] or ""), line
assert (state == "found") == (line["command"] is not None) or name == "verdict", line' \
		"$1" "$2" "${3-}" "${4-}" <<<"$output"
}

# finds CHECK TEXT COMMAND: this is wrong, nothing below it is, and the verdict says so.
finds() {
	[ "$status" = 1 ]
	check "$1" found "$2" "$3"
	check verdict found "$2" "$3"
	[ "$(grep -m 1 '"state":"found"' <<<"$output" | sed -E 's/.*"check":"([^"]*)".*/\1/')" = "$1" ]
}

# As the last test of a file: all lines that the others left in $BATS_FILE_TMPDIR/json are what the schema says.
json_schema() {
	local top=$BATS_TEST_DIRNAME/../..
	[ -s "$BATS_FILE_TMPDIR/json" ] || skip 'no other test was run'
	run python3 "$top/tests/cli/json_schema.py" "$top/data/pcsc_scan.schema.json" <"$BATS_FILE_TMPDIR/json"
	echo "$output"
	[ "$status" = 0 ]
}

doctor_schema() {
	json_schema
	# Each look has 18 checks and a verdict.
	[ "$(grep -c '"check":"usb"' "$BATS_FILE_TMPDIR/json")" = "$(grep -c '"check":"verdict"' "$BATS_FILE_TMPDIR/json")" ]
}
