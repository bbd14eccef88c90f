from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cities.core.models import Letter
from cities.gather.surveys.actions import (
    CampaignNotReady,
    close_campaign,
    extend_campaign,
    follow_campaign,
    publish_results,
    save_campaign,
    start_answering,
    start_campaign,
    unpublish_results,
    write_letter_words,
)
from cities.gather.surveys.models import Campaign
from tests.factories import CampaignFactory, CodingThemeFactory, DelegateFactory, OrganisationFactory, RespondentFactory
from tests.factories.instruments import InstrumentVersionFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def member(db):
    organisation = OrganisationFactory(code="dakar", published=True, since=2019)
    DelegateFactory(organisation=organisation, user__email="mayor@example.org", representative=True)
    return organisation


def test_starting_asks_every_member_once(version, member):
    draft = CampaignFactory(version=version)

    start_campaign(draft, by=None)
    start_campaign(draft, by=None)

    assert draft.is_running
    assert list(Letter.objects.values_list("address", flat=True)) == ["mayor@example.org"]


def test_campaign_that_opens_later_writes_later(version, member):
    draft = CampaignFactory(version=version, opens_on=TODAY() + timedelta(days=3))

    start_campaign(draft, by=None)

    assert (draft.is_running, Letter.objects.count()) == (True, 0)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"version__state": "draft"}, "version"),
        ({"closes_on": TODAY() - timedelta(days=1)}, "over"),
        ({"audience": {"kinds": ["no-such-kind"]}}, "nobody"),
    ],
)
def test_campaign_that_is_not_ready_says_why(member, facts, reason):
    draft = CampaignFactory(**facts)
    save_campaign(draft, texts={"en": {"title": "Survey"}}, by=None)

    with pytest.raises(CampaignNotReady, match=reason):
        start_campaign(draft, by=None)

    draft.refresh_from_db()
    assert draft.is_draft


def test_campaign_without_words_is_not_ready(version, member):
    draft = CampaignFactory(version=version)
    draft.texts.all().delete()

    with pytest.raises(CampaignNotReady, match="words"):
        start_campaign(draft, by=None)


def test_words_are_kept_and_the_first_language_is_the_original(version, member):
    campaign = Campaign(code="new", version=version, opens_on=TODAY(), closes_on=TODAY(), languages=["en", "fr"])

    save_campaign(campaign, texts={"en": {"title": "Survey"}, "fr": {"title": "Enquête"}}, by=None)
    save_campaign(campaign, texts={"fr": {"title": "L’enquête"}, "en": {"title": "Survey"}}, by=None)

    assert dict(campaign.texts.values_list("language", "state")) == {"fr": "original", "en": "human"}
    assert campaign.texts.get(language="fr").title == "L’enquête"
    assert campaign.respondents.count() == 1


def test_changed_original_leaves_the_translation_behind(campaign):
    save_campaign(campaign, texts={"en": {"title": "Survey"}, "fr": {"title": "Enquête"}}, by=None)

    save_campaign(campaign, texts={"en": {"title": "The survey"}, "fr": {"title": "Enquête"}}, by=None)

    assert campaign.texts.get(language="fr").stale_fields(campaign.texts.get(language="en")) == ["title"]


def test_closing_and_extending(campaign):
    close_campaign(campaign, by=None)
    close_campaign(campaign, by=None)
    later = TODAY() + timedelta(days=40)

    extend_campaign(campaign, until=later, by=None)

    assert (campaign.is_running, campaign.closed_at, campaign.closes_on) == (True, None, later)
    assert ModelLogEntry.objects.filter(action="survey.closed").count() == 1


def test_sheets_take_answers_as_long_as_their_campaign(campaign):
    sheet = start_answering(RespondentFactory(campaign=campaign), language="en", by=None).sheet
    last_day, closes_on = timezone.localdate(sheet.ends_at - timedelta(microseconds=1)), campaign.closes_on

    close_campaign(campaign, by=None)
    sheet.refresh_from_db()
    was_open = sheet.is_open
    extend_campaign(campaign, until=TODAY() + timedelta(days=9), by=None)
    sheet.refresh_from_db()

    assert (last_day, was_open, sheet.is_open) == (closes_on, False, True)


def test_only_a_closed_campaign_is_published(campaign, closed):
    with pytest.raises(CampaignNotReady):
        publish_results(campaign, by=None)

    publish_results(closed, by=None)

    assert closed.is_published
    assert unpublish_results(closed, by=None).is_published is False


def test_published_campaign_that_is_extended_stays_closed():
    published = CampaignFactory(published=True)

    extend_campaign(published, until=TODAY(), by=None)

    assert published.is_closed


def test_next_campaign_takes_over_words_letters_codebook_and_the_newest_version(closed, member):
    write_letter_words(closed, occasion="reminder", texts={"en": {"subject": "Please", "body": "{link}"}}, by=None)
    CodingThemeFactory(campaign=closed, code="funds", words={"en": {"label": "Funds"}})
    newest = InstrumentVersionFactory(instrument=closed.version.instrument, number=closed.version.number + 1, published=True)

    following = follow_campaign(closed, code="next", opens_on=TODAY(), closes_on=TODAY(), by=None)

    assert (following.previous, following.version, following.is_draft) == (closed, newest, True)
    assert following.letters.get().texts.get().subject == "Please"
    assert following.themes.get().texts.get().label == "Funds"
    assert following.texts.get().title == "Member survey"


def test_letter_without_words_goes_back_to_the_shipped_one(campaign):
    write_letter_words(campaign, occasion="reminder", texts={"en": {"subject": "Please", "body": "{link}"}}, by=None)

    assert write_letter_words(campaign, occasion="reminder", texts={}, by=None) is None
    assert campaign.letters.count() == 0
