from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from cities.transfer.matching.actions import introduction_link
from cities.transfer.matching.models import Capacity, Introduction, Match
from cities.transfer.needs.models import Need
from cities.transfer.needs.ports import Suggestion, add_source, remove_source
from tests.factories import DelegateFactory, IntroductionFactory, MatchFactory, NeedFactory, OrganisationFactory, PracticeFactory

pytestmark = pytest.mark.django_db

PAGE = "/en/my/dakar/matches/"


@pytest.fixture
def need(network):
    return NeedFactory(organisation=network.dakar, sentence="Nous cherchons des dépôts.", language="fr")


@pytest.fixture
def match(need, network):
    """The practice of Montréal, proposed to Dakar."""
    return MatchFactory(need=need, subject=network.other.pk, answerer=network.montreal)


def decide(client, match, **typed):
    return client.post(f"{PAGE}{match.pk}/", typed, follow=True)


def test_matches_stand_with_their_reasons(awa, match):
    response = awa.get(PAGE)

    card = response.context["board"].needs[0].waiting[0]
    assert (str(card.title), str(card.answerer), card.reasons[1]) == ("Depot", "Montreal", "You can read it in English.")
    assert card.reasons[0] in response.content.decode()


def test_reasons_are_told_in_the_reader_s_language(awa, match):
    assert "Vous pouvez le lire en anglais." in awa.get("/fr/my/dakar/matches/").content.decode()


def test_start_says_what_waits(awa, match, network):
    IntroductionFactory(match__answerer=network.dakar)

    start = awa.get("/en/my/dakar/").context["start"]

    assert (start.matches, start.requests) == (1, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_requests_to_be_introduced_cost_the_same_however_many(awa, network, count, django_assert_max_num_queries):
    for _number in range(count):
        IntroductionFactory(match__answerer=network.dakar)
    awa.get(PAGE)

    with django_assert_max_num_queries(28):
        board = awa.get(PAGE).context["board"]

    assert [bool(request.subject) for request in board.requests] == [True] * count


def test_kept_match_can_be_taken_back(awa, match):
    assert [len(board.accepted) for board in decide(awa, match, decision="accept").context["board"].needs] == [1]
    assert [len(board.waiting) for board in decide(awa, match, decision="reconsider").context["board"].needs] == [1]


def test_declined_match_says_why_and_lies_aside(awa, match):
    decide(awa, match, decision="decline", refusal="context", remark="Autre droit.")

    declined = Match.objects.get()
    assert (declined.state, declined.refusal, declined.remark) == ("declined", "context", "Autre droit.")
    assert len(awa.get(PAGE).context["board"].needs[0].declined) == 1


@pytest.mark.parametrize("refusal", ["", "because"])
def test_declining_without_a_reason_changes_nothing(awa, match, refusal):
    decide(awa, match, decision="decline", refusal=refusal)

    assert Match.objects.get().state == "proposed"


def test_more_is_asked_for(awa, need):
    response = awa.post(f"/en/my/dakar/needs/{need.pk}/more/", follow=True)

    assert (response.status_code, need.matching.rounds, need.matching.asked_help_at is not None) == (200, 2, True)


def test_introduction_is_asked_with_a_consent(awa, match):
    address = f"{PAGE}{match.pk}/introduction/"
    assert awa.get(address).status_code == 200

    assert awa.post(address, {"words": "Bonjour"}).status_code == 422
    assert Introduction.objects.count() == 0

    awa.post(address, {"words": "Bonjour", "consent": "on"})
    assert (Introduction.objects.get().words, Match.objects.get().state) == ("Bonjour", "accepted")


def test_introduction_waits_where_there_is_no_room(awa, match):
    Capacity.objects.create(organisation=match.answerer, most=0)

    response = awa.post(f"{PAGE}{match.pk}/introduction/", {"consent": "on"}, follow=True)

    assert (Introduction.objects.count(), Match.objects.get().state) == (0, "accepted")
    assert "Montreal takes no more introductions just now." in response.content.decode()


@pytest.mark.parametrize(("answer", "state"), [("agree", "agreed"), ("refuse", "refused")])
def test_who_is_asked_answers_in_the_space(jiwoo, match, answer, state):
    introduction = IntroductionFactory(match=match, organisation=match.answerer)
    assert [str(asked.sentence) for asked in jiwoo.get("/en/my/montreal/matches/").context["board"].requests] == [
        "Nous cherchons des dépôts."
    ]

    jiwoo.post(f"/en/my/montreal/introductions/{introduction.pk}/", {"answer": answer, "remark": "Oui"})

    assert Introduction.objects.get().state == state


def test_who_has_no_account_answers_by_the_link_of_the_letter(client, match):
    introduction = IntroductionFactory(match=match, organisation=match.answerer)
    link = introduction_link(introduction.pk, "en").removeprefix("http://localhost:8000").replace("http://testserver", "")
    link = link[link.index("/en/") :]

    assert "Nous cherchons des dépôts." in client.get(link).content.decode()
    client.post(link, {"answer": "agree"})
    client.post(link, {"answer": "refuse"})

    assert Introduction.objects.get().state == "agreed"
    assert "You are introduced to" in client.get(link).content.decode()


def test_another_key_opens_nothing(client, match):
    introduction = IntroductionFactory(match=match)

    assert client.get(f"/en/introduction/{introduction.pk}/another/").status_code == 404


def test_capacity_and_pause_are_set(awa, network):
    until = timezone.localdate() + timedelta(days=20)

    awa.post(f"{PAGE}capacity/", {"most": "1", "paused_until": until.isoformat()})

    capacity = Capacity.objects.get()
    assert (capacity.organisation, capacity.most, capacity.paused_until) == (network.dakar, 1, until)
    assert awa.get(PAGE).context["board"].paused_until == until


@pytest.mark.parametrize("typed", [{"most": "-1"}, {"most": "3", "paused_until": "2020-01-01"}])
def test_wrong_capacity_changes_nothing(awa, typed):
    assert awa.post(f"{PAGE}capacity/", typed).status_code == 422
    assert Capacity.objects.count() == 0


@pytest.mark.parametrize("act", ["", "introduction/"])
def test_match_of_another_member_is_not_there(jiwoo, match, act):
    assert jiwoo.post(f"/en/my/montreal/matches/{match.pk}/{act}", {"decision": "accept", "consent": "on"}).status_code == 404
    assert jiwoo.post(f"/en/my/dakar/matches/{match.pk}/{act}", {"decision": "accept"}).status_code == 404
    assert Match.objects.get().state == "proposed"


def test_request_to_another_member_is_not_there(awa, match):
    introduction = IntroductionFactory(match=match, organisation=match.answerer)

    assert awa.post(f"/en/my/dakar/introductions/{introduction.pk}/", {"answer": "agree"}).status_code == 404


def test_transfer_is_opened_from_what_was_kept(awa, match):
    decide(awa, match, decision="accept")

    url = awa.get(PAGE).context["board"].needs[0].accepted[0].transfer_url

    assert url == f"/en/transfers/new/?practice={match.subject}&need={match.need_id}"
    assert awa.get(url).status_code == 200


def test_need_is_told_in_two_steps_where_it_is_understood(awa, concepts):
    said = {"sentence": "Nous cherchons du microcrédit.", "visibility": "members", "urgency": "soon"}
    response = awa.post("/fr/my/dakar/needs/new/need/", said)
    assert (response.context["topics"], Need.objects.count()) == ((("themes", "themes:microcredit", "Microcrédit"),), 0)

    response = awa.post("/fr/my/dakar/needs/new/need/", {**said, "confirmed": "1", "themes": ["themes:microcredit"]})

    need = Need.objects.get()
    assert [concept.key for concept in need.concepts.all()] == ["themes:microcredit"]
    assert response["Location"] == f"/fr/my/dakar/matches/#need-{need.pk}"


def test_what_was_understood_wrongly_is_taken_away(awa, concepts):
    said = {"sentence": "Nous cherchons du microcrédit.", "visibility": "members", "urgency": "soon"}

    awa.post("/fr/my/dakar/needs/new/need/", {**said, "confirmed": "1"})

    assert list(Need.objects.get().concepts.all()) == []


def test_need_told_finds_at_once(awa, concepts, network):
    texts = {"en": {"title": "Loans for market women", "results": "It works."}}
    lent = PracticeFactory(published=True, started=2015, concepts=[concepts.microcredit], texts=texts)
    said = {
        "sentence": "Loans for market women",
        "visibility": "members",
        "urgency": "soon",
        "confirmed": "1",
        "themes": "themes:microcredit",
    }

    awa.post("/en/my/dakar/needs/new/need/", said)

    assert Match.objects.filter(subject=lent.pk).exists()


def test_suggested_need_is_told_or_put_aside(awa, network):
    add_source("test", lambda organisation, language: [Suggestion(f"test:{n}", f"Un besoin {n}", "fr", "In a survey") for n in (1, 2)])
    try:
        assert "Un besoin 1" in awa.get("/en/my/dakar/needs/").content.decode()
        form = awa.get("/en/my/dakar/needs/new/need/?from=test:1").context["form"]
        assert form.initial["sentence"] == "Un besoin 1"
        awa.post("/en/my/dakar/needs/new/need/", {"from": "test:1", "sentence": "Un besoin", "visibility": "members", "urgency": "soon"})
        awa.post("/en/my/dakar/needs/aside/", {"from": "test:2"})
        awa.post("/en/my/dakar/needs/aside/", {"from": "test:3"})

        assert (Need.objects.get().origin, Need.objects.get().original_text.language) == ("test:1", "fr")
        assert awa.get("/en/my/dakar/needs/").context["suggestions"] == []
    finally:
        remove_source("test")


def test_search_without_an_answer_leads_to_telling_a_need(client, awa, people):
    page = client.get("/en/search/?q=zzyzx").content.decode()
    assert "/en/tell/?sentence=zzyzx" in page

    sentence = "crédit & marché"
    assert sentence.replace("&", "&amp;") in client.get(f"/en/tell/?sentence={quote(sentence)}").content.decode()
    assert awa.get(f"/en/tell/?sentence={quote(sentence)}").url.startswith("/en/my/dakar/needs/new/need/?sentence=cr%C3%A9dit")
    DelegateFactory(organisation=OrganisationFactory(published=True), user=people.awa)
    assert len(awa.get("/en/tell/?sentence=x").context["addresses"]) == 2
