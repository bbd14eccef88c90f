"""What a reader may be about to type."""

from dataclasses import dataclass
from uuid import UUID

from cities.core.versions import at_once
from cities.search.analysis.tokens import plain_words
from cities.search.engines import chosen_words
from cities.search.folding import fold
from cities.search.models import IndexedText
from cities.search.queries.stock import stock, subjects
from cities.translation.languages import best_language

SHORTEST = 2
# Names that are read to find a few: those of topics and places, which are told as such, are left out.
MOST_BEGUN = 100


@dataclass(frozen=True)
class Suggestion:
    """A record (`kind` and `record_id`) or a subject (`kind` concept or place, `key`) that begins so."""

    label: str
    language: str
    kind: str
    record_id: UUID | None = None
    key: str = ""


@at_once
def suggestions(start: str, *, reader: str, limit: int = 8) -> list[Suggestion]:
    """Subjects first, then records, by any of their names in any language; three queries."""
    words = plain_words(start[:100])
    if sum(map(len, words)) < SHORTEST:
        return []
    found = [*_subjects(start, reader)[: limit // 2]]
    return [*found, *_records(words, reader, limit - len(found))]


def _subjects(start: str, reader: str) -> list[Suggestion]:
    """Subjects with records; those whose label in the reader's language begins so come first."""
    held, book, begun = stock(), subjects(), fold(start).strip()
    found: list[tuple[int, int, Suggestion]] = []
    for key, subject in book.subjects.items():
        matching = {language for language, labels in subject.labels.items() if any(_begins(label, begun) for label in labels)}
        count = held.counted(key) if matching else 0
        if not count:
            continue
        language = best_language(subject.labels, reader, original="en") or reader
        kind = "place" if key.startswith("place:") else "concept"
        found.append(
            (reader not in matching, -count, Suggestion(subject.labels[language][0], language, kind, key=key.removeprefix("place:")))
        )
    return [suggestion for *_, suggestion in sorted(found, key=lambda entry: (entry[0], entry[1], entry[2].label))]


def _begins(label: str, begun: str) -> bool:
    folded = fold(label)
    return folded.startswith(begun) or f" {begun}" in folded


def _records(words: list[str], reader: str, limit: int) -> list[Suggestion]:
    held = stock()
    listed = held.flags(held.listed)
    begun = chosen_words().beginning(words, most=MOST_BEGUN)
    numbers = [number for number in begun if number in held.place_of and listed[held.place_of[number]]][:limit]
    texts: dict[int, dict[str, str]] = {}
    for number, language, title in IndexedText.objects.filter(entry__in=numbers).values_list("entry_id", "language", "title"):
        texts.setdefault(number, {})[language] = title
    shown = [(held.by_number[number], texts[number]) for number in numbers if number in texts]
    chosen = [(line, titles, best_language(titles, reader, original=line.original) or line.original) for line, titles in shown]
    return [Suggestion(titles[language], language, line.kind, record_id=line.pk) for line, titles, language in chosen]
