"""Definitions made by hand, for what needs no database."""

from typing import Any

from cities.commons.instruments.answering import Said, Stored
from cities.commons.instruments.definition import Definition, ItemDefinition, OptionDefinition, SectionDefinition, Wording

NO_WORDS = Wording({})


def said_in(**words: str) -> Wording:
    return Wording(words, next(iter(words), ""))


def options(*codes: str) -> tuple[OptionDefinition, ...]:
    return tuple(OptionDefinition(code, said_in(en=code.title(), fr=f"{code} (fr)")) for code in codes)


def item(code: str = "asked", kind: str = "text", **facts: Any) -> ItemDefinition:
    return ItemDefinition(
        **{"pk": 1, "code": code, "type": kind, "label": said_in(en=code), "hint": NO_WORDS, "constraint_message": NO_WORDS, **facts}
    )


def group(code: str, *items: ItemDefinition, **facts: Any) -> ItemDefinition:
    return item(code, "repeat", items=items, **facts)


def section(code: str, *items: ItemDefinition, **facts: Any) -> SectionDefinition:
    return SectionDefinition(**{"pk": 1, "code": code, "title": said_in(en=code), "introduction": NO_WORDS, "items": items, **facts})


def form(*parts: SectionDefinition | ItemDefinition) -> Definition:
    """Of sections; or of items, in one section."""
    sections = tuple(part for part in parts if isinstance(part, SectionDefinition))
    items = tuple(part for part in parts if isinstance(part, ItemDefinition))
    return Definition(
        version=1,
        instrument="survey",
        number=1,
        purpose="survey",
        language="en",
        languages=("en", "fr", "es"),
        title=said_in(en="Survey"),
        introduction=NO_WORDS,
        closing=NO_WORDS,
        sections=sections or (section("all", *items),),
    )


def answered(**values: Any) -> dict[tuple[str, int], Stored]:
    """`answered(cost="12", name__2="Garden")`: after two underscores the repetition."""
    found = {}
    for name, value in values.items():
        code, _, repetition = name.partition("__")
        said = value if isinstance(value, Said) else Said(value)
        found[code, int(repetition or 0)] = Stored(said, revision=1, language="en")
    return found
