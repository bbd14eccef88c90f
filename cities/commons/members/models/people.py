"""People who act for organisations, and what of theirs may be shown."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from cities.commons.members.models.organisations import Organisation


class Person(ClusterableModel):  # type: ignore[misc]  # modelcluster is untyped
    """Someone who acts for organisations. Nothing about a person is shown without a consent for that field."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The account this person signs in with, if any.
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="person"
    )
    name = models.CharField(_("name"), max_length=200)
    address = models.EmailField(_("e-mail address"), blank=True, help_text=_("Never published."))
    languages = models.JSONField(_("languages"), default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    person_name_fields: ClassVar[tuple[str, ...]] = ("name",)

    class Meta:
        ordering = ("name",)
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name

    @property
    def published_fields(self) -> frozenset[str]:
        """Fields with a consent that stands today."""
        return frozenset(consent.field for consent in self.consents.all() if consent.withdrawn_at is None)


class PersonRole(models.Model):
    class Role(models.TextChoices):
        REPRESENTATIVE = "representative", _("representative")
        CONTRIBUTOR = "contributor", _("contributor")
        CONTACT = "contact", _("contact")

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="roles")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="person_roles", verbose_name=_("organisation"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    position = models.CharField(_("position"), max_length=200, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organisation}"


class Consent(models.Model):
    """A person agreed, on a day, to one field being published; or has taken it back."""

    class Field(models.TextChoices):
        NAME = "name", _("name")
        POSITION = "position", _("position")
        ORGANISATION = "organisation", _("organisation")
        LANGUAGES = "languages", _("languages")

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="consents")
    field = models.CharField(_("field"), max_length=20, choices=Field)
    wording = models.CharField(_("version of the wording"), max_length=40)
    given_at = models.DateTimeField(_("given"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("person", "field"), condition=models.Q(withdrawn_at__isnull=True), name="one_standing_consent_per_person_and_field"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_field_display()}, {self.given_at:%Y-%m-%d}"
