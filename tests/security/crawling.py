"""Everything a reader can come to by following links, and what it says, headers and all."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from lxml import etree, html

# Nobody's page is further away than this many pages; more would be a trap for robots too.
MOST_PAGES = 1500
ELSEWHERE = ("/static/", "/admin/", "/media/", "/documents/")


@dataclass(frozen=True)
class Page:
    path: str
    status: int
    content_type: str
    # Headers, then the body: a word can leak in either.
    everything: str
    body: bytes


def read(client: Client, path: str, **headers: str) -> Page:
    response = client.get(path, headers=headers or None)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    response.close()
    spoken = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return Page(path, response.status_code, response.headers.get("Content-Type", ""), f"{spoken}\n\n{body.decode(errors='replace')}", body)


def crawl(client: Client, starts: Iterable[str]) -> dict[str, Page]:
    """Pages by path and query."""
    waiting, seen = deque(starts), dict.fromkeys(starts)
    pages: dict[str, Page] = {}
    while waiting:
        page = read(client, waiting.popleft())
        pages[page.path] = page
        fresh = [path for path in _paths_in(page) if path not in seen]
        seen.update(dict.fromkeys(fresh))
        waiting.extend(fresh)
        assert len(pages) <= MOST_PAGES, f"more than {MOST_PAGES} pages: {list(pages)[-3:]}"
    return pages


def _paths_in(page: Page) -> list[str]:
    found = (urldefrag(urljoin(f"{settings.SITE_URL}{page.path}", link)).url for link in _links(page))
    addresses = (address.removeprefix(settings.SITE_URL) for address in found if address.startswith(f"{settings.SITE_URL}/"))
    # The pages for signing in are the same wherever one wanted to go.
    paths = (address.partition("?")[0] if "/account/login/" in address else address for address in addresses)
    return [path for path in dict.fromkeys(paths) if not urlsplit(path).path.startswith(ELSEWHERE)]


def _links(page: Page) -> list[str]:
    if page.status in (301, 302):
        return [line.split(": ", 1)[1] for line in page.everything.splitlines() if line.startswith("Location: ")]
    if page.body and page.content_type.startswith("text/html"):
        return [str(link) for link in html.fromstring(page.body).xpath("//a/@href | //link/@href | //form/@action")]
    if page.content_type.startswith("application/xml"):
        return [str(link) for link in etree.fromstring(page.body).xpath("//*[local-name()='loc']/text()")]
    return []


def is_page(response: HttpResponse) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")
