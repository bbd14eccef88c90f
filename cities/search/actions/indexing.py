"""Keeping the index true to the records: words in the transaction that changes them, meaning soon after."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model, QuerySet

from cities.search.actions.encoding import forget_vectors, store_vectors
from cities.search.analysis import VERSION, tokens
from cities.search.analysis.tokens import plain_words
from cities.search.content import PRESUMED, EntryContent, IndexedKind, TextContent, kind_of, record_id
from cities.search.cutting import digest_of, passages_of, plain
from cities.search.engines import IndexedWords, chosen_words
from cities.search.folding import fold
from cities.search.models import Entry, IndexedText, Passage
from cities.search.queries.stock import subjects
from cities.search.recognising import SubjectBook

AT_ONCE = 200


@transaction.atomic
def index_record(record: Model) -> None:
    """Make the index say what the stored record says to the public, in the transaction that changes it."""
    indexed = kind_of(record)
    stored = indexed.records().filter(pk=record.pk).first()
    if stored is None:
        forget_record(record_id(record))
        return
    index_records([stored])


def index_new_records(records: Iterable[Model]) -> None:
    """As `index_record` for many public records of one kind that the index has never held: few queries for each AT_ONCE of them."""
    every = list(records)
    for start in range(0, len(every), AT_ONCE):
        # As stored, and read with all its parts at once: a record in memory would fetch them one by one.
        some = every[start : start + AT_ONCE]
        indexed = kind_of(some[0])
        _write(_contents(list(indexed.records().filter(pk__in=[record.pk for record in some]))))


def index_found(records: QuerySet[Any]) -> None:
    """As `index_record` for all of `records`, public ones of one kind read with all their parts: few queries for each AT_ONCE of them."""
    keys = list(records.values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        index_records(list(records.filter(pk__in=keys[start : start + AT_ONCE])))


def index_records(records: Sequence[Model]) -> int:
    """Write those that have changed since they were indexed; returns how many. All public, of any kinds."""
    contents = _contents(records)
    held = dict(Entry.objects.filter(record_id__in=[record_id(record) for record in records]).values_list("record_id", "digest"))
    changed = [(record, content) for record, content in contents if held.get(record_id(record)) != _digest(content)]
    if changed:
        with transaction.atomic():
            kept = _kept_vectors([record_id(record) for record, _ in changed if record_id(record) in held])
            forget_records([record_id(record) for record, _ in changed])
            _write(changed, kept=kept)
    return len(changed)


def forget_record(identifier: UUID) -> None:
    """From this moment the record is found by nobody."""
    forget_records([identifier])


def forget_records(identifiers: Iterable[UUID]) -> None:
    """Words leave the engine with the rows."""
    entries = list(Entry.objects.filter(record_id__in=list(identifiers)).values_list("pk", flat=True))
    forget_entries(entries)


def forget_entries(entries: Collection[int]) -> None:
    if not entries:
        return
    with transaction.atomic():
        texts = list(IndexedText.objects.filter(entry__in=entries).values_list("pk", flat=True))
        chosen_words().forget(texts)
        forget_vectors(Passage.objects.filter(text__in=texts).values_list("pk", flat=True))
        Entry.objects.filter(pk__in=entries).delete()


def _contents(records: Sequence[Model]) -> list[tuple[Model, EntryContent]]:
    contents = [(record, kind_of(record), kind_of(record).content(record)) for record in records]
    # Not for topics and places alone: who writes one has just made the book old, and need not wait for a new one.
    book = subjects() if any(_may_presume(indexed) for _, indexed, _ in contents) else None
    return [(record, _with_presumed(told, book) if book and _may_presume(indexed) else told) for record, indexed, told in contents]


def _may_presume(indexed: IndexedKind) -> bool:
    return indexed.is_listed and indexed.has_meaning


def _with_presumed(content: EntryContent, book: SubjectBook) -> EntryContent:
    """Of a record nobody has said yet what it is about: the concepts its titles and summaries name.

    Without them it would lie behind everything that is catalogued: with the concepts of half of the demo's records taken away, nDCG@10 of
    the judged queries was .66, with those their words name it is .79, with their own .85 (`script/bench search quality`).
    """
    if any(book.is_about(key) for key in content.facets.get("concept", ())):
        return content
    said = {key for text in content.texts for key in book.said(f"{text.title}\n{text.summary}", text.language)}
    concepts = sorted(key for key in said if book.subjects[key].aspect == "concept")
    return replace(content, facets={**content.facets, PRESUMED: tuple(concepts)})


def _kept_vectors(identifiers: Collection[UUID]) -> dict[str, dict[str, bytes]]:
    """What is known of the passages about to be written again: vectors by digest, by encoder."""
    rows = Passage.objects.filter(text__entry__record_id__in=identifiers, vectors__isnull=False)
    kept: dict[str, dict[str, bytes]] = defaultdict(dict)
    for digest, encoder, values in rows.values_list("digest", "vectors__encoder", "vectors__values"):
        kept[encoder][digest] = bytes(values)
    return kept


def _write(contents: Sequence[tuple[Model, EntryContent]], *, kept: dict[str, dict[str, bytes]] | None = None) -> None:
    entries = Entry.objects.bulk_create([_entry(record, content) for record, content in contents])
    told = [
        (entry, text, content, kind_of(record))
        for entry, (record, content) in zip(entries, contents, strict=True)
        for text in content.texts
    ]
    texts = IndexedText.objects.bulk_create([_text(entry, text, content) for entry, text, content, _ in told])
    chosen_words().write([_words(row, text) for row, (_, text, *_) in zip(texts, told, strict=True)])
    passages = Passage.objects.bulk_create(
        Passage(text=row, group=group, words=words, digest=digest_of(text.language, words))
        for row, (_, text, _, indexed) in zip(texts, told, strict=True)
        if indexed.has_meaning
        for group, words in passages_of(text)
    )
    for encoder, known in (kept or {}).items():
        store_vectors([(passage.pk, known[passage.digest]) for passage in passages if passage.digest in known], encoder=encoder)


def _entry(record: Model, content: EntryContent) -> Entry:
    languages = tuple(text.language for text in content.texts)
    return Entry(
        record_id=record_id(record),
        kind=kind_of(record).kind,
        original=content.original,
        year=content.year,
        facets={**{aspect: sorted(set(codes)) for aspect, codes in content.facets.items()}, "language": sorted(languages)},
        worth=content.worth,
        digest=_digest(content),
    )


def _text(entry: Entry, text: TextContent, content: EntryContent) -> IndexedText:
    return IndexedText(
        entry=entry,
        language=text.language,
        title=text.title,
        folded_title=fold(text.title),
        names="\n".join(dict.fromkeys(fold(name) for name in content.names)),
        summary=text.summary,
        state=text.state,
    )


def _words(row: IndexedText, text: TextContent) -> IndexedWords:
    named = f"{text.title}\n{row.names}"
    said = plain("\n".join((text.summary, *text.fields.values(), *text.also)))
    names = [*plain_words(named), *tokens(named, text.language)]
    everything = f"{named}\n{said}"
    return IndexedWords(row.pk, row.entry_id, text.language, names, tokens(said, text.language), plain_words(everything))


def _digest(content: EntryContent) -> str:
    told = [(text.language, text.title, text.summary, text.state, sorted(text.fields.items()), sorted(text.also)) for text in content.texts]
    return digest_of(VERSION, told, content.original, content.names, sorted(content.facets.items()), content.year, content.worth)
