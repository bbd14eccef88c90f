"""Indexes of members by country and by theme."""

from collections import defaultdict

from cities.editions.chapters.blocks import Block, Heading, Link, Listing
from cities.editions.chapters.directory import anchor_of
from cities.editions.content import Reader, folded


def indexes(reader: Reader) -> list[Block]:
    if not reader.members:
        return []
    return [
        Heading(reader.say.say("index-countries")),
        Listing(_by_country(reader)),
        Heading(reader.say.say("index-themes")),
        Listing(_by_theme(reader)),
    ]


def _by_country(reader: Reader) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    groups: dict[str, list[Link]] = defaultdict(list)
    several = []
    for member in reader.by_name(reader.members):
        link = Link(reader.name_of(member), anchor=anchor_of(member))
        for country in member["countries"]:
            groups[reader.place(country.lower())].append(link)
        if not member["countries"]:
            several.append(link)
    named = [(name, tuple(groups[name])) for name in sorted(groups, key=folded)]
    return (*named, *([(reader.say.say("several-countries"), tuple(several))] if several else []))


def _by_theme(reader: Reader) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    groups: dict[str, list[Link]] = defaultdict(list)
    for member in reader.by_name(reader.members):
        for theme in member["themes"]:
            groups[reader.concept(theme)].append(Link(reader.name_of(member), anchor=anchor_of(member)))
    return tuple((name, tuple(groups[name])) for name in sorted(groups, key=folded))
