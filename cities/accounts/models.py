"""People who sign in."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        """Addresses are compared without case: people type theirs as they like."""
        return self.get(email=normalise_address(username or ""))

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=normalise_address(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """Signs in with an e-mail address; it is shown to staff and to nobody else."""

    username = None  # type: ignore[assignment]  # the address is the name
    email = models.EmailField(_("e-mail address"), unique=True)

    # What letters and pages speak to this person; empty for the browser's.
    language = models.CharField(_("language"), max_length=35, blank=True)
    # Kinds of letter this person does not want; those that must be sent are not in it.
    muted = models.JSONField(_("letters not wanted"), default=list, blank=True)

    # Where the name is that erasing the owner of the address looks for in every text; models with an address say so.
    person_name_fields: ClassVar[tuple[str, ...]] = ("first_name", "last_name")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]  # narrower than AbstractUser's

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    @cached_property
    def group_names(self) -> frozenset[str]:
        """Asked once for each account that is loaded: many rules want to know."""
        return frozenset(self.groups.values_list("name", flat=True))

    def clean(self) -> None:
        super().clean()
        self.email = normalise_address(self.email)


def normalise_address(email: str) -> str:
    return email.strip().casefold()
