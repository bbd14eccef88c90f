import pytest

from cities.commons.members.models import Organisation
from cities.commons.practices.models import PracticeOrganisation
from cities.commons.practices.passages import content, indexed_practices
from cities.commons.practices.receivers import renew_names
from cities.core.actions import withdraw_record
from cities.search.queries import Search, rank
from tests.factories import ConceptFactory, OrganisationFactory, PracticeFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


def test_text_holds_every_field_told_and_the_names_of_its_language():
    theme = ConceptFactory(code="commons", labels={"en": "Commons", "fr": "Communs"})
    dakar = TerritoryFactory(code="sn-dakar", names={"en": "Dakar"})
    practice = PracticeFactory(
        texts={"fr": {"title": "Titre", "summary": "Bref.", "obstacles": "La pluie."}}, concepts=[theme], territories=[dakar]
    )

    (text,) = content(practice).texts

    assert (text.language, text.title, text.summary, text.state) == ("fr", "Titre", "Bref.", "original")
    assert (dict(text.fields), tuple(text.also)) == ({"obstacles": "La pluie."}, ("Communs", "Dakar"))


def test_practice_tells_what_it_can_be_narrowed_by():
    food = ConceptFactory(code="food", scheme__code="themes")
    farming = ConceptFactory(code="farming", scheme__code="themes", broader=food)
    practice = PracticeFactory(concepts=[farming], territories=[TerritoryFactory(code="sn")], status="running", started=2012)

    told = content(practice)

    assert (told.original, told.year) == ("en", 2012)
    assert told.facets == {
        "concept": ("themes:farming",),
        "concept_in": ("themes:farming", "themes:food"),
        "place": ("sn",),
        "actor": (),
        "status": ("running",),
    }


def test_fuller_practice_is_worth_more():
    bare, full = PracticeFactory(), PracticeFactory(texts={"en": {"problem": "Rain.", "action": "Roofs.", "results": "Dry."}}, started=2012)

    assert 0 <= content(bare).worth < content(full).worth <= 1


def test_only_public_practices_may_be_found():
    shown = PracticeFactory(published=True)
    PracticeFactory()

    assert list(indexed_practices()) == [shown]


@pytest.mark.parametrize("count", [1, 3])
def test_practices_are_read_in_seven_queries_however_many(count, django_assert_num_queries):
    for _ in range(count):
        PracticeFactory(published=True)

    with django_assert_num_queries(7):
        assert len([content(practice) for practice in indexed_practices()]) == count


def part(**told):
    return PracticeOrganisation(role=ConceptFactory(scheme__code="roles"), actor_kind="public", **told)


def test_practice_has_the_names_of_those_who_did_it():
    network = OrganisationFactory(texts={"en": {"name": "Solidarity Network"}}, acronym="SOLNET", published=True)
    draft = OrganisationFactory(texts={"en": {"name": "Quillmark"}})
    practice = PracticeFactory(
        participations=[part(organisation=network), part(organisation=draft), part(name="Friends of the Market")], contact=network
    )

    (text,) = content(practice).texts

    assert tuple(text.also) == ("Solidarity Network", "SOLNET", "Friends of the Market")


def found_by(words):
    return [one.line.pk for one in rank(Search(words, reader="en")).ranked if one.line.kind == "practice"]


def test_practice_is_found_by_the_new_name_of_an_organisation_and_by_none_that_is_gone():
    network = OrganisationFactory(texts={"en": {"name": "Zurbaran Network"}}, published=True)
    practice = PracticeFactory(participations=[part(organisation=network)], published=True)
    assert found_by("zurbaran") == [practice.pk]

    text = network.texts.get()
    text.name = "Velazquez Network"
    text.save()
    network.refresh_from_db()
    network.save_revision().publish()
    renamed = found_by("velazquez")
    withdraw_record(network, by=None, reason="Closed.")

    assert (renamed, found_by("zurbaran"), found_by("velazquez")) == ([practice.pk], [], [])


@pytest.mark.parametrize("count", [1, 6])
def test_a_new_name_costs_the_same_however_many_practices_say_it(count, django_assert_max_num_queries):
    network = OrganisationFactory(texts={"en": {"name": "Zurbaran Network"}}, published=True)
    practices = [PracticeFactory(participations=[part(organisation=network)], contact=network, published=True) for _number in range(count)]
    network.texts.update(name="Velazquez Network")

    with django_assert_max_num_queries(34):
        renew_names(Organisation, instance=network)

    assert set(found_by("velazquez")) == {practice.pk for practice in practices}
