"""What lies in the outbox: tests see it before it leaves."""

from cities.core.models import Letter


def letters() -> list[Letter]:
    return list(Letter.objects.order_by("pk"))


def addressees() -> list[str]:
    return [letter.address for letter in letters()]
