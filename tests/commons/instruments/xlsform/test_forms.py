"""Forms as others make them are read, or refused with the cell and the reason; every one of them, and both are counted."""

import re
from collections import Counter
from pathlib import Path

import pytest

from cities.commons.instruments.checking import faults_in
from cities.commons.instruments.xlsform import RefusedForm, read_form
from cities.core.spreadsheets import written_workbook

TEXT = (Path(__file__).parent / "forms.txt").read_text(encoding="utf-8")


def forms():
    for part in re.split(r"^== ", TEXT, flags=re.MULTILINE)[1:]:
        title, _newline, body = part.partition("\n")
        case, _colon, outcome = title.partition(": ")
        yield case, outcome, body


def workbook(body):
    sheets = {}
    for line in body.strip().splitlines():
        if found := re.match(r"@(\w+) (.*)", line):
            rows = sheets.setdefault(found[1], [])
            rows.append(found[2].split("|"))
        else:
            rows.append(line.split("|"))
    return written_workbook(sheets)


def outcome_of(content):
    """`read`, or the first problem as the table of forms writes it."""
    try:
        found = read_form(content, language="en")
    except RefusedForm as refusal:
        first = refusal.problems[0]
        return f"refused {first.sheet} {first.cell}: {first.reason}"
    assert [fault for fault in faults_in(found.definition) if not fault.is_unfinished] == []
    return "read"


@pytest.mark.parametrize(("case", "outcome", "body"), forms(), ids=[case for case, _outcome, _body in forms()])
def test_form_is_read_or_refused_with_a_reason(case, outcome, body):
    found = outcome_of(workbook(body))

    assert found.startswith(outcome), found


def test_both_are_counted():
    counts = Counter(outcome.split()[0] for _case, outcome, _body in forms())

    assert counts == {"read": 46, "refused": 59}
