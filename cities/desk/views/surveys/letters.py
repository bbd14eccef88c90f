"""The letters of a campaign, each as it will be read."""

from dataclasses import dataclass
from typing import Any

from babel.dates import format_date
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cities.core.letters import Words
from cities.desk.forms.surveys import LetterForm
from cities.gather.surveys import actions
from cities.gather.surveys.letters import NAMES, LetterWording, filled_in
from cities.gather.surveys.models import Campaign, Occasion
from cities.gather.surveys.queries import Wordings, wordings_of

from .base import SurveyScreen


@dataclass(frozen=True)
class Preview:
    words: Words
    is_own: bool


def preview(campaign: Campaign, wordings: Wordings, *, language: str, organisation: str) -> Preview:
    """A letter as a respondent of this language gets it, with an address that leads nowhere."""
    wording = wordings.in_language(language)
    link = f"{settings.SITE_URL}/…"
    values = {
        **wordings.values(wording.language),
        "organisation": organisation,
        "closes_on": format_date(campaign.closes_on, format="long", locale=wording.language.replace("-", "_")),
        "minutes": str(campaign.minutes),
        "link": link,
        "decline_link": link,
    }
    return Preview(filled_in(wording, values), wording.language in wordings.own)


class LettersView(SurveyScreen):
    template_name = "desk/surveys/letters.html"
    page_title = gettext_lazy("Letters")
    screen = "letters"

    @cached_property
    def occasion(self) -> str:
        asked = self.request.GET.get("occasion", "")
        return asked if asked in Occasion.values else Occasion.INVITATION

    @cached_property
    def letter_language(self) -> str:
        asked = self.request.GET.get("language", "")
        return asked if asked in self.campaign.languages else self.campaign.languages[0]

    @cached_property
    def wordings(self) -> Wordings:
        return wordings_of(self.campaign, self.occasion)

    @cached_property
    def wording(self) -> LetterWording:
        return self.wordings.in_language(self.letter_language)

    @cached_property
    def form(self) -> LetterForm:
        return LetterForm(self.request.POST or None, initial={"subject": self.wording.subject, "body": self.wording.body})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = preview(self.campaign, self.wordings, language=self.letter_language, organisation=_("Name of the member"))
        return {
            **super().get_context_data(**kwargs),
            "form": self.form,
            "preview": shown,
            "occasion": self.occasion,
            "occasions": Occasion.choices,
            "letter_language": self.letter_language,
            "names": [f"{{{name}}}" for name in NAMES],
        }

    def post(self, request: HttpRequest, campaign: str) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        texts = {language: {"subject": each.subject, "body": each.body} for language, each in self.wordings.own.items()}
        if "shipped" in request.POST or not self.form.cleaned_data["body"].strip():
            texts.pop(self.letter_language, None)
        else:
            texts[self.letter_language] = {name: self.form.cleaned_data[name] for name in ("subject", "body")}
        actions.write_letter_words(self.campaign, occasion=self.occasion, texts=texts, by=self.reader)
        messages.success(request, _("The letter was saved."))
        address = reverse("desk:survey_letters", args=[campaign])
        return redirect(f"{address}?occasion={self.occasion}&language={self.letter_language}")
