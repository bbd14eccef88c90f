from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from PIL import Image

from cities.core.models import Picture

ORIENTATION, USER_COMMENT = 0x0112, 0x9286


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_picture_that_pages_show_has_lost_what_the_camera_wrote(kind):
    written = Image.Exif()
    written[ORIENTATION], written[USER_COMMENT] = 6, "taken at home"
    taken = BytesIO()
    Image.new("RGB", (300, 200)).save(taken, kind, exif=written)
    picture = Picture.objects.create(title="At home", file=ImageFile(BytesIO(taken.getvalue()), name=f"home.{kind.lower()}"))

    rendition = picture.get_rendition("max-100x100")

    with rendition.file.open("rb") as file:
        shown = Image.open(file)
        assert dict(shown.getexif()) == {}
        assert shown.size == (66, 100)
