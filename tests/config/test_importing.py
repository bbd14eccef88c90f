import json

import pytest
from click.testing import CliRunner

from cities.commons.members.models import Organisation
from cities.config import cli

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


def test_unreadable_file_says_why_and_leaves_nothing(run, tmp_path):
    (tmp_path / "x.pdf").write_bytes(b"")

    result = run("import", str(tmp_path / "x.pdf"))

    assert (result.exit_code, result.output) == (
        1,
        "Error: The file is empty. Choose the file again, or ask its author for a complete copy.\n",
    )
