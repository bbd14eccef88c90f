"""What may be uploaded, by what it is and not by what it is called; and what comes back."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.documents.models import Document
from wagtail.models import Collection

from cities.core.models import Picture

pytestmark = pytest.mark.django_db

SCRIPT = b"<html><script>alert(1)</script></html>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'


def picture(kind: str = "PNG", size: tuple[int, int] = (20, 20)) -> bytes:
    file = BytesIO()
    Image.new("RGB", size).save(file, kind)
    return file.getvalue()


def bomb(side: int) -> bytes:
    """A small PNG that says it is enormous."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def upload(client, what, name, content):
    file = SimpleUploadedFile(name, content)
    form = {"title": "x", "file": file, "collection": Collection.get_first_root_node().pk}
    return client.post(reverse(f"wagtail{what}:add"), form)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("drawing.svg", DRAWING),
        ("drawing.png", DRAWING),
        ("page.html", SCRIPT),
        ("page.jpg", SCRIPT),
        ("both.gif", b"GIF89a/*" + SCRIPT),
        ("both.png.html", picture()),
        ("picture.tiff", picture("TIFF")),
        ("picture.jpg", picture("PNG")),
        ("short.jpg", picture("JPEG")[:60]),
        ("half.jpg", picture("JPEG", (400, 400))[:-300]),
        ("half.png", picture("PNG", (400, 400))[:-30]),
        ("enormous.png", bomb(30_000)),
        ("empty.png", b""),
        ("picture.png\0.html", SCRIPT),
    ],
)
def test_picture_that_is_none_is_refused(desk_client, name, content):
    response = upload(desk_client, "images", name, content)

    assert (response.status_code, Picture.objects.count()) == (200, 0)
    assert response.context["form"].errors


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_picture_is_taken(desk_client, kind):
    response = upload(desk_client, "images", f"picture.{kind.lower()}", picture(kind))

    assert (response.status_code, Picture.objects.count()) == (302, 1)


@pytest.mark.parametrize(
    "name",
    ["page.html", "page.htm", "page.xhtml", "drawing.svg", "code.js", "page.xml", "run.exe", "run.sh", "x.php", "noending", ".htaccess"],
)
def test_document_that_a_browser_would_run_is_refused(desk_client, name):
    response = upload(desk_client, "docs", name, SCRIPT)

    assert (response.status_code, Document.objects.count()) == (200, 0)


@pytest.mark.parametrize(
    "name", ["../../evil.pdf", "..\\..\\evil.pdf", "/etc/evil.pdf", "a\r\nSet-Cookie: x.pdf", "é 한 \u202efdp.pdf", "x" * 300 + ".pdf"]
)
def test_name_of_a_document_leads_nowhere(desk_client, settings, name):
    upload(desk_client, "docs", name, b"%PDF-1.4 words")

    for document in Document.objects.all():
        assert (settings.MEDIA_ROOT / "documents") in (settings.MEDIA_ROOT / document.file.name).resolve().parents
        response = desk_client.get(document.url)
        response.close()
        assert "\n" not in response.headers["Content-Disposition"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_upload_too_large_is_refused(desk_client, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10
    response = upload(desk_client, "images", "picture.png", picture())

    assert (response.status_code, Picture.objects.count()) == (200, 0)


def test_file_is_not_for_everybody_on_the_machine(desk_client):
    upload(desk_client, "images", "picture.png", picture())

    path = Picture.objects.get().file.path
    assert oct(__import__("os").stat(path).st_mode & 0o777) == "0o640"
