import pytest
from django.urls import reverse

from cities.commons.members.models import Organisation
from cities.gather.intake import tasks
from cities.gather.intake.actions import apply_batch, begin_applying
from cities.gather.intake.models import Batch
from tests.factories import BatchFactory, ItemFactory
from tests.gather.intake.batches import ALMOND, BROOK, staged


def page(client, batch: Batch, **query: str):
    return client.get(reverse("desk:import", args=[batch.pk]), query)


def test_review_shows_entries_counts_and_checks(ground, desk_client):
    batch = staged(ALMOND + BROOK + ALMOND)

    response = page(desk_client, batch)

    assert [item.name for item in response.context["page"].object_list] == [
        "Almond Street Library",
        "Brook Network",
        "Almond Street Library",
    ]
    assert (response.context["counts"].undecided, response.context["counts"].applicable) == (1, 2)
    assert {check.code for check in response.context["disagreements"]} == {
        "same-website",
        "same-email",
        "same-name",
        "missing",
        "copied-text",
    } - {"copied-text"}
    assert "post@almond.example" not in response.content.decode()


@pytest.mark.parametrize(
    ("query", "names"), [({"action": "doubtful"}, 1), ({"q": "brook"}, 1), ({"decision": "accepted"}, 0), ({"action": "x"}, 3)]
)
def test_review_is_narrowed(ground, desk_client, query, names):
    response = page(desk_client, staged(ALMOND + BROOK + ALMOND), **query)

    assert len(response.context["page"].object_list) == names


def test_applying_and_undoing_from_the_desk(ground, desk_client):
    batch = staged(ALMOND)

    applied = desk_client.post(reverse("desk:apply_import", args=[batch.pk]), {"publish": "1"}, follow=True)

    assert "1 record made, 0 changed." in applied.content.decode()
    assert Organisation.objects.public().count() == 1

    undone = desk_client.post(reverse("desk:undo_import", args=[batch.pk]), follow=True)

    assert "The import was undone." in undone.content.decode()
    assert Organisation.objects.count() == 0


def test_new_records_may_stay_drafts(ground, desk_client):
    batch = staged(ALMOND)

    desk_client.post(reverse("desk:apply_import", args=[batch.pk]))

    assert [organisation.live for organisation in Organisation.objects.all()] == [False]


def test_acts_out_of_season_are_refused_with_a_word(ground, desk_client):
    batch = apply_batch(staged(ALMOND), by=None)

    for act, word in [
        ("apply_import", "This import is no longer under review."),
        ("discard_import", "An import that was applied cannot be discarded."),
    ]:
        assert word in desk_client.post(reverse(f"desk:{act}", args=[batch.pk]), follow=True).content.decode()
    other = staged(BROOK)
    assert (
        "Only an import that was applied can be undone."
        in desk_client.post(reverse("desk:undo_import", args=[other.pk]), follow=True).content.decode()
    )


def test_discarding_leads_back_to_the_list(ground, desk_client):
    batch = staged(ALMOND)

    response = desk_client.post(reverse("desk:discard_import", args=[batch.pk]))

    assert response.url == reverse("desk:imports")
    assert Batch.objects.get().state == "discarded"


@pytest.mark.parametrize("act", ["apply_import", "undo_import", "discard_import", "resume_import", "import_items"])
def test_acts_are_never_done_by_a_link(ground, desk_client, act):
    assert desk_client.get(reverse(f"desk:{act}", args=[staged(ALMOND).pk])).status_code == 405


def test_a_page_looks_again_while_work_goes_on(desk_client):
    response = page(desk_client, BatchFactory(state="reading", entries_read=1200))

    assert response["Refresh"] == "3"
    assert "Reading: 1200 entries so far." in response.content.decode()
    assert "Refresh" not in page(desk_client, BatchFactory())


def test_long_batches_are_applied_in_the_background(ground, desk_client, monkeypatch):
    monkeypatch.setattr(tasks, "ITEMS_AT_ONCE", 0)
    batch = staged(ALMOND)

    desk_client.post(reverse("desk:apply_import", args=[batch.pk]), {"publish": "1"})

    assert (Batch.objects.get().state, Organisation.objects.public().count()) == ("applied", 1)


def test_who_starts_a_long_import_is_told_that_it_goes_on(ground, desk_client, monkeypatch, settings):
    monkeypatch.setattr(tasks, "ITEMS_AT_ONCE", 0)
    settings.TASKS = {**settings.TASKS, "background": {"BACKEND": "django_tasks_db.backend.DatabaseBackend", "QUEUES": ["bulk"]}}
    batch = staged(ALMOND)

    shown = desk_client.post(reverse("desk:apply_import", args=[batch.pk]), {"publish": "1"}, follow=True).content.decode()

    assert ("The import is being applied." in shown, "0 records made" in shown) == (True, False)
    assert Batch.objects.get().state == "applying"


def test_an_import_that_cannot_be_applied_is_reviewed_again(ground, desk_client):
    batch = staged(ALMOND)
    batch.items.update(entry={"kind": "member", "name": "Almond", "facts": {"founded": "long ago"}})

    shown = desk_client.post(reverse("desk:apply_import", args=[batch.pk]), {"publish": "1"}, follow=True)

    assert "Nothing was written, because “Almond Street Library” cannot be." in shown.content.decode()
    assert "record made" not in shown.content.decode()
    assert Batch.objects.get().is_open
    desk_client.post(reverse("desk:discard_import", args=[batch.pk]))
    assert "Nothing was written" not in page(desk_client, batch).content.decode()


def test_work_that_a_stopped_worker_left_is_taken_up_again(ground, desk_client):
    batch = begin_applying(staged(ALMOND), by=None)

    desk_client.post(reverse("desk:resume_import", args=[batch.pk]))
    desk_client.post(reverse("desk:resume_import", args=[batch.pk]))

    assert (Batch.objects.get().state, Organisation.objects.count()) == ("applied", 1)


def test_all_undecided_are_decided_at_once(ground, desk_client):
    batch = staged(ALMOND + BROOK)

    response = desk_client.post(reverse("desk:import_items", args=[batch.pk]), {"accept": "1", "action": "new"}, follow=True)

    assert "2 accepted." in response.content.decode()
    assert set(batch.items.values_list("decision", flat=True)) == {"accepted"}
    closed = apply_batch(batch, by=None)
    assert "no longer under review" in desk_client.post(reverse("desk:import_items", args=[closed.pk]), {}, follow=True).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_review_costs_the_same_however_long_it_is(desk_client, count, django_assert_max_num_queries):
    batch = BatchFactory()
    ItemFactory.create_batch(count, batch=batch)
    page(desk_client, batch)

    with django_assert_max_num_queries(16):
        response = page(desk_client, batch)

    assert len(response.context["page"].object_list) == count


def test_a_waiting_batch_leads_to_its_columns(desk_client):
    batch = BatchFactory(state="waiting")

    assert page(desk_client, batch).url == reverse("desk:import_columns", args=[batch.pk])
