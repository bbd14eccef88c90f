import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.search.analysis import ANALYSED, tokens
from cities.search.analysis.tokens import LONGEST, plain_words, spoken_words, word_tokens

LANGUAGES = (*ANALYSED, "pt-BR", "sw", "ar", "hi", "und", "")
# Where analysers have their corners: apostrophes, hyphens, dots, runs of Hangul, kana and han, signs that stand on letters.
CORNERS = st.text(alphabet="aAbesl'’‑-._ \n\"()*:0́1éßİσς협동조を市場コーहिसार्تّ\0☕️", max_size=40)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Cities and their co-operatives", "en", ["citi", "cooper", "co", "oper"]),
        ("Les coopératives d’habitants", "fr", ["cooper", "habit"]),
        ("Las cooperativas de cuidados", "es", ["cooper", "cuid"]),
        ("As cooperativas de crédito", "pt", ["cooper", "credit"]),
        ("Les cooperatives d'habitatge", "ca", ["cooper", "hab"]),
        ("협동조합을 만들다", "ko", ["협동", "동조", "조합", "합을", "만들", "들다"]),
        ("東京のコーヒー", "ja", ["東京", "のコ", "コー", "ーヒ", "ヒー"]),
        ("合作社", "zh", ["合作", "作社"]),
    ],
)
def test_tokens_are_what_the_language_makes_of_its_words(text, language, found):
    assert tokens(text, language) == found


def test_language_with_a_region_is_analysed_as_its_base():
    assert tokens("As cooperativas", "pt-BR") == tokens("As cooperativas", "pt") == ["cooper"]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("ushirika wa wakulima", "sw", ["ushirika", "wa", "wakulima"]),
        ("الاقتصاد التضامني", "ar", ["الاقتصاد", "التضامني"]),
        # Points over and under letters are not written by most people.
        ("تَعَاوُنِيَّة", "ar", ["تعاونية"]),
        # Vowel signs are part of the word.
        ("सहकारी समिति", "hi", ["सहकारी", "समिति"]),
        ("İstanbul", "tr", ["istanbul"]),
        ("Straße", "de", ["strasse"]),
        ("Genossenschaften and", "", ["genossenschaften"]),
    ],
)
def test_words_of_a_language_without_analyser_are_folded_and_stay_whole(text, language, found):
    assert tokens(text, language) == found


@pytest.mark.parametrize("text", ["E.S.S.", "E.S.S", "ess", "ESS", "l’E.S.S."])
def test_dotted_acronym_is_the_acronym(text):
    assert tokens(text, "fr") == ["ess"]


def test_a_dot_between_words_is_no_acronym():
    assert list(spoken_words("S.C.O.P. Fin. Suite, v2.0")) == ["scop", "fin", "suite", "v2", "0"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2030", ["2030"]),
        ("1,000", ["1", "000"]),
        ("12.5 %", ["12", "5"]),
        ("SDG 11", ["sdg", "11"]),
        ("COVID-19", ["covid19", "covid", "19"]),
    ],
)
def test_numbers_are_words(text, found):
    assert tokens(text, "en") == found


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("micro-gardening", "en", ["microgarden", "micro", "garden"]),
        ("micro‑jardins", "fr", ["microjardin", "micro", "jardin"]),
        ("Saint-Étienne", "fr", ["saintetien", "saint", "etien"]),
        ("사회-연대", "ko", ["사회", "회연", "연대"]),
        ("a--b c-", "en", ["b", "c"]),
        ("bora-bora", "sw", ["borabora", "bora"]),
    ],
)
def test_compound_is_found_whole_and_by_its_parts(text, language, found):
    assert tokens(text, language) == found


def test_letters_glued_to_hangul_are_a_word_of_their_own():
    assert tokens("SSE조례 2호", "ko") == ["sse", "조례", "2", "호"]


def test_long_word_is_cut():
    assert tokens("ñ" * 10_000, "es") == ["n" * LONGEST]


def test_letters_and_their_compatible_forms_are_one():
    assert (tokens("ﬁn", "und"), tokens("ｶﾀｶﾅ", "ja"), tokens("e\u0301conomie", "fr")) == (
        ["fin"],
        ["カタ", "タカ", "カナ"],
        tokens("économie", "fr"),
    )


def test_plain_words_keep_every_word_as_it_is_written():
    assert plain_words("L’économie des co-opératives: SSE조례") == ["l", "economie", "des", "co", "operatives", "sse", "조례"]


@given(text=st.one_of(st.text(max_size=60), CORNERS), language=st.sampled_from(LANGUAGES))
def test_tokens_are_safe_to_hand_to_an_engine(text, language):
    for token in (*tokens(text, language), *plain_words(text)):
        assert token
        assert not set(token) & set(" \t\r\n\0\"'’()*:")
        assert len(token) <= LONGEST
        assert token == token.casefold()


@given(text=CORNERS, language=st.sampled_from(LANGUAGES))
def test_tokens_of_a_text_are_those_of_its_words_in_order(text, language):
    assert tokens(text, language) == [token for word in spoken_words(text) for token in word_tokens(word, language)]
