"""Surveys are the business of who runs them: editors and administrators. Answers are nobody else's."""

import pytest
from django.urls import reverse

from cities.desk import urls

pytestmark = pytest.mark.django_db
GIVEN = {"campaign": "asked", "item": "advice", "width": "wide", "shade": "light", "audience": "staff", "ending": "csv", "act": "remind"}
OURS = [pattern for pattern in urls.urlpatterns if str(pattern.pattern).startswith("surveys/")]


def address(pattern, item="advice"):
    return reverse(f"desk:{pattern.name}", kwargs={name: {**GIVEN, "item": item}[name] for name in pattern.pattern.converters})


@pytest.mark.parametrize("pattern", OURS, ids=lambda pattern: pattern.name)
def test_screens_are_for_those_who_run_surveys(sign_in, answered, pattern):
    path = address(pattern, item="sector" if pattern.name == "survey_chart" else "advice")
    statuses = {}
    for role in ("Administrators", "Editors", "Translators", "reader"):
        statuses[role] = sign_in(role).get(path).status_code

    expected = 405 if pattern.name == "act_on_survey" else 200
    assert (statuses["Administrators"], statuses["Editors"]) == (expected, expected)
    assert statuses["reader"] == 302
    # Wagtail sends whoever may not to the start; a rule of ours refuses.
    assert statuses["Translators"] in {302, 403, 405}


@pytest.mark.parametrize("role", ["Translators", "reader"])
def test_forms_sent_without_rights_change_nothing(sign_in, answered, campaign, role):
    client = sign_in(role)

    for act in ("remind", "close", "publish", "start"):
        client.post(reverse("desk:act_on_survey", args=[campaign.code, act]))
    client.post(reverse("desk:survey_words", args=[campaign.code, "advice"]), {"new_theme": "1", "label": "Funds"})

    campaign.refresh_from_db()
    assert (campaign.state, campaign.themes.count()) == ("running", 0)
    assert campaign.respondents.filter(reminders__gt=0).count() == 0
