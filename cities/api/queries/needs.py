"""Needs anyone may read, as the API gives them."""

from dataclasses import dataclass

from cities.api.queries.names import concept_names, record_names, territory_names
from cities.api.queries.pages import Names
from cities.api.schemas.parameters import ListParameters
from cities.commons.members.models import Organisation
from cities.transfer.needs.queries import CallLine, public_needs


@dataclass(frozen=True)
class NeedPage:
    total: int
    needs: tuple[CallLine, ...]
    language: str
    names: Names


def need_page(parameters: ListParameters, *, language: str) -> NeedPage:
    """Seven queries at most, however many needs there are."""
    total, needs = public_needs(limit=parameters.limit, offset=parameters.offset)
    members = Organisation.objects.public().filter(pk__in=[need.organisation for need in needs]).values("pk")
    names = Names(
        concept_names([key for need in needs for key in need.concepts], language),
        territory_names([territory for need in needs for territory in need.territories], language),
        record_names({Organisation: members}, language),
    )
    return NeedPage(total, needs, language, names)
