from datetime import UTC, datetime

from lxml import etree

from cities.feeds.exports import SitemapEntry, sitemap, sitemap_index

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def test_sitemap_lists_every_language_with_all_its_alternates():
    entry = SitemapEntry({"en": "https://a.org/en/?a=1&b=2", "fr": "https://a.org/fr/"}, datetime(2026, 11, 22, tzinfo=UTC))

    tree = etree.fromstring(sitemap([entry]).encode())

    assert tree.xpath("s:url/s:loc/text()", namespaces=NAMES) == ["https://a.org/en/?a=1&b=2", "https://a.org/fr/"]
    assert tree.xpath("s:url[1]/x:link/@hreflang", namespaces=NAMES) == ["en", "fr"]
    assert tree.xpath("s:url/s:lastmod/text()", namespaces=NAMES) == ["2026-11-22", "2026-11-22"]


def test_sitemap_says_nothing_of_a_change_it_does_not_know():
    assert "lastmod" not in sitemap([SitemapEntry({"en": "https://a.org/en/"})])


def test_sitemap_index_lists_maps():
    tree = etree.fromstring(sitemap_index(["https://a.org/sitemap.xml?kind=a&part=0"]).encode())

    assert tree.xpath("s:sitemap/s:loc/text()", namespaces=NAMES) == ["https://a.org/sitemap.xml?kind=a&part=0"]
