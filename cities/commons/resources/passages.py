"""How a resource enters the search index."""

from django.db.models import QuerySet

from cities.commons.members.passages import public_names
from cities.commons.places.passages import place_codes
from cities.commons.resources.completeness import STANDARD, resource_facts
from cities.commons.resources.models import Resource
from cities.commons.vocabulary.passages import concept_keys
from cities.search.content import EntryContent, IndexedKind, TextContent
from cities.translation.completeness import completeness


def content(resource: Resource) -> EntryContent:
    """What it is and for whom; the titles its files were published under are words of each language."""
    published = [file.title for file in resource.files.all() if file.title]
    concepts, territories = [*resource.concepts.all(), resource.kind], list(resource.territories.all())
    original = resource.original_text
    return EntryContent(
        texts=tuple(
            TextContent(
                language=text.language,
                title=text.title,
                summary=text.summary,
                state=text.state,
                also=(
                    *published,
                    *(concept.label_in(text.language) for concept in concepts),
                    *(territory.name_in(text.language) for territory in territories),
                    *public_names(resource.publishers.all(), text.language),
                ),
            )
            for text in resource.texts.all()
        ),
        original=original.language if original else "",
        names=tuple(dict.fromkeys(published)),
        facets={
            "concept": tuple(concept.key for concept in concepts),
            "concept_in": concept_keys(concepts),
            "place": place_codes(territories),
            "file": tuple(file.language for file in resource.files.all()),
        },
        year=resource.year,
        worth=completeness(resource_facts(resource), STANDARD, languages=()).percent / 100,
    )


def indexed_resources() -> QuerySet[Resource]:
    """Those anyone may find, with all that `content` reads: one query a relation, however many."""
    parts = ("texts", "files", "territories__texts", "concepts__texts", "concepts__broader__broader", "publishers__texts", "practices")
    records: QuerySet[Resource] = Resource.objects.public().select_related("kind__broader").prefetch_related("kind__texts", *parts)
    return records


INDEXED = IndexedKind(kind=Resource.kind_code, model=Resource, content=content, records=indexed_resources, precedence=0.3)
