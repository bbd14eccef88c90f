"""Who makes editions, who reads them."""

from typing import TYPE_CHECKING

from cities.editions.models import Edition

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    Someone = AbstractBaseUser | AnonymousUser


def may_make_editions(user: "Someone") -> bool:
    """Choose, word, preview and publish: editors and administrators. An edition speaks for the whole network."""
    return bool(user.has_perm("editions.change_edition"))  # type: ignore[union-attr]  # every user of ours has PermissionsMixin


def may_change(user: "Someone", edition: Edition) -> bool:
    """A public version of a kit stays as it was cited."""
    return may_make_editions(user) and not (edition.is_kit and edition.is_public)
