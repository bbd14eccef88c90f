"""Words as the index compares them."""

import re
import unicodedata

WORD = re.compile(r"\w+", re.UNICODE)


def fold(text: str) -> str:
    """Lower case, without accents: “Coopérative” and “cooperativa” keep their letters, Hangul stays whole."""
    if text.isascii():
        return text.casefold()
    # Decomposing can bring out letters that fold once more (“ϓ”), hence twice.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.casefold()).casefold())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return unicodedata.normalize("NFC", bare)


def words(text: str, *, most: int = 12) -> list[str]:
    """The distinct words of a query, folded, at most `most` of them: the rest of a very long query adds nothing."""
    return list(dict.fromkeys(WORD.findall(fold(text[:2000]))))[:most]
