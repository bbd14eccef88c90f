"""Words of records, written in a small part of Markdown, as safe HTML. No database.

The one place where the portal declares a string safe.
"""

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML

# Paragraphs, lists, emphasis and links to the web: no HTML, no headings, no pictures.
_ENABLED = ["paragraph", "list", "text", "newline", "escape", "emphasis", "link", "entity", "balance_pairs", "fragments_join"]

_parser = MarkdownIt("zero", {"html": False, "linkify": False}, renderer_cls=RendererHTML).enable(_ENABLED)


def _is_web_address(address: str) -> bool:
    return address.lower().startswith(("https://", "http://"))


# Anything else, `javascript:` above all, stays text.
_parser.validateLink = _is_web_address  # type: ignore[method-assign, assignment]  # how the library is told


def to_html(words: str) -> SafeString:
    """HTML without a tag or attribute that could run, load or mail anything."""
    return mark_safe(str(_parser.render(words)).replace("<a ", '<a rel="nofollow noopener" '))


def data_block(json: str) -> SafeString:
    """Linked data for the head of a page; `json` comes from `feeds.exports.script`, which escapes it for this place."""
    return mark_safe(f'<script type="application/ld+json">{json}</script>')


def to_plain(words: str) -> str:
    """One line without marks, for descriptions in the head of a page."""
    return " ".join(words.replace("\n- ", " ").replace("*", "").split())
