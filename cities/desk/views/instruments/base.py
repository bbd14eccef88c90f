"""What the screens of questionnaires share."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cities.commons.instruments.checking import Fault
from cities.commons.instruments.definition import Definition
from cities.commons.instruments.models import Instrument, InstrumentVersion
from cities.commons.instruments.queries import definition_of
from cities.desk.rules import may_edit_instruments
from cities.desk.views.columns import best_title
from cities.desk.views.screens import DeskScreen


class InstrumentScreen(DeskScreen):
    """A screen about one questionnaire, or with `code` missing in its address, about all."""

    header_icon = "list-ul"
    page_title = gettext_lazy("Questionnaires")

    def may_see(self, user: Any) -> bool:
        return may_edit_instruments(user)

    @cached_property
    def instrument(self) -> Instrument:
        return get_object_or_404(Instrument.objects.prefetch_related("texts"), code=self.kwargs["code"])

    @cached_property
    def draft(self) -> InstrumentVersion | None:
        return self.instrument.versions.filter(state=InstrumentVersion.State.DRAFT).select_related("instrument").first()

    @cached_property
    def is_published(self) -> bool:
        return self.instrument.versions.exclude(state=InstrumentVersion.State.DRAFT).exists()

    def get_page_subtitle(self) -> str:
        return best_title(self.instrument) if "code" in self.kwargs else ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items, {"url": reverse("desk:instruments"), "label": _("Questionnaires")}]
        if "code" in self.kwargs:
            items.append({"url": reverse("desk:instrument", args=[self.instrument.code]), "label": best_title(self.instrument)})
        return items


class DraftScreen(InstrumentScreen):
    """A screen of the editor: only while there is a draft."""

    @cached_property
    def version(self) -> InstrumentVersion:
        if self.draft is None:
            raise Http404
        return self.draft

    @cached_property
    def definition(self) -> Definition:
        return definition_of(self.version)

    @property
    def tongues(self) -> dict[str, Any]:
        """What every form with words is made with."""
        return {"languages": self.definition.languages or (self.definition.language,), "original": self.definition.language}


def fault_words(fault: Fault) -> str:
    """A fault with the code it is about."""
    return _("%(code)s: %(reason)s") % {"code": fault.code, "reason": fault.reason} if fault.code else fault.reason


def states_of(parts: Iterable[Any]) -> Mapping[str, Mapping[str, str]]:
    """By code, how the words of sections or items stand in each language: how they were made, or that the original has changed since."""
    found: dict[str, dict[str, str]] = {}
    for part in parts:
        texts = list(part.texts.all())
        original = next((text for text in texts if text.is_original), None)
        found[part.code] = {text.language: "stale" if text.stale_fields(original) else text.state for text in texts}
    return found


def reader_language() -> str:
    return get_language() or "en"
