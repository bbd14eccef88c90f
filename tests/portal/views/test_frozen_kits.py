"""The static copy of the site has kits with all their files, and making it counts as nobody."""

from datetime import date

import pytest
from wagtail.documents.models import Document

from cities.archive.actions import freeze_site
from cities.editions.actions import publish_edition
from cities.editions.models import DownloadCount
from tests.editions.filled import SECRET, filled

pytestmark = pytest.mark.django_db


def test_a_static_copy_holds_kits_and_their_files(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    kit = publish_edition(filled().kit, by=None)

    frozen = freeze_site(tmp_path / "site", starts=["/en/kits/garden/"], today=date(2026, 11, 22))

    copied = {str(path.relative_to(tmp_path / "site")): path for path in (tmp_path / "site").rglob("*") if path.is_file()}
    begins = {
        "en/kits/garden/files/folder.zip": b"PK",
        "en/kits/garden/files/fr.epub": b"PK",
        "en/editions/garden/files/fr.pdf": b"%P",
        "en/kits/garden/index.html": b"<!",
        "en/kits/index.html": b"<!",
        f"id/{kit.pk}/index.html": b"<!",
    }
    assert {name: copied[name].read_bytes()[:2].lower() if name in copied else None for name in begins} == {
        name: begin.lower() for name, begin in begins.items()
    }
    assert [address for address in frozen.broken if "kit" in address or "garden" in address] == []
    # A document of a public resource is public where it lies; the kit does not pass it on.
    private = Document.objects.get(title="private.pdf")
    assert {name for name, path in copied.items() if SECRET.encode() in path.read_bytes()} == {f"documents/{private.pk}/private.pdf"}
    assert DownloadCount.objects.count() == 0
