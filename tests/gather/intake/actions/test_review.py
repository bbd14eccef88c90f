import pytest

from cities.commons.members.models import Organisation
from cities.gather.intake.actions import (
    BatchNotOpen,
    apply_batch,
    decide_item,
    decide_items,
    edit_item,
    merge_item,
    reopen_item,
    separate_item,
)
from cities.gather.intake.models import Item
from tests.factories import OrganisationFactory
from tests.gather.intake.batches import ALMOND, BROOK, staged


def test_a_decision_is_noted_with_who_and_when(ground, administrator):
    item = decide_item(staged(ALMOND).items.get(), accept=False, by=administrator)

    assert (item.decision, item.decided_by) == ("refused", administrator)
    assert item.decided_at

    reopen_item(item, by=administrator)

    assert Item.objects.get().decision == "waiting"


def test_all_of_one_action_are_decided_at_once_except_the_doubtful(ground):
    batch = staged(ALMOND + BROOK + ALMOND)

    accepted = decide_items(batch, accept=True, by=None)

    assert accepted == 2
    assert list(batch.items.values_list("decision", flat=True)) == ["accepted", "accepted", "waiting"]
    assert decide_items(batch, accept=False, action="doubtful", by=None) == 1


def test_taken_fields_are_among_the_differing_ones(ground):
    OrganisationFactory(published=True, since=2018, texts={"en": {"name": "Almond Street Library"}})

    item = decide_item(staged(ALMOND).items.get(), accept=True, taken=["member_since", "password"], by=None)

    assert item.taken == ["member_since"]


def test_editing_writes_over_what_was_read(ground):
    item = staged(ALMOND).items.get()

    edit_item(item, words={"name": "Almond House", "member_since": 2020, "websites": ["https://house.example"], "record_id": "x"}, by=None)
    apply_batch(item.batch, by=None)

    record = Organisation.objects.get()
    assert (item.is_edited, record.code, record.membership.since) == (True, "almond-house", 2020)
    assert [str(website) for website in record.websites.all()] == ["https://house.example"]


def test_who_edited_an_item_is_kept(ground, administrator):
    item = edit_item(staged(ALMOND).items.get(), words={"name": "Almond House"}, by=administrator)

    item.refresh_from_db()
    assert (item.decided_by, item.decided_at is not None, item.decision) == (administrator, True, "waiting")


def test_editing_a_matched_item_compares_again(ground):
    OrganisationFactory(published=True, since=2019, acronym="ASL", texts={"en": {"name": "Almond Street Library"}})
    item = staged(ALMOND.replace("2019", "2018")).items.get()

    edit_item(item, words={"member_since": 2019}, by=None)

    assert "member_since" not in item.differences


def test_naming_a_rejected_row_makes_it_new(ground):
    item = staged(",X,2019,Lyon,France,,,\n" + ALMOND).items.get(position=1)

    edit_item(item, words={"name": "Found Again"}, by=None)

    assert (item.action, item.name) == ("new", "Found Again")


def test_merging_shows_the_differences_with_the_chosen_record(ground):
    record = OrganisationFactory(published=True, texts={"fr": {"name": "Une tout autre maison"}})
    item = staged(ALMOND).items.get()

    merge_item(item, record=record, by=None)

    assert (item.action, item.decision, item.record_id) == ("changed", "accepted", record.pk)
    apply_batch(item.batch, by=None)
    assert Organisation.objects.get().text_in("en").description == "It lends tools to its neighbours."


def test_separating_makes_a_record_of_its_own(ground):
    OrganisationFactory(published=True, texts={"en": {"name": "Almond Street Library"}})
    item = staged(ALMOND).items.get()

    separate_item(item, by=None)
    apply_batch(item.batch, by=None)

    assert (item.action, item.differences) == ("new", {})
    assert Organisation.objects.count() == 2


def test_an_unsure_match_that_is_accepted_is_new(ground):
    OrganisationFactory(published=True, texts={"en": {"name": "Almond Street Tool Library"}})
    item = staged(ALMOND).items.get()

    decide_item(item, accept=True, by=None)
    apply_batch(item.batch, by=None)

    assert item.action == "doubtful"
    assert Organisation.objects.count() == 2


def test_a_closed_batch_takes_no_more_decisions(ground):
    batch = apply_batch(staged(ALMOND), by=None)
    item = batch.items.get()

    for act in (
        lambda: decide_item(item, accept=True, by=None),
        lambda: decide_items(batch, accept=True, by=None),
        lambda: reopen_item(item, by=None),
        lambda: edit_item(item, words={}, by=None),
        lambda: merge_item(item, record=OrganisationFactory(), by=None),
        lambda: separate_item(item, by=None),
    ):
        with pytest.raises(BatchNotOpen):
            act()


def test_what_was_on_the_screen_while_the_batch_was_applied_is_not_written_back(ground):
    batch = staged(ALMOND)
    shown = Item.objects.select_related("batch").get()
    apply_batch(batch, by=None)

    with pytest.raises(BatchNotOpen):
        decide_item(shown, accept=False, by=None)

    item = Item.objects.get()
    assert (item.outcome, item.private_addresses) == ("created", [])
