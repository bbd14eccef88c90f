"""The order of forms on one page, arranged by buttons of the page itself: nothing is stored before somebody saves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict


@dataclass(frozen=True, slots=True)
class Arrangement:
    """`order` are the prefixes of the forms as they stand; `removed` those that go when the page is saved."""

    order: tuple[str, ...]
    removed: frozenset[str] = frozenset()

    @property
    def kept(self) -> tuple[str, ...]:
        return tuple(prefix for prefix in self.order if prefix not in self.removed)

    def after(self, act: str, prefix: str) -> "Arrangement":
        """What a button makes of it: up, down, remove or keep. Any other act changes nothing."""
        if prefix not in self.order:
            return self
        if act in ("remove", "keep"):
            return Arrangement(self.order, self.removed | {prefix} if act == "remove" else self.removed - {prefix})
        place = self.order.index(prefix)
        other = place + {"up": -1, "down": 1}.get(act, 0)
        if not 0 <= other < len(self.order):
            return self
        order = list(self.order)
        order[place], order[other] = order[other], order[place]
        return Arrangement(tuple(order), self.removed)

    def with_new(self, stem: str) -> "tuple[Arrangement, str]":
        number = max((int(prefix.removeprefix(f"{stem}-")) for prefix in self.order), default=-1) + 1
        prefix = f"{stem}-{number}"
        return Arrangement((*self.order, prefix), self.removed), prefix


def arrangement_in(data: QueryDict, stem: str) -> Arrangement:
    """The arrangement a page sent; what is not one of its forms is passed over."""
    sent = [prefix for prefix in data.getlist("order") if prefix.removeprefix(f"{stem}-").isdecimal() and prefix.startswith(f"{stem}-")]
    return Arrangement(tuple(dict.fromkeys(sent)), frozenset(data.getlist("removed")) & frozenset(sent))


def with_values(data: QueryDict, values: Mapping[str, Any]) -> MultiValueDict[str, Any]:
    """A copy of what was sent, with some values more."""
    copied: MultiValueDict[str, Any] = data.copy()
    for name, value in values.items():
        copied[name] = value
    return copied
