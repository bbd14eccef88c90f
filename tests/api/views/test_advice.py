import pytest
from django.utils import timezone

from cities.transfer.advice.actions import agree
from cities.transfer.advice.models import Engagement
from tests.factories import EngagementFactory, OrganisationFactory, OutputFactory

pytestmark = pytest.mark.django_db


def told(number=0):
    member = OrganisationFactory(published=True, since=2019, texts={"en": {"name": "Dakar"}})
    engagement = EngagementFactory(code=f"credit-{number}", parts={member: "asking"})
    OutputFactory(engagement=engagement, title="Une note")
    OutputFactory(engagement=engagement, title="zqhidden", is_told=False)
    return agree(engagement, member, by=None)


def test_list_tells_what_was_agreed(client):
    engagement = told()
    EngagementFactory()

    answer = client.get("/api/v1/advice").json()

    (one,) = answer["results"]
    assert (answer["total"], one["id"], one["title"], one["kind"], one["summary"]) == (
        1,
        str(engagement.pk),
        "Credit 0",
        "advice",
        "How credit-0 went.",
    )
    assert [organisation["label"] for organisation in one["organisations"]] == ["Dakar"]
    assert [(output["title"], output["kind"]["key"], output["language"], output["url"]) for output in one["outputs"]] == [
        ("Une note", "deliverable-types:report", "fr", "https://example.org/found")
    ]


def test_record_has_all_its_words(client):
    engagement = told()

    answer = client.get(f"/api/v1/advice/{engagement.pk}").json()

    assert [(text["language"], text["title"]) for text in answer["texts"]] == [("en", "Credit 0")]
    assert "zqhidden" not in str(answer)


def test_draft_is_not_there_and_withdrawn_is_gone(client):
    draft, engagement = EngagementFactory(), told()
    Engagement.objects.filter(pk=engagement.pk).update(live=False, withdrawn_at=timezone.now())

    codes = [client.get(f"/api/v1/advice/{one.pk}").status_code for one in (draft, engagement)]

    assert codes == [404, 410]


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_long(client, count, django_assert_max_num_queries):
    for number in range(count):
        told(number)
    client.get("/api/v1/advice")

    with django_assert_max_num_queries(9):
        assert len(client.get("/api/v1/advice").json()["results"]) == count
