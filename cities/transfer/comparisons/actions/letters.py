"""What those who write a comparison are told."""

from django.conf import settings

from cities.accounts.models import User
from cities.commons.members.actions.conversations import recipients
from cities.commons.members.actions.letters import write_letters
from cities.commons.members.models import Organisation
from cities.transfer.comparisons.models import Comparison


def tell_writers(comparison: Comparison, organisation: Organisation, *, by: User | None) -> None:
    """An organisation is invited to write along. Who entered it from documents is nobody: then nobody is written to."""
    owner = comparison.organisation
    if by is None:
        return

    def context(language: str) -> dict[str, object]:
        return {**_about(comparison, language), "organisation": str(owner.best_text(language) or owner.code) if owner else "CITIES"}

    key = f"comparison-{comparison.pk}-{organisation.pk}"
    write_letters("comparison_invited", recipients(organisation), key=key, context=context, besides=by)


def tell_owner(comparison: Comparison, *, reason: str, key: str) -> None:
    """It is theirs again. The network's own has nobody to write to: the coordinators read the reason where they work."""
    if comparison.organisation is None:
        return

    def context(language: str) -> dict[str, object]:
        return {**_about(comparison, language), "reason": reason}

    write_letters("comparison_returned", recipients(comparison.organisation), key=key, context=context)


def _about(comparison: Comparison, language: str) -> dict[str, object]:
    return {
        "title": str(comparison.best_text(language) or comparison.code),
        "url": f"{settings.SITE_URL}/{language}/my/comparisons/{comparison.pk}/",
    }
