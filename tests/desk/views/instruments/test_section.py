from dataclasses import replace

import pytest

from cities.commons.instruments.actions import fill_draft
from cities.commons.instruments.queries import definition_of
from tests.desk.views.instruments.conftest import ASKED, filled, page, send


def codes(version):
    return [item.code for item in definition_of(version).items]


@pytest.fixture
def address(draft):
    return page("instrument_section", "about")


@pytest.fixture
def pairs(editor, address):
    return filled(editor.get(address))


def plain(version):
    def part(item):
        return replace(item, pk=0, items=tuple(map(part, item.items)))

    return [
        (section.code, section.condition, section.title, tuple(map(part, section.items))) for section in definition_of(version).sections
    ]


def test_saving_an_untouched_page_changes_nothing(editor, address, pairs, draft):
    before = plain(draft)

    response = send(editor, address, pairs, do="save")

    assert (response.status_code, response.headers["Location"]) == (302, address)
    assert plain(draft) == before


def test_words_in_every_language_are_saved(editor, address, pairs, draft):
    send(editor, address, pairs, do="save", **{"item-0-label_fr": "Combien êtes-vous ?", "title_fr": "À propos"})

    saved = definition_of(draft)
    assert saved.item("members").label.words == {"en": "How many members?", "fr": "Combien êtes-vous ?"}
    assert saved.section("about").title.words == {"en": "About you", "fr": "À propos"}


def test_questions_are_moved_and_stored_only_when_saved(editor, address, pairs, draft):
    response = send(editor, address, pairs, do="down:item-0")

    moved = filled(response)
    assert [value for name, value in moved if name == "order"][:2] == ["item-1", "item-0"]
    assert codes(draft)[:2] == ["members", "how"]
    send(editor, address, moved, do="save")
    assert codes(draft)[:2] == ["how", "members"]


def test_question_is_added_with_its_type(editor, address, pairs, draft):
    added = filled(send(editor, address, pairs, do="add", add_type="date"))

    response = send(editor, address, added, do="save", **{"item-5-code": "since", "item-5-label_en": "Since when?"})

    assert response.status_code == 302
    assert (definition_of(draft).item("since").type, definition_of(draft).item("since").label.words) == ("date", {"en": "Since when?"})


def test_removed_question_can_be_kept_until_it_is_saved(editor, address, pairs, draft):
    removed = filled(send(editor, address, pairs, do="remove:item-1"))
    kept = filled(send(editor, address, removed, do="keep:item-1"))

    assert ("removed", "item-1") in removed
    assert ("removed", "item-1") not in kept
    send(editor, address, removed, do="save")
    assert "how" not in codes(draft)


def test_repeated_group_keeps_its_questions_and_takes_others(editor, address, pairs, draft):
    send(editor, address, pairs, do="save", **{"item-1-group": "projects"})

    assert [inner.code for inner in definition_of(draft).item("projects").items] == ["how", "project", "cost"]


def test_choices_are_shared_by_name(editor, address, pairs, draft):
    send(editor, address, pairs, do="save", **{"item-1-options_en": "never | Never\nVery often", "item-1-options_fr": "never | Jamais"})

    lists = [[(o.code, o.label.words) for o in definition_of(draft).item(code).options] for code in ("how", "again")]
    assert lists == [[("never", {"en": "Never", "fr": "Jamais"}), ("very_often", {"en": "Very often"})]] * 2


def test_naming_a_list_takes_its_choices(editor, address, pairs, draft):
    added = filled(send(editor, address, pairs, do="add", add_type="rank"))

    send(editor, address, added, do="save", **{"item-5-code": "order", "item-5-label_en": "Order", "item-5-options_code": "levels"})

    assert [option.code for option in definition_of(draft).item("order").options] == ["never", "often"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"item-0-condition": "${nobody} = 1"}, "There is no question with the code “nobody”."),
        ({"item-0-constraint": ". >"}, "The expression ends too early. (character 4)"),
        ({"item-0-code": "how"}, "Two questions have the code “how”."),
        ({"item-0-code": "1 a"}, "Begin with a letter"),
        ({"item-1-options_fr": "sometimes | Parfois"}, "The choice “sometimes” is not in the list of the original."),
        ({"item-1-options_en": "a | A\na | B"}, "The code “a” is there twice."),
    ],
)
def test_what_is_wrong_is_said_at_its_question(editor, address, pairs, draft, changes, said):
    before = plain(draft)

    response = send(editor, address, pairs, do="save", **changes)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert plain(draft) == before


def test_change_of_somebody_else_is_not_overwritten_unseen(editor, address, pairs, draft):
    sections = (replace(ASKED.sections[0], condition="true()"), ASKED.sections[1])
    fill_draft(draft, replace(ASKED, sections=sections), by=None)

    response = send(editor, address, pairs, do="save", **{"item-0-unit": "people"})

    assert response.status_code == 422
    assert "Somebody changed this section meanwhile" in response.content.decode()
    assert definition_of(draft).item("members").unit == "members"
    assert send(editor, address, filled(response), do="save").status_code == 302
    assert definition_of(draft).item("members").unit == "people"


def test_missing_and_stale_languages_are_marked(editor, address, draft):
    changed = replace(
        ASKED.sections[0].items[0],
        label=replace(ASKED.sections[0].items[0].label, words={"en": "How many now?", "fr": "Combien de membres ?"}),
    )
    fill_draft(
        draft,
        replace(ASKED, sections=(replace(ASKED.sections[0], items=(changed, *ASKED.sections[0].items[1:])), ASKED.sections[1])),
        by=None,
    )

    said = editor.get(address).content.decode()

    assert said.count("desk-mark--stale") == 2
    assert "desk-mark--missing" in said


def test_section_that_is_not_there(editor, draft):
    assert editor.get(page("instrument_section", "nowhere")).status_code == 404
