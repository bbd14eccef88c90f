"""How an organisation enters the search index."""

from collections.abc import Iterable, Iterator

from cities.commons.members.models import Organisation
from cities.search.actions import IndexedKind, PassageEntry


def passages(organisation: Organisation) -> Iterable[PassageEntry]:
    """One passage a language: the name, what it says of itself, its places in that language and its acronym."""
    territories = list(organisation.territories.all())
    for text in organisation.texts.all():
        places = [territory.name_in(text.language) for territory in territories]
        yield PassageEntry(text.language, text.name, "\n".join((organisation.acronym, text.summary, text.description, *places)))


def public_organisations() -> Iterator[Organisation]:
    organisations: Iterator[Organisation] = (
        Organisation.objects.public().prefetch_related("texts", "territories__texts").iterator(chunk_size=500)
    )
    return organisations


INDEXED = IndexedKind(kind=Organisation.kind_code, model=Organisation, passages=passages, public=public_organisations)  # type: ignore[arg-type]  # the index calls it with organisations only
