from cities.commons.instruments.definition import ItemDefinition, OptionDefinition, Wording
from cities.transfer.comparisons.charts import Mark, drawing

NO_WORDS = Wording({})


def item(type_, unit="", codes=()):
    options = tuple(OptionDefinition(code, NO_WORDS) for code in codes)
    return ItemDefinition(
        pk=1, code="it", type=type_, label=NO_WORDS, hint=NO_WORDS, constraint_message=NO_WORDS, unit=unit, options=options
    )


def test_bars_begin_at_nought_and_what_is_not_known_has_none():
    found = drawing(item("number"), ["50", None, "200", "0"])

    assert (found.shape, found.marks) == ("bars", (Mark(25.0), Mark(None), Mark(100.0), Mark(0.0)))


def test_years_are_dots_between_the_first_and_the_last():
    found = drawing(item("whole-number", unit="year"), ["2015", "2020", "2025"])

    assert (found.shape, [mark.place for mark in found.marks], found.ticks) == ("line", [3.0, 50.0, 97.0], (3.0, 97.0))


def test_below_nought_there_are_no_bars():
    assert drawing(item("number"), ["-5", "5"]).shape == "line"


def test_a_scale_has_a_tick_a_level():
    found = drawing(item("scale", codes=("low", "middle", "high")), ["high", "low", None])

    assert found.ticks == (3.0, 50.0, 97.0)
    assert found.marks == (Mark(97.0), Mark(3.0), Mark(None))


def test_equal_years_stand_in_the_middle():
    assert [mark.place for mark in drawing(item("number", unit="year"), ["2015", "2015"]).marks] == [50.0, 50.0]


def test_noughts_are_drawn_as_noughts():
    assert [mark.place for mark in drawing(item("number"), ["0", "0"]).marks] == [0.0, 0.0]


def test_one_value_is_no_drawing():
    assert drawing(item("number"), ["5", None]) is None
    assert drawing(item("scale", codes=("low", "high")), [None, None]) is None
