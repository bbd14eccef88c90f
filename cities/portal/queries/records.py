"""The pages of an organisation and of a resource."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Subquery

from cities.commons.members.models import Membership, Organisation
from cities.commons.members.queries import confirmations_of
from cities.commons.places.queries import Place
from cities.commons.practices.models import Practice, PracticeOrganisation
from cities.commons.resources.models import Resource, ResourceFile, ResourceText
from cities.commons.vocabulary.queries import ConceptNode
from cities.portal.queries.alike import Alike, alike, near_to, records_of
from cities.portal.queries.browse import surroundings
from cities.portal.queries.dossiers import ShownGroup, ShownSource, concepts_by_scheme, number_sources, picture_words, show_figures
from cities.portal.queries.glances import Glance, glances, of_kind
from cities.portal.queries.lists import region_of, where
from cities.portal.queries.maps import MapPlate, locator
from cities.portal.queries.pictures import ShownPicture, shown_picture
from cities.portal.queries.space.needs import ShownCall, shown_calls
from cities.portal.queries.space.people import ShownPerson, roles_of, shown_people
from cities.portal.queries.transfers.shown import TransferCard, transfers_of
from cities.portal.reading import Wording, wording
from cities.transfer.needs.queries import KINDS, public_calls


@dataclass(frozen=True)
class MemberPage:
    organisation: Organisation
    words: Wording
    picture: ShownPicture | None
    kind: str
    membership: Membership | None
    category: str
    websites: tuple[str, ...]
    located: tuple[Place, ...]
    where: str
    region: str
    region_name: str
    map: MapPlate | None
    concepts: Mapping[str, tuple[ConceptNode, ...]]
    figures: tuple[ShownGroup, ...]
    sources: tuple[ShownSource, ...]
    practices: tuple[Glance, ...]
    resources: tuple[Glance, ...]
    transfers: tuple[TransferCard, ...]
    alike: tuple[Alike, ...]
    people: tuple[ShownPerson, ...]
    calls: tuple[ShownCall, ...]
    confirmed_at: datetime | None
    changed_at: datetime | None


@dataclass(frozen=True)
class ResourcePage:
    resource: Resource
    words: Wording
    kind: str
    files: tuple[ResourceFile, ...]
    located: tuple[Place, ...]
    where: str
    region: str
    concepts: Mapping[str, tuple[ConceptNode, ...]]
    publishers: tuple[Glance, ...]
    practices: tuple[Glance, ...]
    alike: tuple[Alike, ...]
    changed_at: datetime | None


def member_page(organisation: Organisation, *, language: str) -> MemberPage:
    """An organisation loaded with `members.queries.for_pages`, or a draft: five more queries; those for people, needs, transfers."""
    around = surroundings(language)
    located = around.places.known(territory.pk for territory in organisation.territories.all())
    sources = number_sources(organisation.figures.all())
    took_part = PracticeOrganisation.objects.filter(organisation=organisation.pk).values("practice")
    published = Resource.publishers.through.objects.filter(organisation=organisation.pk).values("resource")
    near = near_to(organisation.pk, Organisation.kind_code)
    wanted = [Practice.objects.filter(pk__in=took_part), Resource.objects.filter(pk__in=published)]
    found = glances(wanted, near=records_of(near), language=language)
    membership = organisation.membership
    region = region_of(located)
    picture, besides = shown_picture(organisation.image), _besides(organisation)
    return MemberPage(
        organisation=organisation,
        words=wording(organisation.texts.all(), ("name", "summary", "description", *picture_words(picture)), language=language),
        picture=picture,
        kind=around.vocabulary.label(organisation.kind_id),
        membership=membership,
        category=around.vocabulary.label(membership.category_id) if membership else "",
        websites=tuple(website.url for website in organisation.websites.all()),
        located=tuple(located),
        where=where(located, around.places),
        region=region,
        region_name=around.places.by_code[region].name if region in around.places.by_code else "",
        map=locator(located, places=around.places),
        concepts=concepts_by_scheme((concept.key for concept in organisation.concepts.all()), around),
        figures=show_figures(organisation.figures.all(), sources, around),
        sources=sources,
        practices=of_kind(found, Practice.kind_code),
        resources=of_kind(found, Resource.kind_code),
        transfers=transfers_of(organisation, around=around),
        alike=alike(near, found, around),
        people=shown_people(organisation) if besides.has_people else (),
        calls=shown_calls(public_calls(organisation), around=around) if besides.has_calls else (),
        confirmed_at=besides.confirmed_at,
        changed_at=organisation.last_published_at or organisation.updated_at,
    )


@dataclass(frozen=True)
class Besides:
    """What else there may be to say of an organisation: whether to ask for it, in one query for all of it."""

    has_people: bool = False
    has_calls: bool = False
    confirmed_at: datetime | None = None


def _besides(organisation: Organisation) -> Besides:
    called = [model.objects.public().filter(organisation=OuterRef("pk")) for model in KINDS.values()]
    asked = Organisation.objects.filter(pk=organisation.pk).annotate(
        has_people=Exists(roles_of(OuterRef("pk"))),
        has_calls=Exists(called[0]) | Exists(called[1]),
        confirmed_at=Subquery(confirmations_of(OuterRef("pk")).values("confirmed_at")[:1]),
    )
    found = asked.values("has_people", "has_calls", "confirmed_at").first()
    return Besides(**found) if found else Besides()


def resource_page(resource: Resource, *, language: str) -> ResourcePage:
    """A resource loaded with `resources.queries.for_pages`, or a draft in memory: seven more queries."""
    around = surroundings(language)
    located = around.places.known(territory.pk for territory in resource.territories.all())
    near = near_to(resource.pk, Resource.kind_code)
    found = glances(
        [
            Organisation.objects.filter(pk__in=[organisation.pk for organisation in resource.publishers.all()]),
            Practice.objects.filter(pk__in=[practice.pk for practice in resource.practices.all()]),
        ],
        near=records_of(near),
        language=language,
    )
    return ResourcePage(
        resource=resource,
        words=wording(resource.texts.all(), ResourceText.words, language=language),
        kind=around.vocabulary.label(resource.kind_id),
        files=tuple(resource.files.all()),
        located=tuple(located),
        where=where(located, around.places),
        region=region_of(located),
        concepts=concepts_by_scheme((concept.key for concept in resource.concepts.all()), around),
        publishers=of_kind(found, Organisation.kind_code),
        practices=of_kind(found, Practice.kind_code),
        alike=alike(near, found, around),
        changed_at=resource.last_published_at or resource.updated_at,
    )
