"""Answers of the index as pages show them: whatever their kind, in the reader's words, with the address of their page."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils.translation import gettext as _

from cities.commons.members.models import Organisation
from cities.commons.places.queries import Place
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.core.models import Record
from cities.editions.models import Edition
from cities.portal.queries.lines import union
from cities.portal.queries.lists import Surroundings, region_of, where
from cities.portal.reading import Words
from cities.search.cutting import LEAD
from cities.search.engines import tokens_of
from cities.search.queries import Hit, Ranking, hits
from cities.search.reasons import Reason, told_reason
from cities.search.snippets import Snippet, snippet
from cities.transfer.advice.models import Engagement
from cities.transfer.comparisons.models import Comparison
from cities.transfer.projects.models import Transfer
from cities.translation.languages import base_language

Dates = tuple[datetime | None, datetime | None]

# Vocabularies whose concepts have a page, in the order the topics page lists them.
TOPIC_SCHEMES = ("themes", "sectors", "policy-areas", "sdgs", "beneficiaries", "legal-forms")
RECORDS: Mapping[str, type[Record]] = {model.kind_code: model for model in (Practice, Organisation, Resource, Transfer, Engagement)}


@dataclass(frozen=True)
class FoundKind:
    """Those of a kind anyone may see, what their page is called in addresses, and the fields that say since when they are public."""

    public: Callable[[], QuerySet[Any]]
    page: Combinable
    dates: tuple[str, str] = ("published_at", "published_at")


def _record_kind(model: type[Record]) -> FoundKind:
    page = Value(model.kind_code, output_field=CharField())
    return FoundKind(model.objects.public, page, ("first_published_at", "last_published_at"))


# Kits are editions with pages of their own.
EDITION_PAGE = Case(When(kind=Edition.Kind.KIT, then=Value("kit")), default=Value("edition"), output_field=CharField())
KINDS: Mapping[str, FoundKind] = {
    **{kind: _record_kind(model) for kind, model in RECORDS.items()},
    "comparison": FoundKind(Comparison.objects.public, Value("comparison", output_field=CharField())),
    "edition": FoundKind(Edition.objects.public, EDITION_PAGE),
}
FOUND_KINDS = tuple(KINDS)


@dataclass(frozen=True)
class FoundPage:
    """What its page is called in addresses, which says more closely than its kind what it is; and where it is."""

    name: str
    url: str


@dataclass(frozen=True)
class Named:
    """A topic or territory with a page. `kind` is concept or place."""

    kind: str
    label: str
    url: str


@dataclass(frozen=True)
class FoundRecord:
    """One answer. `page` is what its page is called; `excerpt` the passage that answers or the summary, `parts` its pieces, each with
    whether it was asked for."""

    id: UUID
    kind: str
    page: str
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
    pages = pages_of((hit.kind, hit.record_id) for hit in shown)
    wanted = tokens_of(ranking.asked.terms)
    return tuple(_found(hit, pages[hit.record_id], wanted=wanted, around=around) for hit in shown if hit.record_id in pages)


def pages_of(records: Iterable[tuple[str, UUID]]) -> dict[UUID, FoundPage]:
    """The page of each of these that is public: one query, whatever their kinds."""
    rows = union(
        KINDS[kind].public().filter(pk__in=wanted).order_by().annotate(found_page=KINDS[kind].page).values_list("found_page", "pk", "code")
        for kind, wanted in _by_kind(records).items()
    )
    return {identifier: FoundPage(name, reverse(f"portal:{name}", args=[code])) for name, identifier, code in rows}


def dates_of(records: Iterable[tuple[str, UUID]]) -> dict[UUID, Dates]:
    """When public records were first and last published: one query, whatever their kinds."""
    rows = union(
        KINDS[kind]
        .public()
        .filter(pk__in=wanted)
        .order_by()
        .annotate(found_first=F(KINDS[kind].dates[0]), found_last=F(KINDS[kind].dates[1]))
        .values_list("pk", "found_first", "found_last")
        for kind, wanted in _by_kind(records).items()
    )
    return {identifier: (first, last) for identifier, first, last in rows}


def kind_name(page: str) -> str:
    """What readers call a record, by the name of its page."""
    names = {
        "practice": _("Practice"),
        "member": _("Organisation"),
        "resource": _("Resource"),
        "transfer": _("Transfer"),
        "engagement": _("Advice"),
        "comparison": _("Comparison"),
        "edition": _("Edition"),
        "kit": _("Kit"),
    }
    return names[page]


def kind_names() -> dict[str, str]:
    """What readers call many of a kind, in the order of filters."""
    names = {
        "practice": _("Practices"),
        "member": _("Organisations"),
        "resource": _("Resources"),
        "transfer": _("Transfers"),
        "engagement": _("Advice"),
        "comparison": _("Comparisons"),
        "edition": _("Editions and kits"),
    }
    return {kind: names[kind] for kind in FOUND_KINDS}


def named_subjects(keys: Iterable[str], around: Surroundings) -> tuple[Named, ...]:
    """Topics and territories that have a page, each once. Keys are those of the index: `themes:microcredit`, `place:sn-dakar`."""
    found = (_named(key, around) for key in dict.fromkeys(keys))
    return tuple(named for named in found if named)


def _by_kind(records: Iterable[tuple[str, UUID]]) -> dict[str, list[UUID]]:
    """Topics and territories are found too, and shown otherwise."""
    ids: dict[str, list[UUID]] = {}
    for kind, identifier in records:
        if kind in KINDS:
            ids.setdefault(kind, []).append(identifier)
    return ids


def _named(key: str, around: Surroundings) -> Named | None:
    if key.startswith("place:"):
        place = around.places.by_code.get(key.removeprefix("place:"))
        return Named("place", around.places.full_name(place), reverse("portal:territory", args=[place.code])) if place else None
    node = around.vocabulary.nodes.get(key)
    if node is None or node.scheme not in TOPIC_SCHEMES:
        return None
    return Named("concept", node.label, reverse("portal:topic", args=[node.scheme, node.code]))


def _found(hit: Hit, page: FoundPage, *, wanted: frozenset[str], around: Surroundings) -> FoundRecord:
    located = innermost(hit.places, around)
    part = _excerpt(hit, wanted)
    return FoundRecord(
        id=hit.record_id,
        kind=hit.kind,
        page=page.name,
        url=page.url,
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


def _excerpt(hit: Hit, wanted: frozenset[str]) -> Snippet | None:
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
