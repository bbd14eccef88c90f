"""What members look for and what they can give."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cities.commons.members.models import Organisation
from cities.commons.places.models import Territory
from cities.commons.vocabulary.models import Concept
from cities.translation.models import Text, Texted


class Visibility(models.TextChoices):
    """Who may read it; those who act for its organisation always may."""

    PUBLIC = "public", _("everyone")
    MEMBERS = "members", _("members of the network")
    SECRETARIAT = "secretariat", _("the secretariat only")


class CallQuerySet(models.QuerySet[Any]):
    def open(self) -> "CallQuerySet":
        """Neither closed nor past its last day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=timezone.localdate()), closed_at__isnull=True)

    def public(self) -> "CallQuerySet":
        """What anyone may read: open, meant for everyone, of an organisation anyone may see."""
        return self.open().filter(visibility=Visibility.PUBLIC, organisation__live=True, organisation__withdrawn_at__isnull=True)


class Call(Texted, models.Model):
    """What needs and offers have in common: one or two sentences in any language, and what they are about.

    Not reviewed: a member speaks for itself. Closed when it is met, taken back or no longer wanted; the row stays.
    """

    class Outcome(models.TextChoices):
        MET = "met", _("found what was looked for")
        DROPPED = "dropped", _("no longer wanted")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="%(class)ss", verbose_name=_("organisation"))
    concepts = models.ManyToManyField(Concept, blank=True, related_name="+", verbose_name=_("concepts"))
    territories = models.ManyToManyField(Territory, blank=True, related_name="+", verbose_name=_("territories"))
    visibility = models.CharField(_("who may read it"), max_length=20, choices=Visibility, default=Visibility.MEMBERS)
    until = models.DateField(_("until"), null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    written_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    outcome = models.CharField(_("how it ended"), max_length=10, choices=Outcome, blank=True, editable=False)

    objects = CallQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("-written_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="%(class)s_is_closed_with_an_outcome",
            ),
        )

    def __str__(self) -> str:
        return str(self.original_text or self.pk)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and (self.until is None or self.until >= timezone.localdate())


class Need(Call):
    """What a member looks for."""

    class Urgency(models.TextChoices):
        SOON = "soon", _("within weeks")
        YEAR = "year", _("within the year")
        OPEN = "open", _("no hurry")

    urgency = models.CharField(_("how soon"), max_length=10, choices=Urgency, default=Urgency.YEAR)
    # Where it was first said, `survey:1234`; empty when it was told here.
    origin = models.CharField(max_length=120, blank=True, editable=False)

    class Meta(Call.Meta):
        verbose_name = _("need")
        verbose_name_plural = _("needs")


class NeedText(Text):
    words: ClassVar[tuple[str, ...]] = ("sentence",)

    record = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="texts")
    sentence = models.TextField(_("what you look for"))

    class Meta(Text.Meta):
        pass


class PutAside(models.Model):
    """Something said elsewhere that is no need after all; it is not suggested again."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    origin = models.CharField(max_length=120)
    put_aside_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organisation", "origin"), name="put_aside_once"),)

    def __str__(self) -> str:
        return self.origin


class Offer(Call):
    """What a member can give others."""

    # How often it can be given at the same time; empty for no limit.
    capacity = models.PositiveSmallIntegerField(_("for how many at a time"), null=True, blank=True)

    class Meta(Call.Meta):
        verbose_name = _("offer")
        verbose_name_plural = _("offers")


class OfferText(Text):
    words: ClassVar[tuple[str, ...]] = ("sentence",)

    record = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="texts")
    sentence = models.TextField(_("what you can give"))

    class Meta(Text.Meta):
        pass
