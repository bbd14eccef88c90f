"""What is shown of what was found: words in the reader's language, the passage that answers, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import starmap
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from cities.search.engines import tokens_of
from cities.search.models import IndexedText, Passage
from cities.search.queries.finding import Ranking
from cities.search.queries.weighing import Ranked
from cities.search.ranking import Signals
from cities.search.reasons import Reason
from cities.search.snippets import Snippet, marked, snippet
from cities.translation.languages import best_language

# A meaning that stands out this far is told as a reason.
TELLING_Z = 1.5
# Two words of a long title are no name yet.
IS_ITS_NAME = 0.75


class _Text(NamedTuple):
    """As much of an `IndexedText` as is shown: dozens are read for a page."""

    pk: int
    entry: int
    language: str
    title: str
    summary: str
    state: str


class _Part(NamedTuple):
    """As much of a `Passage` as is shown."""

    text: _Text
    group: str
    words: str


@dataclass(frozen=True)
class Hit:
    """One record that answers. `language` and `state` are those of title and summary as shown, `original` that of the record."""

    record_id: UUID
    kind: str
    title: str
    summary: str
    language: str
    state: str
    original: str
    year: int | None
    places: tuple[str, ...]
    score: float
    reasons: tuple[Reason, ...]
    snippet: Snippet | None
    signals: Signals


def hits(ranking: Ranking, *, reader: str, limit: int, offset: int = 0) -> list[Hit]:
    """Two queries. What has gone since it was ranked is left out."""
    page = ranking.ranked[offset : offset + limit]
    texts: dict[int, dict[str, _Text]] = {}
    rows = IndexedText.objects.filter(entry__in=[found.line.number for found in page])
    for text in starmap(_Text, rows.values_list("pk", "entry_id", "language", "title", "summary", "state")):
        texts.setdefault(text.entry, {})[text.language] = text
    wanted = tokens_of(ranking.asked.terms)
    passages = _passages(page, texts, wanted=wanted)
    return [
        _hit(found, texts[found.line.number], passages.get(found.line.number), wanted=wanted, reader=reader)
        for found in page
        if found.line.number in texts
    ]


def _passages(page: Sequence[Ranked], texts: Mapping[int, Mapping[str, _Text]], *, wanted: frozenset[str]) -> Mapping[int, _Part]:
    """Of each record the nearest passage, or without one the first with a word that was asked for."""
    by_id = {text.pk: text for known in texts.values() for text in known.values()}
    nearest = {found.near.passage_id for found in page if found.near}
    others = {found.text.text_id for found in page if found.text and not found.near}
    chosen: dict[int, _Part] = {}
    rows = Passage.objects.filter(Q(pk__in=nearest) | Q(text__in=others)).order_by("-pk")
    for text_id, group, words in rows.values_list("text_id", "group", "words"):
        text = by_id.get(text_id)
        if text and (text.entry not in chosen or marked(words, language=text.language, wanted=wanted)):
            chosen[text.entry] = _Part(text, group, words)
    return chosen


def _hit(found: Ranked, texts: Mapping[str, _Text], passage: _Part | None, *, wanted: frozenset[str], reader: str) -> Hit:
    shown = texts[best_language(texts, reader, original=found.line.original) or next(iter(texts))]
    part = snippet(passage.words, language=passage.text.language, group=passage.group, wanted=wanted) if passage else None
    return Hit(
        record_id=found.line.pk,
        kind=found.line.kind,
        title=shown.title,
        summary=shown.summary,
        language=shown.language,
        state=shown.state,
        original=found.line.original,
        year=found.line.year,
        places=found.line.places,
        score=round(found.score, 3),
        reasons=tuple(_reasons(found, texts, passage, wanted=wanted)),
        snippet=part,
        signals=found.signals,
    )


def _reasons(found: Ranked, texts: Mapping[str, _Text], passage: _Part | None, *, wanted: frozenset[str]) -> Iterable[Reason]:
    by_id = {text.pk: text for text in texts.values()}
    if found.signals.name >= IS_ITS_NAME:
        yield Reason("name", words=(texts[next(iter(texts))].title,))
    if found.text and found.text.text_id in by_id:
        yield _words_reason(by_id[found.text.text_id], passage, wanted)
    for key in dict.fromkeys(found.subjects):
        yield Reason("place" if key.startswith("place:") else "concept", subject=key.removeprefix("place:"))
    if found.near and found.signals.meaning >= TELLING_Z:
        yield Reason("meaning", language=found.near.language, group=passage.group if passage else "")


def _words_reason(text: _Text, passage: _Part | None, wanted: frozenset[str]) -> Reason:
    said = (text.title, text.summary, passage.words if passage and passage.text.language == text.language else "")
    found = (part[start:end] for part in said for start, end in marked(part, language=text.language, wanted=wanted))
    matched = dict.fromkeys(word.casefold() for word in found)
    in_title = marked(text.title, language=text.language, wanted=wanted)
    return Reason("words", language=text.language, group="title" if in_title else "text", words=tuple(matched)[:6])
