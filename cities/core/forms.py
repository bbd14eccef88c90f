"""What an uploaded picture must be, and a trap for machines that fill in forms."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from PIL import Image, UnidentifiedImageError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class TrapField(forms.CharField):
    """A field people do not see and machines fill in. Templates hide it from eyes, keyboards and screen readers alike."""

    is_trap = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, label="", widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}), **kwargs)


class PictureField(WagtailImageField):  # type: ignore[misc]  # Wagtail is untyped
    """Reads the whole picture once: one that only begins well would stop every page that shows it."""

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
            if file is not None:
                self._read_through(file)
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error
        return file

    @staticmethod
    def _read_through(file: Any) -> None:
        file.seek(0)
        with Image.open(file) as picture:
            picture.load()
        file.seek(0)


class PictureForm(BaseImageForm):  # type: ignore[misc]  # Wagtail is untyped
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            given = self.fields["file"]
            self.fields["file"] = PictureField(
                label=given.label, required=given.required, widget=given.widget, help_text=given.help_text, initial=given.initial
            )
