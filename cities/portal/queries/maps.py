"""Maps as data: which sheet, which countries stand out, where the points are and what they lead to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from cities.commons.places.projection import Box, Point, country_sheet, is_drawn, project, region_sheet
from cities.commons.places.queries import WORLD, Place, Places

# A larger dot from this many records on.
MIDDLING, MANY = 3, 8
# The world and its regions have sheets of their own.
REGION_DEPTH = 2


@dataclass(frozen=True)
class MapPoint:
    place: Place
    name: str
    x: float
    y: float
    count: int
    url: str = ""

    @property
    def size(self) -> int:
        return 1 + (self.count >= MIDDLING) + (self.count >= MANY)


@dataclass(frozen=True)
class MapPlate:
    """One map. `named` are the countries that stand out, with the region that gives them their colour."""

    shapes: str
    box: Box
    points: tuple[MapPoint, ...]
    tinted: tuple[tuple[str, str], ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    off_map: int = 0

    @property
    def has_links(self) -> bool:
        return any(point.url for point in self.points)


def plate(counts: Mapping[str, int], *, places: Places, region: str = WORLD, link: Callable[[Place], str] = lambda place: "") -> MapPlate:
    """Records by territory on the sheet of a world region. What has no place on it is counted as off the map."""
    sheet = region_sheet(region)
    points = [point for point in _points(counts, places, link) if region in {WORLD, point.place.region}]
    shown = [point for point in points if _holds(sheet.box, point)]
    return MapPlate(
        shapes=sheet.shapes,
        box=sheet.box,
        points=tuple(shown),
        tinted=_countries(point.place for point in shown),
        off_map=sum(counts.values()) - sum(point.count for point in shown),
    )


def locator(shown: Iterable[Place], *, places: Places) -> MapPlate | None:
    """Where something is: its country among its neighbours, or the world when it is in several. None for what has no place."""
    located = [place for place in shown if place.latitude is not None]
    if not located:
        return None
    points = tuple(_point(place, 1, name=places.full_name(place)) for place in located)
    countries = {place.country_code.lower() for place in located if place.country_code}
    if len(countries) == 1:
        sheet = country_sheet(countries.pop(), region=located[0].region, around=Point(points[0].x, points[0].y))
    else:
        regions = {place.region for place in located}
        sheet = region_sheet(regions.pop() if len(regions) == 1 else WORLD)
    # A country is shown by its outline; only what lies inside one needs a dot.
    dots = tuple(point for point in points if point.place.kind != "country" or not is_drawn(point.place.code))
    return MapPlate(shapes=sheet.shapes, box=sheet.box, points=dots, named=_countries(located))


def territory_plate(place: Place, counts: Mapping[str, int], *, places: Places, link: Callable[[Place], str]) -> MapPlate | None:
    """A territory with all that is recorded in it: a world region on its sheet, anything smaller among its neighbours."""
    if len(place.codes) <= REGION_DEPTH:
        return plate(counts, places=places, region=place.code, link=link)
    where = locator([place], places=places)
    if where is None:
        return None
    inside = tuple(point for point in _points(counts, places, link) if point.place.code != place.code and _holds(where.box, point))
    return replace(where, points=(*where.points, *inside))


def _points(counts: Mapping[str, int], places: Places, link: Callable[[Place], str]) -> list[MapPoint]:
    """Large dots first, so that small ones stay on top of them."""
    located = [(places.by_code[code], count) for code, count in counts.items() if code in places.by_code]
    points = [_point(place, count, name=places.full_name(place), url=link(place)) for place, count in located if place.latitude is not None]
    return sorted(points, key=lambda point: (-point.count, point.name))


def _point(place: Place, count: int, *, name: str, url: str = "") -> MapPoint:
    x, y = project(place.longitude or 0, place.latitude or 0)
    return MapPoint(place=place, name=name, x=round(x, 2), y=round(y, 2), count=count, url=url)


def _holds(box: Box, point: MapPoint) -> bool:
    return box.x <= point.x <= box.x + box.width and box.y <= point.y <= box.y + box.height


def _countries(shown: Iterable[Place]) -> tuple[tuple[str, str], ...]:
    found = {(place.country_code.lower(), place.region) for place in shown if place.country_code}
    return tuple(sorted((code, region) for code, region in found if is_drawn(code)))
