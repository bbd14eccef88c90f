import pytest

from cities.core.versions import one_moment
from cities.transfer.comparisons.actions import leave_out, publish, take_back
from cities.transfer.comparisons.queries import lines_for, own_organisations, public_lines, titles_with
from tests.factories import ComparisonFactory, OrganisationFactory


def test_an_organisation_sees_its_own_and_those_it_was_invited_to(bench):
    ComparisonFactory(version=bench.version, organisation=OrganisationFactory())

    assert [line.code for line in lines_for(bench.owner)] == ["lanes-and-gardens"]
    assert [line.code for line in lines_for(bench.guest)] == ["lanes-and-gardens"]


def test_only_published_ones_are_public(bench):
    assert public_lines() == ()

    publish(bench.comparison, by=None)

    (line,) = public_lines()
    assert (line.code, line.subjects, line.state, line.kind) == ("lanes-and-gardens", 2, "published", "practice")


def test_left_out_subjects_are_not_counted(bench):
    leave_out(bench.subjects[0], by=None)

    assert lines_for(bench.owner)[0].subjects == 1


def test_a_record_knows_the_public_comparisons_it_stands_in(bench):
    assert titles_with("practice", bench.lanes.pk) == ()

    publish(bench.comparison, by=None)
    ((code, texts),) = titles_with("practice", bench.lanes.pk)
    assert (code, [text.title for text in texts]) == ("lanes-and-gardens", ["Lanes And Gardens"])

    leave_out(bench.subjects[0], by=None)
    assert titles_with("practice", bench.lanes.pk) == ()

    take_back(bench.comparison, by=None)
    assert titles_with("practice", bench.gardens.pk) == ()


def test_asking_again_costs_only_whether_something_has_changed(bench, django_assert_num_queries):
    titles_with("practice", bench.lanes.pk)

    with django_assert_num_queries(1), one_moment():
        titles_with("practice", bench.lanes.pk)
        titles_with("practice", bench.gardens.pk)


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_two_queries(bench, django_assert_num_queries, count):
    ComparisonFactory.create_batch(count, version=bench.version, organisation=bench.owner)

    with django_assert_num_queries(2):
        assert len(lines_for(bench.owner)) == count + 1


def test_whoever_writes_may_be_named(bench):
    found = own_organisations(bench.writer, bench.comparison)

    assert {organisation.code for organisation in found} == {"dakar", "montreal"}
