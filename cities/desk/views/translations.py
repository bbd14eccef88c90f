"""The translation table: which record has words in which language, and in what state."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.admin.utils import quote
from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from cities.commons.instruments.models import InstrumentVersion
from cities.commons.instruments.queries import parts_to_translate
from cities.desk.forms.translations import TranslationTableForm
from cities.desk.queries.table import TableFilter, TableRow, table_rows
from cities.desk.queries.translations import TextCard
from cities.desk.rules import may_read_table
from cities.desk.views.columns import best_title
from cities.desk.views.screens import DeskScreen
from cities.translation.languages import language_name
from cities.translation.models import TextState

ROWS_A_PAGE = 50


@dataclass(frozen=True)
class Cell:
    """`state` as a code for the mark; `words` for people."""

    language: str
    state: str
    words: str
    detail: str
    url: str


@dataclass(frozen=True)
class ShownRow:
    row: TableRow
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class DraftTongue:
    """`left`: parts that are missing or stale."""

    language: str
    autonym: str
    left: int
    url: str


@dataclass(frozen=True)
class DraftQuestionnaire:
    title: str
    tongues: tuple[DraftTongue, ...]


class TranslationTableView(DeskScreen):
    template_name = "desk/translations.html"
    page_title = gettext_lazy("Translations")
    header_icon = "globe"

    def may_see(self, user: Any) -> bool:
        return may_read_table(user)

    @cached_property
    def form(self) -> TranslationTableForm:
        return TranslationTableForm(self.request.GET)

    @cached_property
    def wanted(self) -> TableFilter:
        given = self.form.cleaned_data if self.form.is_valid() else {}
        return TableFilter(given.get("kind", ""), given.get("state", ""), given.get("language", ""), given.get("q", ""))

    @cached_property
    def languages(self) -> list[str]:
        """Those of the site first; a language asked for has its column."""
        spoken = [code for code, _name in settings.LANGUAGES]
        return list(dict.fromkeys([*spoken, *settings.TEXT_LANGUAGES, *filter(None, [self.wanted.language])]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = table_rows(self.wanted, languages=self.languages, reader=get_language())
        page: Page[TableRow] = Paginator(rows, ROWS_A_PAGE).get_page(self.request.GET.get("p"))
        return {
            **super().get_context_data(**kwargs),
            "form": self.form,
            "columns": [
                (language, language_name(language), language_name(language, in_language=get_language())) for language in self.languages
            ],
            "page": page,
            "rows": list(shown_rows(page.object_list)),
            "total": len(rows),
            "drafts": drafts_to_translate(),
        }


def drafts_to_translate() -> list[DraftQuestionnaire]:
    """Questionnaires being written, with how much is missing or stale in each of their other languages."""
    drafts = InstrumentVersion.objects.filter(state=InstrumentVersion.State.DRAFT).select_related("instrument")
    return [
        DraftQuestionnaire(
            best_title(draft.instrument), tuple(_tongue(draft, language) for language in draft.languages if language != draft.language)
        )
        for draft in drafts.prefetch_related("instrument__texts")
    ]


def _tongue(draft: InstrumentVersion, language: str) -> DraftTongue:
    left = sum(part.state in ("missing", "stale") for part in parts_to_translate(draft, language))
    return DraftTongue(
        language, language_name(language), left, reverse("desk:instrument_translate", args=[draft.instrument.code, language])
    )


def shown_rows(rows: Iterable[TableRow]) -> Iterable[ShownRow]:
    for row in rows:
        url = reverse(row.model.snippet_viewset.get_url_name("edit"), args=[quote(row.record.record_id)])  # type: ignore[attr-defined]  # Wagtail sets it
        yield ShownRow(row, url, tuple(_cell(language, card, url) for language, card in row.cells))


def _cell(language: str, card: TextCard | None, url: str) -> Cell:
    address = f"{url}#tab-text-{language}"
    if card is None:
        return Cell(language, "missing", _("nothing yet"), "", address)
    state = "stale" if card.stale else card.state
    return Cell(language, state, short_state(state), "; ".join(_details(card)), address)


def short_state(state: str) -> str:
    """One word, for narrow columns."""
    return {
        "stale": _("stale"),
        TextState.ORIGINAL: _("original"),
        TextState.HUMAN: _("translated"),
        TextState.REVIEWED: _("reviewed"),
        TextState.MACHINE: _("machine"),
    }[state]


def _details(card: TextCard) -> Iterable[str]:
    if card.stale:
        yield ngettext("%(count)d field has changed since", "%(count)d fields have changed since", len(card.stale)) % {
            "count": len(card.stale)
        }
    if card.missing:
        yield ngettext("%(count)d field missing", "%(count)d fields missing", len(card.missing)) % {"count": len(card.missing)}
    if card.is_draft:
        yield _("draft")
