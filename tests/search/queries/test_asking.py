import pytest

from cities.search.actions import rebuild_index
from cities.search.queries import stock, subjects
from cities.search.queries.asking import UNKNOWN_PLACE, question

pytestmark = pytest.mark.django_db


def asked(text, *, reader="en", language=""):
    return question(text, reader=reader, language=language, book=subjects(), held=stock())


def test_question_is_words_language_and_what_they_name(network):
    understood = asked("les jardins de Dakar", reader="fr")

    assert understood.language == "fr"
    assert [term.word for term in understood.terms] == ["jardins", "dakar"]
    assert [named.keys for named in understood.named] == [("place:sn-dakar",)]
    assert (understood.words, understood.mended, understood.places) == ("les jardins de Dakar", "", ())


def test_language_the_reader_chose_is_not_guessed(network):
    assert asked("les jardins de Dakar", language="es").language == "es"


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("jardns", "jardins"),
        ("Micro jardns", "Micro jardins"),
        ("affrodable homes", "affordable homes"),
        ("affordble homes rents", "affordable homes rents"),
        ("JARDNS", "jardins"),
    ],
)
def test_misspelt_word_of_a_short_query_is_mended(network, text, mended):
    understood = asked(text)

    assert (understood.mended, understood.words) == (mended, mended)
    assert understood.parsed.words == text


def test_word_typed_with_its_accents_in_a_language_few_records_speak_is_no_mistake(network):
    assert asked("jardíns", language="ca").mended == ""
    assert asked("jardns", language="ca").mended == "jardins"


def test_mended_word_is_asked_for_beside_the_one_typed(network):
    (term,) = asked("jardns", reader="fr").terms

    assert term.word == "jardns"
    assert {("jardn",), ("jardin",)} <= set(term.forms)


@pytest.mark.parametrize("text", ["jardins", "xylophones", "옥상", "what does affrodable mean for elderly tenants of flats", "", "42"])
def test_words_that_are_known_like_no_other_or_in_a_sentence_stay(network, text):
    assert asked(text).mended == ""


def test_mended_query_keeps_what_else_was_typed(network):
    assert asked("jardns in:dakar -bank lang:fr").instead == "jardins in:dakar -bank lang:fr"


def test_very_words_are_not_mended(network):
    assert asked('"jardns"').mended == ""
    assert asked('jardns "affordble"').mended == "jardins affordble"


def test_place_nobody_knows_is_told(network):
    assert (asked("jardins in:barcelonna in:dakar").unknown, asked("jardins in:dakar").unknown) == (("barcelonna",), ())


def test_only_whole_words_are_mended(network):
    assert asked("jardns jardnsish").mended == "jardins jardnsish"


def test_word_of_a_label_is_no_mistake_even_where_no_text_has_it(network):
    understood = asked("urban farming")

    assert understood.mended == ""
    assert [named.keys for named in understood.named] == [("themes:urban-farming",)]


def test_subjects_are_recognised_in_what_was_meant(network):
    assert [named.keys for named in asked("agricultre urbaine", reader="fr").named] == [("themes:urban-farming",)]
    assert [named.keys for named in asked("먹거리", reader="ko").named] == [("themes:food",)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("in:dakar", ("sn-dakar",)),
        ("in:SN-DAKAR", ("sn-dakar",)),
        ("in:전주", ("kr-jeonju",)),
        ('in:"Sénégal"', ("sn",)),
        ("in:dakar in:sn", ("sn-dakar", "sn")),
        ("in:atlantis", (UNKNOWN_PLACE,)),
        ("in:food", (UNKNOWN_PLACE,)),
        ("dakar", ()),
    ],
)
def test_places_are_codes_or_names(network, text, places):
    assert asked(text).places == places


@pytest.mark.parametrize("text", ["jardins", "jardins des habitantes"])
def test_question_of_known_words_costs_one_query(network, django_assert_num_queries, text):
    held, book = stock(), subjects()

    with django_assert_num_queries(1):
        question(text, reader="fr", language="", book=book, held=held)


def test_question_with_a_strange_word_reads_the_vocabulary_once(network, django_assert_num_queries):
    held, book = stock(), subjects()

    with django_assert_num_queries(3):
        question("jardns", reader="fr", language="", book=book, held=held)
    with django_assert_num_queries(2):
        question("habitntes", reader="fr", language="", book=book, held=held)


def test_long_question_is_not_mended(network, django_assert_num_queries):
    held, book = stock(), subjects()

    with django_assert_num_queries(1):
        question("where do gardeners sell strange vegetables together", reader="en", language="", book=book, held=held)


def test_index_of_topics_does_not_change_what_is_asked(network):
    before = asked("food in Dakar")

    rebuild_index()

    assert asked("food in Dakar") == before
