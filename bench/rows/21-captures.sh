#!/bin/bash
# How fast captures are read, compared with tshark on the same exchange; and whether a capture of
# twice the length takes twice as long.
set -u
# shellcheck source=bench/lib.sh
. bench/lib.sh

# exchanges N: writes a recording of N commands, each with its response.
exchanges() {
	printf '# ATR: 3B 80 01 01 80\n# protocol: T=1\n'
	awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) printf "00 B0 %02X %02X 10 [%032X] (9000)\n", i / 256 % 128, i % 256, i }'
}

for n in 25000 50000; do
	exchanges $n >"$work/$n.apdu"
	"$B/bin/scriptor" --replay "$work/$n.apdu" --pcap "$work/$n.pcap" "$work/$n.apdu" >"$work/said" 2>&1 || exit
done
capture=$B/libexec/pcsckit/capture
if have tshark; then
	median_of 3 -- "$B/bin/scriptor" --convert "$work/50000.pcap" \
		-- tshark -r "$work/50000.pcap" -d usbccid.subdissector,iso7816
	row 'a capture of 50,000 exchanges (CPU ms; peer: tshark)' "$ours_cpu" "$peer_cpu" "$(ratio "$peer_cpu" "$ours_cpu")" 10 \
		'at least'
else
	info 'a capture of 50,000 exchanges: no tshark' - - -
fi
median_of 5 -- "$B/bin/scriptor" --convert "$work/50000.pcap" -- "$B/bin/scriptor" --convert "$work/25000.pcap"
row 'twice the capture (CPU ms; half)' "$ours_cpu" "$peer_cpu" "$(ratio "$ours_cpu" "$peer_cpu")" 2.2 'at most'
median_of 5 -i "$work/50000.pcap" -- "$capture" read
row 'the helper alone (memory in KB)' "$ours_kb" - "$ours_kb" 8000 'at most'
