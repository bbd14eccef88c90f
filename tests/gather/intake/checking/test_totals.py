"""Made-up documents whose totals are wrong in ways the yearbook's are not."""

from dataclasses import replace

from django.utils import translation

from cities.gather.intake.checking import check_reading
from cities.gather.intake.checking.checks import Check
from cities.gather.intake.parsing import Entry, Listed, PrintedTotals, Reading, Statement, all_profiles

YEARBOOK = next(profile for profile in all_profiles() if profile.name == "gsef-member-yearbook")
ENTRIES = (
    Entry(kind="member", name="Almond", acronym="AL", country="FR", region="europe", heading="europe", line=1),
    Entry(kind="member", name="Brook", country="PE", region="latin-america", heading="latin-america", line=5),
)


def checks(**said: object) -> dict[str, Check]:
    reading = Reading("gsef-member-yearbook", "member", ENTRIES, **said)  # type: ignore[arg-type]  # what a reading says
    return {check.code: check for check in check_reading(reading, YEARBOOK).checks}


def test_countries_that_do_not_match_are_named():
    table = PrintedTotals(
        line=9,
        rows={"europe": {"members": 2}, "asia": {"members": None}},
        totals={"members": None, "countries": 3},
        countries={"europe": ("FR", "ES"), "asia": (), "latin-america": ("BO",)},
        unread=("Atlantis",),
        named=("AL", "XX"),
    )

    found = checks(totals=table)

    assert found["country-without-member"].note in ("No entry is in Spain.", "No entry is in Bolivia.")
    assert found["country-not-in-table"].note == "The table does not list Peru."
    assert found["country-not-read"].note == "Not understood: Atlantis."
    assert found["named-in-table"].note == "No entry has the acronym XX."
    assert (found["region-members"].printed, found["region-members"].counted) == (2, 1)
    assert "kinds-sum" not in found
    with translation.override("fr"):
        assert "Pérou" in found["country-not-in-table"].note


def test_a_profile_without_a_table_has_no_categories():
    table = PrintedTotals(9, {"europe": {"members": 1, "local-governments": 1}}, {"local-governments": 1}, {})
    reading = Reading("x", "member", ENTRIES, totals=table)

    codes = {check.code for check in check_reading(reading, replace(YEARBOOK, table=None)).checks}

    assert "region-category" not in codes
    assert "column-sum" in codes


def test_names_in_a_list_only_are_told():
    items = (Listed("Almond, France", "Almond", "", "FR", 3), Listed("Copper, Peru", "Copper", "", "PE", 4))

    found = checks(lists={"contents": items}, pairs={"contents": {0: 0}})

    assert (found["only-listed"].params["names"], found["only-entry"].counted) == ("Copper, Peru", 1)


def test_a_statement_that_nothing_answers_is_passed_over():
    assert set(checks(statements=(Statement("visitors", 7, 1), Statement("growth", 5, 1)))) == {"missing"}
