"""Two members in two countries, a practice each, words and concepts; no encoder: words and concepts speak for themselves."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from cities.commons.practices.models import PracticeFigure, PracticeOrganisation
from cities.commons.vocabulary.models import Concept
from tests.factories import (
    ConceptFactory,
    DelegateFactory,
    NeedFactory,
    OrganisationFactory,
    PracticeFactory,
    ResourceFactory,
    SourceFactory,
    TerritoryFactory,
    UserFactory,
)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def world(db):
    """Dakar looks for credit; Port-au-Prince has it, Seoul too."""
    everywhere = TerritoryFactory(code="world", kind="world", latitude=None, longitude=None)
    finance = ConceptFactory(code="finance", scheme__code="themes", labels={"en": "Finance", "fr": "Finance"})
    credit = ConceptFactory(code="microcredit", scheme__code="themes", labels={"en": "Microcredit", "fr": "Microcrédit"})
    Concept.objects.filter(pk=credit.pk).update(broader=finance)
    role, jobs = ConceptFactory(code="initiator", scheme__code="roles"), ConceptFactory(code="jobs", scheme__code="measures")
    members = SimpleNamespace(
        dakar=member("dakar", city(everywhere, "africa", "sn", "sn-dakar"), language="fr"),
        haiti=member("kofip", city(everywhere, "latin-america", "ht", "ht-port-au-prince"), language="fr"),
        seoul=member("seoul", city(everywhere, "asia", "kr", "kr-seoul"), language="ko"),
    )
    awa = UserFactory(email="awa@example.org", first_name="Awa", language="fr")
    DelegateFactory(organisation=members.dakar, user=awa)
    figure = PracticeFigure(measure=jobs, value=1500, unit="units", source=SourceFactory())
    savings = practice("savings", "Solidarity credit unions for market women", members.haiti, "fr", [credit], role, figures=[figure])
    fund = practice("fund", "A city fund that lends small sums to women", members.seoul, "ko", [finance], role)
    own = practice("own", "Small credit for market women in Dakar", members.dakar, "fr", [credit], role)
    other = practice("bees", "Hives in parks", members.seoul, "en", [], role)
    guide = ResourceFactory(
        code="guide", published=True, year=2025, publishers=[members.haiti], concepts=[credit], texts={"fr": {"title": "Crédit : le guide"}}
    )
    need = NeedFactory(organisation=members.dakar, sentence="We look for small credit for market women.", language="en")
    need.concepts.set([credit])
    return SimpleNamespace(
        **vars(members), awa=awa, savings=savings, fund=fund, own=own, bees=other, guide=guide, need=need, credit=credit, finance=finance
    )


def member(code, place, *, language):
    texts = {language: {"name": code.title()}, "en": {"name": code.title()}}
    return OrganisationFactory(code=code, published=True, since=2019, texts=texts, seat=place, territories=[place])


def city(everywhere, region, country, code):
    above = TerritoryFactory(code=region, kind="world-region", parent=everywhere, latitude=None, longitude=None)
    land = TerritoryFactory(code=country, kind="country", parent=above, country_code=country.upper(), iso_code=country.upper())
    return TerritoryFactory(code=code, kind="city", parent=land, country_code=country.upper())


def practice(code, title, contact, language, concepts, role, **parts):
    texts = {language: {"title": title, "results": "It works."}, **({"fr": {"title": title}} if language != "fr" else {})}
    return PracticeFactory(
        code=code,
        published=True,
        started=2015,
        contact=contact,
        texts=texts,
        territories=list(contact.territories.all()),
        concepts=concepts,
        participations=[PracticeOrganisation(organisation=contact, actor_kind="public", role=role)],
        **parts,
    )
