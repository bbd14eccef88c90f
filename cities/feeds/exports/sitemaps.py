"""Sitemaps (sitemaps.org 0.9) with the language alternates search engines ask for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from cities.feeds.exports.atom import HEAD

NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


@dataclass(frozen=True)
class SitemapEntry:
    """One page in all its languages: absolute addresses by language tag."""

    addresses: Mapping[str, str]
    changed_at: datetime | None = None


def sitemap(entries: Iterable[SitemapEntry]) -> str:
    """Every language's address, each with all its alternates; the format allows 50,000 addresses a file."""
    urls = "".join(_url(entry, address) for entry in entries for address in entry.addresses.values())
    return f"{HEAD}<urlset {NAMESPACES}>\n{urls}</urlset>\n"


def sitemap_index(addresses: Iterable[str]) -> str:
    maps = "".join(f"<sitemap><loc>{escape(address)}</loc></sitemap>\n" for address in addresses)
    return f'{HEAD}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{maps}</sitemapindex>\n'


def _url(entry: SitemapEntry, address: str) -> str:
    changed = f"<lastmod>{entry.changed_at.date().isoformat()}</lastmod>" if entry.changed_at else ""
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(language)} href={quoteattr(other)}/>'
        for language, other in entry.addresses.items()
    )
    return f"<url><loc>{escape(address)}</loc>{changed}{links}</url>\n"
