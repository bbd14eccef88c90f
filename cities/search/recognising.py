"""Recognising what a query names: concepts and territories, by any of their labels in any language. Plain Python."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from cities.search.analysis import ANALYSED, tokens
from cities.search.analysis.bigrams import RUN
from cities.search.analysis.stems import is_stopword, without_elision
from cities.search.analysis.tokens import HYPHEN, spoken_words
from cities.search.content import Subject
from cities.search.folding import fold
from cities.translation.languages import base_language

# A label of more words is a sentence: nobody types it whole.
LONGEST_LABEL = 6
# Labels in languages without an analyser stand together.
UNKNOWN = "und"
# Of a hundred letters.
SAME_WORDS = 88
# Share of the longer one that the shorter has to be.
SAME_BEGINNING = 0.6
# Characters of a text looked through: titles and summaries are shorter.
MOST_READ = 2_000


@dataclass(frozen=True)
class Named:
    """A part of a query and the subjects it names, all with the same right."""

    words: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class SubjectBook:
    """Every label as the tokens its language makes of it, and labels without spaces between words as they are."""

    subjects: Mapping[str, Subject]
    narrower: Mapping[str, tuple[str, ...]]
    _by_tokens: Mapping[tuple[str, ...], tuple[tuple[str, str], ...]] = field(repr=False)
    _by_run: Mapping[str, tuple[str, ...]] = field(repr=False)
    # With what tokens labels begin, by analyser, and how many words the longest of these has.
    _first: Mapping[tuple[str, str], int] = field(repr=False)

    def named(self, query: str, language: str) -> list[Named]:
        """What the query names, longest labels first; a word is used once."""
        found = [*self._in_runs(query), *self._in_words(query, language)]
        return [named for number, named in enumerate(found) if named.keys not in [other.keys for other in found[:number]]]

    def said(self, text: str, language: str) -> Iterable[str]:
        """Keys of the subjects a text names in its own language. A text is longer than a query: labels of other languages, which may
        be words of this one, are not looked for."""
        text = text[:MOST_READ]
        if RUN.search(text):
            yield from (key for named in self._in_runs(text) for key in named.keys)
        analyser = _analyser(language)
        words = [word for word in spoken_words(text) if not RUN.search(word)]
        place = 0
        while place < len(words):
            size, keys = self._longest(words[place : place + self._most_words(words[place], analyser)], analyser)
            yield from keys
            place += size

    def _longest(self, words: list[str], analyser: str) -> tuple[int, tuple[str, ...]]:
        """The longest label these words begin with: of how many words, and whose it is."""
        for size in range(len(words), 0, -1):
            keys = () if _is_small(words[size - 1], analyser) else self._labelled(" ".join(words[:size]), analyser)
            if keys:
                return size, keys
        return 1, ()

    def _most_words(self, word: str, analyser: str) -> int:
        """How many words the longest label has that begins with this one, 0 when none does."""
        if _is_small(word, analyser):
            return 0
        first = (token for spelt in _spellings(word) for token in tokens(spelt, analyser)[:1])
        return max((self._first.get((analyser, token), 0) for token in first), default=0)

    def telling(self, key: str) -> float:
        return self.subjects[key].telling if key in self.subjects else 1.0

    def is_about(self, key: str) -> bool:
        """Whether who has this subject has said what they are about."""
        return key in self.subjects and self.subjects[key].is_about

    def labels(self, key: str) -> tuple[str, ...]:
        subject = self.subjects.get(key)
        return tuple(label for labels in subject.labels.values() for label in labels) if subject else ()

    def _in_runs(self, query: str) -> Iterable[Named]:
        runs = fold(query).split()
        together = "".join(runs)
        for label in sorted((label for label in self._by_run if label in together), key=len, reverse=True):
            rest = _without(label, runs)
            if rest is not None:
                runs = rest
                yield Named(label, self._by_run[label])

    def _in_words(self, query: str, language: str) -> Iterable[Named]:
        words = [word for word in spoken_words(query) if not RUN.search(word)]
        free = [True] * len(words)
        for size in range(min(LONGEST_LABEL, len(words)), 0, -1):
            for start in range(len(words) - size + 1):
                span = words[start : start + size]
                is_whole = all(free[start : start + size]) and not (_is_small(span[0], language) or _is_small(span[-1], language))
                keys = self._keys(" ".join(span), language) if is_whole else ()
                if keys:
                    free[start : start + size] = [False] * size
                    yield Named(" ".join(words[start : start + size]), keys)

    def _keys(self, words: str, language: str) -> tuple[str, ...]:
        """By the query's own language first: “care” is French for nothing of the kind."""
        analysers = dict.fromkeys((_analyser(language), *ANALYSED, UNKNOWN))
        return next((keys for each in analysers if (keys := self._labelled(words, each))), ())

    def _labelled(self, words: str, analyser: str) -> tuple[str, ...]:
        told = [(spelt, self._by_tokens.get((analyser, *tokens(spelt, analyser)), ())) for spelt in _spellings(words)]
        return tuple(dict.fromkeys(key for spelt, labels in told for label, key in labels if _is_close(fold(spelt), label)))


def subject_book(subjects: Iterable[Subject]) -> SubjectBook:
    by_tokens: dict[tuple[str, ...], dict[tuple[str, str], None]] = defaultdict(dict)
    by_run: dict[str, dict[str, None]] = defaultdict(dict)
    narrower: dict[str, list[str]] = defaultdict(list)
    every = {subject.key: subject for subject in subjects}
    for subject in every.values():
        if subject.broader:
            narrower[subject.broader].append(subject.key)
        for language, labels in subject.labels.items():
            for label in labels:
                _enter(label, language, subject.key, by_tokens=by_tokens, by_run=by_run)
    return SubjectBook(
        every,
        {key: tuple(found) for key, found in narrower.items()},
        {told: tuple(keys) for told, keys in by_tokens.items()},
        {told: tuple(keys) for told, keys in by_run.items()},
        _beginnings(by_tokens),
    )


def _beginnings(by_tokens: Mapping[tuple[str, ...], Iterable[tuple[str, str]]]) -> dict[tuple[str, str], int]:
    longest: dict[tuple[str, str], int] = defaultdict(int)
    for (analyser, first, *_), labels in by_tokens.items():
        longest[analyser, first] = max(longest[analyser, first], *(len(label.split()) for label, _key in labels))
    return dict(longest)


def _enter(
    label: str,
    language: str,
    key: str,
    *,
    by_tokens: dict[tuple[str, ...], dict[tuple[str, str], None]],
    by_run: dict[str, dict[str, None]],
) -> None:
    if RUN.search(label):
        run = fold(label).replace(" ", "")
        if len(run) > 1:
            by_run[run][key] = None
        return
    analyser = _analyser(language)
    for spelt in _spellings(label):
        made = tokens(spelt, analyser)
        if made and len(spelt.split()) <= LONGEST_LABEL:
            by_tokens[(analyser, *made)][(fold(spelt), key)] = None


def _analyser(language: str) -> str:
    return base_language(language) if base_language(language) in ANALYSED else UNKNOWN


def _spellings(words: str) -> list[str]:
    """`co-operative` is `cooperative`, `micro-credit` is `micro credit`."""
    return list(dict.fromkeys(HYPHEN.sub(between, words) for between in ("", " ")))


def _without(label: str, runs: list[str]) -> list[str] | None:
    """The runs with the label taken out: from inside one of them, or from several beginning with a whole one, for people put spaces
    where they like; None where it is in neither. 지원 주민 holds no 원주민."""
    for place, run in enumerate(runs):
        if label in run:
            return [*runs[:place], *run.replace(label, " ").split(), *runs[place + 1 :]]
        following = "".join(runs[place:])
        if following.startswith(label):
            return [*runs[:place], following.removeprefix(label)]
    return None


def _is_small(word: str, language: str) -> bool:
    return is_stopword(without_elision(word, language), language)


def _is_close(words: str, label: str) -> bool:
    """One form of the same words: stems alone would take communes for commons, and in Catalan “gran” for Granada."""
    shorter, longer = sorted((words, label), key=len)
    return (longer.startswith(shorter) and len(shorter) >= SAME_BEGINNING * len(longer)) or fuzz.ratio(words, label) >= SAME_WORDS
