"""Evaluation done together: each kind of actor answers the same short instrument."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from cities.accounts.models import User
from cities.activity.actions import record as note
from cities.commons.instruments.actions import create_instrument, fill_draft, open_sheet, publish_version
from cities.commons.instruments.definition import Definition, ItemDefinition, OptionDefinition, SectionDefinition, Wording
from cities.commons.instruments.models import InstrumentVersion
from cities.commons.members.models import Organisation
from cities.transfer.projects.models import Evaluation, Transfer

WORDING = Path(__file__).parent.parent / "wording" / "evaluation.toml"
CODE = "transfer-evaluation"
NOTHING = Wording({})


@transaction.atomic
def evaluation_version(*, by: User | None) -> InstrumentVersion:
    """The version that is asked now; the first time the one that comes with the software is published. A network may publish its own."""
    found = InstrumentVersion.objects.filter(instrument__code=CODE, state=InstrumentVersion.State.PUBLISHED).order_by("-number").first()
    if found is not None:
        return found
    definition = shipped_definition()
    draft = create_instrument(
        CODE, title=definition.title.words["en"], language="en", languages=definition.languages, purpose=definition.purpose, by=by
    )
    return publish_version(fill_draft(draft, definition, by=by), by=by)


@transaction.atomic
def begin_evaluation(
    transfer: Transfer, *, actor_kind: str, language: str, by: User | None, organisation: Organisation | None = None, name: str = ""
) -> tuple[Evaluation, str]:
    """A sheet for one of those who took part, and the key of the link it is filled with."""
    sheet, key = open_sheet(evaluation_version(by=by), organisation=organisation, language=language, by=by)
    evaluation = Evaluation.objects.create(transfer=transfer, actor_kind=actor_kind, organisation=organisation, name=name, sheet=sheet)
    note(transfer, "transfer.evaluation_begun", by=by, data={"kind": actor_kind})
    return evaluation, key


@cache
def shipped_definition() -> Definition:
    with WORDING.open("rb") as file:
        told = tomllib.load(file)
    items = tuple(_item(entry, told) for entry in told["items"])
    section = SectionDefinition(pk=0, code="view", title=_words(told["section"], told), introduction=NOTHING, items=items)
    return Definition(
        version=0,
        instrument=CODE,
        number=1,
        purpose="session",
        language=told["language"],
        languages=tuple(told["languages"]),
        title=_words(told["title"], told),
        introduction=_words(told["introduction"], told),
        closing=_words(told["closing"], told),
        sections=(section,),
    )


def _item(entry: dict[str, Any], told: dict[str, Any]) -> ItemDefinition:
    is_scale = entry["type"] == "scale"
    levels = tuple(OptionDefinition(level["code"], _words(level, told)) for level in told["levels"])
    return ItemDefinition(
        pk=0,
        code=entry["code"],
        type=entry["type"],
        label=_words(entry, told),
        hint=NOTHING,
        constraint_message=NOTHING,
        options=levels if is_scale else (),
        options_code="levels" if is_scale else "",
        allows_not_applicable=True,
    )


def _words(entry: dict[str, Any], told: dict[str, Any]) -> Wording:
    return Wording({language: entry[language] for language in told["languages"]}, told["language"])
