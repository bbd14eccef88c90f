"""How a practice enters the search index."""

from collections.abc import Iterable

from django.db.models import QuerySet

from cities.commons.practices.models import Practice, PracticeText
from cities.search.actions import IndexedKind, PassageEntry

WORDS = tuple(field for field in PracticeText.words if field not in ("title", "image_alt"))


def passages(practice: Practice) -> Iterable[PassageEntry]:
    """One passage a language: everything told in it, its concepts and places by their names in that language."""
    territories = list(practice.territories.all())
    concepts = list(practice.concepts.all())
    for text in practice.texts.all():
        names = [territory.name_in(text.language) for territory in territories]
        labels = [concept.label_in(text.language) for concept in concepts]
        yield PassageEntry(text.language, text.title, "\n".join((*(getattr(text, field) for field in WORDS), *names, *labels)))


def indexed_practices() -> QuerySet[Practice]:
    """Those anyone may find, with all that `passages` reads: one query a relation, however many."""
    records: QuerySet[Practice] = Practice.objects.public().prefetch_related("texts", "territories__texts", "concepts__texts")
    return records


INDEXED = IndexedKind(kind=Practice.kind_code, model=Practice, passages=passages, records=indexed_practices)
