from uuid import uuid4

from cities.core.actions import save_section
from cities.transfer.projects.actions import (
    find_told,
    remove_told,
    told_section,
    transfer_figures,
    transfer_frame,
    transfer_group,
    transfer_products,
    transfer_sources,
)
from cities.transfer.projects.models import Transfer
from tests.factories import ConceptFactory, ConsentFactory, OrganisationFactory, PersonRoleFactory, PracticeFactory

DAY = "2026-01-31T12:00:00Z"
ADAPTATION = {
    "dimension": "legal",
    "made_by": "The city",
    "was": "A cooperative",
    "became": "A contract",
    "reason": "The law",
    "source_title": "A report",
    "source_url": "https://example.org/report",
    "locator": "p. 3",
}


def write(table, section, values, *, by=None):
    transfer = Transfer.objects.get(pk=table.transfer.pk)
    saved = save_section(transfer, section, values, base=transfer.latest_revision_id or 0, by=by or table.taker)
    assert saved.is_saved
    return draft(table)


def draft(table):
    return Transfer.objects.get(pk=table.transfer.pk).get_latest_revision_as_object()


def test_adaptation_is_told_once_and_changed_by_its_key(table):
    key = uuid4()
    write(table, told_section("adaptation", key, "en"), ADAPTATION)
    found = write(table, told_section("adaptation", key, "en"), {**ADAPTATION, "reason": "Custom"})

    (told,) = found.adaptations.all()
    assert (told.dimension, told.original_text.reason, told.source.url, told.locator) == (
        "legal",
        "Custom",
        "https://example.org/report",
        "p. 3",
    )
    assert not Transfer.objects.get(pk=table.transfer.pk).adaptations.exists()


def test_second_language_is_a_translation(table):
    key = uuid4()
    write(table, told_section("adaptation", key, "en"), ADAPTATION)
    found = write(table, told_section("adaptation", key, "fr"), {**ADAPTATION, "became": "Un contrat", "was": "", "reason": ""})

    told = find_told(found, "adaptation", key)
    assert {text.language: text.state for text in told.texts.all()} == {"en": "original", "fr": "human"}
    assert told.text_in("fr").stale_fields(told.original_text) == []


def test_pilot_keeps_what_nobody_knows_empty(table):
    key = uuid4()
    values = {
        "territory": str(table.dakar.pk),
        "began": "2026-22",
        "ended": "",
        "weeks": None,
        "people": 15,
        "name": "Médina",
        "result": "",
        "source_title": "",
        "source_url": "",
        "locator": "",
    }

    found = write(table, told_section("pilot", key, "fr"), values)

    told = find_told(found, "pilot", key)
    assert (told.territory_id, told.began, told.weeks, told.people, told.source) == (table.dakar.pk, "2026-22", None, 15, None)
    assert told_section("pilot", key, "fr").read(found) == values


def test_told_thing_can_be_left_out(table):
    key = uuid4()
    write(table, told_section("adaptation", key, "en"), ADAPTATION)

    remove_told(Transfer.objects.get(pk=table.transfer.pk), "adaptation", key, by=table.taker)

    assert list(draft(table).adaptations.all()) == []


def test_figures_keep_their_source_and_what_did_not_change(table):
    measure = ConceptFactory(code="cooperatives", scheme__code="measures")
    row = ("2026", "21", "exact", measure.key, "units", "Our own count", "")
    found = write(table, transfer_figures(), {"uptake": (row,), "result": (), "budget": ()})
    (figure,) = found.figures.all()
    assert (figure.aspect, figure.year, figure.plain_value, figure.source.title) == ("uptake", 2026, 21, "Our own count")

    again = write(table, transfer_figures(), {"uptake": (row, ("2027", "50", "about", measure.key, "units", "Our own count", ""))})

    assert [(one.year, one.qualifier) for one in again.figures.all()] == [(2026, "exact"), (2027, "about")]
    assert len({one.source_id for one in again.figures.all()}) == 1


def test_frame_links_only_what_anyone_may_see(table):
    mode = ConceptFactory(code="pilot", scheme__code="transfer-modes")
    hidden, shown, theirs = PracticeFactory(), PracticeFactory(published=True), PracticeFactory(published=True, brought_by=table.origin)
    own = PracticeFactory(published=True, brought_by=table.destination)
    person = PersonRoleFactory(organisation=table.origin).person
    values = {
        "practices": (str(table.practice.pk), str(theirs.pk), str(shown.pk)),
        "follows": (str(table.transfer.pk),),
        "origins": (str(table.montreal.pk),),
        "territories": (str(table.dakar.pk),),
        "trigger": "event",
        "mode": mode.key,
        "result": str(hidden.pk),
        "reference_person": str(person.pk),
    }

    found = write(table, transfer_frame(knows_people=True), values, by=table.giver)
    assert (found.mode, found.trigger, found.result, found.reference_person, list(found.follows.all())) == (mode, "event", None, person, [])

    assert {practice.pk for practice in found.practices.all()} == {table.practice.pk, theirs.pk}

    again = write(table, transfer_frame(), {**values, "result": str(own.pk), "reference_person": str(uuid4())})
    assert (again.result, again.reference_person) == (own, None)


def test_frame_takes_only_people_who_agreed_from_the_other_side(table):
    hidden, agreed = (PersonRoleFactory(organisation=table.origin).person for _one in range(2))
    ConsentFactory(person=agreed, given_at=DAY)
    values = {"practices": (), "follows": (), "origins": (), "territories": (), "trigger": "", "mode": "", "result": ""}

    assert write(table, transfer_frame(), {**values, "reference_person": str(agreed.pk)}).reference_person == agreed
    assert write(table, transfer_frame(), {**values, "reference_person": str(hidden.pk)}).reference_person is None


def test_local_group_products_and_sources_are_rows(table):
    solon = OrganisationFactory(code="solon", published=True, texts={"en": {"name": "Solon"}})
    memorandum = ConceptFactory(code="memorandum", scheme__code="deliverable-types")

    write(table, transfer_group(), {"local_group": (("Solon", "civil-society"), ("A school", "research"))})
    write(table, transfer_products(), {"deliverables": (("MoU", memorandum.key, "fr", "2026", ""),)})
    found = write(table, transfer_sources(), {"sources": (("A report", "https://example.org/r", "p. 1"),)})

    assert [(one.organisation_id, one.name) for one in found.local_group.all()] == [(solon.pk, ""), (None, "A school")]
    assert [(one.title, one.kind_id, one.language, one.year) for one in found.deliverables.all()] == [("MoU", memorandum.key, "fr", 2026)]
    assert [(one.source.title, one.locator) for one in found.sources.all()] == [("A report", "p. 1")]
