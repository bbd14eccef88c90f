from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import MatchFactory, NeedFactory, OfferFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def test_public_need_is_told_with_who_looks_for_it(client):
    member = OrganisationFactory(code="dakar", published=True, since=2019)
    need = NeedFactory(organisation=member, sentence="Un crédit pour elles", language="fr", visibility="public")

    told = client.get("/api/v1/needs").json()

    assert (told["total"], told["results"][0]["id"], told["results"][0]["label"]) == (1, str(need.pk), "Un crédit pour elles")
    assert (told["results"][0]["language"], told["results"][0]["urgency"], told["results"][0]["organisation"]["label"]) == (
        "fr",
        "year",
        "Dakar",
    )


@pytest.mark.parametrize(
    "hidden",
    [
        {"visibility": "members"},
        {"visibility": "secretariat"},
        {"visibility": "public", "until": timezone.localdate() - timedelta(days=1)},
        {"visibility": "public", "closed_at": timezone.now(), "outcome": "met"},
    ],
)
def test_other_needs_are_not_there(client, hidden):
    NeedFactory(sentence="zeppelin", **hidden)
    OfferFactory(sentence="zeppelin", visibility="members")

    answer = client.get("/api/v1/needs")

    assert (answer.json(), "zeppelin" in answer.content.decode()) == ({"total": 0, "results": []}, False)


def test_matches_are_told_to_nobody(client):
    MatchFactory(need__visibility="public", note="zeppelin", is_by_hand=True)

    assert "zeppelin" not in client.get("/api/v1/needs").content.decode()


def test_need_of_a_member_that_is_gone_is_not_there(client):
    need = NeedFactory(visibility="public")
    need.organisation.unpublish()

    assert client.get("/api/v1/needs").json()["total"] == 0


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_long(client, count, django_assert_num_queries):
    for _number in range(count):
        NeedFactory(visibility="public")
    client.get("/api/v1/needs")

    with django_assert_num_queries(7):
        assert len(client.get("/api/v1/needs").json()["results"]) == count
