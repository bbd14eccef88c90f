"""The demo's yearbook of 2021: published, explained, the same totals everywhere, and every figure that does not hold named."""

import json

import pytest
from click.testing import CliRunner

from cities.config import cli
from cities.config.demo.loading import load_demo
from cities.editions.checking import differences
from cities.editions.models import Edition
from cities.editions.queries import book_of
from cities.editions.tallies import totals
from cities.editions.wording import LANGUAGES

pytestmark = pytest.mark.django_db

# What the yearbook printed in 2021 says, and what its own directory holds.
PRINTED = {
    ("growth", 80, 83, False),
    ("countries", 33, 32, False),
    ("group:sse-networks", 27, 25, False),
    ("group:organisations", 18, 20, False),
    ("region-group:africa-middle-east:local-governments", 9, 10, False),
    ("region-group:africa-middle-east:sse-networks", 13, 11, False),
    ("region-group:africa-middle-east:organisations", 8, 10, False),
    # Sums of the table itself.
    ("group:local-governments", 27, 26, True),
    ("region:africa-middle-east", 31, 30, True),
}


@pytest.fixture
def yearbook(demo):
    return Edition.objects.get(code="yearbook-2021")


def test_the_yearbook_is_published_and_every_figure_printed_in_2021_is_held_against_the_count(yearbook, client, tmp_path):
    content = yearbook.snapshot.read()
    found = differences(content)

    assert {(each.subject, int(each.stated), int(each.counted), each.is_of_parts) for each in found} == PRINTED
    assert [each.subject for each in found if set(each.explanations) != set(LANGUAGES)] == []
    assert (totals(content)["members"], totals(content)["countries"]) == (75, 32)
    assert load_demo() == {"organisations": 0, "practices": 0, "resources": 0, "transfers": 0}
    assert Edition.objects.filter(kind="yearbook").count() == 1
    api = client.get(f"/api/v1/editions/{yearbook.pk}").json()["totals"]
    assert {total["subject"]: total["count"] for total in api} == totals(content)
    assert totals(content)["members"] == client.get("/api/v1/members").json()["total"]
    _every_language_says_everything(yearbook)
    _the_command_sets_it(tmp_path)


def _every_language_says_everything(yearbook):
    for language in LANGUAGES:
        book = book_of(yearbook.snapshot, language)
        assert [chapter.code for chapter in book.chapters] == yearbook.sections
        entries = [block for chapter in book.chapters for block in chapter.blocks if block.kind == "entry"]
        assert len(entries) == 75
        assert book.title.language == language


def _the_command_sets_it(tmp_path):
    target = tmp_path / "out.pdf"
    arguments = ["edition", "build", "yearbook", "--year", "2021", "--lang", "fr", "-o", str(target), "--json"]

    report = json.loads(CliRunner().invoke(cli.cities, arguments, catch_exceptions=False).output)

    assert target.read_bytes()[:5] == b"%PDF-"
    assert (report["state"], report["members"], len(report["differences"]), report["language"]) == ("published", 75, 9, "fr")
