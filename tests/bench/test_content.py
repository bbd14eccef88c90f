import pytest

from bench.content import LANGUAGES, SECTIONS, dossier, dossiers, published_at, towns
from bench.ours.network import build_network, identifier
from bench.rows import HEADER, row
from cities.commons.places.models import Territory
from cities.commons.practices.models import Practice, PracticeText
from cities.commons.resources.models import Resource
from cities.search.models import IndexedText


def test_the_same_number_always_gives_the_same_practice():
    again = [dossier(number) for number in range(20)]

    assert list(dossiers(20)) == again
    assert len({told.texts["en"]["title"] for told in again}) == 20


def test_every_practice_has_title_and_summary_in_all_languages_and_its_whole_text_in_its_own():
    for told in dossiers(20):
        assert list(told.texts) == list(LANGUAGES)
        assert list(told.texts[told.original]) == ["title", "summary", *SECTIONS]
        assert all(len(told.texts[language]["summary"]) > 80 for language in LANGUAGES)


def test_no_place_is_left_open_in_a_sentence():
    words = [text for told in dossiers(20) for said in told.texts.values() for text in said.values()]

    assert [text for text in words if "{" in text or "}" in text] == []


def test_towns_lie_on_the_globe_and_have_a_code_each():
    assert len({town.code for town in towns()}) == len(towns()) == 500
    assert all(abs(town.latitude) <= 90 and abs(town.longitude) <= 180 for town in towns())


def test_a_row_of_the_table_has_a_cell_for_every_column():
    told = dossier(3)

    cells = dict(zip(HEADER, row(told), strict=True))

    assert cells["title"] == told.texts[told.original]["title"]
    assert cells["language"] == told.original
    assert cells["city"] == told.towns[0].name


@pytest.mark.django_db
def test_the_network_holds_what_the_content_says():
    build_network(20)

    told = dossier(7)
    practice = Practice.objects.public().get(pk=identifier("practice", 7))
    assert Practice.objects.public().count() == 20
    assert PracticeText.objects.count() == 60
    assert Resource.objects.public().count() == 2
    assert IndexedText.objects.filter(entry__kind="practice").count() == 60
    assert practice.code == told.code
    assert practice.created_at == published_at(7 / 20)
    assert practice.original_text.language == told.original
    assert practice.text_in("fr").stale_fields(practice.original_text) == []
    assert {territory.code for territory in practice.territories.all()} == {town.code for town in told.towns}
    assert {concept.key for concept in practice.concepts.all()} == set(told.concepts)
    assert practice.figures.count() == len(told.figures)
    assert practice.participations.count() == len(told.participants)
    assert Territory.objects.filter(code=towns()[0].code).count() == 1
