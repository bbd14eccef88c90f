"""Needs told elsewhere, that nobody has told here or put aside."""

from cities.commons.members.models import Organisation
from cities.transfer.needs.models import Need, PutAside
from cities.transfer.needs.ports import Suggestion, suggested


def suggestions_for(organisation: Organisation, *, language: str) -> list[Suggestion]:
    """Two queries, and what the sources ask; `language` is that of the reader."""
    told = set(Need.objects.filter(organisation=organisation).exclude(origin="").values_list("origin", flat=True))
    aside = set(PutAside.objects.filter(organisation=organisation).values_list("origin", flat=True))
    return [one for one in suggested(organisation, language=language) if one.origin not in told | aside]
