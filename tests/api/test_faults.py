import pytest
from django.utils import translation

from cities.api.faults import WrongParameter, unknown_value, wrong_values


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def test_each_fault_is_named_and_all_are_told_together():
    problem = wrong_values(
        [
            {"type": "int_parsing", "loc": ("query", "parameters", "limit"), "ctx": {}},
            {"type": "literal_error", "loc": ("query", "parameters", "kind", 0), "ctx": {"expected": "'member' or 'practice'"}},
        ]
    )

    assert [(fault.parameter, fault.allowed) for fault in problem.errors] == [("limit", None), ("kind", ["member", "practice"])]
    assert problem.detail == ("limit: This must be a whole number. kind: This is none of the values allowed. Allowed: member, practice.")


def test_fault_nobody_foresaw_still_gets_a_sentence():
    (fault,) = wrong_values([{"type": "finite_number", "loc": ("query", "limit")}]).errors

    assert fault.message == "This value cannot be used."


def test_unknown_value_names_those_allowed_in_order():
    problem = unknown_value(WrongParameter("region", "mars", allowed={"europe", "africa"}))

    assert problem.detail == "region: “mars” is not known here. Allowed: africa, europe."
