"""The sections a transfer is told in. Each is written into the draft; readers see it once both sides have agreed."""

import uuid
from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING, Any

from cities.commons.members.models import Organisation
from cities.commons.places.models import Territory
from cities.commons.practices.actions import public_organisation
from cities.commons.vocabulary.models import Concept
from cities.core.actions import SavedSection, save_section
from cities.core.comparing import Section, Values
from cities.provenance.actions import figure_rows, figures_of, source_called
from cities.transfer.projects.models import (
    Adaptation,
    Deliverable,
    LocalActor,
    Pilot,
    Step,
    Transfer,
    TransferFigure,
    TransferSource,
    Variant,
)
from cities.transfer.projects.queries import frame_offers
from cities.translation.actions import words_section
from cities.translation.models import TextState

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

# What is told one by one: the relation, its model, and its facts.
TOLD: dict[str, tuple[str, Any, tuple[str, ...]]] = {
    "adaptation": ("adaptations", Adaptation, ("dimension", "made_by")),
    "pilot": ("pilots", Pilot, ("territory", "began", "ended", "weeks", "people")),
    "variant": ("variants", Variant, ("since",)),
    "step": ("steps", Step, ("happened", "phase")),
}
LINKED = ("practices", "follows", "origins", "territories")


def transfer_words(language: str, fields: Collection[str]) -> Section[Transfer]:
    return words_section(language, fields)


def transfer_frame(*, knows_people: bool = False) -> Section[Transfer]:
    """From where to where, what set it off, who gives and who takes it up. `knows_people`: written by somebody who acts for the origin."""
    return Section(_read_frame, partial(_write_frame, knows_people=knows_people))


def transfer_group() -> Section[Transfer]:
    """Rows of (name, kind of actor)."""
    return Section(_read_group, _write_group)


def transfer_products() -> Section[Transfer]:
    """Rows of (title, kind, language, year, address)."""
    return Section(_read_products, _write_products)


def transfer_figures() -> Section[Transfer]:
    """Rows of (year, number, how exact, what is counted, title of the source, its address), by what they tell: uptake, budget."""
    return Section(_read_figures, _write_figures)


def transfer_sources() -> Section[Transfer]:
    """Rows of (title, address, page or line)."""
    return Section(_read_sources, _write_sources)


def told_section(kind: str, key: uuid.UUID, language: str) -> Section[Transfer]:
    """One adaptation, pilot, variant or step with its words in one language; written for the first time it is added."""
    relation, model, facts = TOLD[kind]
    words = model.text_model.words

    def read(transfer: Transfer) -> Values:
        row = find_told(transfer, kind, key) or model()
        text = row.text_in(language)
        source = row.source
        return {
            **{name: _told_value(row, name) for name in facts},
            **{name: getattr(text, name) if text else "" for name in words},
            "source_title": source.title if source else "",
            "source_url": source.url if source else "",
            "locator": row.locator,
        }

    def write(transfer: Transfer, values: Values) -> None:
        rows = list(getattr(transfer, relation).all())
        row = next((row for row in rows if row.key == key), None) or model(key=key)
        for name in facts:
            setattr(row, "territory_id" if name == "territory" else name, values[name] or ("" if _is_text(model, name) else None))
        title, url = values["source_title"], values["source_url"]
        row.source = source_called(title or url, url) if title or url else None
        row.locator = values["locator"]
        _write_told_words(row, language, {name: values[name] for name in words})
        getattr(transfer, relation).set([*(other for other in rows if other.key != key), row])

    return Section(read, write)


def find_told(transfer: Transfer, kind: str, key: uuid.UUID) -> Any:
    return next((row for row in getattr(transfer, TOLD[kind][0]).all() if row.key == key), None)


def remove_told(transfer: Transfer, kind: str, key: uuid.UUID, *, by: "AbstractUser") -> SavedSection[Transfer]:
    """Leave it out of the draft. What is public keeps it until both sides agree to the version without it."""

    def write(draft: Transfer, values: Values) -> None:
        relation = getattr(draft, TOLD[kind][0])
        relation.set([row for row in relation.all() if row.key != key])

    base = transfer.latest_revision_id or 0
    return save_section(transfer, Section(lambda draft: {}, write), {}, base=base, by=by)


def _is_text(model: Any, name: str) -> bool:
    return bool(model._meta.get_field(name).get_internal_type() == "CharField")


def _told_value(row: Any, name: str) -> Any:
    return str(row.territory_id or "") if name == "territory" else getattr(row, name)


def _write_told_words(row: Any, language: str, words: dict[str, str]) -> None:
    """The first language is the original; a translation says what the original says now."""
    texts = list(row.texts.all())
    text = next((text for text in texts if text.language == language), None)
    if text is None:
        text = row.text_model(language=language, state=TextState.HUMAN if texts else TextState.ORIGINAL)
        texts.append(text)
    for name, value in words.items():
        setattr(text, name, value)
    original = next((text for text in texts if text.is_original), None)
    if not text.is_original and original is not None:
        text.state = TextState.HUMAN
        text.follow(original)
    row.texts.set(texts)


def _read_frame(transfer: Transfer) -> Values:
    return {
        **{name: tuple(sorted(str(row.pk) for row in getattr(transfer, name).all())) for name in LINKED},
        "trigger": transfer.trigger,
        "mode": transfer.mode_id or "",
        "result": str(transfer.result_id or ""),
        "reference_person": str(transfer.reference_person_id or ""),
    }


def _write_frame(transfer: Transfer, values: Values, *, knows_people: bool) -> None:
    """Between whom it travels was said when it was opened. Only what is offered can be linked; what is linked already is."""
    offered = frame_offers(transfer, knows_people=knows_people)
    for name in ("practices", "follows"):
        getattr(transfer, name).set([row for row in getattr(offered, name) if str(row.pk) in values[name]])
    for name in ("result", "reference_person"):
        setattr(transfer, name, next((row for row in getattr(offered, name) if str(row.pk) == values[name]), None))
    for name in ("origins", "territories"):
        getattr(transfer, name).set(list(Territory.objects.filter(pk__in=values[name])))
    transfer.trigger = values["trigger"]
    transfer.mode = Concept.objects.of("transfer-modes").filter(key=values["mode"]).first()


def _name_of(organisation: Organisation | None, name: str) -> str:
    return str(organisation) if organisation else name


def _read_group(transfer: Transfer) -> Values:
    return {"local_group": tuple((_name_of(row.organisation, row.name), row.actor_kind) for row in transfer.local_group.all())}


def _write_group(transfer: Transfer, values: Values) -> None:
    """A row whose name is that of a public organisation, or of one already in it, stands for that organisation."""
    known = {str(row.organisation): row.organisation_id for row in transfer.local_group.all() if row.organisation_id}
    rows = []
    for name, kind in values["local_group"]:
        organisation = known.get(name) or public_organisation(name)
        rows.append(LocalActor(actor_kind=kind, organisation_id=organisation, name="" if organisation else name))
    transfer.local_group.set(rows)


def _read_products(transfer: Transfer) -> Values:
    rows = transfer.deliverables.all()
    return {"deliverables": tuple((row.title, row.kind_id, row.language, str(row.year or ""), row.url) for row in rows)}


def _write_products(transfer: Transfer, values: Values) -> None:
    known = {row.title: row.resource_id for row in transfer.deliverables.all()}
    transfer.deliverables.set(
        [
            Deliverable(
                title=title, kind_id=kind, language=language, year=int(year) if year else None, url=url, resource_id=known.get(title)
            )
            for title, kind, language, year, url in values["deliverables"]
        ]
    )


def _read_figures(transfer: Transfer) -> Values:
    return {aspect: figure_rows(row for row in transfer.figures.all() if row.aspect == aspect) for aspect in TransferFigure.Aspect}


def _write_figures(transfer: Transfer, values: Values) -> None:
    """An aspect the values do not name stays."""
    kept = []
    for aspect in TransferFigure.Aspect:
        before = [row for row in transfer.figures.all() if row.aspect == aspect]
        rows = values.get(aspect, figure_rows(before))
        kept += figures_of(rows, before=before, model=TransferFigure, aspect=aspect)
    transfer.figures.set(kept)


def _read_sources(transfer: Transfer) -> Values:
    return {"sources": tuple((row.source.title, row.source.url, row.locator) for row in transfer.sources.all())}


def _write_sources(transfer: Transfer, values: Values) -> None:
    transfer.sources.set([TransferSource(source=source_called(title, url), locator=locator) for title, url, locator in values["sources"]])
