"""What upper apps tell the matching: whether a practice has been taken up elsewhere."""

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

# How often each of some practices has been taken up elsewhere; those never taken up may be left out.
AdoptionCount = Callable[[Collection[UUID]], Mapping[UUID, int]]

_adoptions: dict[str, AdoptionCount] = {}


def tell_adoptions(name: str, count: AdoptionCount) -> None:
    """Called once by the app that knows of adoptions, when it is ready. One of the same name takes the place of the other."""
    _adoptions[name] = count


def forget_adoptions(name: str) -> None:
    _adoptions.pop(name, None)


def adoptions(practices: Collection[UUID]) -> dict[UUID, int]:
    """By practice, the sum of what all who know of adoptions tell."""
    counts: dict[UUID, int] = {}
    for count in _adoptions.values():
        for practice, times in count(practices).items():
            counts[practice] = counts.get(practice, 0) + times
    return counts
