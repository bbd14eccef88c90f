"""A transfer, opened, told section by section, and worked on."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cities.commons.vocabulary.models import ActorKind
from cities.commons.vocabulary.queries import concept_tree
from cities.core.comparing import Values
from cities.portal.forms.base import SpaceForm
from cities.portal.forms.fields import MOST_WORDS, Column, PlacesField, RowsField, WordsField, web_address
from cities.portal.forms.figures import FiguresField, year_typed
from cities.transfer.projects.models import Adaptation, Dimension, Phase, Pilot, Step, StopReason, Trigger, Variant
from cities.transfer.projects.moments import is_moment
from cities.transfer.projects.queries import FrameOffers
from cities.translation.languages import normalise_tag, text_direction
from cities.translation.models import Text

MOMENT_HELP = _("As exactly as you know: 2013, 2013-06 or 2013-06-21.")
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


# What the frame takes several of.
SEVERAL = ("practices", "follows")
UNNAMED = _("somebody the origin has named")


class MomentField(forms.CharField):
    """A year, a month or a day, as far as it is known."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", MOMENT_HELP)
        kwargs.setdefault("required", False)
        super().__init__(max_length=10, widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}), **kwargs)

    def clean(self, value: Any) -> str:
        moment = str(super().clean(value) or "").strip()
        if moment and not is_moment(moment):
            raise ValidationError(_("Write it as 2013, 2013-06 or 2013-06-21."))
        return moment


class NewTransferForm(SpaceForm):
    """What is known on the first day: who takes it up, and what it is called."""

    title = WordsField(label=_("What shall it be called?"), max_length=250, help_text=_("The practice, from where to where."))
    organisation = forms.ChoiceField(label=_("Who takes it up?"))
    trigger = forms.ChoiceField(label=_("What set it off?"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, organisations: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = list(organisations)  # type: ignore[attr-defined]  # a choice field
        self.fields["trigger"].choices = [*Trigger.choices]  # type: ignore[attr-defined]  # as above


class FrameForm(SpaceForm):
    """What travels from where to where, how, what it learned from."""

    practices = forms.MultipleChoiceField(
        label=_("What travels?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Practices of the origin that others can read."),
        error_messages={"required": _("Choose at least one practice.")},
    )
    origins = PlacesField(label=_("Where does it come from?"))
    territories = PlacesField(label=_("Where does it go?"))
    trigger = forms.ChoiceField(label=_("What set it off?"), required=False, choices=[("", _("not told")), *Trigger.choices])
    mode = forms.ChoiceField(label=_("How does it travel?"), required=False)
    follows = forms.MultipleChoiceField(
        label=_("Transfers you also learned from"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Of the same practice, to other places."),
    )
    result = forms.ChoiceField(
        label=_("What it has become here"), required=False, help_text=_("A practice of yours that is public already, if you have told it.")
    )
    reference_person = forms.ChoiceField(
        label=_("Reference person of the origin"), required=False, help_text=_("Readers see the name only with this person’s own consent.")
    )

    def __init__(self, *args: Any, choices: dict[str, list[tuple[str, Any]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        modes = [(node.key, node.label) for node in concept_tree("transfer-modes", get_language() or "en")]
        offered = {**choices, "mode": modes}
        for name, found in offered.items():
            empty = [] if name in SEVERAL else [("", _("not told"))]
            self.fields[name].choices = [*empty, *found]  # type: ignore[attr-defined]  # choice fields
        if not choices["follows"]:
            del self.fields["follows"]

    def values(self) -> Values:
        return {**self.cleaned_data, **{name: tuple(sorted(self.cleaned_data.get(name, ()))) for name in SEVERAL}}


class GroupForm(SpaceForm):
    local_group = RowsField(
        (Column("name", _("Who")), Column("kind", _("Kind of actor"), tuple(ActorKind.choices))),
        label=_("Local group"),
        help_text=_("Who works on it where it goes: public bodies, civil society, enterprises, research."),
    )


class ProductsForm(SpaceForm):
    """Agreements, reports, guides, films: what others can hold."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = tuple((node.key, node.label) for node in concept_tree("deliverable-types", get_language() or "en"))
        columns = (
            Column("title", _("Title")),
            Column("kind", _("Kind"), kinds),
            Column("language", _("Language (fr, es …)")),
            Column("year", _("Year")),
            Column("url", _("Web address"), kind="url"),
        )
        self.fields["deliverables"] = RowsField(
            columns,
            label=_("What was made"),
            help_text=_("An agreement, a report, a guide, a film … Readers see these once both sides agree."),
        )

    def clean_deliverables(self) -> tuple[tuple[str, ...], ...]:
        rows = self.cleaned_data["deliverables"]
        return tuple(
            (title, kind, _tag(language), year_typed(year), web_address(url) if url else "") for title, kind, language, year, url in rows
        )


class FiguresForm(SpaceForm):
    """Numbers, each with its year and where it comes from; your own count is a source too, by its name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = (
            ("uptake", _("In use, year by year"), _("How many there are where it went, each year it was counted.")),
            ("result", _("Results"), ""),
            ("budget", _("Budget"), _("What it cost, and what it was given. The unit is a currency by its code.")),
        )
        for name, label, help_text in told:
            self.fields[name] = FiguresField(label=label, help_text=help_text)


class ToldForm(SpaceForm):
    """One thing told: its facts, its words in one language, and what it is known from."""

    model: Any = None
    facts: tuple[str, ...] = ()

    def __init__(self, *args: Any, language: str, original: Text | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.original = original
        texts = self.model.text_model
        for name in texts.words:
            self.fields[name] = _word_field(texts, name, language)
        self.fields[texts.words[0]].required = True
        self.fields["source_title"] = WordsField(
            label=_("Known from"), required=False, max_length=300, help_text=_("A document, a page, a person’s count.")
        )
        self.fields["source_url"] = forms.CharField(label=_("Its web address"), required=False, max_length=300)
        self.fields["locator"] = WordsField(label=_("Page"), required=False, max_length=100)
        self.order_fields([*self.before, *texts.words, *self.facts, "source_title", "source_url", "locator"])

    before: tuple[str, ...] = ()

    def clean_source_url(self) -> str:
        typed = self.cleaned_data["source_url"].strip()
        return web_address(typed) if typed else ""


class AdaptationForm(ToldForm):
    model, facts, before = Adaptation, ("made_by",), ("dimension",)
    dimension = forms.ChoiceField(label=_("In which respect?"), choices=Dimension)
    made_by = WordsField(label=_("Who changed it?"), required=False, max_length=250)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["dimension", "was", "became", "reason", "made_by"])


class PilotForm(ToldForm):
    model, facts = Pilot, ("territory", "began", "ended", "weeks", "people")
    territory = PlacesField(label=_("Where?"), single=True)
    began = MomentField(label=_("Began"))
    ended = MomentField(label=_("Ended"))
    weeks = forms.IntegerField(
        label=_("How many weeks?"),
        required=False,
        min_value=1,
        max_value=520,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
    people = forms.IntegerField(
        label=_("How many people?"),
        required=False,
        min_value=1,
        max_value=10_000_000,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
    )


class VariantForm(ToldForm):
    model, facts = Variant, ("since",)
    since = MomentField(label=_("Since"))


class StepForm(ToldForm):
    model, facts, before = Step, ("phase",), ("happened",)
    happened = MomentField(label=_("When?"), required=True)
    phase = forms.ChoiceField(label=_("In which phase?"), required=False, choices=[("", _("not told")), *Phase.choices])


TOLD_FORMS: dict[str, type[ToldForm]] = {"adaptation": AdaptationForm, "pilot": PilotForm, "variant": VariantForm, "step": StepForm}


class MilestoneForm(SpaceForm):
    sentence = WordsField(label=_("What is to be done?"), max_length=300)
    due_on = forms.DateField(label=_("By when?"), widget=DAY)


class JournalForm(SpaceForm):
    words = WordsField(label=_("What do you want to keep?"), max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 4}))


class MeetingForm(SpaceForm):
    held_on = forms.DateField(label=_("Day"), widget=DAY)
    subject = WordsField(label=_("About"), max_length=300)
    people = WordsField(label=_("Who was there"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    minutes = WordsField(label=_("What was decided"), required=False, max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 4}))


class FileForm(SpaceForm):
    file = forms.FileField(label=_("File"), help_text=_("PDF, office document, picture or plain text, up to 20 MB."))
    language = forms.CharField(
        label=_("Its language (fr, es …)"), required=False, max_length=35, widget=forms.TextInput(attrs={"class": "short"})
    )

    def clean_language(self) -> str:
        return _tag(self.cleaned_data["language"])


class EvaluationForm(SpaceForm):
    actor_kind = forms.ChoiceField(label=_("Kind of actor"), choices=ActorKind)
    name = WordsField(
        label=_("Who answers?"), max_length=250, help_text=_("Their answers are read by the two sides together, by kind of actor.")
    )


class DueForm(SpaceForm):
    due_on = forms.DateField(label=_("To be over by"), required=False, widget=DAY, help_text=_("Leave it empty for the suggested day."))


class StopForm(SpaceForm):
    reason = forms.ChoiceField(label=_("Why?"), choices=StopReason, widget=forms.RadioSelect)


def suggested_title(transfer_of: str, *, to: str) -> str:
    return _("%(practice)s, to %(place)s") % {"practice": transfer_of, "place": to} if to else transfer_of


def frame_choices(offers: FrameOffers, *, knows_people: bool) -> dict[str, list[tuple[str, Any]]]:
    """Records and people by the field they may be chosen in. A name nobody agreed to show is read by the origin alone."""
    records = {name: [(str(row.pk), str(row)) for row in getattr(offers, name)] for name in ("practices", "follows", "result")}
    people = [(str(one.pk), one.name if knows_people or "name" in one.published_fields else UNNAMED) for one in offers.reference_person]
    return {**records, "reference_person": people}


def _word_field(texts: type[Text], name: str, language: str) -> WordsField:
    field: Any = texts._meta.get_field(name)
    attrs = {"lang": language, "dir": text_direction(language)}
    is_line = field.max_length is not None
    return WordsField(
        label=capfirst(str(field.verbose_name)),
        required=False,
        max_length=field.max_length or MOST_WORDS,
        widget=forms.TextInput(attrs=attrs) if is_line else forms.Textarea(attrs={**attrs, "rows": 3}),
    )


def _tag(typed: str) -> str:
    if not typed:
        return ""
    try:
        return normalise_tag(typed)
    except ValueError as error:
        raise ValidationError(_("This is not a language tag such as “fr” or “pt-BR”.")) from error
