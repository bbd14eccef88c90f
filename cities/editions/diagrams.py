"""Maps as SVG that stands alone: the project's own shapes, with places of members as dots."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import atan2, cos, hypot, sin, sqrt
from pathlib import Path

import cities
from cities.commons.places.projection import Box, project, region_sheet
from cities.editions.charts import colours

SHEETS = Path(cities.__file__).parent / "static" / "map"
PATH = re.compile(r'<path id="([a-z]{2})"[^>]* d="([^"]+)"/>')
WORLD = "world"


@dataclass(frozen=True)
class Dot:
    """Members at one place."""

    latitude: float
    longitude: float
    region: str
    count: int


@dataclass(frozen=True)
class Drawn:
    """An SVG with the width/height it has."""

    svg: str
    ratio: float


def map_of(
    dots: Sequence[Dot], *, region: str = WORLD, tinted: Mapping[str, str] | None = None, ways: Sequence[tuple[Dot, Dot]] = ()
) -> Drawn:
    """A world region's sheet, or the world. `tinted` are countries (ISO alpha-2, lower case) with their regions; large dots lie below.
    `ways` are drawn as arrows from the first dot to the second."""
    sheet, known = region_sheet(region), colours()
    frame = sheet.box
    # The world is printed as wide as the page, a region's sheet about as high: dots are as large on both.
    unit = frame.width / 470 if sheet.shapes == WORLD else max(frame.width / 470, frame.height / 265)
    sea = (
        ""
        if sheet.shapes == WORLD
        else f'<rect x="{frame.x:g}" y="{frame.y:g}" width="{frame.width:g}" height="{frame.height:g}" fill="{known["sea"]}"/>'
    )
    shapes = "".join(_shapes(sheet.shapes, tinted or {}))
    lines = "".join(_way(start, end, unit=unit, known=known) for start, end in ways if _holds(frame, start) and _holds(frame, end))
    points = "".join(_dot(dot, unit, known) for dot in sorted(dots, key=lambda dot: (-dot.count, dot.longitude)) if _holds(frame, dot))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{frame}" width="{frame.width:g}" height="{frame.height:g}">'
        f'{sea}<g fill="{known["land"]}" stroke="{known["paper"]}" stroke-width="{unit * 0.5:.3f}">{shapes}</g>{lines}{points}</svg>'
    )
    return Drawn(svg, frame.width / frame.height)


def tints(countries: Collection[tuple[str, str]]) -> dict[str, str]:
    """Countries with members, each with the region that gives it its colour."""
    return {country.lower(): region for country, region in countries}


@cache
def _paths(sheet: str) -> tuple[tuple[str, str], ...]:
    return tuple(PATH.findall((SHEETS / f"{sheet}.svg").read_text(encoding="utf-8")))


def _shapes(sheet: str, tinted: Mapping[str, str]) -> list[str]:
    known = colours()
    return [
        f'<path d="{shape}"{_fill(mixed(known.get(tinted[code], known["edge"]), known["land"])) if code in tinted else ""}/>'
        for code, shape in _paths(sheet)
    ]


def mixed(colour: str, ground: str, *, part: float = 0.34) -> str:
    """A colour laid thinly over another."""
    pairs = [(int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(low + (high - low) * part):02x}" for high, low in pairs)


def _fill(colour: str) -> str:
    return f' fill="{colour}"'


def _dot(dot: Dot, unit: float, known: Mapping[str, str]) -> str:
    at = project(dot.longitude, dot.latitude)
    radius = unit * (2.1 + 1.5 * sqrt(dot.count))
    return (
        f'<circle cx="{at.x:.2f}" cy="{at.y:.2f}" r="{radius:.2f}" fill="{known.get(dot.region, known["ink"])}"'
        f' stroke="{known["paper"]}" stroke-width="{unit * 0.8:.3f}"/>'
    )


def _way(start: Dot, end: Dot, *, unit: float, known: Mapping[str, str]) -> str:
    """A bow that rises with its length, and a head where it arrives; too short a way is not drawn."""
    one, other = project(start.longitude, start.latitude), project(end.longitude, end.latitude)
    across, down = other.x - one.x, other.y - one.y
    length = hypot(across, down)
    if length < unit * 14:
        return ""
    lift = min(length * 0.28, unit * 60)
    middle_x, middle_y = (one.x + other.x) / 2, (one.y + other.y) / 2 - lift
    # The head points along the end of the bow, and stops before the dot.
    turn = atan2(other.y - middle_y, other.x - middle_x)
    tip_x, tip_y = other.x - cos(turn) * unit * 5.4, other.y - sin(turn) * unit * 5.4
    wings = [(tip_x - cos(turn + side) * unit * 6, tip_y - sin(turn + side) * unit * 6) for side in (-0.42, 0.42)]
    head = " ".join(f"{x:.2f},{y:.2f}" for x, y in ((tip_x, tip_y), *wings))
    ink = known["accent"]
    return (
        f'<path d="M{one.x:.2f} {one.y:.2f}Q{middle_x:.2f} {middle_y:.2f} {tip_x:.2f} {tip_y:.2f}" fill="none" stroke="{ink}"'
        f' stroke-width="{unit * 1.5:.3f}" stroke-linecap="round"/><polygon points="{head}" fill="{ink}"/>'
    )


def _holds(frame: Box, dot: Dot) -> bool:
    at = project(dot.longitude, dot.latitude)
    return frame.x <= at.x <= frame.x + frame.width and frame.y <= at.y <= frame.y + frame.height
