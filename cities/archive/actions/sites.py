"""Freezing: the public site as files that need no server, for when there is none any more."""

import mimetypes
import posixpath
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import default_storage
from django.db import reset_queries
from django.test import Client
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from lxml import etree

from cities.archive.bundles import is_inside
from cities.archive.faults import ArchiveFault
from cities.archive.pages import (
    SCRIPT,
    Shelf,
    forwarding_page,
    frozen_page,
    links_of_asset,
    links_of_page,
    local_address,
    page_address,
    page_file,
    relative,
    sheet_script,
)
from cities.archive.queries.addresses import permanent_addresses

# What only a living site can answer, or only its staff may see.
LIVING = ("/admin/", "/api/", "/oai")
HTML, XML = "text/html", ("application/xml", "text/xml")
KEPT_STATUS = (200, 410)

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Frozen:
    """`broken` are addresses that pages lead to and the site does not answer; their links were taken away."""

    folder: Path
    pages: int
    assets: int
    broken: tuple[str, ...]


@dataclass
class Harvest:
    """What was seen so far: files by address, where addresses lead on to, and which pages lead to and nobody answers."""

    folder: Path
    files: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    forwards: dict[str, str] = field(default_factory=dict)
    led_to: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)
    assets: set[str] = field(default_factory=set)

    def keep(self, address: str, file: str, content: bytes) -> None:
        if not is_inside(file):
            raise ArchiveFault(f"{address} would be written outside the folder.")
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.files[address] = file


def freeze_site(folder: Path, *, starts: Iterable[str], today: date, progress: Progress = lambda line: None) -> Frozen:
    """Write every public page that can be reached from `starts`, in every language, with all it shows, into an empty folder.

    `starts` are paths on this site; a sitemap among them is followed too. Permanent addresses of all records are added.
    """
    if folder.exists() and any(folder.iterdir()):
        raise ArchiveFault(f"{folder} is not empty; give a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
    harvest = Harvest(folder)
    _visit(harvest, [*starts, *permanent_addresses()], progress)
    for address in sorted(harvest.assets):
        _keep_asset(harvest, address)
    progress(f"{len(harvest.pages)} pages read, {len(harvest.assets)} files copied")
    _rewrite(harvest, today)
    _hand_over_drawings(harvest)
    _forward(harvest)
    return Frozen(folder, len(harvest.pages), len(harvest.assets), tuple(sorted(harvest.silent & harvest.led_to)))


def _visit(harvest: Harvest, starts: Iterable[str], progress: Progress) -> None:
    client = _client()
    waiting = deque(dict.fromkeys(starts))
    seen = set(waiting)
    while waiting:
        address = waiting.popleft()
        for found in _read(harvest, client, address):
            if found not in seen and not found.startswith(LIVING):
                seen.add(found)
                waiting.append(found)
        # Django would keep every query while debugging.
        reset_queries()
        if address in harvest.pages and len(harvest.pages) % 500 == 0:
            progress(f"{len(harvest.pages)} pages read, {len(waiting)} to go")


def _client() -> Client:
    """Asks the site as a reader would who has no cookies and no language of their own."""
    home = urlsplit(settings.SITE_URL)
    return Client(
        raise_request_exception=False,
        SERVER_NAME=home.hostname or "localhost",
        SERVER_PORT=str(home.port or (443 if home.scheme == "https" else 80)),
        HTTP_HOST=home.netloc,
        HTTP_ACCEPT_LANGUAGE=settings.LANGUAGE_CODE,
    )


def _read(harvest: Harvest, client: Client, address: str) -> set[str]:
    """Keep what is at an address; returns the addresses it leads to."""
    response: Any = client.get(address, secure=settings.SITE_URL.startswith("https:"))
    if response.status_code in (301, 302, 303, 307, 308):
        target = local_address(response.headers["Location"], base=address, site=settings.SITE_URL)
        if target is None:
            return set()
        harvest.forwards[address] = target
        return {target}
    if response.status_code not in KEPT_STATUS:
        harvest.silent.add(address)
        return set()
    content = b"".join(response.streaming_content) if response.streaming else response.content
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if kind in XML and b"<loc>" in content:
        return _listed(content)
    if kind != HTML:
        harvest.keep(address, _file_with_ending(address, kind), content)
        return set()
    harvest.keep(address, page_file(address, is_page=True), content)
    harvest.pages[address] = harvest.files[address]
    found = links_of_page(content.decode(), address=address, site=settings.SITE_URL)
    harvest.led_to |= found.pages
    harvest.assets |= {asset for asset in found.assets if asset.startswith((settings.STATIC_URL, settings.MEDIA_URL))}
    return found.pages


def _listed(content: bytes) -> set[str]:
    """The addresses of a sitemap, or of a list of sitemaps."""
    tree = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    texts = (element.text or "" for element in tree.iter("{*}loc"))
    return {address for text in texts if (address := local_address(text, base="/", site=settings.SITE_URL))}


def _file_with_ending(address: str, kind: str) -> str:
    """A download keeps its name; one without an ending gets that of its type, so that it opens."""
    file = page_file(address, is_page=False)
    if posixpath.splitext(file)[1]:
        return file
    return file + (mimetypes.guess_extension(kind) or ".txt")


def _keep_asset(harvest: Harvest, address: str) -> None:
    """Copy a file a page shows, and those it loads in turn."""
    if address in harvest.files or address in harvest.silent:
        return
    content = _asset(address)
    if content is None:
        harvest.silent.add(address)
        harvest.led_to.add(address)
        return
    harvest.keep(address, page_file(address, is_page=False), content)
    if address.endswith((".css", ".js", ".mjs")):
        for inner in links_of_asset(content.decode(), address=address, site=settings.SITE_URL):
            _keep_asset(harvest, inner)


def _asset(address: str) -> bytes | None:
    name = unquote(address)
    if name.startswith(settings.MEDIA_URL):
        upload = name.removeprefix(settings.MEDIA_URL)
        if not is_inside(upload) or not default_storage.exists(upload):
            return None
        with default_storage.open(upload) as file:
            content: bytes = file.read()
            return content
    path = _static_path(name.removeprefix(settings.STATIC_URL))
    return path.read_bytes() if path else None


def _static_path(name: str) -> Path | None:
    """From where it was written, or, under a name with a digest, from where it was collected to."""
    if not is_inside(name):
        return None
    found = finders.find(name)
    if isinstance(found, str):
        return Path(found)
    return Path(staticfiles_storage.path(name)) if staticfiles_storage.exists(name) else None


def _rewrite(harvest: Harvest, today: date) -> None:
    # Where an address only leads on to a page, its own file does that.
    leading_on = [address for address in harvest.forwards if page_address(address) and _end(harvest, address)]
    files = {**{address: page_file(address, is_page=True) for address in leading_on}, **harvest.files}
    shelf = Shelf(site=settings.SITE_URL, files=files)
    for address, file in harvest.pages.items():
        path = harvest.folder / file
        text = path.read_text(encoding="utf-8")
        path.write_text(frozen_page(text, address=address, shelf=shelf, notice=_notice(address, today)), encoding="utf-8")


def _notice(address: str, today: date) -> str:
    first = address.split("/")[1]
    with translation.override(first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        day = date_format(today, "DATE_FORMAT")
        return _("This is a copy made on %(day)s. Searching and filtering do not work in it.") % {"day": day}


def _hand_over_drawings(harvest: Harvest) -> None:
    (harvest.folder / SCRIPT).write_bytes((Path(__file__).parent.parent / "data" / SCRIPT).read_bytes())
    for address in [address for address in harvest.files if address.endswith(".svg")]:
        path = harvest.folder / harvest.files[address]
        path.with_name(f"{path.name}.js").write_text(sheet_script(path.name, path.read_text(encoding="utf-8")), encoding="utf-8")


def _forward(harvest: Harvest) -> None:
    """Permanent addresses and the front door lead on to the page in the first language, or in another."""
    for address in harvest.forwards:
        target = _end(harvest, address)
        if target is None or page_address(address) is None:
            continue
        here = page_file(address, is_page=True)
        others = {code: relative(harvest.pages[found], here=here) for code, found in _in_languages(harvest, target).items()}
        text = forwarding_page(relative(harvest.pages[target], here=here), others=others)
        harvest.keep(address, here, text.encode())


def _end(harvest: Harvest, address: str) -> str | None:
    """The page a chain of redirects ends at."""
    for _step in range(10):
        if address in harvest.pages:
            return address
        address = harvest.forwards.get(address, "")
    return None


def _in_languages(harvest: Harvest, target: str) -> dict[str, str]:
    prefix = f"/{settings.LANGUAGE_CODE}/"
    if not target.startswith(prefix):
        return {}
    found = {code: f"/{code}/{target.removeprefix(prefix)}" for code, _name in settings.LANGUAGES}
    return {code: address for code, address in found.items() if address in harvest.pages}
