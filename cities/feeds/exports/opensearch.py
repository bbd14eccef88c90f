"""How a browser searches this site from its own box: OpenSearch 1.1."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from cities.feeds.exports.atom import HEAD
from cities.feeds.exports.linked_data import ESCAPES

MEDIA_TYPE = "application/opensearchdescription+xml"
SUGGESTIONS_TYPE = "application/x-suggestions+json"
# The format's own limits, in characters.
LONGEST_NAME, LONGEST_DESCRIPTION = 16, 1024


@dataclass(frozen=True)
class SearchDescription:
    """Addresses are whole, up to the words they end with."""

    name: str
    description: str
    language: str
    page: str
    suggestions: str
    feed: str
    itself: str
    icon: str


@dataclass(frozen=True)
class SuggestedSearch:
    """`language` is that of the label, `about` says what it is, `url` is the page it leads to."""

    label: str
    language: str
    about: str
    url: str


def description(shown: SearchDescription) -> str:
    lines = [
        f'{HEAD}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        f"<ShortName>{escape(shown.name[:LONGEST_NAME])}</ShortName>",
        f"<Description>{escape(shown.description[:LONGEST_DESCRIPTION])}</Description>",
        _url("text/html", shown.page),
        _url(SUGGESTIONS_TYPE, shown.suggestions),
        _url("application/atom+xml", shown.feed),
        f'<Url type="{MEDIA_TYPE}" rel="self" template={quoteattr(shown.itself)}/>',
        f'<Image width="16" height="16" type="image/svg+xml">{escape(shown.icon)}</Image>',
        f"<Language>{escape(shown.language)}</Language>",
        "<InputEncoding>UTF-8</InputEncoding>",
        "<OutputEncoding>UTF-8</OutputEncoding>",
        "</OpenSearchDescription>\n",
    ]
    return "\n".join(lines)


def suggestions(words: str, found: Iterable[SuggestedSearch]) -> str:
    """OpenSearch Suggestions: the words, then labels, what each is, where each leads; last, as browsers allow, more by name."""
    shown = list(found)
    columns = [[one.label for one in shown], [one.about for one in shown], [one.url for one in shown]]
    text = json.dumps([words, *columns, {"languages": [one.language for one in shown]}], ensure_ascii=False)
    # Words of strangers: not a tag even to a program that takes this for a page.
    return text.translate(ESCAPES)


def _url(kind: str, address: str) -> str:
    return f"<Url type={quoteattr(kind)} template={quoteattr(f'{address}{{searchTerms}}')}/>"
