#!/usr/bin/env bats
# scriptor accepts what the grammar of scriptor(5) can produce, and the grammar has exactly the
# commands that exist.
#
# shellcheck disable=SC2154 # common.bash and bats set root, status, output and stderr

load common

@test "lines made by the grammar parse, and convert to what parses" {
	local seed
	cd "$BATS_TEST_TMPDIR"
	for seed in 1 2 3 4 5; do
		python3 "$root/tests/cli/grammar.py" $seed 2000 >g.apdu
		run --separate-stderr "$BIN/scriptor" --check g.apdu
		[ "$status" -le 1 ] || { head -n 5 <<<"$stderr"; return 1; }
		run -0 --separate-stderr "$BIN/scriptor" --convert g.apdu
		printf '%s\n' "$output" >again.apdu
		run -0 --separate-stderr "$BIN/scriptor" --convert again.apdu
		cmp again.apdu <(printf '%s\n' "$output")
	done
}

@test "one character more or less: taken, or told with its place, and never more" {
	cd "$BATS_TEST_TMPDIR"
	python3 "$root/tests/cli/grammar.py" 9 300 >g.apdu
	python3 - <<-'END'
		import random
		pick = random.Random(1)
		lines = [l for l in open("g.apdu", encoding="utf-8").read().split("\n") if l.strip()]
		with open("wrong.apdu", "w", encoding="utf-8") as out:
		    for line in lines:
		        at = pick.randrange(len(line))
		        out.write(line[:at] + pick.choice(["", "$", "[", '"', "}", "x", ":", "(", "0"]) + line[at + pick.randint(0, 1):] + "\n")
	END
	while IFS= read -r line; do
		printf '%s\n' "$line" >one.apdu
		run --separate-stderr "$BIN/scriptor" --check one.apdu
		[ "$status" -le 2 ]
		[ "$status" != 2 ] || grep -q '^scriptor: one.apdu:[12]:[0-9]*: ' <<<"$stderr"
	done < <(head -n 150 wrong.apdu)
}

@test "the grammar of the man page has every command, and no other" {
	sed -n '/^command  =/,/^\.Ed/p' "$root/man/scriptor.5" | sed 's/^ *| "connect" "direct"//' |
		grep -oE '^(command  =|         \|) (\( )?("[a-z]+"( \| )?)+' | grep -oE '"[a-z]+"' | tr -d '"' | sort -u >"$BATS_TEST_TMPDIR/page"
	run -0 --separate-stderr "$BIN/scriptor" --replay /dev/null -e help
	grep -oE '^[a-z]+[: ]' <<<"$output" | tr -d ': ' | sort -u >"$BATS_TEST_TMPDIR/program"
	diff "$BATS_TEST_TMPDIR/page" "$BATS_TEST_TMPDIR/program"
}
