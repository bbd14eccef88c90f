import json
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.utils import translation

from cities.feeds.exports import FORMATS, bibtex, citation, csl_json, highwire, ris
from cities.feeds.queries import Work

WORK = Work(
    id=UUID("0b6e4d1c-2d7b-5b0f-8c35-7a53b6a1e0aa"),
    kind="practice",
    code="fodem-dakar",
    title="FODEM: 100% municipal credit & more",
    abstract="Since 2010,\nthe City lends.",
    language="en",
    authors=("CITIES",),
    publisher="CITIES",
    year=2026,
    changed_on=date(2026, 11, 22),
    url="https://commons.example.org/id/0b6e4d1c-2d7b-5b0f-8c35-7a53b6a1e0aa",
    languages=("en", "fr"),
)
REPORT = replace(WORK, kind="resource", title="What next?", authors=("TIESS", "City of Montréal"), year=2020)


def test_citation_says_who_when_what_and_where():
    assert citation(WORK) == f"CITIES (2026). FODEM: 100% municipal credit & more. [practice dossier]. {WORK.url}"


def test_citation_of_a_resource_names_its_authors_and_where_it_was_found():
    assert citation(REPORT) == f"TIESS; City of Montréal (2020). What next? [resource]. CITIES. {WORK.url}"


def test_citation_speaks_the_readers_language():
    with translation.override("fr"):
        assert "(2026)" in citation(WORK)


def test_bibtex_escapes_what_it_would_read_as_commands():
    written = bibtex(WORK)

    assert written.splitlines()[:4] == [
        "@misc{cities-fodem-dakar,",
        r"  title = {{FODEM: 100\% municipal credit \& more}},",
        "  author = {{CITIES}},",
        "  year = {2026},",
    ]
    assert written.endswith("}\n")
    assert written.count("{") == written.count("}")


def test_bibtex_leaves_out_what_is_not_known():
    assert "abstract" not in bibtex(replace(WORK, abstract=""))


def test_ris_has_one_tag_a_line_and_an_end():
    lines = ris(REPORT).split("\r\n")

    assert lines[0] == "TY  - RPRT"
    assert [line for line in lines if line.startswith("AU")] == ["AU  - TIESS", "AU  - City of Montréal"]
    assert "AB  - Since 2010, the City lends." in lines
    assert lines[-2:] == ["ER  - ", ""]


def test_ris_of_a_practice_is_an_electronic_source():
    assert ris(WORK).startswith("TY  - ELEC\r\n")


def test_csl_json_is_a_list_with_one_item():
    (item,) = json.loads(csl_json(WORK))

    assert item["type"] == "webpage"
    assert item["author"] == [{"literal": "CITIES"}]
    assert item["issued"] == {"date-parts": [[2026]]}
    assert item["URL"] == WORK.url


def test_highwire_tags_come_in_their_order():
    assert [name for name, _value in highwire(REPORT)] == [
        "citation_title",
        "citation_author",
        "citation_author",
        "citation_publication_date",
        "citation_publisher",
        "citation_language",
        "citation_abstract_html_url",
    ]


def test_every_format_has_a_media_type():
    assert {ending: media for ending, (media, _write) in FORMATS.items()} == {
        "bib": "application/x-bibtex",
        "ris": "application/x-research-info-systems",
        "json": "application/vnd.citationstyles.csl+json",
    }
