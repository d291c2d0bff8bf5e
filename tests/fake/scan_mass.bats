#!/usr/bin/env bats
# pcsc_scan with 200 readers, and events as fast as the service can produce them; EVENTS is their
# number (100,000).

load common
load ../watch

setup() {
	fake_start
	printf '%s\n' 'limit 0' 'readers 200' >"$FAKE_PCSC"
	PATH=$(cd "$BATS_TEST_DIRNAME/../.." && realpath "${B:-build}")/bin:$PATH
}

memory() {
	awk '/^VmRSS/ { print $2 }' "/proc/${program_pid[scan]}/status"
}

# make_round insert|remove COUNT [ATR]: does this in all readers and waits until it was reported
# with the event count COUNT.
make_round() {
	local i
	for ((i = 0; i < 200; i++)); do echo "$1 r$i${3:+ $3}"; done >&"$fake_fd"
	wait_for "$out/scan.out" "\"name\":\"Fake Reader 199\".*\"event_count\":$2," 20
}

# make_events FROM TO [PAUSE]: inserts and removes cards in all readers in turn. With a PAUSE in
# seconds after each round, each event is seen separately; without it, events occur faster than the
# program can query them.
make_events() {
	python3 - "$@" <<-'END' >&"$fake_fd"
		import sys, time
		pause = float(sys.argv[3]) if len(sys.argv) > 3 else 0
		for n in range(int(sys.argv[1]) // 200, int(sys.argv[2]) // 200):
		    word = "remove r%d\n" if n % 2 else "insert r%d 3B00\n"
		    sys.stdout.write("".join(word % i for i in range(200)))
		    sys.stdout.flush()
		    time.sleep(pause)
	END
	# Wait until all events were made and reported, after which all readers are empty.
	wait_for "$fake_log" '^ok remove r199$' 120 $(($2 / 400))
	wait_for "$out/scan.out" "\"name\":\"Fake Reader 199\".*\"event_count\":$(($2 / 200 % 65536)),.*\"empty\"" 20
}

@test "nothing is lost or out of order, and memory stands" {
	local events=${EVENTS:-100000} before
	start scan pcsc_scan --json -n
	wait_for "$fake_log" '^wait' 20
	# While a service has counted no events, a card inserted and removed between two queries
	# goes unnoticed; so start with one event each.
	make_round insert 1 3B00
	make_round remove 2
	# As long as the output is read at once, it needs no room in the queue.
	before=$(memory)
	# First half the number of events at a pace at which each is seen, then all at full speed.
	make_events 400 $((events / 2)) 0.005
	events=$((events + events / 2))
	make_events $((events / 3)) "$events"
	echo "memory: $before KiB, then $(memory) KiB"
	[ $(($(memory) - before)) -lt 700 ] || [ -n "${SAN-}" ]
	stop scan TERM
	[ "$status" = 0 ]
	python3 - "$out/scan.out" "$events" <<-'END'
		import collections, json, sys
		told, last, card = collections.Counter(), collections.defaultdict(int), {}
		events = 0
		for line in open(sys.argv[1]):
		    e = json.loads(line)
		    if e["initial"]:
		        continue
		    name, kind = e["reader"]["name"], e["event"]
		    assert e["event_count"] >= last[name], e # two events from one query have the same count
		    last[name] = e["event_count"]
		    if kind != "state-changed":
		        assert card.get(name, False) == (kind == "card-removed"), e
		        card[name] = kind == "card-inserted"
		    told[name] += e["missed"] + kind.startswith("card-")
		    events += 1
		each = int(sys.argv[2]) // 200
		assert len(told) == 200 and set(told.values()) == {each}, set(told.values())
		assert not any(card.values())
		assert events > int(sys.argv[2]) // 10, "only %d were seen one by one" % events
	END
}
