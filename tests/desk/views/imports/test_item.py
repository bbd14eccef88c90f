import pytest
from django.urls import reverse

from cities.commons.members.models import Organisation
from cities.gather.intake.actions import apply_batch
from cities.gather.intake.models import Item
from tests.factories import OrganisationFactory
from tests.gather.intake.batches import ALMOND, BROOK, staged

WORDS = {
    "name": "Almond Street Library",
    "acronym": "ASL",
    "category": "",
    "member_since": "2019",
    "city": "Lyon",
    "country": "FR",
    "websites": "https://www.almond.example",
    "summary": "",
    "text": "It lends tools to its neighbours.",
    "language": "en",
}


def address(item: Item) -> str:
    return reverse("desk:import_item", args=[item.batch_id, item.pk])


@pytest.fixture
def known(ground) -> Organisation:
    return OrganisationFactory(published=True, since=2018, texts={"en": {"name": "Almond Street Library", "summary": "Ours."}})


def test_line_stands_beside_its_record(known, desk_client):
    item = staged(ALMOND).items.get()

    response = desk_client.get(address(item))

    rows = {row.code: row for row in response.context["rows"]}
    assert (rows["member_since"].now, rows["member_since"].differs, rows["member_since"].is_taken) == ("2018", True, False)
    assert (rows["acronym"].now, rows["acronym"].is_taken) == ("", True)
    assert (rows["summary"].now, rows["summary"].differs) == ("Ours.", False)
    assert "post@almond.example" not in response.content.decode()
    assert "1 address, kept in private" in response.content.decode()


def test_accepting_takes_the_ticked_fields_and_goes_on(known, desk_client):
    batch = staged(ALMOND + BROOK)
    item, other = batch.items.all()

    response = desk_client.post(address(item), {**WORDS, "accept": "1", "taken": ["member_since"]})

    item.refresh_from_db()
    assert response.url == address(other)
    assert (item.decision, item.taken, item.is_edited) == ("accepted", ["member_since"], False)
    last = desk_client.post(address(other), {"refuse": "1"})
    assert last.url == reverse("desk:import", args=[batch.pk])


def test_words_are_mended_before_they_are_taken(known, desk_client):
    item = staged(ALMOND).items.get()

    desk_client.post(
        address(item), {**WORDS, "country": "Pérou", "websites": "www.a.example\nb.example/x", "member_since": "", "save": "1"}
    )

    item.refresh_from_db()
    assert (item.entry["country"], item.entry["websites"], item.entry["member_since"]) == (
        "PE",
        ["https://www.a.example", "https://b.example/x"],
        None,
    )
    assert (item.is_edited, item.decision) == (True, "waiting")


@pytest.mark.parametrize("wrong", [{"name": ""}, {"country": "Atlantis"}, {"websites": "nowhere"}, {"member_since": "19"}])
def test_wrong_words_are_said_and_kept(known, desk_client, wrong):
    item = staged(ALMOND).items.get()

    response = desk_client.post(address(item), {**WORDS, **wrong, "accept": "1"})

    [(field, typed)] = wrong.items()
    assert response.status_code == 422
    assert response.context["form"].errors[field]
    assert response.context["form"][field].value() == typed
    assert Item.objects.get().decision == "waiting"


def test_a_decision_is_taken_back(known, desk_client):
    item = staged(ALMOND).items.get()
    desk_client.post(address(item), {"refuse": "1"})

    desk_client.post(address(item), {"reopen": "1"})

    assert Item.objects.get().decision == "waiting"


def test_a_line_is_separated_from_the_record_it_was_taken_for(known, desk_client):
    item = staged(ALMOND).items.get()

    desk_client.post(address(item), {"separate": "1"})

    assert (Item.objects.get().action, Item.objects.get().is_matched) == ("new", False)


def test_a_line_is_merged_with_a_record_named_by_address_code_or_candidate(ground, desk_client):
    record = OrganisationFactory(published=True, texts={"fr": {"name": "Une tout autre maison"}})
    for named in (
        {"merge": str(record.pk)},
        {"merge": "", "record": f"https://cities.example/id/{record.pk}"},
        {"merge": "", "record": f"/en/members/{record.code}/"},
    ):
        item = staged(ALMOND).items.get()

        desk_client.post(address(item), named)

        item.refresh_from_db()
        assert (item.record_id, item.action) == (record.pk, "changed")
        item.batch.delete()


def test_merging_with_nothing_is_said(ground, desk_client):
    response = desk_client.post(address(staged(ALMOND).items.get()), {"merge": "", "record": "no-such"})

    assert response.status_code == 422
    assert "There is no such record." in response.content.decode()


def test_nothing_chosen_and_closed_batches_are_said(ground, desk_client):
    item = staged(ALMOND).items.get()
    nothing = desk_client.post(address(item), {})
    apply_batch(item.batch, by=None)
    closed = desk_client.post(address(item), {"refuse": "1"})

    assert "Nothing was chosen." in nothing.content.decode()
    assert "no longer under review" in closed.content.decode()


def test_practices_have_their_own_fields(ground, desk_client):
    item = staged("Gardens,Little room,2016\n", header="Project,Problem,Start\n").items.get()

    response = desk_client.get(address(item))

    assert [row.code for row in response.context["rows"]] == ["name", "started", "ended", "city", "country", "summary", "text", "language"]


def test_a_line_of_another_batch_is_not_found(ground, desk_client):
    item, other = staged(ALMOND).items.get(), staged(BROOK)

    assert desk_client.get(reverse("desk:import_item", args=[other.pk, item.pk])).status_code == 404
