import csv
import io
import zipfile
from pathlib import Path

import pytest
from django.utils import timezone

import cities
from cities.editions.actions import publish_edition
from cities.editions.exports import data_pack, forget_old_files, pdf_of, preview_pdf, set_all
from cities.editions.exports.pdf import kept_path, makers
from cities.editions.models import FrozenPicture
from cities.editions.queries import book_of, freeze
from cities.editions.tasks import set_files
from cities.editions.typesetting.press import NotTypeset
from tests.factories import OrganisationFactory, PictureFactory
from tests.factories.editions import EditionFactory, StatedFigureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    OrganisationFactory(code="dakar", since=2019, texts={"fr": {"name": "=Dakar"}}, published=True)
    made = EditionFactory(words={"en": {"title": "Yearbook"}})
    StatedFigureFactory(edition=made, value=2, words={"en": {"explanation": "One left."}})
    return publish_edition(made, by=None)


def test_a_file_is_made_once_and_kept(edition, monkeypatch):
    assert not kept_path(edition.snapshot, "fr").exists()

    made = pdf_of(edition.snapshot, "fr")
    monkeypatch.setattr("cities.editions.exports.pdf.pressed", None)

    assert (made[:5], kept_path(edition.snapshot, "fr").read_bytes(), pdf_of(edition.snapshot, "fr")) == (b"%PDF-", made, made)


def test_all_languages_are_made_in_the_background(edition):
    set_files.call(edition.snapshot.pk)

    assert [kept_path(edition.snapshot, language).is_file() for language in ("en", "fr", "es")] == [True, True, False]
    assert set_all(edition.snapshot) == ["en", "fr"]
    set_files.call(0)


def test_a_preview_says_that_it_is_one(edition):
    import pypdfium2

    words = pypdfium2.PdfDocument(preview_pdf(freeze(edition), "en"))[2].get_textpage().get_text_range()

    assert "Preview, not published" in words


def test_a_picture_is_frozen_with_its_words_and_a_lost_one_is_left_out(edition):
    texts = {"en": {"name": "Lome", "image_alt": "A market"}}
    OrganisationFactory(code="lome", since=2019, texts=texts, image=PictureFactory(credit="A. Photographer"), published=True)
    edition.stated_figures.all().delete()
    publish_edition(edition, by=None)

    [picture] = book_of(edition.snapshot, "en").pictures
    with_picture = pdf_of(edition.snapshot, "en")
    kept = FrozenPicture.objects.get(digest=picture.digest).file
    kept.storage.delete(kept.name)

    assert (picture.alt, picture.credit) == ("A market", "A. Photographer")
    assert b"/DCTDecode" in with_picture
    assert b"/DCTDecode" not in pdf_of(edition.snapshot, "fr")


def test_the_pack_holds_tables_snapshot_and_drawings_and_no_formula(edition):
    pack = zipfile.ZipFile(io.BytesIO(data_pack(edition.snapshot, "en")))

    names = [
        "README.txt",
        "snapshot.json",
        "members.csv",
        "totals.csv",
        "figures.csv",
        "charts/01-cover-map.svg",
        "charts/02-glance-map.svg",
    ]
    assert pack.namelist()[:7] == names
    assert pack.read("snapshot.json").decode() == edition.snapshot.content
    members = list(csv.DictReader(io.StringIO(pack.read("members.csv").decode("utf-8-sig"))))
    assert [(row["code"], row["name"], row["language"]) for row in members] == [("dakar", "'=Dakar", "fr")]
    totals = {row["subject"]: row["count"] for row in csv.DictReader(io.StringIO(pack.read("totals.csv").decode("utf-8-sig")))}
    assert (totals["members"], totals["countries"]) == ("1", "0")
    [figure] = csv.DictReader(io.StringIO(pack.read("figures.csv").decode("utf-8-sig")))
    assert (figure["stated"], figure["counted"], figure["explanation"]) == ("2", "1", "One left.")


def test_the_same_snapshot_gives_the_same_pack(edition):
    pack = data_pack(edition.snapshot, "fr")

    kept_path(edition.snapshot, "fr", "data.zip").unlink()
    assert data_pack(edition.snapshot, "fr") == pack


def test_a_pack_is_made_once_and_kept(edition, monkeypatch):
    made = data_pack(edition.snapshot, "fr")
    monkeypatch.setattr("cities.editions.exports.pack.drawings", None)

    assert data_pack(edition.snapshot, "fr") == kept_path(edition.snapshot, "fr", "data.zip").read_bytes() == made
    assert (forget_old_files(now=timezone.now()), data_pack(edition.snapshot, "fr")) == (0, made)


def test_a_file_is_of_another_make_when_anything_it_is_made_with_changes():
    package = Path(cities.__file__).parent
    hashed = {path.relative_to(package).as_posix() for path in makers()}

    assert {f"editions/{name}" for name in ("content.py", "tallies.py", "charts.py", "diagrams.py", "checking/figures.py")} < hashed
    assert {"editions/queries/books.py", "editions/typesetting/book.typ", "editions/typesetting/layout.py"} < hashed
    assert {"gather/surveys/charts.py", "static/css/cities.css", "static/map/world.svg", "commons/places/projection.py"} < hashed
    assert [name for name in hashed if name.endswith(".pyc")] == []


def test_a_language_without_words_is_refused(edition):
    with pytest.raises(ValueError, match="no word list"):
        pdf_of(edition.snapshot, "pt")


def test_what_the_typesetter_refuses_is_said(edition, monkeypatch, tmp_path):
    template = tmp_path / "broken.typ"
    template.write_text("#let")
    monkeypatch.setattr("cities.editions.typesetting.press.TEMPLATE", template)

    with pytest.raises(NotTypeset, match="TypstError: expected"):
        preview_pdf(freeze(edition), "en")
