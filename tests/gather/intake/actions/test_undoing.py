import json
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Revision

from cities.commons.members.models import Organisation, PrivateContact
from cities.commons.places.models import Territory
from cities.commons.practices.models import PracticeOrganisation
from cities.core.actions import publish_record
from cities.gather.intake.actions import BatchNotOpen, apply_batch, discard_batch, merge_item, undo_batch
from cities.gather.intake.models import Batch, Item
from cities.search.models import Entry, Passage
from tests.factories import (
    ConceptFactory,
    DelegateFactory,
    NeedFactory,
    OrganisationFactory,
    PersonRoleFactory,
    PracticeFactory,
    ResourceFactory,
    RespondentFactory,
)
from tests.gather.intake.batches import ALMOND, BROOK, staged


def image(record: Organisation) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(record.serializable_data(), cls=DjangoJSONEncoder))
    # serialising stamps the rows with the present time
    found.pop("updated_at")
    for text in found["texts"]:
        text.pop("updated_at")
    return found


def test_undoing_removes_what_was_made(ground):
    batch = apply_batch(staged(ALMOND + BROOK), by=None)

    undo_batch(batch, by=None)

    assert (Organisation.objects.count(), PrivateContact.objects.count(), Entry.objects.count(), Revision.objects.count()) == (0, 0, 0, 0)
    assert not Territory.objects.filter(code="pe-cusco").exists()
    assert Territory.objects.filter(code="fr-lyon").exists()
    assert Batch.objects.get().state == "undone"


def test_undoing_gives_changed_records_back_exactly(ground):
    record = OrganisationFactory(
        published=True,
        since=2018,
        texts={"fr": {"name": "Bibliothèque"}, "en": {"name": "Almond Street Library", "summary": "Ours.", "state": "reviewed"}},
    )
    record = Organisation.objects.get(pk=record.pk)
    changed_at = (record.updated_at, [text.updated_at for text in record.texts.all()])
    before, passages = image(record), list(Passage.objects.order_by("text__language", "group").values("text__language", "words"))

    undo_batch(apply_batch(staged(ALMOND), by=None), by=None)

    restored = Organisation.objects.get(pk=record.pk)
    assert (restored.updated_at, [text.updated_at for text in restored.texts.all()]) == changed_at
    assert image(restored) == before
    assert restored.latest_revision_id == record.latest_revision_id
    assert list(Passage.objects.order_by("text__language", "group").values("text__language", "words")) == passages


def test_undoing_takes_back_all_that_two_lines_changed_of_one_record(ground):
    record = OrganisationFactory(published=True, texts={"en": {"name": "Almond Street Library"}})
    before = image(Organisation.objects.get())
    batch = staged(ALMOND + BROOK)
    merge_item(batch.items.get(position=2), record=record, by=None)
    applied = apply_batch(batch, by=None)
    assert list(applied.items.values_list("outcome", flat=True)) == ["updated", "updated"]

    undo_batch(applied, by=None)

    restored = Organisation.objects.get()
    assert image(restored) == before
    assert restored.latest_revision_id == record.latest_revision_id
    assert list(batch.items.values_list("outcome", flat=True)) == ["updated", "updated"]


def test_undoing_leaves_alone_what_was_edited_since(ground):
    record = OrganisationFactory(published=True, texts={"en": {"name": "Almond Street Library"}})
    batch = apply_batch(staged(ALMOND), by=None)
    edited = Organisation.objects.get(pk=record.pk)
    edited.acronym = "MINE"
    edited.save()
    publish_record(edited, by=None)

    undo_batch(batch, by=None)

    item = Item.objects.get()
    assert Organisation.objects.get().acronym == "MINE"
    assert (item.outcome, [reason["code"] for reason in item.reasons]) == ("kept", ["edited-since"])


def test_a_made_record_that_was_edited_or_is_pointed_at_is_withdrawn(ground):
    rows = "".join(f"Member {name},,2019,,France,,,\n" for name in ("Edited", "Partner", "Contact", "Employer", "Publisher", "Alone"))
    batch = apply_batch(staged(rows), by=None)
    record = {organisation.code.removeprefix("member-"): organisation for organisation in Organisation.objects.all()}
    publish_record(record["edited"], by=None)
    practice = PracticeFactory(contact=record["contact"])
    PracticeOrganisation.objects.create(
        practice=practice, organisation=record["partner"], role=ConceptFactory(scheme__code="roles", code="partner"), actor_kind="private"
    )
    PersonRoleFactory(organisation=record["employer"])
    ResourceFactory(publishers=[record["publisher"]])

    undo_batch(batch, by=None)

    assert set(Organisation.objects.withdrawn()) == {each for name, each in record.items() if name != "alone"}
    assert not Organisation.objects.filter(pk=record["alone"].pk).exists()
    assert Organisation.objects.public().count() == 0


def test_made_practices_are_removed_unless_related(ground):
    header = "Project,Problem\n"
    batch = apply_batch(staged("Gardens,No room\nOrchards,No trees\n", header=header), by=None)
    practices = {item.name: item.record_id for item in batch.items.all()}
    ResourceFactory(practices=[type(PracticeFactory()).objects.get(pk=practices["Gardens"])])

    undo_batch(batch, by=None)

    model = type(PracticeFactory())
    assert model.objects.filter(pk=practices["Gardens"], withdrawn_at__isnull=False).exists()
    assert not model.objects.filter(pk=practices["Orchards"]).exists()


@pytest.mark.parametrize("factory", [DelegateFactory, NeedFactory, RespondentFactory])
def test_a_made_member_somebody_acts_for_or_asks_is_withdrawn_with_all_that_is_theirs(ground, factory):
    batch = apply_batch(staged(ALMOND), by=None)
    theirs = factory(organisation=Organisation.objects.get())

    undo_batch(batch, by=None)

    theirs.refresh_from_db()
    assert (list(Organisation.objects.withdrawn()), batch.items.get().outcome) == ([theirs.organisation], "kept")


def test_what_others_use_stays(ground):
    batch = apply_batch(staged(BROOK), by=None)
    OrganisationFactory(seat=Territory.objects.get(code="pe-cusco"))

    undo_batch(batch, by=None)

    assert Territory.objects.filter(code="pe-cusco").exists()


def test_only_an_applied_batch_is_undone_and_only_once(ground):
    batch = staged(ALMOND)
    with pytest.raises(BatchNotOpen):
        undo_batch(batch, by=None)
    undo_batch(apply_batch(batch, by=None), by=None)

    with pytest.raises(BatchNotOpen):
        undo_batch(batch, by=None)


def test_an_undone_statement_is_not_settled(ground):
    undo_batch(apply_batch(staged(ALMOND), by=None), by=None)

    assert staged(ALMOND).items.get().action == "new"


def test_discarding_forgets_addresses(ground):
    batch = discard_batch(staged(ALMOND), by=None)

    assert (batch.state, batch.items.get().private_addresses) == ("discarded", [])
    with pytest.raises(BatchNotOpen):
        discard_batch(apply_batch(staged(BROOK), by=None), by=None)


def test_a_changed_draft_becomes_the_draft_it_was(ground):
    record = OrganisationFactory(texts={"en": {"name": "Almond Street Library"}})

    undo_batch(apply_batch(staged(ALMOND), by=None), by=None)

    restored = Organisation.objects.get(pk=record.pk)
    assert (restored.live, restored.acronym, Entry.objects.count()) == (False, "", 0)
