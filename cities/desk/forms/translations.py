from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cities.desk.queries.table import KINDS, STATES
from cities.translation.languages import language_name


class TranslationTableForm(forms.Form):
    """Which rows of the translation table to show; everything may be left open."""

    kind = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    q = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=200)

    def __init__(self, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict
        names = {language: language_name(language, in_language=get_language()) for language in settings.TEXT_LANGUAGES}
        labels = {
            "member": _("Members"),
            "practice": _("Practices"),
            "resource": _("Resources"),
            "territory": _("Territories"),
            "concept": _("Concepts"),
        }
        states = {
            "stale": _("stale"),
            "machine": _("machine translation"),
            "missing": _("nothing yet"),
            "partial": _("fields missing"),
            "human": _("translated by a person"),
            "reviewed": _("translated and reviewed"),
            "original": _("original"),
        }
        self._choices("kind", _("Members, practices and resources"), {kind: labels[kind] for kind in KINDS})
        self._choices("state", _("Any state"), {state: states[state] for state in STATES})
        self._choices("language", _("Any language"), names)

    def _choices(self, name: str, anything: str, labels: dict[str, str]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
        field.choices = [("", anything), *labels.items()]
