from uuid import uuid4

import pytest

from cities.commons.instruments.actions import Change
from cities.commons.instruments.answering import Said
from cities.core.actions import withdraw_record
from cities.core.models import Letter
from cities.transfer.comparisons.actions import (
    Overtaken,
    TooMany,
    begin_comparison,
    choose_subjects,
    end_invitation,
    fill_cells,
    invite_editor,
    leave_out,
    move_subject,
    words_digest,
    write_words,
)
from cities.transfer.comparisons.models import Comparison
from tests.factories import (
    ComparisonFactory,
    DelegateFactory,
    OrganisationFactory,
    PracticeFactory,
    TerritoryFactory,
    TransferFactory,
    UserFactory,
)


def acts(comparison):
    from wagtail.models import ModelLogEntry

    return list(ModelLogEntry.objects.filter(object_id=str(comparison.pk)).order_by("pk").values_list("action", flat=True))


def records(comparison):
    return [subject.record_id for subject in comparison.subjects.filter(left_out_at__isnull=True)]


def test_a_new_one_is_a_draft_with_its_title(bench):
    made = begin_comparison(
        bench.version, kind="practice", title="Jardins et ruelles", language="fr", organisation=bench.owner, by=bench.writer
    )

    assert (made.code, made.state, made.organisation) == ("jardins-et-ruelles", "draft", bench.owner)
    assert [(text.language, text.title, text.state) for text in made.texts.all()] == [("fr", "Jardins et ruelles", "original")]
    assert acts(made) == ["comparison.begun"]


@pytest.mark.parametrize("title", ["New", "Shared", "Lanes and gardens"])
def test_an_address_that_is_taken_is_not_given_again(bench, title):
    made = begin_comparison(bench.version, kind="practice", title=title, language="en", by=None)

    assert made.code not in {"new", "shared", "lanes-and-gardens"}


def test_words_of_another_language_know_what_they_were_made_from(bench):
    write_words(bench.comparison, "fr", {"title": "Ruelles", "introduction": ""}, by=bench.writer)
    write_words(bench.comparison, "en", {"title": "Lanes again"}, by=bench.writer)

    original, french = bench.comparison.texts.order_by("pk")
    assert (french.state, french.stale_fields(original)) == ("human", ["title"])


def test_words_somebody_has_not_seen_are_not_overwritten(bench):
    seen = words_digest(bench.comparison.text_in("en"))
    write_words(bench.comparison, "en", {"title": "Theirs"}, seen=seen, by=bench.helper)

    with pytest.raises(Overtaken) as overtaken:
        write_words(bench.comparison, "en", {"title": "Mine"}, seen=seen, by=bench.writer)

    assert overtaken.value.theirs["title"] == "Theirs"
    assert bench.comparison.texts.get(language="en").title == "Theirs"


def test_a_translation_without_words_goes(bench):
    write_words(bench.comparison, "fr", {"title": "Ruelles"}, by=None)
    write_words(bench.comparison, "fr", {"title": "", "introduction": ""}, by=None)

    assert [text.language for text in bench.comparison.texts.all()] == ["en"]


def test_records_are_added_once_and_in_order(bench):
    third = PracticeFactory(published=True)

    chosen = choose_subjects(bench.comparison, [third.pk, bench.lanes.pk, third.pk], by=bench.writer)

    assert [subject.record_id for subject in chosen] == [third.pk]
    assert records(bench.comparison) == [bench.lanes.pk, bench.gardens.pk, third.pk]
    assert chosen[0].sheet.version_id == bench.version.pk


def test_what_is_not_public_is_not_compared(bench):
    draft, gone = PracticeFactory(), PracticeFactory(published=True)
    withdraw_record(gone, reason="", by=None)

    assert choose_subjects(bench.comparison, [draft.pk, gone.pk, uuid4()], by=bench.writer) == []


def test_transfers_and_territories_are_compared_too(bench):
    transfers = [TransferFactory(published=True), TransferFactory(published=True)]
    between = ComparisonFactory(version=bench.version, kind="transfer")
    lands = ComparisonFactory(version=bench.version, kind="territory")
    places = [TerritoryFactory(), TerritoryFactory()]

    choose_subjects(between, [one.pk for one in transfers], by=None)
    choose_subjects(lands, [place.pk for place in places], by=None)

    assert records(between) == [one.pk for one in transfers]
    assert records(lands) == [place.pk for place in places]


def test_no_more_than_twelve(bench):
    more = PracticeFactory.create_batch(11, published=True)

    with pytest.raises(TooMany):
        choose_subjects(bench.comparison, [practice.pk for practice in more], by=None)
    choose_subjects(bench.comparison, [practice.pk for practice in more[:10]], by=None)

    assert len(records(bench.comparison)) == 12


def test_what_was_left_out_comes_back_with_its_cells(bench):
    lanes, _gardens = bench.subjects
    fill_cells(lanes, [Change("share", Said("yes"))], by=bench.writer, language="en")
    leave_out(lanes, by=bench.writer)
    assert records(bench.comparison) == [bench.gardens.pk]

    (back,) = choose_subjects(bench.comparison, [bench.lanes.pk], by=bench.writer)

    assert records(bench.comparison) == [bench.gardens.pk, bench.lanes.pk]
    assert back.sheet.answers.get().value == "yes"


def test_subjects_change_places(bench):
    _lanes, gardens = bench.subjects

    move_subject(gardens, up=True, by=bench.writer)
    assert records(bench.comparison) == [bench.gardens.pk, bench.lanes.pk]

    move_subject(gardens, up=True, by=bench.writer)
    leave_out(gardens, by=bench.writer)
    move_subject(gardens, up=False, by=bench.writer)
    assert records(bench.comparison) == [bench.lanes.pk]


def test_those_who_are_invited_are_told_once(bench, django_capture_on_commit_callbacks):
    invited = OrganisationFactory(code="bamako", published=True)
    from tests.factories import DelegateFactory

    DelegateFactory(organisation=invited, user=UserFactory(email="bamako@example.org", language="fr"))

    with django_capture_on_commit_callbacks():
        editor = invite_editor(bench.comparison, invited, by=bench.writer)
        invite_editor(bench.comparison, invited, by=bench.writer)

    letter = Letter.objects.get()
    assert (letter.address, letter.language) == ("bamako@example.org", "fr")
    assert f"/fr/my/comparisons/{bench.comparison.pk}/" in letter.body
    end_invitation(editor, by=bench.writer)
    assert not bench.comparison.editors.filter(organisation=invited).exists()
    assert acts(bench.comparison) == ["comparison.invited", "comparison.uninvited"]


def test_every_change_of_what_is_compared_renews_when_it_changed(bench):
    Comparison.objects.update(updated_at="2020-01-01T00:00:00Z")

    leave_out(bench.subjects[0], by=None)

    assert Comparison.objects.get().updated_at.year > 2020


def test_who_invites_is_not_written_to_and_nobody_is_by_nobody(bench, django_capture_on_commit_callbacks):
    DelegateFactory(organisation=bench.guest, user=bench.writer)
    other = OrganisationFactory(published=True)
    bench.comparison.editors.all().delete()

    with django_capture_on_commit_callbacks():
        invite_editor(bench.comparison, bench.guest, by=bench.writer)
        invite_editor(bench.comparison, other, by=None)

    assert [letter.address for letter in Letter.objects.all()] == ["helper@example.org"]


def test_words_never_written_are_not_kept(bench):
    write_words(bench.comparison, "es", {"title": "", "introduction": ""}, by=None)

    assert [text.language for text in bench.comparison.texts.all()] == ["en"]
