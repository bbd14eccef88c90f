"""How an engagement enters the search index: what all who took part agreed to tell, never the request or the work behind it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet

from cities.commons.members.passages import public_names
from cities.commons.places.passages import place_codes
from cities.commons.vocabulary.models import Concept
from cities.commons.vocabulary.passages import concept_keys
from cities.search.content import EntryContent, IndexedKind, TextContent
from cities.transfer.advice.models import Engagement, EngagementText
from cities.transfer.advice.queries import published_outputs


def content(engagement: Any) -> EntryContent:
    """By its words, who took part, what was made, and what the practices and resources that grew out of it are about."""
    organisations = [part.organisation for part in engagement.participations.all() if part.agreed_digest and part.organisation.is_public]
    territories = list({place.pk: place for one in organisations for place in one.territories.all()}.values())
    concepts = list({concept.key: concept for concept in _concepts(engagement)}.values())
    original = engagement.original_text
    day = engagement.began_on or engagement.ended_on

    def named(language: str) -> Iterable[str]:
        yield from public_names(organisations, language)
        yield from (output.title for output in engagement.shown_outputs)
        yield from (concept.label_in(language) for concept in concepts)
        yield from (territory.name_in(language) for territory in territories)

    return EntryContent(
        texts=tuple(_text(text, also=tuple(dict.fromkeys(named(text.language)))) for text in engagement.texts.all()),
        original=original.language if original else "",
        facets={
            "concept": tuple(concept.key for concept in concepts),
            "concept_in": concept_keys(concepts),
            "place": place_codes(territories),
            "actor": tuple(dict.fromkeys(organisation.actor_kind for organisation in organisations)),
        },
        year=day.year if day else None,
        worth=_worth(engagement),
    )


def indexed_engagements() -> QuerySet[Engagement]:
    """Those anyone may find, with all that `content` reads: one query a relation, however many."""
    organisation = ("texts", "territories__texts")
    about = ("texts", "concepts__texts", "concepts__broader__broader")
    records: QuerySet[Engagement] = Engagement.objects.public().prefetch_related(
        "texts",
        *(f"participations__organisation__{part}" for part in organisation),
        Prefetch("outputs", published_outputs().prefetch_related("kind__texts", "kind__broader__broader"), to_attr="shown_outputs"),
        *(f"learnt__{record}__{part}" for record in ("practice", "resource") for part in about),
    )
    return records


def _concepts(engagement: Any) -> Iterable[Concept]:
    yield from (output.kind for output in engagement.shown_outputs)
    for learnt in engagement.learnt.all():
        record = learnt.practice or learnt.resource
        if record is not None and record.is_public:
            yield from record.concepts.all()


def _text(text: EngagementText, *, also: tuple[str, ...]) -> TextContent:
    return TextContent(language=text.language, title=text.title, summary=text.summary, state=text.state, also=also)


def _worth(engagement: Any) -> float:
    """How much of what it could tell it tells."""
    told = (engagement.original_text and engagement.original_text.summary, engagement.shown_outputs, engagement.learnt.all())
    return round(sum(map(bool, told)) / len(told), 2)


INDEXED = IndexedKind(kind=Engagement.kind_code, model=Engagement, content=content, records=indexed_engagements, precedence=0.3)
