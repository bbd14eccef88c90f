import pytest
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import TaskState, WorkflowState

from cities.commons.members.models import Jotting, Organisation
from cities.core.actions import publish_record
from cities.core.models import Picture
from cities.translation.actions import write_text

pytestmark = pytest.mark.django_db

WORDS = "/en/my/dakar/profile/words/fr/"
FACTS = "/en/my/dakar/profile/facts/"


def post(client, path, **typed):
    """As a browser sends the form that stands there now, with some fields written anew."""
    page = client.get(path)
    form, fields = page.context["form"], {}
    for field in form:
        fields |= sent(field)
    return client.post(path, {**fields, "base": page.context["base"], **typed}, follow=True)


def sent(field):
    value = field.value()
    if field.name in ("territories", "seat"):
        return {field.name: [value] if isinstance(value, str) else list(value), f"{field.name}-typed": ""}
    if field.name == "websites":
        return {field.name: value}
    return {field.name: value} if value not in (None, False) and field.name != "image" else {}


def status_of(client, path):
    response = client.get(path)
    response.close()
    return response.status_code


def organisation():
    return Organisation.objects.get(code="dakar")


def approve(editor):
    task = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    task.task.specific.on_action(task, user=editor, action_name="approve")


def test_change_waits_for_review_and_readers_see_the_version_before(awa, client):
    response = post(awa, WORDS, summary="Une ville en mouvement.")

    standing = response.context["profile"].standing
    assert (standing.is_waiting, [change.label for change in standing.changes]) == (True, ["In one or two sentences"])
    assert "Une ville en mouvement." not in client.get("/fr/members/dakar/").content.decode()


def test_change_is_public_once_it_is_approved(awa, people, client):
    post(awa, WORDS, summary="Une ville en mouvement.")

    approve(people.editor)

    assert "Une ville en mouvement." in client.get("/fr/members/dakar/").content.decode()
    assert awa.get("/en/my/dakar/profile/").context["profile"].standing.has_draft is False


def test_draft_of_the_profile_is_shown_as_readers_will_see_it(awa, jiwoo):
    post(awa, WORDS, summary="Une ville en mouvement.")

    assert "Une ville en mouvement." in awa.get("/fr/my/dakar/profile/preview/").content.decode()
    assert jiwoo.get("/fr/my/dakar/profile/preview/").status_code == 404


def test_second_edit_goes_on_from_the_draft_and_the_review_begins_anew(awa, fatou, people):
    post(awa, WORDS, summary="Une ville en mouvement.")
    first = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)

    post(fatou, FACTS, acronym="VdD")

    draft = organisation().get_latest_revision_as_object()
    assert (draft.acronym, draft.text_in("fr").summary) == ("VdD", "Une ville en mouvement.")
    first.refresh_from_db()
    assert (first.status, TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS).revision) == ("cancelled", draft.latest_revision)


def test_change_of_the_original_leaves_only_that_field_of_translations_stale(awa):
    post(awa, WORDS, summary="Autre chose.")

    draft = organisation().get_latest_revision_as_object()
    assert draft.text_in("en").stale_fields(draft.text_in("fr")) == ["summary"]


def test_edited_machine_translation_becomes_the_writers_own(awa, network):
    write_text(network.dakar, "es", state="machine", words={"name": "Ciudad de Dakar", "summary": "Una ciudad."})
    publish_record(network.dakar, by=None)

    post(awa, "/en/my/dakar/profile/words/es/", summary="Una ciudad que se mueve.")

    text = organisation().get_latest_revision_as_object().text_in("es")
    assert (text.state, text.name) == ("human", "Ciudad de Dakar")


def test_translation_read_and_found_right_is_reviewed(awa, network):
    write_text(network.dakar, "es", state="machine", words={"name": "Ciudad de Dakar", "summary": "Una ciudad."})
    publish_record(network.dakar, by=None)

    post(awa, "/en/my/dakar/profile/words/es/", checked="on")

    assert organisation().get_latest_revision_as_object().text_in("es").state == "reviewed"


def test_translation_stands_beside_the_original(awa):
    page = awa.get("/en/my/dakar/profile/words/en/").content.decode()

    assert '<div lang="fr" dir="ltr"><p>Ville de Dakar</p></div>' in page


@pytest.mark.parametrize("language", ["xx-nonsense-far-too-long", "FR", "de", "fr_CA"])
def test_language_nobody_offers_has_no_page(awa, language):
    assert awa.get(f"/en/my/dakar/profile/words/{language}/").status_code == 404


def test_two_colleagues_who_change_different_fields_both_keep_theirs(awa, fatou):
    opened = awa.get(FACTS)
    post(fatou, FACTS, acronym="VdD")

    typed = {
        "acronym": "",
        "founded": "1887",
        "territories": list(opened.context["form"].initial["territories"]),
        "websites": "dakar.example",
    }
    awa.post(FACTS, {**typed, "base": opened.context["base"]})

    draft = organisation().get_latest_revision_as_object()
    assert (draft.acronym, draft.founded, [str(website) for website in draft.websites.all()]) == ("VdD", 1887, ["https://dakar.example"])


def test_two_colleagues_who_change_the_same_field_see_both(awa, fatou):
    opened = awa.get(WORDS)
    post(fatou, WORDS, summary="Ce que Fatou écrit.")

    typed = {"name": "Ville de Dakar", "summary": "Ce qu’Awa écrit.", "description": "Une **ville**."}
    response = awa.post(WORDS, {**typed, "base": opened.context["base"]})

    assert [(clash.label, clash.theirs) for clash in response.context["clashes"]] == [("In one or two sentences", "Ce que Fatou écrit.")]
    assert (response.status_code, response.context["form"]["summary"].value()) == (409, "Ce qu’Awa écrit.")
    assert organisation().get_latest_revision_as_object().text_in("fr").summary == "Ce que Fatou écrit."
    awa.post(WORDS, {**typed, "base": response.context["base"]})
    assert organisation().get_latest_revision_as_object().text_in("fr").summary == "Ce qu’Awa écrit."


def test_typing_is_kept_for_the_writer_alone_and_changes_nothing(awa, fatou, people):
    answer = awa.post(WORDS, {"summary": "À moitié", "name": "Ville de Dakar", "base": "0", "keep": "1"})

    assert answer.json()["kept"] is True
    assert awa.get("/fr/my/dakar/profile/words/fr/").context["form"]["summary"].value() == "À moitié"
    assert fatou.get(WORDS).context["form"]["summary"].value() != "À moitié"
    assert WorkflowState.objects.count() == 0
    awa.post(WORDS, {"throw-away": "1"})
    assert Jotting.objects.count() == 0


def test_typing_is_forgotten_once_saved(awa):
    base = awa.get(WORDS).context["base"]
    awa.post(WORDS, {"name": "Ville de Dakar", "summary": "À moitié", "description": "Une **ville**.", "base": base, "keep": "1"})

    post(awa, WORDS, summary="En entier.")

    assert Jotting.objects.count() == 0


def test_typing_without_end_is_not_kept(awa):
    answer = awa.post(WORDS, {"summary": "x" * 250_000, "base": "0", "keep": "1"})

    assert (answer.status_code, Jotting.objects.count()) == (413, 0)


def test_what_is_wrong_is_said_and_what_was_typed_stays(awa):
    response = post(awa, FACTS, founded="18870", websites="not an address", acronym="VdD")

    assert (response.status_code, response.context["form"]["acronym"].value()) == (422, "VdD")
    assert set(response.context["form"].errors) == {"founded", "websites"}
    assert organisation().has_unpublished_changes is False


def test_place_typed_by_name_is_taken(awa, network, places):
    post(awa, FACTS, **{"territories-typed": "Montréal", "seat-typed": "dakar"})

    draft = organisation().get_latest_revision_as_object()
    assert ({territory.pk for territory in draft.territories.all()}, draft.seat) == ({places.dakar.pk, places.montreal.pk}, places.dakar)


def test_place_nobody_knows_is_asked_about(awa):
    response = post(awa, FACTS, **{"territories-typed": "Atlantis"})

    assert "No place is called so here." in str(response.context["form"].errors["territories"])


def test_topics_are_chosen_and_others_stay(awa, network, concepts):
    post(awa, "/en/my/dakar/profile/topics/", themes=["themes:finance", "themes:nonsense", "sectors:commerce"])

    draft = organisation().get_latest_revision_as_object()
    assert [concept.key for concept in draft.concepts.all()] == ["themes:finance"]


def test_picture_is_seen_by_whoever_sent_it_and_by_nobody_else_before_review(awa, jiwoo, client):
    file = get_test_image_file(filename="square.png")
    file.seek(0)

    post(awa, "/en/my/dakar/profile/picture/", image=file, image_alt="A square")

    draft = organisation().get_latest_revision_as_object()
    size = Picture.objects.get(pk=draft.image_id).get_rendition("max-480x480|format-webp")
    assert draft.text_in("en").image_alt == "A square"
    assert [status_of(who, size.url) for who in (awa, jiwoo, client)] == [200, 404, 404]


def test_what_is_no_picture_is_refused(awa, tmp_path):
    fake = tmp_path / "square.png"
    fake.write_bytes(b"<script>alert(1)</script>")

    with fake.open("rb") as file:
        response = post(awa, "/en/my/dakar/profile/picture/", image=file)

    assert (list(response.context["form"].errors), Picture.objects.count()) == (["image"], 0)


def test_reviewers_question_is_shown_and_answered(awa, people):
    post(awa, WORDS, summary="Une ville.")
    task = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    task.task.specific.on_action(task, user=people.editor, action_name="reject", comment="Which year?")

    page = awa.get("/en/my/dakar/")
    assert "Which year?" in page.content.decode()
    post(awa, WORDS, summary="Une ville, depuis 1887.")

    state = WorkflowState.objects.active().get()
    assert (state.status, state.current_task_state.revision) == ("in_progress", organisation().latest_revision)


def test_change_is_taken_back(awa, people, client):
    post(awa, WORDS, summary="Une ville en mouvement.")

    awa.post("/en/my/dakar/profile/take-back/")

    record = organisation()
    assert (WorkflowState.objects.active().count(), record.has_unpublished_changes) == (0, False)
    assert record.get_latest_revision_as_object().text_in("fr").summary == "What dakar does."
    assert "Une ville en mouvement." in str([revision.content for revision in record.revisions])


def test_draft_that_was_not_sent_can_be_sent(awa, network, people):
    draft = network.dakar.get_latest_revision_as_object()
    draft.acronym = "VdD"
    draft.save_revision(user=people.editor)

    awa.post("/en/my/dakar/profile/send/")

    assert WorkflowState.objects.active().get().requested_by == people.awa


def test_nothing_is_sent_where_nothing_changed(awa):
    awa.post("/en/my/dakar/profile/send/")

    assert WorkflowState.objects.count() == 0


def test_record_an_editor_has_locked_is_not_saved_over(awa, network, people):
    Organisation.objects.filter(pk=network.dakar.pk).update(locked=True, locked_by=people.editor)

    response = post(awa, FACTS, acronym="VdD")

    assert (response.status_code, response.context["form"]["acronym"].value()) == (409, "VdD")
    assert organisation().has_unpublished_changes is False


@pytest.mark.parametrize("path", ["send/", "take-back/"])
def test_another_organisation_cannot_act(jiwoo, network, path):
    assert jiwoo.post(f"/en/my/dakar/profile/{path}").status_code == 404
