"""What the back office does with records, noted in the log; and what a new network's back office needs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import GroupApprovalTask, GroupPagePermission, Workflow, WorkflowContentType, WorkflowTask

from cities.accounts.actions import ensure_roles
from cities.activity.actions import record as note
from cities.core.actions import restore_record, withdraw_record
from cities.core.models import Record
from cities.desk.rules import RECORD_MODELS, REFERENCE_MODELS, RUN_MODELS, STAFF_MODELS
from cities.translation.models import TextedRecord

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

R = TypeVar("R", bound=Record)

REVIEWERS = ("Editors", "Administrators")


@transaction.atomic
def withdraw_with_reason(record: R, *, reason: str, by: "AbstractUser | None") -> R:
    """Take a record out of public sight; its readers are told the reason. A review under way ends: there is nothing left to approve."""
    if record.current_workflow_state is not None:
        record.current_workflow_state.cancel(user=by)
    withdraw_record(record, reason=reason, by=by)
    note(record, "record.withdrawn", by=by, data={"reason": reason})
    return record


@transaction.atomic
def restore_withdrawn(record: R, *, by: "AbstractUser | None") -> R:
    """Take a withdrawal back."""
    restore_record(record, by=by)
    note(record, "record.restored", by=by)
    return record


def confirm_translations(record: TextedRecord, *, languages: Sequence[str], by: "AbstractUser | None") -> None:
    """Note that somebody declared these translations up to date; the form that saved them has set their digests."""
    if languages:
        note(record, "record.translations_confirmed", by=by, data={"languages": sorted(languages)})


@transaction.atomic
def prepare_desk() -> None:
    """Roles and the editorial review of a new network. Safe to repeat: the five roles get the rights of this version, the rest stays."""
    # Wagtail keeps the rights on pictures with its own model of them, whatever model is used.
    ensure_roles(RECORD_MODELS, references=(*REFERENCE_MODELS, *RUN_MODELS), media=(Image, Document), staff=STAFF_MODELS)
    ensure_editorial_workflow()
    _retire_page_moderation()


@transaction.atomic
def ensure_editorial_workflow() -> Workflow:
    """Drafts of records are submitted to editors, who approve and publish, or ask for changes. Returns the review as the network has it."""
    assigned = WorkflowContentType.objects.filter(content_type__in=ContentType.objects.get_for_models(*RECORD_MODELS).values()).first()
    workflow: Workflow = assigned.workflow if assigned else _make_workflow()
    for kind in ContentType.objects.get_for_models(*RECORD_MODELS).values():
        WorkflowContentType.objects.get_or_create(content_type=kind, defaults={"workflow": workflow})
    return workflow


def _make_workflow() -> Workflow:
    workflow: Workflow = Workflow.objects.create(name=_("Editorial review"))
    task = GroupApprovalTask.objects.create(name=_("Editorial review"))
    task.groups.set(Group.objects.filter(name__in=REVIEWERS))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def _retire_page_moderation() -> None:
    """Wagtail comes with a group and a workflow for pages, of which there are none here; those nobody uses go."""
    GroupPagePermission.objects.filter(group__name="Moderators", group__user__isnull=True).delete()
    Group.objects.filter(name="Moderators", user__isnull=True, permissions__content_type__app_label="wagtailadmin").distinct().delete()
    unused = Workflow.objects.filter(
        name="Moderators approval", active=True, workflow_content_types__isnull=True, workflow_states__isnull=True
    )
    for workflow in unused:
        workflow.workflow_pages.all().delete()
        workflow.deactivate()
