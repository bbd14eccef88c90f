import pytest

from cities.transfer.matching.queries.sides import sides, sides_remembered
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_sides_are_read_once_within_a_block(django_assert_num_queries):
    first, second = (OrganisationFactory(published=True).pk for _ in range(2))
    alone = sides([first, second])

    with sides_remembered():
        assert sides([first]) == {first: alone[first]}
        with django_assert_num_queries(0):
            assert sides([first]) == {first: alone[first]}
        assert sides([first, second]) == alone


def test_nothing_is_remembered_after_it(django_assert_num_queries):
    town = OrganisationFactory(published=True, actor_kind="public")
    with sides_remembered():
        sides([town.pk])
    town.actor_kind = "research"
    town.save()

    assert sides([town.pk])[town.pk].actors == {"research"}
