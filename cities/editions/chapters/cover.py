"""The cover: where members are, and how many in each region."""

from collections import Counter

from cities.editions.chapters.blocks import Map
from cities.editions.content import Reader, Row
from cities.editions.diagrams import Dot, map_of, tints
from cities.editions.tallies import by_region


def dots_of(reader: Reader, members: list[Row]) -> list[Dot]:
    """A dot for each place, as large as members act there; what has no coordinates has none."""
    counted = Counter(code for member in members for code in member["places"])
    known = reader.content["places"]
    return [
        Dot(known[code]["latitude"], known[code]["longitude"], known[code]["region"], count)
        for code, count in sorted(counted.items())
        if known.get(code, {}).get("latitude") is not None
    ]


def countries_of(reader: Reader, members: list[Row]) -> dict[str, str]:
    return tints({(country, member["region"]) for member in members for country in member["countries"]})


def cover_map(reader: Reader) -> Map:
    members = list(reader.members)
    dots = dots_of(reader, members)
    counts = by_region(members)
    legend = tuple((region, reader.place(region), reader.say.number(count)) for region, count in counts.items())
    values = "; ".join(f"{name}: {count}" for _region, name, count in legend)
    return Map(
        drawn=map_of(dots, tinted=countries_of(reader, members)),
        title=reader.say.say("map-title"),
        alt=reader.say.say("map-alt", number=len(dots), values=values),
        caption=reader.say.say("map-caption"),
        legend=legend,
    )
