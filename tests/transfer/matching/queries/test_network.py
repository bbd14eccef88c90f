import pytest

from cities.transfer.matching.actions import ask_more, match_need
from cities.transfer.matching.queries.network import blind_spots, call_rows, figures, unanswered_needs
from tests.factories import IntroductionFactory, MatchFactory, NeedFactory, OfferFactory

pytestmark = pytest.mark.django_db


def test_needs_are_listed_with_those_nobody_answers_first(world):
    alone = NeedFactory(organisation=world.seoul, sentence="Zeppelins", visibility="secretariat")
    match_need(world.need.pk)
    MatchFactory(need=world.need, accepted=True)

    rows = call_rows("need", language="en")

    assert [(row.id, row.state) for row in rows] == [(alone.pk, "unanswered"), (world.need.pk, "accepted")]
    assert (rows[1].accepted, rows[1].waiting > 0, rows[1].declined) == (1, True, 0)
    assert call_rows("need", language="en", state="unanswered") == rows[:1]


def test_member_that_asks_for_more_comes_first(world):
    ask_more(world.need, by=world.awa)

    assert call_rows("need", language="en")[0].state == "help"
    assert unanswered_needs() == 1


def test_offers_say_how_often_they_are_taken(world):
    offer = OfferFactory(organisation=world.seoul, capacity=2)
    IntroductionFactory(match__kind="offer", match__subject=offer.pk)

    row = call_rows("offer", language="en")[0]

    assert (row.state, row.capacity, row.taken) == ("open", 2, 1)


def test_figures_count_what_waits(world):
    MatchFactory(need=world.need)
    MatchFactory(need=world.need, declined=True)
    IntroductionFactory(match__need=world.need)
    NeedFactory(organisation=world.seoul)

    found = figures()

    assert (found.open_needs, found.unanswered, found.waiting, found.accepted, found.declined, found.asked) == (2, 1, 1, 1, 1, 1)
    assert found.refusals == (("we know it already", 1),)


def test_network_is_blind_where_there_is_nothing_to_give(world):
    OfferFactory(organisation=world.seoul).concepts.set([world.credit])
    found = blind_spots(language="en")

    cells = dict(zip([code for code, _name in found.regions], found.rows[0][2], strict=True))

    assert [key for key, _label, _cells in found.rows] == ["themes:finance"]
    assert (cells["asia"].practices, cells["asia"].offers, cells["africa"].needs) == (1, 1, 1)
    assert (found.blind, found.asked) == (0, 0)


def test_need_in_a_blind_spot_is_marked(world):
    for practice in (world.own, world.savings, world.fund):
        practice.unpublish()

    found = blind_spots(language="en")

    assert (found.blind, found.asked) == (3, 1)
