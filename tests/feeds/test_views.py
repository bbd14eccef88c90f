import pytest
from django.urls import reverse

from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("ending", "start"), [("bib", "@misc{"), ("ris", "TY  - "), ("json", "[\n")])
def test_citation_can_be_downloaded(client, ending, start):
    practice = PracticeFactory(published=True)

    response = client.get(reverse("feeds:cite", args=[practice.pk, ending]))

    assert response.status_code == 200
    assert response.content.decode().startswith(start)
    assert response["Content-Disposition"] == f'attachment; filename="cities-{practice.code}.{ending}"'


def test_unknown_format_or_draft_is_not_found(client):
    practice, draft = PracticeFactory(published=True), PracticeFactory()

    assert client.get(reverse("feeds:cite", args=[practice.pk, "docx"])).status_code == 404
    assert client.get(reverse("feeds:cite", args=[draft.pk, "bib"])).status_code == 404
