"""How an organisation enters the search index."""

from collections.abc import Iterable

from django.db.models import QuerySet

from cities.commons.members.models import Organisation
from cities.search.actions import IndexedKind, PassageEntry


def passages(organisation: Organisation) -> Iterable[PassageEntry]:
    """One passage a language: the name, what it says of itself, its places in that language and its acronym."""
    territories = list(organisation.territories.all())
    for text in organisation.texts.all():
        places = [territory.name_in(text.language) for territory in territories]
        yield PassageEntry(text.language, text.name, "\n".join((organisation.acronym, text.summary, text.description, *places)))


def indexed_organisations() -> QuerySet[Organisation]:
    """Those anyone may find, with all that `passages` reads: one query a relation, however many."""
    records: QuerySet[Organisation] = Organisation.objects.public().prefetch_related("texts", "territories__texts")
    return records


INDEXED = IndexedKind(kind=Organisation.kind_code, model=Organisation, passages=passages, records=indexed_organisations)
