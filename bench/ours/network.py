"""Our side's database: the made-up network stored as records, in bulk and without revisions. Runs in our worker."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any, TypeVar

from django.db import models, transaction

from bench.content import LANGUAGES, Dossier, dossiers, published_at, towns
from cities.commons.members.models import Membership, Organisation, OrganisationText
from cities.commons.places.actions import TerritoryEntry, load_shipped_territories, store_territories
from cities.commons.places.models import Territory
from cities.commons.practices.models import Practice, PracticeFigure, PracticeOrganisation, PracticeSource, PracticeText
from cities.commons.resources.models import Resource, ResourceFile, ResourceText
from cities.commons.vocabulary.actions import load_shipped_vocabularies
from cities.provenance.models import Source
from cities.search.actions import rebuild_index
from cities.translation.models import Text, TextState

NAMESPACE = uuid.UUID("0d1f4a52-6f0e-5b43-9d33-3f1c5a0b7c10")
CHUNK = 500
# For how many practices there is one organisation, source, resource.
PRACTICES_AN_ORGANISATION, PRACTICES_A_SOURCE, PRACTICES_A_RESOURCE = 20, 50, 10
T = TypeVar("T", bound=Text)
# Kind of organisation and category of member by kind of actor.
KINDS = {
    "public": ("local-government", "local-government"),
    "civil-society": ("association", "organisation"),
    "private": ("sse-enterprise", "organisation"),
    "research": ("research-body", "organisation"),
}


@dataclass(frozen=True)
class Stored:
    """What practices point to."""

    territories: Mapping[str, uuid.UUID]
    organisations: list[uuid.UUID]
    sources: list[int]
    practices: int

    def organisation(self, number: int) -> uuid.UUID:
        return self.organisations[number % len(self.organisations)]

    def source(self, number: int) -> int:
        return self.sources[number % len(self.sources)]


@transaction.atomic
def build_network(count: int) -> None:
    """Vocabularies, territories, organisations, sources, practices and resources, indexed for search; with 0 only the first two."""
    load_shipped_vocabularies()
    load_shipped_territories()
    store_territories(_towns())
    if not count:
        return
    stored = Stored(
        territories=dict(Territory.objects.values_list("code", "pk")),
        organisations=_store_organisations(max(20, count // PRACTICES_AN_ORGANISATION)),
        sources=_store_sources(max(10, count // PRACTICES_A_SOURCE)),
        practices=count,
    )
    remaining = dossiers(count)
    while chunk := list(islice(remaining, CHUNK)):
        _store_practices(chunk, stored)
    _relate(count)
    _store_resources(count // PRACTICES_A_RESOURCE, stored)
    rebuild_index()


def identifier(kind: str, number: int) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, f"{kind}-{number}")


def _towns() -> list[TerritoryEntry]:
    return [
        TerritoryEntry(
            code=town.code,
            kind=Territory.Kind.CITY,
            parent=town.country.lower(),
            names=dict.fromkeys(LANGUAGES, town.name),
            latitude=town.latitude,
            longitude=town.longitude,
        )
        for town in towns()
    ]


def _store_sources(count: int) -> list[int]:
    Source.objects.bulk_create(
        Source(code=f"source-{number}", title=f"Report on the social economy {number}", publisher="A network", year=2000 + number % 26)
        for number in range(count)
    )
    return list(Source.objects.order_by("pk").values_list("pk", flat=True))


def _store_organisations(count: int) -> list[uuid.UUID]:
    places = dict(Territory.objects.values_list("code", "pk"))
    located = [towns()[number % len(towns())] for number in range(count)]
    sides = [(side, *KINDS[side]) for side in KINDS]
    rows = [
        Organisation(
            id=identifier("organisation", number),
            code=f"organisation-{number:05}",
            kind_id=f"organisation-kinds:{sides[number % 4][1]}",
            actor_kind=sides[number % 4][0],
            **_published(number / count),
        )
        for number in range(count)
    ]
    Organisation.objects.bulk_create(rows)
    texts = []
    for number, row in enumerate(rows):
        name = f"{located[number].name} Alliance {number}"
        words = {"name": name, "summary": f"{name} brings people together for a fair economy."}
        texts += _texts(OrganisationText, row.pk, {"en": words}, original="en")
    OrganisationText.objects.bulk_create(texts)
    _link(Organisation.territories, "organisation", ((row.pk, places[town.code]) for row, town in zip(rows, located, strict=True)))
    Membership.objects.bulk_create(
        Membership(organisation=row, category_id=f"member-categories:{sides[number % 4][2]}", since=2013 + number % 13)
        for number, row in enumerate(rows)
    )
    _backdate(Organisation, [(row.pk, number / count) for number, row in enumerate(rows)])
    return [row.pk for row in rows]


def _store_practices(chunk: list[Dossier], stored: Stored) -> None:
    ids = {told.number: identifier("practice", told.number) for told in chunk}
    Practice.objects.bulk_create(_practice(told, stored) for told in chunk)
    PracticeText.objects.bulk_create(
        text for told in chunk for text in _texts(PracticeText, ids[told.number], told.texts, original=told.original)
    )
    _link(Practice.territories, "practice", ((ids[told.number], stored.territories[town.code]) for told in chunk for town in told.towns))
    _link(Practice.concepts, "practice", ((ids[told.number], key) for told in chunk for key in told.concepts))
    PracticeOrganisation.objects.bulk_create(
        PracticeOrganisation(
            practice_id=ids[told.number],
            organisation_id=stored.organisation(number),
            role_id=f"roles:{role}",
            actor_kind=kind,
        )
        for told in chunk
        for number, role, kind in told.participants
    )
    PracticeFigure.objects.bulk_create(figure for told in chunk for figure in _figures(told, ids[told.number], stored))
    PracticeSource.objects.bulk_create(
        PracticeSource(practice_id=ids[told.number], source_id=stored.source(number), locator=f"page {number % 90 + 1}")
        for told in chunk
        for number in told.sources
    )
    _backdate(Practice, [(ids[told.number], told.number / stored.practices) for told in chunk])


def _practice(told: Dossier, stored: Stored) -> Practice:
    return Practice(
        id=identifier("practice", told.number),
        code=told.code,
        status=told.status,
        started=told.started,
        ended=told.ended,
        contact_id=stored.organisation(told.participants[0][0]),
        **_published(told.number / stored.practices),
    )


def _figures(told: Dossier, practice: uuid.UUID, stored: Stored) -> list[PracticeFigure]:
    return [
        PracticeFigure(
            practice_id=practice,
            measure_id=figure.measure,
            value=figure.value,
            unit=figure.unit,
            year=figure.year,
            scope_id=stored.territories[told.towns[0].code],
            source_id=stored.source(figure.source),
            locator=f"page {figure.source % 90 + 1}",
        )
        for figure in told.figures
    ]


def _relate(count: int) -> None:
    """Related practices, both ways as the relation is."""
    pairs = {(told.number, other % count) for told in dossiers(count) for other in told.related if other % count != told.number}
    both = sorted({*pairs, *((other, number) for number, other in pairs)})
    through = Practice.related.through
    through.objects.bulk_create(
        (through(from_practice_id=identifier("practice", one), to_practice_id=identifier("practice", other)) for one, other in both),
        batch_size=CHUNK * 10,
    )


def _store_resources(count: int, stored: Stored) -> None:
    rows = [
        Resource(
            id=identifier("resource", number),
            code=f"resource-{number:05}",
            kind_id="deliverable-types:guide",
            year=2000 + number % 26,
            **_published(number / count),
        )
        for number in range(count)
    ]
    Resource.objects.bulk_create(rows)
    words = {"title": "A guide for those who want to do the same", "summary": "What to prepare, whom to ask, what it costs."}
    ResourceText.objects.bulk_create(text for row in rows for text in _texts(ResourceText, row.pk, {"en": words}, original="en"))
    ResourceFile.objects.bulk_create(
        ResourceFile(resource=row, language=language, url=f"https://example.org/{language}") for row in rows for language in LANGUAGES[:2]
    )
    about = ((row.pk, (number * 7 + step) % stored.practices) for number, row in enumerate(rows) for step in range(3))
    _link(Resource.practices, "resource", ((resource, identifier("practice", practice)) for resource, practice in about))
    _backdate(Resource, [(row.pk, number / count) for number, row in enumerate(rows)])


def _texts(model: type[T], record: uuid.UUID, said: Mapping[str, Mapping[str, str]], *, original: str) -> list[T]:
    """The original and its translations, each noting what it was made from, as saving one by one would."""
    own: dict[str, Any] = {"record_id": record}
    source = model(**own, language=original, state=TextState.ORIGINAL, **said[original])
    texts = [source]
    for language, words in said.items():
        if language != original:
            translated = model(**own, language=language, state=TextState.HUMAN, **words)
            translated.follow(source)
            texts.append(translated)
    for text in texts:
        text.made_from = text.noted()
    return texts


def _link(relation: Any, owner: str, links: Iterable[tuple[Any, Any]]) -> None:
    """Rows of a many-to-many relation; `owner` is the name of the record's side."""
    through = relation.through
    target = next(field.attname for field in through._meta.fields if field.is_relation and field.name != owner)
    through.objects.bulk_create((through(**{f"{owner}_id": one, target: other}) for one, other in links), batch_size=CHUNK * 10)


def _published(share: float) -> dict[str, Any]:
    """What publishing would have set; `share` says where between the first and the last day."""
    moment = published_at(share)
    return {"live": True, "has_unpublished_changes": False, "first_published_at": moment, "last_published_at": moment}


def _backdate(model: type[models.Model], records: list[tuple[uuid.UUID, float]]) -> None:
    """Creation and change stamp themselves with today; lists sort by them, so they are set right afterwards."""
    moments = ((pk, published_at(share)) for pk, share in records)
    rows = [model(pk=pk, created_at=moment, updated_at=moment + timedelta(hours=1)) for pk, moment in moments]
    model._default_manager.bulk_update(rows, ["created_at", "updated_at"], batch_size=CHUNK)
