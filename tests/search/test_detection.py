import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.search import detection
from cities.search.detection import LATIN, SCRIPTS, detect_language


@pytest.mark.parametrize("reader", ["en", "fr", "es"])
@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("how can a city support community land trusts", "en"),
        ("municipal support for social enterprises run by women", "en"),
        ("comment une ville peut soutenir les coopératives d'habitants", "fr"),
        ("des jardins partagés dans les quartiers populaires", "fr"),
        ("cómo apoyar a las cooperativas de cuidados desde el municipio", "es"),
        ("huertos urbanos para la soberanía alimentaria de los barrios", "es"),
        ("como apoiar as cooperativas de catadores nas cidades", "pt"),
        ("com donar suport a les cooperatives d'habitatge amb ajuts", "ca"),
        ("협동조합 지원 조례", "ko"),
        ("協同組合を支援する", "ja"),
        ("住房合作社", "zh"),
    ],
)
def test_sentence_tells_its_language_whoever_reads(query, language, reader):
    assert detect_language(query, reader=reader) == language


@pytest.mark.parametrize(("query", "reader", "language"), [("comerç just", "en", "ca"), ("habitação", "en", "pt"), ("niñez", "en", "es")])
def test_letter_a_language_does_not_have_speaks_against_it(query, reader, language):
    assert detect_language(query, reader=reader) == language


@pytest.mark.parametrize("reader", ["en", "fr", "es", "ko"])
@pytest.mark.parametrize("query", ["", "   ", "ESS", "GSEF", "2030", "!!!", "E.S.S.", "RENAPESS", "L'ESS", "\0"])
def test_what_has_no_language_is_in_the_readers(query, reader):
    assert detect_language(query, reader=reader) == reader


@pytest.mark.parametrize("reader", ["en", "fr", "es"])
@pytest.mark.parametrize("query", ["social", "festival", "Dakar", "local"])
def test_word_of_many_languages_is_in_the_readers(query, reader):
    assert detect_language(query, reader=reader) == reader


def test_word_of_a_sister_language_is_in_the_readers():
    assert detect_language("les jardins de Dakar", reader="fr") == "fr"
    assert detect_language("economia social", reader="es") == "es"
    assert detect_language("economia social", reader="ca") == "ca"


def test_query_in_capitals_is_read_like_any_other():
    assert detect_language("LES JARDINS PARTAGÉS DE LA VILLE", reader="en") == "fr"


def test_korean_query_with_an_acronym_is_korean():
    assert detect_language("SSE 조례", reader="fr") == "ko"


def test_query_with_one_foreign_name_keeps_its_language():
    assert detect_language("how does the 전주 market support its social enterprises", reader="en") == "en"


def test_reader_of_another_language_is_told_by_the_words():
    assert detect_language("les jardins de la ville", reader="ko") == "fr"


@given(query=st.text(max_size=80), reader=st.sampled_from(["en", "fr", "es"]))
def test_any_query_has_a_language_with_an_analyser(query, reader):
    assert detect_language(query, reader=reader) in {*LATIN, *(language for language, *_ in SCRIPTS)}


def test_model_in_a_file_that_processes_share_ranks_as_the_library_does(settings, tmp_path):
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    settings.DATA_DIR = tmp_path
    library = LanguageIdentifier.from_model_file(MODEL_FILE)
    library.set_languages(list(LATIN))
    make = detection._model.__wrapped__

    first, again = make(), make()

    words = "des jardins partagés dans les quartiers populaires"
    assert first.rank(words) == again.rank(words) == library.rank(words)
    assert [sorted(file.name for file in path.iterdir()) for path in (tmp_path / "index").iterdir()] == [["steps.uint32", "tables.npz"]]
