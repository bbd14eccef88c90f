"""A small network that speaks four languages."""

from types import SimpleNamespace

import pytest

from cities.search.actions import encode_waiting, rebuild_index
from cities.search.queries import Search, rank
from tests.factories import ConceptFactory, OrganisationFactory, PracticeFactory, ResourceFactory, TerritoryFactory


def found(query, *, reader="en", **asked):
    """Ids of what a reader finds, best first."""
    return [one.line.pk for one in rank(Search(query, reader=reader, **asked)).ranked]


def _territories():
    senegal = TerritoryFactory(code="sn", kind="country", names={"en": "Senegal", "fr": "Sénégal", "es": "Senegal", "ko": "세네갈"})
    korea = TerritoryFactory(code="kr", kind="country", names={"en": "Korea", "fr": "Corée", "es": "Corea", "ko": "한국"})
    return (
        TerritoryFactory(code="sn-dakar", parent=senegal, names={"en": "Dakar", "fr": "Dakar", "ko": "다카르"}),
        TerritoryFactory(code="kr-jeonju", parent=korea, names={"en": "Jeonju", "fr": "Jeonju", "ko": "전주"}),
        TerritoryFactory(code="uy-montevideo", names={"en": "Montevideo", "es": "Montevideo"}),
    )


@pytest.fixture
def network(db):
    """Four practices, one of them in each language, an organisation and a resource, all public."""
    food = ConceptFactory(
        code="food", scheme__code="themes", labels={"en": "Food", "fr": "Alimentation", "es": "Alimentación", "ko": "먹거리"}
    )
    farming = ConceptFactory(
        code="urban-farming",
        scheme__code="themes",
        broader=food,
        labels={"en": "Urban farming", "fr": "Agriculture urbaine", "ko": "도시농업"},
    )
    care = ConceptFactory(code="care", scheme__code="themes", labels={"en": "Care", "fr": "Soin", "es": "Cuidados", "ko": "돌봄"})
    dakar, jeonju, montevideo = _territories()
    return SimpleNamespace(
        gardens=PracticeFactory(
            texts={
                "fr": {
                    "title": "Micro-jardins sur les toits",
                    "summary": "Des habitantes cultivent des légumes sur les terrasses de la ville et vendent leurs récoltes.",
                }
            },
            concepts=[farming],
            territories=[dakar],
            started=2012,
            published=True,
        ).pk,
        care=PracticeFactory(
            texts={
                "es": {
                    "title": "Trabajo digno en los hogares",
                    "summary": "Trabajadoras del hogar se asocian para atender a personas mayores en sus casas con salarios justos.",
                }
            },
            concepts=[care],
            territories=[montevideo],
            started=2018,
            published=True,
        ).pk,
        homes=PracticeFactory(
            texts={
                "en": {
                    "title": "Homes that stay affordable",
                    "summary": "A community land trust owns the ground, so that rents of the flats stay low for ever.",
                },
            },
            started=2021,
            published=True,
        ).pk,
        market=PracticeFactory(
            texts={
                "ko": {"title": "전통시장 상인 협동조합", "summary": "시장 상인들이 물건을 함께 사고 배달을 같이 조직한다."},
                "en": {"title": "Cooperative of market traders", "summary": "Stallholders of an old market buy and deliver together."},
            },
            concepts=[food],
            territories=[jeonju],
            started=2015,
            published=True,
        ).pk,
        finance=OrganisationFactory(
            acronym="FINSOL",
            texts={"fr": {"name": "Réseau de finance solidaire", "summary": "Prêts sans garantie pour les petites entreprises."}},
            territories=[dakar],
            published=True,
        ).pk,
        guide=ResourceFactory(
            texts={"en": {"title": "A guide to public purchasing", "summary": "How a city hall buys from social enterprises."}},
            year=2020,
            published=True,
        ).pk,
    )


@pytest.fixture
def meaning(network, encoder):
    """The network with topics and places, and with the meaning of all it says."""
    rebuild_index()
    encode_waiting()
    return network
