"""The kits of the demo network, published: chosen from its records, in words of ours."""

from typing import Any

from django.db import transaction

from cities.commons.instruments.actions import create_instrument, fill_draft, publish_version
from cities.commons.instruments.definition import Definition, ItemDefinition, OptionDefinition, SectionDefinition, Wording
from cities.commons.instruments.models import Instrument
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.config.demo.reading import Entry, kits
from cities.editions.actions import fill_kit, publish_edition, save_edition, write_words
from cities.editions.models import Edition
from cities.transfer.projects.models import Transfer

FACTS = ("code", "kind", "year", "languages", "sections")
LANGUAGES = ("en", "fr", "es", "ko")
NOTHING = Wording({})


@transaction.atomic
def load_kits() -> int:
    """Make and publish those that are not there yet; returns how many are new. Their files are set by the worker, or when first read."""
    present = set(Edition.objects.values_list("code", flat=True))
    return len([_kit(entry) for entry in kits() if entry["code"] not in present])


def _kit(entry: Entry) -> Edition:
    facts: dict[str, Any] = {name: entry[name] for name in FACTS}
    kit = save_edition(Edition(**facts, questions=_form(entry["form"]) if "form" in entry else None), by=None)
    fill_kit(
        kit,
        practices=[Practice.objects.get(code=code) for code in entry["practices"]],
        transfers=[Transfer.objects.get(code=code) for code in entry["transfers"]],
        resources=[(Resource.objects.get(code=each["code"]), each["licence"]) for each in entry["resources"]],
        by=None,
    )
    for language, words in entry["texts"].items():
        write_words(kit, language, {name: said.strip() for name, said in words.items()}, by=None)
    return publish_edition(kit, by=None)


def _form(told: Entry) -> Instrument:
    found = Instrument.objects.filter(code=told["code"]).first()
    if found is not None:
        return found
    definition = Definition(
        version=0,
        instrument=told["code"],
        number=1,
        purpose=Instrument.Purpose.SESSION,
        language=LANGUAGES[0],
        languages=LANGUAGES,
        title=_words(told["title"]),
        introduction=_words(told["introduction"]),
        closing=NOTHING,
        sections=tuple(_section(section) for section in told["sections"]),
    )
    draft = create_instrument(
        told["code"], title=definition.title.words["en"], language="en", languages=LANGUAGES, purpose=definition.purpose, by=None
    )
    return publish_version(fill_draft(draft, definition, by=None), by=None).instrument


def _section(entry: Entry) -> SectionDefinition:
    items = tuple(_item(item) for item in entry["items"])
    return SectionDefinition(pk=0, code=entry["code"], title=_words(entry), introduction=NOTHING, items=items)


def _item(entry: Entry) -> ItemDefinition:
    options, rows = _options(entry.get("options", [])), _options(entry.get("rows", []))
    return ItemDefinition(
        pk=0,
        code=entry["code"],
        type=entry["type"],
        label=_words(entry),
        hint=_words(entry["hint"]) if "hint" in entry else NOTHING,
        constraint_message=NOTHING,
        options=options,
        rows=rows,
        options_code=f"{entry['code']}-options" if options else "",
        rows_code=f"{entry['code']}-rows" if rows else "",
    )


def _options(entries: list[Entry]) -> tuple[OptionDefinition, ...]:
    return tuple(OptionDefinition(entry["code"], _words(entry)) for entry in entries)


def _words(entry: Entry) -> Wording:
    return Wording({language: entry[language] for language in LANGUAGES if language in entry}, LANGUAGES[0])
