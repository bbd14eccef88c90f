"""An id that belongs to something else opens nothing: not another record's versions, reviews or imports."""

import pytest
from django.urls import reverse
from wagtail.models import TaskState

from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice
from tests.factories import ItemFactory
from tests.security.world import World


def section(model: type, name: str, *arguments: object) -> str:
    return reverse(model.snippet_viewset.get_url_name(name), args=arguments)  # type: ignore[attr-defined]  # Wagtail sets it


@pytest.mark.parametrize("screen", ["revisions_view", "revisions_revert", "revisions_unschedule"])
def test_version_of_another_record_is_not_found(world: World, screen):
    mine, other = world.records[Practice]["published"], world.records[Practice]["draft"]
    elsewhere = world.records[Organisation]["draft"]

    for revision in (other.latest_revision_id, elsewhere.latest_revision_id):
        assert world.client("administrator").get(section(Practice, screen, mine.pk, revision)).status_code == 404


def test_versions_of_another_record_cannot_be_compared(world: World):
    mine, other = world.records[Practice]["published"], world.records[Practice]["draft"]
    pair = {"pk": mine.pk, "revision_id_a": other.latest_revision_id, "revision_id_b": "latest"}

    response = world.client("administrator").get(reverse(Practice.snippet_viewset.get_url_name("revisions_compare"), kwargs=pair))

    assert response.status_code == 404


def test_review_of_another_record_cannot_be_ended_from_here(world: World):
    mine, other = world.records[Practice]["published"], world.records[Organisation]["draft"]
    theirs = TaskState.objects.get(revision__object_id=str(other.pk))

    world.client("administrator").post(section(Practice, "workflow_action", mine.pk, "approve", theirs.pk))

    theirs.refresh_from_db()
    other.refresh_from_db()
    assert (theirs.status, other.live) == (TaskState.STATUS_IN_PROGRESS, False)


@pytest.mark.parametrize("method", ["get", "post"])
def test_line_of_another_import_is_not_found(world: World, method):
    other = ItemFactory()
    address = reverse("desk:import_item", args=[world.item.batch_id, other.pk])

    response = getattr(world.client("administrator"), method)(address, {"accept": "1"})

    other.refresh_from_db()
    assert (response.status_code, other.decision) == (404, "waiting")


def test_lines_of_another_import_are_not_decided_with_ours(world: World):
    other = ItemFactory()

    world.client("administrator").post(
        reverse("desk:import_items", args=[world.item.batch_id]), {"accept": "1", "items": [other.pk], "item": [other.pk]}
    )

    other.refresh_from_db()
    assert other.decision == "waiting"
