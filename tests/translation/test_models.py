import pytest
from django.db import IntegrityError, transaction

from cities.commons.practices.models import Practice, PracticeText
from cities.core.actions import save_draft
from cities.translation.actions import write_text
from cities.translation.models import TextState
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def test_text_is_stale_in_exactly_the_fields_whose_original_changed():
    practice = PracticeFactory(texts={"fr": {"title": "Le titre", "summary": "Un"}, "en": {"title": "The title", "summary": "One"}})

    write_text(practice, "fr", state=TextState.ORIGINAL, words={"summary": "Deux"})

    assert practice.text_in("en").stale_fields(practice.original_text) == ["summary"]


def test_drafted_texts_are_those_of_the_draft_and_else_the_rows():
    practice = PracticeFactory(published=True, texts={"fr": {"title": "Le titre"}, "en": {"title": "The title"}})
    public = [str(text) for text in practice.drafted_texts]
    write_text(practice, "fr", state=TextState.ORIGINAL, words={"title": "Un autre"})
    save_draft(practice, by=None)

    found = Practice.objects.get(pk=practice.pk)

    assert public == ["Le titre", "The title"]
    assert [(text.language, str(text)) for text in found.drafted_texts] == [("fr", "Un autre"), ("en", "The title")]
    assert str(found.original_text) == "Le titre"


def test_text_written_anew_is_no_longer_stale():
    practice = PracticeFactory(texts={"fr": {"summary": "Un"}, "en": {"summary": "One"}})
    write_text(practice, "fr", state=TextState.ORIGINAL, words={"summary": "Deux"})

    write_text(practice, "en", state=TextState.HUMAN, words={"summary": "Two"})

    assert practice.text_in("en").stale_fields(practice.original_text) == []


def test_text_lacks_what_only_the_original_says():
    practice = PracticeFactory(texts={"fr": {"problem": "Un problème"}, "en": {}})

    missing = practice.text_in("en").missing_fields(practice.original_text)

    assert missing == ["problem"]


def test_spacing_does_not_make_a_translation_stale():
    practice = PracticeFactory(texts={"fr": {"summary": "Un  deux"}, "en": {"summary": "One two"}})

    write_text(practice, "fr", state=TextState.ORIGINAL, words={"summary": "Un deux\n"})

    assert practice.text_in("en").stale_fields(practice.original_text) == []


def test_record_has_one_text_a_language_and_one_original():
    practice = PracticeFactory(texts={"fr": {}})

    with pytest.raises(IntegrityError), transaction.atomic():
        PracticeText.objects.create(record=practice, language="fr", state=TextState.HUMAN, title="Encore")
    with pytest.raises(IntegrityError), transaction.atomic():
        PracticeText.objects.create(record=practice, language="en", state=TextState.ORIGINAL, title="Again")


@pytest.mark.parametrize(
    ("reader", "shown"),
    [("fr", "fr"), ("en", "fr"), ("ko", "ko"), ("pt-BR", "fr")],
)
def test_best_text_follows_the_reader_then_their_other_languages(reader, shown):
    practice = PracticeFactory(texts={"ko": {"title": "제목"}, "fr": {"title": "Titre"}})

    assert practice.best_text(reader).language == shown


def test_record_without_words_shows_none():
    practice = PracticeFactory()
    practice.texts.set([])

    assert practice.best_text("en") is None


def test_revision_keeps_the_words_of_its_day():
    practice = PracticeFactory(texts={"fr": {"title": "Avant"}}, published=True)
    write_text(practice, "fr", state=TextState.ORIGINAL, words={"title": "Après"})

    practice.save_revision()

    assert practice.latest_revision.as_object().text_in("fr").title == "Après"
    assert type(practice).objects.get(pk=practice.pk).text_in("fr").title == "Avant"
