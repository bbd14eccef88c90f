from cities.core.actions import save_draft
from cities.core.models import Letter
from cities.transfer.projects.actions import agree, open_transfer
from cities.transfer.projects.actions.opening import Opening
from cities.translation.actions import write_text
from tests.factories import PracticeFactory


def told():
    return list(Letter.objects.order_by("pk").values_list("address", "subject"))


def test_origin_is_told_when_a_transfer_is_opened(table):
    practice = PracticeFactory(published=True, contact=table.origin)

    transfer = open_transfer(practice, destination=table.destination, opening=Opening("Lanes", "en"), by=table.taker)

    [(address, subject)] = told()
    assert (address, subject) == (table.giver.email, f"{table.destination} would like to take up what you do")
    assert f"/my/transfers/{transfer.pk}/" in Letter.objects.get().body


def test_other_side_is_told_once_what_was_agreed_to(table):
    for _again in range(2):
        agree(table.transfer, "destination", by=table.taker)

    assert [address for address, _subject in told()] == [table.giver.email]

    agree(table.transfer, "origin", by=table.giver)

    assert len(told()) == 1


def test_letter_names_what_is_agreed_to_as_the_draft_does(table):
    write_text(table.transfer, "en", state="original", words={"title": "Lanes for Dakar"})
    save_draft(table.transfer, by=None)

    agree(table.transfer, "destination", by=table.taker)

    assert "Lanes for Dakar" in Letter.objects.get().body


def test_nobody_is_written_to_for_what_was_entered_from_documents(table):
    agree(table.transfer, "destination", by=None, basis="a letter")

    assert told() == []
