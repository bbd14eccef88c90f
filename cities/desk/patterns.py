"""Words as patterns a database matches without minding case or accents. Plain Python."""

from functools import lru_cache

from cities.search.folding import fold, words

# Latin letters with marks: Latin-1, Extended-A and -B, Extended Additional.
MARKED = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))


def tolerant_patterns(query: str) -> list[str]:
    """A regular expression for each word of `query`, for `iregex` lookups: `sante` also finds “Santé” and “SANTÉ”.

    SQLite and PostgreSQL read it alike: letters, digits and character classes only.
    """
    return ["".join(_letter(character) for character in word) for word in words(query)]


def _letter(character: str) -> str:
    marked = _marked_letters().get(character, "")
    return f"[{character}{marked}]" if marked else character


@lru_cache(maxsize=1)
def _marked_letters() -> dict[str, str]:
    letters: dict[str, str] = {}
    for code in MARKED:
        plain = fold(chr(code))
        if len(plain) == 1 and plain != chr(code) and plain.isascii() and plain.isalpha():
            letters[plain] = letters.get(plain, "") + chr(code)
    return letters
