"""What somebody types is kept while they type, before they save it."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from cities.accounts.models import User
from cities.commons.members.models import Jotting

# Longer than any form of the space, short enough that nobody fills the disk with one.
MOST_CHARACTERS = 200_000


class TooLong(Exception):
    """More than a form can hold."""


@transaction.atomic
def keep_jotting(form: str, *, values: Mapping[str, Sequence[str]], base: int, by: User) -> Jotting:
    """Keep what stands in a form now in place of what was kept of it before. Raise TooLong for what no form holds."""
    if sum(len(name) + sum(map(len, given)) for name, given in values.items()) > MOST_CHARACTERS:
        raise TooLong(form)
    kept = {name: list(given) for name, given in values.items()}
    jotting, _is_new = Jotting.objects.update_or_create(user=by, form=form, defaults={"values": kept, "base": base})
    return jotting


def forget_jotting(form: str, *, by: User) -> None:
    Jotting.objects.filter(user=by, form=form).delete()
