import pytest

from cities.commons.instruments.models import AnswerSheet
from cities.gather.surveys.actions import decline, open_link, own_respondent, start_answering, take_part_again
from tests.factories import CampaignFactory, DelegateFactory, PersonalLinkFactory, RespondentFactory

pytestmark = pytest.mark.django_db


def test_key_opens_its_respondent_and_is_noted_once(campaign):
    link = PersonalLinkFactory(respondent__campaign=campaign, key="sesame")

    first, again = open_link("sesame"), open_link("sesame")

    assert first == again == link.respondent
    assert first.opened_at == again.opened_at
    assert open_link("nothing") is None


def test_several_people_of_one_organisation_fill_one_sheet(campaign):
    respondent = RespondentFactory(campaign=campaign, asked=True)

    first = start_answering(respondent, language="fr", by=None)
    second = start_answering(respondent, language="es", by=None)

    assert first.sheet == second.sheet == AnswerSheet.objects.get()
    assert (first.sheet.organisation, first.sheet.language) == (respondent.organisation, "fr")


def test_last_answers_are_filled_in_where_the_campaign_says_so(closed):
    item = closed.version.items.get(code="sector")
    item.is_prefilled = True
    item.save()
    before = RespondentFactory(campaign=closed, answers={"sector": "care"})
    before.sheet.answers.create(item=item, value="care")
    for number, kind in enumerate(("filled-in", "shown")):
        campaign = CampaignFactory(version=closed.version, running=True, previous=closed, last_answers=kind)
        respondent = RespondentFactory(campaign=campaign, organisation=before.organisation)

        started = start_answering(respondent, language="en", by=None)

        assert started.sheet.answers.filter(item=item, value="care").count() == 1 - number


def test_declining_can_be_taken_back_and_what_was_submitted_stays(campaign):
    respondent = RespondentFactory(campaign=campaign, asked=True)
    submitted = RespondentFactory(campaign=campaign, asked=True, answers={"sector": "care"})

    decline(submitted, by=None)
    decline(respondent, by=None)

    assert (respondent.declined_at is None, submitted.declined_at is None) == (False, True)
    assert take_part_again(respondent, by=None).declined_at is None


def test_beginning_takes_a_refusal_back(campaign):
    respondent = decline(RespondentFactory(campaign=campaign, asked=True), by=None)

    assert start_answering(respondent, language="en", by=None).declined_at is None


def test_somebody_answers_by_the_link_they_opened_or_for_whom_they_act(campaign):
    by_link, by_account = RespondentFactory(campaign=campaign), RespondentFactory(campaign=campaign)
    delegate = DelegateFactory(organisation=by_account.organisation)

    assert own_respondent(campaign, opened=[by_link.pk], by=None) == by_link
    assert own_respondent(campaign, opened=[], by=delegate.user) == by_account
    assert own_respondent(campaign, opened=[], by=None) is None
