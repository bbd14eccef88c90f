"""What editors say of a kit: its facts, what it holds, by what right it passes files on."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy

from cities.commons.instruments.models import Instrument, InstrumentVersion
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.desk.forms.pickers import Picker
from cities.editions.models import ChosenResource, Edition
from cities.editions.wording import LANGUAGES
from cities.transfer.projects.models import Transfer
from cities.translation.languages import language_name


class KitForm(forms.ModelForm[Edition]):
    languages = forms.MultipleChoiceField(label=gettext_lazy("Languages"), widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Edition
        fields = ("code", "year", "languages", "questions")
        help_texts = {
            "code": gettext_lazy("The last part of its address, such as “youth-summer”."),
            "year": "",
            "questions": gettext_lazy("The newest published wording of this instrument; leave it empty for a kit without questions."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = [(tag, language_name(tag, in_language=get_language())) for tag in LANGUAGES]  # type: ignore[attr-defined]  # a choice
        published = InstrumentVersion.objects.filter(state=InstrumentVersion.State.PUBLISHED).values("instrument")
        self.fields["questions"].queryset = Instrument.objects.filter(pk__in=published).prefetch_related("texts")  # type: ignore[attr-defined]  # a model choice
        if not self.instance._state.adding:
            # Its address hangs on it, and the addresses of later versions.
            self.fields["code"].disabled = True


class ContentsForm(forms.Form):
    """What a kit holds, in the order it was picked; beside each resource, under which licence its files may be passed on."""

    practices = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Practices"),
        queryset=Practice.objects.public(),
        required=False,
        widget=Picker("practice", multiple=True, ordered=True),
    )
    transfers = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Transfers"),
        queryset=Transfer.objects.public(),
        required=False,
        widget=Picker("transfer", multiple=True, ordered=True),
    )
    resources = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Resources and tools"),
        queryset=Resource.objects.public(),
        required=False,
        widget=Picker("resource", multiple=True, ordered=True),
    )

    def __init__(self, data: Any, *, kit: Edition, language: str) -> None:
        chosen = list(kit.resources.select_related("resource").prefetch_related("resource__texts", "resource__files"))
        super().__init__(
            data,
            initial={
                "practices": [str(key) for key in kit.cases.values_list("practice", flat=True)],
                "transfers": [str(key) for key in kit.transfers.values_list("transfer", flat=True)],
                "resources": [str(each.resource_id) for each in chosen],
            },
        )
        choices = [("", gettext_lazy("not passed on: only pointed to")), *ChosenResource.Licence.choices]
        self.kept_here = [each.resource_id for each in chosen if any(file.document_id for file in each.resource.files.all())]
        for each in chosen:
            if each.resource_id in self.kept_here:
                name, text = _licence_of(each.resource_id), each.resource.best_text(language)
                label = text.title if text else each.resource.code
                self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False, initial=each.licence)

    @property
    def licences(self) -> list[forms.BoundField]:
        """Of resources with a document kept here; the others have nothing to pass on."""
        return [self[_licence_of(key)] for key in self.kept_here]

    def picked(self, name: str) -> list[Any]:
        """In the order given, each once."""
        found = {str(row.pk): row for row in self.cleaned_data[name]}
        given = self.fields[name].widget.value_from_datadict(self.data, self.files, name)
        return [found[key] for key in dict.fromkeys(given) if key in found]

    @property
    def licensed_resources(self) -> list[tuple[Resource, str]]:
        return [(row, self.cleaned_data.get(_licence_of(row.pk), "")) for row in self.picked("resources")]


def _licence_of(key: Any) -> str:
    return f"licence-{key}"
