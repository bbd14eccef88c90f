from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from cities.core.actions import send_waiting_letters
from cities.core.keys import key_digest
from cities.core.models import Letter
from cities.gather.surveys.actions import ask_respondents, open_link, record_bounces, remind_missing, thank_respondents, write_letter_words
from cities.gather.surveys.models import Respondent
from tests.factories import OrganisationFactory, RespondentFactory, UserFactory

pytestmark = pytest.mark.django_db


def link_in(body):
    return next(line for line in body.splitlines() if "/survey/" in line and "decline" not in line)


def test_everyone_with_an_address_is_asked_once_in_their_language(campaign, django_capture_on_commit_callbacks):
    RespondentFactory(campaign=campaign, language="fr", address="dakar@example.org")
    RespondentFactory(campaign=campaign, address="")

    with django_capture_on_commit_callbacks(execute=True):
        counts = [ask_respondents(campaign, by=None), ask_respondents(campaign, by=None)]

    assert counts == [1, 0]
    assert [(letter.to, letter.extra_headers["Content-Language"]) for letter in mail.outbox] == [(["dakar@example.org"], "fr")]
    assert "vos réponses" in mail.outbox[0].subject


def test_link_of_the_letter_opens_and_is_kept_nowhere(campaign):
    respondent = RespondentFactory(campaign=campaign)

    ask_respondents(campaign, by=None)

    key = link_in(Letter.objects.get().body).rstrip("/").rpartition("/")[2]
    assert open_link(key) == respondent
    assert respondent.links.get().key_digest == key_digest(key)
    send_waiting_letters()
    assert Letter.objects.get().body == ""


def test_letter_offers_the_way_out(campaign, django_capture_on_commit_callbacks):
    RespondentFactory(campaign=campaign)

    with django_capture_on_commit_callbacks(execute=True):
        ask_respondents(campaign, by=None)

    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe"].endswith("/decline/>")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].strip("<>") in mail.outbox[0].body


def test_line_breaks_in_names_make_no_headers(campaign, django_capture_on_commit_callbacks):
    campaign.texts.update(title="Survey\r\nBcc: everyone@example.org")
    organisation = OrganisationFactory(published=True, since=2019, texts={"en": {"name": "City\nBcc: all@example.org"}})
    RespondentFactory(campaign=campaign, organisation=organisation, address="city@example.org")

    with django_capture_on_commit_callbacks(execute=True):
        ask_respondents(campaign, by=None)

    message = mail.outbox[0].message()
    assert message["Bcc"] is None
    assert "\n" not in mail.outbox[0].subject
    assert mail.outbox[0].recipients() == ["city@example.org"]


def test_own_wording_wins_in_its_language_only(campaign):
    write_letter_words(campaign, occasion="invitation", texts={"en": {"subject": "Hello {organisation}", "body": "{link}"}}, by=None)
    RespondentFactory(campaign=campaign, language="en", organisation__code="dakar")
    RespondentFactory(campaign=campaign, language="es")

    ask_respondents(campaign, by=None)

    subjects = dict(Letter.objects.values_list("language", "subject"))
    assert subjects["en"] == "Hello Dakar"
    assert "sus respuestas" in subjects["es"]


def test_only_those_who_have_not_answered_are_reminded_and_not_twice_in_a_while(campaign):
    missing = RespondentFactory(campaign=campaign, asked=True)
    RespondentFactory(campaign=campaign, asked=True, answers={"sector": "care"})
    RespondentFactory(campaign=campaign, asked=True, declined_at=timezone.now())
    RespondentFactory(campaign=campaign, asked=True, answered_elsewhere=True)
    RespondentFactory(campaign=campaign, asked=True, bounced_at=timezone.now())
    RespondentFactory(campaign=campaign, asked_at=timezone.now() - timedelta(days=1))
    RespondentFactory(campaign=campaign)
    later = timezone.now() + timedelta(days=campaign.days_between_letters, minutes=1)

    counts = [remind_missing(campaign, by=None), remind_missing(campaign, by=None)]

    assert counts == [1, 0]
    assert Letter.objects.get().address == missing.address
    assert remind_missing(campaign, by=None, now=later) == 2
    assert Letter.objects.filter(address=missing.address).count() == 2


@pytest.mark.parametrize(("kind", "is_reminded"), [("reminders", False), ("surveys", False), ("news", True)])
def test_whoever_muted_reminders_is_not_reminded(campaign, kind, is_reminded):
    UserFactory(email="mayor@example.org", muted=[kind])
    RespondentFactory(campaign=campaign, asked=True, address="Mayor@example.org")

    assert remind_missing(campaign, by=None) == int(is_reminded)
    assert Letter.objects.exists() == is_reminded


def test_link_of_the_invitation_outlives_a_reminder(campaign):
    respondent = RespondentFactory(campaign=campaign)
    ask_respondents(campaign, by=None)
    Respondent.objects.update(asked_at=timezone.now() - timedelta(days=9))

    remind_missing(campaign, by=None)

    keys = [link_in(letter.body).rstrip("/").rpartition("/")[2] for letter in Letter.objects.all()]
    assert [open_link(key) for key in keys] == [respondent, respondent]


def test_who_submitted_is_thanked_once(campaign):
    RespondentFactory(campaign=campaign, asked=True, answers={"sector": "care"})
    RespondentFactory(campaign=campaign, asked=True)

    assert [thank_respondents(campaign), thank_respondents(campaign)] == [1, 0]


def test_refused_letters_are_noted_at_the_address_they_went_to(campaign):
    refused = RespondentFactory(campaign=campaign)
    corrected = RespondentFactory(campaign=campaign)
    ask_respondents(campaign, by=None)
    Letter.objects.update(refused_at=timezone.now())
    Respondent.objects.filter(pk=corrected.pk).update(address="new@example.org")

    assert [record_bounces(campaign), record_bounces(campaign)] == [1, 0]
    assert [each.pk for each in Respondent.objects.filter(bounced_at__isnull=False)] == [refused.pk]


@pytest.mark.parametrize("count", [1, 3])
def test_letters_cost_five_queries_each_and_few_more(campaign, count, django_assert_max_num_queries):
    RespondentFactory.create_batch(count, campaign=campaign)

    with django_assert_max_num_queries(14 + 5 * count):
        ask_respondents(campaign, by=None)

    assert Letter.objects.count() == count
