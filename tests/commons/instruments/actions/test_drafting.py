from dataclasses import replace

import pytest

from cities.commons.instruments.actions import WrongDefinition, create_instrument, fill_draft, publish_version, start_draft
from cities.commons.instruments.models import OptionText
from cities.commons.instruments.queries import definition_of
from tests.commons.instruments.definitions import definition, item, option, section, words
from tests.commons.instruments.xlsform.test_init import EVERYTHING
from tests.factories import SchemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return create_instrument("member-survey", title="Member survey", language="en", by=None)


def bare(asked):
    """Without the keys of rows, which differ from one writing to the next."""

    def part(item_):
        return replace(item_, pk=0, items=tuple(map(part, item_.items)))

    sections = tuple(replace(page, pk=0, items=tuple(map(part, page.items))) for page in asked.sections)
    return replace(asked, version=0, number=0, sections=sections)


def test_draft_says_what_it_was_filled_with(draft):
    SchemeFactory(code="themes")

    filled = fill_draft(draft, EVERYTHING, by=None)

    assert bare(definition_of(filled)) == bare(EVERYTHING)


def test_filling_again_replaces_everything(draft):
    fill_draft(draft, definition(section("one", item("a", "one-of"), item("g", "repeat", items=(item("b"),)))), by=None)

    fill_draft(draft, definition(section("two", item("c"))), by=None)

    assert [page.code for page in definition_of(draft).sections] == ["two"]
    assert (draft.items.count(), draft.option_lists.count(), OptionText.objects.count()) == (1, 0, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        definition(section("one", item("a"), item("a"))),
        definition(section("one", item("a", condition="${nobody} = 1"))),
        definition(section("one", item("a", constraint="1 +"))),
        definition(section("one", item("a", "concept", scheme="nowhere"))),
        definition(section("one", item("a", condition="${b} = 1"), item("b", condition="${a} = 1"))),
    ],
)
def test_what_no_draft_can_hold_changes_nothing(draft, wrong):
    fill_draft(draft, definition(section("one", item("kept"))), by=None)

    with pytest.raises(WrongDefinition):
        fill_draft(draft, wrong, by=None)

    assert [asked.code for asked in definition_of(draft).items] == ["kept"]


def test_translation_turns_stale_when_the_original_changes(draft):
    said = item("a", label=words(en="How many?", fr="Combien ?"), hint=words(en="All", fr="Tous"))
    fill_draft(draft, definition(section("one", said)), by=None)

    fill_draft(draft, definition(section("one", replace(said, label=words(en="How many now?", fr="Combien ?")))), by=None)

    texts = {text.language: text for text in draft.items.get(code="a").texts.all()}
    assert texts["fr"].stale_fields(texts["en"]) == ["label"]


def test_translation_written_again_is_fresh(draft):
    fill_draft(draft, definition(section("one", item("a", label=words(en="How many?", fr="Combien ?")))), by=None)

    fill_draft(draft, definition(section("one", item("a", label=words(en="How many now?", fr="Combien maintenant ?")))), by=None)

    texts = {text.language: text for text in draft.items.get(code="a").texts.all()}
    assert texts["fr"].stale_fields(texts["en"]) == []


def test_title_changes_only_before_anything_is_published(draft):
    fill_draft(draft, definition(section("one", item("a")), title=words(en="New title")), by=None)
    first = publish_version(draft, by=None)

    fill_draft(start_draft(first.instrument, by=None), definition(section("one", item("a")), title=words(en="Later title")), by=None)

    assert [text.title for text in first.instrument.texts.all()] == ["New title"]


def test_shared_lists_are_written_once(draft):
    shared = {"options": (option("a"), option("b")), "options_code": "ab"}

    fill_draft(draft, definition(section("one", item("x", "one-of", **shared), item("y", "several-of", **shared))), by=None)

    assert [entries.code for entries in draft.option_lists.all()] == ["ab"]


@pytest.mark.parametrize("count", [2, 40])
def test_filling_costs_few_queries_for_each_question(draft, count, django_assert_max_num_queries):
    asked = definition(section("one", *(item(f"q{number}") for number in range(count))))

    with django_assert_max_num_queries(40 + count):
        fill_draft(draft, asked, by=None)
