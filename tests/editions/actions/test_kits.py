import pytest

from cities.core.actions import withdraw_record
from cities.editions.actions import (
    NotReady,
    begin_next_version,
    count_download,
    fill_kit,
    publish_edition,
    save_edition,
    withdraw_edition,
    write_words,
)
from cities.editions.models import DownloadCount, Edition, FrozenFile
from cities.editions.queries import downloads_of, gone_from, kits_telling, newest_kits, newest_of, public_versions
from tests.editions.filled import GUIDE, filled
from tests.factories.editions import EditionFactory, KitFactory

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def garden(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return filled()


def test_a_new_kit_begins_its_own_series_with_the_sections_of_kits(db):
    kit = save_edition(Edition(code="new", kind="kit", year=2026, languages=["en"]), by=None)

    assert (kit.series, kit.version, kit.sections[:2], kit.sections[-1]) == ("new", 1, ["introduction", "how-to-use"], "colophon")


def test_a_kit_keeps_what_it_holds_in_order_and_forgets_what_it_held(garden):
    fill_kit(garden.kit, practices=[], transfers=[garden.transfer], resources=[(garden.kept_back, ""), (garden.guide, "cc0")], by=None)

    assert [each.resource.code for each in garden.kit.resources.all()] == ["kept-back", "guide"]
    assert [each.licence for each in garden.kit.resources.all()] == ["", "cc0"]
    assert garden.kit.cases.count() == 0


def test_an_empty_kit_is_not_published(db):
    with pytest.raises(NotReady, match="empty"):
        publish_edition(KitFactory(), by=None)


def test_a_public_kit_stays_as_it_was_cited(garden):
    publish_edition(garden.kit, by=None)

    with pytest.raises(NotReady, match="published"):
        publish_edition(garden.kit, by=None)


def test_publishing_keeps_only_the_files_that_may_be_passed_on(garden):
    publish_edition(garden.kit, by=None)

    [held] = FrozenFile.objects.all()
    with held.file.open("rb") as file:
        assert file.read() == GUIDE
    assert held.digest in garden.kit.snapshot.content


def test_the_next_version_begins_as_the_last_is_told(garden):
    write_words(garden.kit, "en", {"changes": "Nothing before."}, by=None)
    garden.kit.texts.filter(language="fr").update(made_from={"title": "an earlier one", "changes": "x"})
    publish_edition(garden.kit, by=None)

    following = begin_next_version(garden.kit, by=None)

    assert (following.code, following.version, following.series, following.previous) == ("garden-2", 2, "garden", garden.kit)
    assert (following.state, following.questions, following.sections) == ("draft", garden.kit.questions, garden.kit.sections)
    assert [each.licence for each in following.resources.all()] == ["cc-by", ""]
    assert [text.changes for text in following.texts.all()] == ["", ""]
    assert following.text_in("fr").made_from == {"title": "an earlier one"}
    assert following.original_text.title == "Begin a garden"


def test_a_version_is_begun_once(garden):
    publish_edition(garden.kit, by=None)

    assert begin_next_version(garden.kit, by=None) == begin_next_version(garden.kit, by=None)
    assert Edition.objects.filter(series="garden").count() == 2


def test_a_name_somebody_has_taken_is_not_given_twice(garden):
    EditionFactory(code="garden-2")
    publish_edition(garden.kit, by=None)

    assert begin_next_version(garden.kit, by=None).code == "garden-2-2"


def test_versions_are_found_from_each_other(garden):
    publish_edition(garden.kit, by=None)
    following = begin_next_version(garden.kit, by=None)

    assert newest_of(garden.kit) == following
    assert public_versions(following) == [garden.kit]
    assert newest_kits() == {"garden": garden.kit.pk}
    publish_edition(following, by=None)
    assert public_versions(garden.kit) == [following, garden.kit]
    assert newest_kits() == {"garden": following.pk}


def test_records_know_the_newest_public_kits_that_tell_them(garden):
    assert kits_telling(garden.practice.pk) == ()

    publish_edition(garden.kit, by=None)
    [holder] = kits_telling(garden.transfer.pk)
    assert (holder.code, holder.front.title("fr").text) == ("garden", "Commencer un jardin")

    following = begin_next_version(garden.kit, by=None)
    fill_kit(following, practices=[garden.practice], transfers=[], resources=[], by=None)
    publish_edition(following, by=None)
    assert [holder.code for holder in kits_telling(garden.practice.pk)] == ["garden-2"]
    assert kits_telling(garden.guide.pk) == ()

    withdraw_edition(following, by=None)
    assert [holder.code for holder in kits_telling(garden.guide.pk)] == ["garden"]


def test_records_know_what_a_kit_is_called_once_that_is_published(garden):
    def called():
        return kits_telling(garden.practice.pk)[0].front.title("en").text

    publish_edition(garden.kit, by=None)

    write_words(garden.kit, "en", {"title": "Gardens, renamed"}, by=None)
    before = called()
    publish_edition(withdraw_edition(garden.kit, by=None), by=None)

    assert (before, called()) == ("Begin a garden", "Gardens, renamed")


def test_what_was_chosen_and_is_withdrawn_is_named_at_the_desk(garden):
    withdraw_record(garden.practice, reason="A mistake", by=None)

    assert gone_from(garden.kit, "fr") == ("Jardins sur les toits",)


def test_downloads_are_counted_by_day_kind_and_language(garden):
    for _time in range(2):
        count_download(garden.kit, kind="epub", language="fr", agent=FIREFOX)
    count_download(garden.kit, kind="folder", agent=FIREFOX)
    count_download(garden.kit, kind="epub", language="fr", agent="Googlebot/2.1")
    count_download(garden.kit, kind="epub", language="fr", agent="")
    DownloadCount.objects.create(edition=garden.kit, day="2026-01-01", kind="epub", language="fr", count=3)

    counted = downloads_of(garden.kit)

    assert counted.lines == (("epub", "fr", 5), ("folder", "", 1))
    assert (counted.total, counted.since.isoformat()) == (6, "2026-01-01")
    # A day, a kind, a language, a number: nothing else has a place to be kept in.
    assert {field.name for field in DownloadCount._meta.fields} == {"id", "edition", "day", "kind", "language", "count"}
