import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cities.transfer.advice.actions import agree
from cities.transfer.advice.models import Engagement
from tests.factories import EngagementFactory, LearntFactory, OrganisationFactory, OutputFactory, PracticeFactory, ResourceFactory


@pytest.fixture
def members(db):
    return [OrganisationFactory(code=code, published=True, since=2019) for code in ("dakar", "montreal")]


def shown(members, **facts):
    return EngagementFactory(code="credit", parts={members[0]: "asking", members[1]: "advising"}, **facts)


def agreed(engagement, members):
    for member in members:
        agree(engagement, member, by=None)
    return Engagement.objects.get(pk=engagement.pk)


def test_page_tells_what_was_agreed(client, members):
    engagement = shown(members)
    OutputFactory(engagement=engagement, title="Une note", url="https://example.org/note")
    agreed(engagement, members)

    page = client.get("/en/advice/credit/").content.decode()

    assert all(words in page for words in ("How credit went.", "Une note", "https://example.org/note", "Dakar", "Montreal"))
    assert "Credit" in client.get("/fr/advice/").content.decode()


def test_draft_is_not_there(client, members):
    shown(members)

    assert (client.get("/en/advice/credit/").status_code, client.get("/en/advice/").context["rows"].total) == (404, 0)


def test_permanent_address_leads_to_the_page(client, members):
    engagement = agreed(shown(members), members)

    response = client.get(f"/id/{engagement.pk}", headers={"accept-language": "fr"})

    assert response.url.endswith("/fr/advice/credit/")
    assert "/en/advice/credit/" in client.get("/sitemap.xml?kind=engagements&part=0").content.decode()


def test_file_all_agreed_to_is_saved_never_run(client, members):
    engagement = shown(members)
    told, kept = (
        OutputFactory(engagement=engagement, url="", file=SimpleUploadedFile("n.pdf", b"%PDF-1.7\n"), file_name="n.pdf", is_told=is_told)
        for is_told in (True, False)
    )
    assert client.get(f"/en/advice/credit/outputs/{told.pk}/").status_code == 404
    agreed(engagement, members)

    response = client.get(f"/en/advice/credit/outputs/{told.pk}/")

    assert (response.status_code, response["Content-Disposition"]) == (200, 'attachment; filename="n.pdf"')
    response.close()
    assert client.get(f"/en/advice/credit/outputs/{kept.pk}/").status_code == 404


@pytest.mark.parametrize(("factory", "name"), [(PracticeFactory, "practice"), (ResourceFactory, "resource")])
def test_what_grew_out_of_it_says_so_on_both_pages(client, members, factory, name):
    engagement = agreed(shown(members), members)
    record = factory(code="lending", published=True)
    LearntFactory(engagement=engagement, **{"practice": None, name: record})
    draft = factory(code="begun")
    LearntFactory(engagement=engagement, **{"practice": None, name: draft})

    page, there = client.get("/en/advice/credit/").content.decode(), client.get(f"/en/{name}s/lending/").content.decode()

    assert (f"/en/{name}s/lending/" in page, "begun" in page, "/en/advice/credit/" in there) == (True, False, True)
    Engagement.objects.update(live=False)
    assert "/en/advice/credit/" not in Client().get(f"/en/{name}s/lending/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_long(client, members, count, django_assert_num_queries):
    for number in range(count):
        engagement = EngagementFactory(code=f"credit-{number}", parts={members[0]: "asking"})
        agreed(engagement, members[:1])
    client.get("/en/advice/")

    with django_assert_num_queries(6):
        assert len(client.get("/en/advice/").context["rows"].items) == count
