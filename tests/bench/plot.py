#!/usr/bin/python3
"""Points as a line in SVG, the x axis logarithmic, the y axis from zero.

    printf '1000 5.1\n10000 5.4\n100000 6.2\n' | tests/bench/plot.py growth.svg
"""
import math
import sys

WIDTH, HEIGHT, EDGE = 480, 280, 50


def svg(points):
    low, high = math.log10(points[0][0]), math.log10(points[-1][0])
    top = max(y for _, y in points) * 1.2
    place = [(EDGE + (math.log10(x) - low) / ((high - low) or 1) * (WIDTH - 2 * EDGE),
              HEIGHT - EDGE - y / top * (HEIGHT - 2 * EDGE)) for x, y in points]
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
           'font-family="sans-serif" font-size="12">',
           '<rect width="100%" height="100%" fill="white"/>',
           f'<path d="M{EDGE} {EDGE / 2}V{HEIGHT - EDGE}H{WIDTH - EDGE / 2}" fill="none" stroke="#555"/>',
           '<polyline fill="none" stroke="#0a6" stroke-width="2" points="'
           + " ".join(f"{x:.1f},{y:.1f}" for x, y in place) + '"/>']
    for (count, value), (x, y) in zip(points, place):
        out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#0a6"/>',
                f'<text x="{x:.1f}" y="{y - 8:.1f}" text-anchor="middle">{value:.1f}</text>',
                f'<text x="{x:.1f}" y="{HEIGHT - EDGE + 18}" text-anchor="middle">{count:,.0f}</text>']
    out += [f'<text x="{WIDTH / 2}" y="{HEIGHT - 10}" text-anchor="middle">literal phrases</text>',
            '<text x="8" y="18">us a note</text>', "</svg>"]
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    with open(sys.argv[1], "w") as file:
        file.write(svg([tuple(map(float, line.split())) for line in sys.stdin]))
