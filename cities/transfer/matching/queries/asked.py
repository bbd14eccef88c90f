"""A need as it is looked for, and what the index finds for it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from cities.search.queries import Ranked, Search, Stock, rank, stock, subjects
from cities.search.ranking import WEIGHTS as AS_SEARCHED
from cities.search.ranking import Weights
from cities.transfer.matching.scoring import Side
from cities.transfer.needs.models import Need
from cities.translation.languages import base_language

# A member names its own city without looking for what is there; what a record is worth and how fresh it is counts by our own table.
AS_MATCHED = Weights(**{**vars(AS_SEARCHED), "places": 0.0, "name": 0.0, "kind": 0.0, "worth": 0.0, "fresh": 0.0})
# Words of a sentence that are looked up.
RAREST = 8
# What the syntax of searching would read as commands: a sentence has none.
SYNTAX = re.compile(r"""["«»“”„]|(?<!\S)-(?=\S)|(?<=\S):(?=\S)""")


@dataclass(frozen=True)
class Asked:
    """`told` are concepts the member has named; `side` the member itself; `reads` are languages it reads, its own first."""

    need: UUID
    organisation: UUID
    sentence: str
    language: str
    told: frozenset[str]
    side: Side
    reads: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """What the index holds for a need, nearest first, with all the index knows; `best` is the score of the nearest."""

    ranked: Sequence[Ranked]
    held: Stock
    broader: Mapping[str, str | None]

    @cached_property
    def best(self) -> float:
        return max((one.score for one in self.ranked), default=0.0)


def asked_by(need: Need) -> Asked | None:
    """None for a need without words. Reads what it is given: texts and concepts prefetched cost nothing. Its side is not known yet."""
    text = need.original_text
    if text is None or not text.sentence.strip():
        return None
    return Asked(
        need.pk,
        need.organisation_id,
        text.sentence,
        text.language,
        frozenset(concept.key for concept in need.concepts.all()),
        Side(),
        (base_language(text.language),),
    )


def beside(asked: Asked, side: Side) -> Asked:
    """The need with what is known of the member; the languages it signs in with are read too."""
    return replace(asked, side=side, reads=tuple(dict.fromkeys((*asked.reads, *sorted(side.languages)))))


def words_asked(sentence: str) -> str:
    """A sentence as a query that holds no commands."""
    return " ".join(SYNTAX.sub(" ", sentence).split())


def found_for(asked: Asked) -> Found:
    """The fixed number of queries a search takes."""
    search = Search(words_asked(asked.sentence), reader=base_language(asked.language), query_language=asked.language, rarest=RAREST)
    ranking = rank(search, weights=AS_MATCHED)
    broader = {key: subject.broader for key, subject in subjects().subjects.items()}
    return Found(ranking.ranked, stock(), broader)
