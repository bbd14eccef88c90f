"""The cover: where members are, and how many in each region; of a kit, where what it tells comes from and has gone."""

from collections import Counter
from collections.abc import Mapping

from cities.editions.chapters.blocks import Map
from cities.editions.chapters.plain import places_of
from cities.editions.content import Reader, Row
from cities.editions.diagrams import Dot, map_of, tints
from cities.editions.tallies import by_region, totals


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
    return kit_map(reader) if reader.is_kit else members_map(reader)


def kit_map(reader: Reader) -> Map:
    """Places of practices and transfers, a line for each way a practice went."""
    say, known = reader.say, reader.content["places"]
    journeys = reader.chapter("lessons") or []
    codes = Counter(code for row in reader.content["cases"] for code in row["places"])
    codes.update(code for row in journeys for end in ("from", "to") for code in row[end])
    dots = {code: dot for code, count in sorted(codes.items()) if (dot := _dot(known, code, count))}
    ways = {(start, end) for row in journeys for start in row["from"] for end in row["to"] if start in dots and end in dots}
    told = [
        say.say("kit-map-journey", start=places_of(reader, row["from"], known), end=places_of(reader, row["to"], known))
        for row in journeys
        if row["from"] and row["to"]
    ]
    counts = totals(reader.content)
    legend = tuple(
        ("accent", say.count(f"kit-{name}", counts[name]), say.number(counts[name]))
        for name in ("practices", "transfers", "resources")
        if counts[name]
    )
    countries = {(known[code]["country"], known[code]["region"]) for code in dots if known[code]["country"]}
    return Map(
        drawn=map_of(list(dots.values()), tinted=tints(countries), ways=[(dots[start], dots[end]) for start, end in sorted(ways)]),
        title=say.say("kit-map-title"),
        alt=say.say("kit-map-alt", number=len(dots), values=" ".join(told)).strip(),
        caption=say.say("kit-map-caption"),
        legend=legend,
    )


def _dot(known: Mapping[str, Row], code: str, count: int) -> Dot | None:
    place = known.get(code)
    if place is None or place["latitude"] is None:
        return None
    return Dot(place["latitude"], place["longitude"], place["region"], count)


def members_map(reader: Reader) -> Map:
    members = list(reader.members)
    dots = dots_of(reader, members)
    counts = by_region(members)
    legend = tuple((region, reader.place(region), reader.say.number(count)) for region, count in counts.items())
    values = reader.say.pairs((name, count) for _region, name, count in legend)
    return Map(
        drawn=map_of(dots, tinted=countries_of(reader, members)),
        title=reader.say.say("map-title"),
        alt=reader.say.say("map-alt", number=len(dots), values=values),
        caption=reader.say.say("map-caption"),
        legend=legend,
    )
