import pytest

from cities.commons.practices.models import Practice
from cities.core.actions import save_draft
from cities.desk.panels.texts import stored_words
from cities.translation.actions import write_text
from cities.translation.models import TextState
from tests.desk.posting import form_for
from tests.factories import PracticeFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice():
    practice = PracticeFactory(
        texts={"fr": {"title": "Toits", "summary": "Des jardins."}, "en": {"title": "Roofs", "summary": "Gardens."}}, published=True
    )
    write_text(practice, "fr", state=TextState.ORIGINAL, words={"summary": "Des jardins partout."})
    save_draft(practice, by=None)
    return Practice.objects.get(pk=practice.pk).get_latest_revision_as_object()


def rendered(record, rf, user):
    request = rf.get("/admin/")
    request.user = user
    model = type(record)
    panel = model.get_edit_handler().get_bound_panel(instance=record, request=request, form=form_for(model, record, user=user))
    return panel.render_html()


def test_what_the_original_said_is_found_in_earlier_versions(practice):
    stored = stored_words(practice)

    assert stored.earlier == {"en": {"summary": "Des jardins."}}


def test_stale_field_shows_what_has_changed(practice, rf, administrator):
    html = rendered(practice, rf, administrator)

    assert "What has changed in the original" in html
    assert '<span class="addition"> partout.</span>' in html
    assert 'name="texts-1-up_to_date"' in html


def test_each_language_has_a_tab_with_its_state(practice, rf, administrator):
    html = " ".join(rendered(practice, rf, administrator).split())

    assert 'href="#tab-text-fr"' in html
    assert '<span lang="ko">한국어</span> <span class="desk-mark desk-mark--missing">empty</span>' in html


def test_input_of_a_language_is_marked_with_it(practice, rf, administrator):
    html = rendered(practice, rf, administrator)

    assert '<section id="tab-text-ko"' in html
    assert 'name="texts-3-title"' in html
    assert 'lang="ko" dir="ltr"' in html


def test_words_changed_beyond_recall_show_the_original_only(practice):
    practice.revisions.all().delete()

    assert stored_words(practice).earlier == {}


def test_territory_has_no_versions_to_look_through():
    assert stored_words(TerritoryFactory()).earlier == {}


def test_words_cost_a_fixed_number_of_queries(practice, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        stored_words(practice)
