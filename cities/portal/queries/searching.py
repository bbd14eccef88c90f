"""What a search by words shows."""

from dataclasses import dataclass

from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.portal.queries.glances import Glance, glances
from cities.search.queries import find

HITS_A_PAGE = 20
_MODELS = {Practice.kind_code: Practice, Organisation.kind_code: Organisation, Resource.kind_code: Resource}

FOUND_KINDS = tuple(_MODELS)


@dataclass(frozen=True)
class Findings:
    """Records that answer, best first. `total` counts all of them, `number` is the page shown."""

    words: str
    total: int
    shown: tuple[Glance, ...]
    number: int

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number * HITS_A_PAGE < self.total else None


def findings(words: str, *, language: str, kind: str = "", number: int = 1) -> Findings:
    """Five queries at most; none for an empty search."""
    kinds = (kind,) if kind in _MODELS else FOUND_KINDS
    found = find(words, language=language, kinds=kinds, limit=HITS_A_PAGE, offset=(number - 1) * HITS_A_PAGE)
    if not found.hits:
        return Findings(words, found.total, (), number)
    ids = {name: [hit.record_id for hit in found.hits if hit.kind == name] for name in kinds}
    known = glances([_MODELS[name].objects.filter(pk__in=ids[name]) for name in kinds if ids[name]], language=language)
    return Findings(words, found.total, tuple(known[hit.record_id] for hit in found.hits if hit.record_id in known), number)
