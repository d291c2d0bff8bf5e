#!/bin/bash
# demo.sh: shows the programs at work, on a private pcscd with virtual cards (see pcsc/world.sh,
# which also cleans up). Called by `make demo`.
set -u
top=$(cd "$(dirname "$0")/.." && pwd)
cd "$top" || exit 3
PATH=$top/${B:-build}/bin:$PATH
# The card names below are those of the bundled list.
export SMARTCARD_LIST=$top/data/smartcard_list.txt

multiflex='3B 02 14 50'
piv='3B 7A 18 00 00 73 66 74 65 20 63 64 31 34 34'
color=never
[ ! -t 1 ] || color=auto
[ $color = never ] || [ -n "${NO_COLOR-}" ] || [ "${TERM-dumb}" = dumb ] || color=always

headline() {
	printf '\n=== %s\n' "$*"
}

# If standard input and output are a terminal, waits for Enter before the next step.
pause() {
	[ -t 0 ] && [ -t 1 ] || return 0
	read -r -s -p $'\n(press Enter to continue, Ctrl-C to quit) '
	printf '\r\033[K'
}

show_atr_parser() {
	headline 'atr_parser: what an ATR says, byte by byte, and which card has it'
	echo "\$ atr_parser $piv"
	# shellcheck disable=SC2086 # one word a byte
	atr_parser --color=$color $piv
}

# --- inside the world ---

give_up() {
	echo "demo: $*" >&2
	exit 3
}

# card COMMAND...: sends a command to the virtual card and waits until it is done.
card() {
	local answer
	echo "$*" >&"${vicard[1]}"
	read -r -t 10 answer <&"${vicard[0]}" || give_up "vicard does not answer: $*"
	[[ $answer == ok* ]] || give_up "vicard: $*: $answer"
}

shown=0
# shows PATTERN [COUNT]: waits until pcsc_scan has printed a matching line (COUNT times), then shows
# its new output.
shows() {
	local n total
	for ((n = 0; n < 1000; n++)); do
		[ "$(grep -c -e "$1" "$WORLD/scan")" -lt "${2:-1}" ] || break
		sleep 0.02
	done
	[ "$n" -lt 1000 ] || give_up "pcsc_scan did not show '$1'"
	total=$(wc -c <"$WORLD/scan")
	tail -c +$((shown + 1)) "$WORLD/scan" | head -c $((total - shown))
	shown=$total
}

show_pcsc_scan() {
	headline 'pcsc_scan: readers and cards, coming and going'
	echo '$ pcsc_scan'
	pcsc_scan --format text --color=$color >"$WORLD/scan" &
	scan=$!
	shows 'no card' 2
	pause
	headline "a card is inserted: $multiflex"
	card atr "$multiflex"
	card insert
	shows 'Schlumberger Multiflex, 3 kB'
	pause
	headline "it is swapped for another: $piv"
	card swap "$piv"
	shows 'Common Access Card'
	pause
	headline 'and that one is removed'
	card remove
	shows 'card removed' 2
	kill -TERM $scan
	wait $scan || give_up "pcsc_scan ended with status $?"
}

show_scriptor() {
	headline 'scriptor: a script of commands for the card'
	cat >"$WORLD/hello.script" <<-'END'
		# select the master file, read its first bytes, query the PIN's retry counter
		00 A4 00 0C 02 3F 00
		00 B0 00 00 0C
		00 20 00 01
		reset
	END
	card answer 00A4 9000
	card answer 00B0 48656C6C6F2C20636172642E 9000
	card answer 0020 63C3
	card insert
	echo '$ cat hello.script'
	cat "$WORLD/hello.script"
	echo
	echo '$ scriptor hello.script'
	(cd "$WORLD" && scriptor hello.script) || give_up "scriptor ended with status $?"
	card remove
}

inside() {
	trap 'exit 130' INT TERM
	coproc vicard { exec vicard 2>&1; }
	show_pcsc_scan
	pause
	show_scriptor
	try_next
}

try_next() {
	headline 'That was all; nothing is left running. To try next:'
	cat <<-'END'
		build/bin/pcsc_scan                 your own readers and cards
		build/bin/pcsc_scan --doctor        why a reader or a card is not seen
		build/bin/atr_parser --card         the card in your reader, explained
		build/bin/scriptor                  a prompt with completion; "help" lists its commands
		make install                        install them; then "man pcsc_scan", "man scriptor"
	END
}

if [ "${1-}" = --inside ]; then
	inside
	exit
fi
# Without a trap bash continues if the program that it waits for happens to end just then.
trap 'exit 130' INT TERM
show_atr_parser || give_up "atr_parser ended with status $?"
pause
why=$(tests/pcsc/world.sh true 2>&1)
case $? in
0) exec tests/pcsc/world.sh tests/demo.sh --inside ;;
77)
	headline 'scriptor: a script of commands, with a recording instead of a card'
	echo '$ scriptor --replay hello-world.card hello-world.apdu'
	(cd data/examples && scriptor --replay hello-world.card hello-world.apdu) ||
		give_up "scriptor ended with status $?"
	headline 'pcsc_scan is not shown: it needs a private PC/SC service, with a virtual card'
	echo "$why"
	echo 'Run the demo as root, or where user namespaces are allowed.'
	try_next
	;;
*) give_up "$why" ;;
esac
