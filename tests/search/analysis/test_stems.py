from concurrent.futures import ThreadPoolExecutor

import pytest

from cities.search.analysis.stems import bare_words, is_stopword, stems, without_elision


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["cooperative", "cooperatives"]),
        ("en", ["city", "cities"]),
        ("en", ["garden", "gardens", "gardening"]),
        ("en", ["woman", "women"]),
        ("fr", ["coopérative", "coopératives", "cooperative"]),
        ("fr", ["économie", "économies", "economie"]),
        ("fr", ["habitant", "habitants"]),
        ("fr", ["travail", "travaux"]),
        ("es", ["cuidado", "cuidados", "cuidadas"]),
        ("es", ["economía", "economia"]),
        ("es", ["ciudad", "ciudades"]),
        ("es", ["entidad", "entidades"]),
        ("es", ["mujer", "mujeres"]),
        ("es", ["joven", "jóvenes", "jovenes"]),
        ("pt", ["habitação", "habitacao", "habitações", "habitacoes"]),
        ("pt", ["jovem", "jovens"]),
        ("pt", ["cooperativa", "cooperativas"]),
        ("ca", ["cooperativa", "cooperatives"]),
        ("ca", ["habitatge", "habitatges"]),
    ],
)
def test_forms_of_a_word_share_a_stem_with_and_without_accents(language, words):
    first, *others = [set(stems(word, language)) for word in words]

    assert all(first & other for other in others)


@pytest.mark.parametrize(("word", "language"), [("commune", "fr"), ("transport", "en"), ("ciudad", "es")])
def test_words_that_mean_something_else_do_not_share_a_stem(word, language):
    others = {"commune": "communauté", "transport": "transition", "ciudad": "ciudadela"}

    assert not set(stems(word, language)) & set(stems(others[word], language))


@pytest.mark.parametrize(
    ("word", "language", "found"), [("Wakulima", "sw", "wakulima"), ("covid19", "en", "covid19"), ("été", "xx", "ete")]
)
def test_word_no_stemmer_knows_is_folded(word, language, found):
    assert stems(word, language) == (found,)


@pytest.mark.parametrize(
    ("word", "language", "bare"),
    [
        ("l'économie", "fr", "économie"),
        ("qu'une", "fr", "une"),
        ("lorsqu'elle", "fr", "elle"),
        ("aujourd'hui", "fr", "aujourdhui"),
        ("d'aujourd'hui", "fr", "aujourdhui"),
        ("d'habitatge", "ca", "habitatge"),
        ("l'hospitalet", "ca", "hospitalet"),
        ("city's", "en", "city"),
        ("cities'", "en", "cities"),
        ("o'neill", "en", "oneill"),
        ("rock'n'roll", "en", "rocknroll"),
        ("ng'ombe", "sw", "ngombe"),
        ("ville", "fr", "ville"),
        ("l'", "fr", "l"),
    ],
)
def test_elision_goes_where_the_language_has_it(word, language, bare):
    assert without_elision(word, language) == bare


def test_word_is_bared_as_other_languages_would_too():
    assert bare_words("d'habitatge", "es") == ("dhabitatge", "habitatge")
    assert bare_words("city's", "fr") == ("citys", "city")
    assert bare_words("l'économie", "fr") == ("économie",)
    assert bare_words("ville", "fr") == ("ville",)


def test_stop_words_are_those_of_the_language_or_of_any():
    assert [is_stopword("Avec", language) for language in ("fr", "en", "")] == [True, False, True]
    assert is_stopword("même", "fr")


def test_stems_are_the_same_however_many_ask_at_once():
    words = [
        f"{stem}{end}"
        for stem in ("cooperativ", "habitatg", "comunit", "solidari", "empres")
        for end in ("es", "a", "at", "ament", "ances")
    ]
    alone = [stems.__wrapped__(word, "ca") for word in words]

    with ThreadPoolExecutor(max_workers=8) as readers:
        told = list(readers.map(lambda _: [stems.__wrapped__(word, "ca") for word in words], range(40)))

    assert told == [alone] * 40
