from decimal import Decimal

import pytest

from cities.editions.checking import differences, unexplained
from cities.editions.tallies import totals
from tests.editions.planted import content, stated

BEFORE = {"origin": "edition", "year": 2018, "members": 2, "by_region": {}, "source": ""}
SURVEY = {"survey": {"coverage": {"asked": 3, "answered": 1}}}
WHOLE = content(before=BEFORE, chapters=SURVEY)


@pytest.mark.parametrize("subject", sorted(totals(WHOLE)))
def test_every_planted_disagreement_is_found(subject):
    counted = totals(WHOLE)[subject]

    [found] = differences({**WHOLE, "stated": [stated(subject, str(counted + 1))]})

    assert (found.subject, found.stated, found.counted, found.is_of_parts) == (subject, counted + 1, counted, False)
    assert differences({**WHOLE, "stated": [stated(subject, str(counted))]}) == []


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        ("members", ["region:africa-middle-east", "region:asia"]),
        ("region:asia", ["region-group:asia:local-governments", "region-group:asia:sse-networks"]),
        ("group:sse-networks", ["region-group:asia:sse-networks", "region-group:africa-middle-east:sse-networks"]),
    ],
)
def test_a_total_that_is_not_the_sum_of_its_stated_parts_is_found_although_the_count_agrees(total, parts):
    whole = content()
    right = totals(whole)
    short = [
        stated(total, str(right[total])),
        *(stated(part, str(right[part])) for part in parts[:-1]),
        stated(parts[-1], str(right[parts[-1]] + 1)),
    ]

    found = [each for each in differences({**whole, "stated": short}) if each.is_of_parts]

    assert [(each.subject, each.stated, each.counted) for each in found] == [(total, right[total], right[total] + 1)]


def test_parts_of_one_source_are_not_added_to_those_of_another():
    figures = [stated("members", "3", source="a"), stated("region:asia", "1", source="b")]

    assert differences(content(stated=figures)) == []


def test_a_figure_spoken_in_a_text_is_held_against_the_count():
    texts = {"fr": {"state": "original", "title": "Annuaire", "message": "Nos 75 membres agissent dans 2 pays."}}

    [found] = differences(content(texts=texts))

    assert (found.subject, found.stated, found.counted, found.spoken_in) == ("members", Decimal(75), Decimal(3), ("fr", "message"))


def test_an_explained_figure_stays_a_difference_and_no_longer_stops_anything():
    whole = content(stated=[stated("members", "4", why="One joined in autumn."), stated("countries", "9")])

    assert [each.subject for each in differences(whole)] == ["members", "countries"]
    assert [each.subject for each in unexplained(whole)] == ["countries"]
