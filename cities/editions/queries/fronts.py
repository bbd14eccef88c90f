"""What published editions say of themselves: read from what was frozen, for the draft may already be that of the next publication."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from cities.editions.chapters.plain import filled_in
from cities.editions.content import Reader, Words
from cities.editions.digests import Content
from cities.editions.models import Edition, Snapshot
from cities.editions.queries.books import title_of
from cities.editions.tallies import totals
from cities.translation.languages import best_language
from cities.translation.models import TextState

# More than a network publishes in a lifetime; a few hundred bytes each.
MOST_KEPT = 500


@dataclass(frozen=True)
class Front:
    """The cover of an edition in each of its languages, and its totals."""

    year: int
    languages: tuple[str, ...]
    titles: Mapping[str, Words]
    subtitles: Mapping[str, Words]
    # How the words of a language were made.
    states: Mapping[str, str]
    counts: Mapping[str, int]

    def spoken(self, wanted: str) -> str:
        """The language of the edition that serves a reader best."""
        return best_language(self.languages, wanted) or "en"

    def title(self, wanted: str) -> Words:
        return self.titles[self.spoken(wanted)]

    def subtitle(self, wanted: str) -> Words:
        return self.subtitles[self.spoken(wanted)]

    def state(self, wanted: str) -> str:
        return self.states.get(self.title(wanted).language, TextState.ORIGINAL)


_kept: dict[tuple[int, str], Front] = {}


def fronts(editions: Iterable[Edition]) -> dict[UUID, Front]:
    """Of published editions, read with their snapshots: one query for those this process has not read yet, else none."""
    known = {edition.pk: (edition.snapshot.pk, edition.snapshot.digest) for edition in editions if edition.snapshot}
    missing = [pk for pk, digest in known.values() if (pk, digest) not in _kept]
    if missing:
        if len(_kept) + len(missing) > MOST_KEPT:
            _kept.clear()
        # By the digest it was asked with: it may have been cleaned of a name meanwhile.
        digests = dict(known.values())
        for snapshot in Snapshot.objects.filter(pk__in=missing):
            _kept[snapshot.pk, digests[snapshot.pk]] = _front(snapshot.read())
    return {edition: _kept[key] for edition, key in known.items() if key in _kept}


def front(edition: Edition) -> Front:
    """Of one published edition."""
    return fronts([edition])[edition.pk]


def _front(content: Content) -> Front:
    edition = content["edition"]
    languages = tuple(edition["languages"])
    readers = {language: Reader(content, language) for language in languages or ("en",)}
    return Front(
        year=edition["year"],
        languages=languages,
        titles={language: title_of(reader) for language, reader in readers.items()},
        subtitles={language: filled_in(reader, reader.own("subtitle")) for language, reader in readers.items()},
        states={language: text["state"] for language, text in edition["texts"].items()},
        counts=totals(content),
    )
