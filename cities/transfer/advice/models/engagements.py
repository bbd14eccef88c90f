"""Engagements: what organisations do together after a request, or as research centres, and what both agree to tell of it."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from cities.commons.instruments.models import AnswerSheet
from cities.commons.members.models import Organisation, Person
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.commons.vocabulary.models import Concept
from cities.core.models import RecordQuerySet, web_address
from cities.transfer.advice.content import engagement_digest
from cities.transfer.advice.models.requests import AdviceRequest
from cities.transfer.advice.models.roster import Expert
from cities.translation.models import Text, TextedRecord

# Where it stands: changed at once, never by publishing an older version.
STANDING = ("kind", "request_id", "began_on", "due_on", "ended_on", "outcome", "code")


class EngagementQuerySet(RecordQuerySet):
    def running(self) -> "EngagementQuerySet":
        return self.filter(outcome="")

    def late(self) -> "EngagementQuerySet":
        """Running after the day it was to be over, or with a step that should be done."""
        today = timezone.localdate()
        overdue = PlannedStep.objects.filter(due_on__lt=today, done_on__isnull=True).values("engagement")
        return self.running().filter(Q(due_on__lt=today) | Q(pk__in=overdue))

    def of(self, organisation: Organisation) -> "EngagementQuerySet":
        return self.filter(participations__organisation=organisation).distinct()


class Engagement(TextedRecord):
    """Advice given, or a collaboration of research centres. Its words are public once every organisation in it agrees to them."""

    kind_code = "engagement"

    class Kind(models.TextChoices):
        ADVICE = "advice", _("advice")
        COLLABORATION = "collaboration", _("collaboration of research centres")

    class Outcome(models.TextChoices):
        DONE = "done", _("done as agreed")
        STOPPED = "stopped", _("stopped early")

    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.ADVICE, editable=False)
    request = models.OneToOneField(
        AdviceRequest, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="engagement"
    )
    # As far as they are known: what was entered from documents often has no day.
    began_on = models.DateField(_("began"), null=True, blank=True, editable=False)
    due_on = models.DateField(_("to be over by"), null=True, blank=True, editable=False)
    ended_on = models.DateField(_("ended"), null=True, blank=True, editable=False)
    outcome = models.CharField(_("how it ended"), max_length=10, choices=Outcome, blank=True, editable=False)

    objects = EngagementQuerySet.as_manager()

    class Meta:
        verbose_name = _("engagement")
        verbose_name_plural = _("engagements")
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(outcome=""),
                name="engagement_ends_with_an_outcome",
            ),
        )

    @property
    def has_ended(self) -> bool:
        """On a day, or long ago on one that nobody knows."""
        return self.outcome != ""

    def with_content_json(self, content: dict[str, Any]) -> "Engagement":
        version: Engagement = super().with_content_json(content)
        for name in STANDING:
            setattr(version, name, getattr(self, name))
        return version

    def publish(self, revision: Any, **options: Any) -> None:
        """Refuses a version that not every organisation in it has agreed to, whoever asks."""
        if self.dissenting(revision.as_object()):
            raise PermissionDenied(_("Only what all who take part have agreed to is published."))
        super().publish(revision, **options)

    def dissenting(self, draft: "Engagement") -> list[Any]:
        """The participations that have not agreed to what a draft tells; with nobody in it, there is nobody to agree."""
        wanted = engagement_digest(draft)
        found = list(self.participations.all())
        return [one for one in found if one.agreed_digest != wanted] if found else [None]


class EngagementText(Text):
    words: ClassVar[tuple[str, ...]] = ("title", "summary")

    record = ParentalKey(Engagement, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=250)
    summary = models.TextField(_("in two or three sentences"), blank=True)

    class Meta(Text.Meta):
        pass


Engagement.text_model = EngagementText


class Participation(models.Model):
    """An organisation in an engagement, and whether it agrees to what is told: the digest of the very words."""

    class Side(models.TextChoices):
        ASKING = "asking", _("asks for advice")
        ADVISING = "advising", _("gives advice")
        PARTNER = "partner", _("partner")

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="participations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="engagements")
    side = models.CharField(_("side"), max_length=10, choices=Side)
    agreed_digest = models.CharField(max_length=64, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # How the secretariat knows, when it notes somebody's word; empty when it was given here.
    basis = models.CharField(_("how you know"), max_length=300, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("engagement", "organisation"), name="takes_part_once_in_an_engagement"),)

    def __str__(self) -> str:
        return f"{self.organisation_id}, {self.get_side_display()}"


class EngagementExpert(models.Model):
    """An expert works in an engagement."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="experts")
    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="seats")
    since = models.DateField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("engagement", "expert"), name="expert_works_once_in_an_engagement"),)

    def __str__(self) -> str:
        return f"{self.expert_id} in {self.engagement_id}"


class PlannedStep(models.Model):
    """What is to be done, by when, and when it was."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="steps")
    sentence = models.CharField(_("what is to be done"), max_length=300)
    language = models.CharField(max_length=35)
    due_on = models.DateField(_("by"), null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = (models.F("due_on").asc(nulls_last=True), "pk")

    def __str__(self) -> str:
        return self.sentence


class HourEntry(models.Model):
    """Hours somebody gave on a day. When the person is erased the hours stay with their organisation."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="hours")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    spent_on = models.DateField(_("day"))
    hours = models.DecimalField(_("hours"), max_digits=4, decimal_places=2)
    about = models.CharField(_("on what"), max_length=200, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-spent_on", "-pk")
        constraints = (models.CheckConstraint(condition=Q(hours__gt=0, hours__lte=24), name="hours_fit_into_a_day"),)

    def __str__(self) -> str:
        return f"{self.spent_on}: {self.hours}"


class Output(models.Model):
    """Something made: a file kept here, or an address, with its own language. Told to readers only where all agree."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="outputs")
    kind = models.ForeignKey(
        Concept, on_delete=models.PROTECT, related_name="+", limit_choices_to={"scheme": "deliverable-types"}, verbose_name=_("kind")
    )
    title = models.CharField(_("title as it stands on it"), max_length=300)
    language = models.CharField(_("language"), max_length=35, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    file = models.FileField(upload_to="advice/", blank=True)
    file_name = models.CharField(_("name"), max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    # Whether those who take part want readers to have it; it is shown from the next publication on.
    is_told = models.BooleanField(_("readers may have it"), default=True)
    published_at = models.DateTimeField(null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("added_at", "pk")
        constraints = (web_address("url", name="output_has_a_web_address"),)

    def __str__(self) -> str:
        return self.title


class Satisfaction(models.Model):
    """At the end an organisation that asked is asked how it was, by a short instrument."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="satisfactions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sheet = models.OneToOneField(AnswerSheet, on_delete=models.PROTECT, related_name="satisfaction")
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("engagement", "organisation"), name="asked_once_how_it_was"),)

    def __str__(self) -> str:
        return f"{self.engagement_id}, {self.organisation_id}"


class Learnt(models.Model):
    """A practice or resource that grew out of an engagement."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="learnt")
    practice = models.OneToOneField(Practice, on_delete=models.CASCADE, null=True, blank=True, related_name="grew_out_of")
    resource = models.OneToOneField(Resource, on_delete=models.CASCADE, null=True, blank=True, related_name="grew_out_of")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(practice__isnull=False) ^ Q(resource__isnull=False), name="learnt_is_a_practice_or_a_resource"
            ),
        )

    def __str__(self) -> str:
        return str(self.practice or self.resource)
