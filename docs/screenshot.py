#!/usr/bin/env python3
"""Draws what a terminal shows of a command as an SVG: real output, real colours, no terminal needed.

    docs/screenshot.py build/release/evident code NOTE... > docs/terminal.svg

Runs the command with --color always and --width 96 and understands the SGR codes that it uses.
"""
import html
import re
import subprocess
import sys

WIDTH, LINE, CHAR, LEFT, TOP = 96, 19, 8.43, 18, 44
COLOURS = {31: "#ff7b72", 32: "#7ee787", 33: "#e3b341", 34: "#79c0ff", 35: "#d2a8ff", 36: "#56d4dd",
           37: "#e6edf3", 90: "#8b949e", 91: "#ff7b72", 92: "#7ee787", 93: "#e3b341", 94: "#79c0ff",
           95: "#d2a8ff", 96: "#56d4dd"}
BACKGROUNDS = {n + 10: c for n, c in COLOURS.items()}


def apply(style, code):
    """The style after one SGR code."""
    style = dict(style)
    if code == 0:
        return {}
    if code == 1:
        style["font-weight"] = "bold"
    elif code == 2:
        style["opacity"] = "0.7"
    elif code == 3:
        style["font-style"] = "italic"
    elif code == 4:
        style["text-decoration"] = "underline"
    elif code == 7:
        style["swap"] = "1"
    elif code in (22, 23, 24, 27, 39, 49):
        for key in {22: ("font-weight", "opacity"), 23: ("font-style",), 24: ("text-decoration",), 27: ("swap",),
                    39: ("fill",), 49: ("back",)}[code]:
            style.pop(key, None)
    elif code in COLOURS:
        style["fill"] = COLOURS[code]
    elif code in BACKGROUNDS:
        style["back"] = BACKGROUNDS[code]
    return style


def runs(line, style):
    """(text, style) runs of one line, and the style that it leaves behind."""
    out = []
    for text, codes in re.findall(r"([^\x1b]+)|\x1b\[([0-9;]*)m", line):
        if text:
            out.append((text, style))
        else:
            for code in codes.split(";"):
                style = apply(style, int(code or 0))
    return out, style


def svg(command, text):
    body, style, y = [], {}, TOP
    for line in text.rstrip("\n").split("\n"):
        x = LEFT
        parts, style = runs(line, style)
        for part, look in parts:
            back, fill = look.get("back"), look.get("fill", "#e6edf3")
            if "swap" in look:
                back, fill = fill, "#0d1117"
            if back:
                body.append(f'<rect x="{x:.1f}" y="{y - 14}" width="{len(part) * CHAR:.1f}" height="{LINE}" fill="{back}"/>')
            attributes = "".join(f' {k}="{v}"' for k, v in look.items() if k not in ("back", "swap", "fill"))
            body.append(f'<text x="{x:.1f}" y="{y}" fill="{fill}"{attributes} textLength="{len(part) * CHAR:.1f}" '
                        f'xml:space="preserve">{html.escape(part)}</text>')
            x += len(part) * CHAR
        y += LINE
    width, height = LEFT * 2 + WIDTH * CHAR, y + 4
    title = html.escape(f"$ evident {' '.join(command[1:])}")
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" font-size="14" '
            f'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace">\n<rect width="100%" height="100%" rx="8" fill="#0d1117"/>\n'
            f'<text x="{LEFT}" y="22" fill="#8b949e">{title}</text>\n' + "\n".join(body) + "\n</svg>\n")


def main():
    command = sys.argv[1:]
    if not command:
        sys.exit(__doc__)
    shown = subprocess.run(command + ["--color", "always", "--width", str(WIDTH)], capture_output=True, text=True, check=True)
    sys.stdout.write(svg(command, shown.stdout))


main()
