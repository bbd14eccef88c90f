from contextlib import closing

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from cities.commons.resources.models import ResourceFile
from cities.core.actions import withdraw_record
from tests.factories import ResourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    return Document.objects.create(title="A report", file=ContentFile(b"%PDF-1.4 words", name="report.pdf"))


def test_document_is_for_everyone_while_a_public_resource_holds_it(client, document):
    resource = ResourceFactory(files=[ResourceFile(language="en", document=document)], published=True)

    with closing(client.get(document.url)) as shown:
        words = b"".join(shown.streaming_content)
    withdraw_record(resource, reason="Outdated", by=None)
    gone = client.get(document.url)

    assert (shown.status_code, words) == (200, b"%PDF-1.4 words")
    assert gone.status_code == 404


def test_document_of_a_draft_is_for_the_staff(client, desk_client, document):
    ResourceFactory(files=[ResourceFile(language="en", document=document)])

    with closing(desk_client.get(document.url)) as for_staff:
        assert (for_staff.status_code, for_staff.headers["Cache-Control"]) == (200, "private, no-store")
    assert client.get(document.url).status_code == 404


def test_document_says_that_nothing_in_it_may_run(client, document):
    ResourceFactory(files=[ResourceFile(language="en", document=document)], published=True)

    with closing(client.get(document.url)) as response:
        headers = response.headers

    assert headers["Content-Security-Policy"] == "default-src 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Disposition"] == 'inline; filename="report.pdf"'


@pytest.mark.parametrize("ending", ["docx", "csv", "zip", "txt"])
def test_document_other_than_pdf_is_saved_not_shown(client, ending):
    document = Document.objects.create(title="A table", file=ContentFile(b"<script>alert(1)</script>", name=f"table.{ending}"))
    ResourceFactory(files=[ResourceFile(language="en", document=document)], published=True)

    with closing(client.get(document.url)) as response:
        headers = response.headers

    assert headers["Content-Disposition"] == f'attachment; filename="table.{ending}"'
    assert "html" not in headers["Content-Type"]
