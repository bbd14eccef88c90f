"""Applications at the desk."""

import pytest
from django.urls import reverse

from cities.commons.members.models import Organisation
from tests.factories import ApplicationFactory, ApplicationFileFactory

pytestmark = pytest.mark.django_db


def test_an_application_is_read_and_accepted(sign_in):
    application = ApplicationFactory(name="New Commons")
    editor = sign_in("Editors")

    assert "New Commons" in editor.get(reverse("desk:applications")).content.decode()
    editor.post(reverse("desk:application", args=[application.pk]), {"decision": "accept"})

    assert Organisation.objects.public().get().code == "new-commons"


@pytest.mark.parametrize("decision", ["ask", "decline", ""])
def test_other_answers_need_words(sign_in, decision):
    application = ApplicationFactory()

    page = sign_in("Editors").post(reverse("desk:application", args=[application.pk]), {"decision": decision})

    application.refresh_from_db()
    assert "Write what you ask for, or why." in page.content.decode()
    assert application.state == "new"


def test_a_document_is_saved_never_run(sign_in):
    file = ApplicationFileFactory(name="statutes.html")

    response = sign_in("Editors").get(reverse("desk:application_file", args=[file.application_id, file.pk]))

    assert b"".join(response.streaming_content) == b"words"
    response.close()
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="statutes.html"'
    assert sign_in("Translators").get(reverse("desk:application_file", args=[file.application_id, file.pk])).status_code == 302
