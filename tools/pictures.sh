#!/bin/sh
# pictures.sh [terminal]: redraws the pictures of the README in docs, or $DOCS: terminal.svg from
# the terminal output of atr_parser; and, without "terminal", page.png from the output of --html,
# with Chromium. Needs the packages that "tests/need build neighbours" installs.
set -eu
cd "$(dirname "$0")/.."
docs=${DOCS:-docs} bin=${B:-build}/bin
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
atr='3B F5 96 00 00 80 31 FE 45 4D 79 45 49 44 15'
SMARTCARD_LIST=data/smartcard_list.txt
export SMARTCARD_LIST

# shellcheck disable=SC2086 # one ATR
"$bin/atr_parser" --color always --width 76 $atr | sed "s,data/smartcard_list,smartcard_list," | python3 tools/terminal_svg.py \
	"\$ atr_parser $atr" >"$docs/terminal.svg"
[ "${1-}" != terminal ] || exit 0

# shellcheck disable=SC2086
"$bin/atr_parser" --html $atr >"$work/page.html"
chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
	--disable-component-update --disable-sync --user-data-dir="$work/profile" --hide-scrollbars \
	--window-size=1000,760 --screenshot="$work/page.png" "file://$work/page.html" >"$work/log" 2>&1
cp "$work/page.png" "$docs/page.png"
