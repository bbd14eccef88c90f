"""What readers may write into the search box beside words: "a phrase", -without, lang:fr, in:dakar. Plain Python; anything is a query."""

import re
from dataclasses import dataclass

LONGEST_QUERY = 1000
# What phones and word processors put in place of straight quotes.
QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
MOST_PARTS = 12
PART = re.compile(
    r"""(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]{1,200})"|(?P<name>lang|in):(?:"(?P<quoted>[^"]{1,80})"|(?P<value>[^\s"]{1,80}))|(?P<word>[^\s"]+))""",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ParsedQuery:
    """`words` is what is meant, phrases among it, without the rest; `languages` documents must have, `places` are names of territories."""

    words: str
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def exactly(self) -> str:
        """The same query for the very words, as a phrase; it narrows as this one does."""
        signs = (("-", self.without), ("lang:", self.languages), ("in:", self.places))
        told = (f'{sign}"{value}"' if " " in value else f"{sign}{value}" for sign, values in signs for value in values)
        return " ".join((f'"{self.words}"', *told))

    @property
    def narrows(self) -> bool:
        """Whether it says where or in which language, even without a word to look for."""
        return bool(self.languages or self.places)


def parse_query(text: str) -> ParsedQuery:
    """Control characters are spaces; quotes that do not close are nothing; a minus inside a word is a hyphen; -lang: is nothing."""
    told: dict[str, list[str]] = {"words": [], "phrase": [], "without": [], "lang": [], "in": []}
    plain = "".join(character if character.isprintable() else " " for character in text[:LONGEST_QUERY].translate(QUOTES))
    for part in PART.finditer(plain):
        value = (part["quoted"] or part["value"] or part["phrase"] or part["word"] or "").strip()
        if part["minus"] and part["name"]:
            # Nobody is shown only what they wanted to leave out.
            continue
        if part["minus"]:
            told["without"].append(value)
        elif part["name"]:
            told[part["name"].lower()].append(value)
        else:
            told["words"].append(value)
            if part["phrase"]:
                told["phrase"].append(value)
    return ParsedQuery(
        " ".join(told["words"]),
        *(tuple(dict.fromkeys(told[name][:MOST_PARTS])) for name in ("phrase", "without", "lang", "in")),
    )
