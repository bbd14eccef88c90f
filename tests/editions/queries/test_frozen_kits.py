import json

import pytest

from cities.core.actions import withdraw_record
from cities.editions.actions import begin_next_version, fill_kit, publish_edition
from cities.editions.checking import differences, warnings
from cities.editions.queries import book, freeze
from cities.editions.queries.sections import SECTIONS, sections_for
from cities.editions.tallies import totals
from cities.transfer.projects.actions import take_back_agreement
from tests.editions.filled import SECRET, filled
from tests.factories import OrganisationFactory, PracticeFactory
from tests.factories.editions import EditionFactory, KitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def garden(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return filled()


def test_a_kit_freezes_what_is_public_and_counts_what_it_holds(garden):
    OrganisationFactory(code="member", since=2019, published=True)

    frozen = freeze(garden.kit)

    assert totals(frozen.content) == {"practices": 1, "transfers": 1, "resources": 2, "files": 1}
    assert (frozen.content["members"], frozen.content["before"], differences(frozen.content)) == ([], None, [])
    assert SECRET not in frozen.text
    assert json.loads(frozen.text) == frozen.content


def test_a_transfer_is_told_with_its_phases_changes_trials_and_counts(garden):
    [journey] = freeze(garden.kit).content["chapters"]["lessons"]

    assert [stay["began"] for stay in journey["stays"]] == ["2011", "2013-22"]
    assert (journey["from"], journey["to"], journey["destination"]["name"]) == (["sn"], ["pe"], "Town of Lima")
    assert journey["adaptations"][0]["texts"]["en"] == {"state": "original", "became": "A contract", "was": "A habit", "reason": "The law"}
    assert (journey["pilots"][0]["people"], journey["uptake"][0]["value"], journey["uptake"][0]["source"]) == (14, "21", "report")
    assert journey["practices"] == ["roof-gardens"]


def test_a_file_is_passed_on_only_with_a_licence_and_under_a_name_of_ours(garden):
    guide, kept_back = freeze(garden.kit).content["chapters"]["resources"]

    assert (guide["files"][0]["held"]["name"], guide["files"][0]["held"]["bytes"]) == ("guide-en.pdf", 32)
    assert (kept_back["files"][0]["held"], kept_back["files"][0]["is_here"]) == (None, True)


def test_a_file_that_is_gone_is_warned_of(garden):
    document = garden.guide.files.get().document
    document.file.storage.delete(document.file.name)

    content = freeze(garden.kit).content

    assert content["chapters"]["resources"][0]["files"][0]["held"] is None
    assert ("file-lost", ("guide",)) in [(lack.code, lack.subjects) for lack in warnings(content)]


def test_a_document_of_a_kind_the_site_no_longer_takes_is_not_passed_on(garden, settings):
    settings.WAGTAILDOCS_EXTENSIONS = ["docx"]

    assert totals(freeze(garden.kit).content)["files"] == 0


@pytest.mark.parametrize("side", ["origin", "destination"])
def test_what_a_side_takes_back_is_left_out(garden, side):
    take_back_agreement(garden.transfer, side, by=None)

    content = freeze(garden.kit).content

    assert content["chapters"]["lessons"] == []
    assert "Gardens travel" not in json.dumps(content)


def test_drafts_and_withdrawn_records_are_left_out(garden):
    fill_kit(garden.kit, practices=[garden.practice, PracticeFactory(code="planted-draft")], transfers=[], resources=[], by=None)
    withdraw_record(garden.practice, reason="A mistake", by=None)

    frozen = freeze(garden.kit)

    assert (frozen.content["cases"], "planted-draft" in frozen.text) == ([], False)


def test_a_practice_that_is_not_public_is_not_named_by_a_transfer(garden):
    withdraw_record(garden.practice, reason="A mistake", by=None)

    [journey] = freeze(garden.kit).content["chapters"]["lessons"]

    assert journey["practices"] == []


def test_freezing_twice_is_the_same(garden):
    assert freeze(garden.kit).digest == freeze(garden.kit).digest


@pytest.mark.parametrize("count", [1, 3])
def test_freezing_costs_the_same_however_much_it_holds(garden, count, django_assert_max_num_queries):
    more = [PracticeFactory(published=True) for _one in range(count - 1)]
    fill_kit(garden.kit, practices=[garden.practice, *more], transfers=[garden.transfer], resources=[(garden.guide, "cc0")], by=None)
    freeze(garden.kit)

    with django_assert_max_num_queries(62):
        freeze(garden.kit)


def test_a_version_tells_what_it_has_that_the_one_before_had_not(garden):
    publish_edition(garden.kit, by=None)
    following = begin_next_version(garden.kit, by=None)
    new = PracticeFactory(code="new", published=True)
    fill_kit(following, practices=[new], transfers=[garden.transfer], resources=[(garden.guide, ""), (garden.kept_back, "")], by=None)

    changes = freeze(following).content["chapters"]["changes"]

    assert (changes["version"], changes["url"].endswith(str(garden.kit.pk))) == (1, True)
    assert [(line["kind"], line["what"], line["code"]) for line in changes["records"]] == [
        ("practice", "added", "new"),
        ("practice", "removed", "roof-gardens"),
        ("resource", "changed", "guide"),
    ]


def test_a_first_version_tells_no_changes(garden):
    content = freeze(garden.kit).content

    assert content["chapters"]["changes"] is None
    assert "changes" not in [chapter.code for chapter in book(content, "en").chapters]


def test_kits_and_yearbooks_have_sections_of_their_own(db):
    of_kits = [section.code for section, _is_chosen in sections_for(KitFactory.build())]
    of_yearbooks = {section.code for section, _is_chosen in sections_for(EditionFactory.build())}

    assert of_kits == ["introduction", "how-to-use", "changes", "cases", "lessons", "resources", "questions", "colophon"]
    assert of_yearbooks == {section.code for section in SECTIONS} - {*of_kits[:3], "lessons", "resources", "questions"}


def test_what_a_kit_lacks_is_said(garden):
    said = {(each.code, each.language, each.field): each.subjects for each in warnings(freeze(garden.kit).content)}

    assert said["words-missing", "fr", "how_to_use"] == ()
    assert said["transfer-untranslated", "fr", "summary"] == ("gardens-travel",)
    assert said["resource-untranslated", "fr", "title"] == ("guide", "kept-back")
    assert said["no-licence", "", ""] == ("kept-back",)
    assert ("words-missing", "en", "changes") not in said


def test_a_later_version_should_say_what_has_changed(garden):
    publish_edition(garden.kit, by=None)

    said = {(each.code, each.language, each.field) for each in warnings(freeze(begin_next_version(garden.kit, by=None)).content)}

    assert ("words-missing", "en", "changes") in said
