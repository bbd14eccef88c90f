"""What codes are called in the reader's language."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from cities.commons.instruments.definition import ItemDefinition
from cities.commons.members.models import Organisation
from cities.commons.places.queries import Places, places
from cities.commons.vocabulary.queries import labels

IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")


@dataclass(frozen=True)
class Names:
    """Territories, concepts and options by their codes; the code itself where nobody knows it. Two queries at most, kept by the process."""

    language: str
    _places: Places = field(repr=False)
    _concepts: dict[str, str] = field(repr=False)
    # Names of organisations by their ids: those that `knowing` was asked for.
    organisations: Mapping[str, str] = field(default_factory=dict, repr=False)

    def knowing(self, organisations: Collection[str]) -> "Names":
        """With the names of these, by their ids: two queries, none when there are none."""
        known = [code for code in organisations if IDENTIFIER.match(code)]
        if not known:
            return self
        rows = Organisation.objects.public().filter(pk__in=known).prefetch_related("texts")
        texts = {str(row.pk): row.best_text(self.language) for row in rows}
        return replace(self, organisations={code: text.name for code, text in texts.items() if text})

    def place(self, code: str) -> str:
        known = self._places.by_code.get(code)
        return known.name if known else code or _("not known")

    def concept(self, key: str) -> str:
        return self._concepts.get(key, key) or _("not known")

    def code(self, item: ItemDefinition, code: str) -> str:
        """What an answer's code says: an option, yes or no, an entry of a vocabulary, a territory."""
        if item.type == "yes-no":
            return {"yes": _("Yes"), "no": _("No")}.get(code, code)
        option = next((option for option in item.options if option.code == code), None)
        if option is not None:
            return option.label.shown_in(self.language) or code
        if item.type == "organisation":
            return self.organisations.get(code, code)
        return self.place(code) if item.type == "territory" else self._concepts.get(code, code)


def names_in(language: str) -> Names:
    return Names(language, places(language), labels(language))
