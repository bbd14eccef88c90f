import pytest
from django.db import connection

from cities.commons.practices.models import Practice
from cities.core.actions import withdraw_record
from cities.search.actions import encode_waiting, rebuild_index
from cities.search.engines import chosen_vectors, embedded
from cities.search.queries import Filter, Search, rank, stock, subjects
from cities.search.queries.vectors import MOST_ENCODED, query_vector
from cities.search.ranking import added
from tests.core.answering import nobody
from tests.factories import PracticeFactory, ResourceFactory, TerritoryFactory
from tests.search.queries.conftest import found

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "reader", "first"),
    [
        ("growing vegetables on top of buildings", "en", "gardens"),
        ("cultivar hortalizas en las azoteas", "es", "gardens"),
        ("옥상에서 채소를 기르는 주민", "ko", "gardens"),
        ("looking after elderly people in their homes", "en", "care"),
        ("aider les personnes âgées à domicile", "fr", "care"),
        ("노인 돌봄 노동자의 임금", "ko", "care"),
        ("des loyers qui n’augmentent pas", "fr", "homes"),
        ("viviendas con alquiler barato", "es", "homes"),
        ("commerçants qui livrent ensemble", "fr", "market"),
        ("vendedores de un mercado que compran juntos", "es", "market"),
        ("a loan for my small shop", "en", "finance"),
        ("que la mairie achète aux entreprises sociales", "fr", "guide"),
    ],
)
def test_need_told_in_one_language_finds_what_was_written_in_another(meaning, query, reader, first):
    assert found(query, reader=reader)[0] == getattr(meaning, first)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("FINSOL", "finance"),
        ("finsol", "finance"),
        ("F.I.N.S.O.L.", "finance"),
        ("homes that stay affordable", "homes"),
        ("Micro-Jardins sur les toits", "gardens"),
        ("micro jardins sur les toits", "gardens"),
        ("reseau de finance solidaire", "finance"),
        ("전통시장 상인 협동조합", "market"),
    ],
)
def test_name_or_acronym_typed_comes_first(meaning, query, name):
    first = rank(Search(query, reader="en")).ranked[0]

    assert first.line.pk == getattr(meaning, name)
    assert first.signals.name == 1.0


@pytest.mark.parametrize("query", ["jardin", "JARDINS", "micro-jardin", "microjardins", "legumes", "l’habitante"])
def test_words_find_without_an_encoder(network, query):
    assert found(query, reader="fr") == [network.gardens]


@pytest.mark.parametrize("query", ["food", "Alimentación", "먹거리", "alimentation"])
def test_concept_named_in_any_language_finds_its_records_and_narrower_ones(network, query):
    rebuild_index()

    assert found(query) == [network.market, network.gardens]


def test_place_named_in_any_language_finds_what_lies_in_it(network):
    rebuild_index()

    assert set(found("다카르", reader="ko")) == set(found("Sénégal", reader="fr")) == {network.gardens, network.finance}


def test_encoder_that_is_down_leaves_words_and_concepts(network, settings, _private_index):
    settings.ENCODER_URL = f"{nobody()}/v1/embeddings?model=some"
    ranking = rank(Search("jardin", reader="fr"))

    assert [one.line.pk for one in ranking.ranked] == [network.gardens]
    assert ranking.has_meaning is False


def test_words_are_found_before_any_meaning_is_known(network, encoder):
    assert found("jardin", reader="fr") == [network.gardens]


def test_ranking_says_whether_meaning_spoke(meaning):
    assert rank(Search("vegetables", reader="en")).has_meaning is True


def test_nothing_is_found_for_what_nobody_wrote(network):
    assert found("xylophone") == []


def test_record_in_many_languages_is_found_once(meaning):
    assert found("market traders 시장 상인").count(meaning.market) == 1


def test_draft_is_never_found(network, encoder):
    PracticeFactory(texts={"en": {"title": "Secret plan", "summary": "Zanzibar"}})
    rebuild_index()
    encode_waiting()

    assert found("secret plan zanzibar")[:1] != [Practice.objects.get(live=False).pk]
    assert rank(Search('"secret plan"', reader="en")).total == 0


def test_withdrawn_record_is_found_no_more_from_that_moment(meaning):
    practice = Practice.objects.get(pk=meaning.homes)
    before = found("affordable homes with low rents")

    withdraw_record(practice, reason="Asked for.", by=None)

    assert before[0] == meaning.homes
    assert meaning.homes not in [*found("affordable homes with low rents"), *found("homes that stay affordable")]


def test_phrase_must_stand_as_it_is(meaning):
    assert found('"land trust"') == [meaning.homes]
    assert found('"trust land"') == []
    assert found('"상인 협동조합"') == [meaning.market]
    assert found('"jardins sur les toits"') == [meaning.gardens]


def test_word_with_a_minus_must_not_stand(meaning):
    assert meaning.market in found("market cooperative")
    assert meaning.market not in found("market cooperative -stallholders")
    assert meaning.market in found("market cooperative -☺ -!!!")


def test_lang_narrows_to_texts_in_a_language(meaning):
    assert found("market lang:KO")[:1] == found("market lang:ko")[:1] == [meaning.market]
    assert meaning.market not in found("market lang:fr")
    assert set(found("lang:fr")) == {meaning.gardens, meaning.finance}
    assert found("market lang:xx") == []


def test_lang_takes_languages_with_a_region():
    practice = PracticeFactory(texts={"pt-BR": {"title": "Catadores"}}, published=True)

    assert found("lang:pt") == found("lang:pt-br") == [practice.pk]


@pytest.mark.parametrize("place", ["dakar", "Dakar", "sn", "sn-dakar", "Sénégal", "다카르"])
def test_in_narrows_to_a_place_and_all_in_it(network, place):
    rebuild_index()

    assert found(f"prêts in:{place}", reader="fr") == [network.finance]
    assert set(found(f"in:{place}")) == {network.gardens, network.finance}


def test_in_a_place_nobody_knows_finds_nothing(network):
    assert found("jardin in:atlantis") == []


def test_filters_narrow_each_other_and_values_widen(network):
    practices = Filter("kind", "kind", ("practice",))
    east = Filter("place", "place", ("kr", "sn"))

    assert set(found("", filters=(practices, east))) == {network.gardens, network.market}
    assert found("jardin", reader="fr", filters=(Filter("kind", "kind", ("resource",)),)) == []
    assert found("jardin", reader="fr", filters=(practices, east)) == [network.gardens]


def test_filter_looks_deeper_than_the_first_answers(meaning):
    assert found("vegetables", filters=(Filter("place", "place", ("sn",)),))[0] == meaning.gardens


def test_counts_are_taken_as_if_the_aspect_were_not_chosen(network):
    ranking = rank(Search("", reader="en", filters=(Filter("kind", "kind", ("practice",)), Filter("place", "place", ("sn",)))))

    assert ranking.total == 1
    assert ranking.counts("kind", chosen_as=["kind"]) == {"practice": 1, "member": 1}
    assert ranking.counts("place", chosen_as=["place"]) == {"sn": 1, "sn-dakar": 1, "kr": 1, "kr-jeonju": 1, "uy-montevideo": 1}
    assert ranking.counts("language", chosen_as=[]) == {"fr": 1}


def test_counts_are_those_of_what_was_found(network):
    ranking = rank(Search("jardin", reader="fr"))

    assert ranking.counts("kind", chosen_as=["kind"]) == {"practice": 1}
    assert ranking.counts("concept_in", chosen_as=[]) == {"themes:food": 1, "themes:urban-farming": 1}
    assert ranking.counts("nothing", chosen_as=[]) == {}


def test_topics_and_places_are_found_only_when_asked_for(meaning):
    everything = rank(Search("food", reader="en"))
    topics = rank(Search("food", reader="en", filters=(Filter("kind", "kind", ("concept",)),)))
    places = rank(Search("Dakar", reader="en", filters=(Filter("kind", "kind", ("territory",)),)))

    assert {one.line.kind for one in everything.ranked} <= {"practice", "member", "resource"}
    assert [one.line.concepts for one in topics.ranked][:1] == [("themes:food",)]
    assert [one.line.places for one in places.ranked][:1] == [("sn", "sn-dakar")]


@pytest.mark.parametrize(("sort", "order"), [("newest", ["homes", "care", "gardens"]), ("oldest", ["gardens", "care", "homes"])])
def test_order_by_year(network, sort, order):
    wanted = Filter("language", "language", ("en", "es", "fr"))
    practices = Filter("kind", "kind", ("practice",))
    texts = found("", sort=sort, filters=(practices, wanted))

    assert [pk for pk in texts if pk != network.market] == [getattr(network, name) for name in order]


def test_order_of_what_words_found(meaning):
    newest, oldest = (found("food market homes gardens", sort=sort) for sort in ("newest", "oldest"))
    years = {meaning.gardens: 2012, meaning.market: 2015, meaning.care: 2018, meaning.guide: 2020, meaning.homes: 2021}

    assert [years.get(pk, 0) for pk in newest] == sorted((years.get(pk, 0) for pk in newest), reverse=True)
    assert [years.get(pk, 9999) for pk in oldest] == sorted(years.get(pk, 9999) for pk in oldest)


def test_query_without_words_or_filters_finds_nothing(network):
    assert found("") == found("   ") == found("-jardin") == []


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "*",
        "NEAR(a b, 2)",
        "plain: x",
        "names:x",
        "{names} : x",
        "^x",
        "%",
        "_",
        "\0",
        "'; drop table",
        '"' * 10_000,
        "x " * 5_000,
        "a OR b AND",
        "\ud7a4",
        "☕️",
        "lang:\0",
        "in:%",
    ],
)
def test_hostile_query_finds_nothing_and_harms_nothing(network, query):
    assert found(query) == []
    assert found("jardin", reader="fr") == [network.gardens]


def test_hostile_query_harms_no_encoder(meaning):
    for query in ("\0", "NEAR(" * 200, "협" * 3_000, "\u202e\ufeff"):
        rank(Search(query, reader="en"))

    assert found("jardin", reader="fr")[0] == meaning.gardens


def test_score_is_what_the_signals_add_up_to(meaning):
    for one in rank(Search("food market", reader="en")).ranked:
        assert one.score == pytest.approx(sum(added(one.signals).values()))


def test_best_comes_first_but_for_variety(meaning):
    scores = [one.score for one in rank(Search("cooperative of market traders", reader="en")).ranked]

    assert scores[0] == max(scores)


def test_only_the_beginning_of_a_long_query_is_encoded(encoder):
    query = "gardens on flat roofs " * 30

    assert query_vector(query, "en").tolist() == query_vector(query[:MOST_ENCODED], "en").tolist()


def test_vector_of_nothing_is_none(encoder):
    assert query_vector("  ", "en") is None


def warmed(count):
    dakar = TerritoryFactory(code="sn-dakar", names={"en": "Dakar"})
    for _ in range(count):
        PracticeFactory(texts={"en": {"title": "Commons garden"}}, territories=[dakar], published=True)
        ResourceFactory(texts={"en": {"title": "Garden book"}}, published=True)
    stock(), subjects()


@pytest.mark.parametrize("count", [1, 3])
def test_words_cost_three_queries_however_much_they_find(count, django_assert_num_queries):
    warmed(count)

    with django_assert_num_queries(3):
        ranking = rank(Search("garden", reader="en"))

    assert ranking.total == 2 * count


@pytest.mark.parametrize("count", [1, 3])
def test_meaning_costs_one_query_more_and_filters_one(count, encoder, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(embedded, "LOOKS_AGAIN", 60.0)
    warmed(count)
    encode_waiting()
    rank(Search("garden", reader="en"))
    chosen_vectors(encoder).note([])

    # pgvector is asked for topics and for records; numbers in memory are only asked whether they are all.
    with django_assert_num_queries({"sqlite": 4, "postgresql": 5}[connection.vendor]):
        ranking = rank(Search("garden", reader="en"))
    chosen_vectors(encoder).note([])
    with django_assert_num_queries({"sqlite": 5, "postgresql": 7}[connection.vendor]):
        narrowed = rank(Search("garden", reader="en", filters=(Filter("kind", "kind", ("practice",)),)))

    assert (ranking.total, narrowed.total) == (2 * count, count)


@pytest.mark.parametrize("count", [1, 3])
def test_filters_alone_cost_one_query(count, django_assert_num_queries):
    warmed(count)

    with django_assert_num_queries(1):
        ranking = rank(Search("", reader="en", filters=(Filter("kind", "kind", ("practice",)),)))

    assert ranking.total == count


def test_words_that_are_most_of_a_name_find_it_before_what_is_about_them():
    named = PracticeFactory(texts={"fr": {"title": "Coopérative du Grand Marché"}}, published=True)
    PracticeFactory(texts={"fr": {"title": "Halles", "summary": "Un grand marché. " * 8}}, published=True)

    assert rank(Search("grand marche", reader="fr")).ranked[0].line.pk == named.pk
    assert rank(Search("grand marche", reader="fr")).ranked[0].signals.name > 0.5


def test_sentence_told_is_looked_up_by_its_rarest_words_and_its_meaning(meaning):
    words = "In our city we would like neighbours to grow vegetables on top of buildings, with a co-operative, finance and care."

    ranking = rank(Search(words, reader="en", rarest=3))

    assert (ranking.ranked[0].line.pk, len(ranking.asked.terms), ranking.asked.named) == (meaning.gardens, 3, ())
