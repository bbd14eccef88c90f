from bench.editions.__main__ import lines
from bench.editions.making import made_up
from bench.editions.plain import page
from cities.editions.queries import book


def test_a_made_up_yearbook_is_the_same_every_time_and_as_large_as_asked():
    assert made_up(3) == made_up(3)
    assert len(made_up(12)["members"]) == 12


def test_both_sides_set_the_same_entries():
    whole = made_up(4)

    html = page(book(whole, "en"))

    assert [member["texts"]["en"]["name"] for member in whole["members"] if member["texts"]["en"]["name"] not in html] == []
    assert html.count('class="entry"') == 4


def test_promises_are_told_kept_or_missed():
    told = {"way": "typst", "members": 75, "pages": 50, "seconds": 2.0, "peak": 200.0, "own": 150.0, "bytes": 1_000_000}

    assert lines([told])[-1] == "Target for 75 members: under 5 s and 1500 MiB: kept."
    assert lines([{**told, "seconds": 6.0}])[-1].endswith("missed.")
