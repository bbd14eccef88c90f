"""What forms of the members' space share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cities.core.comparing import Values
from cities.portal.forms.fields import MOST_WORDS, WordsField
from cities.translation.actions import CHECKED
from cities.translation.languages import text_direction
from cities.translation.models import Text

FIRST_YEAR = 1000


class SpaceForm(forms.Form):
    """Browsers do not hold it back: what is wrong is said in the page's language, beside the field, and nothing typed is lost."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def values(self) -> Values:
        """As sections of a record are compared and written."""
        return self.cleaned_data

    def labels(self) -> dict[str, str]:
        return {name: str(field.label) for name, field in self.fields.items()}


class YearField(forms.IntegerField):
    """A year in four digits, not in the future; or nothing."""

    def __init__(self, *, latest: int = 0, **kwargs: Any) -> None:
        self.latest = latest
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 4, "class": "short"})
        super().__init__(required=False, widget=widget, **kwargs)

    def clean(self, value: Any) -> int | None:
        year: int | None = super().clean(value)
        if year is not None and not FIRST_YEAR <= year <= timezone.localdate().year + self.latest:
            raise ValidationError(_("Write the year in four digits, not in the future."))
        return year


class WordsForm(SpaceForm):
    """Some fields of the words of a record in one language.

    `text` is what there is, None for nothing; beside a translation stand the words of the `original`.
    """

    def __init__(
        self, *args: Any, words: tuple[str, ...], language: str, model: type[Text], original: Text | None = None, **kwargs: Any
    ) -> None:
        text: Text | None = kwargs.pop("text", None)
        super().__init__(*args, **kwargs)
        self.title_field = model.words[0]
        self.original = original if original is not None and original.language != language else None
        for name in words:
            self.fields[name] = _word_field(model, name, language)
        if self.original is not None and text is not None and (text.is_machine or text.stale_fields(self.original)):
            self.fields[CHECKED] = forms.BooleanField(
                label=_("I have read it all: it says what the original says"),
                help_text=_("Tick this when nothing, or nothing more, has to change."),
                required=False,
            )

    def values(self) -> Values:
        return {CHECKED: False, **self.cleaned_data}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first = next(iter(self.fields))
        others = [name for name in self.fields if name not in (first, CHECKED)]
        is_original = self.original is None
        if first != self.title_field:
            return cleaned
        if not cleaned.get(first) and first not in self.errors and (is_original or any(cleaned.get(name) for name in others)):
            self.add_error(first, _("Write this first: without it the rest cannot be shown."))
        return cleaned


def _word_field(model: type[Text], name: str, language: str) -> WordsField:
    field: Any = model._meta.get_field(name)
    rows = {"summary": 3, "description": 8}.get(name, 6)
    is_line = field.max_length is not None
    attrs = {"lang": language, "dir": text_direction(language)}
    return WordsField(
        label=capfirst(str(field.verbose_name)),
        help_text=field.help_text,
        required=False,
        max_length=field.max_length or MOST_WORDS,
        widget=forms.TextInput(attrs=attrs) if is_line else forms.Textarea(attrs={**attrs, "rows": rows}),
    )
