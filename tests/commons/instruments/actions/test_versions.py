import pytest
from wagtail.models import ModelLogEntry

from cities.commons.instruments.actions import (
    NotADraft,
    WrongDefinition,
    create_instrument,
    discard_draft,
    fill_draft,
    publish_version,
    retire_version,
    retyped_items,
    start_draft,
)
from cities.commons.instruments.models import Instrument
from cities.commons.instruments.queries import definition_of
from tests.commons.instruments.definitions import definition, item, section, words
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return create_instrument("member-survey", title="Member survey", language="en", languages=["fr"], by=None)


def published(draft, *sections):
    fill_draft(draft, definition(*sections, languages=("en", "fr")), by=None)
    return publish_version(draft, by=None)


def acts():
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True))


def test_instrument_begins_with_an_empty_draft(draft):
    asked = definition_of(draft)

    assert (asked.instrument, asked.number, asked.title.words, asked.languages) == (
        "member-survey",
        1,
        {"en": "Member survey"},
        ("en", "fr"),
    )
    assert acts() == ["instrument.created"]


def test_publishing_makes_it_what_is_asked(draft):
    user = UserFactory()
    fill_draft(draft, definition(section("one", item("name"))), by=user)

    version = publish_version(draft, by=user)

    assert (version.state, version.published_by) == ("published", user)
    assert version.published_at is not None
    assert acts() == ["instrument.created", "instrument.draft_changed", "instrument.published"]


def test_publishing_refuses_with_every_reason(draft):
    fill_draft(draft, definition(section("one", item("name", label=words()), item("kind", "one-of", options=()))), by=None)

    with pytest.raises(WrongDefinition) as refusal:
        publish_version(draft, by=None)

    assert [(fault.code, fault.field) for fault in refusal.value.faults] == [("name", "label"), ("kind", "options")]
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_empty_draft_is_not_published(draft):
    with pytest.raises(WrongDefinition):
        publish_version(draft, by=None)


def test_published_version_never_changes(draft):
    version = published(draft, section("one", item("name")))

    for act in (lambda: fill_draft(version, definition(section("one", item("other"))), by=None), lambda: publish_version(version, by=None)):
        with pytest.raises(NotADraft):
            act()

    with pytest.raises(NotADraft):
        discard_draft(version, by=None)


def test_next_draft_keeps_codes_words_and_their_states(draft):
    first = published(draft, section("one", item("name", label=words(en="Name?", fr="Nom ?"))))
    first.items.get(code="name").texts.filter(language="fr").update(state="reviewed", made_from={"label": "older"})

    second = start_draft(first.instrument, by=None)

    text = second.items.get(code="name").texts.get(language="fr")
    assert (second.number, second.state) == (2, "draft")
    assert [asked.code for asked in definition_of(second).items] == ["name"]
    assert (text.label, text.state, text.made_from) == ("Nom ?", "reviewed", {"label": "older"})


def test_starting_a_draft_twice_gives_the_one_under_way(draft):
    first = published(draft, section("one", item("name")))

    assert start_draft(first.instrument, by=None) == start_draft(first.instrument, by=None)
    assert acts().count("instrument.draft_started") == 1


def test_discarding_the_only_draft_takes_the_instrument_along(draft):
    discard_draft(draft, by=None)

    assert Instrument.objects.count() == 0


def test_discarding_a_later_draft_leaves_what_is_published(draft):
    first = published(draft, section("one", item("name"), item("projects", "repeat", items=(item("project"),))))

    discard_draft(start_draft(first.instrument, by=None), by=None)

    assert list(first.instrument.versions.values_list("number", flat=True)) == [1]


def test_retired_version_is_asked_no_more(draft):
    first = published(draft, section("one", item("name")))

    retire_version(first, by=None)
    again = retire_version(first, by=None)

    assert again.state == "retired"
    assert acts().count("instrument.retired") == 1


def test_draft_is_not_retired(draft):
    with pytest.raises(NotADraft):
        retire_version(draft, by=None)


def test_publishing_warns_of_types_that_changed(draft):
    first = published(draft, section("one", item("members", "text"), item("name")))
    second = start_draft(first.instrument, by=None)
    fill_draft(second, definition(section("one", item("members", "whole-number"), item("name"))), by=None)

    found = retyped_items(second, definition_of(second))

    assert [(change.code, change.before, change.after) for change in found] == [("members", "text", "whole-number")]


def test_first_version_has_nothing_to_differ_from(draft):
    assert retyped_items(draft, definition_of(draft)) == []
