import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.transfer.matching.queries.shown import matches_of, shown_matches
from tests.factories import MatchFactory, OfferFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_match_is_shown_with_its_title_and_reasons_in_the_reader_s_words(world):
    MatchFactory(need=world.need, practice=world.savings, answerer=world.haiti)

    shown = shown_matches(matches_of([world.need]), language="en")[0]

    assert (shown.subject.title("en"), shown.answerer.title("en"), shown.introduction) == (
        "Solidarity credit unions for market women",
        "Kofip",
        None,
    )
    assert shown.reasons == ("What it tells is close to your sentence (written in English).", "You can read it in English.")


def test_what_readers_may_not_see_is_left_out(world):
    for kind, subject in (
        ("practice", world.savings.pk),
        ("offer", OfferFactory(visibility="secretariat").pk),
        ("person", PersonFactory().pk),
    ):
        MatchFactory(need=world.need, kind=kind, subject=subject)
    world.savings.unpublish()

    assert shown_matches(matches_of([world.need]), language="en") == []


def test_match_whose_reason_names_what_is_gone_is_left_out(world):
    gone = {"code": "carries", "record": str(world.savings.pk)}
    MatchFactory(need=world.need, kind="member", subject=world.haiti.pk, reasons=[gone, {"code": "member"}])
    assert len(shown_matches(matches_of([world.need]), language="en")) == 1

    world.savings.unpublish()

    assert shown_matches(matches_of([world.need]), language="en") == []


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_questions_does_not_grow(world, count):
    MatchFactory.create_batch(count, need=world.need)
    OfferFactory(visibility="public")
    shown_matches(matches_of([world.need]), language="en")

    with CaptureQueriesContext(connection) as queries:
        assert len(shown_matches(matches_of([world.need]), language="en")) == count
    assert len(queries) == 9
