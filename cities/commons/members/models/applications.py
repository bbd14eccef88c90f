"""Asking to become a member."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cities.commons.members.models.organisations import Organisation
from cities.commons.places.models import Territory
from cities.commons.vocabulary.models import ActorKind, Concept
from cities.core.models import web_address


class Application(models.Model):
    """An organisation asks to join. The secretariat accepts it, asks for more, or declines with a reason."""

    class State(models.TextChoices):
        NEW = "new", _("new")
        ASKED = "asked", _("more asked for")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name of the organisation"), max_length=250)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    kind = models.ForeignKey(
        Concept, on_delete=models.PROTECT, related_name="+", limit_choices_to={"scheme": "organisation-kinds"}, verbose_name=_("kind")
    )
    actor_kind = models.CharField(_("kind of actor"), max_length=20, choices=ActorKind)
    category = models.ForeignKey(
        Concept, on_delete=models.PROTECT, related_name="+", limit_choices_to={"scheme": "member-categories"}, verbose_name=_("category")
    )
    seat = models.ForeignKey(Territory, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("where it sits"))
    place = models.CharField(_("city and country"), max_length=200, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    statement = models.TextField(_("why you want to join"))
    language = models.CharField(_("language"), max_length=35)
    contact_name = models.CharField(_("your name"), max_length=200)
    contact_address = models.EmailField(_("your e-mail address"), help_text=_("Never published."))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    # What the secretariat wrote last: the question, or the reason.
    remark = models.TextField(_("what was written to the applicant"), blank=True)
    answer = models.TextField(_("what the applicant added"), blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="applications"
    )
    applied_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    person_name_fields: ClassVar[tuple[str, ...]] = ("contact_name",)

    class Meta:
        ordering = ("-applied_at",)
        verbose_name = _("membership application")
        verbose_name_plural = _("membership applications")
        constraints = (web_address("website", name="application_names_a_web_address"),)

    def __str__(self) -> str:
        return self.name


class ApplicationFile(models.Model):
    """A document that came with an application; staff alone may fetch it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(upload_to="applications/")
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name
