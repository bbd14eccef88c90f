import pytest
from django.urls import reverse

from cities.editions.models import Edition
from tests.factories import CampaignFactory, OrganisationFactory, PracticeFactory, SourceFactory
from tests.factories.editions import EditionFactory, StatedFigureFactory

pytestmark = pytest.mark.django_db
SCREENS = ("edition", "edit_edition", "edition_sections", "edition_cases", "edition_figures")


@pytest.fixture
def edition():
    OrganisationFactory(code="dakar", since=2019, published=True)
    return EditionFactory(code="y", words={"en": {"title": "Yearbook", "message": "Welcome."}})


def at(name, *arguments):
    return reverse(f"desk:{name}", args=arguments)


@pytest.mark.parametrize("role", ["Translators", "Facilitators", "Regional stewards", "nobody"])
def test_only_editors_and_administrators_enter(sign_in, edition, role):
    client = sign_in(role)

    statuses = {client.get(at(name, "y")).status_code for name in SCREENS}
    statuses |= {client.get(at("editions")).status_code, client.get(at("edition_words", "y", "en")).status_code}
    statuses |= {client.get(at("edition_preview", "y", "en")).status_code, client.post(at("act_on_edition", "y", "publish")).status_code}

    assert statuses <= {302, 403}
    assert Edition.objects.get().state == "draft"


@pytest.mark.parametrize("role", ["Editors", "Administrators"])
def test_every_screen_opens_for_them(sign_in, edition, role):
    client = sign_in(role)

    assert {client.get(at(name, "y")).status_code for name in SCREENS} == {200}
    assert [client.get(at(name)).status_code for name in ("editions", "new_edition")] == [200, 200]
    assert client.get(at("edition_words", "y", "en")).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_long_it_is(desk_client, count, django_assert_max_num_queries):
    for number in range(count):
        EditionFactory(code=f"y-{number}", words={"en": {"title": f"Yearbook {number}"}})
    desk_client.get(at("editions"))

    with django_assert_max_num_queries(12):
        page = desk_client.get(at("editions")).content.decode()

    assert page.count("Yearbook ") == count


def test_an_edition_is_made(desk_client):
    facts = {
        "kind": "yearbook",
        "year": 2027,
        "code": "yearbook-2027",
        "languages": ["en", "ko"],
        "campaign": CampaignFactory(published=True).pk,
    }

    response = desk_client.post(at("new_edition"), facts)

    made = Edition.objects.get()
    assert response.url == at("edition", "yearbook-2027")
    assert (made.languages, made.sections[0], made.campaign_id is not None) == (["en", "ko"], "message", True)


def test_what_is_wrong_is_said_and_nothing_is_kept(desk_client):
    facts = {"kind": "activity-report", "year": 2027, "code": "r", "languages": ["en"], "begins_on": "2027-05-01", "ends_on": "2027-01-01"}

    response = desk_client.post(at("new_edition"), facts)

    assert (response.status_code, Edition.objects.count()) == (422, 0)
    assert "comes before the first" in response.content.decode()


def test_sections_are_ticked_and_moved(desk_client, edition):
    desk_client.post(at("edition_sections", "y"), {"section": ["message", "directory", "colophon"]})
    desk_client.post(at("edition_sections", "y"), {"section": ["message", "directory", "colophon"], "move": "up:directory"})

    assert Edition.objects.get().sections == ["directory", "message", "colophon"]
    desk_client.post(at("edition_sections", "y"), {"section": ["directory", "message"], "move": "up:directory"})
    assert Edition.objects.get().sections == ["directory", "message"]


def test_a_section_nobody_knows_is_refused(desk_client, edition):
    response = desk_client.post(at("edition_sections", "y"), {"section": ["message", "nothing"]})

    assert response.status_code == 422
    assert len(Edition.objects.get().sections) > 1


def test_words_are_written_beside_the_original(desk_client, edition):
    page = desk_client.get(at("edition_words", "y", "fr")).content.decode()
    assert "Welcome." in page

    desk_client.post(at("edition_words", "y", "fr"), {"title": "Annuaire", "message": "Bienvenue."})

    text = edition.texts.get(language="fr")
    assert (text.title, text.message, text.state) == ("Annuaire", "Bienvenue.", "human")
    assert desk_client.get(at("edition_words", "y", "xx")).status_code == 404


def test_cases_keep_the_order_they_were_picked_in(desk_client, edition):
    practices = [PracticeFactory(code=code, published=True) for code in ("b", "a")]
    draft = PracticeFactory()

    desk_client.post(at("edition_cases", "y"), {"practices": [str(practice.pk) for practice in practices]})
    refused = desk_client.post(at("edition_cases", "y"), {"practices": [str(draft.pk)]})

    assert [case.practice for case in edition.cases.all()] == practices
    assert refused.status_code == 422


def test_figures_are_stated_corrected_explained_and_removed(desk_client, edition):
    address, source = at("edition_figures", "y"), SourceFactory(title="Printed book")
    desk_client.post(address, {"add": "1", "subject": "members", "value": "75", "source": source.pk, "locator": "p. 3"})
    figure = edition.stated_figures.get()
    page = desk_client.get(address).content.decode()
    assert ("Printed book, p. 3" in page, "disagrees" in page) == (True, True)

    prefix = f"figure-{figure.pk}"
    desk_client.post(address, {"figure": figure.pk, f"{prefix}-value": "74", f"{prefix}-en": "They left.", f"{prefix}-fr": "Partis."})

    figure.refresh_from_db()
    assert (figure.value, figure.text_in("fr").explanation) == (74, "Partis.")
    assert desk_client.post(address, {"figure": figure.pk, f"{prefix}-value": "many"}).status_code == 422
    assert desk_client.post(address, {"add": "1", "subject": "nothing", "value": "1"}).status_code == 422
    assert desk_client.post(address, {"figure": "x"}).status_code == 404
    desk_client.post(address, {"figure": figure.pk, "remove": "1"})
    assert edition.stated_figures.count() == 0


def test_overview_says_what_disagrees_and_what_is_missing(desk_client, edition):
    StatedFigureFactory(edition=edition, value=75)
    edition.texts.filter(language="en").update(message="We are 9 members.")

    page = desk_client.get(at("edition", "y")).content.decode()

    assert "2 figures must be corrected or explained" in page
    assert "Correct it in the text" in page
    assert "French: “Message” is not written yet." in page
    assert "1 member has no picture." in page


def test_what_disagrees_cannot_be_published(desk_client, edition):
    StatedFigureFactory(edition=edition, value=75)

    response = desk_client.post(at("act_on_edition", "y", "publish"), follow=True)

    assert "1 figure disagrees with the count." in response.content.decode()
    assert Edition.objects.get().state == "draft"


def test_published_and_taken_back(desk_client, edition):
    desk_client.post(at("act_on_edition", "y", "publish"))
    assert Edition.objects.get().is_public is True
    assert "The records have changed since" not in desk_client.get(at("edition", "y")).content.decode()

    OrganisationFactory(code="lome", since=2020, published=True)
    assert "The records have changed since" in desk_client.get(at("edition", "y")).content.decode()

    desk_client.post(at("act_on_edition", "y", "withdraw"))
    assert Edition.objects.get().is_public is False
    assert desk_client.post(at("act_on_edition", "y", "nothing")).status_code == 404


def test_preview_is_a_pdf_of_what_would_be_printed(desk_client, edition):
    response = desk_client.get(at("edition_preview", "y", "fr"))

    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")
    assert "no-store" in response["Cache-Control"]
    assert desk_client.get(at("edition_preview", "y", "es")).status_code == 404


def test_what_cannot_be_typeset_is_said(desk_client, edition, monkeypatch, tmp_path):
    template = tmp_path / "broken.typ"
    template.write_text("#let")
    monkeypatch.setattr("cities.editions.typesetting.press.TEMPLATE", template)

    response = desk_client.get(at("edition_preview", "y", "fr"), follow=True)

    assert "could not be typeset" in response.content.decode()
