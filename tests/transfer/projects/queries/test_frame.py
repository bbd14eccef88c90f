import pytest

from cities.transfer.projects.queries import frame_offers
from tests.factories import ConsentFactory, PersonFactory, PersonRoleFactory, PracticeFactory, TransferFactory
from tests.factories import table as make_table

pytestmark = pytest.mark.django_db

DAY = "2026-01-31T12:00:00Z"


@pytest.fixture
def table():
    return make_table()


def test_frame_offers_what_anyone_may_see_of_either_side(table):
    given, taken = (PracticeFactory(published=True, brought_by=side) for side in (table.origin, table.destination))
    PracticeFactory(brought_by=table.origin)
    sibling = TransferFactory(published=True, practices=[table.practice])
    TransferFactory(practices=[table.practice])

    offers = frame_offers(table.transfer, knows_people=True)

    assert ({*offers.practices}, offers.follows, offers.result) == ({table.practice, given}, (sibling,), (taken,))


def test_what_is_linked_stays_offered_whatever_became_of_it(table):
    """A dossier of others, a transfer of another practice that is no longer public, somebody who has left."""
    result, followed, person = PracticeFactory(published=True), TransferFactory(), PersonFactory()
    PersonRoleFactory(person=person, organisation=table.origin, until="2020-01-01")
    table.transfer.result, table.transfer.reference_person = result, person
    table.transfer.follows.set([followed])

    offers = frame_offers(table.transfer, knows_people=False)

    assert (offers.follows, offers.result, offers.reference_person) == ((followed,), (result,), (person,))


def test_people_are_offered_to_the_other_side_only_with_their_consent(table):
    silent, taken_back, agreed = (PersonRoleFactory(organisation=table.origin).person for _one in range(3))
    ConsentFactory(person=silent, field="position", given_at=DAY)
    ConsentFactory(person=taken_back, given_at=DAY, withdrawn_at=DAY)
    ConsentFactory(person=agreed, given_at=DAY)

    assert frame_offers(table.transfer, knows_people=False).reference_person == (agreed,)
    assert {*frame_offers(table.transfer, knows_people=True).reference_person} == {silent, taken_back, agreed}
