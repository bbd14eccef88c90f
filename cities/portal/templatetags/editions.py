"""What pages of editions need to lead from one chapter to another."""

from django import template
from django.urls import reverse

from cities.editions.chapters.blocks import Block, Link
from cities.portal.queries import EditionPage

register = template.Library()


@register.simple_tag
def entry_address(shown: EditionPage, link: Link) -> str:
    """Where a link of an edition leads: to the page of the chapter that holds its anchor, or to the web. Empty for nowhere."""
    chapter = shown.places.get(link.anchor)
    if chapter:
        return f"{chapter_address(shown, chapter)}#{link.anchor}"
    return link.url if link.url.startswith(("https://", "http://")) else ""


@register.simple_tag
def chapter_address(shown: EditionPage, chapter: str) -> str:
    return reverse("portal:edition_chapter", args=[shown.edition.code, shown.book.language, chapter])


@register.simple_tag
def drawing_address(shown: EditionPage, block: Block | None = None) -> str:
    """The SVG of a chart or map; of the cover without one."""
    number = shown.drawn.get(id(block), 0) if block else 0
    return reverse("portal:edition_drawing", args=[shown.edition.code, shown.book.language, number])
