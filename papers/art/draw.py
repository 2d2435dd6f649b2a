"""Draws the art of the papers: border, emblem, red flags. Run it after a change.

The SVG files are its output. Everything is computed here from plain geometry: nothing is traced or copied.
Lengths are millimetres on the page for the border, free units for the emblem and the flags.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path

RED, DARK_RED, GOLD, DARK_GOLD, BRIGHT = "#a3161a", "#7d0f13", "#b88a2b", "#8f6a1c", "#dfae3a"
Point = tuple[float, float]


def svg(width: float, height: float, body: str) -> str:
    """The file. The isolated group makes the PDF keep one copy of the drawing, not one a page."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}mm" height="{height:g}mm" '
        f'viewBox="0 0 {width:g} {height:g}">\n<g style="isolation:isolate">\n{body}\n</g>\n</svg>\n'
    )


def polygon(points: list[Point]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points) + "Z"


# --- border: a band of interlaced waves between two frames, the same all the way round (no corner pieces) ---


def rounded_track(
    left: float, top: float, right: float, bottom: float, radius: float
) -> Callable[[float], tuple]:
    """A rounded rectangle: a share of its length gives a point and the outward normal there."""
    across, down, turn = right - left - 2 * radius, bottom - top - 2 * radius, math.pi * radius / 2
    legs = [
        (across, (left + radius, top), (1, 0), None),
        (turn, (right - radius, top + radius), None, -90),
        (down, (right, top + radius), (0, 1), None),
        (turn, (right - radius, bottom - radius), None, 0),
        (across, (right - radius, bottom), (-1, 0), None),
        (turn, (left + radius, bottom - radius), None, 90),
        (down, (left, bottom - radius), (0, -1), None),
        (turn, (left + radius, top + radius), None, 180),
    ]
    total = sum(leg[0] for leg in legs)

    def at(share: float) -> tuple[Point, Point]:
        rest = (share % 1) * total
        for length, start, way, angle in legs:
            if rest <= length:
                if way is not None:
                    return (start[0] + way[0] * rest, start[1] + way[1] * rest), (way[1], -way[0])
                turned = math.radians(angle + 90 * rest / length)
                normal = (math.cos(turned), math.sin(turned))
                return (start[0] + radius * normal[0], start[1] + radius * normal[1]), normal
            rest -= length
        raise ValueError(share)

    return at


def wave(track: Callable[[float], tuple[Point, Point]], periods: int, phase: float, swing: float) -> str:
    """A closed sine along the track, one cubic Bézier a half-wave; `phase` in periods.

    Control points 4/3 of the swing high and 4/3 radian from the nodes give the sine's height and slope.
    """

    def beside(turns: float, height: float) -> str:
        (x, y), (nx, ny) = track(turns / periods)
        return f"{x + nx * height:.2f} {y + ny * height:.2f}"

    reach = 4 / 3 / (2 * math.pi)
    parts = ["M" + beside(phase, 0)]
    for half in range(2 * periods):
        node, height = phase + half / 2, swing * 4 / 3 * (-1) ** half
        parts.append(
            f"C{beside(node + reach, height)} {beside(node + 0.5 - reach, height)} {beside(node + 0.5, 0)}"
        )
    return "".join(parts) + "Z"


def frame(inset: float, radius: float, width: float, colour: str) -> str:
    return (
        f'<rect x="{inset:g}" y="{inset:g}" width="{297 - 2 * inset:g}" height="{210 - 2 * inset:g}" '
        f'rx="{radius:g}" fill="none" stroke="{colour}" stroke-width="{width:g}"/>'
    )


def border() -> str:
    middle = 13.2
    track = rounded_track(middle, middle, 297 - middle, 210 - middle, 7)
    lines = [frame(7.2, 11.5, 1.1, RED), frame(8.5, 10.4, 0.3, GOLD)]
    for index in range(6):
        path = wave(track, 94, index / 6, 3.3)
        lines.append(f'<path d="{path}" fill="none" stroke="{GOLD}" stroke-width="0.22"/>')
    for phase in (0.0, 0.5):
        path = wave(track, 188, phase, 1.25)
        lines.append(f'<path d="{path}" fill="none" stroke="{RED}" stroke-width="0.26"/>')
    lines += [frame(17.9, 4, 0.3, GOLD), frame(18.8, 3.4, 0.55, RED)]
    return svg(297, 210, "\n".join(lines))


# --- emblem: star above a wheel in a red field, between two ears of rice tied by a ribbon ---


def star(x: float, y: float, outer: float) -> list[Point]:
    inner = outer * math.sin(math.radians(18)) / math.sin(math.radians(54))
    return [
        (x + r * math.sin(k * math.pi / 5), y - r * math.cos(k * math.pi / 5))
        for k in range(10)
        for r in [outer if k % 2 == 0 else inner]
    ]


def wheel(x: float, y: float, root: float, tip: float, teeth: int) -> list[Point]:
    shape = ((-0.34, root), (-0.2, tip), (0.2, tip), (0.34, root))
    return [
        (x + r * math.sin(angle), y - r * math.cos(angle))
        for k in range(teeth)
        for part, r in shape
        for angle in [2 * math.pi * (k + part) / teeth]
    ]


def grain(x: float, y: float, heading: float, length: float, width: float) -> str:
    """A grain of rice: a lens from its foot (x, y) in the direction of `heading` (radians)."""
    dx, dy = math.cos(heading), math.sin(heading)
    tip = (x + dx * length, y + dy * length)
    bulge = [
        (x + dx * length * 0.45 + sign * -dy * width, y + dy * length * 0.45 + sign * dx * width)
        for sign in (1, -1)
    ]
    return (
        f"M{x:.2f} {y:.2f}Q{bulge[0][0]:.2f} {bulge[0][1]:.2f} {tip[0]:.2f} {tip[1]:.2f}"
        f"Q{bulge[1][0]:.2f} {bulge[1][1]:.2f} {x:.2f} {y:.2f}Z"
    )


def ear(side: int) -> Iterator[str]:
    """Grains of one ear, from the ribbon up; `side` is 1 on the right, -1 on the left."""
    count = 17
    for i in range(count):
        angle = math.radians(62 - i * (136 / (count - 1)))
        x, y = 100 + side * 80 * math.cos(angle), 98 + 80 * math.sin(angle)
        up = angle - math.pi / 2
        for lean, size in ((-0.62, 19.0), (0.55, 20.0), (0.0, 16.0)):
            heading = up + lean
            if side < 0:
                heading = math.pi - heading
            yield grain(x, y, heading, size, 5.6)


def emblem() -> str:
    ears = "".join(path for side in (1, -1) for path in ear(side))
    stem = "M{0:g} 172A80 80 0 0 {1} {2:g} 26"
    stems = stem.format(134, 0, 134) + stem.format(66, 1, 66)
    ribbon = "M38 150Q62 176 100 178Q138 176 162 150L174 168Q144 198 100 200Q56 198 26 168Z"
    fold = "M70 171Q86 162 100 162Q114 162 130 171L126 186Q112 179 100 179Q88 179 74 186Z"
    body = [
        f'<circle cx="100" cy="98" r="74" fill="{RED}" stroke="{BRIGHT}" stroke-width="2.5"/>',
        f'<path d="{stems}" fill="none" stroke="{DARK_GOLD}" stroke-width="2"/>',
        f'<path d="{ears}" fill="{BRIGHT}" stroke="#fff6dd" stroke-width="0.7"/>',
        f'<path d="{polygon(wheel(100, 146, 23, 28.5, 14))}" fill="{BRIGHT}"/>',
        f'<circle cx="100" cy="146" r="13" fill="{RED}"/><circle cx="100" cy="146" r="5" fill="{BRIGHT}"/>',
        f'<path d="{polygon(star(100, 78, 37))}" fill="{BRIGHT}"/>',
        f'<path d="{ribbon}" fill="{RED}" stroke="{BRIGHT}" stroke-width="2.5"/>',
        f'<path d="{fold}" fill="{DARK_RED}" stroke="{BRIGHT}" stroke-width="2"/>',
    ]
    return svg(200, 204, "\n".join(body))


# --- flags: a row at one side of the emblem; the form turns it over for the other side ---


def flag(foot: float, tilt: float) -> str:
    cloth = (
        "M0 -62C12 -69 20 -56 34 -62C40 -64.5 44 -64 46 -63L46 -33C38 -36 30 -27 20 -30C12 -33 6 -36 0 -32Z"
    )
    return (
        f'<g transform="translate({foot:g} 70) rotate({tilt:g})">'
        f'<path d="M0 4L0 -66" stroke="{DARK_GOLD}" stroke-width="1.6" stroke-linecap="round"/>'
        f'<path d="M0 -71L2.2 -66L0 -63L-2.2 -66Z" fill="{GOLD}"/>'
        f'<path d="{cloth}" fill="{RED}" stroke="{DARK_RED}" stroke-width="0.6"/></g>'
    )


def flags() -> str:
    return svg(150, 78, "\n".join(flag(foot, tilt) for foot, tilt in ((74, 26), (53, 20), (32, 14), (11, 8))))


DRAWINGS = {"border.svg": border, "emblem.svg": emblem, "flags.svg": flags}

if __name__ == "__main__":
    for name, draw in DRAWINGS.items():
        Path(__file__).with_name(name).write_text(draw(), encoding="utf-8")
