import json

import pytest
from click.testing import CliRunner

from cities.config import cli
from cities.editions.actions import publish_edition
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
