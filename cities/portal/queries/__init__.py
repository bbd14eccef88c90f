"""What each page shows, as frozen data with a fixed number of queries."""

from cities.portal.queries.atlas import territory_page, topic_page, topics
from cities.portal.queries.browse import directory, library, resource_list
from cities.portal.queries.completing import suggested
from cities.portal.queries.dossiers import dossier
from cities.portal.queries.editions import EditionPage, edition_cards, edition_drawing, edition_page, reading_language
from cities.portal.queries.following import followed_search
from cities.portal.queries.found import FoundRecord
from cities.portal.queries.gallery import specimens
from cities.portal.queries.identifiers import SitemapPage, identified, sitemap_pages, sitemap_sizes
from cities.portal.queries.kits import KitPage, kit_cards, kit_page, kits_of
from cities.portal.queries.opening import home
from cities.portal.queries.questions import words_in
from cities.portal.queries.records import member_page, resource_page
from cities.portal.queries.searching import findings
from cities.portal.queries.sheets import SectionPage, chapters, section_page
from cities.portal.queries.surveys import (
    published_surveys,
    survey_chart,
    survey_head,
    survey_results,
    survey_results_csv,
    survey_welcome,
)

__all__ = [
    "EditionPage",
    "FoundRecord",
    "KitPage",
    "SectionPage",
    "SitemapPage",
    "chapters",
    "directory",
    "dossier",
    "edition_cards",
    "edition_drawing",
    "edition_page",
    "findings",
    "followed_search",
    "home",
    "identified",
    "kit_cards",
    "kit_page",
    "kits_of",
    "library",
    "member_page",
    "published_surveys",
    "reading_language",
    "resource_list",
    "resource_page",
    "section_page",
    "sitemap_pages",
    "sitemap_sizes",
    "specimens",
    "suggested",
    "survey_chart",
    "survey_head",
    "survey_results",
    "survey_results_csv",
    "survey_welcome",
    "territory_page",
    "topic_page",
    "topics",
    "words_in",
]
