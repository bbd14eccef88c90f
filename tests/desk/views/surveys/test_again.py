"""Asking the same again: a draft from a campaign that was."""

import pytest
from django.urls import reverse

from cities.desk.views.surveys.campaigns import code_after
from cities.gather.surveys.models import Campaign
from tests.factories import CampaignFactory

pytestmark = pytest.mark.django_db
DAYS = {"opens_on": "2031-03-01", "closes_on": "2031-04-15"}


@pytest.fixture
def closed(version):
    return CampaignFactory(code="members-2030", version=version, closed=True)


def address(campaign):
    return reverse("desk:survey_again", args=[campaign.code])


def test_closed_campaign_leads_to_it_and_others_do_not(desk_client, closed, campaign):
    def page_of(one):
        return desk_client.get(reverse("desk:survey", args=[one.code])).content.decode()

    assert address(closed) in page_of(closed)
    assert address(campaign) not in page_of(campaign)


def test_its_code_is_proposed_and_the_draft_stands_beside_the_one_before(desk_client, closed):
    page = desk_client.get(address(closed))
    response = desk_client.post(address(closed), {"code": page.context["form"]["code"].value(), **DAYS})

    following = Campaign.objects.get(code="members-2031")
    assert response.url == reverse("desk:survey", args=["members-2031"])
    assert (following.previous, following.is_draft, following.closes_on.isoformat()) == (closed, True, "2031-04-15")


def test_what_was_typed_is_kept_beside_what_is_wrong(desk_client, closed):
    wrong = desk_client.post(address(closed), {"code": closed.code, "opens_on": "2031-04-15", "closes_on": "2031-03-01"})

    assert wrong.status_code == 422
    assert sorted(wrong.context["form"].errors) == ["closes_on", "code"]
    assert wrong.context["form"]["opens_on"].value() == "2031-04-15"
    assert Campaign.objects.count() == 1


@pytest.mark.parametrize(
    ("code", "after"), [("members-2029", "members-2030"), ("2029-members", "2030-members"), ("covid", ""), ("room-120291", "")]
)
def test_year_in_a_code_is_followed_by_the_next(code, after):
    assert code_after(code) == after
