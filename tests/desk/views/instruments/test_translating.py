import pytest

from cities.commons.instruments.models import InstrumentVersion, Item, Option
from cities.commons.instruments.queries import definition_of, parts_to_translate

from .conftest import filled, page


@pytest.fixture
def translator(sign_in):
    return sign_in("Translators")


def typed(response, **words):
    """The form as it came with other words in it, by the label it had: `typed(page, more="Encore ?")`."""
    return {**dict(filled(response)), **words}


def key(kind, owner):
    return f"{kind}-{owner.pk}"


def test_translator_sees_what_is_missing_and_writes_it(translator, draft):
    address = page("instrument_translate", "fr")
    again, often = Item.objects.get(code="again"), Option.objects.get(code="often")
    shown = translator.get(address)

    response = translator.post(address, typed(shown, **{f"{key('option', often)}-label": "Souvent"}), follow=True)

    assert (shown.status_code, shown.context["left"] - response.context["left"]) == (200, 1)
    assert often.texts.get(language="fr").label == "Souvent"
    assert often.texts.get(language="fr").state == "human"
    assert definition_of(draft).item("how").options[1].label.words["fr"] == "Souvent"
    # What nobody touched is not written.
    assert not again.texts.filter(language="fr").exists()


def test_translation_says_how_it_was_made_and_goes_stale_by_field(translator, draft):
    members = Item.objects.get(code="members")
    address = page("instrument_translate", "fr")
    translator.post(address, typed(translator.get(address), **{f"{key('item', members)}-state": "reviewed"}))
    reviewed = members.texts.get(language="fr")

    original = members.texts.get(language="en")
    original.label = "How many members have you?"
    original.save()
    [part] = [part for part in parts_to_translate(InstrumentVersion.objects.get(), "fr") if part.key == key("item", members)]

    assert (reviewed.state, reviewed.label, part.state) == ("reviewed", "Combien de membres ?", "stale")


def test_what_somebody_else_wrote_meanwhile_stays(translator, draft):
    often = Option.objects.get(code="often")
    address = page("instrument_translate", "fr")
    form = typed(translator.get(address))
    often.texts.create(language="fr", label="Souvent", state="human")

    translator.post(address, form)

    assert often.texts.get(language="fr").label == "Souvent"


def test_table_of_translations_leads_there(translator, draft):
    [listed] = translator.get("/admin/translations/").context["drafts"]

    assert [(tongue.language, tongue.left > 0) for tongue in listed.tongues] == [("fr", True)]
    assert translator.get(listed.tongues[0].url).status_code == 200


@pytest.mark.parametrize(("role", "status"), [("Editors", 200), ("Translators", 200), ("Facilitators", 302)])
def test_who_may_translate(sign_in, draft, role, status):
    assert sign_in(role).get(page("instrument_translate", "fr")).status_code == status


def test_language_it_was_written_in_and_others_are_not_translated_here(translator, draft):
    assert [translator.get(page("instrument_translate", language)).status_code for language in ("en", "ko")] == [404, 404]
