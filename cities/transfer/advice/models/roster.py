"""The roster: who gives advice. What they can advise on is an offer of their organisation, which the matching proposes like any other."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cities.commons.members.models import Organisation, Person, PersonRole
from cities.transfer.needs.models import Offer


class ExpertQuerySet(models.QuerySet["Expert"]):
    def consenting(self) -> "ExpertQuerySet":
        """With a consent that stands, in an organisation anyone may see; a person only as long as they are there."""
        standing = ExpertConsent.objects.standing().filter(expert=OuterRef("pk"))
        here = PersonRole.objects.filter(
            Q(until__isnull=True) | Q(until__gt=timezone.localdate()),
            person=OuterRef("person"),
            organisation=OuterRef("offer__organisation"),
        )
        public = self.filter(offer__organisation__live=True, offer__organisation__withdrawn_at__isnull=True)
        return public.filter(Exists(standing)).filter(Q(person__isnull=True) | Exists(here))

    def available(self) -> "ExpertQuerySet":
        """Those who may be asked: consenting, and not pausing today."""
        return self.consenting().filter(Q(paused_until__isnull=True) | Q(paused_until__lte=timezone.localdate()))


class Expert(models.Model):
    """Somebody of a member organisation who gives advice; without a person the organisation itself, which names somebody when asked."""

    MOST = 2

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="expertise")
    # Its organisation, sentence, concepts and number at a time are the expert's.
    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, related_name="expert")
    languages = models.JSONField(_("languages"), default=list, blank=True)
    paused_until = models.DateField(_("no new ones before"), null=True, blank=True)
    is_sample = models.BooleanField(default=False, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = ExpertQuerySet.as_manager()

    class Meta:
        ordering = ("added_at", "pk")

    def __str__(self) -> str:
        return self.person.name if self.person else str(self.organisation)

    @property
    def organisation(self) -> Organisation:
        organisation: Organisation = self.offer.organisation
        return organisation

    @property
    def most(self) -> int:
        """How many engagements at once."""
        return self.MOST if self.offer.capacity is None else int(self.offer.capacity)

    @property
    def is_paused(self) -> bool:
        return self.paused_until is not None and self.paused_until > timezone.localdate()


class ExpertConsentQuerySet(models.QuerySet["ExpertConsent"]):
    def standing(self) -> "ExpertConsentQuerySet":
        """Not taken back; what an account gave stands as long as the account does."""
        return self.filter(Q(given_by__isnull=True) | Q(given_by__is_active=True), withdrawn_at__isnull=True)


class ExpertConsent(models.Model):
    """On a day somebody agreed to stand on the roster, in the space or by the link of a letter; or has taken it back."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="consents")
    wording = models.CharField(_("version of the wording"), max_length=40)
    given_at = models.DateTimeField(_("given"))
    # Empty for the link of a letter. When the account goes, what it agreed to goes with it.
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = ExpertConsentQuerySet.as_manager()

    class Meta:
        ordering = ("given_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("expert",), condition=Q(withdrawn_at__isnull=True), name="one_standing_consent_per_expert"),
        )

    def __str__(self) -> str:
        return f"{self.expert_id}, {self.given_at:%Y-%m-%d}"
