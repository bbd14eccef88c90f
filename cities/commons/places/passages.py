"""How territories enter the search index: as records of their own, as where others are, and as what a query can name."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from cities.commons.places.models import Territory, TerritoryText
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
    """Every name, by language. All at once: the first search waits for it."""
    names: dict[UUID, dict[str, tuple[str]]] = defaultdict(dict)
    for record_id, language, name in TerritoryText.objects.order_by("pk").values_list("record_id", "language", "name"):
        names[record_id][language] = (name,)
    for territory in Territory.objects.exclude(code=WORLD):
        parents = territory.path_codes[1:-1]
        yield Subject(f"place:{territory.code}", "place", names[territory.pk], broader=f"place:{parents[-1]}" if parents else None)


INDEXED = IndexedKind(kind="territory", model=Territory, content=content, records=indexed_territories, is_listed=False, has_meaning=False)
