"""Engagements as readers see them."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.http import QueryDict

from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.portal.queries.browse import surroundings
from cities.portal.queries.glances import Glance, glances
from cities.portal.queries.lists import Sheaf, Surroundings
from cities.portal.reading import Wording, Words, wording, words_of
from cities.transfer.advice.models import Engagement, EngagementText, Learnt
from cities.transfer.advice.queries import public_engagements

ROWS_A_PAGE = 24


@dataclass(frozen=True)
class EngagementRow:
    """One in the list; organisations by name, those that ask first."""

    engagement: Engagement
    title: Words | str
    summary: Words | None
    organisations: tuple[Words | str, ...]
    outputs: int


@dataclass(frozen=True)
class ShownEngagement:
    """Its page: words, organisations with their side, outputs with the name of their kind, and what grew out of it."""

    engagement: Engagement
    words: Wording
    organisations: tuple[tuple[Organisation, Words | str, str], ...]
    outputs: tuple[tuple[Any, str], ...]
    learnt: tuple[Glance, ...]


def engagement_rows(asked: QueryDict, *, language: str) -> Sheaf[EngagementRow]:
    """Newest first: six queries, however many there are."""
    page = Paginator(public_engagements(), ROWS_A_PAGE).get_page(asked.get("page"))
    return Sheaf(tuple(_row(one, language) for one in page.object_list), page.paginator.count, page.number, page.paginator.num_pages)


def engagement_page(engagement: Any, *, language: str) -> ShownEngagement:
    """One loaded with `public_engagements`: two more queries."""
    around = surroundings(language)
    return ShownEngagement(
        engagement=engagement,
        words=wording(list(engagement.texts.all()), EngagementText.words, language=language),
        organisations=tuple((part.organisation, _name(part.organisation, language), part.side) for part in engagement.shown_parts),
        outputs=tuple((output, _kind(output, around)) for output in engagement.shown_outputs),
        learnt=_learnt(engagement, language),
    )


def grew_out_of(record: str) -> Subquery:
    """The code of the public engagement a `practice` or `resource` grew out of: part of the query of its page, none of its own."""
    public = Learnt.objects.filter(**{record: OuterRef("pk")}, engagement__live=True, engagement__withdrawn_at__isnull=True)
    return Subquery(public.values("engagement__code")[:1])


def _row(engagement: Any, language: str) -> EngagementRow:
    return EngagementRow(
        engagement=engagement,
        title=words_of(engagement.texts.all(), "title", language=language) or engagement.code,
        summary=words_of(engagement.texts.all(), "summary", language=language),
        organisations=tuple(_name(part.organisation, language) for part in engagement.shown_parts),
        outputs=len(engagement.shown_outputs),
    )


def _name(organisation: Organisation, language: str) -> Words | str:
    return words_of(organisation.texts.all(), "name", language=language) or organisation.code


def _kind(output: Any, around: Surroundings) -> str:
    return around.vocabulary.label(output.kind_id)


def _learnt(engagement: Engagement, language: str) -> tuple[Glance, ...]:
    of = Learnt.objects.filter(engagement=engagement)
    wanted = [Practice.objects.filter(pk__in=of.values("practice")), Resource.objects.filter(pk__in=of.values("resource"))]
    return tuple(glances(wanted, language=language).values())
