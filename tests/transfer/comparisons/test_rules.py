import pytest
from django.contrib.auth.models import AnonymousUser

from cities.transfer.comparisons.rules import (
    may_edit_comparison,
    may_own_comparison,
    may_read_comparison,
    may_run_comparisons,
    may_see_work,
)
from tests.factories import comparison_bench as make_bench

NOBODY = AnonymousUser()


def people(bench):
    return {"writer": bench.writer, "helper": bench.helper, "stranger": bench.stranger, "nobody": NOBODY, "staff": bench.administrator}


def allowed(rule, bench, **options):
    return {name for name, user in people(bench).items() if rule(user, bench.comparison, **options)}


def test_a_draft_is_for_those_who_write_it(bench):
    assert allowed(may_see_work, bench) == {"writer", "helper", "staff"}
    assert allowed(may_edit_comparison, bench) == {"writer", "helper", "staff"}
    assert allowed(may_read_comparison, bench) == {"writer", "helper", "staff"}


def test_its_own_organisation_invites_and_shares(bench):
    assert allowed(may_own_comparison, bench) == {"writer", "staff"}


def test_a_link_opens_what_is_shared_and_nothing_else(bench):
    assert allowed(may_read_comparison, bench, has_link=True) == {"writer", "helper", "staff"}
    bench.comparison.state = "shared"

    assert allowed(may_read_comparison, bench, has_link=True) == set(people(bench))
    assert allowed(may_read_comparison, bench) == {"writer", "helper", "staff"}
    assert allowed(may_edit_comparison, bench) == {"writer", "helper", "staff"}


def test_what_is_published_is_changed_by_coordinators_only(db):
    bench = make_bench(published=True)

    assert allowed(may_read_comparison, bench) == set(people(bench))
    assert allowed(may_edit_comparison, bench) == allowed(may_own_comparison, bench) == {"staff"}


def test_the_networks_own_is_written_by_coordinators(db):
    bench = make_bench(organisation=None)

    assert allowed(may_see_work, bench) == {"helper", "staff"}
    assert allowed(may_own_comparison, bench) == {"staff"}


def test_coordinators_run_all_of_them(bench):
    assert {name for name, user in people(bench).items() if may_run_comparisons(user)} == {"staff"}


@pytest.mark.parametrize("rule", [may_see_work, may_edit_comparison, may_own_comparison])
def test_who_no_longer_acts_comes_in_no_more(bench, rule):
    bench.owner.delegates.all().delete()

    assert not rule(bench.writer, bench.comparison)
