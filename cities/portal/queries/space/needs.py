"""Needs and offers with their words, topics and places as a reader of one language sees them."""

from collections.abc import Iterable
from dataclasses import dataclass

from cities.portal.queries.lists import Surroundings
from cities.portal.reading import Words, words_of
from cities.transfer.needs.models import Visibility
from cities.transfer.needs.queries import CallLine


@dataclass(frozen=True)
class ShownCall:
    line: CallLine
    sentence: Words | None
    topics: tuple[str, ...]
    places: tuple[str, ...]

    @property
    def visibility(self) -> str:
        return str(Visibility(self.line.visibility).label)


def shown_calls(lines: Iterable[CallLine], *, around: Surroundings) -> tuple[ShownCall, ...]:
    return tuple(
        ShownCall(
            line,
            words_of(line.texts, "sentence", language=around.language),
            tuple(around.vocabulary.label(key) for key in line.concepts),
            tuple(around.places.full_name(place) for place in around.places.known(line.territories)),
        )
        for line in lines
    )
