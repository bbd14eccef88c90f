import pytest

from cities.commons.members.models import Consent, Person
from tests.factories import PersonFactory, PersonRoleFactory

pytestmark = pytest.mark.django_db

ALL = ["name", "position", "organisation", "languages"]


@pytest.fixture
def me(awa, people):
    """Awa, noted by herself."""
    awa.post(
        "/en/my/dakar/people/new/?me", {"name": "Awa Ndiaye", "position": "Deputy mayor", "role": "contact", "languages": ["fr", "en"]}
    )
    return Person.objects.get(user=people.awa)


@pytest.fixture
def other(network):
    """Somebody a representative noted, who has no account."""
    person = PersonFactory(name="Moussa Sow", address="moussa@example.org", languages=["fr"])
    PersonRoleFactory(person=person, organisation=network.dakar, position="Officer")
    return person


def consent(client, person, fields):
    return client.post(f"/en/my/dakar/people/{person.pk}/consents/", {"fields_shown": fields})


def test_nothing_is_shown_until_the_person_agrees(me, client):
    assert (me.address, me.published_fields) == ("awa@example.org", frozenset())
    assert "Awa Ndiaye" not in client.get("/en/members/dakar/").content.decode()


def test_readers_see_what_the_person_agreed_to_and_nothing_else(awa, me, client):
    consent(awa, me, ["name", "organisation"])

    page = client.get("/en/members/dakar/").content.decode()
    assert "Awa Ndiaye" in page
    assert [word for word in ("Deputy mayor", "awa@example.org", "French") if word in page.split('id="people"')[1].split("<aside")[0]] == []


def test_agreement_is_dated_with_the_wording(awa, me):
    consent(awa, me, ALL)

    given = Consent.objects.filter(person=me)
    assert {(one.field, one.wording, one.withdrawn_at) for one in given} == {(field, "2026-11", None) for field in ALL}


def test_agreement_taken_back_keeps_its_dates_and_hides_at_once(awa, me, client):
    consent(awa, me, ALL)

    consent(awa, me, ["name"])

    assert "Awa Ndiaye" not in client.get("/en/members/dakar/").content.decode()
    assert Consent.objects.filter(person=me, withdrawn_at__isnull=False).count() == 3


def test_name_alone_does_not_tie_somebody_to_the_organisation(awa, me, client):
    consent(awa, me, ["name", "position", "languages"])

    assert "Awa Ndiaye" not in client.get("/en/members/dakar/").content.decode()


def test_nobody_agrees_for_somebody_else(awa, fatou, desk_client, me, other):
    statuses = [consent(who, person, ALL).status_code for who, person in ((awa, other), (fatou, me), (fatou, other))]

    assert statuses == [403, 403, 403]
    assert (consent(desk_client, me, ALL).status_code, Consent.objects.count()) == (404, 0)


def test_representative_hides_and_cannot_show_again(awa, people, other, client):
    for field in ALL:
        Consent.objects.create(person=other, field=field, wording="2026-11", given_at="2026-01-01T00:00:00Z")
    assert "Moussa Sow" in client.get("/en/members/dakar/").content.decode()

    awa.post(f"/en/my/dakar/people/{other.pk}/hide/")

    assert "Moussa Sow" not in client.get("/en/members/dakar/").content.decode()
    assert consent(awa, other, ALL).status_code == 403


def test_contributor_changes_nobody_else(fatou, other):
    edit = fatou.post(f"/en/my/dakar/people/{other.pk}/", {"name": "Somebody", "role": "contact"})
    statuses = [fatou.post(f"/en/my/dakar/people/{other.pk}/{act}/").status_code for act in ("hide", "left")]

    assert (edit.status_code, statuses, fatou.get("/en/my/dakar/people/new/").status_code) == (403, [403, 403], 403)


def test_field_somebody_else_changes_is_hidden_until_agreed_again(awa, other):
    for field in ALL:
        Consent.objects.create(person=other, field=field, wording="2026-11", given_at="2026-01-01T00:00:00Z")

    awa.post(f"/en/my/dakar/people/{other.pk}/", {"name": "Moussa Sow", "position": "Director", "role": "contact", "languages": ["fr"]})

    assert Person.objects.get(pk=other.pk).published_fields == {"name", "organisation", "languages"}


def test_whoever_signs_in_with_the_noted_address_is_that_person(fatou, people, other):
    Person.objects.filter(pk=other.pk).update(address="Fatou@example.org")

    fatou.post(f"/en/my/dakar/people/{other.pk}/consents/", {"claim": "1"})

    assert Person.objects.get(pk=other.pk).user == people.fatou


def test_nobody_claims_a_person_with_another_address(fatou, other):
    fatou.post(f"/en/my/dakar/people/{other.pk}/consents/", {"claim": "1"})

    assert Person.objects.get(pk=other.pk).user is None


def test_who_has_left_is_shown_no_more(awa, me, client):
    consent(awa, me, ALL)

    awa.post(f"/en/my/dakar/people/{me.pk}/left/")

    assert "Awa Ndiaye" not in client.get("/en/members/dakar/").content.decode()
    assert awa.get("/en/my/dakar/people/").context["people"] == ()


def test_people_of_another_organisation_are_not_there(jiwoo, other):
    assert jiwoo.get(f"/en/my/montreal/people/{other.pk}/").status_code == 404
    assert jiwoo.post(f"/en/my/montreal/people/{other.pk}/hide/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_many(awa, network, django_assert_num_queries, count):
    for _number in range(count):
        PersonRoleFactory(organisation=network.dakar)

    with django_assert_num_queries(8):
        response = awa.get("/en/my/dakar/people/")

    assert len(response.context["people"]) == count
