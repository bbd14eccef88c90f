"""Words typed wrongly, mended from the words there are. Plain Python, after rapidfuzz."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

# Of a hundred: one letter in seven may be wrong, or two swapped in a longer word.
CLOSE = 83
SHORTEST = 4


class Speller:
    """Knows the words of the index, folded, with the number of texts each is in."""

    def __init__(self, vocabulary: Iterable[tuple[str, int]]) -> None:
        self._counts = {word: count for word, count in vocabulary if len(word) >= SHORTEST and word.isalpha() and word.isascii()}
        self._words = list(self._counts)

    def knows(self, word: str) -> bool:
        return word in self._counts

    def mended(self, word: str) -> str | None:
        """The nearest word there is, of two equally near the more frequent; None for one that is known or like no other."""
        if len(word) < SHORTEST or not (word.isalpha() and word.isascii()) or self.knows(word):
            return None
        close = process.extract(word, self._words, scorer=fuzz.ratio, score_cutoff=CLOSE, limit=6)
        return max(close, key=lambda found: (round(found[1]), self._counts[found[0]]))[0] if close else None
