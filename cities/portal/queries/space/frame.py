"""What every page of an organisation's space shows around itself."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cities.commons.members.models import Delegate, Organisation, Part
from cities.portal.reading import Words, words_of

# Address and label of the pages of a space, in order.
PAGES = (
    ("my_organisation", _("To do")),
    ("my_profile", _("Profile")),
    ("my_practices", _("Practices")),
    ("my_transfers", _("Transfers")),
    ("my_comparisons", _("Comparisons")),
    ("my_needs", _("Needs and offers")),
    ("my_matches", _("Matches")),
    ("my_advice", _("Advice")),
    ("my_conversations", _("Letters")),
    ("my_people", _("People")),
    ("access", _("Access")),
)


@dataclass(frozen=True)
class SpaceLink:
    name: str
    label: Any
    url: str

    @property
    def table(self) -> str:
        """How the addresses of tables begin at which several organisations sit: `/my/transfers/`."""
        return f"/my/{self.url.rstrip('/').rpartition('/')[2]}/"


@dataclass(frozen=True)
class Space:
    """`is_only` when the person acts for no other organisation; `represents` when they may also invite others."""

    organisation: Organisation
    name: Words | str
    represents: bool
    is_only: bool
    pages: tuple[SpaceLink, ...]

    @property
    def url(self) -> str:
        return self.pages[0].url


def spaces(user: Any, *, language: str) -> list[Space]:
    """The organisations somebody acts for, by name: two queries."""
    delegations = Delegate.objects.acting().filter(user=user, organisation__withdrawn_at__isnull=True).select_related("organisation")
    found = list(delegations.prefetch_related("organisation__texts"))
    listed = [_space(delegate, language, is_only=len(found) == 1) for delegate in found]
    return sorted(listed, key=lambda space: str(space.name).casefold())


def space_of(user: Any, code: str, *, language: str) -> Space | None:
    """The space of one organisation, if somebody acts for it; None for any other, whether it exists or not. Two queries."""
    return next((space for space in spaces(user, language=language) if space.organisation.code == code), None)


def _space(delegate: Delegate, language: str, *, is_only: bool) -> Space:
    organisation = delegate.organisation
    return Space(
        organisation=organisation,
        name=words_of(organisation.texts.all(), "name", language=language) or organisation.code,
        represents=delegate.part == Part.REPRESENTATIVE,
        is_only=is_only,
        pages=tuple(SpaceLink(name, label, reverse(f"portal:{name}", args=[organisation.code])) for name, label in PAGES),
    )
