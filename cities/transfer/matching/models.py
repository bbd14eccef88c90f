"""Matches, what people decide about them, introductions; and how much an organisation takes on."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cities.commons.members.models import Conversation, Organisation
from cities.transfer.needs.models import Need, Offer


class MatchQuerySet(models.QuerySet["Match"]):
    def waiting(self) -> "MatchQuerySet":
        """Proposed for a need that is open, and nobody has decided yet."""
        return self.filter(state=Match.State.PROPOSED, need__in=Need.objects.open())


class Match(models.Model):
    """Something or somebody proposed for a need, with the reasons; a person decides."""

    class Kind(models.TextChoices):
        PRACTICE = "practice", _("practice")
        OFFER = "offer", _("offer")
        MEMBER = "member", _("member")
        PERSON = "person", _("person")
        RESOURCE = "resource", _("resource")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waiting for your answer")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    class Refusal(models.TextChoices):
        KNOWN = "known", _("we know it already")
        OTHER_SUBJECT = "subject", _("it is about something else")
        OTHER_CONTEXT = "context", _("it would not work where we are")
        NO_TIME = "time", _("not now")
        OTHER = "other", _("another reason")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="matches")
    kind = models.CharField(max_length=10, choices=Kind)
    # The id of the record, offer or person. No foreign key: what has gone is left out where matches are shown.
    subject = models.UUIDField()
    # Who would be written to about it.
    answerer = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="matches_to_answer")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    score = models.FloatField(default=0)
    # From 0 to 1 by the names of scoring.WEIGHTS.
    signals = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)
    is_by_hand = models.BooleanField(default=False)
    # What the secretariat says with a proposal of its own.
    note = models.TextField(_("why it fits"), blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    # When a letter told of it.
    told_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    refusal = models.CharField(_("why not"), max_length=10, choices=Refusal, blank=True)
    remark = models.TextField(_("in your own words"), blank=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ("-is_by_hand", "-score", "pk")
        constraints = (
            models.UniqueConstraint(fields=("need", "kind", "subject"), name="proposed_once_for_a_need"),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at__isnull=True) | (~Q(state="proposed") & Q(decided_at__isnull=False)),
                name="match_is_decided_at_a_time",
            ),
            models.CheckConstraint(
                condition=(Q(state="declined") & ~Q(refusal="")) | (~Q(state="declined") & Q(refusal="")),
                name="declined_match_has_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.subject}"

    @property
    def reasons_by_hand(self) -> list[dict[str, str]]:
        """What stands before the reasons of the matching where the secretariat has proposed it."""
        noted = [{"code": "noted", "words": self.note}] if self.note else []
        return [{"code": "hand"}, *noted] if self.is_by_hand else []


class Matching(models.Model):
    """When a need was matched, against what, and how many its member wants to see."""

    need = models.OneToOneField(Need, on_delete=models.CASCADE, related_name="matching")
    matched_at = models.DateTimeField(null=True, blank=True)
    # Of the need and the index as they were: the same need against the same index is not matched again.
    digest = models.CharField(max_length=64, blank=True)
    # How often somebody has asked for more.
    rounds = models.PositiveSmallIntegerField(default=1)
    # Somebody wants the secretariat to look itself.
    asked_help_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.need_id}, {self.matched_at}"


class OfferMeaning(models.Model):
    """What an offer means, as one encoder sees it. Offers are in no public index: their meaning is kept here."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="meanings")
    encoder = models.CharField(max_length=60)
    digest = models.CharField(max_length=32, help_text="Of the sentence: an unchanged one is not encoded again.")
    values = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("offer", "encoder"), name="one_meaning_per_offer_and_encoder"),)

    def __str__(self) -> str:
        return f"{self.encoder} of {self.offer_id}"


class Capacity(models.Model):
    """How much an organisation takes on. Without a row: MOST introductions at a time."""

    MOST = 3

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="capacity")
    most = models.PositiveSmallIntegerField(_("how many introductions at a time"), default=MOST)
    paused_until = models.DateField(_("no new ones before"), null=True, blank=True)
    # When those who act for it were last written to about matches.
    last_letter_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.most}"

    @property
    def is_paused(self) -> bool:
        return self.paused_until is not None and self.paused_until > timezone.localdate()


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    def open(self) -> "IntroductionQuerySet":
        """What takes the time of the one who was asked: waiting for an answer, or talking since."""
        talking = Q(state=Introduction.State.AGREED, conversation__ended_at__isnull=True)
        return self.filter(Q(state=Introduction.State.ASKED) | talking, closed_at__isnull=True)


class Introduction(models.Model):
    """Two members are brought together about an accepted match, when both agree. Letters go by the relay."""

    class State(models.TextChoices):
        ASKED = "asked", _("waiting for their answer")
        AGREED = "agreed", _("introduced")
        REFUSED = "refused", _("not possible now")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    match = models.OneToOneField(Match, on_delete=models.CASCADE, related_name="introduction")
    # Who was asked; the other side is the member the need is of.
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="introductions")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    words = models.TextField(_("what you want to say"), blank=True)
    # Who asked agreed thereby: their name and organisation, and the sentence of the need, are told to the other side.
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    remark = models.TextField(_("what they said"), blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    conversation = models.OneToOneField(Conversation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(state="asked", answered_at__isnull=True) | (~Q(state="asked") & Q(answered_at__isnull=False)),
                name="introduction_is_answered_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.match_id}: {self.get_state_display()}"
