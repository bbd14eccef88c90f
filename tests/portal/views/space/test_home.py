import pytest
from django.urls import reverse

from cities.commons.members.models import Delegate
from cities.gather.surveys.models import Respondent
from tests.factories import CampaignFactory, ConversationFactory, DelegateFactory, OrganisationFactory, RespondentFactory

pytestmark = pytest.mark.django_db


def test_way_in_asks_for_a_sign_in(client, network):
    response = client.get("/en/my/")

    assert (response.status_code, response.headers["Location"].split("?")[1]) == (302, "next=/en/my/")


def test_way_in_leads_straight_to_the_only_organisation(awa):
    assert awa.get("/fr/my/").headers["Location"] == "/fr/my/dakar/"


def test_way_in_offers_a_choice_of_several(awa, people, network):
    DelegateFactory(organisation=network.montreal, user=people.awa)

    response = awa.get("/en/my/")

    assert [str(space.name) for space in response.context["spaces"]] == ["City of Dakar", "Montreal"]


def test_way_in_tells_who_acts_for_nobody_what_to_do(desk_client):
    assert "You do not act for an organisation yet." in desk_client.get("/en/my/").content.decode()


def test_start_says_what_to_do_first(awa):
    start = awa.get("/en/my/dakar/").context["start"]

    assert [one.label for one in start.missing][:1] == ["title and summary in Spanish"]
    assert (start.is_due, start.confirmed_at, start.profile.standing.review) == (True, None, None)


def test_start_confirms_with_one_button(awa):
    response = awa.post("/en/my/dakar/still-right/", follow=True)

    assert response.context["start"].is_due is False
    assert "Confirmed in" in awa.get("/en/members/dakar/").content.decode()


@pytest.mark.parametrize("path", ["", "profile/", "profile/facts/", "practices/", "people/", "needs/"])
def test_space_of_another_organisation_is_not_there(jiwoo, network, path):
    assert jiwoo.get(f"/en/my/dakar/{path}").status_code == 404
    assert jiwoo.get(f"/en/my/nothing/{path}").status_code == 404


def test_space_closes_when_the_delegation_ends(awa, people):
    Delegate.objects.filter(user=people.awa).update(ended_at="2026-01-01T00:00:00Z")

    assert awa.get("/en/my/dakar/").status_code == 404


def test_header_leads_to_the_space_only_those_who_are_signed_in(awa, client):
    shared, own = client.get("/en/"), awa.get("/en/")

    assert "/en/my/" not in shared.content.decode()
    assert "/en/my/" in own.content.decode()
    assert (shared.headers["Cache-Control"], own.headers["Cache-Control"]) == ("public, max-age=60", "private, no-store")
    assert "Cookie" not in shared.headers.get("Vary", "")


def test_places_are_suggested_in_any_language(awa, network):
    found = awa.get(reverse("portal:my_places"), {"q": "séné"}).json()

    assert [place["name"] for place in found["places"]] == ["Senegal"]


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_organisations_costs_the_same_however_many(awa, people, django_assert_num_queries, count):
    for _number in range(count):
        DelegateFactory(organisation=OrganisationFactory(published=True), user=people.awa)

    with django_assert_num_queries(4):
        awa.get("/en/my/")


def test_survey_waits_until_it_is_sent_in(awa, network):
    campaign = CampaignFactory(running=True)
    RespondentFactory(campaign=campaign, organisation=network.dakar)
    RespondentFactory(campaign=CampaignFactory(closed=True), organisation=network.dakar)

    page = awa.get("/en/my/dakar/")
    [waiting] = page.context["start"].surveys

    assert (waiting.head.campaign, waiting.is_begun) == (campaign, False)
    assert f'href="/en/surveys/{campaign.code}/"' in page.content.decode()
    Respondent.objects.filter(campaign=campaign).update(answered_elsewhere=True)
    assert awa.get("/en/my/dakar/").context["start"].surveys == ()


def test_letters_are_listed_once_they_were_passed_on_and_wait_for_an_answer(awa, jiwoo, network):
    asked = ConversationFactory(organisation=network.dakar, confirmed=True, subject="How did you begin?")
    asked.messages.create(side="asker", words="We should like to know.")
    answered = ConversationFactory(organisation=network.dakar, confirmed=True, subject="Thank you")
    answered.messages.create(side="asker", words="Thanks.")
    answered.messages.create(side="member", words="With pleasure.")
    ConversationFactory(organisation=network.dakar, subject="Never confirmed").messages.create(side="asker", words="-")

    lines = awa.get("/en/my/dakar/letters/").context["conversations"]

    assert {(str(line.conversation), line.waits) for line in lines} == {("How did you begin?", True), ("Thank you", False)}
    assert [line.conversation for line in awa.get("/en/my/dakar/").context["start"].conversations] == [asked]
    assert jiwoo.get("/en/my/dakar/letters/").status_code == 404
