import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.search.content import Subject
from cities.search.recognising import MOST_READ, Named, subject_book

BOOK = subject_book(
    [
        Subject(
            "themes/food",
            "concept_in",
            {"en": ("Food and farming", "Food"), "fr": ("Alimentation",), "es": ("Alimentación",), "ko": ("먹거리",)},
        ),
        Subject(
            "themes/urban-farming",
            "concept_in",
            {
                "en": ("Urban farming", "City farming"),
                "fr": ("Agriculture urbaine",),
                "es": ("Agricultura urbana",),
                "ko": ("도시 농업", "도시농사"),
            },
            broader="themes/food",
        ),
        Subject(
            "forms/cooperative",
            "concept_in",
            {"en": ("Cooperative", "Co-op"), "fr": ("Coopérative", "SCOP"), "es": ("Cooperativa",), "ko": ("협동조합",)},
        ),
        Subject(
            "forms/social-cooperative",
            "concept_in",
            {"en": ("Social cooperative",), "fr": ("Coopérative sociale",), "es": ("Cooperativa social",), "ko": ("사회적협동조합",)},
            broader="forms/cooperative",
        ),
        Subject("themes/commons", "concept_in", {"en": ("Commons",), "fr": ("Communs",)}),
        Subject("themes/care", "concept_in", {"en": ("Care",), "fr": ("Soin", "L’aide à domicile"), "es": ("Cuidados",)}),
        Subject("forms/ushirika", "concept_in", {"sw": ("Ushirika",)}),
        Subject("themes/credit", "concept_in", {"pt-BR": ("Moedas sociais",)}),
        Subject("place:fr", "place", {"en": ("France",), "fr": ("France",), "ko": ("프랑스",)}),
        Subject("place:fr-33", "place", {"en": ("Gironde",), "fr": ("La Gironde",)}, broader="place:fr"),
        Subject("place:gd", "place", {"ca": ("Granada",)}),
        Subject("place:kr-jeonju", "place", {"en": ("Jeonju",), "ko": ("전주",)}),
        Subject("a", "concept_in", {"en": ("One two three four five six seven",), "ko": ("집",)}),
    ]
)


def keys(query, language):
    return [named.keys for named in BOOK.named(query, language)]


@pytest.mark.parametrize(
    ("query", "language", "key"),
    [
        ("urban farming", "en", "themes/urban-farming"),
        ("agriculture urbaine", "fr", "themes/urban-farming"),
        ("agricultura urbana", "es", "themes/urban-farming"),
        ("도시농업", "ko", "themes/urban-farming"),
        ("도시 농업을 지원", "ko", "themes/urban-farming"),
        # Labels of other languages, and other labels of the same.
        ("agriculture urbaine", "en", "themes/urban-farming"),
        ("Farming: CITY FARMING!", "en", "themes/urban-farming"),
        ("도시농사", "ko", "themes/urban-farming"),
        ("scop", "fr", "forms/cooperative"),
        # More than one, with and without accents, written another way.
        ("cooperatives", "en", "forms/cooperative"),
        ("co-operatives", "en", "forms/cooperative"),
        ("coop", "en", "forms/cooperative"),
        ("coopératives", "fr", "forms/cooperative"),
        ("cooperativas", "es", "forms/cooperative"),
        ("alimentacion", "es", "themes/food"),
        ("aide à domicile", "fr", "themes/care"),
        ("gironde", "fr", "place:fr-33"),
        # Languages without an analyser, and regions of those that have one.
        ("ushirika wa wakulima", "sw", "forms/ushirika"),
        ("ushirika", "en", "forms/ushirika"),
        ("moedas sociais", "pt", "themes/credit"),
    ],
)
def test_subject_is_named_by_any_of_its_labels(query, language, key):
    assert (key,) in keys(query, language)


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("The gardens are commons, and their food is shared.", "en", ["themes/commons", "themes/food"]),
        # The longest label, once its words are used up.
        ("Une agriculture urbaine coopérative", "fr", ["themes/urban-farming", "forms/cooperative"]),
        ("Social cooperatives in France", "en", ["forms/social-cooperative", "place:fr"]),
        # Labels of other languages are words of this one.
        ("Care of the alimentation", "en", ["themes/care"]),
        ("사회적협동조합의 도시농업", "ko", ["forms/social-cooperative", "themes/urban-farming"]),
        ("Wanachama wa ushirika", "sw", ["forms/ushirika"]),
        ("communities", "en", []),
        # Titles and summaries are not so long.
        ("a " * MOST_READ + "commons", "en", []),
        ("", "en", []),
    ],
)
def test_text_says_what_it_names_in_its_own_language(text, language, said):
    assert list(dict.fromkeys(BOOK.said(text, language))) == said


@pytest.mark.parametrize(
    ("query", "language"),
    [
        # Stems alone would take these for commons and cooperative.
        ("communities", "en"),
        ("cooperation", "en"),
        ("집", "ko"),
        ("", "en"),
        ("!!! \0", "en"),
        ("la gent gran a casa", "ca"),
    ],
)
def test_words_that_only_look_like_a_label_name_nothing(query, language):
    assert keys(query, language) == []


def test_longest_label_comes_first_and_uses_its_words_up():
    assert keys("social cooperatives for care", "en") == [("forms/social-cooperative",), ("themes/care",)]
    assert keys("사회적협동조합", "ko") == [("forms/social-cooperative",)]


def test_small_words_before_and_after_are_not_swallowed():
    assert BOOK.named("of the food and of care", "en") == [Named("food", ("themes/food",)), Named("care", ("themes/care",))]
    assert BOOK.named("food and farming", "en") == [Named("food and farming", ("themes/food",))]


def test_subject_named_twice_is_told_once():
    assert keys("care, care and cuidados", "en") == [("themes/care",)]
    assert keys("food 먹거리", "en") == [("themes/food",)]


def test_subjects_in_two_scripts_are_both_named():
    assert keys("전주 cooperatives", "ko") == [("place:kr-jeonju",), ("forms/cooperative",)]


def test_label_two_subjects_share_names_both():
    book = subject_book([Subject("place:es", "place", {"en": ("Valencia",)}), Subject("place:ve", "place", {"es": ("Valencia",)})])

    assert book.named("valencia", "en") == [Named("valencia", ("place:es",))]
    assert subject_book([*book.subjects.values(), Subject("c", "concept_in", {"en": ("Valencia",)})]).named("valencia", "en") == [
        Named("valencia", ("place:es", "c"))
    ]


def test_long_labels_are_sentences_nobody_types():
    assert keys("one two three four five six seven", "en") == []


def test_book_knows_labels_and_what_is_narrower():
    assert BOOK.labels("place:fr-33") == ("Gironde", "La Gironde")
    assert BOOK.labels("nobody") == ()
    assert dict(BOOK.narrower) == {
        "themes/food": ("themes/urban-farming",),
        "forms/cooperative": ("forms/social-cooperative",),
        "place:fr": ("place:fr-33",),
    }


def test_book_knows_how_much_a_subject_tells():
    book = subject_book([Subject("forms:association", "concept", {"en": ("association",)}, telling=0.5)])

    assert (book.telling("forms:association"), book.telling("unknown")) == (0.5, 1.0)


def test_empty_book_names_nothing():
    assert subject_book([]).named("food", "en") == []


@given(query=st.text(max_size=60), language=st.sampled_from(["en", "fr", "ko", "sw", "", "pt-BR"]))
def test_any_query_can_be_looked_through(query, language):
    assert all(key in BOOK.subjects for named in BOOK.named(query, language) for key in named.keys)
