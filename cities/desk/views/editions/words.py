"""What an edition says itself, language by language, with the original beside a translation."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from cities.desk.forms.editions import WordsForm
from cities.editions import actions
from cities.editions.queries import section

from .base import EditionScreen


class WordsView(EditionScreen):
    template_name = "desk/editions/words.html"
    page_title = gettext_lazy("Words")
    screen = "words"

    @cached_property
    def text_language(self) -> str:
        asked: str = self.kwargs["language"]
        if asked not in self.edition.languages and self.edition.text_in(asked) is None:
            raise Http404
        return asked

    @cached_property
    def form(self) -> WordsForm:
        sections = [section(code) for code in self.edition.sections]
        names = ("title", "subtitle", *(field for each in sections for field in each.fields))
        return WordsForm(self.request.POST or None, edition=self.edition, language=self.text_language, names=names)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text, original = self.edition.text_in(self.text_language), self.edition.original_text
        is_translation = original is not None and original.language != self.text_language
        stale = text.stale_fields(original) if text else []
        fields = [(self.form[name], getattr(original, name) if is_translation else "", name in stale) for name in self.form.names]
        return {
            **super().get_context_data(**kwargs),
            "form": self.form,
            "fields": fields,
            "original": original if is_translation else None,
            "text_language": self.text_language,
            "checked": self.form["is_checked"] if "is_checked" in self.form.fields else None,
        }

    def post(self, request: HttpRequest, edition: str, language: str) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        checked = bool(self.form.cleaned_data.get("is_checked"))
        actions.write_words(self.edition, language, self.form.words, is_checked=checked, by=self.staff)
        messages.success(request, gettext_lazy("The words were saved."))
        return redirect("desk:edition_words", edition, language)
