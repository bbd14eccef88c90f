"""What was learnt becomes a practice or a resource: a draft, with the way back."""

import uuid

from django.db import transaction
from django.utils import timezone

from cities.accounts.models import User
from cities.activity.actions import record as note
from cities.commons.members.models import Organisation
from cities.commons.practices.actions import begin_practice
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource, ResourceFile
from cities.commons.vocabulary.models import Concept
from cities.core.actions import save_draft
from cities.core.naming import free_code
from cities.transfer.advice.models import Engagement, Learnt
from cities.translation.actions import write_text
from cities.translation.models import TextState


@transaction.atomic
def begin_practice_from(engagement: Engagement, *, organisation: Organisation, title: str, language: str, by: User) -> Practice:
    """A draft of the organisation in its space, as if it had begun to tell it there."""
    practice = begin_practice(organisation, title=title, language=language, by=by)
    Learnt.objects.create(engagement=engagement, practice=practice)
    note(engagement, "engagement.practice_begun", by=by)
    return practice


@transaction.atomic
def begin_resource_from(engagement: Engagement, *, title: str, kind: str, language: str, by: User) -> Resource:
    """A draft for the secretariat to finish, published by those who took part, with the addresses of what they made."""
    identifier = uuid.uuid4()
    resource = Resource(
        id=identifier,
        code=free_code(title, identifier.hex[:8], is_taken=lambda code: Resource.objects.filter(code=code).exists()),
        kind=Concept.objects.get(key=kind),
        year=(engagement.ended_on or timezone.localdate()).year,
        live=False,
    )
    resource.publishers.set([part.organisation for part in engagement.participations.select_related("organisation")])
    linked = [output for output in engagement.outputs.all() if output.is_told and output.url]
    resource.files.set([ResourceFile(language=output.language or language, title=output.title, url=output.url) for output in linked])
    write_text(resource, language, state=TextState.ORIGINAL, words={"title": title})
    resource.save()
    save_draft(resource, by=by)
    Learnt.objects.create(engagement=engagement, resource=resource)
    note(engagement, "engagement.resource_begun", by=by)
    return resource
