#!/usr/bin/env bats
# Colors on a terminal: readable on a light and a dark background, and no more escapes than there
# are runs of color.
load common

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# Each escape of a palette is bold, or one of xterm's 240 fixed colors, whose values are public: a
# cube of 6 levels and 24 greys. The contrast is that of WCAG 2:
# https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio
contrast() {
	python3 -c '
import re, sys
def linear(c):
    c /= 255
    return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
def luminance(n):
    levels = [0, 95, 135, 175, 215, 255]
    rgb = [8 + 10 * (n - 232)] * 3 if n >= 232 else [levels[(n - 16) // k % 6] for k in (36, 6, 1)]
    return sum(w * linear(c) for w, c in zip((0.2126, 0.7152, 0.0722), rgb))
codes = set(re.findall("\x1b\\[([0-9;]*)m", sys.stdin.read()))
assert len(codes) >= int(sys.argv[1]), codes
for code in codes - {"0", "1"}:
    n = int(re.fullmatch("(?:1;)?38;5;(\\d+)", code)[1])
    assert 16 <= n <= 255, code
    light, dark = 1.05 / (luminance(n) + 0.05), (luminance(n) + 0.05) / 0.05
    assert light >= 4.5 and dark >= 4.5, (code, light, dark)' "$1"
}

@test "every color has a contrast of 4.5 to 1 or more to white and to black" {
	python3 - "$root/lib/sys/terminal/term.c" <<-'END' | contrast 10
		import re, sys
		text = open(sys.argv[1]).read()
		roles = re.findall(r'\[ROLE_\w+\] = (\S+?),?\n', text[:text.index(".off")])
		assert len(roles) >= 20
		for role in roles:
		    name, n = re.fullmatch(r'"?(.*?)"?(?:\((\d+)\))?', role).groups()
		    code = {"COLORED": "38;5;%s", "BOLD": "1;38;5;%s", "GREY": "38;5;243"}.get(name)
		    if code: print("\x1b[" + (code % n if n else code) + "m")
		    else: assert name in ("", r"\033[1m"), role
	END
	for atr in "$root"/tests/atr/*.atr; do
		for format in text classic; do
			"$BIN/atr_parser" --color always --profile emv --format $format <"$atr" || :
			"$BIN/atr_parser" --color always -v <"$atr" || :
		done
	done | contrast 8
}

@test "words of one color are one run: no escape ends what the next one begins again" {
	for atr in "$root"/tests/atr/*.atr; do
		"$BIN/atr_parser" --color always -v --profile emv --nearest <"$atr" || :
		"$BIN/atr_parser" --color always --width 40 <"$atr" || :
	done >out
	[ -s out ]
	python3 - <<-'END'
		import re
		text = open("out").read()
		assert re.search("\x1b\\[[0-9;]+m[^\x1b]* [^\x1b]*\x1b\\[0m", text)
		on = last = None
		for before, code in re.findall("([^\x1b]*)\x1b\\[([0-9;]*)m", text):
		    if code == "0":
		        assert on and before and "\n" not in before, before
		        last, on = on, None
		    else:
		        assert on is None, code
		        # A single blank between two runs of color appears only if the color
		        # changes; between columns there are more.
		        assert before != " " or code != last, (before, code)
		        on = code
	END
}

@test "the picture of the README is what the program writes" {
	DOCS=$BATS_TEST_TMPDIR "$root/tools/pictures.sh" terminal
	diff "$BATS_TEST_TMPDIR/terminal.svg" "$root/docs/terminal.svg"
	xmllint --noout "$root/docs/terminal.svg"
}

# on_terminal COMMAND...: runs it on a new terminal; its output is in $output.
on_terminal() {
	python3 "$root/tests/fake/on_terminal.py" 80 "$BATS_TEST_TMPDIR/screen" "$@" </dev/null >"$BATS_TEST_TMPDIR/end"
	output=$(<"$BATS_TEST_TMPDIR/screen")
}

# link URL TEXT: prints an OSC 8 link with this target and text.
link() { printf '\033]8;;%s\033\\%s\033]8;;\033\\' "$1" "$2"; }

hostile_list() {
	printf '3B 02 14 50\n\tA card (see https://a.example/x;y=1&z).\n\thttp://b.example/\xC3\xA9\033]8;;http://evil.example/\033\\\a"\n' >list
	printf '\twww.c.example\n\tjavascript:alert(1)\n\tfile:///etc/passwd\n\thttp://d.example/%02100d\n' 0 >>list
}

@test "addresses are links on a terminal: only those of the web, and escaped" {
	hostile_list
	on_terminal "$BIN/atr_parser" --list list 3B021450
	prints "A card (see $(link 'https://a.example/x;y=1&z' 'https://a.example/x;y=1&z'))."
	prints "$(link http://b.example/%C3%A9 http://b.example/é)\x1B]8;;http://evil.example/"
	prints "$(link http://www.c.example www.c.example)"
	prints javascript:alert
	prints http://d.example/000
	# Three links begin and three end; nothing in the list's texts begins another one or rings
	# the bell.
	[ "$(grep -o $'\033]8;;[hwjf]' <<<"$output" | wc -l)" = 3 ]
	[ "$(grep -o $'\033]8;;\033' <<<"$output" | wc -l)" = 3 ]
	[[ $output != *$'\a'* ]]
	# The page that is suggested for an unknown card.
	on_terminal "$BIN/atr_parser" --list list 3B00
	prints "$(link 'https://smartcard-atr.apdu.fr/parse?ATR=3B00' 'https://smartcard-atr.apdu.fr/parse?ATR=3B00')"
}

@test "no links in a pipe, without color, and on terminals that do not take them" {
	hostile_list
	run "$BIN/atr_parser" --color always --list list 3B021450
	prints www.c.example
	[[ $output == *$'\033['* && $output != *$'\033]'* ]]
	for set in NO_COLOR=1 TERM=dumb TERM=linux TERM= VTE_VERSION=4999 FORCE_HYPERLINK=0; do
		on_terminal env "$set" "$BIN/atr_parser" --list list 3B021450
		prints www.c.example
		[[ $output != *$'\033]'* ]]
	done
	on_terminal "$BIN/atr_parser" --color never --list list 3B021450
	[[ $output == *www.c.example* && $output != *$'\033'* ]]
	for set in NO_COLOR=1 VTE_VERSION=5000 FORCE_HYPERLINK=1; do
		on_terminal env "$set" "$BIN/atr_parser" --color always --list list 3B021450
		[[ $output == *$'\033]8;;http://www.c.example\033'* ]]
	done
}
