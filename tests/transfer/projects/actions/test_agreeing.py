import pytest
from django.core.exceptions import PermissionDenied

from cities.core.actions import publish_record, save_draft, withdraw_record
from cities.transfer.projects.actions import NothingToTell, agree, move_on, take_back_agreement, tick_criteria
from cities.transfer.projects.models import Agreement, Transfer
from cities.translation.actions import write_text
from tests.factories import TransferFactory


def rewrite(transfer, summary):
    draft = Transfer.objects.get(pk=transfer.pk).get_latest_revision_as_object()
    write_text(draft, "en", state="original", words={"summary": summary})
    return save_draft(draft, by=None)


def shown(transfer):
    return Transfer.objects.get(pk=transfer.pk).text_in("en").summary


def test_transfer_is_public_once_both_sides_agree(table):
    first = agree(table.transfer, "destination", by=table.taker)
    assert not first.is_public

    second = agree(table.transfer, "origin", by=table.giver)

    assert second.is_public
    assert set(table.transfer.agreements.values_list("side", "given_by", "basis")) == {
        ("destination", table.taker.pk, ""),
        ("origin", table.giver.pk, ""),
    }


def test_changed_words_are_not_public_before_both_agree_to_them(table):
    for side in ("origin", "destination"):
        agree(table.transfer, side, by=None, basis="a letter")
    before = shown(table.transfer)
    rewrite(table.transfer, "zqnew")

    agree(table.transfer, "origin", by=table.giver)
    assert shown(table.transfer) == before

    agree(table.transfer, "destination", by=table.taker)
    assert shown(table.transfer) == "zqnew"


def test_sides_that_agreed_to_different_words_publish_nothing(table):
    agree(table.transfer, "origin", by=table.giver)
    rewrite(table.transfer, "zqnew")

    agree(table.transfer, "destination", by=table.taker)

    assert not Transfer.objects.get(pk=table.transfer.pk).live


def test_no_way_leads_round_the_agreement(table):
    agree(table.transfer, "origin", by=table.giver)

    with pytest.raises(PermissionDenied):
        publish_record(Transfer.objects.get(pk=table.transfer.pk), by=None)

    assert not Transfer.objects.get(pk=table.transfer.pk).live


def test_agreement_taken_back_withdraws_what_was_public(table):
    for side in ("origin", "destination"):
        agree(table.transfer, side, by=None, basis="a letter")

    take_back_agreement(table.transfer, "origin", by=table.giver)

    gone = Transfer.objects.get(pk=table.transfer.pk)
    assert (gone.is_public, bool(gone.withdrawn_at), gone.agreements.filter(withdrawn_at=None).count()) == (False, True, 1)
    assert agree(table.transfer, "origin", by=table.giver).is_public


def test_nobody_agrees_to_nothing(table):
    empty = TransferFactory(texts={"en": {"summary": ""}})

    with pytest.raises(NothingToTell):
        agree(empty, "origin", by=table.giver)

    assert not Agreement.objects.filter(transfer=empty).exists()


def test_publishing_an_older_version_keeps_the_phase_of_today(table):
    agree(table.transfer, "origin", by=table.giver)
    transfer = Transfer.objects.get(pk=table.transfer.pk)
    tick_criteria(transfer, ["read", "group", "plan"], by=table.taker)
    move_on(transfer, by=table.taker)

    published = agree(transfer, "destination", by=table.taker)

    assert (published.is_public, published.phase) == (True, "adapt")


def test_withdrawn_by_the_secretariat_it_comes_back_when_both_agree_again(table):
    for side in ("origin", "destination"):
        agree(table.transfer, side, by=None, basis="a letter")
    withdraw_record(Transfer.objects.get(pk=table.transfer.pk), reason="A fault", by=None)

    assert agree(table.transfer, "origin", by=table.giver).is_public
