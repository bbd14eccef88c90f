"""What records say of themselves, as answers to the criteria of a grid."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cities.commons.instruments.answering import NOT_APPLICABLE, NOTHING, Said, write_plainly
from cities.commons.instruments.definition import ItemDefinition, Wording
from cities.commons.members.models import Membership
from cities.commons.places.models import Territory
from cities.commons.practices.models import Practice, PracticeFigure, PracticeText
from cities.commons.practices.rules import INITIATOR
from cities.commons.vocabulary.models import Concept, Scheme, concept_key
from cities.commons.vocabulary.queries import labels
from cities.provenance.models import Figure, Source
from cities.transfer.comparisons.models import Kind
from cities.transfer.projects.models import Transfer, TransferFigure, TransferText
from cities.translation.languages import best_language

CONCEPTS, FIGURE, WORDS = "concepts", "figure", "words"
# What a field gives, and the items that can take it.
FITS: Mapping[str, frozenset[str]] = {
    "codes": frozenset({"one-of", "several-of", "scale", "concept", "yes-no"}),
    "number": frozenset({"number", "whole-number", "money"}),
    "words": frozenset({"text", "long-text"}),
}
WORDS_OF: Mapping[str, tuple[str, ...]] = {
    Kind.PRACTICE: tuple(name for name in PracticeText.words if name not in ("title", "image_alt")),
    Kind.TRANSFER: tuple(name for name in TransferText.words if name != "title"),
    Kind.TERRITORY: (),
}
TEXTS: Mapping[str, Any] = {Kind.PRACTICE: PracticeText, Kind.TRANSFER: TransferText}


@dataclass(frozen=True)
class Stated:
    """A figure as its source states it."""

    value: str
    unit: str
    year: int | None
    qualifier: str
    source: Source
    locator: str


@dataclass(frozen=True)
class Reading:
    """What a record says: a coded answer, or words in several languages. `stated` are the figures behind a number, the newest first;
    more than one where sources disagree."""

    said: Said = NOTHING
    wording: Wording = field(default_factory=lambda: Wording({}))
    stated: tuple[Stated, ...] = ()


NOTHING_READ = Reading()
Reader = Callable[[Any], Iterable[str]]


@dataclass(frozen=True)
class Field:
    label: Promise
    shape: str
    read: Reader


def _year(value: int | None) -> list[str]:
    return [str(value)] if value else []


FIELDS: Mapping[str, Mapping[str, Field]] = {
    Kind.PRACTICE: {
        "status": Field(gettext_lazy("status"), "codes", lambda row: [row.status]),
        "started": Field(gettext_lazy("year it started"), "number", lambda row: _year(row.started)),
        "ended": Field(gettext_lazy("year it ended"), "number", lambda row: _year(row.ended)),
        "actors": Field(gettext_lazy("kinds of actor"), "codes", lambda row: [part.actor_kind for part in row.participations.all()]),
        "initiators": Field(
            gettext_lazy("kinds of actor that began it"),
            "codes",
            lambda row: [part.actor_kind for part in row.participations.all() if part.role_id == INITIATOR],
        ),
    },
    Kind.TRANSFER: {
        "phase": Field(gettext_lazy("phase"), "codes", lambda row: [row.phase]),
        "trigger": Field(gettext_lazy("what set it off"), "codes", lambda row: [row.trigger] if row.trigger else []),
        "mode": Field(gettext_lazy("way it travels"), "codes", lambda row: [row.mode_id] if row.mode_id else []),
        "adaptations": Field(
            gettext_lazy("respects it was changed in"), "codes", lambda row: [one.dimension for one in row.adaptations.all()]
        ),
        "actors": Field(
            gettext_lazy("kinds of actor in the local group"), "codes", lambda row: [one.actor_kind for one in row.local_group.all()]
        ),
        "pilots": Field(gettext_lazy("number of pilots told"), "number", lambda row: _year(len(row.pilots.all()))),
    },
    Kind.TERRITORY: {
        "kind": Field(gettext_lazy("kind of territory"), "codes", lambda row: [row.kind]),
        "practices": Field(gettext_lazy("number of practices here"), "number", lambda row: [str(row.count_of_practices)]),
        "members": Field(gettext_lazy("number of members here"), "number", lambda row: [str(row.count_of_members)]),
    },
}


def public_records(kind: str, keys: Iterable[UUID]) -> dict[UUID, Any]:
    """The records of these keys anyone may see, with all that may be read of them; a withdrawn one is not among them."""
    rows: dict[str, Callable[[list[UUID]], Iterable[Any]]] = {
        Kind.PRACTICE: _practices,
        Kind.TRANSFER: _transfers,
        Kind.TERRITORY: _territories,
    }
    return {row.pk: row for row in rows[kind](list(keys))}


def reading(kind: str, record: Any, *, item: ItemDefinition, bound: str) -> Reading:
    """What `record` says in the field a criterion is bound to, as an answer its item can take; else nothing."""
    shape, read = _reader(kind, bound)
    if item.type not in FITS.get(shape, ()):
        return NOTHING_READ
    if shape == "words":
        return Reading(wording=_wording(record, bound.partition(":")[2]))
    if bound.startswith(f"{FIGURE}:"):
        return _figure(item, record, concept_key("measures", bound.partition(":")[2]))
    values = list(read(record))
    if shape == "number":
        return Reading(Said(values[0])) if values else NOTHING_READ
    return Reading(_coded(item, values))


def fits(kind: str, bound: str, item: ItemDefinition) -> bool:
    shape, _read = _reader(kind, bound)
    return item.type in FITS.get(shape, ())


def offered_fields(kind: str, item: ItemDefinition, *, language: str) -> tuple[tuple[str, str], ...]:
    """What a criterion may be filled from, each with what it is called: two queries at most."""
    plain = [(code, str(known.label)) for code, known in FIELDS[kind].items() if item.type in FITS[known.shape]]
    words = [(f"{WORDS}:{name}", field_label(kind, f"{WORDS}:{name}")) for name in WORDS_OF[kind] if item.type in FITS["words"]]
    dynamic: list[tuple[str, str]] = []
    if kind == Kind.PRACTICE and item.type in FITS["codes"]:
        schemes = Scheme.objects.filter(concepts__practices__isnull=False).distinct()
        dynamic += [(f"{CONCEPTS}:{scheme.code}", _scheme_name(scheme, language)) for scheme in schemes]
    if kind != Kind.TERRITORY and item.type in FITS["number"]:
        dynamic += [(f"{FIGURE}:{one.code}", labels(language).get(one.key, one.code)) for one in Concept.objects.of("measures")]
    return (*plain, *words, *dynamic)


def field_label(kind: str, bound: str) -> str:
    """For fields of words and for plain ones; others are called as their vocabulary is."""
    head, _colon, name = bound.partition(":")
    if head == WORDS and name in WORDS_OF[kind]:
        return str(TEXTS[kind]._meta.get_field(name).verbose_name)
    known = FIELDS[kind].get(bound)
    return str(known.label) if known else _("the record")


def _scheme_name(scheme: Scheme, language: str) -> str:
    return str(scheme.labels.get(best_language(scheme.labels, language) or "", scheme.code))


def _reader(kind: str, bound: str) -> tuple[str, Reader]:
    head, _colon, name = bound.partition(":")
    if head == CONCEPTS and name and kind == Kind.PRACTICE:
        return "codes", lambda row: [concept.key for concept in row.concepts.all() if concept.scheme_id == name]
    if head == FIGURE and name and kind != Kind.TERRITORY:
        return "number", lambda row: ()
    if head == WORDS and name in WORDS_OF[kind]:
        return "words", lambda row: ()
    known = FIELDS[kind].get(bound)
    return (known.shape, known.read) if known else ("", lambda row: ())


def _coded(item: ItemDefinition, values: list[str]) -> Said:
    """Concepts count as their keys where the item asks for keys, else as their codes. What the grid does not offer is not said."""
    if item.type == "concept":
        return Said(values[0]) if len(set(values)) == 1 else NOTHING
    told = {value.partition(":")[2] or value for value in values}
    offered = ["yes", "no"] if item.type == "yes-no" else [option.code for option in item.options]
    chosen = [code for code in offered if code in told]
    if item.type == "several-of":
        return Said(chosen) if chosen else NOTHING
    # One of several things a record says would be a choice nobody has made.
    return Said(chosen[0]) if len(told) == len(chosen) == 1 else NOTHING


def _wording(record: Any, name: str) -> Wording:
    original = record.original_text
    said = {text.language: getattr(text, name) for text in record.texts.all() if getattr(text, name)}
    return Wording(said, original.language if original else "")


def _figure(item: ItemDefinition, record: Any, measure: str) -> Reading:
    """The figures of the newest year in the unit the grid asks for; in another unit they are no answer."""
    rows = [row for row in record.figures.all() if row.measure_id == measure and (not item.unit or row.unit == item.unit)]
    if not rows:
        return NOTHING_READ
    newest = max((row.year or 0 for row in rows), default=0)
    latest = [row for row in rows if (row.year or 0) == newest]
    first = latest[0]
    if first.value is None:
        return Reading(Said(absence=NOT_APPLICABLE) if first.absence == Figure.Absence.NOT_APPLICABLE else NOTHING)
    stated = tuple(_stated(row) for row in latest if row.value is not None)
    return Reading(Said(stated[0].value), stated=stated)


def _stated(row: Any) -> Stated:
    return Stated(write_plainly(row.plain_value), row.unit, row.year, row.qualifier, row.source, row.locator)


def _practices(keys: list[UUID]) -> Iterable[Any]:
    parts: list[Any] = [
        "texts",
        "participations",
        "territories",
        Prefetch("concepts", Concept.objects.only("key", "scheme_id", "code").order_by("scheme", "position", "key")),
        Prefetch("figures", PracticeFigure.objects.select_related("source")),
    ]
    return Practice.objects.public().filter(pk__in=keys).prefetch_related(*parts)


def _transfers(keys: list[UUID]) -> Iterable[Any]:
    parts: list[Any] = [
        "texts",
        "territories",
        "adaptations",
        "pilots",
        "local_group",
        Prefetch("figures", TransferFigure.objects.select_related("source")),
    ]
    return Transfer.objects.public().filter(pk__in=keys).prefetch_related(*parts)


def _territories(keys: list[UUID]) -> Iterable[Any]:
    """With how many public practices and running members lie in each."""
    rows: QuerySet[Territory] = Territory.objects.filter(pk__in=keys).prefetch_related("texts")
    found: list[Any] = list(rows)
    practices = _lying_in(Practice.territories.through.objects.filter(practice__in=Practice.objects.public()), found, owner="practice_id")
    running = Membership.objects.filter(until__isnull=True, organisation__live=True, organisation__withdrawn_at__isnull=True)
    seats = running.filter(organisation__territories__isnull=False)
    members = _counts(found, set(seats.values_list("organisation_id", "organisation__territories__path")))
    for row in found:
        row.count_of_practices, row.count_of_members = practices[row.pk], members[row.pk]
    return found


def _lying_in(links: QuerySet[Any], territories: list[Any], *, owner: str) -> Counter[UUID]:
    return _counts(territories, set(links.values_list(owner, "territory__path")))


def _counts(territories: list[Any], located: set[tuple[UUID, str]]) -> Counter[UUID]:
    inside = {row.pk: {key for key, path in located if path.startswith(row.path)} for row in territories}
    return Counter({key: len(keys) for key, keys in inside.items()})
