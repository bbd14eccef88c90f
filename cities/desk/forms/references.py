"""What records build upon: territories, concepts, vocabularies, sources, people. A change here is seen at once."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from cities.commons.places.models import Territory
from cities.commons.vocabulary.models import Concept, Scheme, concept_key
from cities.core.naming import numbered_code
from cities.desk.codes import derived_code
from cities.desk.forms.languages import LanguagesField
from cities.desk.forms.widgets import OwnTemplate
from cities.desk.queries.choices import scheme_label
from cities.translation.languages import language_name


class CodedForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail is untyped
    """A code is chosen once, or follows from the title; other systems hold on to it, so it never changes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].required = False
        self.fields["code"].disabled = not self.instance._state.adding

    def titles(self) -> list[str]:
        return list(self.formsets["texts"].titles())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance._state.adding and "code" not in self.errors:
            base = cleaned.get("code") or derived_code(self.titles()) or type(self.instance)._meta.model_name
            cleaned["code"] = cleaned.get("code") or numbered_code(str(base), is_taken=self.is_taken)
        return cleaned

    def is_taken(self, code: str) -> bool:
        return bool(type(self.instance)._default_manager.filter(code=code).exists())


class TerritoryForm(CodedForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        parent: Territory | None = cleaned.get("parent")
        if parent is not None and not self.instance._state.adding and parent.path.startswith(self.instance.path):
            self.add_error("parent", _("A territory cannot lie in itself or in what it contains."))
        if (cleaned.get("latitude") is None) != (cleaned.get("longitude") is None):
            self.add_error("longitude", _("Give both coordinates or neither."))
        for field, most in (("latitude", 90), ("longitude", 180)):
            value = cleaned.get(field)
            if value is not None and abs(value) > most:
                self.add_error(field, _("Between −%(most)d and %(most)d degrees.") % {"most": most})
        return cleaned


class ConceptForm(CodedForm):
    """The vocabulary and the code of a concept make its key, which records store."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scheme"].disabled = not self.instance._state.adding
        self.fields["uri"].required = False
        self.fields["scheme"].label_from_instance = lambda scheme: scheme_label(scheme, get_language())

    def is_taken(self, code: str) -> bool:
        scheme = self.cleaned_data.get("scheme")
        return bool(scheme and Concept.objects.filter(key=concept_key(scheme.code, code)).exists())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        scheme, broader = cleaned.get("scheme"), cleaned.get("broader")
        if scheme and cleaned.get("code"):
            cleaned["uri"] = cleaned.get("uri") or f"{scheme.uri}:{cleaned['code']}"
        if broader is not None:
            self._check_broader(broader, scheme)
        return cleaned

    def _check_broader(self, broader: Concept, scheme: Scheme | None) -> None:
        if scheme and broader.scheme_id != scheme.pk:
            self.add_error("broader", _("A broader concept is of the same vocabulary."))
        above: Concept | None = broader
        while above is not None:
            if above.pk == self.instance.pk:
                self.add_error("broader", _("A concept cannot be broader than itself."))
                return
            above = above.broader


class ByLanguage(OwnTemplate, forms.MultiWidget):
    """One input a language."""

    template_name = "desk/widgets/by_language.html"

    def __init__(self, widget: type[forms.Widget] = forms.TextInput, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({language: widget(attrs={"lang": language}) for language in settings.TEXT_LANGUAGES}, attrs)

    def decompress(self, value: dict[str, str] | None) -> list[str]:
        return [(value or {}).get(language, "") for language in settings.TEXT_LANGUAGES]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        names = [language_name(language, in_language=get_language()) for language in settings.TEXT_LANGUAGES]
        drawn = zip(names, self.widgets, context["widget"]["subwidgets"], strict=True)
        inputs = [(name, widget.render(part["name"], part["value"], attrs=part["attrs"])) for name, widget, part in drawn]
        return {**context, "inputs": inputs}


class ByLanguageField(forms.MultiValueField):
    """Words by language tag; a language nothing is written in is left out."""

    def __init__(self, *, widget: type[forms.Widget] = forms.TextInput, **kwargs: Any) -> None:
        parts = [forms.CharField(required=False) for _language in settings.TEXT_LANGUAGES]
        super().__init__(fields=parts, require_all_fields=False, widget=ByLanguage(widget), **kwargs)

    def compress(self, data_list: list[str]) -> dict[str, str]:
        return {language: words for language, words in zip(settings.TEXT_LANGUAGES, data_list, strict=False) if words}


class SchemeForm(CodedForm):
    labels = ByLanguageField(label=gettext_lazy("Names"))
    definitions = ByLanguageField(label=gettext_lazy("Definitions"), widget=forms.Textarea, required=False)

    def titles(self) -> list[str]:
        return list((self.cleaned_data.get("labels") or {}).values())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("labels") and "labels" not in self.errors:
            self.add_error("labels", ValidationError(_("Give it a name in at least one language.")))
        if cleaned.get("code"):
            self.instance.uri = self.instance.uri or f"urn:cities:{cleaned['code']}"
        return cleaned


class SourceForm(CodedForm):
    def titles(self) -> list[str]:
        return [self.cleaned_data.get("title") or ""]


class PersonForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail is untyped
    languages = LanguagesField(label=gettext_lazy("Languages"), help_text=gettext_lazy("Those they can be written to in."))
