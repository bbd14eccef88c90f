import pytest

from cities.commons.instruments.actions import publish_version, start_draft
from cities.commons.instruments.queries import definition_of
from tests.desk.views.instruments.conftest import filled, page, send


@pytest.fixture
def address(draft):
    return page("instrument_outline")


@pytest.fixture
def pairs(editor, address):
    return filled(editor.get(address))


def sections(version):
    version.refresh_from_db()
    return [section.code for section in definition_of(version).sections]


def test_saving_an_untouched_page_changes_nothing(editor, address, pairs, draft):
    before = definition_of(draft)

    response = send(editor, address, pairs, do="save")

    draft.refresh_from_db()
    after = definition_of(draft)
    assert response.status_code == 302
    assert (after.title, after.languages, [s.title for s in after.sections], [i.code for i in after.items]) == (
        before.title,
        before.languages,
        [s.title for s in before.sections],
        [i.code for i in before.items],
    )


def test_sections_are_added_moved_and_removed(editor, address, pairs, draft):
    added = filled(send(editor, address, pairs, do="add"))
    moved = filled(send(editor, address, added, do="up:section-2"))
    removed = filled(send(editor, address, moved, do="remove:section-1"))

    send(editor, address, removed, do="save", **{"section-2-code": "last", "section-2-title": "Last"})

    assert sections(draft) == ["about", "last"]


def test_renamed_section_keeps_its_questions(editor, address, pairs, draft):
    send(editor, address, pairs, do="save", **{"section-0-code": "you"})

    assert sections(draft) == ["you", "more"]
    assert [item.code for item in definition_of(draft).section("you").items] == ["members", "how", "projects"]


def test_languages_and_titles_are_saved(editor, address, pairs, draft):
    send(editor, address, pairs, do="save", asked=["ko", "fr"], title_fr="Grande enquête", closing_en="Thank you")

    draft.refresh_from_db()
    saved = definition_of(draft)
    assert (saved.languages, saved.title.words, saved.closing.words) == (
        ("en", "ko", "fr"),
        {"en": "Member survey", "fr": "Grande enquête"},
        {"en": "Thank you"},
    )


def test_removing_a_section_others_need_is_refused(editor, address, pairs, draft):
    response = send(editor, address, pairs, do="save", removed="section-0")

    assert response.status_code == 422
    assert "There is no question with the code “members”." in response.content.decode()
    assert sections(draft) == ["about", "more"]


def test_titles_stay_once_published(editor, draft):
    publish_version(draft, by=None)
    start_draft(draft.instrument, by=None)
    address = page("instrument_outline")

    response = send(editor, address, filled(editor.get(address)), do="save", title_en="Another")

    assert response.status_code == 302
    assert definition_of(draft.instrument.versions.first()).title.words["en"] == "Member survey"


def test_without_a_draft_there_is_no_editor(editor, draft):
    publish_version(draft, by=None)

    assert editor.get(page("instrument_outline")).status_code == 404
