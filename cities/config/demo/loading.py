"""Putting the demo network into the database. What is there already stays: loading twice changes nothing."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar

from django.db import transaction

from cities.commons.members.models import Membership, MembershipYear, Organisation, OrganisationFigure, Website
from cities.commons.places.actions import TerritoryEntry, load_shipped_territories, store_territories
from cities.commons.places.models import Territory
from cities.commons.practices.models import Practice, PracticeFigure, PracticeOrganisation, PracticeSource
from cities.commons.resources.models import Resource, ResourceFile
from cities.commons.vocabulary.actions import load_shipped_vocabularies
from cities.commons.vocabulary.models import Concept, concept_key
from cities.config.demo import reading
from cities.config.demo.advice import load_engagements
from cities.config.demo.comparisons import load_comparisons
from cities.config.demo.editions import load_editions
from cities.config.demo.kits import load_kits
from cities.config.demo.reading import Entry
from cities.config.demo.surveys import load_surveys
from cities.config.demo.transfers import load_transfers
from cities.config.vectors import take_shipped_vectors
from cities.core.actions import publish_record
from cities.provenance.models import Source
from cities.search.actions import rebuild_index
from cities.translation.actions import write_text
from cities.translation.digests import digest
from cities.translation.models import TextedRecord, TextState

NAMESPACE = uuid.UUID("0b6e4d1c-2d7b-5b0f-8c35-7a53b6a1e0aa")
# The yearbook says who was a member in August 2021.
YEARBOOK_YEAR = 2021
ASPECTS = ("themes", "sectors", "policy_areas", "sdgs", "legal_forms", "beneficiaries", "scale", "support_measures")

R = TypeVar("R", bound=TextedRecord)


class UnknownCode(Exception):
    """The demo data names something that does not exist; a fault in the files."""


@dataclass(frozen=True)
class Known:
    """What entries may point to, by code."""

    territories: dict[str, Territory]
    concepts: dict[str, Concept]
    sources: dict[str, Source]

    def territory(self, code: str) -> Territory:
        return _get(self.territories, code)

    def concept(self, scheme: str, code: str) -> Concept:
        return _get(self.concepts, concept_key(scheme, code))

    def source(self, code: str) -> Source:
        return _get(self.sources, code)


@transaction.atomic
def load_demo(progress: Callable[[str], None] = lambda line: None) -> dict[str, int]:
    """Load what is missing of the demo network; returns how many records of each kind are new."""
    load_shipped_vocabularies(renew=True)
    load_shipped_territories()
    store_territories([_territory_entry(entry) for entry in reading.entries("territories", "territories")])
    progress("vocabularies and territories")
    known = _known()
    organisations = _load(Organisation, reading.entries("organisations", "organisations"), partial(_organisation, known=known))
    progress(f"{len(organisations)} organisations")
    members = _by_code(Organisation.objects.all())
    practices = _load(Practice, reading.practices(), partial(_practice, known=known, organisations=members))
    progress(f"{len(practices)} practices")
    dossiers = _by_code(Practice.objects.all())
    resources = _load(
        Resource, reading.entries("resources", "resources"), partial(_resource, known=known, organisations=members, practices=dossiers)
    )
    progress(f"{len(resources)} resources")
    _relate_practices(practices, dossiers)
    for record in (*organisations, *practices, *resources):
        publish_record(record, by=None)
    transfers = load_transfers(_identifier, _write_texts)
    progress(f"{len(transfers)} transfers")
    engagements = load_engagements(_identifier, _write_texts)
    progress(f"{len(engagements)} engagements")
    progress(f"{load_comparisons(reading.comparison())} comparison")
    campaigns = load_surveys(reading.survey())
    progress(f"{campaigns} surveys")
    progress(f"{load_editions(reading.yearbook())} edition")
    progress(f"{load_kits()} kits")
    # What the demo adds to vocabularies and places; and the meaning of what it says, so that nobody waits for an encoder.
    rebuild_index(only=("concept", "territory"))
    take_shipped_vectors()
    return {"organisations": len(organisations), "practices": len(practices), "resources": len(resources), "transfers": len(transfers)}


def is_somebody_elses() -> bool:
    """Whether this database holds a network and nothing of the demo: then the demo keeps out."""
    ours = [_identifier("organisation", entry["code"]) for entry in reading.entries("organisations", "organisations")]
    return Organisation.objects.exists() and not Organisation.objects.filter(pk__in=ours).exists()


def _load(model: type[R], entries: Iterable[Entry], build: Callable[[Entry], R]) -> list[R]:
    """Save what is not there yet as drafts; publishing waits until all they point to is there."""
    present = set(model.objects.values_list("code", flat=True))
    fresh = [build(entry) for entry in entries if entry["code"] not in present]
    for record in fresh:
        record.live = False
        record.save()
    return fresh


def _organisation(entry: Entry, *, known: Known) -> Organisation:
    organisation = Organisation(
        id=_identifier("organisation", entry["code"]),
        code=entry["code"],
        kind=known.concept("organisation-kinds", entry["kind"]),
        actor_kind=entry["actor_kind"],
        acronym=entry.get("acronym", ""),
        founded=entry.get("founded") or None,
        seat=known.territory(entry["seat"]) if entry.get("seat") else None,
    )
    organisation.territories.set([known.territory(code) for code in entry["territories"]])
    organisation.concepts.set(_concepts(entry, known))
    organisation.websites.set([Website(url=url) for url in entry.get("websites", [])])
    organisation.figures.set([OrganisationFigure(**_figure(figure, known)) for figure in entry.get("figures", [])])
    if "membership" in entry:
        organisation.memberships.set([_membership(entry["membership"], known)])
    _write_texts(organisation, entry)
    return organisation


def _membership(entry: Entry, known: Known) -> Membership:
    """Members of the yearbook were active in its year."""
    membership = Membership(category=known.concept("member-categories", entry["category"]), since=entry.get("since") or None)
    membership.years.set([MembershipYear(year=YEARBOOK_YEAR)])
    return membership


def _practice(entry: Entry, *, known: Known, organisations: Mapping[str, Organisation]) -> Practice:
    practice = Practice(
        id=_identifier("practice", entry["code"]),
        code=entry["code"],
        status=entry["status"],
        started=entry.get("started") or None,
        ended=entry.get("ended") or None,
        contact=_get(organisations, entry["contact"]) if entry.get("contact") else None,
    )
    practice.territories.set([known.territory(code) for code in entry["territories"]])
    practice.concepts.set(_concepts(entry, known))
    practice.participations.set(
        [
            PracticeOrganisation(
                organisation=_get(organisations, part["organisation"]) if part.get("organisation") else None,
                name=part.get("name", ""),
                role=known.concept("roles", part["role"]),
                actor_kind=part["actor_kind"],
            )
            for part in entry.get("organisations", [])
        ]
    )
    practice.figures.set([PracticeFigure(**_figure(figure, known)) for figure in entry.get("figures", [])])
    practice.sources.set(
        [PracticeSource(source=known.source(source["source"]), locator=source.get("locator", "")) for source in entry["sources"]]
    )
    _write_texts(practice, entry)
    return practice


def _resource(entry: Entry, *, known: Known, organisations: Mapping[str, Organisation], practices: Mapping[str, Practice]) -> Resource:
    resource = Resource(
        id=_identifier("resource", entry["code"]),
        code=entry["code"],
        kind=known.concept("deliverable-types", entry["kind"]),
        year=entry.get("year") or None,
    )
    resource.publishers.set([_get(organisations, code) for code in entry.get("publishers", [])])
    resource.territories.set([known.territory(code) for code in entry.get("territories", [])])
    resource.practices.set([_get(practices, code) for code in entry.get("practices", [])])
    resource.concepts.set(_concepts(entry, known))
    resource.files.set(
        [
            ResourceFile(language=file["language"], title=file.get("title", ""), url=file.get("url", ""), pages=file.get("pages") or None)
            for file in entry.get("files", [])
        ]
    )
    _write_texts(resource, entry)
    return resource


def _relate_practices(practices: Iterable[Practice], dossiers: Mapping[str, Practice]) -> None:
    related = {entry["code"]: entry.get("related", []) for entry in reading.practices()}
    for practice in practices:
        practice.related.set([_get(dossiers, code) for code in related[practice.code]])
        practice.save()


def _write_texts(record: TextedRecord, entry: Entry) -> None:
    """The original first: the others note which words of it they were made from."""
    original = entry["original"]
    for language in sorted(entry["texts"], key=lambda tag: tag != original):
        given = dict(entry["texts"][language])
        state = TextState.ORIGINAL if language == original else given.pop("state", TextState.HUMAN)
        stale = given.pop("stale", [])
        text = write_text(record, language, state=state, words={field: value.strip() for field, value in given.items()})
        text.made_from.update({field: digest(f"an earlier {field}") for field in stale})


def _figure(entry: Entry, known: Known) -> dict[str, Any]:
    return {
        "measure": known.concept("measures", entry["measure"]),
        "value": Decimal(str(entry["value"])),
        "qualifier": entry.get("qualifier", "exact"),
        "unit": entry["unit"],
        "year": entry.get("year") or None,
        "scope": known.territory(entry["scope"]) if entry.get("scope") else None,
        "source": known.source(entry["source"]),
        "locator": entry.get("locator", ""),
    }


def _concepts(entry: Entry, known: Known) -> list[Concept]:
    codes = [(aspect, code) for aspect in ASPECTS for code in _as_list(entry.get(aspect))]
    return [known.concept("scales" if aspect == "scale" else aspect.replace("_", "-"), code) for aspect, code in codes]


def _as_list(value: str | list[str] | None) -> list[str]:
    if not value:
        return []
    return [value] if isinstance(value, str) else value


def _territory_entry(entry: Entry) -> TerritoryEntry:
    return TerritoryEntry(
        code=entry["code"],
        kind=entry["kind"],
        parent=entry["parent"],
        names=entry["names"],
        iso_code=entry.get("iso", ""),
        latitude=entry.get("latitude"),
        longitude=entry.get("longitude"),
        wikidata_id=entry.get("wikidata", ""),
        geonames_id=entry.get("geonames") or None,
    )


def _known() -> Known:
    for code, entry in reading.sources().items():
        Source.objects.get_or_create(
            code=code,
            defaults={
                "title": entry["title"],
                "publisher": entry.get("publisher", ""),
                "year": entry.get("year") or None,
                "url": entry.get("url", ""),
                "language": entry.get("language", ""),
            },
        )
    return Known(
        territories=_by_code(Territory.objects.all()),
        concepts={concept.key: concept for concept in Concept.objects.all()},
        sources=_by_code(Source.objects.all()),
    )


def _identifier(kind: str, code: str) -> uuid.UUID:
    """The same on every machine, so that links to the demo network hold."""
    return uuid.uuid5(NAMESPACE, f"{kind}/{code}")


T = TypeVar("T")


def _by_code(rows: Iterable[T]) -> dict[str, T]:
    return {row.code: row for row in rows}  # type: ignore[attr-defined]  # every row given has a code


def _get(known: Mapping[str, T], code: str) -> T:
    if code not in known:
        raise UnknownCode(code)
    return known[code]
