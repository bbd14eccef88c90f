"""A small network: Dakar and Montréal, a practice each, a resource, the words they are described by."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.utils import translation

from cities.commons.members.models import Website
from cities.commons.practices.models import PracticeFigure, PracticeOrganisation, PracticeSource
from cities.commons.resources.models import ResourceFile
from cities.commons.vocabulary.models import Concept
from cities.core.actions import publish_record
from tests.factories import ConceptFactory, OrganisationFactory, PracticeFactory, ResourceFactory, SourceFactory, TerritoryFactory


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Requests of other tests leave their language behind in the thread."""
    with translation.override("en"):
        yield


@pytest.fixture
def places(db):
    world = TerritoryFactory(code="world", kind="world", latitude=None, longitude=None, names={"en": "World"})
    africa = region(world, "africa-middle-east", "Africa and the Middle East")
    america = region(world, "north-america", "North America")
    senegal = country(africa, "sn", "Senegal", (15.2, -14.9))
    canada = country(america, "ca", "Canada", (58.1, -112.6))
    return SimpleNamespace(
        world=world,
        africa=africa,
        america=america,
        senegal=senegal,
        canada=canada,
        dakar=city(senegal, "sn-dakar", "Dakar", (14.7, -17.4)),
        montreal=city(canada, "ca-montreal", "Montréal", (45.5, -73.6)),
    )


@pytest.fixture
def concepts(db):
    finance = ConceptFactory(code="finance", scheme__code="themes", labels={"en": "Finance", "fr": "Finance"})
    microcredit = ConceptFactory(code="microcredit", scheme__code="themes", labels={"en": "Microcredit", "fr": "Microcrédit"})
    Concept.objects.filter(pk=microcredit.pk).update(broader=finance)
    microcredit.texts.filter(language="en").update(alternatives="small loans\nmicroloans", definition="Loans too small for banks.")
    return SimpleNamespace(
        finance=finance,
        microcredit=microcredit,
        commerce=ConceptFactory(code="commerce", scheme__code="sectors", labels={"en": "Commerce"}),
        procurement=ConceptFactory(code="access-to-markets", scheme__code="policy-areas", labels={"en": "Access to markets"}),
        initiator=ConceptFactory(code="initiator", scheme__code="roles", labels={"en": "initiator"}),
        partner=ConceptFactory(code="partner", scheme__code="roles", labels={"en": "partner"}),
        jobs=ConceptFactory(code="jobs", scheme__code="measures", labels={"en": "jobs"}),
    )


@pytest.fixture
def network(places, concepts):
    dakar = OrganisationFactory(
        code="dakar",
        published=True,
        since=2019,
        texts={"fr": {"name": "Ville de Dakar", "description": "Une **ville**."}, "en": {"name": "City of Dakar"}},
        territories=[places.dakar],
        concepts=[concepts.microcredit],
        websites=[Website(url="https://www.example.org/dakar/")],
    )
    montreal = OrganisationFactory(code="montreal", published=True, since=2014, acronym="VdM", territories=[places.montreal])
    practice = fodem(dakar, places, concepts)
    other = PracticeFactory(code="depot", published=True, status="ended", started=1998, ended=2004, territories=[places.montreal])
    practice.related.add(other)
    practice.save()
    resource = ResourceFactory(
        code="guide",
        published=True,
        year=2021,
        publishers=[dakar],
        practices=[practice],
        territories=[places.dakar],
        concepts=[concepts.microcredit],
        files=[ResourceFile(language="fr", title="Le guide", url="https://example.org/guide.pdf", pages=12), ResourceFile(language="en")],
    )
    return SimpleNamespace(dakar=dakar, montreal=montreal, practice=practice, other=other, resource=resource)


def fodem(dakar, places, concepts):
    yearbook, report = (
        SourceFactory(code="yearbook", title="Yearbook"),
        SourceFactory(code="report", title="Report", url="https://example.org/report"),
    )
    return PracticeFactory(
        code="fodem",
        published=True,
        started=2010,
        contact=dakar,
        texts={
            "fr": {"title": "Crédit municipal", "summary": "La Ville prête.", "problem": "Les banques.", "co_construction": "À l’écoute."},
            "en": {"title": "Municipal credit", "summary": "The City lends.", "state": "machine"},
        },
        territories=[places.dakar],
        concepts=[concepts.microcredit, concepts.commerce],
        participations=[
            PracticeOrganisation(name="A bank", actor_kind="private", role=concepts.partner),
            PracticeOrganisation(organisation=dakar, actor_kind="public", role=concepts.initiator),
            PracticeOrganisation(organisation=dakar, actor_kind="public", role=concepts.partner),
        ],
        figures=[
            PracticeFigure(
                measure=concepts.jobs, value=463, qualifier="about", unit="units", scope=places.dakar, source=yearbook, locator="line 7"
            ),
            PracticeFigure(measure=concepts.jobs, value=477, unit="units", scope=places.dakar, source=report),
            PracticeFigure(measure=concepts.jobs, value=9, unit="units", source=report),
        ],
        sources=[PracticeSource(source=yearbook, locator="lines 1-9")],
    )


def region(world, code, name):
    return TerritoryFactory(code=code, kind="world-region", parent=world, latitude=None, longitude=None, names={"en": name})


def country(parent, code, name, spot):
    return TerritoryFactory(
        code=code, kind="country", parent=parent, country_code=code.upper(), latitude=spot[0], longitude=spot[1], names={"en": name}
    )


def city(parent, code, name, spot):
    return TerritoryFactory(
        code=code, parent=parent, country_code=parent.country_code, latitude=spot[0], longitude=spot[1], names={"en": name}
    )


def show(record, picture, **described):
    """Give a public record a picture; `described` says what it shows, by language."""
    record.image = picture
    for text in record.texts.all():
        text.image_alt = described.get(text.language, "")
        text.save()
    return publish_record(record, by=None)
