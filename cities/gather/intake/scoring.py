"""How alike two records or two texts are: plain arithmetic on plain data."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache

from cities.commons.places.parsing import fold_name

# Words that names of organisations share in the languages of the network: they tell nothing apart.
EMPTY_WORDS = frozenset(
    [
        "the",
        "of",
        "for",
        "and",
        "in",
        "on",
        "to",
        "a",
        "an",
        "de",
        "la",
        "le",
        "les",
        "des",
        "du",
        "d",
        "l",
        "et",
        "en",
        "pour",
        "sur",
        "un",
        "une",
        "au",
        "aux",
        "el",
        "los",
        "las",
        "del",
        "y",
        "para",
        "por",
        "una",
        "da",
        "do",
        "das",
        "dos",
        "e",
        "i",
        "of",
        "co",
        "ltd",
        "inc",
        "ac",
        "asbl",
        "ong",
        "ngo",
        "association",
        "asociacion",
    ]
)
SHINGLE = 5  # words
SURE = 0.92  # two names at least this alike are one
UNLIKE = 0.5  # below this, likeness of letters is chance
DOUBTFUL = 0.78  # from here on a person should look


@lru_cache(maxsize=50_000)
def name_words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others, folded; all its words where nothing else is left."""
    words = fold_name(name).split()
    return frozenset(word for word in words if word not in EMPTY_WORDS) or frozenset(words)


@lru_cache(maxsize=50_000)
def _sorted_words(name: str) -> str:
    return " ".join(sorted(fold_name(name).split()))


def name_likeness(one: str, other: str) -> float:
    """Likeness of two names from 0 to 1; order of words, accents, case and small misspellings matter little."""
    first, second = fold_name(one), fold_name(other)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    words, others = name_words(one), name_words(other)
    shared = len(words & others) / len(words | others)
    # letters cost time: they are compared where words are shared, or where one word may be a misspelling of the other
    if shared == 0 and max(len(words), len(others)) > 1:
        return 0.0
    letters = SequenceMatcher(None, _sorted_words(one), _sorted_words(other), autojunk=False)
    # an upper bound first: it costs a tenth
    return shared if letters.quick_ratio() <= max(shared, UNLIKE) else max(shared, letters.ratio())


def is_part_of(short: str, long: str) -> bool:
    """Whether every telling word of one name stands in the other: "Bamako" in "Bamako City"."""
    return name_words(short) <= frozenset(fold_name(long).split())


def shingles(text: str, size: int = SHINGLE) -> frozenset[int]:
    """The runs of `size` words of a text, hashed (equal within one run of the program)."""
    words = fold_name(text).split()
    return frozenset(hash(tuple(words[start : start + size])) for start in range(len(words) - size + 1))


def copied_share(one: frozenset[int], other: frozenset[int]) -> float:
    """How much of the shorter text stands in the longer, from 0 to 1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def website_key(address: str) -> str:
    """What two addresses must share to be one: host without "www." and path, without scheme, query and last slash."""
    bare = re.sub(r"^[a-z]+://", "", address.strip().lower())
    bare = re.sub(r"^(?:www|m)\.", "", bare)
    return re.sub(r"[?#].*$", "", bare).rstrip("/")


def best_pairs(scores: Mapping[tuple[int, int], float], least: float) -> dict[int, int]:
    """Pair what is most alike first, each at most once; ties go to what comes first."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for (left, right), score in sorted(scores.items(), key=lambda item: -item[1]):
        if score >= least and left not in pairs and right not in taken:
            pairs[left] = right
            taken.add(right)
    return pairs
