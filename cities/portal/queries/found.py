"""Answers of the index as pages show them: whatever their kind, in the reader's words, with the address of their page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import CharField, Value
from django.urls import reverse

from cities.commons.members.models import Organisation
from cities.commons.places.queries import Place
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.core.models import Record
from cities.portal.queries.lines import union
from cities.portal.queries.lists import Surroundings, region_of, where
from cities.portal.reading import Words
from cities.search.cutting import LEAD
from cities.search.queries import Hit, Ranking, hits
from cities.search.reasons import Reason, told_reason
from cities.search.snippets import Snippet, snippet
from cities.transfer.projects.models import Transfer
from cities.translation.languages import base_language

# Vocabularies whose concepts have a page, in the order the topics page lists them.
TOPIC_SCHEMES = ("themes", "sectors", "policy-areas", "sdgs", "beneficiaries", "legal-forms")
RECORDS: Mapping[str, type[Record]] = {model.kind_code: model for model in (Practice, Organisation, Resource, Transfer)}
FOUND_KINDS = tuple(RECORDS)


@dataclass(frozen=True)
class Named:
    """A topic or territory with a page. `kind` is concept or place."""

    kind: str
    label: str
    url: str


@dataclass(frozen=True)
class FoundRecord:
    """One answer. `excerpt` is the passage that answers or the summary, piece by piece, with whether a piece was asked for."""

    id: UUID
    kind: str
    url: str
    title: Words
    excerpt: Words | None
    parts: tuple[tuple[str, bool], ...]
    where: str
    region: str
    places: tuple[str, ...]
    year: int | None
    original: str
    reasons: tuple[str, ...]

    @property
    def is_translated(self) -> bool:
        """Whether the title is in another language than the one the record was written in."""
        return bool(self.original) and base_language(self.original) != base_language(self.title.language)


def found_records(ranking: Ranking, *, around: Surroundings, limit: int, offset: int = 0) -> tuple[FoundRecord, ...]:
    """One query beside those of `hits`. What is no longer public is left out, whatever the index says."""
    shown = hits(ranking, reader=around.language, limit=limit, offset=offset)
    addresses = addresses_of((hit.kind, hit.record_id) for hit in shown)
    wanted = {token for term in ranking.asked.terms for form in term.forms for token in form}
    return tuple(_found(hit, addresses[hit.record_id], wanted=wanted, around=around) for hit in shown if hit.record_id in addresses)


def addresses_of(records: Iterable[tuple[str, UUID]]) -> dict[UUID, str]:
    """The page of each of these that is public: one query, whatever their kinds."""
    ids: dict[str, list[UUID]] = {}
    for kind, identifier in records:
        ids.setdefault(kind, []).append(identifier)
    rows = union(
        RECORDS[kind]
        .objects.public()
        .filter(pk__in=wanted)
        .order_by()
        .annotate(found_kind=Value(kind, output_field=CharField()))
        .values_list("found_kind", "pk", "code")
        for kind, wanted in ids.items()
        if kind in RECORDS
    )
    return {identifier: reverse(f"portal:{kind}", args=[code]) for kind, identifier, code in rows}


def named_subjects(keys: Iterable[str], around: Surroundings) -> tuple[Named, ...]:
    """Topics and territories that have a page, each once. Keys are those of the index: `themes:microcredit`, `place:sn-dakar`."""
    found = (_named(key, around) for key in dict.fromkeys(keys))
    return tuple(named for named in found if named)


def _named(key: str, around: Surroundings) -> Named | None:
    if key.startswith("place:"):
        place = around.places.by_code.get(key.removeprefix("place:"))
        return Named("place", around.places.full_name(place), reverse("portal:territory", args=[place.code])) if place else None
    node = around.vocabulary.nodes.get(key)
    if node is None or node.scheme not in TOPIC_SCHEMES:
        return None
    return Named("concept", node.label, reverse("portal:topic", args=[node.scheme, node.code]))


def _found(hit: Hit, url: str, *, wanted: set[str], around: Surroundings) -> FoundRecord:
    located = innermost(hit.places, around)
    part = _excerpt(hit, wanted)
    return FoundRecord(
        id=hit.record_id,
        kind=hit.kind,
        url=url,
        title=_words(hit.title, hit.language, state=hit.state, around=around),
        excerpt=_words(part.words, part.language, state=hit.state, around=around) if part else None,
        parts=tuple(part.parts) if part else (),
        where=where(located, around.places),
        region=region_of(located),
        places=tuple(place.code for place in located),
        year=hit.year,
        original=hit.original,
        reasons=tuple(_told(hit.reasons, around)),
    )


def innermost(codes: Iterable[str], around: Surroundings) -> list[Place]:
    """Of the territories of a record, which come with all they lie in, those that hold no other."""
    known = [around.places.by_code[code] for code in codes if code in around.places.by_code]
    outer = {code for place in known for code in place.codes[:-1]}
    return [place for place in known if place.code not in outer]


def _excerpt(hit: Hit, wanted: set[str]) -> Snippet | None:
    """The passage that answers where the reader can read it as well as the title; else the summary."""
    passage = hit.snippet
    if passage and passage.group != LEAD and base_language(passage.language) == base_language(hit.language):
        return passage
    if hit.summary:
        return snippet(hit.summary, language=hit.language, group=LEAD, wanted=wanted)
    return None


def _words(text: str, language: str, *, state: str, around: Surroundings) -> Words:
    return Words(text, language, state, is_foreign=base_language(language) != base_language(around.language), is_stale=False)


def _told(reasons: Sequence[Reason], around: Surroundings) -> Iterable[str]:
    for reason in reasons:
        place = around.places.by_code.get(reason.subject)
        subject = place.name if place else around.vocabulary.label(reason.subject)
        yield told_reason(reason, subject=subject, language=around.language)
