"""An organisation's profile, section by section."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.commons.members.actions.profiles import TOPICS
from cities.commons.members.models import OrganisationText
from cities.core.comparing import Values
from cities.core.forms import PictureField
from cities.portal.forms.base import SpaceForm, YearField
from cities.portal.forms.fields import AddressesField, ConceptsField, PlacesField, WordsField
from cities.translation.languages import text_direction

SCHEME_LABELS = {
    "themes": _("Themes"),
    "sectors": _("Sectors"),
    "sdgs": _("Sustainable Development Goals"),
    "legal-forms": _("Legal forms"),
    "support-measures": _("Support measures"),
    "beneficiaries": _("For whom"),
}


class FactsForm(SpaceForm):
    acronym = WordsField(label=_("Acronym"), max_length=40, required=False)
    founded = YearField(label=_("Founded in"))
    seat = PlacesField(label=_("Where it sits"), single=True, help_text=_("Type the name of the city, in any language."))
    territories = PlacesField(label=_("Where it acts"), help_text=_("One or several cities, regions or countries."))
    websites = AddressesField(label=_("Websites"), required=False, help_text=_("One address a line."))


class TopicsForm(SpaceForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update({scheme: ConceptsField(scheme, label=SCHEME_LABELS[scheme]) for scheme in TOPICS})


class ProfilePictureForm(SpaceForm):
    """`image` is a new file; without one the picture stays unless it is taken away."""

    image = PictureField(label=_("Picture"), required=False)
    is_removed = forms.BooleanField(label=_("Show no picture"), required=False)
    image_alt = WordsField(
        label=_("What the picture shows"),
        help_text=_("In a few words, for those who cannot see it."),
        max_length=OrganisationText._meta.get_field("image_alt").max_length,
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
