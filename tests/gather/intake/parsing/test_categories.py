import pytest

from cities.gather.intake.parsing import all_profiles, kind_of_organisation
from cities.gather.intake.parsing.categories import category_of, kinds_of_organisation

YEARBOOK = next(profile for profile in all_profiles() if profile.name == "gsef-member-yearbook")


@pytest.mark.parametrize(
    ("name", "category", "code", "actor"),
    [
        ("City of Lyon", "local-government", "local-government", "public"),
        ("Ville de Lyon", "", "local-government", "public"),
        ("Almond Foundation", "organisation", "foundation", "civil-society"),
        ("Université de Lyon", "", "research-body", "research"),
        ("Almond Co-operative", "", "sse-enterprise", "private"),
        ("Réseau des amandes", "", "sse-network", "civil-society"),
        ("Almond", "", "association", "civil-society"),
        ("Almond", "international", "international-body", "civil-society"),
    ],
)
def test_kind_of_organisation(name, category, code, actor):
    kind = kind_of_organisation(name, category)

    assert (kind.code, kind.actor) == (code, actor)


def test_kinds_are_those_of_the_vocabulary():
    assert {kind.actor for kind in kinds_of_organisation()} <= {"public", "civil-society", "private", "research"}


@pytest.mark.parametrize(
    ("name", "region", "text", "code"),
    [
        ("Anyone", "world", "", "international"),
        ("Network of Mayors", "asia", "", "local-government-network"),
        ("Red de actores y municipalidades: acteurs", "asia", "", "sse-network"),
        ("ABC", "asia", "The association represents mayors and councillors.", "local-government-network"),
        ("Almond Union", "asia", "", "sse-network"),
        ("Almond", "asia", "", "organisation"),
    ],
)
def test_category_of_a_member(name, region, text, code):
    assert category_of(YEARBOOK, name=name, region=region, text=text) == code
