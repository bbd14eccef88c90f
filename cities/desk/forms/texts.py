"""The words of a record, one form a language."""

import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.formsets import BaseFormSet
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminAutoHeightTextInput

from cities.desk.rules import may_edit_facts
from cities.translation.actions import refresh_translations, wordings
from cities.translation.languages import language_name, normalise_tag, text_direction
from cities.translation.models import Text, TextState

# What a ticked box is set to once the tick has been heeded, so that saving again does not confirm later changes too.
HEEDED = "heeded"


class WordsInput(AdminAutoHeightTextInput):  # type: ignore[misc]  # Wagtail is untyped
    """Browsers send lines ended the way of typewriters; kept so, every comparison would show changes nobody made."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return plain_words(value) if isinstance(value, str) else value


class TextForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail is untyped
    """One language. A language nothing is written in is not saved."""

    up_to_date = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text: Text = self.instance
        self.is_new = True
        self.fields["language"].widget = forms.HiddenInput()
        self.fields["state"].choices = self._states(text)
        for field in text.words:
            self.fields[field].widget.attrs.update({"lang": text.language, "dir": text_direction(text.language)})

    @property
    def is_blank(self) -> bool:
        """Nothing was written."""
        return self.is_bound and not any(str(self.data.get(self.add_prefix(field)) or "").strip() for field in self.instance.words)

    @property
    def is_removed(self) -> bool:
        """Taken out on purpose, or emptied."""
        return self.is_blank or bool(self.cleaned_data.get("DELETE"))

    @property
    def is_renewed(self) -> bool:
        return bool(self.data.get(self.add_prefix("up_to_date")) not in (None, "", HEEDED))

    def has_changed(self) -> bool:
        return not (self.is_new and self.is_blank) and bool(super().has_changed())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for field in self.instance.words:
            if cleaned.get(field):
                cleaned[field] = plain_words(cleaned[field])
        return cleaned

    def clean_language(self) -> str:
        try:
            return normalise_tag(self.cleaned_data["language"])
        except ValueError as error:
            raise ValidationError(_("This is not a language tag such as “fr” or “pt-BR”.")) from error

    def _states(self, text: Text) -> list[tuple[str, Any]]:
        """Which text is the original is a fact; translators say how theirs were made."""
        if self.for_user is None or may_edit_facts(self.for_user, record_model(text)):
            return list(TextState.choices)
        return [choice for choice in TextState.choices if (choice[0] == TextState.ORIGINAL) == text.is_original]


class TextFormSet(BaseChildFormSet):  # type: ignore[misc]  # modelcluster is untyped
    """Every language of a record: those there are, and an empty form for each the network writes in.

    Texts are told apart by language, not by row: a draft's texts have no row yet.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.existing: dict[str, Text] = {text.language: text for text in self.get_queryset()}
        self.before = wordings(self.existing.values())
        self.original_before = next((language for language, wording in self.before.items() if wording.is_original), None)
        self.languages = _offered_languages(self.existing)
        self.extra = len(self.languages) - len(self.existing)

    def add_fields(self, form: TextForm, index: int | None) -> None:
        super().add_fields(form, index)
        del form.fields[self._pk_field.name]

    @property
    def empty_form(self) -> TextForm:
        """For a language nobody thought of; its tag comes from the editor."""
        form: TextForm = self.form(
            auto_id=self.auto_id,
            prefix=self.add_prefix("__prefix__"),
            empty_permitted=True,
            use_required_attribute=False,
            instance=self.model(state=TextState.HUMAN),
            **self.form_kwargs,
        )
        self.add_fields(form, None)
        return form

    def _construct_form(self, i: int, **kwargs: Any) -> TextForm:
        language = self._language(i)
        kwargs["instance"] = self.existing.get(language) or self.model(language=language, state=self._first_state(language))
        # Past modelcluster's own, which looks rows up by their keys.
        form: TextForm = BaseFormSet._construct_form(self, i, **kwargs)  # type: ignore[attr-defined]  # noqa: SLF001 -- subclasses override it, so it is meant to be called
        form.is_new = language not in self.existing
        form.empty_permitted = form.is_new
        return form

    def _language(self, i: int) -> str:
        if not self.is_bound:
            return self.languages[i]
        given = self.data.get(f"{self.add_prefix(i)}-language", "")
        try:
            return normalise_tag(given)
        except ValueError:
            return str(given)

    def _first_state(self, language: str) -> str:
        """The first text of a record is its original; who writes begins in their own language."""
        return TextState.ORIGINAL if not self.existing and language == get_language() else TextState.HUMAN

    def _should_delete_form(self, form: TextForm) -> bool:
        return form.is_removed

    @property
    def written_forms(self) -> list[TextForm]:
        return [form for form in self.forms if not form.is_removed]

    def titles(self) -> list[str]:
        """What is written as title or name, as typed, the original's first."""
        forms_ = sorted(self.forms, key=lambda form: form["state"].value() != TextState.ORIGINAL)
        return [title for title in (str(form[self.model.words[0]].value() or "").strip() for form in forms_) if title]

    def clean(self) -> None:
        written = self.written_forms
        languages = [form.instance.language for form in written]
        repeated = sorted({language for language in languages if languages.count(language) > 1})
        if repeated:
            raise ValidationError(
                _("There are two texts in %(language)s.") % {"language": language_name(repeated[0], in_language=get_language())}
            )
        if written:
            self._settle_original(written)

    def _settle_original(self, written: list[TextForm]) -> None:
        """Exactly one. Marking another one original makes a translation of the old one."""
        marked = [form for form in written if form.instance.is_original]
        newly = [form for form in marked if form.instance.language != self.original_before]
        if not marked and (len(written) == 1 or self.original_before is None):
            _set_state(written[0], TextState.ORIGINAL)
        elif not marked:
            raise ValidationError(_("One text must be the original: the one the others are translated from. Choose it in its language."))
        elif len(newly) > 1:
            raise ValidationError(_("Only one text can be the original."))
        else:
            for form in marked:
                if newly and form is not newly[0]:
                    _set_state(form, TextState.HUMAN)

    def save(self, commit: bool = True) -> list[Text]:  # noqa: FBT001, FBT002 -- Django's signature
        written = [form.instance for form in self.written_forms]
        removed = {form.instance.language for form in self.forms if form.is_removed}
        shown = removed | {text.language for text in written}
        texts = [*(text for language, text in self.existing.items() if language not in shown), *written]
        self.confirmed = refresh_translations(texts, before=self.before, renewed=self._renewed())
        manager = getattr(self.instance, self.rel_name)
        manager.set(texts)
        if commit:
            manager.commit()
        return texts

    def _renewed(self) -> Collection[str]:
        return {form.instance.language for form in self.written_forms if form.is_renewed}

    def updates_after_save(self) -> list[tuple[str, str]]:
        """What a page left open must change in its fields after saving in the background."""
        heeded = [(form.add_prefix("up_to_date"), HEEDED) for form in self.forms if form.is_renewed]
        states = [(form.add_prefix("state"), form.instance.state) for form in self.written_forms]
        return [*heeded, *states]


def record_model(text: Text) -> type[Model]:
    """What `text` gives words to."""
    model: type[Model] = type(text)._meta.get_field("record").related_model  # type: ignore[misc]  # concrete texts have a record
    return model


def plain_words(words: str) -> str:
    """NFC, one kind of line end, nothing but words at the ends."""
    return unicodedata.normalize("NFC", words).replace("\r\n", "\n").replace("\r", "\n").strip()


def _set_state(form: TextForm, state: TextState) -> None:
    form.instance.state = state
    form.cleaned_data["state"] = state


def _offered_languages(existing: Mapping[str, Text]) -> list[str]:
    """The original first (for a new record the editor's own), then those of the site and its members, then whatever else there is."""
    first = next((language for language, text in existing.items() if text.is_original), get_language())
    return list(dict.fromkeys([first, *settings.TEXT_LANGUAGES, *existing]))
