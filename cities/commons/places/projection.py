"""Where a place stands on the maps that ``script/build-map`` draws.

The Natural Earth projection (Patterson, Šavrič, Jenny: polynomial form of 2015, as in d3-geo), turned so that the
world is cut at 169° W. Plain arithmetic: a server places points without a browser, on screen and in print.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypedDict

DATA = Path(__file__).parent / "data" / "map.json"
WORLD = "world"


class Point(NamedTuple):
    """A place on the map, in map units: the world is 1000 wide, y grows southwards."""

    x: float
    y: float


class Box(NamedTuple):
    """A part of the map, as an SVG ``viewBox`` has it."""

    x: float
    y: float
    width: float
    height: float

    def __str__(self) -> str:
        return " ".join(f"{value:g}" for value in self)

    def holds(self, other: Box) -> bool:
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )

    def widened(self, share: float) -> Box:
        """The box with a margin on every side, as a share of its longer side."""
        margin = share * max(self.width, self.height)
        return Box(self.x - margin, self.y - margin, self.width + 2 * margin, self.height + 2 * margin)

    def shaped(self, *, ratio: float, least: float) -> Box:
        """The smallest box around the same centre with this width/height and at least this width."""
        width = max(self.width, self.height * ratio, least)
        height = width / ratio
        return Box(
            round(self.x + self.width / 2 - width / 2, 2),
            round(self.y + self.height / 2 - height / 2, 2),
            round(width, 2),
            round(height, 2),
        )


class _Constants(TypedDict):
    centre: float
    scale: float
    dx: float
    dy: float


class _MapData(TypedDict):
    projection: _Constants
    margin: float
    views: dict[str, list[float]]
    countries: dict[str, list[float]]


@dataclass(frozen=True)
class Sheet:
    """A map to draw: which shapes (``world`` or a world region's own sheet) and which part of them."""

    shapes: str
    box: Box


@cache
def _data() -> _MapData:
    data: _MapData = json.loads(DATA.read_text(encoding="utf-8"))
    return data


def project(longitude: float, latitude: float) -> Point:
    """Degrees (WGS 84) to map units."""
    constants = _data()["projection"]
    turned = (longitude - constants["centre"] + 180) % 360 - 180
    lam, phi = math.radians(turned), math.radians(latitude)
    phi2 = phi * phi
    phi4 = phi2 * phi2
    x = lam * (0.8707 - 0.131979 * phi2 + phi4 * (-0.013791 + phi4 * (0.003971 * phi2 - 0.001529 * phi4)))
    y = phi * (1.007226 + phi2 * (0.015085 + phi4 * (-0.044475 + 0.028874 * phi2 - 0.005916 * phi4)))
    return Point(constants["dx"] + constants["scale"] * x, constants["dy"] - constants["scale"] * y)


def region_sheet(region: str) -> Sheet:
    """The sheet of a world region; of the whole world for any other code."""
    views = _data()["views"]
    name = region if region in views else WORLD
    return Sheet(shapes=name, box=Box(*views[name]))


def country_sheet(country: str, *, region: str, around: Point | None = None) -> Sheet:
    """A country with its neighbours (code: ISO alpha-2, lower case).

    A country too small for the shapes is shown around its point. One that its region's sheet does not hold whole
    (Russia on the sheet of Europe) is drawn on the world's.
    """
    known = _data()["countries"].get(country)
    if known is None and around is None:
        return region_sheet(region)
    box = Box(*known) if known else Box(around.x, around.y, 0, 0) if around else region_sheet(region).box
    framed = box.widened(0.25).shaped(ratio=1.5, least=24)
    sheet = region_sheet(region)
    if sheet.box.widened(_data()["margin"]).holds(framed):
        return Sheet(shapes=sheet.shapes, box=framed)
    return Sheet(shapes=WORLD, box=framed)


def is_drawn(country: str) -> bool:
    """Whether the country (ISO alpha-2, lower case) has a shape that can be pointed at."""
    return country in _data()["countries"]
