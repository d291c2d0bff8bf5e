# Readers of the test driver (../ifd) in the world of a test, for bats files: `load ifd` in addition
# to `load common`.
#
# ifd_reader FILE NAME (in setup_file, before ifd_start) makes a reader from the lines on standard
# input; the service names it "NAME 0N 00", where N counts the readers from 0, and its slot S "NAME
# 0N 0S". ifd_start restarts the service with these readers. ifd_insert FILE SLOT [ATR] and
# ifd_remove FILE SLOT return when the service has noticed it; ifd_put and ifd_take do not wait.
# ifd_empty removes all cards. ifd_name FILE SLOT prints a reader's name; ifd_log FILE prints the
# service's requests, without those that power a card.
#
# shellcheck disable=SC2154 # bats sets these

ifd_driver=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")/tests/ifd/libifdtest.so

ifd_reader() {
	local n
	mkdir -p "$WORLD/ifd"
	n=$(find "$WORLD/ifd" -name '*.name' | wc -l)
	echo "$2 0$n" >"$WORLD/ifd/$1.name"
	cat >"$WORLD/ifd/$1"
	cat >>"$WORLD/reader.conf" <<-END
		FRIENDLYNAME "$2"
		DEVICENAME $WORLD/ifd/$1
		LIBPATH $ifd_driver
		CHANNELID $n

	END
}

ifd_start() {
	"$BATS_TEST_DIRNAME/service.sh" stop
	"$BATS_TEST_DIRNAME/service.sh" start
}

ifd_name() {
	echo "$(cat "$WORLD/ifd/$1.name") 0$2"
}

# Renamed into place, so that the driver never sees an incomplete file.
ifd_put() {
	echo "${3-}" >"$WORLD/ifd/card"
	mv "$WORLD/ifd/card" "$WORLD/ifd/$1.card$2"
}

ifd_take() {
	rm "$WORLD/ifd/$1.card$2"
}

ifd_insert() {
	ifd_put "$@"
	pcsc_scan --reader "$(ifd_name "$1" "$2")" --wait card -t 40
}

ifd_remove() {
	ifd_take "$@"
	pcsc_scan --reader "$(ifd_name "$1" "$2")" --wait removed -t 40
}

ifd_empty() {
	local card
	for card in "$WORLD"/ifd/*.card?; do
		[ -e "$card" ] || continue
		card=${card##*/}
		ifd_remove "${card%.card?}" "${card: -1}"
	done
}

ifd_log() {
	grep -v -e '^power' -e '^off' "$WORLD/ifd/$1.log"
}
