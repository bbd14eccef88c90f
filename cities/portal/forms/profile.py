"""An organisation's profile, section by section."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cities.commons.members.actions.profiles import TOPICS
from cities.portal.forms.base import SpaceForm, YearField
from cities.portal.forms.fields import AddressesField, ConceptsField, PlacesField, WordsField

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
