"""A campaign from the overview: its buttons, its letters, its answers."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cities.core.models import Letter
from cities.gather.surveys.models import AnswerTranslation, Coding
from tests.factories import CampaignFactory, OrganisationFactory, RespondentFactory

pytestmark = pytest.mark.django_db


def act(client, campaign, name, **given):
    response = client.post(reverse("desk:act_on_survey", args=[campaign.code, name]), given, follow=True)
    campaign.refresh_from_db()
    return [str(message) for message in response.context["messages"]] if response.context else []


def test_overview_tells_who_is_missing(desk_client, campaign, answered):
    page = desk_client.get(reverse("desk:survey", args=[campaign.code]))

    assert [row.name for row in page.context["missing"]] == ["Lome"]
    assert [(step.label, step.count) for step in page.context["steps"]][-1] == ("Submitted", 1)
    assert "Un fonds" in page.content.decode()


def test_draft_is_started_by_a_button_or_says_why_not(desk_client, version):
    draft = CampaignFactory(version=version)

    assert act(desk_client, draft, "start") == ["Nobody is asked: the filter leaves no member."]
    OrganisationFactory(published=True, since=2019, private_contacts=[])
    assert act(desk_client, draft, "start") == ["The campaign is running: 0 letters were sent."]
    assert draft.is_running


def test_missing_are_reminded_once(desk_client, campaign, answered):
    assert act(desk_client, campaign, "remind") == ["1 reminder was sent."]
    assert act(desk_client, campaign, "remind")[0].startswith("Nobody needs a reminder now")
    assert Letter.objects.count() == 1


def test_end_is_moved_campaign_closed_results_published_and_taken_back(desk_client, campaign):
    later = timezone.localdate() + timedelta(days=60)

    act(desk_client, campaign, "extend", until="2020-01-01")
    act(desk_client, campaign, "extend", until=later.isoformat())
    act(desk_client, campaign, "publish")
    assert (campaign.closes_on, campaign.is_published) == (later, False)
    act(desk_client, campaign, "close")
    act(desk_client, campaign, "publish")
    assert campaign.is_published
    act(desk_client, campaign, "unpublish")
    assert not campaign.is_published


def test_address_that_is_added_is_written_to_at_once(desk_client, campaign):
    respondent = RespondentFactory(campaign=campaign, address="")

    act(desk_client, campaign, "address", respondent=respondent.pk, address="not an address")
    act(desk_client, campaign, "address", respondent=respondent.pk, address="new@example.org")

    assert Letter.objects.get().address == "new@example.org"


def test_answers_that_came_otherwise_are_noted_or_typed_in(desk_client, campaign, answered):
    _first, second = answered

    response = desk_client.post(reverse("desk:act_on_survey", args=[campaign.code, "type"]), {"respondent": second.pk})
    second.refresh_from_db()
    assert response.url == f"/en/answer/{second.sheet_id}/"
    assert desk_client.get(response.url).status_code in {200, 302}
    act(desk_client, campaign, "elsewhere", respondent=second.pk)
    second.refresh_from_db()
    assert second.answered_elsewhere


def test_act_nobody_knows_and_respondent_of_others_are_not_found(desk_client, campaign):
    other = RespondentFactory()

    for name, given in (("explode", {}), ("elsewhere", {"respondent": other.pk}), ("elsewhere", {"respondent": "x"})):
        assert desk_client.post(reverse("desk:act_on_survey", args=[campaign.code, name]), given).status_code == 404


def test_letter_is_written_previewed_and_given_up(desk_client, campaign):
    path = reverse("desk:survey_letters", args=[campaign.code]) + "?occasion=reminder&language=fr"

    wrong = desk_client.post(path, {"subject": "{titel}", "body": "No way in"})
    desk_client.post(path, {"subject": "Bonjour {organisation}", "body": "{link}"})
    own = desk_client.get(path).context["preview"]
    desk_client.post(path, {"subject": "x", "body": "{link}", "shipped": "1"})

    assert (wrong.status_code, "titel" in wrong.content.decode()) == (422, True)
    assert (own.words.subject, own.is_own) == ("Bonjour Name of the member", True)
    assert desk_client.get(path).context["preview"].is_own is False


def test_results_are_counted_crossed_and_drawn(desk_client, campaign, answered):
    page = desk_client.get(reverse("desk:survey_results", args=[campaign.code]), {"by": "region"})
    [table] = [table for shown, _finding, table in page.context["items"] if shown.item.code == "sector"]

    drawn = desk_client.get(reverse("desk:survey_chart", args=[campaign.code, "sector", "wide", "dark"]))

    assert [(answered, counts) for _name, answered, counts in table.groups] == [(1, (0, 0, 1))]
    assert (drawn.headers["Content-Type"], drawn.content[:4]) == ("image/svg+xml; charset=utf-8", b"<svg")
    assert desk_client.get(reverse("desk:survey_chart", args=[campaign.code, "sector", "wide", "pink"])).status_code == 404


def test_open_answers_are_sorted_and_translated(desk_client, campaign, answered):
    first, _second = answered
    path = reverse("desk:survey_words", args=[campaign.code, "advice"])

    desk_client.post(path, {"new_theme": "1", "label": "Funds"})
    desk_client.post(path, {"answer": f"{first.sheet_id}/0", "theme": "funds", "translation": "A fund"})
    page = desk_client.get(path, {"theme": "funds"})

    assert Coding.objects.get().theme.code == "funds"
    assert AnswerTranslation.objects.get().words == "A fund"
    assert [answer.words for answer in page.context["answers"]] == ["Un fonds"]
    assert desk_client.post(path, {"answer": "nothing/0"}).status_code == 404
    desk_client.post(path, {"remove_theme": "funds"})
    assert campaign.themes.count() == 0


@pytest.mark.parametrize(("audience", "knows"), [("staff", True), ("anyone", False)])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_exports_go_to_whom_they_are_for(desk_client, campaign, answered, audience, knows, ending):
    response = desk_client.get(reverse("desk:export_survey", args=[campaign.code, audience, ending]))

    assert response.headers["Content-Disposition"].startswith(f'attachment; filename="asked-{audience}')
    if ending == "csv":
        assert ("Dakar" in response.content.decode()) == knows
