"""Arrows between places, on the map."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cities.commons.places.projection import Point, project
from cities.commons.places.queries import Place, Places
from cities.portal.queries.maps import MapPlate, plate

# How far an arrow bends aside, as a share of its length; and how far it keeps from the dots.
BEND = 0.22
GAP = 4.0


@dataclass(frozen=True)
class Arc:
    """From one place to another; `count` transfers."""

    path: str
    head: str
    start: str
    end: str
    count: int


@dataclass(frozen=True)
class FlowPlate:
    plate: MapPlate
    arcs: tuple[Arc, ...]


def flow_plate(flows: Iterable[tuple[Iterable[Place], Iterable[Place]]], *, places: Places) -> FlowPlate | None:
    """Every pair of an origin and a destination with a place on the map. None when there is no such pair."""
    pairs: Counter[tuple[str, str]] = Counter()
    for origins, ends in flows:
        located = [place for place in ends if place.latitude is not None]
        pairs.update(
            (start.code, end.code) for start in origins for end in located if start.latitude is not None and start.code != end.code
        )
    if not pairs:
        return None
    used = Counter(code for pair in pairs for code in set(pair))
    arcs = (_arc(places.by_code[start], places.by_code[end], count) for (start, end), count in sorted(pairs.items()))
    return FlowPlate(plate(used, places=places), tuple(arcs))


def _arc(start: Place, end: Place, count: int) -> Arc:
    one, other = _point(start), _point(end)
    length = math.hypot(other.x - one.x, other.y - one.y) or 1.0
    along = ((other.x - one.x) / length, (other.y - one.y) / length)
    # To the left of the way, which over the oceans is towards the pole; there and back do not lie on each other.
    bend = BEND * length
    middle = ((one.x + other.x) / 2 + along[1] * bend, (one.y + other.y) / 2 - along[0] * bend)
    arriving = math.atan2(other.y - middle[1], other.x - middle[0])
    tip = (other.x - GAP * math.cos(arriving), other.y - GAP * math.sin(arriving))
    return Arc(
        path=f"M{one.x:.1f} {one.y:.1f}Q{middle[0]:.1f} {middle[1]:.1f} {tip[0]:.1f} {tip[1]:.1f}",
        head=_head(tip, arriving),
        start=start.name,
        end=end.name,
        count=count,
    )


def _head(tip: tuple[float, float], angle: float, *, size: float = 6.0) -> str:
    """A triangle whose point is the tip."""
    corners = [(tip[0] - size * math.cos(angle + turn), tip[1] - size * math.sin(angle + turn)) for turn in (0.42, -0.42)]
    return f"M{tip[0]:.1f} {tip[1]:.1f}" + "".join(f"L{x:.1f} {y:.1f}" for x, y in corners) + "Z"


def _point(place: Place) -> Point:
    return project(place.longitude or 0, place.latitude or 0)
