"""Pages: parse, ask one query, render."""

from cities.portal.views import space
from cities.portal.views.atlas import territory, topic, topics
from cities.portal.views.browse import directory, home, library, resource_list
from cities.portal.views.doors import front_door, identifier, robots, security, sitemap
from cities.portal.views.plain import about, accessibility, design, not_found, privacy, server_error
from cities.portal.views.records import member, practice, preview, resource
from cities.portal.views.searching import search, search_description, search_feed, suggestions

__all__ = [
    "about",
    "accessibility",
    "design",
    "directory",
    "front_door",
    "home",
    "identifier",
    "library",
    "member",
    "not_found",
    "practice",
    "preview",
    "privacy",
    "resource",
    "resource_list",
    "robots",
    "search",
    "search_description",
    "search_feed",
    "security",
    "server_error",
    "sitemap",
    "space",
    "suggestions",
    "territory",
    "topic",
    "topics",
]
