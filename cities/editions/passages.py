"""How a published edition enters the search index: as it was frozen, whatever has been written since."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from cities.commons.places.models import Territory
from cities.commons.places.passages import place_codes
from cities.commons.vocabulary.models import Concept
from cities.commons.vocabulary.passages import common_concepts, concept_keys
from cities.editions.chapters.plain import filled_in
from cities.editions.content import Reader
from cities.editions.digests import Content
from cities.editions.models import Edition, EditionText
from cities.editions.queries.books import title_of
from cities.editions.queries.freezing.changes import KINDS, told
from cities.search.content import EntryContent, IndexedKind, TextContent

FIELDS = tuple(field for field in EditionText.words if field not in ("title", "subtitle", "signed_by"))


def content(edition: Edition) -> EntryContent:
    """Found by the words of its editors and the titles of what it tells; a kit by topics and places of that too: four queries.

    A yearbook is about the whole network: its topics and places would be all there are.
    """
    if edition.snapshot is None:
        return EntryContent(texts=(), original="")
    frozen = edition.snapshot.read()
    written: Mapping[str, Any] = frozen["edition"]["texts"]
    languages = [tag for tag in frozen["edition"]["languages"] if tag in written] or frozen["edition"]["languages"][:1]
    is_kit = frozen["edition"]["kind"] == Edition.Kind.KIT
    concepts, territories = (_concepts(frozen), _territories(frozen)) if is_kit else ([], [])
    return EntryContent(
        texts=tuple(_text(Reader(frozen, tag), concepts, territories) for tag in languages),
        original=next((tag for tag, text in written.items() if text["state"] == "original"), languages[0]),
        facets={
            "concept": tuple(concept.key for concept in concepts),
            "concept_in": concept_keys(concepts),
            "place": place_codes(territories),
        },
        year=frozen["edition"]["year"],
    )


def indexed_editions() -> QuerySet[Edition]:
    """Those anyone may read; of a kit the newest version, for the earlier ones lead to it."""
    newer = Edition.objects.public().filter(series=OuterRef("series"), kind=Edition.Kind.KIT, version__gt=OuterRef("version"))
    overtaken = Exists(newer.exclude(series=""))
    records: QuerySet[Edition] = Edition.objects.public().exclude(overtaken).select_related("snapshot")
    return records


def _text(reader: Reader, concepts: list[Concept], territories: list[Territory]) -> TextContent:
    own = reader.edition["texts"].get(reader.language, {})
    fields = {field: filled_in(reader, reader.own(field)).text for field in FIELDS if own.get(field)}
    return TextContent(
        language=reader.language,
        title=title_of(reader).text,
        summary=filled_in(reader, reader.own("subtitle")).text if own.get("subtitle") else "",
        state=own.get("state", "original"),
        fields=fields,
        also=tuple(dict.fromkeys(_named(reader, concepts, territories))),
    )


def _named(reader: Reader, concepts: list[Concept], territories: list[Territory]) -> Iterable[str]:
    rows = [row for kind in KINDS for row in told(reader.content, kind)]
    yield from (title for row in rows if (title := reader.words(row["texts"], "title").text))
    yield from (concept.label_in(reader.language) for concept in concepts)
    yield from (territory.name_in(reader.language) for territory in territories)


def _concepts(frozen: Content) -> list[Concept]:
    keys = [row["themes"] for row in frozen["cases"]]
    rows = Concept.objects.filter(key__in={key for each in keys for key in each}).prefetch_related("texts", "broader__broader")
    known = {concept.key: concept for concept in rows}
    return common_concepts([[known[key] for key in each if key in known] for each in keys])


def _territories(frozen: Content) -> list[Territory]:
    codes = {code for row in told(frozen, "practice") for code in row["places"]}
    codes |= {code for row in told(frozen, "transfer") for end in ("from", "to") for code in row[end]}
    return list(Territory.objects.filter(code__in=codes).order_by("path").prefetch_related("texts"))


INDEXED = IndexedKind(kind="edition", model=Edition, content=content, records=indexed_editions, precedence=0.1)
