"""Writing to a member without seeing its address: the relay."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cities.commons.members.models.organisations import Organisation


class Side(models.TextChoices):
    ASKER = "asker", _("who wrote first")
    MEMBER = "member", _("the member")


class Conversation(models.Model):
    """Letters between somebody and a member. Neither sees the other's address; either may end it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="conversations")
    # The record that was being read, by its permanent address; empty when it was the member's own page.
    about = models.UUIDField(null=True, blank=True)
    subject = models.CharField(_("subject"), max_length=150)
    asker_name = models.CharField(_("your name"), max_length=200)
    asker_address = models.EmailField(_("your e-mail address"))
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    asker_language = models.CharField(max_length=35)
    began_at = models.DateTimeField(auto_now_add=True)
    # Whoever wrote first shows that the address is theirs before anything is passed on.
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=10, choices=Side, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)

    person_name_fields: ClassVar[tuple[str, ...]] = ("asker_name",)

    class Meta:
        ordering = ("-began_at",)

    def __str__(self) -> str:
        return self.subject


class Message(models.Model):
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    side = models.CharField(max_length=10, choices=Side)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.TextField(_("message"))
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("written_at", "pk")

    def __str__(self) -> str:
        return self.words[:60]
