from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
from django.utils import timezone

from cities.archive.actions import erase_person
from cities.archive.place import Place
from cities.editions.actions import publish_edition, renew_snapshots, withdraw_edition
from cities.editions.digests import digest
from cities.editions.exports import forget_old_files, pdf_of
from cities.editions.exports.forgetting import PART_KEPT
from cities.editions.models import Edition, Snapshot
from tests.factories import OrganisationFactory, PersonFactory
from tests.factories.editions import EditionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path / "editions"


def published(code="yearbook", message="Welcome."):
    if not Edition.objects.exists():
        OrganisationFactory(code="dakar", since=2019, published=True)
    words = {"en": {"title": "Yearbook", "message": message}}
    return publish_edition(EditionFactory(code=code, languages=["en"], words=words), by=None)


def set_text(data):
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def test_erased_people_are_taken_out_of_what_is_printed(folder, tmp_path, django_capture_on_commit_callbacks):
    edition = published(message="Thanks to all:\n\nZéa Quillmaster and others")
    PersonFactory(name="Zéa Quillmaster", address="zea@example.org")
    assert "Quillmaster" in set_text(pdf_of(edition.snapshot, "en"))
    [before] = folder.iterdir()
    changed_at = edition.updated_at

    with django_capture_on_commit_callbacks(execute=True):
        erase_person("zea@example.org", place=Place(tmp_path, tmp_path / "media", None), today=date(2026, 11, 22))

    edition = Edition.objects.get()
    assert edition.snapshot.digest == digest(edition.snapshot.content)
    assert (before.exists(), edition.updated_at > changed_at) == (False, True)
    printed = set_text(pdf_of(edition.snapshot, "en"))
    assert ("Quillmaster" in printed, "former member and others" in printed) == (False, True)


def test_snapshots_that_say_the_same_once_a_name_is_gone_are_one():
    edition = published()
    twin = edition.snapshot
    named = Snapshot.objects.create(edition=edition, content=twin.content, digest="0" * 64)
    Edition.objects.update(snapshot=named)

    assert renew_snapshots([named.pk]) == ["0" * 64]

    assert (Edition.objects.get().snapshot, Snapshot.objects.get()) == (twin, twin)


def test_files_of_what_is_public_and_of_this_make_stay_and_no_others(folder):
    kept, former, withdrawn = published(), published("again", "Before."), published("gone", "Goodbye.")
    for edition in (kept, former, withdrawn):
        pdf_of(edition.snapshot, "en")
    [file] = [path for path in folder.iterdir() if path.name.startswith(kept.snapshot.digest[:24])]
    other_make = Path(str(file).replace(file.stem.rpartition("-")[2], "0" * 12))
    other_make.write_bytes(b"made before")
    file.with_name(file.name.replace("-en-", "-zh-Hant-")).write_bytes(b"in a language with a hyphen")
    former.texts.update(message="After.")
    publish_edition(former, by=None)
    withdraw_edition(withdrawn, by=None)

    assert forget_old_files(now=timezone.now()) == 3

    assert {path.name[24:] for path in folder.iterdir()} == {file.name[24:], file.name[24:].replace("-en-", "-zh-Hant-")}
    assert file.is_file()


def test_half_a_file_stays_while_somebody_may_be_writing_it(folder):
    folder.mkdir()
    (folder / "tmp123.part").write_bytes(b"half")

    assert [forget_old_files(now=timezone.now()), forget_old_files(now=timezone.now() + PART_KEPT + timedelta(minutes=1))] == [0, 1]
    assert list(folder.iterdir()) == []
