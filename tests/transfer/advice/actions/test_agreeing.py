import pytest
from django.core.exceptions import PermissionDenied

from cities.core.actions import publish_record, save_draft
from cities.transfer.advice.actions import Changed, NothingToTell, add_organisation, agree, take_back_agreement
from cities.transfer.advice.content import engagement_digest
from cities.transfer.advice.models import Engagement, Output
from cities.transfer.advice.queries import public_engagements
from cities.translation.actions import write_text
from tests.factories import EngagementFactory, OrganisationFactory, OutputFactory


@pytest.fixture
def engagement(bench):
    made = EngagementFactory(code="credit", parts={bench.dakar: "asking", bench.montreal: "advising"})
    save_draft(made, by=None)
    return made


def current(engagement):
    return Engagement.objects.get(pk=engagement.pk)


def test_public_once_all_agree(bench, engagement):
    OutputFactory(engagement=engagement)

    first = agree(engagement, bench.dakar, by=bench.awa)
    assert first.is_public is False
    second = agree(engagement, bench.montreal, by=bench.jo)

    assert (second.is_public, Output.objects.get().published_at is not None) == (True, True)


def test_changed_word_waits_for_all_while_readers_see_the_old(bench, engagement):
    for organisation in (bench.dakar, bench.montreal):
        agree(engagement, organisation, by=None)
    draft = current(engagement)
    write_text(draft, "en", state="original", words={"summary": "Something else."})
    save_draft(draft, by=bench.jo)

    agree(engagement, bench.montreal, by=bench.jo)
    assert current(engagement).original_text.summary == "How credit went."
    agree(engagement, bench.dakar, by=bench.awa)

    assert current(engagement).original_text.summary == "Something else."


@pytest.mark.parametrize("change", ["output", "organisation"])
def test_output_or_organisation_more_is_another_content(bench, engagement, change):
    agree(engagement, bench.dakar, by=bench.awa)
    if change == "output":
        OutputFactory(engagement=engagement)
    else:
        add_organisation(engagement, OrganisationFactory(published=True), side="partner", by=None)

    assert agree(engagement, bench.montreal, by=bench.jo).is_public is False


def test_output_kept_for_themselves_changes_nothing(bench, engagement):
    agree(engagement, bench.dakar, by=bench.awa)
    OutputFactory(engagement=engagement, is_told=False)

    assert agree(engagement, bench.montreal, by=bench.jo).is_public is True
    assert Output.objects.get().published_at is None


def test_taken_back_is_gone_and_can_come_again(bench, engagement):
    for organisation in (bench.dakar, bench.montreal):
        agree(engagement, organisation, by=None)

    gone = take_back_agreement(engagement, bench.dakar, by=bench.awa)
    assert (current(gone).is_public, current(gone).withdrawn_at is not None) == (False, True)

    assert agree(engagement, bench.dakar, by=bench.awa).is_public is True


def test_nothing_is_agreed_to_without_a_summary(bench):
    bare = EngagementFactory(texts={"en": {"summary": ""}}, parts={bench.dakar: "asking"})

    with pytest.raises(NothingToTell):
        agree(bare, bench.dakar, by=bench.awa)


def test_model_refuses_what_nobody_agreed_to(bench, engagement):
    with pytest.raises(PermissionDenied):
        publish_record(engagement, by=bench.coordinator)
    with pytest.raises(PermissionDenied):
        publish_record(EngagementFactory(), by=bench.coordinator)


def test_basis_is_how_the_secretariat_knows(bench, engagement):
    agree(engagement, bench.dakar, by=bench.coordinator, basis="By telephone")

    assert engagement.participations.get(organisation=bench.dakar).basis == "By telephone"


def test_nobody_agrees_to_words_they_have_not_seen(bench, engagement):
    seen = engagement_digest(engagement.get_latest_revision_as_object())
    draft = Engagement.objects.get(pk=engagement.pk)
    write_text(draft, "en", state="original", words={"summary": "Something else."})
    save_draft(draft, by=None)

    with pytest.raises(Changed):
        agree(engagement, bench.dakar, by=bench.awa, seen=seen)

    assert not engagement.participations.exclude(agreed_digest="").exists()
    now = engagement_digest(Engagement.objects.get(pk=engagement.pk).get_latest_revision_as_object())
    agree(engagement, bench.dakar, by=bench.awa, seen=now)
    assert engagement.participations.get(organisation=bench.dakar).agreed_digest == now


def test_who_joins_later_is_not_named_before_they_agree(bench, engagement):
    for organisation in (bench.dakar, bench.montreal):
        agree(engagement, organisation, by=None)
    late = OrganisationFactory(code="late", published=True)
    add_organisation(engagement, late, side="partner", by=None)

    shown = public_engagements().get()

    assert {part.organisation.code for part in shown.shown_parts} == {"dakar", "montreal"}
    assert shown.is_public
