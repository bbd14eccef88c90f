import pytest

from cities.editions import tallies
from tests.editions.planted import content, member


def test_every_total_is_counted_from_the_members():
    assert tallies.totals(content()) == {
        "members": 3,
        "countries": 2,
        "regions": 2,
        "practices": 2,
        "region:africa-middle-east": 2,
        "region:asia": 1,
        "group:local-governments": 2,
        "group:sse-networks": 1,
        "group:organisations": 0,
        "group:international": 0,
        **{f"region-group:africa-middle-east:{group}": 2 * (group == "local-governments") for group in tallies.GROUPS},
        **{f"region-group:asia:{group}": 1 * (group == "sse-networks") for group in tallies.GROUPS},
    }


def test_survey_and_the_count_before_are_totals_too():
    before = {"origin": "stated", "year": 2018, "members": 2, "by_region": {}, "source": "printed"}
    survey = {"coverage": {"asked": 3, "answered": 1}}

    found = tallies.totals(content(before=before, chapters={"survey": survey}))

    assert [found[subject] for subject in ("asked", "answered", "before", "growth")] == [3, 1, 2, 50]


def test_a_category_nobody_knows_has_a_column_of_its_own():
    members = [member("dakar"), member("club", category="member-categories:club")]

    assert tallies.by_group(members) == {"local-governments": 1, "sse-networks": 0, "organisations": 0, "international": 0, "other": 1}


def test_years_without_any_are_among_the_others():
    members = [member("a", since=2014), member("b", since=2017), member("c", since=None)]

    assert tallies.by_year(members) == ({2014: 1, 2015: 0, 2016: 0, 2017: 1}, 1)
    assert tallies.by_year([]) == ({}, 0)


@pytest.mark.parametrize(("now", "since", "percent"), [(75, 41, 83), (3, 4, -25), (4, 4, 0)])
def test_growth_is_in_whole_percent(now, since, percent):
    assert tallies.growth(now, since=since) == percent
