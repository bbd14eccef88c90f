"""A small world: two countries in two regions, two themes, one broader than the other."""

from types import SimpleNamespace

import pytest

from cities.commons.places.models import Territory
from cities.commons.practices.models import PracticeFigure, PracticeOrganisation, PracticeSource
from tests.factories import ConceptFactory, OrganisationFactory, PracticeFactory, SourceFactory, TerritoryFactory


@pytest.fixture
def world(db):
    globe = TerritoryFactory(code="world", kind=Territory.Kind.WORLD, latitude=None, longitude=None)
    africa = TerritoryFactory(code="africa", kind=Territory.Kind.WORLD_REGION, parent=globe, latitude=None, longitude=None)
    europe = TerritoryFactory(code="europe", kind=Territory.Kind.WORLD_REGION, parent=globe, latitude=None, longitude=None)
    senegal = TerritoryFactory(
        code="sn", kind=Territory.Kind.COUNTRY, parent=africa, country_code="SN", names={"en": "Senegal", "fr": "Sénégal"}
    )
    dakar = TerritoryFactory(code="sn-dakar", parent=senegal, country_code="SN", latitude=14.7, longitude=-17.4)
    spain = TerritoryFactory(
        code="es", kind=Territory.Kind.COUNTRY, parent=europe, country_code="ES", names={"en": "Spain", "fr": "Espagne"}
    )
    bilbao = TerritoryFactory(code="es-bilbao", parent=spain, country_code="ES", latitude=43.26, longitude=-2.93)
    finance = ConceptFactory(code="finance", labels={"en": "Finance", "fr": "Finance solidaire"})
    microcredit = ConceptFactory(code="microcredit", broader=finance, labels={"en": "Microcredit", "fr": "Microcrédit"})
    return SimpleNamespace(
        africa=africa, europe=europe, senegal=senegal, dakar=dakar, spain=spain, bilbao=bilbao, finance=finance, microcredit=microcredit
    )


@pytest.fixture
def dossier(world):
    """A practice with everything a practice can have."""
    town = OrganisationFactory(code="town", since=2018, published=True, texts={"fr": {"name": "Ville de Dakar"}})
    source = SourceFactory(code="report", title="Report", publisher="Forum", url="https://example.org/report", language="fr")
    measure = ConceptFactory(scheme__code="measures", code="loans", labels={"en": "Loans"})
    role = ConceptFactory(scheme__code="roles", code="initiator", labels={"en": "Began it"})
    return PracticeFactory(
        code="credit",
        published=True,
        status="running",
        started=2014,
        contact=town,
        territories=[world.dakar],
        concepts=[world.microcredit],
        participations=[
            PracticeOrganisation(organisation=town, role=role, actor_kind="public"),
            PracticeOrganisation(name="Union of market women", role=role, actor_kind="civil-society"),
        ],
        figures=[
            PracticeFigure(measure=measure, value="1200", unit="units", year=2020, source=source, locator="p. 4"),
            PracticeFigure(measure=measure, value="1250.5", qualifier="about", unit="units", year=2020, source=source, scope=world.senegal),
            PracticeFigure(measure=measure, value=None, absence="no-answer", unit="units", year=2020, source=SourceFactory(title="Letter")),
        ],
        sources=[PracticeSource(source=source, locator="pp. 3–5")],
        texts={
            "fr": {"title": "Crédit pour les femmes", "summary": "Des prêts.", "problem": "Sans garantie."},
            "en": {"title": "Credit for women", "summary": "Loans.", "state": "machine"},
        },
    )
