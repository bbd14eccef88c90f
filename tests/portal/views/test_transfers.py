"""Pages of transfers for everyone, and where records of others show them."""

import pytest
from django.urls import reverse

from cities.commons.members.models import Consent
from cities.core.actions import withdraw_record
from cities.transfer.projects.actions import take_back_agreement
from cities.transfer.projects.models import Adaptation, AdaptationText, LocalActor, Pilot, PilotText, Step, StepText, TransferFigure
from tests.factories import (
    ConceptFactory,
    ConsentFactory,
    OrganisationFactory,
    PersonFactory,
    SourceFactory,
    TransferFactory,
)
from tests.factories import table as make_table


@pytest.fixture
def table(db):
    return make_table()


def told(model, text, facts, **words):
    row = model(**facts)
    row.texts.set([text(language="en", state="original", **words)])
    return row


def rich(table, **facts):
    """A public transfer with something of everything."""
    cooperatives = ConceptFactory(code="cooperatives", scheme__code="measures", labels={"en": "cooperatives"})
    report = SourceFactory(code="report", title="A report", url="https://example.org/report")
    return TransferFactory(
        code="lanes-public",
        published=True,
        practices=[table.practice],
        origin=table.origin,
        destination=table.destination,
        origins=[table.montreal],
        territories=[table.dakar],
        phase="re-use",
        trigger="mission",
        texts={"en": {"title": "Lanes go south", "summary": "From lane to lane.", "lessons": "Ask **first**."}},
        stays=[("understand", "2011", "2012"), ("re-use", "2014", "")],
        adaptations=[
            told(Adaptation, AdaptationText, {"dimension": "legal", "source": report}, became="A contract", was="A habit", reason="The law")
        ],
        pilots=[told(Pilot, PilotText, {"began": "2013-22", "weeks": 6, "people": 14}, name="Médina", result="It held.")],
        steps=[told(Step, StepText, {"happened": "2012-12", "phase": "adapt"}, sentence="They met.")],
        local_group=[LocalActor(name="A school", actor_kind="research")],
        figures=[TransferFigure(aspect="uptake", measure=cooperatives, value=21, unit="units", year=2015, source=report)],
        **facts,
    )


def page(client, name, *args, **params):
    response = client.get(reverse(f"portal:{name}", args=args), params)
    assert response.status_code == 200
    return response.content.decode()


def test_page_tells_what_both_sides_agreed_to(client, table):
    text = page(client, "transfer", rich(table).code)

    for said in (
        "Lanes go south",
        "Ask <strong>first</strong>",
        "A contract",
        "A habit",
        "The law",
        "Médina",
        "summer 2013",
        "14 people",
        "December 2012",
    ):
        assert said in text
    assert "A school" in text
    assert reverse("portal:practice", args=["lanes"]) in text
    assert 'class="lineage lineage--wide"' in text


def test_page_of_a_draft_is_not_there_and_of_a_withdrawn_one_gone(client, table):
    shown = rich(table)
    assert client.get(reverse("portal:transfer", args=[table.transfer.code])).status_code == 404

    take_back_agreement(shown, "origin", by=None)

    assert client.get(reverse("portal:transfer", args=[shown.code])).status_code == 410
    assert client.get(f"/id/{shown.pk}").status_code == 410


def test_reference_person_is_named_with_their_consent_only(client, table):
    person = PersonFactory(name="Katerine Zqname")
    shown = rich(table, reference_person=person)
    assert "Zqname" not in page(client, "transfer", shown.code)

    consent = ConsentFactory(person=person, field=Consent.Field.NAME, given_at="2026-01-01T00:00:00Z")
    assert "Zqname" in page(client, "transfer", shown.code)

    consent.withdrawn_at = "2026-02-01T00:00:00Z"
    consent.save()
    assert "Zqname" not in page(client, "transfer", shown.code)


def test_organisation_that_is_not_public_is_not_named(client, table):
    hidden = OrganisationFactory(texts={"en": {"name": "Zqhidden"}})
    shown = TransferFactory(published=True, origin=hidden, local_group=[LocalActor(organisation=hidden, actor_kind="public")])

    assert "Zqhidden" not in page(client, "transfer", shown.code)


def test_practice_tells_where_it_was_taken_up(client, table):
    before = page(client, "practice", "lanes")
    rich(table)
    after = page(client, "practice", "lanes")

    assert "Taken up in" not in before
    assert "Taken up in" in after
    assert "Taken up elsewhere:" in after
    assert "21 in 2015" in after
    assert reverse("feeds:lineage", args=[table.practice.pk]) in after


def test_member_and_territory_show_their_part(client, table):
    rich(table)

    assert "Takes the practice up" in page(client, "member", "dakar")
    assert "Gives the practice" in page(client, "member", "montreal")
    assert "Lanes go south" in page(client, "territory", "sn-dakar")


def test_list_is_narrowed_by_phase(client, table):
    rich(table)
    TransferFactory(published=True, code="other", territories=[table.dakar])

    assert "Lanes go south" in page(client, "transfers")
    assert "Lanes go south" not in page(client, "transfers", phase="understand")
    assert "Other" in page(client, "transfers", phase="understand")
    assert "Lanes go south" in page(client, "transfers", phase="nonsense")


def test_empty_list_says_how_one_begins(client, db):
    assert "No transfer is told here yet" in page(client, "transfers")


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_long(client, table, count, django_assert_max_num_queries):
    for _ in range(count):
        TransferFactory(published=True, practices=[table.practice], territories=[table.dakar], stays=[("understand", "2011", "")])
    page(client, "transfers")

    with django_assert_max_num_queries(20):
        page(client, "transfers")


def test_drawing_has_a_table_and_a_sentence_that_say_the_same(client, table):
    rich(table)
    text = page(client, "practice", "lanes")

    assert "The first was Dakar, Sn, in 2011." in text
    assert "2015: 21" in text


def test_page_is_in_the_language_of_its_address(client, table):
    shown = rich(table)

    text = client.get(f"/fr/transfers/{shown.code}/").content.decode()

    assert "été 2013" in text
    assert 'lang="en"' in text


def test_withdrawn_transfer_is_in_no_list(client, table):
    shown = rich(table)
    withdraw_record(shown, reason="A fault", by=None)

    assert "Lanes go south" not in page(client, "transfers")
    assert "Lanes go south" not in page(client, "member", "dakar")
