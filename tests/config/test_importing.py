import json

import pytest
from click.testing import CliRunner

from cities.commons.members.models import Organisation
from cities.config import cli
from cities.gather.intake.models import Batch

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    return lambda *arguments: CliRunner().invoke(cli.cities, arguments, catch_exceptions=False)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "members.csv"
    path.write_text("name,country,city,member since\nVille de Thiès,Sénégal,Thiès,2022\n", encoding="utf-8")
    return str(path)


def test_import_is_staged_then_applied_then_the_same_then_undone(run, table):
    staged = json.loads(run("import", table, "--json").output)
    assert (staged["state"], Organisation.objects.count()) == ("staged", 0)

    applied = json.loads(run("import", table, "--apply", "--json").output)
    again = json.loads(run("import", table, "--json").output)
    assert ([item["action"] for item in again["items"]], Organisation.objects.public().count()) == (["same"], 1)

    undone = json.loads(run("import", "--undo", str(applied["batch"]), "--json").output)
    assert (undone["state"], Organisation.objects.public().count()) == ("undone", 0)


def test_report_for_people_names_the_counts(run, table):
    assert "1 new, 0 changed" in run("import", table).output


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [(("--undo", "99"), "There is no import 99."), ((), "Give a FILE, or --undo BATCH.")],
)
def test_wrong_call_says_what_is_wrong(run, arguments, complaint):
    result = run("import", *arguments)

    assert result.exit_code != 0
    assert complaint in result.output


@pytest.mark.parametrize(
    ("option", "known"),
    [
        ("--profile", "Known: cities-activity-report, gsef-member-yearbook."),
        ("--kind", "Known: member, practice."),
        ("--lang", "Known: en, fr, es, ko, pt, ca."),
    ],
)
def test_word_nobody_knows_is_answered_with_those_that_are_known(run, table, option, known):
    result = run("import", table, option, "nonsense")

    assert (result.exit_code, Batch.objects.count()) == (2, 0)
    assert f"{option}: there is no “nonsense”. {known}" in result.output


def test_kind_and_language_of_a_table_are_as_said(run, tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text("name,city,year\nMicrojardins,Dakar,2004\n", encoding="utf-8")

    run("import", str(path), "--kind", "practice", "--lang", "fr")

    batch = Batch.objects.get()
    assert (batch.kind, batch.language, batch.items.get().entry["language"]) == ("practice", "fr", "fr")


def test_profile_named_for_a_text_reads_it(run, tmp_path):
    path = tmp_path / "report.txt"
    text = "Member Directory 2021\n\nThe Almond Society\n\nGSEF member since 2013\nCity/Country: Lyon, France\nIt grows almonds.\n"
    path.write_text(text, encoding="utf-8")

    unguided = run("import", str(path))
    guided = run("import", str(path), "--profile", "gsef-member-yearbook")

    assert "No reading profile fits this document." in unguided.output
    assert "1 new" in guided.output


def test_unreadable_file_says_why_and_leaves_nothing(run, tmp_path):
    (tmp_path / "x.pdf").write_bytes(b"")

    result = run("import", str(tmp_path / "x.pdf"))

    assert (result.exit_code, result.output) == (
        1,
        "Error: The file is empty. Choose the file again, or ask its author for a complete copy.\n",
    )
