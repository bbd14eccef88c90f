"""Asking to become a member, and what the secretariat says to it."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from cities.accounts.models import User
from cities.activity.actions import record
from cities.commons.members.actions.invitations import invite
from cities.commons.members.models import (
    Application,
    ApplicationFile,
    Membership,
    Organisation,
    OrganisationText,
    Part,
    PrivateContact,
    Website,
)
from cities.core.actions import post_letter, publish_record
from cities.core.keys import lasting_key
from cities.core.letters import spoken, words_from
from cities.core.naming import free_code

PURPOSE = "application"


class AlreadyDecided(Exception):
    """The application has been accepted or declined."""


@transaction.atomic
def apply_for_membership(application: Application, *, files: Iterable[File[bytes]] = ()) -> Application:
    """Take an application in and tell the applicant how to come back to it."""
    application.save()
    _attach(application, files)
    _post("application_received", application)
    return application


@transaction.atomic
def ask_for_more(application: Application, *, remark: str, by: User) -> Application:
    _move(application, Application.State.ASKED, remark=remark)
    record(application, "application.asked", by=by)
    _post("application_asked", application)
    return application


@transaction.atomic
def add_to_application(application: Application, *, answer: str, files: Iterable[File[bytes]] = ()) -> Application:
    """The applicant adds what was asked for: it is new again."""
    parts = [application.answer, answer]
    _move(application, Application.State.NEW, answer="\n\n".join(part for part in parts if part))
    _attach(application, files)
    return application


@transaction.atomic
def decline_application(application: Application, *, remark: str, by: User) -> Application:
    _move(application, Application.State.DECLINED, remark=remark, decided_at=timezone.now(), decided_by=by)
    record(application, "application.declined", by=by)
    _post("application_declined", application)
    return application


@transaction.atomic
def accept_application(application: Application, *, by: User) -> Organisation:
    """Make the applicant a member from this year on, publish its first page and invite whoever applied as its representative."""
    _move(application, Application.State.ACCEPTED, decided_at=timezone.now(), decided_by=by)
    organisation = _organisation(application, year=timezone.now().year)
    publish_record(organisation, by=by)
    Application.objects.filter(pk=application.pk).update(organisation=organisation)
    record(application, "application.accepted", by=by)
    _post("application_accepted", application)
    invite(organisation, address=application.contact_address, part=Part.REPRESENTATIVE, language=application.language, by=by)
    return organisation


def _move(application: Application, state: str, **fields: Any) -> None:
    """To another state, unless somebody has decided meanwhile."""
    undecided = Application.objects.filter(pk=application.pk, state__in=(Application.State.NEW, Application.State.ASKED))
    if not undecided.update(state=state, **fields):
        raise AlreadyDecided
    application.refresh_from_db()


def _organisation(application: Application, *, year: int) -> Organisation:
    organisation = Organisation(
        code=free_code(application.name, application.acronym, is_taken=lambda code: Organisation.objects.filter(code=code).exists()),
        kind=application.kind,
        actor_kind=application.actor_kind,
        acronym=application.acronym,
        seat=application.seat,
    )
    organisation.texts.add(OrganisationText(language=application.language, name=application.name))
    organisation.memberships.add(Membership(category=application.category, since=year))
    organisation.private_contacts.add(PrivateContact(address=application.contact_address, note="application"))
    if application.website:
        organisation.websites.add(Website(url=application.website))
    if application.seat:
        organisation.territories.add(application.seat)
    organisation.save()
    return organisation


def _attach(application: Application, files: Iterable[File[bytes]]) -> None:
    for file in files:
        ApplicationFile.objects.create(application=application, file=file, name=str(file.name)[:200], size=file.size)


def _post(template: str, application: Application) -> None:
    key = lasting_key(PURPOSE, str(application.pk))
    context = {
        "name": application.contact_name,
        "organisation": application.name,
        "remark": application.remark,
        "url": f"{settings.SITE_URL}/{spoken(application.language)}/join/{application.pk}/{key}/",
    }
    words = words_from(template, context, language=application.language)
    post_letter(words, address=application.contact_address, key=f"{template}-{application.pk}-{timezone.now():%Y%m%d%H%M%S%f}")
