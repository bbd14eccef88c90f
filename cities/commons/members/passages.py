"""How an organisation enters the search index."""

from collections.abc import Iterable

from django.db.models import QuerySet

from cities.commons.members.completeness import STANDARD, organisation_facts
from cities.commons.members.models import Organisation
from cities.commons.places.passages import place_codes
from cities.commons.vocabulary.passages import concept_keys
from cities.search.content import EntryContent, IndexedKind, TextContent
from cities.translation.completeness import completeness


def public_names(organisations: Iterable[Organisation], language: str) -> tuple[str, ...]:
    """What the public ones among them are called, for the records they stand in: name in a language and acronym."""
    public = [(organisation, organisation.best_text(language)) for organisation in organisations if organisation.is_public]
    return tuple(dict.fromkeys(name for one, text in public for name in (text.name if text else "", one.acronym) if name))


def content(organisation: Organisation) -> EntryContent:
    """Its names, what it says of itself, its places and concepts by their names in each of its languages."""
    concepts, territories = [*organisation.concepts.all(), organisation.kind], list(organisation.territories.all())
    original = organisation.original_text
    membership = organisation.membership
    return EntryContent(
        texts=tuple(
            TextContent(
                language=text.language,
                title=text.name,
                summary=text.summary,
                state=text.state,
                fields={"description": text.description} if text.description else {},
                also=(
                    *(concept.label_in(text.language) for concept in concepts),
                    *(territory.name_in(text.language) for territory in territories),
                ),
            )
            for text in organisation.texts.all()
        ),
        original=original.language if original else "",
        names=(organisation.acronym,) if organisation.acronym else (),
        facets={
            "concept": tuple(concept.key for concept in concepts),
            "concept_in": concept_keys(concepts),
            "place": place_codes(territories),
            "actor": (organisation.actor_kind,),
        },
        year=membership.since if membership else organisation.founded,
        worth=completeness(organisation_facts(organisation), STANDARD, languages=()).percent / 100,
    )


def indexed_organisations() -> QuerySet[Organisation]:
    """Those anyone may find, with all that `content` reads: one query a relation, however many."""
    parts = ("texts", "territories__texts", "concepts__texts", "concepts__broader__broader", "memberships", "websites", "figures")
    records: QuerySet[Organisation] = Organisation.objects.public().select_related("kind__broader").prefetch_related("kind__texts", *parts)
    return records


INDEXED = IndexedKind(kind=Organisation.kind_code, model=Organisation, content=content, records=indexed_organisations)
