"""How territories enter the search index: as records of their own, as where others are, and as what a query can name."""

from collections.abc import Iterable

from django.db.models import QuerySet

from cities.commons.places.models import Territory
from cities.search.content import EntryContent, IndexedKind, Subject, TextContent

# A query that names the world narrows nothing.
WORLD = "world"


def place_codes(territories: Iterable[Territory]) -> tuple[str, ...]:
    """Codes of these territories and of all they lie in, the world left out."""
    return tuple(dict.fromkeys(code for territory in territories for code in territory.path_codes if code != WORLD))


def content(territory: Territory) -> EntryContent:
    return EntryContent(
        texts=tuple(TextContent(language=text.language, title=text.name, state=text.state) for text in territory.texts.all()),
        original="en",
        facets={"place": place_codes([territory])},
    )


def indexed_territories() -> QuerySet[Territory]:
    return Territory.objects.exclude(code=WORLD).prefetch_related("texts")


def territory_subjects() -> Iterable[Subject]:
    for territory in indexed_territories():
        parents = territory.path_codes[1:-1]
        labels = {text.language: (text.name,) for text in territory.texts.all()}
        yield Subject(f"place:{territory.code}", "place", labels, broader=f"place:{parents[-1]}" if parents else None)


INDEXED = IndexedKind(kind="territory", model=Territory, content=content, records=indexed_territories, is_listed=False, has_meaning=False)
