"""Made-up contents for the gallery page, so that every component can be seen in every state. No database."""

from dataclasses import dataclass
from uuid import UUID

from django.templatetags.static import static
from django.urls import reverse

from cities.commons.places.projection import project, region_sheet
from cities.commons.places.queries import Place
from cities.portal.diagrams import Node, YearLine, rose, year_line
from cities.portal.queries.dossiers import Participant, Side
from cities.portal.queries.lists import PracticeCard
from cities.portal.queries.maps import MapPlate, MapPoint
from cities.portal.reading import Version, Words
from cities.translation.models import TextState

REGIONS = ("africa-middle-east", "asia", "europe", "latin-america", "north-america", "world")
KINDS = ("public", "civil-society", "private", "research")
COLOURS = ("paper", "raised", "sunk", "line", "edge", "ink", "quiet", "accent", "accent-wash", "warm", "warm-wash", "sea", "land")


@dataclass(frozen=True)
class SpecimenCard(PracticeCard):
    """A card of a practice that does not exist: it leads to where it stands itself."""

    @property
    def url(self) -> str:
        return f"{reverse('portal:design')}#cards"


@dataclass(frozen=True)
class Specimens:
    colours: tuple[str, ...]
    regions: tuple[str, ...]
    kinds: tuple[str, ...]
    cards: tuple[PracticeCard, ...]
    versions: tuple[Version, ...]
    rose: tuple[Node, ...]
    sides: tuple[Side, ...]
    line: YearLine | None
    map: MapPlate


def specimens() -> Specimens:
    return Specimens(
        colours=COLOURS,
        regions=REGIONS,
        kinds=KINDS,
        cards=(_card("fr", is_foreign=False, picture=static("share.png")), _card("ko", is_foreign=True)),
        versions=(
            Version("fr", TextState.ORIGINAL, is_stale=False, is_partial=False),
            Version("en", TextState.REVIEWED, is_stale=False, is_partial=False),
            Version("es", TextState.MACHINE, is_stale=False, is_partial=True),
            Version("ko", TextState.HUMAN, is_stale=True, is_partial=False),
        ),
        rose=rose(
            [
                ("public", True),
                ("public", False),
                ("civil-society", False),
                ("civil-society", False),
                ("private", False),
                ("research", False),
            ]
        ),
        sides=(
            Side("public", (_actor(1, "Ville", "public"), _actor(2, "Région", "public"))),
            Side("civil-society", (_actor(3, "Coopérative", "civil-society"), _actor(4, "Association", "civil-society"))),
            Side("private", (_actor(5, "Banque", "private"),)),
            Side("research", (_actor(6, "Université", "research"),)),
        ),
        line=year_line(1983, None, this_year=2026, taken_up=[(2013, "Rennes"), (2018, "Liège"), (2022, "Barcelona")]),
        map=_map(),
    )


def _card(language: str, *, is_foreign: bool, picture: str = "") -> PracticeCard:
    title = "Une coopérative d’été tenue par les jeunes" if language == "fr" else "동네 의료협동조합"
    return SpecimenCard(
        code="specimen",
        title=Words(title, language, TextState.ORIGINAL, is_foreign=is_foreign, is_stale=False),
        summary=None,
        where="Québec, Canada",
        region="north-america",
        started=1983,
        ended=None,
        actors=(("civil-society", True), ("public", False), ("private", False)),
        languages=("en", "fr"),
        picture=picture,
    )


def _actor(number: int, name: str, kind: str) -> Participant:
    return Participant(number, name, "", kind, (), is_first=number == 1)


def _map() -> MapPlate:
    sheet = region_sheet("world")
    return MapPlate(
        shapes=sheet.shapes,
        box=sheet.box,
        points=(_point("sn-dakar", "Dakar", count=9), _point("ca-montreal", "Montréal", count=4), _point("es-bilbao", "Bilbao", count=1)),
        tinted=(("ca", "north-america"), ("es", "europe"), ("sn", "africa-middle-east")),
    )


SPOTS = {
    "sn-dakar": (14.7, -17.4, "africa-middle-east"),
    "ca-montreal": (45.5, -73.6, "north-america"),
    "es-bilbao": (43.3, -2.9, "europe"),
}


def _point(code: str, name: str, *, count: int) -> MapPoint:
    latitude, longitude, region = SPOTS[code]
    x, y = project(longitude, latitude)
    place = Place(UUID(int=0), code, "city", name, f"world/{region}/{code[:2]}/{code}/", code[:2].upper(), "", latitude, longitude)
    return MapPoint(place=place, name=name, x=x, y=y, count=count)
