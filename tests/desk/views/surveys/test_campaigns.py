from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cities.gather.surveys.models import Campaign
from tests.factories import CampaignFactory, DelegateFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def filled_in(version, **facts):
    today = timezone.localdate()
    return {
        "code": "members-2027",
        "version": version.pk,
        "opens_on": today.isoformat(),
        "closes_on": (today + timedelta(days=30)).isoformat(),
        "last_answers": "shown",
        "least_shown": 5,
        "minutes": 10,
        "remind_days_before": 7,
        "days_between_letters": 5,
        "languages": ["en", "fr"],
        "title_en": "Member survey",
        "title_fr": "Enquête",
        **facts,
    }


def test_campaign_is_made_with_its_words_and_its_respondents(desk_client, version):
    member, left_out = (OrganisationFactory(code=code, published=True, since=2019) for code in ("dakar", "lome"))

    response = desk_client.post(reverse("desk:new_survey"), filled_in(version, left_out=[str(left_out.pk)]))

    campaign = Campaign.objects.get()
    assert response.url == reverse("desk:survey", args=["members-2027"])
    assert dict(campaign.texts.values_list("language", "title")) == {"en": "Member survey", "fr": "Enquête"}
    assert [each.organisation for each in campaign.respondents.all()] == [member]


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(desk_client, version):
    facts = {"title_en": "", "title_fr": "", "introduction_en": "Typed before", "closes_on": "2020-01-01"}

    response = desk_client.post(reverse("desk:new_survey"), filled_in(version, **facts))

    page = response.content.decode()
    assert response.status_code == 422
    assert [words in page for words in ("Give it a title", "comes before the first", "Typed before")] == [True] * 3
    assert Campaign.objects.count() == 0


def test_fields_of_another_language_come_without_saving(desk_client, version):
    response = desk_client.post(reverse("desk:new_survey"), filled_in(version, languages=["en", "ko"], again="1"))

    assert 'name="title_ko"' in response.content.decode()
    assert Campaign.objects.count() == 0


def test_questionnaire_of_a_running_campaign_stays(desk_client, campaign):
    other = CampaignFactory().version

    desk_client.post(reverse("desk:edit_survey", args=[campaign.code]), filled_in(other, code="changed"))

    campaign.refresh_from_db()
    assert (campaign.code, campaign.version != other) == ("asked", True)


def test_live_count_says_whom_a_filter_asks(desk_client, db):
    organisation = OrganisationFactory(published=True, since=2019)
    OrganisationFactory(published=True, since=2019)
    DelegateFactory(organisation=organisation)
    ask = reverse("desk:survey_audience")

    assert desk_client.get(ask).json() == {"words": "2 members are asked, 1 without an address"}
    assert desk_client.get(ask, {"left_out": str(organisation.pk)}).json() == {"words": "1 member is asked, 1 without an address"}
    assert desk_client.get(ask, {"kinds": "nothing", "added": "no-identifier"}).json() == {"words": "Nobody is asked."}


@pytest.mark.parametrize("count", [1, 3])
def test_list_shows_every_campaign(desk_client, version, count):
    CampaignFactory.create_batch(count, version=version)

    assert len(desk_client.get(reverse("desk:surveys")).context["lines"]) == count
