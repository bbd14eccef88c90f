"""Questionnaires that come with the software, as one TOML file each.

Short ones name their `items`, and `levels` for all their scales; longer ones have `sections`, each with items and options of their own.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from cities.accounts.models import User
from cities.commons.instruments.actions.drafting import fill_draft
from cities.commons.instruments.actions.versions import create_instrument, publish_version
from cities.commons.instruments.definition import Definition, ItemDefinition, OptionDefinition, SectionDefinition, Wording
from cities.commons.instruments.models import InstrumentVersion

NOTHING = Wording({})


@transaction.atomic
def shipped_version(code: str, wording: Path, *, by: User | None) -> InstrumentVersion:
    """The version that is asked now; the first time the one that comes with the software is published. A network may publish its own."""
    found = InstrumentVersion.objects.filter(instrument__code=code, state=InstrumentVersion.State.PUBLISHED).order_by("-number").first()
    if found is not None:
        return found
    definition = shipped_definition(wording)
    title = definition.title.words[definition.language]
    draft = create_instrument(
        code, title=title, language=definition.language, languages=definition.languages, purpose=definition.purpose, by=by
    )
    return publish_version(fill_draft(draft, definition, by=by), by=by)


@cache
def shipped_definition(wording: Path) -> Definition:
    with wording.open("rb") as file:
        told = tomllib.load(file)
    sections = told.get("sections") or [{"code": "view", **told["section"], "items": told["items"]}]
    return Definition(
        version=0,
        instrument=told["code"],
        number=1,
        purpose=told.get("purpose", "session"),
        language=told["language"],
        languages=tuple(told["languages"]),
        title=_words(told["title"], told),
        introduction=_words(told["introduction"], told),
        closing=_words(told["closing"], told) if "closing" in told else NOTHING,
        sections=tuple(_section(entry, told) for entry in sections),
    )


def _section(entry: dict[str, Any], told: dict[str, Any]) -> SectionDefinition:
    items = tuple(_item(item, told) for item in entry["items"])
    return SectionDefinition(pk=0, code=entry["code"], title=_words(entry, told), introduction=NOTHING, items=items)


def _item(entry: dict[str, Any], told: dict[str, Any]) -> ItemDefinition:
    levels = told.get("levels", ()) if entry["type"] == "scale" else ()
    options = tuple(OptionDefinition(option["code"], _words(option, told)) for option in entry.get("options", levels))
    return ItemDefinition(
        pk=0,
        code=entry["code"],
        type=entry["type"],
        label=_words(entry, told),
        hint=_words(entry["hint"], told) if "hint" in entry else NOTHING,
        constraint_message=NOTHING,
        options=options,
        options_code="" if not options else entry["code"] if "options" in entry else "levels",
        scheme=entry.get("scheme", ""),
        unit=entry.get("unit", ""),
        allows_not_applicable=True,
    )


def _words(entry: dict[str, Any], told: dict[str, Any]) -> Wording:
    return Wording({language: entry[language] for language in told["languages"]}, told["language"])
