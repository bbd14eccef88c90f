"""Who may act for an organisation here, how they were invited, and when its profile was last said to be right."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cities.commons.members.models.organisations import Organisation
from cities.commons.places.models import Territory


class Part(models.TextChoices):
    """What someone may do for an organisation: a representative also invites and removes others."""

    REPRESENTATIVE = "representative", _("representative")
    CONTRIBUTOR = "contributor", _("contributor")


class DelegateQuerySet(models.QuerySet["Delegate"]):
    def acting(self) -> "DelegateQuerySet":
        return self.filter(ended_at__isnull=True, user__is_active=True)


class Delegate(models.Model):
    """An account that may act for an organisation. When someone leaves the row stays, ended: what they did keeps its author."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="delegates")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="delegations")
    part = models.CharField(_("role"), max_length=20, choices=Part, default=Part.CONTRIBUTOR)
    began_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DelegateQuerySet.as_manager()

    class Meta:
        ordering = ("began_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "user"), condition=models.Q(ended_at__isnull=True), name="acts_once_for_an_organisation"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}, {self.get_part_display()}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """Asks one address to act for an organisation. Its key works once, for that address, until it expires or is taken back."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    address = models.EmailField(_("e-mail address"))
    part = models.CharField(_("role"), max_length=20, choices=Part, default=Part.CONTRIBUTOR)
    language = models.CharField(_("language"), max_length=35)
    # SHA-256 of the key in the letter; the key itself is kept nowhere.
    key_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-invited_at",)

    def __str__(self) -> str:
        return f"{self.organisation}, {self.get_part_display()}"

    def is_open(self, *, now: datetime) -> bool:
        return self.accepted_at is None and self.revoked_at is None and now < self.expires_at


class Confirmation(models.Model):
    """The yearly question whether a profile is still right; the link in the letter answers it with one click."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="confirmations")
    year = models.PositiveSmallIntegerField(_("year"))
    key_digest = models.CharField(max_length=64, unique=True, editable=False)
    asked_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-year",)
        constraints = (models.UniqueConstraint(fields=("organisation", "year"), name="asked_once_a_year"),)

    def __str__(self) -> str:
        return f"{self.organisation}, {self.year}"


class Stewardship(models.Model):
    """A member of staff looks after the records of one region, and sees no others in the desk."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="stewardships", verbose_name=_("account"))
    region = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="+", verbose_name=_("region or country"))

    class Meta:
        ordering = ("pk",)
        verbose_name = _("regional steward")
        verbose_name_plural = _("regional stewards")
        constraints = (models.UniqueConstraint(fields=("user", "region"), name="steward_of_a_region_once"),)

    def __str__(self) -> str:
        return f"{self.user}, {self.region}"
