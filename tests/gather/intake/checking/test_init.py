"""The yearbook beside itself."""

from pathlib import Path

import pytest

from cities.gather.intake.checking import Check, Checked, check_reading
from cities.gather.intake.parsing import parse_document, profile_for
from cities.gather.intake.reading import read_document


@pytest.fixture(scope="module")
def checked(shared_documents: Path) -> Checked:
    document = read_document(shared_documents / "member-yearbook-2021.txt")
    profile = profile_for(document)
    return check_reading(parse_document(document, profile), profile)


def of(checked: Checked, code: str) -> list[Check]:
    return [check for check in checked.checks if check.code == code]


def disagreements(checked: Checked) -> list[tuple[object, ...]]:
    return [
        (check.code, check.params.get("region", check.params.get("column", "")), check.printed, check.counted)
        for check in checked.checks
        if not check.agrees
    ]


def test_yearbook_totals_that_do_not_add_up_are_named(checked):
    found = disagreements(checked)

    for expected in [
        ("row-sum", "africa-middle-east", 31, 30),
        ("column-sum", "local-governments", 27, 26),
        ("region-category", "africa-middle-east", 9, 10),
        ("growth", "", 80, 83),
        ("heading", "asia", 20, 19),
        ("heading", "europe", 5, 6),
        ("section-list", "north-america", 4, 5),
        ("named-in-table", "", 3, 2),
    ]:
        assert expected in found


def test_yearbook_totals_that_hold_are_told_apart(checked):
    agreeing = [(check.code, check.printed) for check in checked.checks if check.agrees]

    for expected in [
        ("members", 75),
        ("countries", 33),
        ("countries-in-table", 33),
        ("respondents", 32),
        ("contents", 75),
        ("kinds-sum", 75),
    ]:
        assert expected in agreeing


def test_disagreements_come_first(checked):
    agreements = [check.agrees for check in checked.checks]

    assert agreements == sorted(agreements)


def test_yearbook_acronyms_that_differ_are_named(checked):
    assert [(check.printed, check.counted) for check in of(checked, "acronym-differs")] == [
        ("IFSSE", "ESSFI"),
        ("JWCU", "JWCUC"),
        ("SVS Fund", "SVS"),
    ]


def test_yearbook_website_and_address_used_by_two_are_named(checked):
    assert [check.lines for check in of(checked, "same-website")] == [(1294, 1987), (2116, 2140)]
    assert [check.lines for check in of(checked, "same-email")] == [(1294, 1987)]


def test_yearbook_copied_description_is_named(checked):
    assert [(check.lines, check.params["share"]) for check in of(checked, "copied-text")] == [((2041, 2067), 99)]


def test_yearbook_missing_fields_are_counted(checked):
    missing = {check.params["field"]: check.counted for check in of(checked, "missing")}

    assert missing == {"member_since": 1, "country": 3, "city": 17, "websites": 15, "emails": 25}


def test_yearbook_entries_carry_the_notes(checked):
    notes = {entry.line: [note.code for note in entry.notes] for entry in checked.entries}

    assert notes[750] == ["no-since", "no-city"]
    assert notes[1987] == ["same-website", "same-email", "no-city"]
    assert notes[1706] == ["other-heading", "title-differs"]
    assert "copied-text" in notes[2067]


def test_no_check_tells_an_address(checked):
    said = "\n".join(f"{check.what} {check.printed} {check.note}" for check in checked.checks)
    said += "\n".join(str(note) for entry in checked.entries for note in entry.notes)

    assert "@" not in said


def test_checks_speak_plainly(checked):
    [row] = [check for check in of(checked, "row-sum") if not check.agrees]

    assert row.what == "Table, row Africa and the Middle East: total and sum of its kinds"
    assert row.note == "The kinds of this row do not add up to its total."
