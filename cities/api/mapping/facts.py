"""Facts: figures with their sources, participations, memberships, files, pictures."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from wagtail.images.shortcuts import get_rendition_or_not_found

from cities.api.mapping.addresses import whole_address
from cities.api.mapping.references import concept_reference, known_record, territory_reference
from cities.api.queries.pages import Names
from cities.api.schemas.facts import Figure, File, Image, Membership, MembershipYear, Participation, Source
from cities.api.schemas.words import Label
from cities.commons.members.models import Membership as MembershipRow
from cities.commons.practices.models import PracticeOrganisation
from cities.commons.resources.models import ResourceFile
from cities.commons.vocabulary.models import MeasuredFigure
from cities.core.models import Picture
from cities.provenance.comparing import group_figures
from cities.provenance.models import Reference
from cities.provenance.models import Source as SourceRow

# Large enough for a page or a slide.
PICTURE_SIZE = "max-1600x1600"


def source(reference: Reference) -> Source:
    return cited(reference.source, reference.locator)


def cited(row: SourceRow, locator: str) -> Source:
    return Source(
        title=row.title, publisher=row.publisher, year=row.year, url=row.url or None, language=row.language or None, locator=locator
    )


def figures(rows: Iterable[MeasuredFigure], names: Names) -> list[Figure]:
    """Figures on one subject side by side."""
    return [_figure(row, names, disagrees=group.disagrees) for group in group_figures(rows) for row in group.figures]


def participations(rows: Iterable[PracticeOrganisation], names: Names) -> list[Participation]:
    """Who took part. An organisation whose record is not public is left out: its name is not ours to publish."""
    return [part for row in rows if (part := _participation(row, names))]


def membership(row: MembershipRow | None, names: Names) -> Membership | None:
    if row is None:
        return None
    return Membership(
        category=concept_reference(names.concepts[row.category_id]),
        since=row.since,
        until=row.until,
        years=[MembershipYear.model_validate({"year": year.year, "status": year.status}) for year in row.years.all()],
    )


def file(row: ResourceFile) -> File:
    address = whole_address(row.document.url) if row.document else row.url or None
    return File(language=row.language, title=row.title, url=address, pages=row.pages)


def image(picture: Picture | None, text: Any) -> Image | None:
    """The picture, with the words of `text` for what it shows. Its original, which may tell where it was taken, stays with the staff."""
    if picture is None:
        return None
    shown = get_rendition_or_not_found(picture, PICTURE_SIZE)
    alt = Label(label=text.image_alt, language=text.language, state=text.state) if text and text.image_alt else None
    return Image(url=whole_address(shown.url), width=shown.width, height=shown.height, credit=picture.credit, alt=alt)


def _figure(row: MeasuredFigure, names: Names, *, disagrees: bool) -> Figure:
    scope = names.territories.get(row.scope_id) if row.scope_id else None
    return Figure.model_validate(
        {
            "measure": concept_reference(names.concepts[row.measure_id]),
            "value": None if row.value is None else _number(row.plain_value),
            "absence": row.absence or None,
            "qualifier": row.qualifier,
            "unit": row.unit,
            "year": row.year,
            "scope": territory_reference(scope) if scope else None,
            "disagrees": disagrees,
            "source": source(row),
        }
    )


def _participation(row: PracticeOrganisation, names: Names) -> Participation | None:
    organisation = known_record(row.organisation_id, names)
    if organisation is None and row.organisation_id:
        return None
    return Participation.model_validate(
        {
            "organisation": organisation,
            "name": organisation.label if organisation else row.name,
            "role": concept_reference(names.concepts[row.role_id]),
            "actor_kind": row.actor_kind,
        }
    )


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral() else float(value)
