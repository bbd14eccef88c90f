"""Who is filling what: a note each browser renews while a section is open."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cities.commons.instruments.models import AnswerSheet, Presence, Section

FORGOTTEN_AFTER = timedelta(minutes=5)


@transaction.atomic
def note_presence(sheet: AnswerSheet, section: Section | int, *, visitor: str, name: str) -> None:
    """`visitor` is one browser; being somewhere else is no longer being here. Those not heard of for long are forgotten."""
    now = timezone.now()
    Presence.objects.filter(sheet=sheet, seen_at__lt=now - FORGOTTEN_AFTER).delete()
    section_id = section if isinstance(section, int) else section.pk
    Presence.objects.update_or_create(
        sheet=sheet, visitor=visitor[:40], defaults={"section_id": section_id, "name": name[:200], "seen_at": now}
    )


def end_presence(sheet: AnswerSheet, *, visitor: str) -> None:
    Presence.objects.filter(sheet=sheet, visitor=visitor[:40]).delete()
