import pytest

from cities.gather.surveys.actions import code_answer, remove_theme, save_theme, translate_answer
from cities.gather.surveys.actions.coding import AnswerPlace
from cities.gather.surveys.models import AnswerTranslation, Coding
from cities.gather.surveys.queries import names_in, open_answers
from tests.factories import RespondentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(closed):
    return RespondentFactory(campaign=closed, answers={"advice": "Un fonds, s’il vous plaît"}, language="fr")


def test_answer_speaks_of_the_themes_given_last(closed, said):
    for code in ("funds", "training"):
        save_theme(closed, item_code="advice", code=code, labels={"en": code.title(), "fr": code}, by=None)
    place = AnswerPlace(said.sheet.pk, "advice")

    code_answer(closed, place=place, themes=["funds", "training", "unknown"], by=None)
    code_answer(closed, place=place, themes=["training"], by=None)

    assert [coding.theme.code for coding in Coding.objects.all()] == ["training"]
    assert open_answers(closed, "advice", names=names_in("en"))[0].themes == ("training",)


def test_theme_is_named_anew_and_removed_with_its_codings(closed, said):
    theme = save_theme(closed, item_code="advice", code="funds", labels={"en": "Funds"}, by=None)
    again = save_theme(closed, item_code="advice", code="funds", labels={"en": "Money"}, by=None)
    code_answer(closed, place=AnswerPlace(said.sheet.pk, "advice"), themes=["funds"], by=None)

    assert (again, again.texts.get().label) == (theme, "Money")
    remove_theme(theme, by=None)
    assert Coding.objects.count() == 0
    assert open_answers(closed, "advice", names=names_in("en"))[0].themes == ()


def test_translation_is_shown_to_who_needs_it_and_grows_stale(closed, said):
    place = AnswerPlace(said.sheet.pk, "advice")
    translate_answer(closed, place=place, original="Un fonds, s’il vous plaît", words={"en": "A fund, please"}, by=None)

    [english], [french] = (open_answers(closed, "advice", names=names_in(language)) for language in ("en", "fr"))

    assert (english.translation.words, english.is_stale, french.translation) == ("A fund, please", False, None)
    said.sheet.frozen["items"]["advice"]["value"] = "Deux fonds"
    said.sheet.save()
    assert open_answers(closed, "advice", names=names_in("en"))[0].is_stale is True


def test_empty_words_take_a_translation_away(closed, said):
    place = AnswerPlace(said.sheet.pk, "advice")
    translate_answer(closed, place=place, original="Un fonds", words={"en": "A fund"}, by=None)

    assert translate_answer(closed, place=place, original="Un fonds", words={"en": " "}, by=None) is None
    assert AnswerTranslation.objects.count() == 0
