#!/usr/bin/env python3
"""terminal_svg.py COMMAND <OUTPUT: draws a command and its colored output as an SVG picture that
adapts to a light or dark theme. Supports only bold and xterm's fixed colors from 16 on."""
import html
import re
import sys

WIDTH, LINE, CHARACTER = 80, 20, 8.43
LEVELS = [0, 95, 135, 175, 215, 255]


def color(n):
    parts = [8 + 10 * (n - 232)] * 3 if n >= 232 else [LEVELS[(n - 16) // k % 6] for k in (36, 6, 1)]
    return "#" + "".join(f"{part:02x}" for part in parts)


def spans(line):
    style, column = "", 0
    for text, code in re.findall("([^\x1b]*)(?:\x1b\\[([0-9;]*)m|$)", line):
        if text.strip():
            lead = len(text) - len(text.lstrip())
            yield f'<tspan x="{16 + (column + lead) * CHARACTER:.1f}"{style}>{html.escape(text.strip())}</tspan>'
        column += len(text)
        fixed = re.search("38;5;(\\d+)", code)
        style = (' font-weight="bold"' if re.match("1(;|$)", code) else "") + \
            (f' fill="{color(int(fixed[1]))}"' if fixed else "")


lines = [sys.argv[1]] + sys.stdin.read().splitlines()
width, height = int(32 + WIDTH * CHARACTER), 28 + LINE * len(lines)
print(f'''<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">
<style>text {{ font: 14px "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #1b1f24; white-space: pre }}
rect {{ fill: #fff; stroke: #d3d9e0 }}
@media (prefers-color-scheme: dark) {{ text {{ fill: #e6e9ed }} rect {{ fill: #000; stroke: #3a434f }} }}</style>
<rect x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="8"/>''')
for at, line in enumerate(lines):
    print(f'<text y="{26 + LINE * at}">{"".join(spans(line))}</text>')
print("</svg>")
