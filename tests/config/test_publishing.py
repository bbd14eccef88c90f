import json

import pytest
from click.testing import CliRunner

from cities.config import cli
from cities.editions.actions import publish_edition
from tests.editions.filled import filled
from tests.factories import OrganisationFactory
from tests.factories.editions import EditionFactory, StatedFigureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def build(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.DATA_DIR = tmp_path
    return lambda *arguments: CliRunner().invoke(cli.cities, ["edition", "build", *arguments])


@pytest.fixture
def edition():
    OrganisationFactory(code="dakar", since=2019, published=True)
    return EditionFactory(code="y", words={"en": {"title": "Yearbook"}})


def test_a_draft_is_set_as_a_preview_with_what_disagrees(build, edition, tmp_path):
    StatedFigureFactory(edition=edition, value=75)

    report = json.loads(build("yearbook", "--year", "2021", "-o", str(tmp_path / "o.pdf"), "--json").output)

    assert (report["state"], report["members"]) == ("preview", 1)
    assert report["differences"] == [{"subject": "members", "stated": "75", "counted": "1", "of_parts": False, "explained": False}]
    assert {"code": "no-picture", "language": "", "field": "", "count": 1} in report["warnings"]


def test_a_published_edition_is_set_from_its_snapshot_and_told_in_two_lines(build, edition, tmp_path):
    publish_edition(edition, by=None)

    told = build("yearbook", "--year", "2021", "--lang", "fr", "-o", str(tmp_path / "o.pdf")).output.splitlines()
    packed = build("yearbook", "--year", "2021", "--lang", "fr", "-o", str(tmp_path / "o.zip"))

    assert "y in fr (published), 1 members" in told[0]
    assert told[1].startswith("0 figures differ from the count, 0 of them unexplained;")
    assert (packed.exit_code, (tmp_path / "o.zip").read_bytes()[:2]) == (0, b"PK")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("yearbook", "--year", "1999"), "There is no yearbook of 1999"),
        (("yearbook", "--year", "2021", "--lang", "xx"), "This edition speaks en, fr."),
        (("activity-report", "--year", "2021"), "There is no activity-report of 2021"),
    ],
)
def test_what_cannot_be_built_is_said(build, edition, tmp_path, arguments, said):
    result = build(*arguments, "-o", str(tmp_path / "o.pdf"))

    assert (result.exit_code, said in result.output) == (1, True)


def test_the_pack_is_of_what_is_published(build, edition, tmp_path):
    assert "The data pack is of what is published." in build("yearbook", "--year", "2021", "-o", str(tmp_path / "o.zip")).output


@pytest.fixture
def garden(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return filled()


@pytest.mark.parametrize(("ending", "form"), [("pdf", None), ("epub", None), ("zip", None), ("out", "folder"), ("x", "epub")])
def test_a_kit_is_built_by_its_code_in_every_format(build, garden, tmp_path, ending, form):
    target = tmp_path / f"o.{ending}"
    arguments = ["garden", "--lang", "fr", *(["--format", form] if form else []), "-o", str(target), "--json"]

    preview = json.loads(build(*arguments).output)
    publish_edition(garden.kit, by=None)
    report = json.loads(build(*arguments).output)

    assert (preview["state"], report["state"], report["version"], report["totals"]["files"]) == ("preview", "published", 1, 1)
    assert target.read_bytes()[:2] == (b"%P" if ending == "pdf" else b"PK")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("kit",), "A kit is named by its code: garden."),
        (("nothing",), "There is no edition nothing."),
        (("yearbook",), "Missing option '--year'."),
        (("y", "--format", "epub"), "EPUB and offline folder are made of kits."),
    ],
)
def test_what_cannot_be_built_of_kits_is_said(build, edition, garden, tmp_path, arguments, said):
    result = build(*arguments, "-o", str(tmp_path / "o.pdf"))

    assert (result.exit_code != 0, said in result.output) == (True, True)


def test_a_kit_is_told_in_what_it_holds(build, garden, tmp_path):
    assert "1 practices, 1 transfers, 2 resources, 1 files" in build("garden", "-o", str(tmp_path / "o.pdf")).output
