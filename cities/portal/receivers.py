"""Whoever sent something for review from a space is told how it ended, in their language.

Wagtail's own mail leads into the back office, where members cannot go: it is switched off for them.
"""

from typing import Any

from django.conf import settings
from wagtail.models import WorkflowState
from wagtail.users.models import UserProfile

from cities.accounts.letters import REVIEWS
from cities.accounts.rules import may_enter_desk
from cities.core.actions import post_letter
from cities.core.letters import words_from


def leave_out_desk_mail(sender: object, instance: WorkflowState, user: Any, **kwargs: object) -> None:
    """For Wagtail's signal that a review has begun."""
    if user is not None and not may_enter_desk(user):
        UserProfile.objects.update_or_create(user=user, defaults={"approved_notifications": False, "rejected_notifications": False})


def tell_approved(sender: object, instance: WorkflowState, **kwargs: object) -> None:
    _tell(instance, "approved")


def tell_asked(sender: object, instance: WorkflowState, **kwargs: object) -> None:
    """For Wagtail's signal that a reviewer wants changes."""
    _tell(instance, "asked")


def _tell(state: WorkflowState, template: str) -> None:
    reader, record, task = state.requested_by, state.content_object, state.current_task_state
    if reader is None or record is None or not reader.is_active or may_enter_desk(reader) or REVIEWS in reader.muted:
        return
    language = reader.language if reader.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    draft = record.get_latest_revision_as_object()
    context = {
        "title": str(draft.best_text(language) or draft.code),
        "comment": task.comment if task else "",
        "link": f"{settings.SITE_URL}{record.get_absolute_url()}",
        "space": f"{settings.SITE_URL}/{language}/my/",
    }
    # The task of a review is made anew whenever it is sent again.
    key = f"review-{state.pk}-{task.pk if task else 0}-{state.status}"
    post_letter(words_from(template, context, language=language), address=reader.email, key=key)
