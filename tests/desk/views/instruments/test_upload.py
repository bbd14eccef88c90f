import base64
from dataclasses import replace

from django.core.files.uploadedfile import SimpleUploadedFile

from cities.commons.instruments.actions import publish_version
from cities.commons.instruments.queries import definition_of
from cities.commons.instruments.xlsform import read_form, written_form
from cities.core.spreadsheets import written_workbook
from tests.commons.instruments.definitions import item, section, words
from tests.desk.views.instruments.conftest import ASKED, page

MORE = replace(ASKED, sections=(*ASKED.sections, section("last", item("thanks", "note", label=words(en="Thanks", fr="Merci")))))


def sent(content):
    return {"upload": SimpleUploadedFile("form.xlsx", content)}


def test_spreadsheet_shows_what_would_change_and_changes_nothing(editor, draft):
    response = editor.post(page("instrument_upload"), sent(written_form(MORE)))

    shown = [(change.kind, change.code) for change in response.context["differences"]]
    assert shown == [("added", "last"), ("added", "thanks")]
    assert definition_of(draft).item("thanks") is None


def test_second_word_puts_it_into_the_draft(editor, draft):
    first = editor.post(page("instrument_upload"), sent(written_form(MORE)))

    response = editor.post(page("instrument_upload"), {"content": first.context["content"], "apply": "1"})

    assert response.headers["Location"] == page("instrument")
    assert definition_of(draft).item("thanks").label.words == {"en": "Thanks", "fr": "Merci"}


def test_published_version_gets_a_draft_and_keeps_its_title(editor, draft):
    publish_version(draft, by=None)
    content = base64.b64encode(written_form(replace(MORE, title=words(en="Another")))).decode()

    editor.post(page("instrument_upload"), {"content": content, "apply": "1"})

    second = draft.instrument.versions.get(number=2)
    assert (second.state, definition_of(second).title.words["en"]) == ("draft", "Member survey")
    assert definition_of(second).item("thanks") is not None


def test_every_reason_is_listed_with_its_cell(editor, draft):
    form = written_workbook(
        {"survey": [["type", "name", "label", "relevant"], ["geopoint", "p", "P"], ["text", "t", "T"], ["select_one x", "s", "S"]]}
    )

    response = editor.post(page("instrument_upload"), sent(form))

    assert response.status_code == 422
    assert [(problem.sheet, problem.cell) for problem in response.context["problems"]] == [("survey", "A2"), ("survey", "A4")]
    assert "It was not taken over, for 2 reasons. Nothing was changed." in response.content.decode()


def test_what_is_no_workbook_is_refused(editor, draft):
    for given in (sent(b"nonsense"), {"content": "no base64!", "apply": "1"}, {}, sent(b"x" * 1_600_000)):
        assert editor.post(page("instrument_upload"), given).status_code == 422


def test_unknown_vocabulary_is_refused_at_the_end(editor, draft):
    asked = replace(ASKED, sections=(section("one", item("theme", "concept", scheme="nowhere")),))

    response = editor.post(page("instrument_upload"), {"content": base64.b64encode(written_form(asked)).decode(), "apply": "1"})

    assert response.status_code == 422
    assert definition_of(draft).item("theme") is None


def test_version_is_given_out_as_a_spreadsheet(editor, draft):
    response = editor.get(page("instrument_xlsform", 1))

    read = read_form(response.content, language="en").definition
    assert response.headers["Content-Disposition"] == 'attachment; filename="member-survey-1.xlsx"'
    assert [asked.code for asked in read.items] == ["members", "how", "projects", "project", "cost", "again"]
