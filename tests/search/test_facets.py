from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db.models import Q, Value

from cities.commons.practices.models import Practice, PracticeOrganisation
from cities.search.facets import Narrowing, Part, Selection, linked, shelve, tally
from tests.factories import ConceptFactory, PracticeFactory

pytestmark = pytest.mark.django_db


def participation(name, kind):
    return PracticeOrganisation(name=name, actor_kind=kind, role=ConceptFactory(scheme__code="roles", code="partner"))


def test_narrowing_joins_aspects_and_can_forget_one():
    PracticeFactory(code="old", status="ended", started=1990)
    PracticeFactory(code="new", status="running", started=2020)
    narrowing = Narrowing(Practice.objects.all(), {"status": Q(status="ended"), "period": Q(started__gte=2000)})

    assert [practice.code for practice in narrowing.records()] == []
    assert [practice.code for practice in narrowing.without("status")] == ["new"]
    assert narrowing.without("status", "period").count() == 2


def test_linked_finds_a_record_once_however_many_links_it_has():
    PracticeFactory(code="shared", participations=[participation("A", "public"), participation("B", "public")])

    found = Practice.objects.filter(linked(PracticeOrganisation, "practice", Q(actor_kind="public")))

    assert [practice.code for practice in found] == ["shared"]


def test_tally_counts_records_not_links_in_one_query(django_assert_num_queries):
    PracticeFactory(status="running", participations=[participation("A", "public"), participation("B", "public")])
    PracticeFactory(status="ended", participations=[participation("C", "private")])

    with django_assert_num_queries(1):
        counts = tally(
            [
                Part("actor", PracticeOrganisation.objects.all(), "actor_kind", "practice"),
                Part("status", Practice.objects.all(), "status", "pk"),
                Part("all", Practice.objects.all(), Value("all"), "pk"),
            ]
        )

    assert counts == {
        ("actor", "public"): 1,
        ("actor", "private"): 1,
        ("status", "running"): 1,
        ("status", "ended"): 1,
        ("all", "all"): 2,
    }


def test_tally_of_nothing_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert tally([]) == {}


@dataclass(frozen=True)
class Book:
    pk: UUID


BOOKS = {key: Book(UUID(int=number)) for number, key in enumerate("abcdefghij")}
SHELF = shelve(
    BOOKS,
    {
        "language": [*((key, "en") for key in "abcdefghij"), ("b", "fr"), ("j", "fr"), ("z", "fr")],
        "colour": [("a", "red"), ("b", "red"), ("j", "blue")],
    },
    orders={"backwards": range(9, -1, -1)},
)


def of(*keys):
    return [BOOKS[key] for key in keys]


def test_shelf_passes_over_links_of_records_it_does_not_hold():
    assert SHELF.having("language", ["fr"]).bit_count() == 2
    assert SHELF.having("language", ["xx"]) == SHELF.having("weight", ["1 kg"]) == 0


def test_shelf_finds_records_by_their_ids():
    assert SHELF.among([BOOKS["c"].pk, UUID(int=99)]) == 0b100


def test_selection_without_conditions_is_the_whole_shelf():
    selection = Selection(SHELF, {})

    assert (selection.total, selection.records()) == (10, list(BOOKS.values()))


def test_conditions_narrow_each_other_and_values_widen():
    french = SHELF.having("language", ["fr"])

    assert Selection(SHELF, {"language": french}).records() == of("b", "j")
    assert Selection(SHELF, {"language": french, "colour": SHELF.having("colour", ["red"])}).records() == of("b")
    assert Selection(SHELF, {"colour": SHELF.having("colour", ["red", "blue"])}).records() == of("a", "b", "j")


def test_selection_keeps_to_the_order_asked_for():
    assert Selection(SHELF, {"colour": SHELF.having("colour", ["red", "blue"])}).records("backwards") == of("j", "b", "a")


def test_counts_of_a_chosen_aspect_are_taken_as_if_it_were_not_chosen():
    selection = Selection(SHELF, {"language": SHELF.having("language", ["fr"]), "colour": SHELF.having("colour", ["red"])})

    assert selection.counts("colour") == {"red": 1, "blue": 1}
    assert selection.counts("language") == {"en": 2, "fr": 1}
    assert selection.counts("language", among=("fr", "ko")) == {"fr": 1}


def test_empty_shelf_holds_nothing():
    selection = Selection(shelve({}, {"colour": []}), {})

    assert (selection.total, selection.records(), selection.counts("colour")) == (0, [], {})
