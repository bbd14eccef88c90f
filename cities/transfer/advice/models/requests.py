"""What members ask, what was written about it, and who was asked to help."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cities.commons.members.models import Conversation, Organisation
from cities.transfer.advice.models.roster import Expert
from cities.transfer.needs.models import Need


class AdviceRequest(models.Model):
    """A member asks for advice. The question is a need of the member, so that it is matched like any other."""

    class State(models.TextChoices):
        NEW = "new", _("waiting for the secretariat")
        TAKEN = "taken", _("in hand")
        ASKED = "asked", _("the secretariat asks something")
        PROPOSED = "proposed", _("experts are asked")
        ENGAGED = "engaged", _("somebody helps")
        ANSWERED = "answered", _("answered")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("taken back")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    need = models.OneToOneField(Need, on_delete=models.CASCADE, related_name="advice_request")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    # The need stays open after this day; the request is then late.
    wanted_by = models.DateField(_("by when"), null=True, blank=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # Since when the secretariat has something to do.
    waiting_since = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("waiting_since", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=("new", "taken", "asked", "proposed", "engaged"), decided_at__isnull=True)
                | Q(state__in=("answered", "declined", "withdrawn"), decided_at__isnull=False),
                name="advice_request_is_decided_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return str(self.need)

    @property
    def organisation(self) -> Organisation:
        organisation: Organisation = self.need.organisation
        return organisation

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


# Somebody of the secretariat still has to decide.
OPEN = (AdviceRequest.State.NEW, AdviceRequest.State.TAKEN, AdviceRequest.State.ASKED, AdviceRequest.State.PROPOSED)


class AdviceMessage(models.Model):
    """What the secretariat and the member wrote to each other about a request; every word stays."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("question")
        ADDITION = "addition", _("addition")
        ANSWER = "answer", _("answer")
        REASON = "reason", _("reason")

    request = models.ForeignKey(AdviceRequest, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField(_("message"))
    language = models.CharField(max_length=35)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("written_at", "pk")

    def __str__(self) -> str:
        return self.words[:60]


class Proposal(models.Model):
    """An expert was asked to help with a request, once; score, signals and reasons are those of the matching."""

    class State(models.TextChoices):
        ASKED = "asked", _("waiting for their answer")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        CLOSED = "closed", _("no longer asked")

    class Refusal(models.TextChoices):
        NO_TIME = "time", _("not now")
        OTHER_SUBJECT = "subject", _("it is about something else")
        INVOLVED = "involved", _("we are too closely involved")
        OTHER = "other", _("another reason")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(AdviceRequest, on_delete=models.CASCADE, related_name="proposals")
    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="proposals")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    score = models.FloatField(default=0)
    signals = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)
    words = models.TextField(_("what the secretariat says"), blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(_("why not"), max_length=10, choices=Refusal, blank=True)
    remark = models.TextField(_("in your own words"), blank=True)
    conversation = models.OneToOneField(Conversation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("request", "expert"), name="expert_is_asked_once_for_a_request"),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at__isnull=True) | (~Q(state="asked") & Q(answered_at__isnull=False)),
                name="proposal_is_answered_at_a_time",
            ),
            models.CheckConstraint(
                condition=(Q(state="declined") & ~Q(refusal="")) | (~Q(state="declined") & Q(refusal="")),
                name="declined_proposal_has_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.expert_id}: {self.get_state_display()}"
