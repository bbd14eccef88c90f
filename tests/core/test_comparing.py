import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.core.comparing import Conflict, Merged, merged, pieces

VALUES = st.dictionaries(st.sampled_from("abc"), st.integers(0, 2), min_size=3, max_size=3)


@pytest.mark.parametrize(
    ("mine", "base", "theirs", "joined"),
    [
        ({"a": 1}, {"a": 0}, {"a": 0}, Merged({"a": 1})),
        ({"a": 0}, {"a": 0}, {"a": 1}, Merged({"a": 1})),
        ({"a": 1}, {"a": 0}, {"a": 1}, Merged({"a": 1})),
        ({"a": 1}, {"a": 0}, {"a": 2}, Merged({"a": 1}, (Conflict("a", 2, 1),))),
        ({"a": 1, "b": 0}, {"a": 0, "b": 0}, {"a": 0, "b": 2}, Merged({"a": 1, "b": 2})),
        ({"a": 1}, {}, {"a": 1}, Merged({"a": 1})),
        ({"a": 1}, {}, {"a": 2}, Merged({"a": 1}, (Conflict("a", 2, 1),))),
    ],
)
def test_edits_are_joined_field_by_field(mine, base, theirs, joined):
    assert merged(mine, base=base, theirs=theirs) == joined


@given(mine=VALUES, base=VALUES, theirs=VALUES)
def test_no_edit_is_lost(mine, base, theirs):
    joined = merged(mine, base=base, theirs=theirs)

    told = {conflict.field for conflict in joined.conflicts}
    assert all(joined.values[field] == value for field, value in mine.items() if value != base[field])
    assert all(joined.values[field] == value or field in told for field, value in theirs.items() if value != base[field])


@given(before=st.text(alphabet="ab c,.\n"), after=st.text(alphabet="ab c,.\n"))
def test_laid_over_each_other_both_wordings_can_be_read(before, after):
    laid = pieces(before, after)

    assert "".join(piece.words for piece in laid if piece.kind != "after") == before
    assert "".join(piece.words for piece in laid if piece.kind != "before") == after


def test_what_stays_is_kept_in_whole_stretches():
    laid = pieces("The city lends to women in all of its markets.", "The city gives to girls in all of its markets.")

    assert [(piece.kind, piece.words) for piece in laid] == [
        ("kept", "The city "),
        ("before", "lends to women"),
        ("after", "gives to girls"),
        ("kept", " in all of its markets."),
    ]
