from datetime import UTC, datetime

from lxml import etree

from cities.feeds.exports import Feed, FeedEntry, atom

NAMES = {"a": "http://www.w3.org/2005/Atom"}
FIRST, LAST = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC)


def feed(*entries, title="CITIES: “coop”"):
    return Feed("https://a.org/f?q=a&b=1", "https://a.org/s?q=a&b=1", title, "Newest first.", "fr", "CITIES", entries)


def entry(**changes):
    told = {
        "id": "urn:uuid:1",
        "url": "https://a.org/p/",
        "title": "동네 <협동조합>",
        "summary": "A & B",
        "language": "ko",
        "kind": "practice",
        "published_at": FIRST,
        "changed_at": LAST,
    }
    return FeedEntry(**{**told, **changes})


def test_feed_says_what_readers_of_feeds_need():
    tree = etree.fromstring(atom(feed(entry())).encode())

    def found(path):
        return tree.xpath(path, namespaces=NAMES)

    assert found("a:id/text()") == ["https://a.org/f?q=a&b=1"]
    assert found("a:link[@rel='self']/@href") == ["https://a.org/f?q=a&b=1"]
    assert found("a:link[@rel='alternate']/@href") == ["https://a.org/s?q=a&b=1"]
    assert found("a:updated/text()") == ["2026-11-22T00:00:00Z"]
    assert found("a:entry/a:title/text()") == ["동네 <협동조합>"]
    assert found("a:entry/@xml:lang") == ["ko"]
    assert found("a:entry/a:published/text()") == ["2026-01-02T03:04:05Z"]
    assert found("a:entry/a:category/@term") == ["practice"]


def test_feed_without_entries_is_a_feed():
    tree = etree.fromstring(atom(feed()).encode())

    assert tree.xpath("a:updated/text()", namespaces=NAMES) == ["1970-01-01T00:00:00Z"]


def test_entry_nobody_dated_has_no_date_of_publication():
    tree = etree.fromstring(atom(feed(entry(published_at=None, changed_at=None))).encode())

    assert tree.xpath("a:entry/a:published", namespaces=NAMES) == []


def test_characters_xml_has_no_place_for_are_spaces():
    tree = etree.fromstring(atom(feed(entry(title="a\x00b\x1fc\ufffe"), title="\x0b")).encode())

    assert tree.xpath("a:entry/a:title/text()", namespaces=NAMES) == ["a b c "]
