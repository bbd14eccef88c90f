import pytest

from cities.translation.actions import refresh_translations, rewrite_text, wordings, write_text
from cities.translation.models import TextState
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice():
    return PracticeFactory(
        texts={
            "fr": {"title": "Microjardins", "summary": "Des jardins sur les toits.", "results": "Mille foyers."},
            "en": {"title": "Micro-gardens", "summary": "Gardens on roofs.", "results": "A thousand homes."},
            "es": {"title": "Microhuertos", "summary": "Huertos en azoteas.", "results": "Mil hogares."},
        },
        published=True,
    )


def edited(practice, language, **words):
    """The texts after an edit, with what they said before."""
    texts = list(practice.texts.all())
    before = wordings(texts)
    text = next(text for text in texts if text.language == language)
    for field, value in words.items():
        setattr(text, field, value)
    return texts, before


def stale(texts):
    original = next(text for text in texts if text.is_original)
    return {text.language: text.stale_fields(original) for text in texts if not text.is_original}


def test_changed_original_makes_exactly_the_touched_field_stale(practice):
    texts, before = edited(practice, "fr", summary="Des jardins sur les toits et dans les cours.")

    refresh_translations(texts, before=before)

    assert stale(texts) == {"en": ["summary"], "es": ["summary"]}


def test_field_written_in_a_translation_is_up_to_date_again(practice):
    texts, before = edited(practice, "fr", summary="Des jardins partout.", results="Deux mille foyers.")
    next(text for text in texts if text.language == "en").summary = "Gardens everywhere."

    refresh_translations(texts, before=before)

    assert stale(texts) == {"en": ["results"], "es": ["summary", "results"]}


def test_line_ends_are_no_change(practice):
    texts, before = edited(practice, "fr", summary="Des jardins.\n\nPartout.")
    refresh_translations(texts, before=before)
    before = wordings(texts)
    next(text for text in texts if text.language == "en").summary = "Gardens\r\non roofs."

    refresh_translations(texts, before=before)

    assert stale(texts)["en"] == ["summary"]


def test_renewed_translation_is_up_to_date_as_a_whole(practice):
    texts, before = edited(practice, "fr", summary="Des jardins partout.", results="Deux mille foyers.")

    renewed = refresh_translations(texts, before=before, renewed={"es"})

    assert renewed == ["es"]
    assert stale(texts) == {"en": ["summary", "results"], "es": []}


def test_new_translation_follows_the_original(practice):
    texts = list(practice.texts.all())
    before = wordings(texts)
    new = practice.text_model(language="ca", state=TextState.HUMAN, title="Microhorts")

    refresh_translations([*texts, new], before=before)

    assert set(new.made_from) == {"title"}
    assert new.stale_fields(texts[0]) == []


def test_another_original_keeps_fresh_what_was_fresh(practice):
    texts, before = edited(practice, "fr", summary="Des jardins partout.")
    refresh_translations(texts, before=before)
    before = wordings(texts)
    for text in texts:
        text.state = TextState.ORIGINAL if text.language == "en" else TextState.HUMAN

    refresh_translations(texts, before=before)

    assert stale(texts) == {"fr": [], "es": ["summary"]}


def test_texts_without_an_original_are_left_alone(practice):
    texts = [text for text in practice.texts.all() if not text.is_original]
    noted = [dict(text.made_from) for text in texts]

    assert refresh_translations(texts, before={}, renewed={"en"}) == []
    assert [text.made_from for text in texts] == noted


def test_field_the_original_no_longer_has_is_forgotten(practice):
    texts, before = edited(practice, "fr", results="")

    refresh_translations(texts, before=before, renewed={"en", "es"})

    assert stale(texts) == {"en": [], "es": []}


def test_stored_original_notes_its_own_digests(practice):
    original = practice.texts.get(state=TextState.ORIGINAL)

    assert original.made_from == original.digests()


def test_stored_translation_forgets_fields_that_say_nothing(practice):
    text = practice.texts.get(language="en")
    text.results = ""

    text.save()

    assert set(text.made_from) == {"title", "summary"}


def test_another_text_can_become_the_original_in_one_save(practice):
    for text in (texts := list(practice.texts.all())):
        text.state = TextState.ORIGINAL if text.language == "es" else TextState.HUMAN
    practice.texts.set(texts)

    practice.save()

    assert {text.language: text.state for text in practice.texts.all()} == {"fr": "human", "en": "human", "es": "original"}


def test_written_translation_keeps_the_age_of_fields_not_given(practice):
    texts, _before = edited(practice, "fr", summary="Autre.", results="Autre.")
    practice.texts.set(texts)

    write_text(practice, "en", state=TextState.HUMAN, words={"summary": "Other."})

    assert practice.text_in("en").stale_fields(practice.original_text) == ["results"]


def test_first_words_of_a_record_are_the_original():
    practice = PracticeFactory.build()

    rewrite_text(practice, "fr", words={"title": "Jardins"})

    assert [(text.language, text.state) for text in practice.texts.all()] == [("fr", "original")]


def test_translation_without_words_goes_and_none_is_made_of_nothing(db):
    practice = PracticeFactory(texts={"fr": {"title": "Jardins"}, "en": {"title": "Gardens", "summary": ""}})

    rewrite_text(practice, "en", words={"title": "", "summary": ""})
    rewrite_text(practice, "es", words={"title": ""})

    assert [text.language for text in practice.texts.all()] == ["fr"]
