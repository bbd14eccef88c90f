"""Lists that are followed: Atom (RFC 4287)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
# Characters XML 1.0 has no place for, not even escaped.
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A feed nothing has ever come in is as old as this.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class FeedEntry:
    """One record. `id` never changes, whatever its address and language."""

    id: str
    url: str
    title: str
    summary: str
    language: str
    kind: str
    published_at: datetime | None
    changed_at: datetime | None


@dataclass(frozen=True)
class Feed:
    """`url` is its own address and its identifier, `page` the one for people."""

    url: str
    page: str
    title: str
    subtitle: str
    language: str
    author: str
    entries: tuple[FeedEntry, ...]


def atom(feed: Feed) -> str:
    """Entries in the order given."""
    changed = max((entry.changed_at for entry in feed.entries if entry.changed_at), default=NEVER)
    lines = [
        f'{HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_quoted(feed.language)}>',
        f"<id>{_plain(feed.url)}</id>",
        f"<title>{_plain(feed.title)}</title>",
        f"<subtitle>{_plain(feed.subtitle)}</subtitle>",
        f'<link rel="self" type="application/atom+xml" href={_quoted(feed.url)}/>',
        f'<link rel="alternate" type="text/html" hreflang={_quoted(feed.language)} href={_quoted(feed.page)}/>',
        f"<author><name>{_plain(feed.author)}</name></author>",
        f"<updated>{_moment(changed)}</updated>",
        *_entries(feed.entries),
        "</feed>\n",
    ]
    return "\n".join(lines)


def _entries(entries: Iterable[FeedEntry]) -> Iterable[str]:
    for entry in entries:
        published = f"<published>{_moment(entry.published_at)}</published>" if entry.published_at else ""
        yield (
            f"<entry xml:lang={_quoted(entry.language)}><id>{_plain(entry.id)}</id><title>{_plain(entry.title)}</title>"
            f'<link rel="alternate" type="text/html" href={_quoted(entry.url)}/>{published}'
            f"<updated>{_moment(entry.changed_at or entry.published_at or NEVER)}</updated>"
            f"<category term={_quoted(entry.kind)}/><summary>{_plain(entry.summary)}</summary></entry>"
        )


def _plain(text: str) -> str:
    return escape(NO_XML.sub(" ", text))


def _quoted(text: str) -> str:
    return quoteattr(NO_XML.sub(" ", text))


def _moment(moment: datetime) -> str:
    """RFC 3339, to the second, in universal time."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
