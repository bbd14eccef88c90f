"""What each parameter of an address is filled with. A parameter nobody knows stops the test, so that its author decides."""

from typing import Any
from uuid import UUID

from django.contrib.admin.utils import quote
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page, TaskState

from cities.accounts.models import User
from cities.commons.members.models import Organisation, PersonRole
from cities.commons.places.models import Territory
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.commons.vocabulary.models import Concept
from cities.editions.models import Edition
from cities.transfer.advice.models import AdviceRequest, Engagement, Expert, Output, Proposal
from cities.transfer.comparisons.models import Comparison
from cities.transfer.matching.models import Introduction, Match
from cities.transfer.needs.models import Need
from cities.transfer.projects.models import Transfer, TransferFile
from tests.security.addresses import Address
from tests.security.world import KEY, World, snippet_namespaces

# Addresses outside the back office that stand for a record: which, and by what it is named.
RECORD_ADDRESSES: dict[str, tuple[type, str]] = {
    "portal:member": (Organisation, "code"),
    "portal:practice": (Practice, "code"),
    "portal:resource": (Resource, "code"),
    "portal:territory": (Territory, "code"),
    "portal:transfer": (Transfer, "code"),
    "portal:edition": (Edition, "code"),
    "portal:edition_chapter": (Edition, "code"),
    "portal:edition_drawing": (Edition, "code"),
    "portal:edition_pdf": (Edition, "code"),
    "portal:edition_data": (Edition, "code"),
    "portal:comparison": (Comparison, "code"),
    "portal:comparison_cells": (Comparison, "code"),
    "portal:comparison_codebook": (Comparison, "code"),
    "portal:engagement": (Engagement, "code"),
    "portal:engagement_output": (Engagement, "code"),
    "portal:kit": (Edition, "code"),
    "portal:kit_epub": (Edition, "code"),
    "portal:kit_folder": (Edition, "code"),
    "portal:write": (Organisation, "code"),
    "portal:my_organisation": (Organisation, "code"),
    "portal:access": (Organisation, "code"),
    "portal:change_part": (Organisation, "code"),
    "portal:end_delegation": (Organisation, "code"),
    "portal:revoke_invitation": (Organisation, "code"),
    "desk:invite": (Organisation, "code"),
    "root:identifier": (Practice, "pk"),
    "feeds:cite": (Practice, "pk"),
    "feeds:lineage": (Practice, "pk"),
    "api:get_member": (Organisation, "pk"),
    "api:get_practice": (Practice, "pk"),
    "api:get_resource": (Resource, "pk"),
    "api:get_transfer": (Transfer, "pk"),
    "api:get_lineage": (Practice, "pk"),
    "api:get_comparison": (Comparison, "pk"),
    "api:get_engagement": (Engagement, "pk"),
    "api:get_edition": (Edition, "pk"),
    "api:get_concept": (Concept, "pk"),
    "api:get_territory": (Territory, "pk"),
}
WITHOUT_NAMES = {"wagtaildocs_serve": ("pk", "filename")}
NOBODYS = 999_999
NOTHING = UUID(int=0)
# Addresses whose `pk` is of something that has no section of its own.
THINGS = {
    "portal:change_part": "delegate",
    "portal:end_delegation": "delegate",
    "portal:revoke_invitation": "invitation",
    "portal:conversation": "conversation",
    "portal:confirm_conversation": "conversation",
    "portal:end_conversation": "conversation",
    "portal:open_conversation": "conversation",
    "portal:application": "application",
    "portal:open_application": "application",
    "desk:application": "application",
    "desk:application_file": "application",
}


def path_of(address: Address, world: World, *, state: str) -> str:
    """Where it is, for the record in this state if it is about a record."""
    if address.name in WITHOUT_NAMES:
        return reverse(address.name, args=[getattr(world.document, field) for field in WITHOUT_NAMES[address.name]])
    return reverse(address.name, kwargs={name: _argument(address, name, world, state=state) for name in address.parameters})


def _argument(address: Address, name: str, world: World, *, state: str) -> Any:
    if address.name in RECORD_ADDRESSES and name in ("code", "identifier", "record_id"):
        model, field = RECORD_ADDRESSES[address.name]
        return getattr(world.record(model, state), field)
    if address.name.startswith("desk:instrument"):
        version = world.section.version
        return {"code": version.instrument.code, "number": version.number, "section": world.section.code, "language": "en"}[name]
    if address.name == "portal:sheet_section" and name == "code":
        return "about"
    if name == "pk" and address.name in THINGS:
        return getattr(world, THINGS[address.name]).pk
    namespaces = snippet_namespaces()
    if address.namespace in namespaces:
        return _of_section(name, world.record(namespaces[address.namespace], state), world)
    known = {**_everywhere(world), **_in_namespace(address.namespace, world), **_in_a_space(address, world, state)}
    if name not in known:
        raise LookupError(f"{address.name}: say in tests/security/arguments.py what “{name}” is to be filled with")
    return known[name]


def _of_section(name: str, record: Any, world: World) -> Any:
    """A section of the back office: everything is about one record."""
    if name == "pk":
        return quote(record.pk)
    if name == "revision_id":
        return record.latest_revision_id
    if name in ("revision_id_a", "revision_id_b"):
        return {"revision_id_a": "earliest", "revision_id_b": "latest"}[name]
    task_state = TaskState.objects.filter(revision__object_id=str(record.pk)).first() or TaskState.objects.first()
    return {
        "action_name": "approve",
        "task_state_id": task_state.pk,
        "task_id": task_state.task_id,
        "workflow_state_id": task_state.workflow_state_id,
    }[name]


def _everywhere(world: World) -> dict[str, Any]:
    page = Page.objects.get(depth=2)
    return {
        "page_id": page.pk,
        "page_pk": page.pk,
        "parent_page_id": page.pk,
        "page_to_move_id": page.pk,
        "destination_id": page.get_parent().pk,
        "content_type_app_name": "wagtailcore",
        "content_type_model_name": "page",
        "collection_id": world.collection.pk,
        "document_id": world.document.pk,
        "doc_id": world.document.pk,
        "document_filename": world.document.filename,
        "image_id": world.picture.pk,
        "filter_spec": "width-100",
        "uploaded_file_id": NOBODYS,
        "restriction_id": NOBODYS,
        "session_id": NOBODYS,
        "object_id": world.records[Practice]["published"].pk,
        "revision_id": NOBODYS,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "task_state_id": NOBODYS,
        "task_id": world.workflow.tasks[0].pk,
        "workflow_pk": world.workflow.pk,
        "workflow_state_id": NOBODYS,
        "action_name": "approve",
        "uidb64": "MQ",
        "token": "set-password",
        "app_label": "practices",
        "app_name": "taggit",
        "model_name": "practice",
        "action": "delete",
        "batch_id": world.item.batch_id,
        "item_id": world.item.pk,
        "kind": "practice",
        "rest": "",
        "name": world.picture.get_rendition("max-100x100").file.name,
        "scheme": "themes",
        "code": "microcredit",
        "ending": "bib",
        "address": "nothing",
        "key": "nothing",
        "sheet_id": world.sheet.pk,
        "file_id": world.sheet.files.get().pk,
        "file_pk": world.application.files.get().pk,
        "campaign": world.campaign.code,
        "item": "nothing",
        "width": "wide",
        "shade": "light",
        "audience": "staff",
        "act": "remind",
        "edition": world.others[Edition].code,
        "language": "en",
        "chapter": "members",
        "number": 1,
    }


def _in_a_space(address: Address, world: World, state: str) -> dict[str, Any]:
    """Pages of an organisation's space: the organisation in its state, and what stands in its space."""
    if "/my/" not in address.route:
        return _outside_a_space(world).get(address.name, {})
    keys = {
        "/advice/proposals/": world.others[Proposal],
        "/advice/expert/": world.others[Expert],
        "/my/advice/": world.others[Engagement],
        "/advice/": world.others[AdviceRequest],
        "/comparisons/": world.others[Comparison],
        "/introductions/": world.others[Introduction],
        "/matches/": world.others[Match],
        "/transfers/": world.others[Transfer],
        "/practices/": world.records[Practice]["published"],
        "/people/": world.others[PersonRole].person,
        "/needs/": world.others[Need],
    }
    return {
        "code": world.record(Organisation, state).code,
        "key": next((row.pk for part, row in keys.items() if part in address.route), ""),
        "language": "fr",
        "step": "what",
        "section": "words",
        "kind": "adaptation" if "/told/" in address.route else "need",
        "file": world.others[TransferFile].pk,
        "told": NOTHING,
        "subject": world.others[Comparison].subjects.all()[0].pk,
        "output": world.others[Output].pk,
        "act": "nothing",
    }


def _outside_a_space(world: World) -> dict[str, dict[str, Any]]:
    return {
        "portal:still_right": {"key": KEY},
        "portal:advice_proposal": {"key": world.others[Proposal].pk, "secret": "nothing"},
        "portal:advice_roster": {"key": world.others[Expert].pk, "secret": "nothing"},
        "portal:engagement_output": {"output": world.others[Output].pk},
        "desk:advice_request": {"key": world.others[AdviceRequest].pk},
        "desk:advice_table": {"table": "requests"},
        "desk:comparison_grid": {"code": world.others[Comparison].version.instrument.code},
        "portal:introduction": {"key": world.others[Introduction].pk, "secret": "nothing"},
        "desk:matching_need": {"key": world.others[Need].pk},
        "desk:matching_calls": {"kind": "needs"},
    }


def _in_namespace(namespace: str, world: World) -> dict[str, Any]:
    return {
        # An authenticator of somebody else.
        "": {"pk": NOBODYS},
        "wagtailadmin_workflows": {"pk": world.workflow.pk},
        "wagtailadmin_collections": {"pk": world.collection.pk},
        "wagtailadmin_pages": {"pk": Page.objects.get(depth=2).pk},
        "wagtailadmin_api:pages": {"pk": Page.objects.get(depth=2).pk},
        "wagtailadmin_api:documents": {"pk": world.document.pk},
        "wagtailadmin_api:images": {"pk": world.picture.pk},
        "wagtaildocs_chooser": {"pk": world.document.pk},
        "wagtailimages_chooser": {"pk": world.picture.pk},
        "wagtailusers_users": {"pk": world.others[User].pk},
        "wagtailusers_groups": {"pk": world.others[Group].pk},
        "wagtailadmin_tag": {"model_name": "tag"},
    }.get(namespace, {})
