from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.search.analysis import ANALYSED, query_terms, tokens
from cities.search.analysis.stems import is_stopword, without_elision
from cities.search.analysis.terms import MOST_TERMS
from cities.search.analysis.tokens import spoken_words

LETTERS = "abcdeéèíñçlsqu'’-‑協同組合협동조합을의コーヒー 0123सहकारी"


def finds(query, text, *, asked_in, written_in):
    """Whether every word of the query has a form that stands in the text as a phrase."""
    held = f" {' '.join(tokens(text, written_in))} "
    terms = query_terms(query, asked_in)
    return bool(terms) and all(any(f" {' '.join(form)} " in held for form in term.forms) for term in terms)


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [
        ("cooperative", "Co-operatives", "en"),
        ("co-operative", "cooperatives", "en"),
        ("micro-gardening", "microgardening", "en"),
        ("microgardening", "micro-gardens", "en"),
        ("gardens", "micro-gardening", "en"),
        ("the city", "The city's plan", "en"),
        ("cooperatives d'habitants", "Une coopérative d’habitants", "fr"),
        ("economie", "L’économie sociale", "fr"),
        ("l'économie", "Économies d’énergie", "fr"),
        ("éco-quartier", "L’éco-quartier", "fr"),
        ("l’éco-quartier", "Des écoquartiers", "fr"),
        ("ESS", "L’E.S.S. à Dakar", "fr"),
        ("e.s.s.", "La loi ESS", "fr"),
        ("SCOP", "Une S.C.O.P.", "fr"),
        ("economia social", "Economía social y solidaria", "es"),
        ("ciudades", "La ciudad que cuida", "es"),
        ("habitacao", "Habitação social", "pt"),
        ("habitatges", "Cooperatives d'habitatge", "ca"),
        ("협동조합", "사회적 협동조합을 위한", "ko"),
        ("협동조합의", "협동조합은", "ko"),
        ("시장", "전주의 시장은", "ko"),
        ("조합", "협동조합", "ko"),
        ("SSE조례", "SSE 조례", "ko"),
        ("사회연대", "사회-연대", "ko"),
        ("사회-연대", "사회연대경제", "ko"),
        ("コーヒー", "コーヒー協同組合", "ja"),
        ("合作社", "住房合作社", "zh"),
        ("ushirika", "Ushirika wa wakulima", "sw"),
        ("تعاونية", "تَعَاوُنِيَّة", "ar"),
        ("सहकारी", "सहकारी समिति", "hi"),
        ("2030", "Agenda 2030", "en"),
        ("Sao Paulo", "Desde São Paulo", "es"),
    ],
)
def test_query_finds_what_its_reader_means(query, text, language):
    assert finds(query, text, asked_in=language, written_in=language)


@pytest.mark.parametrize(
    ("query", "asked_in", "text", "written_in"),
    [
        ("coopérative", "fr", "Cooperatives", "en"),
        ("cooperative", "en", "Des coopératives", "fr"),
        ("cooperativas", "es", "Cooperatives de consum", "ca"),
        ("cooperative", "en", "Cooperativas", "pt"),
        ("d'habitatge", "es", "L'habitatge", "ca"),
        ("l'économie", "en", "L’économie", "fr"),
        ("economía", "es", "Economia", "pt-BR"),
        ("조례", "fr", "SSE조례", "ko"),
    ],
)
def test_query_finds_its_words_in_texts_of_other_languages(query, asked_in, text, written_in):
    assert finds(query, text, asked_in=asked_in, written_in=written_in)


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [("협합", "협동조합", "ko"), ("조동", "협동조합", "ko"), ("car", "care", "en"), ("시", "시장", "ko"), ("市京", "東京市", "ja")],
)
def test_query_does_not_find_what_only_looks_like_it(query, text, language):
    assert not finds(query, text, asked_in=language, written_in=language)


def test_stop_words_are_left_out_unless_there_is_nothing_else():
    assert [term.word for term in query_terms("the housing of the city", "en")] == ["housing", "city"]
    assert [term.word for term in query_terms("to be or not to be", "en")] == ["to", "be", "or", "not"]
    assert [term.word for term in query_terms("qu'il l'est", "fr")] == ["qu'il", "l'est"]


def test_without_a_language_stop_words_of_all_are_left_out():
    assert [term.word for term in query_terms("les jardins of the ciudad", "")] == ["jardins", "ciudad"]


def test_stem_of_the_querys_own_language_comes_first():
    assert query_terms("habitatge", "ca")[0].forms[0] == ("hab",)
    assert query_terms("habitatge", "en")[0].forms[0] == ("habitatg",)


def test_words_are_asked_for_once_and_not_without_end():
    assert [term.word for term in query_terms("Water WATER water", "en")] == ["water"]
    assert len(query_terms(" ".join(f"word{number}" for number in range(5_000)), "en")) == MOST_TERMS


@pytest.mark.parametrize("text", ["", "   ", '"', "-", "---", "'", "l'", "\0", "☕️", "…", "\u0301"])
def test_query_without_words_asks_for_nothing_that_could_break(text):
    assert [form for term in query_terms(text, "fr") for form in term.forms] in ([], [("l",)])


def test_long_query_is_read_quickly():
    began = process_time()
    query_terms("l'économie-sociale 협동조합을 " * 5_000, "fr")

    assert process_time() - began < 0.3


@given(text=st.text(alphabet=LETTERS, max_size=40), language=st.sampled_from((*ANALYSED, "pt-BR", "sw", "hi")))
def test_each_word_of_a_text_finds_the_text(text, language):
    # Words that are all small words are left out of texts.
    for word in spoken_words(text):
        if tokens(word, language) and not is_stopword(without_elision(word, language), language):
            assert finds(word, text, asked_in=language, written_in=language), word


@given(text=st.text(max_size=60), language=st.sampled_from((*ANALYSED, "sw", "")))
def test_forms_are_phrases_of_whole_tokens(text, language):
    for term in query_terms(text, language):
        assert term.forms
        assert all(form and all(form) and not any(set(token) & set(" \0\"'") for token in form) for form in term.forms)
