"""Outside formats, each from plain data."""

from cities.feeds.exports.atom import Feed, FeedEntry, atom
from cities.feeds.exports.citations import FORMATS, bibtex, citation, csl_json, highwire, ris
from cities.feeds.exports.linked_data import defined_term, organisation, place, script, website, work
from cities.feeds.exports.opensearch import MEDIA_TYPE, SUGGESTIONS_TYPE, SearchDescription, SuggestedSearch, description, suggestions
from cities.feeds.exports.sitemaps import SitemapEntry, sitemap, sitemap_index

__all__ = [
    "FORMATS",
    "MEDIA_TYPE",
    "SUGGESTIONS_TYPE",
    "Feed",
    "FeedEntry",
    "SearchDescription",
    "SitemapEntry",
    "SuggestedSearch",
    "atom",
    "bibtex",
    "citation",
    "csl_json",
    "defined_term",
    "description",
    "highwire",
    "organisation",
    "place",
    "ris",
    "script",
    "sitemap",
    "sitemap_index",
    "suggestions",
    "website",
    "work",
]
