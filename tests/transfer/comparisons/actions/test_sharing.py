import pytest

from cities.core.actions import withdraw_record
from cities.core.keys import key_digest
from cities.core.models import Letter
from cities.transfer.comparisons.actions import (
    NotReady,
    ask_for_publication,
    leave_out,
    publish,
    return_to_writers,
    share,
    stop_sharing,
    take_back,
)
from cities.transfer.comparisons.models import Comparison
from cities.transfer.comparisons.queries import returned_because, shared_with_key
from tests.transfer.comparisons.actions.test_making import acts


def kept():
    return Comparison.objects.get()


def test_a_link_is_kept_as_a_digest_and_ends_the_one_before(bench):
    first = share(bench.comparison, by=bench.writer)
    second = share(bench.comparison, by=bench.writer)

    assert (kept().state, kept().key_digest) == ("shared", key_digest(second))
    assert shared_with_key(first) is None
    assert shared_with_key(second) == bench.comparison
    assert shared_with_key("") is None


def test_sharing_is_ended(bench):
    key = share(bench.comparison, by=bench.writer)
    stop_sharing(bench.comparison, by=bench.writer)

    assert (kept().state, kept().key_digest, shared_with_key(key)) == ("draft", "", None)
    assert acts(bench.comparison) == ["comparison.shared", "comparison.unshared"]


def test_publication_is_asked_for_once(bench):
    ask_for_publication(bench.comparison, by=bench.writer)
    first = kept().asked_at
    ask_for_publication(bench.comparison, by=bench.helper)

    assert (kept().asked_at, list(Comparison.objects.waiting())) == (first, [bench.comparison])
    return_to_writers(bench.comparison, reason="Two cells", by=bench.administrator)
    assert kept().asked_at is None
    assert acts(bench.comparison) == ["comparison.asked", "comparison.returned"]


def test_owner_is_told_why_it_is_given_back(bench):
    ask_for_publication(bench.comparison, by=bench.writer)

    return_to_writers(bench.comparison, reason="Two cells say nothing.", by=bench.administrator)
    return_to_writers(bench.comparison, reason="Again", by=bench.administrator)

    letter = Letter.objects.get()
    assert letter.address == "writer@example.org"
    assert "Two cells say nothing." in letter.body
    assert f"/my/comparisons/{bench.comparison.pk}/" in letter.body


def test_reason_stands_until_it_is_asked_for_again(bench):
    ask_for_publication(bench.comparison, by=bench.writer)
    return_to_writers(bench.comparison, reason="Two cells say nothing.", by=bench.administrator)
    told = returned_because(bench.comparison)
    ask_for_publication(bench.comparison, by=bench.writer)

    assert (told, returned_because(bench.comparison)) == ("Two cells say nothing.", "")


def test_the_networks_own_is_given_back_without_a_letter(bench):
    Comparison.objects.update(organisation=None)
    ask_for_publication(bench.comparison, by=bench.administrator)

    return_to_writers(bench.comparison, reason="Later", by=bench.administrator)

    assert not Letter.objects.exists()
    assert returned_because(bench.comparison) == "Later"


def test_what_is_published_is_public_until_it_is_taken_back(bench):
    key = share(bench.comparison, by=bench.writer)
    ask_for_publication(bench.comparison, by=bench.writer)

    publish(bench.comparison, by=bench.administrator)
    assert (kept().state, kept().asked_at, list(Comparison.objects.public())) == ("published", None, [bench.comparison])
    assert shared_with_key(key) == bench.comparison

    take_back(bench.comparison, by=bench.administrator)
    assert (kept().state, kept().key_digest, kept().published_at) == ("draft", "", None)
    assert shared_with_key(key) is None


def test_a_link_made_while_it_is_public_leaves_it_public(bench):
    publish(bench.comparison, by=bench.administrator)
    share(bench.comparison, by=bench.administrator)
    stop_sharing(bench.comparison, by=bench.administrator)

    assert kept().state == "published"


@pytest.mark.parametrize("act", [publish, ask_for_publication])
def test_fewer_than_two_are_no_comparison(bench, act):
    leave_out(bench.subjects[0], by=None)

    with pytest.raises(NotReady):
        act(bench.comparison, by=None)


def test_a_record_that_is_gone_does_not_count(bench):
    withdraw_record(bench.lanes, reason="", by=None)

    with pytest.raises(NotReady):
        publish(bench.comparison, by=None)
