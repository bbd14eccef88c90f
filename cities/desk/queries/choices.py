"""What can be picked in a form: records, territories, concepts, sources, by a few letters in any language."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from cities.commons.members.models import Organisation
from cities.commons.places.models import Territory
from cities.commons.places.queries import Place, Places, places
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.commons.vocabulary.models import Concept, Scheme
from cities.commons.vocabulary.queries import labels
from cities.desk.queries.finding import found
from cities.desk.rules import RECORD_MODELS, Someone, within_reach_or_public
from cities.provenance.models import Source
from cities.transfer.projects.models import Transfer

MOST = 20


@dataclass(frozen=True)
class Choice:
    """`detail` tells apart what has the same name."""

    value: str
    label: str
    detail: str


Describe = Callable[[list[Any], str], list[Choice]]


def find_choices(kind: str, query: str, *, language: str, user: Someone) -> list[Choice]:
    """At most MOST of them, those whose name begins like the query first. Nothing typed offers the first by name.

    Who looks after regions is offered the records of these, and of others what is public.
    """
    model, describe = KINDS[kind]
    rows = within_reach_or_public(user, _rows(model)) if model in RECORD_MODELS else _rows(model)
    choices = describe(list(found(rows, query)[: MOST * 5]), language)
    typed = query.strip().casefold()
    return sorted(choices, key=lambda choice: (not choice.label.casefold().startswith(typed), choice.label.casefold()))[:MOST]


def named_choices(kind: str, values: Iterable[Any], *, language: str) -> list[Choice]:
    """What was picked, in the order given; what is no longer there is left out."""
    model, describe = KINDS[kind]
    wanted = [str(value) for value in values if value and _may_be_key(model, value)]
    if not wanted:
        return []
    choices = {choice.value: choice for choice in describe(list(_rows(model).filter(pk__in=wanted)), language)}
    return [choices[value] for value in wanted if value in choices]


def _may_be_key(model: type[Model], value: Any) -> bool:
    """A form sent by something else than the picker may hold anything."""
    try:
        model._meta.pk.to_python(value)
    except ValidationError:
        return False
    return True


def _rows(model: type[Model]) -> Any:
    # A transfer is the business of its two sides until they publish it.
    rows = Transfer.objects.public() if model is Transfer else model._default_manager.all()
    return rows.prefetch_related("texts") if model in (Organisation, Practice, Resource, Transfer) else rows


def _territories(rows: list[Territory], language: str) -> list[Choice]:
    known = places(language)
    return [Choice(str(place.id), place.name, _within(place, known)) for place in known.known(row.pk for row in rows)]


def _within(place: Place, known: Places) -> str:
    return ", ".join(parent.name for parent in reversed(known.parents(place)))


def _organisations(rows: list[Organisation], language: str) -> list[Choice]:
    known = places(language)
    seats = {place.id: known.full_name(place) for place in known.known(row.seat_id for row in rows if row.seat_id)}
    details = {row.pk: ", ".join(filter(None, [row.acronym, seats.get(row.seat_id or row.pk)])) for row in rows}
    return [Choice(str(row.pk), _title(row, language), details[row.pk]) for row in rows]


def _coded(rows: list[Any], language: str) -> list[Choice]:
    return [Choice(str(row.pk), _title(row, language), row.code) for row in rows]


def _sources(rows: list[Source], language: str) -> list[Choice]:
    return [Choice(str(row.pk), row.title, ", ".join(filter(None, [row.publisher, str(row.year or "")]))) for row in rows]


def _title(record: Organisation | Practice | Resource | Transfer, language: str) -> str:
    text = record.best_text(language)
    return str(text) if text else record.code


def _concepts(rows: list[Concept], language: str) -> list[Choice]:
    names = labels(language)
    schemes = {scheme.code: scheme_label(scheme, language) for scheme in Scheme.objects.all()}
    return [Choice(row.key, names.get(row.key, row.key), schemes[row.scheme_id]) for row in rows]


def scheme_label(scheme: Scheme, language: str) -> str:
    return str(scheme.labels.get(language, scheme))


KINDS: dict[str, tuple[type[Model], Describe]] = {
    "concept": (Concept, _concepts),
    "territory": (Territory, _territories),
    "organisation": (Organisation, _organisations),
    "practice": (Practice, _coded),
    "resource": (Resource, _coded),
    "transfer": (Transfer, _coded),
    "source": (Source, _sources),
}
