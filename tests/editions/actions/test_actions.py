from decimal import Decimal

import pytest

from cities.editions.actions import (
    NotReady,
    choose_cases,
    choose_sections,
    explain_figure,
    publish_edition,
    remove_figure,
    save_edition,
    state_figure,
    withdraw_edition,
    write_words,
)
from cities.editions.models import Edition, Snapshot
from cities.editions.queries import default_sections, published_editions
from tests.factories import OrganisationFactory, PracticeFactory, SourceFactory
from tests.factories.editions import EditionFactory, SnapshotFactory

pytestmark = pytest.mark.django_db


def test_a_new_edition_begins_with_the_sections_of_its_kind():
    made = save_edition(Edition(code="r", kind="activity-report", year=2021), by=None)

    assert made.sections == default_sections("activity-report")
    assert "directory" not in made.sections


def test_sections_keep_the_order_they_are_given_in():
    edition = choose_sections(EditionFactory(), ["directory", "message"], by=None)

    assert Edition.objects.get(pk=edition.pk).sections == ["directory", "message"]


def test_cases_keep_the_order_they_are_given_in_and_replace_those_before():
    edition, practices = EditionFactory(), [PracticeFactory(code=code, published=True) for code in ("b", "a")]
    choose_cases(edition, [PracticeFactory(published=True)], by=None)

    choose_cases(edition, practices, by=None)

    assert [case.practice for case in edition.cases.all()] == practices


def test_the_first_language_written_is_the_original_and_a_change_of_it_leaves_translations_stale():
    edition = EditionFactory()
    write_words(edition, "en", {"title": "Yearbook", "message": "Hello"}, by=None)
    write_words(edition, "fr", {"title": "Annuaire", "message": "Bonjour"}, by=None)

    write_words(edition, "en", {"title": "Yearbook", "message": "Good day"}, by=None)

    french = edition.texts.get(language="fr")
    assert (french.state, french.stale_fields(edition.texts.get(language="en"))) == ("human", ["message"])
    write_words(edition, "fr", {"title": "Annuaire", "message": "Bonjour"}, is_checked=True, by=None)
    assert edition.texts.get(language="fr").stale_fields(edition.texts.get(language="en")) == []


def test_a_translation_without_words_goes():
    edition = EditionFactory(words={"en": {"title": "Yearbook"}, "fr": {"title": "Annuaire"}})

    write_words(edition, "fr", {"title": "", "message": ""}, by=None)

    assert list(edition.texts.values_list("language", flat=True)) == ["en"]


def test_what_another_has_saved_meanwhile_in_another_language_stays():
    edition = EditionFactory(words={"en": {"title": "Yearbook"}, "fr": {"title": "Annuaire"}})
    shown = Edition.objects.prefetch_related("texts").get(pk=edition.pk)
    assert len(shown.texts.all()) == 2
    write_words(edition, "en", {"title": "Yearbook of the network"}, by=None)

    write_words(shown, "fr", {"title": "Annuaire du réseau"}, by=None)

    assert dict(edition.texts.values_list("language", "title")) == {"en": "Yearbook of the network", "fr": "Annuaire du réseau"}
    assert edition.texts.get(language="fr").stale_fields(edition.texts.get(language="en")) == []


@pytest.mark.parametrize(("title", "state"), [("Annuaire\r\nnouveau", "reviewed"), ("Autre", "human")])
def test_a_reviewed_text_that_somebody_changes_is_a_persons(title, state):
    """Browsers change line ends, which is no change."""
    edition = EditionFactory(words={"en": {"title": "Yearbook"}, "fr": {"title": "Annuaire\nnouveau"}})
    edition.texts.filter(language="fr").update(state="reviewed")

    write_words(edition, "fr", {"title": title}, by=None)

    assert edition.texts.get(language="fr").state == state


def test_a_figure_stated_again_by_the_same_source_is_corrected():
    edition, source = EditionFactory(), SourceFactory()
    state_figure(edition, "members", Decimal(75), source=source, by=None)

    state_figure(edition, "members", Decimal(74), source=source, locator="page 2", by=None)
    other = state_figure(edition, "members", Decimal(70), by=None)

    assert [(figure.value, figure.locator) for figure in edition.stated_figures.all()] == [(74, "page 2"), (70, "")]
    remove_figure(other, by=None)
    assert edition.stated_figures.count() == 1


def test_an_edition_with_a_figure_that_disagrees_is_published_only_when_it_is_explained():
    OrganisationFactory(since=2019, published=True)
    edition = EditionFactory()
    figure = state_figure(edition, "members", Decimal(2), by=None)

    with pytest.raises(NotReady) as refused:
        publish_edition(edition, by=None)
    assert (refused.value.reason, refused.value.count, edition.state) == ("unexplained", 1, "draft")

    explain_figure(figure, {"en": "One left.", "fr": ""}, by=None)
    publish_edition(edition, by=None)

    assert list(published_editions()) == [edition]
    assert edition.snapshot.read()["stated"][0]["texts"] == {"en": {"state": "original", "explanation": "One left."}}


def test_what_is_spoken_in_a_text_is_corrected_there():
    OrganisationFactory(since=2019, published=True)
    edition = EditionFactory(words={"en": {"title": "Y", "message": "We are 9 members."}})

    with pytest.raises(NotReady):
        publish_edition(edition, by=None)
    write_words(edition, "en", {"message": "We are {members} members."}, by=None)

    assert publish_edition(edition, by=None).is_public is True


def test_without_a_language_nothing_is_published():
    with pytest.raises(NotReady, match="languages"):
        publish_edition(EditionFactory(languages=[]), by=None)


def test_what_is_published_does_not_change_with_the_records():
    member = OrganisationFactory(code="dakar", since=2019, published=True)
    edition = publish_edition(EditionFactory(), by=None)
    digest = edition.snapshot.digest

    member.memberships.update(until=2020)

    assert Edition.objects.get(pk=edition.pk).snapshot.digest == digest
    assert len(edition.snapshot.read()["members"]) == 1
    assert publish_edition(edition, by=None).snapshot.digest != digest
    assert Snapshot.objects.filter(edition=edition).count() == 2


def test_the_same_snapshot_is_kept_once():
    edition = EditionFactory()

    assert SnapshotFactory(edition=edition) == SnapshotFactory(edition=edition)


def test_a_withdrawn_edition_keeps_its_snapshots():
    edition = withdraw_edition(publish_edition(EditionFactory(), by=None), by=None)

    assert (list(published_editions()), Snapshot.objects.count()) == ([], 1)
    assert edition.state == "draft"
