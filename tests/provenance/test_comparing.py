from dataclasses import dataclass

from cities.provenance.comparing import group_figures


@dataclass(frozen=True)
class Said:
    subject: str
    statement: int
    origin: str = "a yearbook"


def test_figures_on_one_subject_stand_together_in_order():
    groups = group_figures([Said("people", 50), Said("days", 4), Said("people", 30)])

    assert [[figure.statement for figure in group.figures] for group in groups] == [[50, 30], [4]]


def test_two_sources_that_say_different_things_disagree():
    people, days = group_figures([Said("people", 50), Said("people", 30, "a page"), Said("days", 4), Said("days", 4, "a page")])

    assert (people.disagrees, days.disagrees) == (True, False)


def test_several_numbers_of_one_source_are_no_disagreement():
    (people,) = group_figures([Said("people", 50), Said("people", 30)])

    assert people.disagrees is False
