import json

from cities.feeds.exports import defined_term, organisation, place, script, website, work
from tests.feeds.exports.test_citations import REPORT, WORK


def test_script_cannot_close_its_element():
    written = script({"@type": "Thing", "name": "</script><b>&\u2028"})

    assert "<" not in written
    assert json.loads(written) == {"@context": "https://schema.org", "@type": "Thing", "name": "</script><b>&\u2028"}


def test_script_leaves_out_what_is_not_known():
    assert json.loads(script({"@type": "Thing", "name": "", "sameAs": [], "geo": None})) == {
        "@context": "https://schema.org",
        "@type": "Thing",
    }


def test_website_can_be_searched():
    described = website(
        name="CITIES", url="https://a.org/en/", language="en", search="https://a.org/en/search/?q=", description="A commons"
    )

    assert described["potentialAction"]["target"]["urlTemplate"] == "https://a.org/en/search/?q={search_term_string}"


def test_work_is_an_article_or_a_report_with_its_permanent_address():
    practice, report = (work(shown, keywords=["Microcredit"], places=["Dakar"]) for shown in (WORK, REPORT))

    assert (practice["@type"], report["@type"]) == ("Article", "Report")
    assert practice["@id"] == WORK.url
    assert practice["dateModified"] == "2026-11-22"
    assert practice["spatialCoverage"] == [{"@type": "Place", "name": "Dakar"}]


def test_organisation_of_the_public_sector_is_a_government_organisation():
    facts = {"url": "https://a.org/id/1", "name": "Dakar", "acronym": "", "description": "", "websites": [], "places": ["Dakar"]}

    assert organisation(**facts, is_public=True)["@type"] == "GovernmentOrganization"
    assert organisation(**facts, is_public=False)["@type"] == "Organization"


def test_place_has_a_position_only_when_it_is_known():
    dakar = place(url="https://a.org/id/1", name="Dakar", latitude=14.7, longitude=-17.4, within="Senegal")
    europe = place(url="https://a.org/id/2", name="Europe", latitude=None, longitude=None, within="")

    assert dakar["geo"] == {"@type": "GeoCoordinates", "latitude": 14.7, "longitude": -17.4}
    assert dakar["containedInPlace"] == {"@type": "Place", "name": "Senegal"}
    assert (europe["geo"], europe["containedInPlace"]) == (None, None)


def test_defined_term_belongs_to_its_scheme():
    term = defined_term(url="https://a.org/t", name="Microcredit", description="Small loans", scheme="themes", alternatives=["microloans"])

    assert (term["inDefinedTermSet"], term["alternateName"]) == ("themes", ["microloans"])
