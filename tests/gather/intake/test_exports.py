import json
from pathlib import Path

import pytest

from cities.commons.members.models import Organisation
from cities.gather.intake.exports import run_import, undo_import
from cities.gather.intake.models import Batch
from cities.gather.intake.reading import UnreadableDocument
from tests.gather.intake.batches import ALMOND, HEADER


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "members.csv"
    path.write_text(HEADER + ALMOND + ",X,2019,Lyon,Atlantis,,,\n")
    return path


def test_report_is_that_of_the_design(db, table):
    report = run_import(table)

    assert report["items"][0] == {
        "action": "new",
        "record": {
            "kind": "member",
            "name": "Almond Street Library",
            "acronym": "ASL",
            "member_since": 2019,
            "city": "Lyon",
            "country": "FR",
            "region": "",
            "websites": ["https://www.almond.example"],
        },
        "source": {"document": "members.csv", "line": 2},
        "notes": [],
    }
    assert (report["items"][1]["action"], report["items"][1]["notes"][:1]) == ("rejected", ["There is no name."])
    assert (report["state"], report["counts"]["new"], report["counts"]["created"]) == ("staged", 1, 0)
    assert {tuple(sorted(check)) for check in report["checks"]} == {("counted", "lines", "note", "printed", "what")}
    assert "@" not in json.dumps(report)


def test_run_import_applies_and_undo_takes_back(db, table):
    report = run_import(table, apply=True)
    again = run_import(table)
    undone = undo_import(report["batch"])

    assert (report["state"], report["counts"]["created"]) == ("applied", 1)
    assert again["counts"]["same"] == 1
    assert (undone["state"], Organisation.objects.count()) == ("undone", 0)


def test_run_import_of_what_cannot_be_read_stores_nothing(db, tmp_path):
    (tmp_path / "empty.csv").write_text("")

    with pytest.raises(UnreadableDocument):
        run_import(tmp_path / "empty.csv")

    assert Batch.objects.count() == 0


def test_undo_of_an_unknown_batch(db):
    with pytest.raises(Batch.DoesNotExist):
        undo_import(4711)
