"""How a practice enters the search index."""

from django.db.models import QuerySet

from cities.commons.members.passages import public_names
from cities.commons.places.models import Territory
from cities.commons.places.passages import place_codes
from cities.commons.practices.completeness import STANDARD, practice_facts
from cities.commons.practices.models import Practice, PracticeText
from cities.commons.vocabulary.models import Concept
from cities.commons.vocabulary.passages import concept_keys
from cities.search.content import EntryContent, IndexedKind, TextContent
from cities.translation.completeness import completeness

FIELDS = tuple(field for field in PracticeText.words if field not in ("title", "summary", "image_alt"))


def content(practice: Practice) -> EntryContent:
    """Everything told in it, with its concepts and places by their names in each of its languages."""
    concepts, territories = list(practice.concepts.all()), list(practice.territories.all())
    original = practice.original_text
    return EntryContent(
        texts=tuple(
            _text(text, (*_names(concepts, territories, text.language), *_doers(practice, text.language))) for text in practice.texts.all()
        ),
        original=original.language if original else "",
        facets={
            "concept": tuple(concept.key for concept in concepts),
            "concept_in": concept_keys(concepts),
            "place": place_codes(territories),
            "actor": tuple(participation.actor_kind for participation in practice.participations.all()),
            "status": (practice.status,),
        },
        year=practice.started,
        worth=completeness(practice_facts(practice), STANDARD, languages=()).percent / 100,
    )


def indexed_practices() -> QuerySet[Practice]:
    """Those anyone may find, with all that `content` reads: one query a relation, however many."""
    parts = ("texts", "territories__texts", "concepts__texts", "concepts__broader__broader", "figures", "sources")
    doers = ("participations__organisation__texts", "contact__texts", "brought_by__texts")
    records: QuerySet[Practice] = Practice.objects.public().prefetch_related(*parts, *doers)
    return records


def _names(concepts: list[Concept], territories: list[Territory], language: str) -> tuple[str, ...]:
    return (*(concept.label_in(language) for concept in concepts), *(territory.name_in(language) for territory in territories))


def _doers(practice: Practice, language: str) -> tuple[str, ...]:
    """Who has done it: readers who know an organisation look for its work by its name."""
    parts = practice.participations.all()
    doers = [one for one in (*(part.organisation for part in parts), practice.contact, practice.brought_by) if one is not None]
    unlisted = (part.name for part in parts if part.organisation is None and part.name)
    return tuple(dict.fromkeys((*public_names(doers, language), *unlisted)))


def _text(text: PracticeText, named: tuple[str, ...]) -> TextContent:
    return TextContent(
        language=text.language,
        title=text.title,
        summary=text.summary,
        state=text.state,
        fields={field: getattr(text, field) for field in FIELDS if getattr(text, field)},
        also=named,
    )


INDEXED = IndexedKind(kind=Practice.kind_code, model=Practice, content=content, records=indexed_practices, precedence=0.8)
