import re

from cities.transfer.projects.actions import agree, open_transfer, take_back_agreement
from cities.transfer.projects.actions.opening import Opening, origin_of
from tests.factories import NeedFactory, PracticeFactory


def test_opened_transfer_is_a_draft_between_two_sides(table):
    practice = PracticeFactory(published=True, contact=table.origin, territories=[table.montreal])
    need = NeedFactory(organisation=table.destination)

    transfer = open_transfer(practice, destination=table.destination, opening=Opening("Lanes", "fr", "match", need), by=table.taker)

    assert (transfer.origin, transfer.destination, transfer.need, transfer.trigger) == (table.origin, table.destination, need, "match")
    assert ([*transfer.origins.all()], [*transfer.territories.all()]) == ([table.montreal], [table.dakar])
    assert (transfer.live, transfer.phase, transfer.stays.get().phase) == (False, "understand", "understand")
    assert str(transfer.get_latest_revision_as_object().original_text) == "Lanes"


def test_code_is_readable_in_any_script_and_told_from_its_namesake(table):
    first, second = PracticeFactory.create_batch(2, published=True)

    codes = [
        open_transfer(practice, destination=table.destination, opening=Opening("서울", "ko"), by=None).code for practice in (first, second)
    ]

    assert codes[0] == "seoul"
    assert re.fullmatch(r"seoul-[0-9a-f]{8}", codes[1])


def test_opening_twice_returns_the_running_one(table):
    again = open_transfer(table.practice, destination=table.destination, opening=Opening("Another", "en"), by=table.taker)

    assert again == table.transfer


def test_one_that_is_no_longer_public_runs_on(table):
    for side in ("origin", "destination"):
        agree(table.transfer, side, by=None, basis="for a test")
    take_back_agreement(table.transfer, "origin", by=table.giver)

    again = open_transfer(table.practice, destination=table.destination, opening=Opening("Another", "en"), by=table.taker)

    assert again == table.transfer


def test_practice_of_an_organisation_nobody_may_see_has_no_origin(table):
    table.origin.live = False
    table.origin.save()

    assert origin_of(table.practice) is None
