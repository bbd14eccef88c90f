"""What each page shows, as frozen data with a fixed number of queries."""

from cities.portal.queries.atlas import territory_page, topic_page, topics
from cities.portal.queries.browse import directory, library, resource_list
from cities.portal.queries.dossiers import dossier
from cities.portal.queries.gallery import specimens
from cities.portal.queries.identifiers import SitemapPage, identified, sitemap_pages, sitemap_sizes
from cities.portal.queries.opening import home
from cities.portal.queries.records import member_page, resource_page
from cities.portal.queries.searching import FOUND_KINDS, findings

__all__ = [
    "FOUND_KINDS",
    "SitemapPage",
    "directory",
    "dossier",
    "findings",
    "home",
    "identified",
    "library",
    "member_page",
    "resource_list",
    "resource_page",
    "sitemap_pages",
    "sitemap_sizes",
    "specimens",
    "territory_page",
    "topic_page",
    "topics",
]
