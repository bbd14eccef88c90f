"""Outside formats, each from plain data."""

from cities.feeds.exports.citations import FORMATS, bibtex, citation, csl_json, highwire, ris
from cities.feeds.exports.linked_data import defined_term, organisation, place, script, website, work
from cities.feeds.exports.sitemaps import SitemapEntry, sitemap, sitemap_index

__all__ = [
    "FORMATS",
    "SitemapEntry",
    "bibtex",
    "citation",
    "csl_json",
    "defined_term",
    "highwire",
    "organisation",
    "place",
    "ris",
    "script",
    "sitemap",
    "sitemap_index",
    "website",
    "work",
]
