import pytest

from tests.desk.views.instruments.conftest import page


def test_preview_shows_each_language_and_says_where_words_lack(editor, draft):
    said = editor.get(page("instrument_preview", 1, "fr")).content.decode()

    assert "Combien de membres" in said
    assert '<span lang="en" dir="ltr">Often</span>' in said
    assert "shown in English" in said


@pytest.mark.parametrize("language", ["ko", "nonsense"])
def test_language_it_is_not_asked_in_has_no_preview(editor, draft, language):
    assert editor.get(page("instrument_preview", 1, language)).status_code == 404


def test_preview_costs_the_same_in_every_language(editor, draft, django_assert_max_num_queries):
    editor.get(page("instrument_preview", 1, "en"))

    with django_assert_max_num_queries(30):
        editor.get(page("instrument_preview", 1, "fr"))
