"""The picture of a record."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.core.comparing import Values
from cities.core.forms import PictureField
from cities.portal.forms.base import SpaceForm
from cities.portal.forms.fields import WordsField
from cities.translation.languages import text_direction

# As `image_alt` of every record holds it.
MOST_ALT = 250


class RecordPictureForm(SpaceForm):
    """`image` is a new file; without one the picture stays unless it is taken away."""

    image = PictureField(label=_("Picture"), required=False)
    is_removed = forms.BooleanField(label=_("Show no picture"), required=False)
    image_alt = WordsField(
        label=_("What the picture shows"),
        help_text=_("In a few words, for those who cannot see it."),
        max_length=MOST_ALT,
        required=False,
    )

    def __init__(self, *args: Any, language: str, has_picture: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["image"].widget = forms.FileInput(attrs={"accept": "image/avif,image/gif,image/jpeg,image/png,image/webp"})
        # Wagtail's own help is a list of formats.
        self.fields["image"].help_text = _("A photograph or a logo, at most 10 MB.")
        self.fields["image_alt"].widget.attrs.update({"lang": language, "dir": text_direction(language)})
        if not has_picture:
            del self.fields["is_removed"]

    def values(self) -> Values:
        """Without the picture: the view keeps a new file first."""
        return {"image_alt": self.cleaned_data["image_alt"]}
