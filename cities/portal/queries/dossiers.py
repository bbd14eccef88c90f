"""The page of a practice: everything known about it, in the order it is read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from cities.commons.members.models import Organisation
from cities.commons.places.queries import Place
from cities.commons.practices.completeness import STANDARD, practice_facts
from cities.commons.practices.models import Practice, PracticeText
from cities.commons.resources.models import Resource
from cities.commons.vocabulary.models import MeasuredFigure
from cities.commons.vocabulary.queries import ConceptNode
from cities.portal.diagrams import KINDS, Node, YearLine, rose, year_line
from cities.portal.queries.alike import Alike, alike, near_to, records_of
from cities.portal.queries.browse import surroundings
from cities.portal.queries.glances import Glance, glances, of_kind
from cities.portal.queries.lists import INITIATOR, Surroundings, region_of, where
from cities.portal.queries.maps import MapPlate, locator
from cities.portal.queries.pictures import ShownPicture, shown_picture
from cities.portal.queries.transfers.lineage import ShownLineage, travels_of
from cities.portal.reading import Wording, Words, wording, words_of
from cities.provenance.comparing import group_figures
from cities.provenance.models import Reference, Source
from cities.search.queries import EntryLine
from cities.transfer.comparisons.models import Kind
from cities.transfer.comparisons.queries import titles_with
from cities.translation.completeness import completeness, missing_label

# The order in which a dossier is read, after title and summary.
SECTIONS = ("problem", "action", "co_construction", "results", "success_factors", "obstacles", "transferability")
MOST_RELATED = 6
# What matters most comes first; a longer list would not be read.
MOST_MISSING = 4


@dataclass(frozen=True)
class Section:
    """One part of the text: the field's own label, its words, and whether the words change language here."""

    field: str
    heading: str
    words: Words


@dataclass(frozen=True)
class Participant:
    """Someone who took part, with every role they had."""

    number: int
    name: Words | str
    url: str
    kind: str
    roles: tuple[str, ...]
    is_first: bool


@dataclass(frozen=True)
class Side:
    """All of one kind of actor."""

    kind: str
    participants: tuple[Participant, ...]


@dataclass(frozen=True)
class ShownSource:
    """A numbered source and the places in it that the record points to."""

    number: int
    source: Source
    locators: tuple[str, ...]


@dataclass(frozen=True)
class ShownFigure:
    figure: MeasuredFigure
    source: int


@dataclass(frozen=True)
class ShownGroup:
    """What is known about one subject; several figures only when sources disagree."""

    label: str
    where: str
    figures: tuple[ShownFigure, ...]
    disagrees: bool


@dataclass(frozen=True)
class Dossier:
    practice: Practice
    words: Wording
    picture: ShownPicture | None
    sections: tuple[Section, ...]
    located: tuple[Place, ...]
    where: str
    region: str
    map: MapPlate | None
    concepts: Mapping[str, tuple[ConceptNode, ...]]
    sides: tuple[Side, ...]
    rose: tuple[Node, ...]
    line: YearLine | None
    figures: tuple[ShownGroup, ...]
    sources: tuple[ShownSource, ...]
    percent: int
    missing: tuple[str, ...]
    related: tuple[Glance, ...]
    alike: tuple[Alike, ...]
    resources: tuple[Glance, ...]
    contact: Glance | None
    travels: ShownLineage | None
    # Public comparisons it stands in: code and title.
    compared: tuple[tuple[str, Words], ...]
    changed_at: datetime | None

    @property
    def actors(self) -> tuple[tuple[str, bool], ...]:
        """Each kind of actor once, with whether one of that kind began it."""
        return tuple((side.kind, any(part.is_first for part in side.participants)) for side in self.sides)


def dossier(practice: Practice, *, language: str) -> Dossier:
    """The page of a practice loaded with `practices.queries.for_pages`, or of a draft: eight more queries, and those of its lineage."""
    around = surroundings(language)
    texts = list(practice.texts.all())
    picture = shown_picture(practice.image)
    words = wording(texts, (*PracticeText.words[:2], *SECTIONS, *picture_words(picture)), language=language)
    located = around.places.known(territory.pk for territory in practice.territories.all())
    near = near_to(practice.pk, Practice.kind_code)
    found = _surrounding_records(practice, near, language)
    travels = travels_of(practice, around=around) if practice.is_public else None
    sources = number_sources([*practice.figures.all(), *practice.sources.all()])
    sides = _sides(practice, found, around)
    whole = completeness(practice_facts(practice), STANDARD, languages=[code for code, _name in settings.LANGUAGES])
    return Dossier(
        practice=practice,
        words=words,
        picture=picture,
        sections=_sections(words),
        located=tuple(located),
        where=where(located, around.places),
        region=region_of(located),
        map=locator(located, places=around.places),
        concepts=concepts_by_scheme((concept.key for concept in practice.concepts.all()), around),
        sides=sides,
        rose=rose([(side.kind, part.is_first) for side in sides for part in side.participants]),
        line=year_line(practice.started, practice.ended, this_year=timezone.now().year, taken_up=_taken_up(travels)),
        figures=show_figures(practice.figures.all(), sources, around),
        sources=sources,
        percent=whole.percent,
        missing=tuple(missing_label(code, STANDARD, in_language=language) for code in whole.missing[:MOST_MISSING]),
        related=of_kind(found, Practice.kind_code)[:MOST_RELATED],
        alike=alike(near, found, around),
        resources=of_kind(found, Resource.kind_code),
        contact=found.get(practice.contact_id) if practice.contact_id else None,
        travels=travels,
        compared=comparisons_with(Kind.PRACTICE, practice.pk, language=language),
        changed_at=practice.last_published_at or practice.updated_at,
    )


def _taken_up(travels: ShownLineage | None) -> list[tuple[int, str]]:
    """Where else it is in use, and since when, for the line of its life."""
    shown = travels.in_use if travels else ()
    return [(station.card.line.in_use_since, station.card.end) for station in shown if station.card.line.in_use_since]


def comparisons_with(kind: str, record: UUID, *, language: str) -> tuple[tuple[str, Words], ...]:
    """Public comparisons a record stands in, the newest first."""
    found = ((code, words_of(texts, "title", language=language)) for code, texts in titles_with(kind, record))
    return tuple((code, title) for code, title in found if title is not None)


def picture_words(picture: ShownPicture | None) -> tuple[str, ...]:
    """What a picture shows is part of a page only with the picture."""
    return ("image_alt",) if picture else ()


def concepts_by_scheme(keys: Iterable[str], around: Surroundings) -> dict[str, tuple[ConceptNode, ...]]:
    """The concepts of a record, by scheme, in the order of the scheme."""
    found: dict[str, tuple[ConceptNode, ...]] = {}
    for node in (around.vocabulary.nodes[key] for key in keys if key in around.vocabulary.nodes):
        found[node.scheme] = (*found.get(node.scheme, ()), node)
    return found


def number_sources(references: Iterable[Reference]) -> tuple[ShownSource, ...]:
    """Each source once, numbered in the order they are first needed, with every place in it that is pointed to."""
    locators: dict[int, list[str]] = {}
    sources: dict[int, Source] = {}
    for reference in references:
        sources[reference.source_id] = reference.source
        places = locators.setdefault(reference.source_id, [])
        if reference.locator and reference.locator not in places:
            places.append(reference.locator)
    return tuple(ShownSource(i, sources[key], tuple(locators[key])) for i, key in enumerate(sources, start=1))


def show_figures(figures: Iterable[MeasuredFigure], sources: Iterable[ShownSource], around: Surroundings) -> tuple[ShownGroup, ...]:
    """Figures on the same subject side by side when sources disagree. Several numbers of one source are parts, each on its own."""
    numbers = {shown.source.pk: shown.number for shown in sources}
    return tuple(
        ShownGroup(
            label=around.vocabulary.label(shown[0].measure_id),
            where=_scope(shown[0], around),
            figures=tuple(ShownFigure(figure, numbers[figure.source_id]) for figure in shown),
            disagrees=group.disagrees,
        )
        for group in group_figures(figures)
        for shown in _parts(group.figures)
    )


def _parts(figures: tuple[MeasuredFigure, ...]) -> list[tuple[MeasuredFigure, ...]]:
    one_source = len({figure.source_id for figure in figures}) == 1
    return [(figure,) for figure in figures] if one_source else [figures]


def _scope(figure: MeasuredFigure, around: Surroundings) -> str:
    place = around.places.by_id.get(figure.scope_id) if figure.scope_id else None
    return place.name if place else ""


def _surrounding_records(practice: Practice, near: list[EntryLine], language: str) -> dict[UUID, Glance]:
    organisations = [part.organisation_id for part in practice.participations.all() if part.organisation_id]
    return glances(
        [
            Organisation.objects.filter(pk__in=[*organisations, *([practice.contact_id] if practice.contact_id else [])]),
            Practice.objects.filter(pk__in=Practice.related.through.objects.filter(from_practice=practice.pk).values("to_practice")),
            Resource.objects.filter(pk__in=Resource.practices.through.objects.filter(practice=practice.pk).values("resource")),
        ],
        near=records_of(near),
        language=language,
    )


def _sections(words: Wording) -> tuple[Section, ...]:
    labels = {field: str(PracticeText._meta.get_field(field).verbose_name) for field in SECTIONS}  # type: ignore[union-attr]  # words are plain fields
    return tuple(Section(field, labels[field], shown) for field in SECTIONS if (shown := words.get(field)))


def _sides(practice: Practice, found: Mapping[UUID, Glance], around: Surroundings) -> tuple[Side, ...]:
    """Participants by kind of actor, those who began it first; whoever had several roles stands once."""
    merged: dict[tuple[str, object], list[str]] = {}
    for part in practice.participations.all():
        merged.setdefault((part.actor_kind, part.organisation_id or part.name), []).append(part.role_id)
    ordered = sorted(merged.items(), key=lambda item: (KINDS.index(item[0][0]), INITIATOR not in item[1]))
    participants = []
    for number, ((kind, who), roles) in enumerate(ordered, start=1):
        glance = found.get(who) if isinstance(who, UUID) else None
        participants.append(
            Participant(
                number=number,
                name=glance.title if glance else _plain_name(who),
                url=glance.url if glance else "",
                kind=kind,
                roles=tuple(around.vocabulary.label(role) for role in dict.fromkeys(roles)),
                is_first=INITIATOR in roles,
            )
        )
    return tuple(
        Side(kind, tuple(part for part in participants if part.kind == kind)) for kind in KINDS if any(p.kind == kind for p in participants)
    )


def _plain_name(who: object) -> str:
    """The name as the source gives it. An organisation that is not public is not named."""
    return who if isinstance(who, str) else _("an organisation that is not public")
