"""Needs and offers with their words, topics and places as a reader of one language sees them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from cities.portal.queries.lists import Surroundings
from cities.portal.reading import Words, words_of
from cities.transfer.needs.models import Visibility
from cities.transfer.needs.queries import CallLine


@dataclass(frozen=True)
class ShownCall:
    """`page` is where it is seen to when that is not among the needs and offers: what belongs to advice is changed there."""

    line: CallLine
    sentence: Words | None
    topics: tuple[str, ...]
    places: tuple[str, ...]
    page: str = ""

    @property
    def visibility(self) -> str:
        return str(Visibility(self.line.visibility).label)


def shown_calls(lines: Iterable[CallLine], *, around: Surroundings, pages: Mapping[UUID, str] | None = None) -> tuple[ShownCall, ...]:
    return tuple(
        ShownCall(
            line,
            words_of(line.texts, "sentence", language=around.language),
            tuple(around.vocabulary.label(key) for key in line.concepts),
            tuple(around.places.full_name(place) for place in around.places.known(line.territories)),
            (pages or {}).get(line.id, ""),
        )
        for line in lines
    )
