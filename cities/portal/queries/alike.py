"""More like this: records whose meaning is near that of another, or of a topic."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.commons.vocabulary.models import Concept
from cities.commons.vocabulary.queries import ConceptNode
from cities.core.models import RecordQuerySet
from cities.portal.queries.found import RECORDS, innermost
from cities.portal.queries.glances import Glance
from cities.portal.queries.lists import Surroundings, region_of, where
from cities.search.queries import EntryLine, similar

MOST_ALIKE = 6
# Which kinds of record are shown beside which: organisations are like organisations, what was done is like what was written about it.
KINDS: Mapping[str, tuple[str, ...]] = {
    Practice.kind_code: (Practice.kind_code, Resource.kind_code),
    Resource.kind_code: (Practice.kind_code, Resource.kind_code),
    Organisation.kind_code: (Organisation.kind_code,),
}
# As many of those near a topic are about it already.
MOST_NEAR_TOPIC = 60


@dataclass(frozen=True)
class Alike:
    """A record near another, with where and when."""

    glance: Glance
    where: str
    region: str
    year: int | None


def near_to(identifier: UUID, kind: str) -> list[EntryLine]:
    """What the index holds near a record, nearest first, more than is shown: some may belong to it already. Three queries."""
    return similar(identifier, kinds=KINDS[kind], limit=2 * MOST_ALIKE)


def near_topic(node: ConceptNode) -> list[EntryLine]:
    """What means something close to a topic and is not said to be about it: four queries."""
    identifier = Concept.objects.values_list("uuid", flat=True).get(pk=node.key)
    near = similar(identifier, kinds=tuple(RECORDS), limit=MOST_NEAR_TOPIC)
    return [line for line in near if not set(node.keys).intersection(line.concepts)][:MOST_ALIKE]


def records_of(lines: Collection[EntryLine]) -> list[RecordQuerySet]:
    """To be asked for with the other records of a page."""
    return [RECORDS[kind].objects.filter(pk__in=[line.pk for line in lines if line.kind == kind]) for kind in {line.kind for line in lines}]


def alike(lines: Collection[EntryLine], found: Mapping[UUID, Glance], around: Surroundings) -> tuple[Alike, ...]:
    """The first of them that are public and do not stand on the page already."""
    shown = [line for line in lines if line.pk in found and found[line.pk].is_near][:MOST_ALIKE]
    located = {line.pk: innermost(line.places, around) for line in shown}
    return tuple(Alike(found[line.pk], where(located[line.pk], around.places), region_of(located[line.pk]), line.year) for line in shown)
