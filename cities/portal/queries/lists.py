"""What lists show of each record, page by page, however many kinds of record a page lists."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.urls import reverse

from cities.commons.members.models import Membership, Organisation
from cities.commons.places.queries import WORLD, Place, Places
from cities.commons.practices.models import Practice, PracticeOrganisation
from cities.commons.practices.queries import PracticeLine
from cities.commons.resources.models import Resource, ResourceFile
from cities.commons.vocabulary.queries import Vocabularies
from cities.portal.queries.lines import Line, lines, union
from cities.portal.reading import Words, words_of

INITIATOR = "roles:initiator"

C = TypeVar("C")

# What is asked of each record itself; everything else comes from its child rows.
MEMBER_FIELDS = ("pk", "code", "acronym", "kind_id")
RESOURCE_FIELDS = ("pk", "code", "kind_id", "year")


@dataclass(frozen=True)
class Surroundings:
    """What every page knows: the reader's language, and the names of concepts and places in it."""

    language: str
    vocabulary: Vocabularies
    places: Places


@dataclass(frozen=True)
class Sheaf(Generic[C]):
    """One page of a list, and where it stands in it."""

    items: tuple[C, ...]
    total: int
    number: int
    pages: int

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None


@dataclass(frozen=True)
class PracticeCard:
    code: str
    title: Words
    summary: Words | None
    where: str
    region: str
    started: int | None
    ended: int | None
    actors: tuple[tuple[str, bool], ...]
    languages: tuple[str, ...]
    picture: str = ""

    @property
    def url(self) -> str:
        return reverse("portal:practice", args=[self.code])


@dataclass(frozen=True)
class MemberRow:
    code: str
    name: Words
    acronym: str
    summary: Words | None
    where: str
    region: str
    places: tuple[str, ...]
    kind: str
    category: str
    since: int | None
    picture: str = ""

    @property
    def url(self) -> str:
        return reverse("portal:member", args=[self.code])


@dataclass(frozen=True)
class ResourceRow:
    code: str
    title: Words
    summary: Words | None
    kind: str
    year: int | None
    where: str
    region: str
    languages: tuple[str, ...]

    @property
    def url(self) -> str:
        return reverse("portal:resource", args=[self.code])


@dataclass(frozen=True)
class Listed:
    """Records of all kinds that one page lists."""

    practices: tuple[PracticeCard, ...]
    members: tuple[MemberRow, ...]
    resources: tuple[ResourceRow, ...]


@dataclass(frozen=True)
class _Children:
    """Words and places of the records listed, by record."""

    texts: Mapping[UUID, list[Line]]
    located: Mapping[UUID, list[Place]]
    around: Surroundings

    def words(self, record: UUID, field: str) -> Words | None:
        return words_of(self.texts.get(record, ()), field, language=self.around.language)

    def where(self, record: UUID) -> str:
        return where(self.located.get(record, ()), self.around.places)

    def region(self, record: UUID) -> str:
        return region_of(self.located.get(record, ()))

    def picture(self, record: UUID) -> str:
        return next((line.picture_url for line in self.texts.get(record, ())), "")


def practice_sheaf(found: Sequence[PracticeLine], number: str | int, *, size: int, around: Surroundings) -> Sheaf[PracticeCard]:
    """Three queries."""
    return _sheaf(found, number, size=size, show=lambda rows: listed(practices=rows, around=around).practices)


def member_sheaf(found: QuerySet[Organisation], number: str | int, *, size: int, around: Surroundings) -> Sheaf[MemberRow]:
    """Five queries."""
    rows = found.values_list(*MEMBER_FIELDS, named=True)
    return _sheaf(rows, number, size=size, show=lambda shown: listed(members=shown, around=around).members)


def resource_sheaf(found: QuerySet[Resource], number: str | int, *, size: int, around: Surroundings) -> Sheaf[ResourceRow]:
    """Five queries."""
    rows = found.values_list(*RESOURCE_FIELDS, named=True)
    return _sheaf(rows, number, size=size, show=lambda shown: listed(resources=shown, around=around).resources)


def listed(*, practices: Sequence[Any] = (), members: Sequence[Any] = (), resources: Sequence[Any] = (), around: Surroundings) -> Listed:
    """Rows of each kind as lists show them: two queries for the words and places of all, one more for each kind."""
    ids = {
        Practice.kind_code: [row.pk for row in practices],
        Organisation.kind_code: [row.pk for row in members],
        Resource.kind_code: [row.pk for row in resources],
    }
    children = _Children(lines(ids), _located(ids, around.places), around)
    actors = _actors(ids[Practice.kind_code])
    memberships = _memberships(ids[Organisation.kind_code])
    languages = _file_languages(ids[Resource.kind_code])
    cards = (_practice_card(row, children, actors.get(row.pk, {})) for row in practices)
    member_rows = (_member_row(row, children, memberships.get(row.pk, (None, None))) for row in members)
    resource_rows = (_resource_row(row, children, languages.get(row.pk, {})) for row in resources)
    return Listed(
        practices=tuple(card for card in cards if card),
        members=tuple(row for row in member_rows if row),
        resources=tuple(row for row in resource_rows if row),
    )


def where(located: Iterable[Place], places: Places) -> str:
    """Names of up to two places; more are counted."""
    names = [places.full_name(place) for place in located]
    return " · ".join(names[:2]) + (f" +{len(names) - 2}" if len(names) > 2 else "")


def region_of(located: Iterable[Place]) -> str:
    """The one world region all of them lie in, or the world."""
    regions = {place.region for place in located}
    return regions.pop() if len(regions) == 1 else WORLD


def _sheaf(
    rows: QuerySet[Any, Any] | Sequence[PracticeLine], number: str | int, *, size: int, show: Callable[[list[Any]], tuple[C, ...]]
) -> Sheaf[C]:
    """The page called for, or the nearest there is."""
    page = Paginator(rows, size).get_page(number)
    return Sheaf(show(list(page.object_list)), page.paginator.count, page.number, page.paginator.num_pages)


def _practice_card(row: Any, children: _Children, actors: Mapping[str, bool]) -> PracticeCard | None:
    title = children.words(row.pk, "title")
    if title is None:
        return None
    return PracticeCard(
        code=row.code,
        title=title,
        summary=children.words(row.pk, "summary"),
        where=children.where(row.pk),
        region=children.region(row.pk),
        started=row.started,
        ended=row.ended,
        actors=tuple(actors.items()),
        languages=tuple(sorted(line.language for line in children.texts[row.pk])),
        picture=children.picture(row.pk),
    )


def _member_row(row: Any, children: _Children, membership: tuple[str | None, int | None]) -> MemberRow | None:
    name = children.words(row.pk, "title")
    category, since = membership
    if name is None:
        return None
    return MemberRow(
        code=row.code,
        name=name,
        acronym=row.acronym if row.acronym != name.text else "",
        summary=children.words(row.pk, "summary"),
        where=children.where(row.pk),
        region=children.region(row.pk),
        places=tuple(place.code for place in children.located.get(row.pk, ())),
        kind=children.around.vocabulary.label(row.kind_id),
        category=children.around.vocabulary.label(category) if category else "",
        since=since,
        picture=children.picture(row.pk),
    )


def _resource_row(row: Any, children: _Children, languages: Iterable[str]) -> ResourceRow | None:
    title = children.words(row.pk, "title")
    if title is None:
        return None
    return ResourceRow(
        code=row.code,
        title=title,
        summary=children.words(row.pk, "summary"),
        kind=children.around.vocabulary.label(row.kind_id),
        year=row.year,
        where=children.where(row.pk),
        region=children.region(row.pk),
        languages=tuple(languages),
    )


def _located(ids: Mapping[str, list[UUID]], places: Places) -> dict[UUID, list[Place]]:
    links = {
        Practice.kind_code: (Practice.territories.through, "practice_id"),
        Organisation.kind_code: (Organisation.territories.through, "organisation_id"),
        Resource.kind_code: (Resource.territories.through, "resource_id"),
    }
    queries = (
        model.objects.filter(**{f"{owner}__in": ids[kind]}).order_by().values_list(owner, "territory_id")
        for kind, (model, owner) in links.items()
        if ids[kind]
    )
    found: dict[UUID, list[Place]] = defaultdict(list)
    for record, territory in union(queries):
        found[record] += places.known([territory])
    return found


def _actors(practices: list[UUID]) -> dict[UUID, dict[str, bool]]:
    """Of each practice, its kinds of actor, each with whether one of that kind began it."""
    if not practices:
        return {}
    found: dict[UUID, dict[str, bool]] = defaultdict(dict)
    rows = PracticeOrganisation.objects.filter(practice_id__in=practices).values_list("practice_id", "actor_kind", "role_id")
    for practice, kind, role in rows:
        found[practice][kind] = found[practice].get(kind, False) or role == INITIATOR
    return found


def _memberships(members: list[UUID]) -> dict[UUID, tuple[str | None, int | None]]:
    if not members:
        return {}
    rows = Membership.objects.filter(organisation_id__in=members, until__isnull=True).values_list("organisation_id", "category_id", "since")
    return {organisation: (category, since) for organisation, category, since in rows}


def _file_languages(resources: list[UUID]) -> dict[UUID, dict[str, None]]:
    """Of each resource, the languages of its files, each once, in order."""
    if not resources:
        return {}
    found: dict[UUID, dict[str, None]] = defaultdict(dict)
    for resource, language in ResourceFile.objects.filter(resource_id__in=resources).values_list("resource_id", "language"):
        found[resource][language] = None
    return found
