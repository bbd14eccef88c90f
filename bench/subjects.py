"""What is measured: for each side the address a reader would ask for."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from bench.content import VERSION, dossier
from bench.rows import COUNTRIES

PRACTICES_A_PAGE = 18
FAR_PAGE = 50
# The filters of the lists: a theme with nothing narrower under it, and a country with four of the towns.
THEME, COUNTRY = "solidarity-finance", "FR"
PLAIN_API = "/api/v2/pages/"
LIST_FIELDS = "intro,city,country,started,themes"


@dataclass(frozen=True)
class Subject:
    """`addresses` holds a pattern for each side; `{code}` and `{id}` are another practice at each visit, the same one on both sides."""

    name: str
    title: str
    addresses: Mapping[str, str]
    # The promise of the product: uncached and anonymous, at most so many queries and milliseconds.
    has_target: bool = False

    def address(self, side: str, codes: Mapping[str, str]) -> str:
        return self.addresses[side].format(**codes)


def subjects(count: int) -> list[Subject]:
    """Those that make sense for so many practices: the far page is the last one when there are fewer than fifty."""
    far = max(2, min(FAR_PAGE, count // PRACTICES_A_PAGE))
    country = COUNTRIES[COUNTRY]
    newest = urlencode({"type": "plain.PracticePage", "fields": LIST_FIELDS, "order": "-first_published_at", "limit": 100})
    return [
        _library("first page", {}, {}),
        _library(f"page {far}", {"page": far}, {"page": far}),
        _library("one theme", {"theme": THEME}, {"theme": THEME}),
        _library("theme and country", {"theme": THEME, "territory": COUNTRY.lower()}, {"theme": THEME, "country": country}),
        Subject("detail", "practice page", {"ours": "/en/practices/{code}/", "plain": "/practices/{code}/"}, has_target=True),
        Subject("api", "API, list of 100", {"ours": "/api/v1/practices?limit=100", "plain": f"{PLAIN_API}?{newest}"}),
        Subject("api", "API, one practice", {"ours": "/api/v1/practices/{id}", "plain": f"{PLAIN_API}{{id}}/"}),
    ]


def visited_numbers(count: int, runs: int) -> list[int]:
    """Which practices the visits of one subject read: spread over all, the same in every run of the program."""
    draw = random.Random(f"{VERSION}:visits")  # noqa: S311 -- made-up content, not a secret
    return [draw.randrange(count) for _ in range(runs)]


def code_of(number: int) -> str:
    return dossier(number).code


def _library(title: str, ours: Mapping[str, object], plain: Mapping[str, object]) -> Subject:
    return Subject(
        "list",
        f"library, {title}",
        {"ours": f"/en/practices/?{urlencode(ours)}".rstrip("?"), "plain": f"/practices/?{urlencode(plain)}".rstrip("?")},
        has_target=True,
    )
