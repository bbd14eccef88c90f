"""The demo's two kits: published, told in four languages, and every file whole."""

import pytest

from cities.config.demo.kits import load_kits
from cities.editions.checking import warnings
from cities.editions.exports import epub_of, folder_of
from cities.editions.models import Edition
from cities.editions.queries import book_of
from cities.editions.tallies import totals
from cities.editions.wording import LANGUAGES
from tests.editions.exports import test_epub, test_folder

pytestmark = pytest.mark.django_db


def test_the_kits_are_published_and_whole_in_every_language(demo):
    kits = {kit.code: kit for kit in Edition.objects.public().filter(kind="kit")}

    assert {code: totals(kit.snapshot.read())["practices"] for code, kit in kits.items()} == {
        "youth-co-operative-summer": 3,
        "urban-commons-with-a-municipality": 4,
    }
    assert load_kits() == 0
    for kit in kits.values():
        missing = [lack for lack in warnings(kit.snapshot.read()) if lack.code.startswith("words")]
        assert missing == []
        assert test_folder.faults(test_folder.opened(folder_of(kit.snapshot))) == []
        for language in LANGUAGES:
            book = book_of(kit.snapshot, language)
            assert (book.title.language, book.chapters[0].code) == (language, "introduction")
            assert test_epub.faults(test_epub.opened(epub_of(kit.snapshot, language))) == []
