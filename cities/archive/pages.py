"""Pages that work without a server: links between files, and no forms."""

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

from lxml import etree, html

# The only query a frozen page can have: the next pages of a list.
FOLLOWED = frozenset({"page"})
# What a page shows or runs, as opposed to where it leads.
ASSET_TAGS = frozenset({"img", "script", "source", "video", "audio", "track", "use", "image", "input", "embed"})
ASSET_RELATIONS = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon"})
# In the folder of the frozen site; see data/frozen.js.
SCRIPT = "frozen.js"
CSS_ADDRESS = re.compile(r"""url\(\s*['"]?([^'")]+)['"]?\s*\)""")
SCRIPT_IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*['"](\.{1,2}/[^'"]+|/[^'"]+)['"]""")
XLINK = "xlink:href"

Element = Any


@dataclass
class Found:
    """Addresses on this site that a page leads to and shows."""

    pages: set[str] = field(default_factory=set)
    assets: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Shelf:
    """What was kept: files by address."""

    site: str
    files: Mapping[str, str]


def local_address(link: str, *, base: str, site: str) -> str | None:
    """Path and query of a link to this site, without the fragment; None for what leads elsewhere."""
    whole = urlsplit(urljoin(f"{site}{base}", link.strip()))
    home = urlsplit(site)
    if (whole.scheme, whole.netloc) != (home.scheme, home.netloc):
        return None
    return f"{whole.path or '/'}?{whole.query}" if whole.query else whole.path or "/"


def page_address(address: str) -> str | None:
    """The address a page is kept by; None when only a server could answer it."""
    path, _, query = address.partition("?")
    given = parse_qsl(query, keep_blank_values=True)
    if any(name not in FOLLOWED for name, _ in given):
        return None
    return f"{path}?{urlencode(sorted(given))}" if given else path


def page_file(address: str, *, is_page: bool) -> str:
    """Where an address is kept: `/en/practices/?page=2` -> `en/practices/page-2/index.html`."""
    path, _, query = address.partition("?")
    parts = [part for part in unquote(path).split("/") if part not in ("", ".", "..")]
    parts += [f"{name}-{value}" for name, value in parse_qsl(query)]
    return posixpath.join(*parts, "index.html") if is_page else posixpath.join(*parts)


def links_of_page(text: str, *, address: str, site: str) -> Found:
    found = Found()
    for element, _, link in _links(html.document_fromstring(text)):
        local = local_address(link, base=address, site=site)
        if local is None:
            continue
        if _is_asset(element):
            found.assets.add(local.partition("?")[0])
        elif (page := page_address(local)) is not None:
            found.pages.add(page)
    return found


def links_of_asset(text: str, *, address: str, site: str) -> set[str]:
    """What a style sheet or script loads."""
    pattern = CSS_ADDRESS if address.endswith(".css") else SCRIPT_IMPORT
    found = (local_address(link, base=address, site=site) for link in pattern.findall(text) if not link.startswith("data:"))
    return {address.partition("?")[0] for address in found if address}


def frozen_page(text: str, *, address: str, shelf: Shelf, notice: str) -> str:
    """The page with links to files beside it. What needs a server is taken away; `notice` says so at its beginning."""
    page = html.document_fromstring(text)
    _drop_living(page)
    here = shelf.files[address]
    for element, attribute, link in list(_links(page)):
        _point(element, attribute, _frozen_link(element, link, address=address, here=here, shelf=shelf), link=link)
    _help_drawings(page, here=here)
    _announce(page, notice)
    return f"<!doctype html>\n{html.tostring(page, encoding='unicode')}"


def forwarding_page(target: str, *, others: Mapping[str, str]) -> str:
    """A page that leads on at once, with links for readers of other languages."""
    head = f'<meta charset="utf-8"><title>→</title><meta http-equiv="refresh" content="0; url={escape(target)}">'
    links = "".join(f'<li><a href="{escape(link)}" hreflang="{code}" lang="{code}">{code}</a></li>' for code, link in others.items())
    return f'<!doctype html>\n<html><head>{head}</head><body><p><a href="{escape(target)}">→</a></p><ul>{links}</ul></body></html>'


def sheet_script(name: str, drawing: str) -> str:
    """A sheet of drawings as the script that hands it over."""
    markup = drawing.replace("<svg ", '<svg width="0" height="0" aria-hidden="true" ', 1)
    return f"frozenSheet({json.dumps(name)}, {json.dumps(markup, ensure_ascii=False)});\n"


def relative(target: str, *, here: str) -> str:
    return quote(posixpath.relpath(target, posixpath.dirname(here) or "."))


def _links(page: Element) -> Iterator[tuple[Element, str, str]]:
    """Every attribute that is an address; those with several, one after the other, are left to browsers."""
    for element in page.iter(etree.Element):
        for attribute in ("href", "src", "poster", XLINK):
            link = element.get(attribute)
            if link and not link.startswith(("#", "data:", "mailto:", "tel:", "javascript:")):
                yield element, attribute, link


def _is_asset(element: Element) -> bool:
    if element.tag == "link":
        return bool(ASSET_RELATIONS & set(element.get("rel", "").split()))
    return element.tag in ASSET_TAGS


def _frozen_link(element: Element, link: str, *, address: str, here: str, shelf: Shelf) -> str | None:
    """The link as it reads from the file; None when what it leads to was not kept."""
    if element.tag == "link" and element.get("rel") == "canonical":
        return link
    local = local_address(link, base=address, site=shelf.site)
    if local is None:
        return link
    kept = local.partition("?")[0] if _is_asset(element) else page_address(local)
    target = shelf.files.get(kept or "")
    fragment = urlsplit(link).fragment
    return None if target is None else relative(target, here=here) + (f"#{fragment}" if fragment else "")


def _point(element: Element, attribute: str, target: str | None, *, link: str) -> None:
    if target is None and element.tag in {"link", *ASSET_TAGS}:
        element.drop_tree()
    elif target is None:
        # Words that lead nowhere should not look as if they did.
        element.tag = "span"
        for name in (attribute, "rel", "hreflang", "download"):
            element.attrib.pop(name, None)
    elif target != link:
        element.set(attribute, target)


def _drop_living(page: Element) -> None:
    """Forms need someone to answer; so does what a page itself marks with `data-living`."""
    for element in [*page.iter("form"), *page.iterfind(".//*[@data-living]")]:
        if element.getparent() is not None:
            element.drop_tree()
    for details in list(page.iter("details")):
        if [child.tag for child in details] == ["summary"]:
            details.drop_tree()
    for element in page.iter(etree.Element):
        for attribute in [name for name in element.attrib if name.startswith("hx-") or name == "srcset"]:
            del element.attrib[attribute]


def _help_drawings(page: Element, *, here: str) -> None:
    """A script that puts drawings into the page where browsers refuse to take them from another file."""
    if any((use.get("href") or "#")[0] != "#" for use in page.iter("use")):
        script = html.fragment_fromstring("<script defer></script>")
        script.set("src", relative(SCRIPT, here=here))
        page.body.append(script)


def _announce(page: Element, notice: str) -> None:
    place = next(iter(page.iter("main")), page.body)
    paragraph = html.fragment_fromstring('<p class="notice" role="note"></p>')
    paragraph.text = notice
    place.insert(0, paragraph)
