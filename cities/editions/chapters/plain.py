"""Chapters that are mostly somebody's words; and what others say of words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from cities.editions.chapters.blocks import Block, Note, Prose
from cities.editions.content import Reader, Words
from cities.editions.tallies import totals


def message(reader: Reader) -> list[Block]:
    blocks = editorial(reader, "message", role="letter")
    signed = reader.own("signed_by")
    return [*blocks, Prose(signed, "signature")] if blocks and signed else blocks


def recommendations(reader: Reader) -> list[Block]:
    return editorial(reader, "recommendations")


def introduction(reader: Reader) -> list[Block]:
    return editorial(reader, "introduction", role="letter")


def how_to_use(reader: Reader) -> list[Block]:
    return editorial(reader, "how_to_use", role="guide")


def editorial(reader: Reader, field: str, *, role: str = "text") -> list[Block]:
    """What editors wrote for a chapter, its totals filled in; nothing where they wrote nothing."""
    words = filled_in(reader, reader.own(field))
    if not words:
        return []
    said = marks(reader, words)
    return [*([Note(" · ".join(said), "mark")] if said else []), Prose(words, role)]


def filled_in(reader: Reader, words: Words) -> Words:
    """`{members}` and its like become what is counted: such a figure cannot disagree."""
    text = words.text
    for subject, count in totals(reader.content).items():
        text = text.replace(f"{{{subject}}}", reader.say.number(count))
    return replace(words, text=text.replace("{year}", reader.year))


def marks(reader: Reader, *words: Words) -> tuple[str, ...]:
    """What must be said of these words: another language than the edition's, a machine's, an earlier version's."""
    say = reader.say
    foreign = dict.fromkeys(each.language for each in words if each.text and each.is_foreign)
    found = [say.say("in-language", language=say.named_language(tag)) for tag in foreign]
    if any(each.text and each.is_machine for each in words):
        found.append(say.say("machine"))
    if any(each.text and each.is_stale for each in words):
        found.append(say.say("stale"))
    return tuple(found)


def source_line(reader: Reader, code: str, locator: str = "") -> str:
    title = str(reader.source(code)["title"])
    return f"{title}, {locator}" if locator else title


def places_of(reader: Reader, codes: Sequence[str], places: Mapping[str, Any]) -> str:
    """`Dakar, Senegal`; several are joined by a dot."""
    return " · ".join(dict.fromkeys(full_name(reader, code, places) for code in codes))


def full_name(reader: Reader, code: str, places: Mapping[str, Any]) -> str:
    country = str(places.get(code, {}).get("country", "")).lower()
    name = reader.place(code)
    return name if not country or country == code else f"{name}, {reader.place(country)}"
