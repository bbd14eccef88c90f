"""The transfer itself. What is told of it is agreed by both sides; where it stands changes at once."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField

from cities.commons.members.models import Organisation, Person
from cities.commons.places.models import Territory
from cities.commons.practices.models import Practice
from cities.commons.vocabulary.models import Concept
from cities.core.models import RecordQuerySet
from cities.transfer.needs.models import Need
from cities.transfer.projects.content import content_digest
from cities.translation.models import Text, TextedRecord


class Phase(models.TextChoices):
    UNDERSTAND = "understand", _("understand")
    ADAPT = "adapt", _("adapt")
    PREPARE = "prepare", _("prepare")
    REUSE = "re-use", _("re-use")


class Side(models.TextChoices):
    """The two that must agree before anything is published."""

    ORIGIN = "origin", _("where it comes from")
    DESTINATION = "destination", _("where it goes")


class Trigger(models.TextChoices):
    MISSION = "mission", _("a study mission")
    EVENT = "event", _("an event")
    MATCH = "match", _("a match proposed by the network")
    SEARCH = "search", _("an own search")
    NETWORK = "network", _("a programme of several territories")


class StopReason(models.TextChoices):
    NO_FIT = "no-fit", _("it does not fit here")
    LAW = "law", _("the law does not allow it")
    FUNDING = "funding", _("there is no money for it")
    PEOPLE = "people", _("the people behind it have left")
    OTHER_WAY = "other-way", _("the need was met in another way")


# Where it stands: changed at once, never by publishing an older version.
STANDING = ("phase", "stopped_on", "stop_reason", "need_id", "code")


class TransferQuerySet(RecordQuerySet):
    def running(self) -> "TransferQuerySet":
        """Also those a side no longer wants readers to see: both go on with the work."""
        return self.filter(stopped_on__isnull=True)

    def of(self, organisation: Organisation) -> "TransferQuerySet":
        """Those it is a side of."""
        return self.filter(models.Q(origin=organisation) | models.Q(destination=organisation))


class Transfer(TextedRecord):
    """A practice on its way from an origin to a destination territory."""

    kind_code = "transfer"

    practices = ParentalManyToManyField(Practice, blank=True, related_name="transfers", verbose_name=_("practices"))
    follows = ParentalManyToManyField(
        "self", blank=True, symmetrical=False, related_name="followed_by", verbose_name=_("transfers it learned from")
    )
    # The dossier of the practice as it is now where it went.
    result = models.ForeignKey(
        Practice, on_delete=models.SET_NULL, null=True, blank=True, related_name="came_by", verbose_name=_("practice it has become")
    )
    origin = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="transfers_given", verbose_name=_("who gives it")
    )
    origin_name = models.CharField(_("who gives it, when it has no record"), max_length=250, blank=True)
    origins = ParentalManyToManyField(Territory, blank=True, related_name="transfers_given", verbose_name=_("where it comes from"))
    destination = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="transfers_taken", verbose_name=_("who takes it up")
    )
    destination_name = models.CharField(_("who takes it up, when it has no record"), max_length=250, blank=True)
    territories = ParentalManyToManyField(Territory, blank=True, related_name="transfers", verbose_name=_("where it goes"))
    trigger = models.CharField(_("what set it off"), max_length=10, choices=Trigger, blank=True)
    mode = models.ForeignKey(
        Concept,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"scheme": "transfer-modes"},
        verbose_name=_("way it travels"),
    )
    # Shown only with their consent.
    reference_person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("reference person of the origin")
    )
    need = models.ForeignKey(Need, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="transfers")
    phase = models.CharField(_("phase"), max_length=10, choices=Phase, default=Phase.UNDERSTAND, editable=False)
    # As far as it is known, see `moments`.
    stopped_on = models.CharField(_("stopped"), max_length=10, null=True, blank=True, editable=False)
    stop_reason = models.CharField(_("why it was stopped"), max_length=10, choices=StopReason, blank=True, editable=False)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(stopped_on__isnull=True, stop_reason="")
                | (models.Q(stopped_on__isnull=False) & ~models.Q(stop_reason="")),
                name="transfer_is_stopped_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(origin__isnull=True) | models.Q(origin_name=""), name="origin_has_a_record_or_a_name"
            ),
            models.CheckConstraint(
                condition=models.Q(destination__isnull=True) | models.Q(destination_name=""), name="destination_has_a_record_or_a_name"
            ),
        )

    @property
    def is_stopped(self) -> bool:
        return self.stopped_on is not None

    def with_content_json(self, content: dict[str, Any]) -> "Transfer":
        version: Transfer = super().with_content_json(content)
        for name in STANDING:
            setattr(version, name, getattr(self, name))
        return version

    def publish(self, revision: Any, **options: Any) -> None:
        """Refuses a version that not both sides have agreed to, whoever asks."""
        wanted = content_digest(revision.as_object())
        agreed = set(self.agreements.filter(digest=wanted, withdrawn_at__isnull=True).values_list("side", flat=True))
        if agreed != set(Side.values):
            raise PermissionDenied(_("Only what both sides have agreed to is published."))
        super().publish(revision, **options)


class TransferText(Text):
    words: ClassVar[tuple[str, ...]] = ("title", "summary", "context", "results", "lessons", "next_steps")

    record = ParentalKey(Transfer, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=250)
    summary = models.TextField(_("in two or three sentences"), blank=True)
    context = models.TextField(_("what was looked for"), blank=True)
    results = models.TextField(_("what came of it"), blank=True)
    lessons = models.TextField(_("lessons"), blank=True)
    next_steps = models.TextField(_("next line of action"), blank=True)

    class Meta(Text.Meta):
        pass


Transfer.text_model = TransferText
