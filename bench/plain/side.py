"""What the plain worker does besides answering visits."""

import csv
import time
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import transaction
from django.utils.html import escape
from wagtail.models import Locale as PageLocale
from wagtail.models import Page, Site

from bench.content import SECTIONS, Dossier, concept_keys, dossiers, published_at
from bench.memory import peak_mebibytes
from bench.plain.models import HomePage, PracticeIndexPage, PracticePage, Theme
from bench.rows import COUNTRIES, theme_name
from bench.static import collect_when_changed

CHUNK = 500
HEADINGS = ("The problem", "What is done", "Built together", "Results", "What made it work", "Obstacles", "Elsewhere")


def build(count: int) -> dict[str, Any]:
    """The page tree that `wagtail start` makes, a list page, and the practices under it."""
    call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic():
        index = _store_tree()
        codes = [key.partition(":")[2] for key in concept_keys("themes")]
        Theme.objects.bulk_create(Theme(name=theme_name(code), slug=code) for code in codes)
        _store_pages(index, count)
    return {"practices": PracticePage.objects.count()}


def prepare() -> dict[str, Any]:
    collect_when_changed()
    return {}


def identifier(number: int) -> str:
    return str(PracticePage.objects.get(slug=f"practice-{number:05}").pk)


def _store_tree() -> PracticeIndexPage:
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Practices of the network", slug="home"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name="Practices")
    index: PracticeIndexPage = home.add_child(instance=PracticeIndexPage(title="Practices", slug="practices", show_in_menus=True))
    return index


def _store_pages(index: PracticeIndexPage, count: int) -> None:
    """Rows as `add_child` would leave them, written in bulk: ten thousand calls of it would take minutes."""
    kind = ContentType.objects.get_for_model(PracticePage)
    locale = PageLocale.get_default()
    themes = dict(Theme.objects.values_list("slug", "pk"))
    remaining = dossiers(count)
    while chunk := list(islice(remaining, CHUNK)):
        Page.objects.bulk_create(_page(told, index, count=count, content_type=kind, locale=locale) for told in chunk)
        keys = dict(Page.objects.filter(slug__in=[told.code for told in chunk]).values_list("slug", "pk"))
        for told in chunk:
            _practice_page(told, keys[told.code]).save_base(raw=True)
        through = PracticePage.themes.through
        through.objects.bulk_create(
            through(practicepage_id=keys[told.code], theme_id=themes[theme]) for told in chunk for theme in told.themes
        )
    Page.objects.filter(pk=index.pk).update(numchild=count)


def _page(told: Dossier, index: PracticeIndexPage, *, count: int, **known: Any) -> Page:
    moment = published_at(told.number / count)
    return Page(
        title=told.texts["en"]["title"],
        draft_title=told.texts["en"]["title"],
        slug=told.code,
        path=Page._get_path(index.path, index.depth + 1, told.number + 1),  # noqa: SLF001 -- treebeard's own arithmetic
        depth=index.depth + 1,
        numchild=0,
        url_path=f"{index.url_path}{told.code}/",
        translation_key=uuid4(),
        first_published_at=moment,
        last_published_at=moment,
        **known,
    )


def _practice_page(told: Dossier, pk: int) -> PracticePage:
    """Only the child's row: its page is stored already."""
    return PracticePage(
        page_ptr_id=pk,
        intro=told.texts["en"]["summary"],
        body=_body({heading: told.best("en", field) for heading, field in zip(HEADINGS, SECTIONS, strict=True)}),
        city=told.towns[0].name,
        country=COUNTRIES[told.towns[0].country],
        started=told.started,
    )


def _body(sections: dict[str, str]) -> str:
    return "".join(f"<h2>{escape(heading)}</h2><p>{escape(text)}</p>" for heading, text in sections.items() if text)


def import_rows(path: str, *, with_revisions: bool) -> dict[str, Any]:
    """A page a row, all or nothing, as the import script of an ordinary project; with a revision and published, as its editor does."""
    before, spent, wall = peak_mebibytes(), time.process_time(), time.perf_counter()
    index = PracticeIndexPage.objects.get()
    themes = {theme.name: theme for theme in Theme.objects.all()}
    with Path(path).open(encoding="utf-8", newline="") as file, transaction.atomic():
        for row in csv.DictReader(file):
            _import_row(row, index, themes=themes, with_revision=with_revisions)
    spent, wall = time.process_time() - spent, time.perf_counter() - wall
    made = PracticePage.objects.filter(live=True).count()
    return {
        "rows": made,
        "steps": {"pages": spent},
        "wall": wall,
        "before": before,
        "peak": peak_mebibytes(),
        "outcomes": {"created": made},
    }


def _import_row(row: dict[str, str], index: PracticeIndexPage, *, themes: dict[str, Theme], with_revision: bool) -> None:
    page = PracticePage(
        title=row["title"],
        intro=row["summary"],
        body=_body({"The problem": row["problem"], "What is done": row["description"], "Results": row["results"]}),
        city=row["city"],
        country=row["country"],
        started=int(row["started"]),
    )
    page.themes.set([themes[name] for name in row["themes"].split("; ") if name in themes])
    index.add_child(instance=page)
    if with_revision:
        page.save_revision().publish()
