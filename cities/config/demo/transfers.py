"""The transfers of the demo network, each as far as published facts go. What neither side has said here is noted with how it is known."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from cities.commons.members.models import Organisation
from cities.commons.places.models import Territory
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.commons.vocabulary.models import concept_key
from cities.config.demo.reading import Entry, transfers
from cities.core.actions import save_draft
from cities.provenance.models import Source
from cities.transfer.projects.actions import agree
from cities.transfer.projects.models import (
    Adaptation,
    Deliverable,
    LocalActor,
    PhaseStay,
    Pilot,
    Side,
    Step,
    Transfer,
    TransferFigure,
    TransferSource,
    Variant,
)
from cities.translation.models import TextState

LANGUAGES = ("en", "fr", "es")
TEXTED: dict[str, tuple[Any, tuple[str, ...]]] = {
    "adaptations": (Adaptation, ("dimension", "made_by")),
    "pilots": (Pilot, ("began", "ended", "weeks", "people")),
    "variants": (Variant, ("since",)),
    "steps": (Step, ("happened", "phase")),
}
BASIS = "Public documents named as sources"

Identify = Callable[[str, str], Any]
WriteTexts = Callable[[Any, Entry], None]


def load_transfers(identify: Identify, write_texts: WriteTexts) -> list[Transfer]:
    """Make what is not there yet, in the order of the files: a transfer follows earlier ones."""
    present = set(Transfer.objects.values_list("code", flat=True))
    known = _Known()
    return [_transfer(entry, known, identify, write_texts) for entry in transfers() if entry["code"] not in present]


class _Known:
    """What entries point to, by code."""

    def __init__(self) -> None:
        self.rows: dict[Any, Mapping[str, Any]] = {
            model: {row.code: row for row in model._default_manager.all()}
            for model in (Organisation, Practice, Territory, Source, Resource)
        }

    def get(self, model: Any, code: str) -> Any:
        return self.rows[model][code] if code else None

    def all(self, model: Any, entry: Entry, name: str) -> list[Any]:
        return [self.rows[model][code] for code in entry.get(name, [])]


def _transfer(entry: Entry, known: _Known, identify: Identify, write_texts: WriteTexts) -> Transfer:  # noqa: PLR0917 -- the loader hands over its own ways
    transfer = Transfer(
        id=identify("transfer", entry["code"]),
        code=entry["code"],
        origin=known.get(Organisation, entry.get("origin", "")),
        origin_name=entry.get("origin_name", ""),
        destination=known.get(Organisation, entry.get("destination", "")),
        destination_name=entry.get("destination_name", ""),
        result=known.get(Practice, entry.get("result", "")),
        trigger=entry.get("trigger", ""),
        mode_id=concept_key("transfer-modes", entry["mode"]) if "mode" in entry else None,
        phase=entry["phase"],
        live=False,
    )
    transfer.practices.set(known.all(Practice, entry, "practices"))
    transfer.origins.set(known.all(Territory, entry, "origins"))
    transfer.territories.set(known.all(Territory, entry, "territories"))
    transfer.follows.set(list(Transfer.objects.filter(code__in=entry.get("follows", []))))
    _tell(transfer, entry, known)
    write_texts(transfer, entry)
    transfer.save()
    PhaseStay.objects.bulk_create(PhaseStay(transfer=transfer, **stay) for stay in entry.get("stays", []))
    save_draft(transfer, by=None)
    for side in Side.values:
        agree(transfer, side, by=None, basis=BASIS)
    return transfer


def _tell(transfer: Transfer, entry: Entry, known: _Known) -> None:
    transfer.local_group.set(
        [
            LocalActor(
                organisation=known.get(Organisation, row.get("organisation", "")), name=row.get("name", ""), actor_kind=row["actor_kind"]
            )
            for row in entry.get("local_group", [])
        ]
    )
    transfer.deliverables.set([_deliverable(row, known) for row in entry.get("deliverables", [])])
    transfer.figures.set([_figure(row, known) for row in entry.get("figures", [])])
    transfer.sources.set([TransferSource(source=known.get(Source, code)) for code in entry.get("sources", [])])
    for relation, (model, facts) in TEXTED.items():
        getattr(transfer, relation).set([_told(model, facts, row, known) for row in entry.get(relation, [])])


def _told(model: Any, facts: tuple[str, ...], row: Entry, known: _Known) -> Any:  # noqa: PLR0917 -- as above
    given = {name: row[name] for name in facts if name in row}
    if "territory" in row:
        given["territory"] = known.get(Territory, row["territory"])
    told = model(**given, source=known.get(Source, row.get("source", "")), locator=row.get("locator", ""))
    first, *_rest = model.text_model.words
    texts: list[Any] = []
    for language in (language for language in LANGUAGES if language in row):
        words = row[language] if isinstance(row[language], dict) else {first: row[language]}
        text = model.text_model(language=language, state=TextState.HUMAN if texts else TextState.ORIGINAL, **words)
        if texts:
            text.follow(texts[0])
        texts.append(text)
    told.texts.set(texts)
    return told


def _deliverable(row: Entry, known: _Known) -> Deliverable:
    return Deliverable(
        kind_id=concept_key("deliverable-types", row["kind"]),
        title=row["title"],
        language=row.get("language", ""),
        year=row.get("year"),
        url=row.get("url", ""),
        resource=known.get(Resource, row.get("resource", "")),
    )


def _figure(row: Entry, known: _Known) -> TransferFigure:
    return TransferFigure(
        aspect=row["aspect"],
        measure_id=concept_key("measures", row["measure"]),
        value=Decimal(str(row["value"])),
        qualifier=row.get("qualifier", "exact"),
        unit=row["unit"],
        year=row.get("year"),
        scope=known.get(Territory, row.get("scope", "")),
        source=known.get(Source, row["source"]),
        locator=row.get("locator", ""),
    )
