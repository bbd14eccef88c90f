"""A practice, told in steps."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cities.commons.practices.actions import TOPICS
from cities.commons.practices.models import Practice
from cities.commons.vocabulary.models import ActorKind
from cities.commons.vocabulary.queries import concept_tree
from cities.core.comparing import Values
from cities.portal.forms.base import SpaceForm, WordsForm, YearField
from cities.portal.forms.fields import Column, ConceptsField, PlacesField, RowsField, WordsField, web_address
from cities.portal.forms.figures import FiguresField
from cities.portal.forms.profile import SCHEME_LABELS


class NewPracticeForm(SpaceForm):
    title = WordsField(label=_("What is it called?"), max_length=250, help_text=_("A name that says what is done, and where."))


class PlaceForm(SpaceForm):
    territories = PlacesField(label=_("Where is it done?"), help_text=_("One or several cities, regions or countries."))
    status = forms.ChoiceField(label=_("How does it stand?"), choices=Practice.Status)
    started = YearField(label=_("Started in"), latest=2)
    ended = YearField(label=_("Ended in"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update({scheme: ConceptsField(scheme, label=SCHEME_LABELS[scheme]) for scheme in TOPICS})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        started, ended = cleaned.get("started"), cleaned.get("ended")
        if started and ended and ended < started:
            self.add_error("ended", _("It cannot end before it started."))
        return cleaned


class TogetherForm(WordsForm):
    """How it was built together: in words, and who took part."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = (
            Column("name", _("Who")),
            Column("kind", _("Kind of actor"), tuple(ActorKind.choices)),
            Column("role", _("Role"), tuple((node.key, node.label) for node in concept_tree("roles", get_language() or "en"))),
        )
        self.fields["participants"] = RowsField(
            columns,
            label=_("Who took part"),
            help_text=_("Who began it, who decided, who did the work, who paid. Your own organisation too."),
        )


class SourcesForm(SpaceForm):
    """Where others can read more, and where figures come from."""

    sources = RowsField(
        (Column("title", _("Title")), Column("url", _("Web address"), kind="url"), Column("locator", _("Page"))),
        label=_("Sources"),
        help_text=_("A report, an article, a web page: whatever somebody else can check."),
    )

    def clean_sources(self) -> tuple[tuple[str, ...], ...]:
        rows = self.cleaned_data["sources"]
        return tuple((title, web_address(url) if url else "", locator[:100]) for title, url, locator in rows)

    def values(self) -> Values:
        return {"sources": self.cleaned_data["sources"]}


class FiguresForm(SpaceForm):
    """What it costs, how many it serves: each with who says so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["figures"] = FiguresField(
            label=_("Figures"),
            help_text=_("What it costs, how many people work in it or are served by it. Two counts that differ may both stand."),
        )
