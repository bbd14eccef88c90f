from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.commons.instruments.tallies import columns, cross, tally
from tests.commons.instruments.tallies.making import answer, definition, document, item

NOT_APPLICABLE = answer(absence="not-applicable")


def counted(question, *documents):
    return tally(question, columns(definition(question), documents)[question.code])


def test_what_was_not_answered_is_counted_apart_and_never_as_nought():
    members = item("members", "number")

    found = counted(
        members, document(members="10"), document(members=None), document(members=NOT_APPLICABLE), document(), document(members="0")
    )

    assert (found.answered, found.no_answer, found.not_applicable, found.not_asked) == (2, 1, 1, 1)
    assert (found.summary.least, found.summary.mean, found.summary.most) == (0, 5, 10)


def test_emptied_answer_was_asked_and_not_answered():
    found = counted(item("name", "text"), document(name=answer("")), document(name=answer(None)))

    assert (found.answered, found.no_answer, found.asked) == (0, 2, 2)


def test_codes_come_in_the_order_of_the_item_with_those_nobody_chose():
    found = counted(item("sector", "one-of", options=("food", "care", "culture")), document(sector="care"), document(sector="other"))

    assert list(found.counts.items()) == [("food", 0), ("care", 1), ("culture", 0), ("other", 1)]
    assert (found.share("care"), found.share("food")) == (0.5, 0.0)


def test_share_of_nothing_is_none():
    assert counted(item("sector", "one-of", options=("food",)), document(sector=None)).share("food") is None


def test_several_of_counts_a_code_once_a_sheet():
    found = counted(item("help", "several-of", options=("tax", "loan")), document(help=["tax", "loan"]), document(help=["tax", "tax"]))

    assert (found.answered, found.counts) == (2, {"tax": 2, "loan": 1})


def test_ranking_tells_places():
    found = counted(
        item("order", "rank", options=("a", "b", "c")), document(order=["a", "b"]), document(order=["b", "a"]), document(order=["a"])
    )

    assert found.places == {"a": (2, 1), "b": (1, 1)}
    assert (found.mean_place("a"), found.mean_place("c")) == (pytest.approx(4 / 3), None)


def test_scale_in_numbers_has_a_mean_and_one_in_words_has_not():
    numbers = counted(item("grade", "scale", options=("1", "2", "3")), document(grade="1"), document(grade="3"), document(grade="3"))
    words = counted(item("often", "scale", options=("never", "often")), document(often="never"), document(often="often"))

    assert (numbers.summary.median, numbers.median_code()) == (3, "3")
    assert (words.summary, words.median_code()) == (None, "never")


def test_matrix_is_counted_row_by_row():
    found = counted(
        item("impact", "matrix", options=("1", "2"), rows=("jobs", "sales")), document(impact={"jobs": "2"}), document(impact=None)
    )

    assert (found.answered, found.no_answer) == (1, 1)
    assert (found.rows["jobs"].counts, found.rows["sales"].no_answer) == ({"1": 0, "2": 1}, 1)


def test_words_tell_their_languages():
    found = counted(
        item("idea", "long-text"), document(idea=answer("Oui", language="fr")), document(idea=answer("Yes")), document(idea=None)
    )

    assert found.languages == {"fr": 1, "en": 1}


def test_group_counts_its_repetitions_and_each_item_inside():
    projects = item("projects", "repeat", items=[item("kind", "one-of", options=("a", "b"))])
    sheets = [document({"projects": [{"kind": answer("a")}, {"kind": answer("b")}]}), document({"projects": []}), document()]

    found = columns(definition(projects), sheets)

    assert tally(projects, found["projects"]).summary.mean == 1
    assert tally(projects, found["projects"]).not_asked == 1
    assert tally(projects.items[0], found["kind"]).counts == {"a": 1, "b": 1}


def test_note_has_no_column():
    assert columns(definition(item("hello", "note")), [document()]) == {}


def test_calculation_in_words_has_no_summary():
    assert counted(item("kind", "calculation"), document(kind="large")).summary is None


codes = st.sampled_from(["a", "b", "c"])
answers = st.one_of(st.none(), st.just(NOT_APPLICABLE), codes)


@given(st.lists(st.tuples(st.one_of(st.just("unasked"), answers), st.sampled_from(["Africa", "Asia", "Europe"]))))
def test_groups_add_up_to_all_sheets_together(sheets):
    question = item("choice", "one-of", options=("a", "b", "c"))
    documents = [document() if given == "unasked" else document(choice=given) for given, _group in sheets]
    column = columns(definition(question), documents)["choice"]

    found = cross(question, column, [group for _given, group in sheets])

    assert found.together == tally(question, column)
    for fact in ("answered", "not_applicable", "no_answer", "not_asked", "sheets"):
        assert sum(getattr(part, fact) for part in found.groups.values()) == getattr(found.together, fact)
    assert {code: sum(part.counts[code] for part in found.groups.values()) for code in "abc"} == found.together.counts
    assert found.together.sheets == len(sheets)
    assert sum(found.together.counts.values()) == found.together.answered


@given(st.lists(st.integers(-1000, 1000), min_size=1))
def test_summary_is_in_order_and_its_median_is_the_median(numbers):
    found = counted(item("n", "number"), *(document(n=str(number)) for number in numbers)).summary

    assert found.median == median(numbers)
    assert found.least <= found.median <= found.most
    assert found.lower <= found.median <= found.upper


@given(st.lists(st.lists(codes, unique=True, min_size=1)))
def test_order_of_sheets_makes_no_difference(rankings):
    question = item("order", "rank", options=("a", "b", "c"))
    forward = counted(question, *(document(order=ranking) for ranking in rankings))
    backward = counted(question, *(document(order=ranking) for ranking in reversed(rankings)))

    assert forward == backward
