"""Organisations and their memberships."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel

from cities.commons.places.models import Territory
from cities.commons.vocabulary.models import ActorKind, Concept, MeasuredFigure
from cities.core.models import Picture, web_address
from cities.translation.models import Text, TextedRecord


class Organisation(TextedRecord):
    """A local government, network, enterprise, research or international body."""

    kind_code = "member"

    kind = models.ForeignKey(
        Concept, on_delete=models.PROTECT, related_name="+", limit_choices_to={"scheme": "organisation-kinds"}, verbose_name=_("kind")
    )
    actor_kind = models.CharField(_("kind of actor"), max_length=20, choices=ActorKind)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    founded = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    territories = ParentalManyToManyField(Territory, blank=True, related_name="organisations", verbose_name=_("where it acts"))
    seat = models.ForeignKey(Territory, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("where it sits"))
    concepts = ParentalManyToManyField(Concept, blank=True, related_name="organisations", verbose_name=_("concepts"))
    image = models.ForeignKey(Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture"))

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    @property
    def membership(self) -> "Membership | None":
        """The running membership, or the last one."""
        memberships = sorted(self.memberships.all(), key=lambda membership: membership.until is None)
        return memberships[-1] if memberships else None


class OrganisationText(Text):
    words: ClassVar[tuple[str, ...]] = ("name", "summary", "description", "image_alt")

    record = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=250)
    summary = models.TextField(_("in one or two sentences"), blank=True)
    description = models.TextField(_("description"), blank=True)
    image_alt = models.CharField(_("what the picture shows"), max_length=250, blank=True)

    class Meta(Text.Meta):
        pass


Organisation.text_model = OrganisationText


class Website(models.Model):
    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="websites")
    url = models.URLField(_("address"), max_length=300)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("organisation", "url"), name="one_website_once_per_organisation"),
            web_address("url", name="website_is_a_web_address"),
        )

    def __str__(self) -> str:
        return self.url


class OrganisationFigure(MeasuredFigure):
    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="figures")

    class Meta(MeasuredFigure.Meta):
        pass


class PrivateContact(models.Model):
    """An address that came with a document. It is never published: messages go by relay."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="private_contacts")
    address = models.EmailField(_("e-mail address"))
    note = models.CharField(_("where it comes from"), max_length=200, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("organisation", "address"), name="one_private_contact_per_address"),)

    def __str__(self) -> str:
        return self.address


class Membership(ClusterableModel):  # type: ignore[misc]  # modelcluster is untyped
    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    category = models.ForeignKey(
        Concept, on_delete=models.PROTECT, related_name="+", limit_choices_to={"scheme": "member-categories"}, verbose_name=_("category")
    )
    since = models.PositiveSmallIntegerField(_("member since"), null=True, blank=True)
    until = models.PositiveSmallIntegerField(_("member until"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("organisation",), condition=models.Q(until__isnull=True), name="one_running_membership_per_organisation"
            ),
            models.CheckConstraint(
                condition=models.Q(since__isnull=True) | models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="membership_ends_after_it_began",
            ),
        )

    def __str__(self) -> str:
        return f"{self.since or '?'}–{self.until or ''}"


class MembershipYear(models.Model):
    """How a membership stood in one year; the yearbook counts these."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        PAUSED = "paused", _("paused")
        ENDED = "ended", _("ended")

    membership = ParentalKey(Membership, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField(_("year"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ACTIVE)

    class Meta:
        ordering = ("year",)
        constraints = (models.UniqueConstraint(fields=("membership", "year"), name="one_status_per_membership_and_year"),)

    def __str__(self) -> str:
        return f"{self.year}: {self.get_status_display()}"
