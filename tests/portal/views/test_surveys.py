"""From the link in a letter to the first question; and results for anyone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import CampaignFactory, DelegateFactory, PersonalLinkFactory, RespondentFactory, frozen_answer
from tests.factories.instruments import InstrumentVersionFactory, ItemFactory, OptionListFactory, SectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(db):
    version = InstrumentVersionFactory(published=True)
    section = SectionFactory(version=version, code="all", words={"en": {"title": "All of it"}})
    sectors = OptionListFactory(version=version, code="sectors", codes=("tourism", "culture", "care"))
    ItemFactory(section=section, code="sector", type="one-of", options=sectors, words={"en": {"label": "Which sector?"}})
    ItemFactory(section=section, code="advice", type="long-text", position=1, is_personal=True, words={"en": {"label": "Advice"}})
    return version


@pytest.fixture
def link(version):
    campaign = CampaignFactory(code="asked", version=version, running=True)
    return PersonalLinkFactory(key="open-sesame", respondent__campaign=campaign, respondent__organisation__code="dakar")


def read(client, path):
    return client.get(path).content.decode()


def test_key_is_taken_out_of_the_address_and_opens_the_survey(client, link):
    response = client.get("/en/survey/open-sesame/")

    assert response.url == "/en/surveys/asked/"
    assert "no-store" in response.headers["Cache-Control"]
    page = read(client, response.url)
    assert [words in page for words in ("For Dakar", "Member survey", "Begin", "open-sesame")] == [True, True, True, False]
    assert read(Client(), "/en/survey/open-sesamf/").count("cut it in two") == 1


def test_survey_is_closed_to_whoever_has_no_link(link, version):
    stranger, other = Client(), PersonalLinkFactory(key="other", respondent__campaign__version=version)
    stranger.get("/en/survey/other/")

    assert other.respondent.campaign != link.respondent.campaign
    for client in (Client(), stranger):
        assert client.get("/en/surveys/asked/").status_code == 404
        assert [client.post(f"/en/surveys/asked/{act}/").status_code for act in ("begin", "decline", "return")] == [404] * 3


def test_delegate_needs_no_link(client, link):
    client.force_login(DelegateFactory(organisation=link.respondent.organisation).user)

    assert "Begin" in read(client, "/en/surveys/asked/")


def test_beginning_leads_to_the_sheet_and_again_to_the_same(client, link):
    client.get("/en/survey/open-sesame/")

    first = client.post("/en/surveys/asked/begin/")
    again = client.post("/fr/surveys/asked/begin/")

    link.respondent.refresh_from_db()
    assert first.url == f"/en/answer/{link.respondent.sheet_id}/"
    assert again.url == f"/fr/answer/{link.respondent.sheet_id}/"
    assert client.get(first.url).status_code < 400
    assert "Go on answering" in read(client, "/en/surveys/asked/")


def test_campaign_that_is_over_begins_nothing(client, link):
    client.get("/en/survey/open-sesame/")
    campaign = link.respondent.campaign
    campaign.closes_on = timezone.localdate() - timedelta(days=1)
    campaign.save()

    assert client.post("/en/surveys/asked/begin/").url == "/en/surveys/asked/"
    assert "This survey closed on" in read(client, "/en/surveys/asked/")


def test_declining_by_the_page_can_be_undone(client, link):
    client.get("/en/survey/open-sesame/")

    client.post("/en/surveys/asked/decline/")
    assert "You said that you do not take part." in read(client, "/en/surveys/asked/")
    client.post("/en/surveys/asked/return/")
    assert "Begin" in read(client, "/en/surveys/asked/")


def test_mail_program_declines_with_one_click_and_without_a_cookie(link):
    client = Client(enforce_csrf_checks=True)

    seen = client.get("/en/survey/open-sesame/decline/")
    link.respondent.refresh_from_db()
    before = link.respondent.declined_at
    client.post("/en/survey/open-sesame/decline/", {"List-Unsubscribe": "One-Click"})

    link.respondent.refresh_from_db()
    assert (seen.status_code, before, link.respondent.declined_at is None) == (200, None, False)
    assert client.post("/en/survey/nothing/decline/").status_code == 404


def test_last_answers_stand_on_the_welcome_page(client, version):
    closed = CampaignFactory(version=version, closed=True)
    before = RespondentFactory(campaign=closed, answers={"sector": "care"})
    campaign = CampaignFactory(code="asked", version=version, running=True, previous=closed)
    PersonalLinkFactory(key="k", respondent__campaign=campaign, respondent__organisation=before.organisation)
    client.get("/en/survey/k/")

    page = read(client, "/en/surveys/asked/")

    assert [words in page for words in (f"What you answered in {closed.opens_on.year}", "Which sector?", "Care")] == [True] * 3


@pytest.fixture
def published(version):
    campaign = CampaignFactory(code="results", version=version, published=True, least_shown=3)
    for number, sector in enumerate(("tourism",) * 6 + ("culture",) * 4 + ("care",)):
        said = frozen_answer(f"zqwords{number}", publication=("named", "anonymous", "private", "")[number % 4])
        RespondentFactory(campaign=campaign, organisation__code=f"zqname-{number}", answers={"sector": sector, "advice": said})
    RespondentFactory(campaign=campaign, sample=True, answers={"sector": "care", "advice": frozen_answer("zqsample", publication="named")})
    return campaign


def test_results_hide_small_cells_and_what_would_give_them_away(client, published):
    page = client.get("/en/surveys/results/results/")
    [item] = [item for item in page.context["results"].sections[0].items if item.shown.item.code == "sector"]

    assert [code.count for code in item.shown.codes] == [6, None, None]
    assert "11 answers, of 11 members" in " ".join(page.content.decode().split())


def test_words_nobody_released_are_in_no_public_output(client, published):
    outputs = ("results/", "results.csv", "charts/sector.wide.light.svg", "charts/sector.narrow.dark.svg")

    told = "".join(read(client, f"/en/surveys/results/{output}") for output in outputs)

    words = {f"zqwords{number}": number % 4 in (0, 1) for number in range(11)}
    assert {word: f"{word}<" in told or f"{word}\n" in told for word in words} == words
    assert "zqsample" not in told
    # Named with their words, and by nothing else.
    assert {number for number in range(11) if f"Zqname {number}<" in told} == {0, 4, 8}


def test_results_are_nobodys_before_they_are_published(client, version):
    CampaignFactory(code="closed", version=version, closed=True)

    for output in ("", "results/", "results.csv", "charts/sector.wide.light.svg"):
        assert client.get(f"/en/surveys/closed/{output}").status_code == 404


def test_list_names_what_is_published_only(client, published):
    CampaignFactory(version=published.version, closed=True)

    assert [head.campaign for head, _coverage in client.get(reverse("portal:surveys")).context["surveys"]] == [published]


def test_chart_nobody_draws_is_not_found(client, published):
    for name in ("advice.wide.light", "nothing.wide.light", "sector.wide.pink", "sector.broad.light"):
        assert client.get(f"/en/surveys/results/charts/{name}.svg").status_code == 404
