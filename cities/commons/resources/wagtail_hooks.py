"""What Wagtail asks before it serves a document."""

from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.documents.models import Document

from cities.accounts.rules import may_enter_desk
from cities.commons.resources.queries import is_published


@hooks.register("before_serve_document")
def refuse_unpublished(document: Document, request: HttpRequest) -> None:
    """A document is there for everyone while a public resource holds it; otherwise for the staff alone, and nobody learns it exists."""
    if not (may_enter_desk(request.user) or is_published(document)):
        raise Http404
