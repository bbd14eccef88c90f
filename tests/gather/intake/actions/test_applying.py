import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import ModelLogEntry, Revision

from cities.commons.members.models import Membership, Organisation, PrivateContact
from cities.commons.places.actions import load_shipped_territories
from cities.commons.places.models import Territory
from cities.commons.practices.models import Practice
from cities.commons.vocabulary.actions import load_shipped_vocabularies
from cities.core.actions import publish_record
from cities.gather.intake import queries
from cities.gather.intake.actions import (
    BatchNotOpen,
    ItemNotApplied,
    apply_batch,
    begin_applying,
    decide_item,
    decide_items,
    finish_applying,
    stage_document,
    undo_batch,
)
from cities.gather.intake.models import Batch
from cities.provenance.models import Source
from cities.search.models import Entry, IndexedText, Passage
from tests.factories import OrganisationFactory
from tests.gather.intake.batches import ALMOND, BROOK, HEADER, staged


def test_applying_makes_public_members(ground):
    batch = apply_batch(staged(ALMOND + BROOK), by=None)

    almond = Organisation.objects.public().get(code="almond-street-library")
    assert (batch.state, almond.acronym, almond.membership.since, almond.membership.category.code) == (
        "applied",
        "ASL",
        2019,
        "organisation",
    )
    assert (almond.kind.code, almond.actor_kind, almond.seat.code) == ("association", "civil-society", "fr-lyon")
    assert [territory.code for territory in almond.territories.all()] == ["fr-lyon"]
    assert [str(website) for website in almond.websites.all()] == ["https://www.almond.example"]
    assert [(text.language, text.state, text.name, text.description) for text in almond.texts.all()] == [
        ("en", "original", "Almond Street Library", "It lends tools to its neighbours.")
    ]
    assert [contact.address for contact in almond.private_contacts.all()] == ["post@almond.example"]


def test_a_new_city_is_put_on_the_map(ground):
    apply_batch(staged(BROOK), by=None)

    city = Territory.objects.get(code="pe-cusco")
    assert (city.kind, city.parent.code, city.country_code, city.name_in("en")) == ("city", "pe", "PE", "Cusco")


def test_imported_members_are_found(ground):
    apply_batch(staged(ALMOND), by=None)

    assert [text.title for text in IndexedText.objects.all()] == ["Almond Street Library"]


def test_many_at_once_are_stored_as_one_by_one(ground):
    """What the bulk path writes equals what saving and publishing would."""
    apply_batch(staged(ALMOND), by=None)
    bulk = Organisation.objects.get()
    before = image(bulk)
    passages = list(Passage.objects.values_list("text__language", "text__title", "words"))

    publish_record(bulk, by=None)
    after = image(Organisation.objects.get())

    for changing in ("latest_revision", "live_revision", "updated_at", "last_published_at"):
        assert before.pop(changing) is not None
        after.pop(changing)
    for texts in (before["texts"], after["texts"]):
        texts[0].pop("updated_at")
    assert after == before
    assert list(Passage.objects.values_list("text__language", "text__title", "words")) == passages


def image(record: Organisation) -> dict[str, object]:
    found: dict[str, object] = json.loads(json.dumps(record.serializable_data(), cls=DjangoJSONEncoder))
    return found


def test_the_first_revision_is_whole(ground):
    apply_batch(staged(ALMOND), by=None)
    record = Organisation.objects.get()

    revived = record.latest_revision.as_object()

    assert record.live_revision == record.latest_revision
    assert [text.pk for text in revived.texts.all()] == [text.pk for text in record.texts.all()]
    assert [territory.code for territory in revived.territories.all()] == ["fr-lyon"]
    assert ModelLogEntry.objects.filter(action="import.created", object_id=str(record.pk)).count() == 1


def test_applying_changes_what_is_taken_and_nothing_else(ground, administrator):
    record = OrganisationFactory(
        published=True, since=2018, texts={"fr": {"name": "Bibliothèque"}, "en": {"name": "Almond Street Library", "summary": "Ours."}}
    )

    apply_batch(staged(ALMOND), by=administrator)

    record = Organisation.objects.get(pk=record.pk)
    english, french = record.text_in("en"), record.text_in("fr")
    assert (record.membership.since, record.acronym, record.seat.code) == (2018, "ASL", "fr-lyon")
    assert (english.description, english.summary, english.state) == ("It lends tools to its neighbours.", "Ours.", "human")
    assert (french.name, french.state) == ("Bibliothèque", "original")
    assert record.latest_revision.user == administrator
    assert record.live


def test_words_in_another_language_wait_for_a_person(ground):
    OrganisationFactory(published=True, texts={"fr": {"name": "Almond Street Library", "description": "Elle prête."}})
    item = staged(ALMOND).items.get()

    assert "text" not in item.taken
    decide_item(item, accept=True, taken=["text"], by=None)
    apply_batch(item.batch, by=None)

    english = Organisation.objects.get().text_in("en")
    assert (english.state, english.name, english.description) == ("human", "Almond Street Library", "It lends tools to its neighbours.")


def test_further_facts_and_languages_reach_the_record(ground):
    header = "name_en,name_fr,description_fr,Kind,Category,Country,Founded,Themes,Latitude,Longitude,City\n"
    row = "Almond,Amande,Prête,foundation,Local government,France,1998,Microcredit; unknown,45.2,4.9,Vienne\n"

    apply_batch(staged(row, header=header), by=None)

    record = Organisation.objects.get()
    assert (record.kind.code, record.actor_kind, record.founded, record.membership.category.code) == (
        "foundation",
        "civil-society",
        1998,
        "local-government",
    )
    assert [concept.code for concept in record.concepts.all()] == ["microcredit"]
    assert (record.seat.code, record.seat.latitude) == ("fr-vienne", 45.2)
    assert {text.language: (text.state, text.name) for text in record.texts.all()} == {
        "en": ("original", "Almond"),
        "fr": ("human", "Amande"),
    }


def test_practices_become_drafts_with_their_source(ground):
    header = "Project,Problem,Results,Description,Start,End,Status,Country,Themes,SDGs\n"
    row = "Gardens,Little room,100 gardens,On roofs,2016,2019,ended,France,urban-agriculture,sdg-11\n"

    batch = apply_batch(staged(row, header=header), by=None)

    practice = Practice.objects.get()
    text = practice.text_in("en")
    assert (practice.live, practice.status, practice.started, practice.ended) == (False, "ended", 2016, 2019)
    assert (text.title, text.problem, text.results, text.action) == ("Gardens", "Little room", "100 gardens", "On roofs")
    assert {concept.code for concept in practice.concepts.all()} == {"urban-agriculture", "sdg-11"}
    assert [str(source) for source in practice.sources.all()] == ["members.csv, line 2"]
    assert batch.traces["source"] == Source.objects.get().code


def test_practices_are_changed_too(ground):
    header = "Project,Problem,Start,End,Status\n"
    apply_batch(staged("Gardens,Little room,2016,,\n", header=header), by=None)

    apply_batch(staged("Gardens,No room at all,2015,2019,ended\n", header=header), by=None)

    practice = Practice.objects.get()
    assert (practice.started, practice.ended, practice.status, practice.text_in("en").problem) == (2015, 2019, "running", "No room at all")
    assert practice.sources.count() == 2


def test_doubtful_and_refused_items_are_passed_over(ground):
    batch = staged(ALMOND + BROOK + ALMOND)
    decide_item(batch.items.get(position=2), accept=False, by=None)

    apply_batch(batch, by=None)

    assert [organisation.code for organisation in Organisation.objects.all()] == ["almond-street-library"]
    assert list(batch.items.values_list("outcome", flat=True)) == ["created", "kept", "kept"]


def test_a_doubtful_item_that_is_accepted_makes_a_record_of_its_own_code(ground):
    batch = staged(ALMOND + ALMOND)
    decide_item(batch.items.get(position=2), accept=True, by=None)

    apply_batch(batch, by=None)

    assert {organisation.code for organisation in Organisation.objects.all()} == {"almond-street-library", "almond-street-library-asl"}


def test_addresses_leave_the_batch_once_it_is_applied(ground):
    batch = apply_batch(staged(ALMOND), by=None)

    assert batch.items.get().private_addresses == []
    assert PrivateContact.objects.get().address == "post@almond.example"


def test_a_batch_is_applied_once(ground):
    batch = apply_batch(staged(ALMOND), by=None)

    with pytest.raises(BatchNotOpen):
        apply_batch(batch, by=None)


def test_applying_is_all_or_nothing(ground, monkeypatch):
    batch = staged(ALMOND + BROOK)
    batch.items.filter(position=2).update(entry={"kind": "member", "name": "Brook", "facts": {"founded": "long ago"}})

    with pytest.raises(ItemNotApplied, match="Brook") as raised:
        apply_batch(batch, by=None)

    assert isinstance(raised.value.__cause__, ValueError)

    assert Organisation.objects.count() == 0
    assert Batch.objects.get().state == "staged"


def test_what_cannot_be_applied_is_reviewed_again_and_says_why(ground, caplog):
    batch = staged(ALMOND + BROOK)
    batch.items.filter(position=2).update(entry={"kind": "member", "name": "Brook", "facts": {"founded": "long ago"}})

    finished = finish_applying(begin_applying(batch, by=None))

    assert (finished.state, Organisation.objects.count()) == ("staged", 0)
    assert queries.batch_fault(finished).startswith("Nothing was written, because “Brook Network” cannot be.")
    assert caplog.messages == [f"Import {batch.pk} cannot be applied: ValueError"]
    decide_item(batch.items.get(position=2), accept=False, by=None)
    again = finish_applying(begin_applying(Batch.objects.get(), by=None))
    assert (again.state, queries.batch_fault(again), Organisation.objects.count()) == ("applied", "", 1)


def test_a_batch_somebody_else_has_applied_is_left_as_it_is(ground):
    batch = begin_applying(staged(ALMOND), by=None)
    finish_applying(batch)

    assert finish_applying(batch).state == "applied"
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    ("known", "told", "found"),
    [
        (("2016", ""), ("", "2014"), (2016, None)),
        (("", "2014"), ("2016", ""), (None, 2014)),
        (("2016", ""), ("2012", "2014"), (2012, 2014)),
        (("", ""), ("2016", "2014"), (2016, None)),
    ],
)
def test_a_practice_never_ends_before_it_began(ground, known, told, found):
    header = "Project,Problem,Start,End\n"
    apply_batch(staged(f"Gardens,Little room,{known[0]},{known[1]}\n", header=header), by=None)
    item = staged(f"Gardens,Little room,{told[0]},{told[1]}\n", header=header).items.get()
    decide_item(item, accept=True, taken=["started", "ended"], by=None)

    apply_batch(item.batch, by=None)

    practice = Practice.objects.get()
    assert (practice.started, practice.ended) == found


@pytest.mark.parametrize(("year", "found"), [(2008, [(2008, 2010)]), (2015, [(2005, 2010), (2015, None)])])
def test_who_joins_after_a_membership_has_ended_begins_another(ground, year, found):
    record = OrganisationFactory(published=True, since=2005, texts={"en": {"name": "Almond Street Library"}})
    Membership.objects.update(until=2010)
    item = staged(ALMOND.replace("2019", str(year))).items.get()
    decide_item(item, accept=True, taken=["member_since"], by=None)

    apply_batch(item.batch, by=None)

    memberships = Organisation.objects.get().memberships.all()
    assert [(membership.since, membership.until) for membership in memberships] == found
    assert {membership.category for membership in memberships} == {record.membership.category}


def test_nothing_to_apply_leaves_no_source(ground):
    batch = staged(ALMOND)
    decide_items(batch, accept=False, by=None)

    apply_batch(batch, by=None)

    assert (Source.objects.count(), queries.outcome_counts(batch).kept) == (0, 1)


def test_a_long_table_is_applied_in_few_queries(ground, django_assert_max_num_queries):
    rows = "".join(f"Member {number},,2019,Lyon,France,www.member{number}.example,,Text {number}.\n" for number in range(400))
    batch = staged(rows)

    with django_assert_max_num_queries(100):
        apply_batch(batch, by=None)

    assert Organisation.objects.public().count() == 400


def test_the_yearbook_goes_in_once_and_comes_out_again(db, shared_documents: Path):
    load_shipped_vocabularies()
    load_shipped_territories()
    territories, path = Territory.objects.count(), shared_documents / "member-yearbook-2021.txt"

    first = apply_batch(stage_document(path, by=None), by=None)
    members = Organisation.objects.public().filter(memberships__isnull=False, memberships__until=None).count()
    second = stage_document(path, by=None)
    counts = queries.batch_counts(second).actions
    undo_batch(first, by=None)

    assert members == 75
    assert counts == {"new": 0, "changed": 0, "same": 75, "doubtful": 0, "rejected": 0}
    assert (Organisation.objects.count(), PrivateContact.objects.count(), Territory.objects.count(), Source.objects.count()) == (
        0,
        0,
        territories,
        0,
    )
    assert (Revision.objects.count(), Entry.objects.count()) == (0, 0)
    call_command("check")


def test_the_report_goes_in_as_drafts(ground, shared_documents: Path):
    batch = apply_batch(stage_document(shared_documents / "activity-report-2018-2019.txt", by=None), by=None)

    assert (Practice.objects.count(), Practice.objects.public().count()) == (15, 0)
    assert HEADER
    assert batch.profile == "cities-activity-report"


def test_a_change_of_which_nothing_is_taken_leaves_the_record(ground):
    record = OrganisationFactory(published=True, since=2018, texts={"en": {"name": "Almond Street Library"}})
    item = staged(ALMOND).items.get()
    decide_item(item, accept=True, taken=[], by=None)

    apply_batch(item.batch, by=None)

    assert Organisation.objects.get().latest_revision_id == record.latest_revision_id
    assert item.batch.items.get().outcome == "kept"


def test_category_founding_year_and_place_may_be_taken(ground):
    OrganisationFactory(published=True, texts={"en": {"name": "Almond Street Library"}})
    header = "Name,Category,Founded,City,Website\n"
    item = staged("Almond Street Library,SSE network,1998,Nowhere,www.almond.example\n", header=header).items.get()

    apply_batch(item.batch, by=None)

    record = Organisation.objects.get()
    assert (record.membership.category.code, record.founded, record.seat) == ("sse-network", 1998, None)


def test_a_practice_follows_its_document_in_status_and_place(ground):
    header = "Project,Status,Country,Start\n"
    apply_batch(staged("Gardens,running,,2016\n", header=header), by=None)

    apply_batch(staged("Gardens,ended,France,2016\n", header=header), by=None)

    practice = Practice.objects.get()
    assert ([territory.code for territory in practice.territories.all()], practice.status) == (["fr"], "ended")


def test_cities_of_one_code_are_one(ground):
    apply_batch(staged("Almond,,2019,A.B,France,,,\nBrook,,2019,AB,France,,,\n"), by=None)

    assert {organisation.seat.code for organisation in Organisation.objects.all()} == {"fr-ab"}
