import pytest

from cities.search.actions import rebuild_index
from cities.search.queries import Suggestion, stock, subjects, suggestions
from tests.factories import ConceptFactory, OrganisationFactory, PracticeFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


def labels(start, *, reader="en", **wanted):
    return [suggestion.label for suggestion in suggestions(start, reader=reader, **wanted)]


@pytest.mark.parametrize("start", ["mi", "micro", "Micro-jar", "sur les to", "TOITS"])
def test_beginning_of_a_name_suggests_the_record(network, start):
    (suggestion,) = suggestions(start, reader="fr")

    assert suggestion == Suggestion("Micro-jardins sur les toits", "fr", "practice", record_id=network.gardens)


def test_record_is_suggested_in_the_readers_language_whatever_was_typed(network):
    assert labels("stallh") == []
    assert labels("market tr", reader="ko") == ["전통시장 상인 협동조합"]
    assert labels("전통시", reader="en") == ["Cooperative of market traders"]


def test_subjects_with_records_come_first_with_their_key(network):
    assert suggestions("da", reader="en")[0] == Suggestion("Dakar", "en", "place", key="sn-dakar")
    assert labels("foo") == ["Food"]
    assert suggestions("먹거", reader="en") == [Suggestion("Food", "en", "concept", key="themes:food")]


def test_later_words_of_a_label_begin_it_too(network):
    assert labels("farm") == ["Urban farming"]
    assert labels("urbai", reader="fr") == ["Agriculture urbaine"]


def test_accents_and_case_do_not_matter(network):
    assert labels("SENE", reader="fr") == ["Sénégal"]
    assert labels("réseau", reader="fr") == labels("reseau", reader="fr") == ["Réseau de finance solidaire"]


def test_acronym_is_a_name(network):
    assert labels("fins", reader="fr") == ["Réseau de finance solidaire"]


def test_subject_nobody_has_is_not_suggested():
    ConceptFactory(code="water", scheme__code="themes", labels={"en": "Water"})

    assert labels("wat") == []


def test_subject_more_records_have_comes_first():
    rare, frequent = (ConceptFactory(code=code, scheme__code="themes", labels={"en": f"Care {code}"}) for code in ("at home", "work"))
    for concepts in ([rare, frequent], [frequent]):
        PracticeFactory(concepts=concepts, published=True)

    assert labels("care") == ["Care work", "Care at home"]


def test_own_language_comes_before_others():
    french = ConceptFactory(code="a", scheme__code="themes", labels={"en": "Bread", "fr": "Pain"})
    english = ConceptFactory(code="b", scheme__code="themes", labels={"en": "Pain", "fr": "Douleur"})
    for concepts in ([french], [french, english]):
        PracticeFactory(concepts=concepts, published=True)

    assert (labels("pain", reader="fr"), labels("pain", reader="en")) == (["Pain", "Douleur"], ["Pain", "Bread"])


def test_no_more_than_wanted_and_half_of_them_subjects():
    for number in range(6):
        concept = ConceptFactory(code=f"c{number}", scheme__code="themes", labels={"en": f"Garden topic {number}"})
        PracticeFactory(texts={"en": {"title": f"Garden {number}"}}, concepts=[concept], published=True)

    kinds = [suggestion.kind for suggestion in suggestions("gard", reader="en", limit=4)]

    assert kinds == ["concept", "concept", "practice", "practice"]


@pytest.mark.parametrize("start", ["", " ", "a", "*", '"', "\0", "☕", "NEAR(", "x" * 10_000, "''"])
def test_too_short_or_strange_a_beginning_suggests_nothing(network, start):
    assert suggestions(start, reader="en") == []


def test_topics_and_places_take_no_place_of_records():
    for number in range(8):
        ConceptFactory(code=f"bee-{number}", scheme__code="themes", labels={"en": f"Bee {number}"})
    practice = PracticeFactory(published=True, texts={"en": {"title": "Bees on the roof of the old town hall"}})
    rebuild_index()

    assert [one.record_id for one in suggestions("bee", reader="en") if one.record_id] == [practice.pk]


def test_draft_is_not_suggested():
    PracticeFactory(texts={"en": {"title": "Secret plan"}})

    assert labels("secr") == []


@pytest.mark.parametrize("count", [1, 3])
def test_suggestions_cost_three_queries_however_many(count, django_assert_num_queries):
    for number in range(count):
        place = TerritoryFactory(code=f"place-{number}", names={"en": f"Commons town {number}"})
        OrganisationFactory(texts={"en": {"name": f"Commons {number}"}}, territories=[place], published=True)
    stock(), subjects()

    with django_assert_num_queries(3):
        found = suggestions("comm", reader="en")

    assert len(found) == 2 * count


def test_subject_is_suggested_by_what_records_were_given_and_what_is_narrower():
    food = ConceptFactory(code="food", labels={"en": "Food"})
    rebuild_index()
    PracticeFactory(texts={"en": {"title": "Food for all"}}, published=True)
    presumed = labels("food")
    PracticeFactory(concepts=[ConceptFactory(code="farming", broader=food)], published=True)

    assert (presumed, labels("food")) == (["Food for all"], ["Food", "Food for all"])
