"""How a resource enters the search index."""

from collections.abc import Iterable

from django.db.models import QuerySet

from cities.commons.resources.models import Resource
from cities.search.actions import IndexedKind, PassageEntry


def passages(resource: Resource) -> Iterable[PassageEntry]:
    """One passage a language; the titles its files were published under are words of each."""
    published = [file.title for file in resource.files.all() if file.title]
    concepts = list(resource.concepts.all())
    for text in resource.texts.all():
        labels = [concept.label_in(text.language) for concept in concepts]
        yield PassageEntry(text.language, text.title, "\n".join((text.summary, *published, *labels)))


def indexed_resources() -> QuerySet[Resource]:
    """Those anyone may find, with all that `passages` reads: one query a relation, however many."""
    records: QuerySet[Resource] = Resource.objects.public().prefetch_related("texts", "files", "concepts__texts")
    return records


INDEXED = IndexedKind(kind=Resource.kind_code, model=Resource, passages=passages, records=indexed_resources)
