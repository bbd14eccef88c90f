from contextlib import closing

import pytest
from django.core.cache.backends.base import BaseCache
from django.core.files.base import ContentFile
from wagtail.images.tests.utils import get_test_image_file_jpeg

from cities.core.middleware import UPLOAD_POLICY
from cities.core.models import Picture
from tests.factories import PracticeFactory


def test_healthz_answers_without_a_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_readyz_names_each_part(client):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "checks": {"database": "ok", "migrations": "ok", "cache": "ok", "storage": "ok"},
    }


@pytest.mark.django_db
def test_readyz_fails_when_the_data_folder_is_gone(client, settings, tmp_path):
    from dataclasses import replace

    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, data_dir=tmp_path / "gone")

    response = client.get("/readyz")

    assert (response.status_code, response.json()["checks"]["storage"]) == (503, "failing")


class GoneCache(BaseCache):
    """A cache whose server does not answer."""

    def __init__(self, location, params):
        super().__init__(params)

    def set(self, *args, **kwargs):
        raise ConnectionError("Connection refused")


@pytest.mark.django_db
def test_readyz_says_which_part_fails_when_the_cache_is_gone(client, settings):
    settings.CACHES = {"default": {"BACKEND": f"{__name__}.GoneCache"}}

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["checks"] == {"database": "ok", "migrations": "ok", "cache": "failing", "storage": "ok"}


@pytest.fixture
def garden(db):
    return Picture.objects.create(title="A garden", file=get_test_image_file_jpeg(filename="garden.jpg"))


def test_picture_of_a_public_record_is_for_everyone(client, garden):
    PracticeFactory(image=garden, published=True)
    rendition = garden.get_rendition("max-100x100")

    with closing(client.get(rendition.url)) as response:
        start = next(iter(response.streaming_content))[:2]

    assert (response.status_code, response.headers["Content-Type"], start) == (200, "image/jpeg", b"\xff\xd8")
    assert response.headers["Cache-Control"] == "public, max-age=3600"
    assert response.headers["Content-Security-Policy"] == UPLOAD_POLICY


def test_picture_of_a_draft_is_for_the_staff(client, desk_client, garden):
    PracticeFactory(image=garden)
    address = garden.get_rendition("max-100x100").url

    with closing(desk_client.get(address)) as for_staff:
        assert (for_staff.status_code, for_staff.headers["Cache-Control"]) == (200, "private, no-store")
    assert client.get(address).status_code == 404


def test_original_picture_is_for_the_staff(client, desk_client, garden):
    """It may say where and by whom it was taken."""
    PracticeFactory(image=garden, published=True)

    with closing(desk_client.get(garden.file.url)) as for_staff:
        assert for_staff.status_code == 200
    assert client.get(garden.file.url).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        "../secret-key",
        "..%2fsecret-key",
        "%2e%2e/secret-key",
        "/etc/passwd",
        "original_images/../../secret-key",
        "",
        "x.svg",
        "a\0.png",
        "é.png",
    ],
)
def test_media_serves_nothing_but_pictures_it_knows(client, name):
    assert client.get(f"/media/{name}").status_code == 404


@pytest.mark.django_db
def test_file_that_lies_among_the_media_is_not_served(client, settings):
    page = settings.MEDIA_ROOT / "images" / "page.html"
    page.parent.mkdir(parents=True)
    page.write_text("<script>alert(1)</script>")

    assert client.get("/media/images/page.html").status_code == 404


def test_picture_whose_file_is_lost_is_not_found(desk_client, garden):
    garden.file.storage.delete(garden.file.name)

    assert desk_client.get(garden.file.url).status_code == 404


def test_picture_that_could_run_is_not_shown_even_to_the_staff(desk_client, garden):
    Picture.objects.filter(pk=garden.pk).update(file=garden.file.storage.save("drawing.svg", ContentFile(b"<svg onload='alert(1)'/>")))

    assert desk_client.get("/media/drawing.svg").status_code == 404
