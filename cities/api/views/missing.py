"""Records that are not there, and those that were."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cities.api.queries.changes import withdrawal
from cities.api.schemas.answers import Tombstone
from cities.api.views.answering import answer, problem
from cities.translation.models import TextedRecord


def missing_record(model: type[TextedRecord], record_id: UUID) -> HttpResponse:
    """410 with a tombstone for what was withdrawn; 404 for what never was or is not public yet, without telling which."""
    gone = withdrawal(model, record_id)
    if gone is None:
        return not_found()
    tombstone = Tombstone(detail=_("This record has been withdrawn."), id=gone.id, kind=gone.kind, withdrawn_at=gone.withdrawn_at)
    return answer(tombstone, status=410)


def not_found() -> HttpResponse:
    return problem(_("There is nothing at this address."), status=404)
