import pytest

from cities.commons.instruments.tallies import Summary, Tally
from cities.gather.surveys.charts import Shade, Width
from cities.gather.surveys.exports.charts import chart, chart_spec, finding
from cities.gather.surveys.queries import ShownCode, ShownItem

NUMBERS = Summary(least=1, lower=3, median=12.25, upper=40, most=900, mean=31)


class Question:
    def __init__(self, kind):
        self.type = kind


def tally(answered=20):
    return Tally(answered=answered, not_applicable=0, no_answer=0, not_asked=0, counts={})


def numbers(summary=NUMBERS, answered=20):
    return ShownItem(Question("number"), "How many?", "en", "people", tally(answered), is_too_few=False, summary=summary)


def ranking(*places, hidden=()):
    codes = tuple(
        ShownCode(name, name.title(), None if name in hidden else 9, None if name in hidden else 1.0, mean_place=place)
        for name, place in places
    )
    return ShownItem(Question("rank"), "What first?", "en", "", tally(), is_too_few=False, codes=codes)


def drawn(shown):
    return chart(shown, language="fr", width=Width.WIDE, shade=Shade.LIGHT)


def test_numbers_are_drawn_as_their_middle_half_and_never_by_single_answers():
    svg = drawn(numbers())

    assert [word in svg for word in (">3<", ">12,2 people<", ">40<", "900")] == [True, True, True, False]


@pytest.mark.parametrize("shown", [numbers(answered=4), numbers(Summary(5, 5, 5, 5, 9, 5)), numbers(None)])
def test_numbers_that_do_not_spread_or_are_few_are_not_drawn(shown):
    assert drawn(shown) is None


def test_ranks_are_drawn_by_their_mean_place_the_first_longest():
    spec = chart_spec(ranking(("jobs", 1.5), ("homes", 2.4)), language="en", width=Width.WIDE, shade=Shade.LIGHT)

    rows = spec["data"]["values"]
    assert [(row["label"], row["said"]) for row in rows] == [("Jobs", "1.5"), ("Homes", "2.4")]
    assert rows[0]["share"] == pytest.approx(0.75)
    assert rows[0]["share"] > rows[1]["share"]


def test_hidden_rank_is_neither_drawn_nor_told():
    shown = ranking(("jobs", 1.5), ("homes", 2.4), hidden=("jobs",))

    assert chart_spec(shown, language="en", width=Width.WIDE, shade=Shade.LIGHT)["data"]["values"][0]["share"] == 0
    assert finding(shown, language="en") == ""
    assert finding(ranking(("jobs", 2.4), ("homes", 1.5)), language="en") == "First on average: Homes"
