from types import SimpleNamespace

from cities.portal.reading import Version, wording, words_of
from cities.translation.digests import digest


def text(language, state="human", made_from=None, **words):
    fields = {"title": "", "summary": "", "results": "", **words}
    return SimpleNamespace(language=language, state=state, is_original=state == "original", made_from=made_from or {}, **fields)


KOREAN = text("ko", "original", title="두레", summary="함께")


def test_words_are_those_of_the_readers_language():
    found = words_of([KOREAN, text("fr", title="Entraide")], "title", language="fr")

    assert (found.text, found.language, found.is_foreign, found.is_machine) == ("Entraide", "fr", False, False)


def test_words_of_a_regional_reader_are_not_foreign():
    found = words_of([text("fr", "original", title="Entraide")], "title", language="fr-CA")

    assert (found.text, found.is_foreign) == ("Entraide", False)


def test_words_fall_back_field_by_field():
    texts = [KOREAN, text("en", title="Mutual aid")]

    title, summary = (words_of(texts, field, language="en") for field in ("title", "summary"))

    assert (title.language, title.is_foreign) == ("en", False)
    assert (summary.language, summary.is_foreign, summary.direction) == ("ko", True, "ltr")


def test_words_nobody_has_written_are_none():
    assert words_of([text("en", "original", title="Mutual aid")], "summary", language="en") is None
    assert words_of([], "title", language="en") is None


def test_machine_words_say_so():
    found = words_of([KOREAN, text("es", "machine", title="Ayuda mutua")], "title", language="es")

    assert found.is_machine
    assert str(found) == "Ayuda mutua"


def test_words_are_stale_when_their_original_has_changed():
    behind = text("fr", title="Entraide", made_from={"title": digest("an earlier title")})
    true = text("en", title="Mutual aid", made_from={"title": digest("두레")})

    assert words_of([KOREAN, behind], "title", language="fr").is_stale
    assert not words_of([KOREAN, true], "title", language="en").is_stale


def test_wording_says_which_languages_are_on_the_page():
    shown = wording([KOREAN, text("en", title="Mutual aid")], ("title", "summary", "results"), language="en")

    assert shown["title"].text == "Mutual aid"
    assert shown.get("results") is None
    assert shown.foreign_languages == ("ko",)
    assert not shown.is_all_foreign
    assert shown.original_language == "ko"


def test_wording_of_an_untranslated_record_is_all_foreign():
    shown = wording([KOREAN], ("title", "summary"), language="es")

    assert shown.is_all_foreign
    assert not shown.has_machine_words


def test_wording_of_nothing_is_not_foreign():
    shown = wording([], ("title",), language="es")

    assert (shown.is_all_foreign, shown.original_language, shown.versions) == (False, "", ())


def test_wording_names_machine_and_stale_fields():
    spanish = text("es", "machine", title="Ayuda", summary="Juntos", made_from={"summary": digest("before")})

    shown = wording([KOREAN, spanish], ("title", "summary"), language="es")

    assert shown.has_machine_words
    assert shown.stale_fields == ("summary",)


def test_wording_lists_versions_original_first():
    spanish = text("es", "machine", title="Ayuda", made_from={"title": digest("before")})

    shown = wording([spanish, KOREAN], ("title", "summary"), language="es")

    assert shown.versions == (
        Version("ko", "original", is_stale=False, is_partial=False),
        Version("es", "machine", is_stale=True, is_partial=True),
    )
