"""Definitions written by hand."""

from typing import Any

from cities.commons.instruments.definition import Definition, ItemDefinition, OptionDefinition, SectionDefinition, Wording

LANGUAGES = ("en", "fr", "es", "ko")


def words(**by_language: str) -> Wording:
    return Wording(by_language, "en")


def option(code: str, **by_language: str) -> OptionDefinition:
    return OptionDefinition(code, words(**(by_language or {"en": code.title()})))


def item(code: str, type_: str = "text", **given: Any) -> ItemDefinition:
    plain = {"pk": 0, "code": code, "type": type_, "label": words(en=f"What of {code}?"), "hint": words(), "constraint_message": words()}
    if type_ in ("one-of", "several-of", "rank", "scale") and "scheme" not in given:
        plain |= {"options": (option("a"), option("b")), "options_code": "ab"}
    return ItemDefinition(**(plain | given))


def section(code: str, *items: ItemDefinition, **given: Any) -> SectionDefinition:
    return SectionDefinition(**({"pk": 0, "code": code, "title": words(en=code.title()), "introduction": words(), "items": items} | given))


def definition(*sections: SectionDefinition, **given: Any) -> Definition:
    plain = {
        "version": 0,
        "instrument": "member-survey",
        "number": 1,
        "purpose": "survey",
        "language": "en",
        "languages": ("en",),
        "title": words(en="Member survey"),
        "introduction": words(),
        "closing": words(),
    }
    return Definition(**(plain | {"sections": sections} | given))
