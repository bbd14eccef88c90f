import io
import zipfile

import pytest
from django.urls import reverse

from cities.core.actions import withdraw_record
from cities.editions.actions import count_download, publish_edition
from cities.editions.models import Edition
from tests.editions.filled import filled
from tests.factories import PracticeFactory, TransferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def garden(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return filled()


def at(name, *arguments):
    return reverse(f"desk:{name}", args=arguments)


@pytest.mark.parametrize("role", ["Translators", "Facilitators", "Regional stewards", "nobody"])
def test_only_editors_and_administrators_make_kits(sign_in, garden, role):
    client = sign_in(role)

    addresses = [at("new_kit"), at("kit_contents", "garden"), at("kit_preview", "garden", "en"), at("kit_preview_folder", "garden")]
    statuses = {client.get(address).status_code for address in addresses}
    statuses |= {client.post(at("act_on_edition", "garden", act)).status_code for act in ("publish", "next-version")}

    assert statuses <= {302, 403}
    assert Edition.objects.get().state == "draft"


@pytest.mark.parametrize("role", ["Editors", "Administrators"])
def test_every_screen_opens_for_them(sign_in, garden, role):
    client = sign_in(role)
    screens = [at("new_kit"), *(at(name, "garden") for name in ("edition", "edit_edition", "edition_sections", "kit_contents"))]

    assert {client.get(address).status_code for address in screens} == {200}
    assert client.get(at("choices", "transfer"), {"q": "gardens"}).json()["choices"][0]["label"] == "Gardens travel"


def test_a_kit_is_made(desk_client):
    response = desk_client.post(at("new_kit"), {"code": "new", "year": 2027, "languages": ["en", "ko"]})

    made = Edition.objects.get()
    assert response.url == at("edition", "new")
    assert (made.kind, made.series, made.version, made.languages) == ("kit", "new", 1, ["en", "ko"])


def test_transfers_nobody_has_published_cannot_be_picked(desk_client):
    TransferFactory(code="secret", texts={"en": {"title": "PLANTED transfer"}})

    assert desk_client.get(at("choices", "transfer"), {"q": "planted"}).json()["choices"] == []


def test_contents_keep_their_order_and_their_licences(desk_client, garden):
    second = PracticeFactory(code="second", published=True)
    given = {
        "practices": [str(second.pk), str(garden.practice.pk)],
        "transfers": [str(garden.transfer.pk)],
        "resources": [str(garden.kept_back.pk), str(garden.guide.pk)],
        f"licence-{garden.kept_back.pk}": "permission",
        f"licence-{garden.guide.pk}": "",
    }

    response = desk_client.post(at("kit_contents", "garden"), given)

    assert response.url == at("kit_contents", "garden")
    assert [case.practice.code for case in garden.kit.cases.all()] == ["second", "roof-gardens"]
    assert [(each.resource.code, each.licence) for each in garden.kit.resources.all()] == [("kept-back", "permission"), ("guide", "")]


@pytest.mark.parametrize(
    "given", [{"practices": ["draft"]}, {"resources": ["nothing"]}, {f"licence-{0}": "x"}], ids=["draft", "unknown", "harmless"]
)
def test_what_is_wrong_changes_nothing(desk_client, garden, given):
    draft = PracticeFactory(code="draft")
    given = {name: [str(draft.pk)] if value == ["draft"] else value for name, value in given.items()}

    response = desk_client.post(at("kit_contents", "garden"), {f"licence-{garden.guide.pk}": "nonsense", **given})

    assert response.status_code == 422
    assert garden.kit.cases.get().practice == garden.practice


def test_contents_are_of_kits_alone(desk_client, garden):
    garden.kit.kind = "yearbook"
    garden.kit.save()

    names = (at("kit_contents", "garden"), at("kit_preview", "garden", "en"), at("kit_preview_folder", "garden"))
    assert [desk_client.get(address).status_code for address in names] == [404, 404, 404]


def test_overview_says_what_it_holds_and_lacks(desk_client, garden):
    page = desk_client.get(at("edition", "garden")).content.decode()

    assert "1 practice, 1 transfer, 2 resources, 1 file passed on" in page
    assert "1 resource has files nobody has said may be passed on" in page
    assert "French: “How to use this kit” is not written yet." in page
    assert "French: 1 transfer is not told in this language, or only in part." in page
    assert "Figures that disagree" not in page


def test_overview_names_what_was_withdrawn(desk_client, garden):
    withdraw_record(garden.practice, reason="A mistake", by=None)
    page = desk_client.get(at("edition", "garden")).content.decode()
    assert ("1 chosen record is not public any more" in page, "Roof gardens" in page, "It is left out." in page) == (True, True, True)

    publish_edition(garden.kit, by=None)
    assert "take it back, or begin the next version" in desk_client.get(at("edition", "garden")).content.decode()


def test_previews_are_what_they_say(desk_client, garden):
    book, folder = desk_client.get(at("kit_preview", "garden", "fr")), desk_client.get(at("kit_preview_folder", "garden"))

    assert (book["Content-Type"], book.content[30:58]) == ("application/epub+zip", b"mimetypeapplication/epub+zip")
    assert "garden/fr/index.html" in zipfile.ZipFile(io.BytesIO(folder.content)).namelist()
    assert "no-store" in book["Cache-Control"]
    assert desk_client.get(at("kit_preview", "garden", "es")).status_code == 404


def test_a_public_version_is_changed_by_its_next(desk_client, garden):
    desk_client.post(at("act_on_edition", "garden", "publish"))
    refused = desk_client.post(at("kit_contents", "garden"), {}, follow=True)
    again = desk_client.post(at("act_on_edition", "garden", "publish"), follow=True)
    desk_client.post(at("edition_words", "garden", "en"), {"title": "Changed"})

    begun = desk_client.post(at("act_on_edition", "garden", "next-version"), follow=True)

    assert "A public version stays as it is." in refused.content.decode()
    assert "A public version stays as it is." in again.content.decode()
    garden.kit.refresh_from_db()
    assert (garden.kit.cases.count(), garden.kit.original_text.title) == (1, "Begin a garden")
    assert "Version 2 is in preparation" in begun.content.decode()
    assert "Version 2 has been begun." in desk_client.get(at("edition", "garden")).content.decode()
    assert desk_client.post(at("kit_contents", "garden-2"), {}).status_code == 302


def test_an_empty_kit_is_not_published(desk_client, garden):
    desk_client.post(at("kit_contents", "garden"), {})

    page = desk_client.post(at("act_on_edition", "garden", "publish"), follow=True).content.decode()

    assert ("Choose what the kit holds first." in page, Edition.objects.get().state) == (True, "draft")


def test_the_desk_tells_how_often_it_was_taken_along(desk_client, garden):
    publish_edition(garden.kit, by=None)
    count_download(garden.kit, kind="folder", agent="Firefox")

    page = desk_client.get(at("edition", "garden")).content.decode()

    assert "offline folder" in page
    assert "nothing about the reader" in page
