from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry

from cities.commons.practices.models import Practice, PracticeSource
from cities.desk.actions import withdraw_with_reason
from cities.provenance.models import Source
from tests.desk.posting import edited, form_for, posted, url
from tests.factories import ConceptFactory, PracticeFactory, SourceFactory, TerritoryFactory

pytestmark = pytest.mark.django_db

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def practice():
    return PracticeFactory(code="toits", texts={"fr": {"title": "Toits"}, "en": {"title": "Roofs"}}, published=True)


def current(record):
    return type(record).objects.get(pk=record.pk)


def latest(record):
    return current(record).get_latest_revision_as_object()


def data(record, language="fr", **words):
    return edited(form_for(type(record), latest(record)), language, **words)


def loaded(record):
    """What the page remembers of the version it was opened with."""
    revision = current(record).latest_revision
    return {"loaded_revision_id": str(revision.pk), "loaded_revision_created_at": revision.created_at.isoformat()}


def messages(response):
    return [str(message) for message in response.context["messages"]]


def test_new_record_is_a_draft_with_its_words(sign_in):
    client = sign_in("Editors")

    client.post(reverse("wagtailsnippets_practices_practice:add"), edited(form_for(Practice), "es", title="Azoteas"))

    practice = Practice.objects.get()
    assert (practice.code, practice.live, str(practice)) == ("azoteas", False, "Azoteas")
    assert practice.text_in("es").is_original is True


def test_new_record_saved_while_writing_can_be_saved_again(sign_in):
    client = sign_in("Editors")
    address = reverse("wagtailsnippets_practices_practice:add")
    answer = client.post(address, edited(form_for(Practice), "en", title="Ro"), **JSON).json()

    again = client.post(
        answer["url"], edited(form_for(Practice), "en", title="Roofs") | {"overwrite_revision_id": answer["revision_id"]}, **JSON
    )

    assert again.json()["success"] is True
    assert (str(Practice.objects.get()), Practice.objects.get().code) == ("Roofs", "roofs")
    assert Practice.objects.get().texts.count() == 1


def test_draft_of_a_published_record_changes_nothing_for_readers(sign_in, practice):
    sign_in("Editors").post(url(practice), data(practice, title="Toits et cours"))

    assert str(current(practice)) == "Toits"
    assert str(latest(practice)) == "Toits et cours"


def test_editor_publishes(sign_in, practice):
    sign_in("Editors").post(url(practice), {**data(practice, title="Toits et cours"), "action-publish": "1"})

    assert str(current(practice)) == "Toits et cours"
    assert current(practice).text_in("en").stale_fields(current(practice).original_text) == ["title"]


def test_translator_cannot_publish(sign_in, practice):
    sign_in("Translators").post(url(practice), {**data(practice, "en", title="Roof gardens"), "action-publish": "1"})

    assert current(practice).text_in("en").title == "Roofs"
    assert latest(practice).text_in("en").title == "Roof gardens"


def test_translation_goes_through_review(sign_in, practice):
    translator, editor = sign_in("Translators"), sign_in("Editors")
    translator.post(url(practice), {**data(practice, "en", title="Roof gardens"), "action-submit": "1"})
    task = current(practice).current_workflow_task_state

    editor.post(
        url(practice), {**data(practice, "en", title="Roof gardens"), "action-workflow-action": "1", "workflow-action-name": "approve"}
    )

    assert task is not None
    assert current(practice).text_in("en").title == "Roof gardens"


def test_translator_does_not_approve(sign_in, practice):
    translator = sign_in("Translators")
    translator.post(url(practice), {**data(practice, "en", title="Roof gardens"), "action-submit": "1"})

    translator.post(
        url(practice), {**data(practice, "en", title="Roof gardens"), "action-workflow-action": "1", "workflow-action-name": "approve"}
    )

    assert current(practice).text_in("en").title == "Roofs"


def test_confirmed_translation_is_noted(sign_in, practice):
    editor = sign_in("Editors")
    editor.post(url(practice), data(practice, title="Toits et cours"))

    editor.post(url(practice), {**data(practice), "texts-1-up_to_date": "yes"})

    assert latest(practice).text_in("en").stale_fields(latest(practice).original_text) == []
    assert "record.translations_confirmed" in [entry.action for entry in registry.get_logs_for_instance(practice)]


def test_saving_over_a_newer_version_is_stopped_once(sign_in, practice):
    first, second = sign_in("Editors"), sign_in("Editors")
    first.post(url(practice), data(practice, title="Toits"))
    opened = loaded(practice)
    mine = data(practice, title="Mine")
    second.post(url(practice), {**data(practice, title="Theirs"), **loaded(practice)})

    response = first.post(url(practice), {**mine, **opened})

    assert str(latest(practice)) == "Theirs"
    assert "Someone saved a newer version" in messages(response)[-1]
    assert 'value="Mine"' in response.content.decode()
    first.post(url(practice), {**mine, **loaded(practice)})
    assert str(latest(practice)) == "Mine"


def test_saving_in_the_background_never_overwrites_a_newer_version(sign_in, practice):
    first, second = sign_in("Editors"), sign_in("Editors")
    first.post(url(practice), data(practice, title="Toits"))
    opened = loaded(practice)
    mine = data(practice, title="Mine")
    second.post(url(practice), data(practice, title="Theirs"))

    response = first.post(url(practice), {**mine, **opened}, **JSON)

    assert (response.status_code, response.json()["error_code"]) == (400, "invalid_revision")
    assert str(latest(practice)) == "Theirs"


def test_record_locked_by_somebody_is_not_saved(sign_in, practice):
    owner, other = sign_in("Editors"), sign_in("Editors")
    owner.post(url(practice, "lock"))

    other.post(url(practice), data(practice, title="Changed"))

    assert str(latest(practice)) == "Toits"


def test_scheduled_version_is_published_when_its_time_comes(sign_in, practice):
    later = timezone.now() + timedelta(hours=2)
    schedule = {"go_live_at": later.strftime("%Y-%m-%d %H:%M"), "action-publish": "1"}
    sign_in("Editors").post(url(practice), {**data(practice, title="Toits et cours"), **schedule})
    scheduled = current(practice).scheduled_revision
    assert str(current(practice)) == "Toits"

    # Two hours go by.
    past = timezone.now() - timedelta(minutes=1)
    scheduled.content["go_live_at"] = past.isoformat()
    scheduled.approved_go_live_at = past
    scheduled.save()
    call_command("publish_scheduled")

    assert str(current(practice)) == "Toits et cours"


def test_comparison_shows_the_changed_words_by_language(sign_in, practice):
    editor = sign_in("Editors")
    editor.post(url(practice), {**data(practice, "en", title="Roof gardens"), "concepts_themes": [ConceptFactory(code="food").key]})
    address = reverse("wagtailsnippets_practices_practice:revisions_compare", args=[practice.pk, "live", "latest"])

    html = " ".join(editor.get(address).content.decode().split())

    assert "Title (English):" in html
    assert '<span class="deletion">Roofs</span><span class="addition">Roof gardens</span>' in html
    assert "Themes:" in html
    assert '<span class="addition">food</span>' in html
    assert "Title (français):" not in html


def test_page_of_a_record_tells_what_it_lacks(sign_in, practice):
    html = sign_in("Editors").get(url(practice)).content.decode()

    assert "Complete to" in html
    assert "title and summary in Spanish" in html


def test_withdrawing_asks_for_a_reason(sign_in, practice):
    response = sign_in("Editors").post(url(practice, "unpublish"), {"reason": " "})

    assert response.context["form"].errors == {"reason": ["This field is required."]}
    assert current(practice).is_public is True


def test_withdrawn_record_tells_why_and_can_be_restored(sign_in, practice):
    editor = sign_in("Editors")
    editor.post(url(practice, "unpublish"), {"reason": "Its authors asked for it"})

    html = editor.get(url(practice)).content.decode()

    assert "Its authors asked for it" in html
    assert 'name="action-publish"' not in html
    editor.post(url(practice, "restore"))
    assert current(practice).is_public is True


def test_withdrawn_record_cannot_be_published_by_its_form(sign_in, practice):
    withdraw_with_reason(practice, reason="Asked for", by=None)

    sign_in("Editors").post(url(practice), {**data(practice, title="Changed"), "action-publish": "1"})

    assert current(practice).is_public is False
    assert current(practice).live is False


def test_restoring_is_not_done_by_following_a_link(sign_in, practice):
    withdraw_with_reason(practice, reason="Asked for", by=None)

    assert sign_in("Editors").get(url(practice, "restore")).status_code == 405
    assert current(practice).is_public is False


def test_administrator_deletes_a_draft_nobody_saw(sign_in):
    draft = PracticeFactory()

    sign_in("Administrators").post(url(draft, "delete"))

    assert Practice.objects.count() == 0


def test_nobody_deletes_what_readers_have_seen(sign_in, practice):
    sign_in("Administrators").post(url(practice, "delete"))

    assert Practice.objects.count() == 1


def test_bulk_deletion_spares_what_readers_have_seen(sign_in, practice):
    address = reverse("wagtail_bulk_action", args=["practices", "practice", "delete"])

    sign_in("Administrators").post(f"{address}?id={practice.pk}")

    assert Practice.objects.count() == 1


def test_source_in_use_is_not_deleted(sign_in):
    source = SourceFactory()
    PracticeFactory(sources=[PracticeSource(source=source)])

    response = sign_in("Administrators").post(url(source, "delete"), follow=True)

    assert Source.objects.count() == 1
    assert "in use" in messages(response)[0]


def test_source_a_draft_names_is_not_deleted(sign_in, practice):
    source = SourceFactory()
    practice.sources.add(PracticeSource(source=source))
    practice.save_revision()

    response = sign_in("Administrators").post(url(source, "delete"), follow=True)

    assert Source.objects.count() == 1
    assert "named by a version" in messages(response)[0]


def test_unused_source_is_deleted(sign_in):
    sign_in("Administrators").post(url(SourceFactory(), "delete"))

    assert Source.objects.count() == 0


def test_what_lies_in_a_territory_moves_with_it(sign_in):
    world = TerritoryFactory(code="world", kind="world")
    asia, europe = (TerritoryFactory(code=code, kind="world-region", parent=world) for code in ("asia", "europe"))
    country = TerritoryFactory(code="tr", kind="country", parent=asia)
    city = TerritoryFactory(code="tr-izmir", parent=country)

    sign_in("Editors").post(url(country), {**posted(form_for(type(country), country)), "parent": str(europe.pk)})

    assert current(country).path == "world/europe/tr/"
    assert current(city).path == "world/europe/tr/tr-izmir/"


def test_preview_shows_the_draft_in_the_language_asked_for(sign_in, practice):
    editor = sign_in("Editors")
    address = reverse("wagtailsnippets_practices_practice:preview_on_edit", args=[practice.pk])
    editor.post(address, data(practice, "en", title="Roof gardens"))

    assert "Roof gardens" in editor.get(address, {"mode": "en"}).content.decode()
    assert "Toits" in editor.get(address, {"mode": "fr"}).content.decode()
