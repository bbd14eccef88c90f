"""A work as reference managers read it (BibTeX, RIS, CSL-JSON), as search engines for scholars read it, and as one sentence."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from cities.feeds.queries import Work

# Characters BibTeX reads as commands.
BIBTEX_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "$": r"\$",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def citation(work: Work) -> str:
    """One sentence in the order of ISO 690 and APA: who, when, what, where it is."""
    kinds = {
        "practice": _("practice dossier"),
        "transfer": _("transfer"),
        "resource": _("resource"),
        "edition": _("edition"),
        "kit": _("kit"),
    }
    kind = kinds[work.kind]
    if work.version:
        kind = _("%(kind)s, version %(version)s") % {"kind": kind, "version": work.version}
    own = "" if work.authors == (work.publisher,) else f" {work.publisher}."
    return f"{'; '.join(work.authors)} ({work.year}). {_ended(work.title)} [{kind}].{own} {work.url}"


def bibtex(work: Work) -> str:
    """A `@misc` entry; titles keep their capitals."""
    fields = {
        "title": f"{{{_bibtex(work.title)}}}",
        "author": " and ".join(f"{{{_bibtex(author)}}}" for author in work.authors),
        "year": str(work.year),
        "publisher": _bibtex(work.publisher),
        "version": work.version,
        "url": work.url,
        "language": work.language,
        "abstract": _bibtex(_one_line(work.abstract)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{work.key},", *lines, "}", ""])


def ris(work: Work) -> str:
    """Tagged lines ending in CRLF; `ER` closes the record."""
    kind = "ELEC" if work.kind == "practice" else "RPRT"
    tags = [
        ("TY", kind),
        ("TI", work.title),
        *(("AU", author) for author in work.authors),
        ("PY", str(work.year)),
        ("PB", work.publisher),
        ("ET", work.version),
        ("LA", work.language),
        ("AB", _one_line(work.abstract)),
        ("UR", work.url),
        ("ID", work.key),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in tags if value or tag == "ER")


def csl_json(work: Work) -> str:
    """A list with one item, as Zotero and Pandoc read it."""
    item: dict[str, Any] = {
        "id": work.key,
        "type": "webpage" if work.kind == "practice" else "report",
        "title": work.title,
        "author": [{"literal": author} for author in work.authors],
        "issued": {"date-parts": [[work.year]]},
        "publisher": work.publisher,
        "version": work.version,
        "language": work.language,
        "abstract": _one_line(work.abstract),
        "URL": work.url,
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2) + "\n"


def highwire(work: Work) -> Iterator[tuple[str, str]]:
    """`citation_*` tags for the head of a page, in the order Google Scholar documents them."""
    yield "citation_title", work.title
    yield from (("citation_author", author) for author in work.authors)
    yield "citation_publication_date", str(work.year)
    yield "citation_publisher", work.publisher
    yield "citation_language", work.language
    yield "citation_abstract_html_url", work.url


# By the ending of the address: media type and writer.
FORMATS: dict[str, tuple[str, Callable[[Work], str]]] = {
    "bib": ("application/x-bibtex", bibtex),
    "ris": ("application/x-research-info-systems", ris),
    "json": ("application/vnd.citationstyles.csl+json", csl_json),
}


def _bibtex(value: str) -> str:
    return "".join(BIBTEX_ESCAPES.get(character, character) for character in value)


def _one_line(value: str) -> str:
    return re.sub(r"\s+", " ", value).strip()


def _ended(title: str) -> str:
    return title if title.endswith((".", "?", "!", "…")) else f"{title}."
