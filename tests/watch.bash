# Tests of pcsc_scan that run both on a real pcscd and on the fake one, for bats files: `load
# ../watch`.
#
# The file that loads this defines insert ATR, remove_card, swap ATR, mute_card and service
# stop|start (with the same card); they affect the first reader, which is empty at the start.

# shellcheck disable=SC2154 # out is ../programs.bash's
scan_start() {
	start scan pcsc_scan --json -n
	wait_for "$out/scan.out" '"event":"reader-added".*"index":0'
}

# Prints the events of the first reader since scan_start, one per line: its name, the steps of the
# counter since the previous event, and the ATR.
events() {
	grep -a '"index":0' "$out/scan.out" |
		sed -E 's/.*"event":"([^"]*)".*"event_count":([^,]*),.*"atr":"?([^",]*)"?,.*/\1 \2 \3/' |
		awk 'NR == 1 { first = $2 } { print $1, ($2 - first + 65536) % 65536, $3 }'
}

wait_event() {
	wait_for "$out/scan.out" "\"event\":\"$1\".*\"initial\":${3-false}" 5 "${2-1}"
}

watch_insert_and_remove() {
	scan_start
	insert 3B021450
	wait_event card-inserted
	remove_card
	wait_event card-removed
	insert 3B00
	wait_event card-inserted 2
	stop scan TERM
	[ "$(events)" = 'reader-added 0 null
card-inserted 1 3B021450
card-removed 2 3B021450
card-inserted 3 3B00' ]
}

watch_swap() {
	insert 3B00
	scan_start
	swap 3B021450
	wait_event card-inserted 1
	stop scan TERM
	# Either both steps were seen, or they were inferred from the counter.
	[ "$(events | sed 's/ [0-9]* / /')" = 'reader-added null
card-inserted 3B00
card-removed 3B00
card-inserted 3B021450' ]
}

watch_mute() {
	scan_start
	mute_card
	wait_event card-mute
	remove_card
	wait_event card-removed
	stop scan TERM
	[ "$(events)" = 'reader-added 0 null
card-mute 1 null
card-removed 2 null' ]
	grep -q '"event":"card-mute".*"state":\["present","mute"\]' "$out/scan.out"
}

# What is there at the start is reported as initial.
watch_initial() {
	insert 3B00
	scan_start
	wait_event card-inserted 1 true
	remove_card
	wait_event card-removed
	stop scan TERM
	! grep '"event":"card-removed".*"initial":true' "$out/scan.out" || false
}

# The service stops and starts again while the card stays: no removals are reported, and everything
# is reported as initial.
watch_service() {
	insert 3B00
	scan_start
	service stop
	wait_event service-lost
	grep 'SCARD_' "$out/scan.err"
	service start
	wait_event service-back
	wait_event card-inserted 2 true
	! grep -e reader-removed -e card-removed "$out/scan.out" || false
	stop scan INT
	[ "$status" = 0 ]
}

# In a pipe: the lines that scripts grep for.
watch_classic() {
	start scan pcsc_scan
	wait_for "$out/scan.out" 'Card state: Card removed, $'
	insert 3B021450
	wait_for "$out/scan.out" '^  ATR: 3B 02 14 50$'
	remove_card
	wait_for "$out/scan.out" 'Card state: Card removed, $' 5 2
	mute_card
	wait_for "$out/scan.out" 'Card state: Card inserted, Unresponsive card, $'
	stop scan INT
	[ "$status" = 0 ]
	[ ! -s "$out/scan.err" ]
	grep '^Using reader plug.n play mechanism$' "$out/scan.out"
	grep '^Scanning present readers\.\.\.$' "$out/scan.out"
	grep -E '^[A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} [0-9]{4}$' "$out/scan.out"
	grep '^ Reader 0: ' "$out/scan.out"
	grep -E '^  Event number: [0-9]+$' "$out/scan.out"
	grep -a '3B 02' "$out/scan.out" | grep -v '^  ATR' # the analysis
	! grep -a -P '[\x1B\r]' "$out/scan.out" || false
}

scan_ended_by() {
	local before
	start scan pcsc_scan --json -n
	wait_for "$out/scan.out" reader-added
	before=$(now_ms)
	stop scan "$1"
	took=$(($(now_ms) - before))
	[ "$status" = 0 ]
	[ ! -s "$out/scan.err" ]
	rm "$out/scan.out"
}

# One signal after the other in the same world: the program ends at once with status 0, and leaves
# no thread or process.
watch_signals() {
	local signal
	for signal in INT TERM HUP; do
		quick scan_ended_by $signal
	done
}

# The reader of the output is gone: the program notices this without an event.
watch_closed_pipe() {
	mkfifo "$out/pipe"
	pcsc_scan --json -n >"$out/pipe" 2>"$out/scan.err" 3>&- &
	local pid=$!
	head -n 1 <"$out/pipe" | grep reader-added
	awaited 5 gone $pid
	status=0
	wait $pid || status=$?
	[ "$status" = 0 ]
	[ ! -s "$out/scan.err" ]
}

watch_time() {
	local before
	before=$(now_ms)
	run pcsc_scan -n -q -t 0.3
	[ "$status" = 0 ]
	[ $(($(now_ms) - before)) -ge 300 ]
	[ $(($(now_ms) - before)) -lt 20000 ]
}

watch_lists() {
	run pcsc_scan -r
	[ "$status" = 0 ]
	[[ ${lines[0]} == '0: '* ]]
	run pcsc_scan -c -n
	[ "$status" = 1 ]
	insert 3B021450
	run pcsc_scan -c -n
	[ "$status" = 0 ]
	[[ $output == *'  ATR: 3B 02 14 50'* ]]
	service stop
	run --separate-stderr pcsc_scan -r
	[ "$status" = 3 ]
	[ -z "$output" ]
	[[ $stderr == *'no PC/SC service (SCARD_E_NO_SERVICE 0x8010001D)'*'pcscd'* ]]
	run --separate-stderr pcsc_scan -c
	[ "$status" = 3 ]
}
