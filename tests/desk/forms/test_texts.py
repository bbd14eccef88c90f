import pytest
from django.http import QueryDict
from django.utils.translation import override

from cities.commons.practices.models import Practice
from cities.desk.forms.texts import HEEDED, plain_words
from tests.desk.posting import edited, form_for, language_index, posted
from tests.factories import PracticeFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice():
    return PracticeFactory(
        code="microjardins",
        texts={
            "fr": {"title": "Microjardins", "summary": "Des jardins sur les toits.", "results": "Mille foyers."},
            "en": {"title": "Micro-gardens", "summary": "Gardens on roofs.", "results": "A thousand homes."},
        },
        published=True,
    )


def query(data):
    sent = QueryDict(mutable=True)
    for name, value in data.items():
        sent.setlist(name, value if isinstance(value, list) else [value])
    return sent


def saved(model_or_record, data, **kwargs):
    """The record as the form leaves it in memory."""
    is_model = isinstance(model_or_record, type)
    form = form_for(
        model_or_record if is_model else type(model_or_record), None if is_model else model_or_record, data=query(data), **kwargs
    )
    assert form.is_valid(), (form.errors, [formset.errors for formset in form.formsets.values()])
    form.save(commit=False)
    return form


def states(form):
    return {text.language: text.state for text in form.instance.texts.all()}


def test_form_offers_each_language_of_the_network_the_original_first(practice):
    languages = [row.instance.language for row in form_for(Practice, practice).formsets["texts"].forms]

    assert languages == ["fr", "en", "es", "ko", "pt", "ca"]


def test_new_record_begins_in_the_editors_language():
    with override("es"):
        rows = form_for(Practice).formsets["texts"].forms

    assert [(row.instance.language, row.instance.state) for row in rows[:2]] == [("es", "original"), ("en", "human")]


def test_inputs_say_their_language_and_direction(practice):
    form = form_for(Practice, practice)

    attrs = form.formsets["texts"].forms[language_index(form, "ko")].fields["summary"].widget.attrs

    assert (attrs["lang"], attrs["dir"]) == ("ko", "ltr")


def test_empty_language_is_not_saved(practice):
    form = saved(practice, posted(form_for(Practice, practice)))

    assert states(form) == {"fr": "original", "en": "human"}


def test_unchanged_form_changes_nothing(practice):
    before = {text.language: text.made_from for text in practice.texts.all()}

    form = saved(practice, posted(form_for(Practice, practice)))

    assert {text.language: text.made_from for text in form.instance.texts.all()} == before


def test_new_translation_follows_the_original(practice):
    form = saved(practice, edited(form_for(Practice, practice), "es", title="Microhuertos"))

    spanish = form.instance.text_in("es")
    assert spanish.state == "human"
    assert spanish.made_from == {"title": form.instance.original_text.digests()["title"]}


def test_changed_original_leaves_its_translation_stale(practice):
    form = saved(practice, edited(form_for(Practice, practice), "fr", summary="Des jardins partout."))

    original = form.instance.original_text
    assert form.instance.text_in("en").stale_fields(original) == ["summary"]


def test_ticked_translation_is_up_to_date_and_reported(practice):
    data = edited(form_for(Practice, practice), "fr", summary="Des jardins partout.")
    data[f"texts-{language_index(form_for(Practice, practice), 'en')}-up_to_date"] = "yes"

    form = saved(practice, data)

    assert form.instance.text_in("en").stale_fields(form.instance.original_text) == []
    assert form.confirmed_languages == ["en"]


def test_tick_that_was_heeded_counts_no_more(practice):
    data = edited(form_for(Practice, practice), "fr", summary="Des jardins partout.")
    data[f"texts-{language_index(form_for(Practice, practice), 'en')}-up_to_date"] = HEEDED

    form = saved(practice, data)

    assert form.instance.text_in("en").stale_fields(form.instance.original_text) == ["summary"]


def test_open_page_is_told_which_tick_was_heeded(practice):
    name = f"texts-{language_index(form_for(Practice, practice), 'en')}-up_to_date"

    form = saved(practice, {**posted(form_for(Practice, practice)), name: "yes"})

    assert (name, HEEDED) in form.get_field_updates_for_resave()


def test_only_text_is_the_original_whatever_was_chosen():
    form = saved(Practice, edited(form_for(Practice), "fr", title="Microjardins", state="human"))

    assert states(form) == {"fr": "original"}


def test_marking_another_original_makes_a_translation_of_the_old_one(practice):
    data = edited(form_for(Practice, practice), "en", state="original")

    form = saved(practice, data)

    assert states(form) == {"fr": "human", "en": "original"}
    assert form.instance.text_in("fr").stale_fields(form.instance.original_text) == []


def test_record_with_several_texts_needs_an_original(practice):
    data = edited(form_for(Practice, practice), "fr", state="human")

    form = form_for(Practice, practice, data=query(data))

    assert form.is_valid() is False
    assert "original" in str(form.formsets["texts"].non_form_errors())


def test_two_new_originals_are_refused(practice):
    data = edited(form_for(Practice, practice), "en", state="original")
    index = language_index(form_for(Practice, practice), "es")
    data |= {f"texts-{index}-title": "Microhuertos", f"texts-{index}-state": "original"}

    form = form_for(Practice, practice, data=query(data))

    assert form.is_valid() is False
    assert "Only one text" in str(form.formsets["texts"].non_form_errors())


def test_removed_translation_goes(practice):
    index = language_index(form_for(Practice, practice), "en")

    form = saved(practice, {**posted(form_for(Practice, practice)), f"texts-{index}-DELETE": "on"})

    assert states(form) == {"fr": "original"}


def test_emptied_translation_goes(practice):
    form = saved(practice, edited(form_for(Practice, practice), "en", title="", summary="", results=""))

    assert states(form) == {"fr": "original"}


def test_translation_without_a_title_is_refused(practice):
    form = form_for(Practice, practice, data=query(edited(form_for(Practice, practice), "en", title="")))

    assert form.is_valid() is False


def test_language_nobody_offered_can_be_added(practice):
    data = posted(form_for(Practice, practice))
    data |= {"texts-TOTAL_FORMS": "7", "texts-6-language": "pt-br", "texts-6-state": "human", "texts-6-title": "Microjardins"}

    form = saved(practice, data)

    assert form.instance.text_in("pt-BR").title == "Microjardins"


@pytest.mark.parametrize("tag", ["", "not a tag", "x" * 40, "<b>"])
def test_wrong_language_tag_is_refused(practice, tag):
    data = posted(form_for(Practice, practice))
    data |= {"texts-TOTAL_FORMS": "7", "texts-6-language": tag, "texts-6-state": "human", "texts-6-title": "Microjardins"}

    assert form_for(Practice, practice, data=query(data)).is_valid() is False


def test_same_language_twice_is_refused(practice):
    data = posted(form_for(Practice, practice))
    data |= {"texts-TOTAL_FORMS": "7", "texts-6-language": "en", "texts-6-state": "human", "texts-6-title": "Again"}

    form = form_for(Practice, practice, data=query(data))

    assert form.is_valid() is False
    assert "two texts" in str(form.formsets["texts"].non_form_errors())


def test_text_added_by_somebody_else_meanwhile_stays(practice):
    data = posted(form_for(Practice, practice))
    practice.texts.add(practice.text_model(language="eu", state="human", title="Mikrobaratzeak"))
    practice.save()

    form = saved(Practice.objects.get(pk=practice.pk), data)

    assert set(states(form)) == {"fr", "en", "eu"}


def test_browsers_line_ends_change_nothing():
    practice = PracticeFactory(
        texts={"fr": {"title": "Toits", "summary": "Un.\n\nDeux."}, "en": {"title": "Roofs", "summary": "One.\n\nTwo."}}
    )
    data = edited(form_for(Practice, practice), "en", summary="One.\r\n\r\nTwo.")

    form = saved(practice, data)

    assert form.has_changed() is False
    assert form.instance.text_in("en").summary == "One.\n\nTwo."


def test_words_are_stored_with_one_kind_of_line_end():
    assert plain_words("  Jardin\r\nsur\rles toits e\u0301te\u0301 ") == "Jardin\nsur\nles toits été"


def test_translator_cannot_choose_the_original(practice):
    form = form_for(Practice, practice, user=UserFactory())

    choices = {row.instance.language: [value for value, _label in row.fields["state"].choices] for row in form.formsets["texts"].forms}

    assert choices["fr"] == ["original"]
    assert choices["en"] == ["human", "reviewed", "machine"]


def test_draft_may_lack_a_title(practice):
    form = form_for(Practice, practice, data=query(edited(form_for(Practice, practice), "en", title="")))
    form.defer_required_fields()

    assert form.is_valid() is True
