import pytest
from django.contrib.auth.models import Group
from django.test import Client

from cities.desk.actions import prepare_desk
from cities.transfer.matching.models import Match
from cities.transfer.matching.scoring import WEIGHTS
from tests.factories import MatchFactory, NeedFactory, OfferFactory, OrganisationFactory, PracticeFactory, UserFactory

pytestmark = pytest.mark.django_db

SCREENS = ("/admin/matching/", "/admin/matching/needs/", "/admin/matching/offers/", "/admin/matching/weights/")


@pytest.fixture
def need():
    return NeedFactory(sentence="Zeppelins for everybody", visibility="secretariat")


def signed_in(role):
    prepare_desk()
    user = UserFactory()
    user.groups.set(Group.objects.filter(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("path", SCREENS)
def test_coordinators_see_the_screens(path):
    assert signed_in("Editors").get(path).status_code == 200


@pytest.mark.parametrize("role", ["Translators", "Facilitators", "Regional stewards"])
def test_others_of_the_staff_do_not(role, need):
    client = signed_in(role)

    for path in (*SCREENS, f"/admin/matching/need/{need.pk}/"):
        response = client.get(path)
        assert response.status_code in (302, 403)
        assert "Zeppelins" not in response.content.decode()


def test_lists_know_no_other_kind(desk_client):
    assert desk_client.get("/admin/matching/wishes/").status_code == 404


def test_private_needs_are_listed_for_coordinators(desk_client, need):
    response = desk_client.get("/admin/matching/needs/?state=unanswered")

    assert [row.sentence for row, _state in response.context["rows"]] == ["Zeppelins for everybody"]
    assert desk_client.get("/admin/matching/needs/?state=closed").context["total"] == 0


def test_score_is_shown_signal_by_signal(desk_client, need):
    MatchFactory(need=need, signals={"subject": 0.5, "adopted": 1.0}, score=0.56)

    row = desk_client.get(f"/admin/matching/need/{need.pk}/").context["rows"][0]

    assert dict(zip(WEIGHTS, row.added, strict=True))["adopted"] == WEIGHTS["adopted"]
    assert len(row.added) == len(WEIGHTS)


def test_coordinator_finds_and_proposes_by_hand(desk_client, need):
    practice = PracticeFactory(
        code="airships", published=True, contact=OrganisationFactory(published=True), texts={"en": {"title": "Airships"}}
    )
    found = desk_client.get(f"/admin/matching/need/{need.pk}/?q=airships").context["found"]
    assert [hit.record_id for hit in found] == [practice.pk]

    desk_client.post(f"/admin/matching/need/{need.pk}/", {"subject": f"practice:{practice.pk}", "words": "They fly."})

    match = Match.objects.get()
    assert (match.is_by_hand, match.note, match.subject) == (True, "They fly.", practice.pk)


def test_proposal_says_why(desk_client, need):
    practice = PracticeFactory(published=True, contact=OrganisationFactory(published=True))

    response = desk_client.post(f"/admin/matching/need/{need.pk}/", {"subject": f"practice:{practice.pk}", "words": ""})

    assert (response.status_code, Match.objects.count()) == (422, 0)


def test_what_was_declined_or_is_their_own_is_not_proposed(desk_client, need):
    declined = MatchFactory(need=need, declined=True)
    own = PracticeFactory(published=True, contact=need.organisation)

    for subject in (declined.subject, own.pk):
        desk_client.post(f"/admin/matching/need/{need.pk}/", {"subject": f"practice:{subject}", "words": "Again."})

    assert list(Match.objects.values_list("state", flat=True)) == ["declined"]


def test_need_is_matched_anew(desk_client, need):
    desk_client.post(f"/admin/matching/need/{need.pk}/", {"match": "1"})

    assert need.matching.matched_at is not None


def test_offers_are_listed(desk_client):
    OfferFactory(sentence="A week with us", capacity=2)

    assert "A week with us" in desk_client.get("/admin/matching/offers/").content.decode()


def test_start_of_the_desk_counts_needs_without_an_answer(desk_client, need):
    assert "need without an answer" in desk_client.get("/admin/").content.decode()
