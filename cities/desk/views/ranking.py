"""Why a search answers as it does: every record with what each signal adds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cities.accounts.rules import may_enter_desk
from cities.commons.vocabulary.queries import subject_names
from cities.desk.views.screens import DeskScreen
from cities.search.queries import Hit, Ranking, Search, hits, rank
from cities.search.ranking import SIGNALS, added
from cities.search.reasons import told_reason
from cities.translation.languages import language_name

MOST_EXPLAINED = 30
SIGNAL_NAMES = {
    "meaning": gettext_lazy("nearest passage"),
    "lead": gettext_lazy("title and summary"),
    "second": gettext_lazy("second passage"),
    "words": gettext_lazy("words"),
    "concepts": gettext_lazy("concepts named"),
    "topics": gettext_lazy("concepts meant"),
    "places": gettext_lazy("places"),
    "name": gettext_lazy("name"),
    "kind": gettext_lazy("kind"),
    "worth": gettext_lazy("completeness"),
    "fresh": gettext_lazy("recency"),
}


class RankingForm(forms.Form):
    q = forms.CharField(label=gettext_lazy("Search"), max_length=500, required=False)
    lang = forms.ChoiceField(label=gettext_lazy("Reader’s language"), choices=settings.LANGUAGES, required=False)


@dataclass(frozen=True)
class Explained:
    """An answer with what each signal adds, in the order of `SIGNALS`, and the reasons as readers see them."""

    hit: Hit
    added: tuple[float, ...]
    reasons: tuple[str, ...]


class RankingView(DeskScreen):
    template_name = "desk/ranking.html"
    page_title = gettext_lazy("Why was this found?")
    header_icon = "search"

    def may_see(self, user: Any) -> bool:
        return may_enter_desk(user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = get_language() or settings.LANGUAGE_CODE
        form = RankingForm({"q": self.request.GET.get("q", ""), "lang": self.request.GET.get("lang") or language})
        context = {**super().get_context_data(**kwargs), "form": form}
        if not form.is_valid() or not form.cleaned_data["q"]:
            return context
        name, reader = subject_names(language), form.cleaned_data["lang"]
        ranking = rank(Search(form.cleaned_data["q"], reader=reader))
        return {
            **context,
            "ranking": ranking,
            "understood": understood(ranking, language, name=name),
            "signals": [SIGNAL_NAMES[name] for name in SIGNALS],
            "answers": [
                explained(hit, language, name=name) for hit in hits(ranking, reader=form.cleaned_data["lang"], limit=MOST_EXPLAINED)
            ],
        }


def understood(ranking: Ranking, language: str, *, name: Callable[[str], str]) -> list[tuple[str, str]]:
    """What was made of the query, in words: its language, its terms, what it names, what was mended."""
    asked = ranking.asked
    named = ", ".join(name(key) for one in asked.named for key in one.keys)
    told = [
        (_("Language"), language_name(asked.language, in_language=language)),
        (_("Words looked for"), ", ".join(term.word for term in asked.terms)),
        (_("Names"), named),
        (_("Mended"), asked.mended),
        (_("Meaning"), _("compared") if ranking.has_meaning else _("not compared: no encoder answers, or nothing is encoded yet")),
    ]
    return [(what, value) for what, value in told if value]


def explained(hit: Hit, language: str, *, name: Callable[[str], str]) -> Explained:
    parts = added(hit.signals)
    reasons = (told_reason(reason, subject=name(reason.subject), language=language) for reason in hit.reasons)
    return Explained(hit, tuple(parts[name] for name in SIGNALS), tuple(reasons))
