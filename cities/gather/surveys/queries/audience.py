"""Who is asked: members by filter, and how they are reached."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from cities.accounts.letters import SURVEYS
from cities.commons.members.models import Delegate, Organisation, Part, PrivateContact
from cities.commons.members.queries import MemberFilter, narrowed
from cities.commons.places.queries import WORLD, Places, places
from cities.commons.vocabulary.queries import vocabularies
from cities.translation.languages import best_language


@dataclass(frozen=True)
class Audience:
    """A filter of members as it is kept with a campaign: codes of world regions, kinds and categories; ids of organisations."""

    regions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    # Nobody but those added by hand.
    only_added: bool = False

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Audience":
        lists = ("regions", "kinds", "categories", "added", "left_out")
        return cls(**{name: tuple(data.get(name, ())) for name in lists}, only_added=bool(data.get("only_added", False)))

    def as_data(self) -> dict[str, Any]:
        lists = ("regions", "kinds", "categories", "added", "left_out")
        return {**{name: list(getattr(self, name)) for name in lists}, "only_added": self.only_added}


def asked_organisations(audience: Audience) -> QuerySet[Organisation]:
    """Public members under the filter, with those added and without those left out."""
    added = Q(pk__in=audience.added)
    if audience.only_added:
        return Organisation.objects.public().filter(added).exclude(pk__in=audience.left_out)
    filters = MemberFilter(territory=audience.regions, kind=audience.kinds, category=audience.categories)
    members = narrowed(filters, places=places("en"), vocabulary=vocabularies("en")).records().order_by().values("pk")
    return Organisation.objects.public().filter(Q(pk__in=members) | added).exclude(pk__in=audience.left_out)


@dataclass(frozen=True)
class Reached:
    """How one organisation is asked. `address` is empty when nobody knows one."""

    organisation: Organisation
    region: str
    kind: str
    category: str
    address: str
    language: str


@dataclass(frozen=True)
class AudienceCount:
    asked: int
    without_address: int
    by_region: Mapping[str, int] = field(default_factory=dict)


def reached(organisations: QuerySet[Organisation], *, languages: Sequence[str]) -> list[Reached]:
    """Where letters to these organisations go and in which of `languages`: seven queries, however many.

    People who act for an organisation come first, its representative before others; then an address that came with a document.
    """
    rows = list(organisations.prefetch_related("territories", "texts", "memberships"))
    known = places("en")
    people = _people(rows)
    contacts = dict(reversed(PrivateContact.objects.filter(organisation__in=rows).order_by("pk").values_list("organisation_id", "address")))
    found = []
    for organisation in rows:
        membership, person = organisation.membership, people.get(organisation.pk)
        spoken = (person.user.language if person else "") or _language_of(organisation)
        found.append(
            Reached(
                organisation=organisation,
                region=_region(organisation, known),
                kind=organisation.kind_id,
                category=membership.category_id if membership else "",
                address=person.user.email if person else contacts.get(organisation.pk, ""),
                language=best_language(languages, spoken) or languages[0],
            )
        )
    return found


def audience_count(audience: Audience) -> AudienceCount:
    """How many a filter asks: shown while it is being chosen."""
    everybody = reached(asked_organisations(audience), languages=("en",))
    by_region: dict[str, int] = {}
    for each in everybody:
        by_region[each.region] = by_region.get(each.region, 0) + 1
    return AudienceCount(len(everybody), sum(1 for each in everybody if not each.address), by_region)


def _people(organisations: Iterable[Organisation]) -> dict[UUID, Delegate]:
    """Whom to write to, for each organisation that has people; who wants no such letters is passed over."""
    acting = Delegate.objects.acting().filter(organisation__in=organisations).select_related("user")
    found: dict[UUID, Delegate] = {}
    for delegate in sorted(acting, key=lambda each: (each.part != Part.REPRESENTATIVE, each.began_at, each.pk)):
        if SURVEYS not in delegate.user.muted:
            found.setdefault(delegate.organisation_id, delegate)
    return found


def _language_of(organisation: Organisation) -> str:
    original = organisation.original_text
    return original.language if original else ""


def _region(organisation: Organisation, known: Places) -> str:
    """Its world region; `world` for what acts in several or in none we know."""
    found = {place.region for place in known.known(territory.pk for territory in organisation.territories.all())}
    return found.pop() if len(found) == 1 else WORLD
