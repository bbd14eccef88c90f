import pytest

from cities.commons.members.models import Organisation
from cities.core.actions import withdraw_record
from cities.gather.intake import queries
from cities.gather.intake.actions import Wishes, apply_batch, columns_of, decide_item, remember_columns, stage_document
from cities.gather.intake.columns import Columns
from cities.gather.intake.models import Batch, ColumnMapping, Item
from cities.gather.intake.reading import UnreadableDocument, read_document
from tests.factories import OrganisationFactory
from tests.gather.intake import files
from tests.gather.intake.batches import ALMOND, BROOK, HEADER, staged


def actions_of(batch: Batch) -> list[str]:
    return list(batch.items.values_list("action", flat=True))


def reasons_of(batch: Batch) -> list[list[str]]:
    return [[reason["code"] for reason in item.reasons] for item in batch.items.all()]


def almond(**more: object) -> Organisation:
    return OrganisationFactory(published=True, texts={"en": {"name": "Almond Street Library", "summary": ""}}, **more)


def test_staging_makes_no_record(ground):
    batch = staged(ALMOND + BROOK)

    assert (batch.state, batch.kind, batch.format, batch.entries_read) == ("staged", "member", "csv", 2)
    assert actions_of(batch) == ["new", "new"]
    assert Organisation.objects.count() == 0


def test_staging_keeps_addresses_out_of_everything_shown(ground):
    item = staged(ALMOND).items.get()

    assert item.private_addresses == ["post@almond.example"]
    assert "@" not in repr((item.entry, item.notes, item.reasons, item.differences, item.batch.checks))


def test_an_unreadable_document_leaves_no_trace(ground):
    with pytest.raises(UnreadableDocument):
        stage_document(b"", filename="members.csv", by=None)
    with pytest.raises(UnreadableDocument):
        stage_document(b"only a sentence\n", filename="members.txt", by=None)
    with pytest.raises(UnreadableDocument):
        stage_document(b"1,2\n3,4\n", filename="members.csv", by=None)

    assert (Batch.objects.count(), Item.objects.count()) == (0, 0)


def test_the_cap_is_a_setting(ground, settings):
    settings.IMPORT_MAX_BYTES = 10

    with pytest.raises(UnreadableDocument) as refused:
        staged(ALMOND)

    assert refused.value.code == "too-large"


def test_a_row_without_a_name_is_rejected(ground):
    batch = staged(ALMOND + ",X,2019,Lyon,France,,,\n")

    assert actions_of(batch) == ["new", "rejected"]
    assert reasons_of(batch) == [[], ["no-name"]]


def test_a_known_record_is_changed_where_it_says_less(ground):
    record = almond(since=2018)

    item = staged(ALMOND).items.get()

    assert (item.action, item.record_id, item.is_matched) == ("changed", record.pk, True)
    assert item.differences["member_since"] == [2018, 2019]
    assert item.taken == ["acronym", "country", "city", "text", "websites", "emails"]


def test_a_record_that_says_it_all_is_the_same(ground):
    apply_batch(staged(ALMOND + BROOK), by=None)

    assert actions_of(staged(ALMOND + BROOK)) == ["same", "same"]


def test_what_a_person_wrote_stays(ground):
    record = almond()
    text = record.texts.get()
    text.description = "Our own words."
    text.save()

    item = staged(ALMOND).items.get()

    assert "text" in item.differences
    assert "text" not in item.taken


def test_what_an_import_wrote_is_renewed(ground):
    apply_batch(staged(ALMOND), by=None)

    item = staged(ALMOND.replace("It lends tools", "It lends and repairs tools").replace("2019", "2020")).items.get()

    assert (item.action, item.taken) == ("changed", ["member_since", "text"])


def test_a_settled_statement_needs_no_second_decision(ground):
    record = almond(since=2018, acronym="X")
    item = staged(ALMOND).items.get()
    decide_item(item, accept=True, taken=["text"], by=None)
    apply_batch(item.batch, by=None)

    record.refresh_from_db()
    again = staged(ALMOND).items.get()

    assert record.membership.since == 2018
    assert (again.action, [reason["code"] for reason in again.reasons]) == ("changed", [])
    assert "member_since" not in again.taken

    apply_batch(again.batch, by=None)
    last = staged(ALMOND).items.get()

    assert (last.action, [reason["code"] for reason in last.reasons]) == ("same", ["settled"])


@pytest.mark.parametrize("hindrance", ["locked", "draft", "withdrawn"])
def test_a_record_in_other_hands_is_doubtful(ground, hindrance):
    record = almond()
    if hindrance == "locked":
        Organisation.objects.update(locked=True)
    elif hindrance == "draft":
        record.acronym = "DRAFT"
        record.save_revision()
    else:
        withdraw_record(record, reason="closed", by=None)

    batch = staged(ALMOND)

    assert (actions_of(batch), reasons_of(batch)) == (["doubtful"], [[hindrance]])


def test_an_alike_name_is_doubtful_with_its_candidates(ground):
    record = almond()

    item = staged(ALMOND.replace("Almond Street Library", "Almond Street Tool Library")).items.get()

    assert (item.action, item.record_id, [reason["code"] for reason in item.reasons]) == ("doubtful", None, ["alike"])
    assert [candidate["id"] for candidate in item.candidates] == [str(record.pk)]


def test_a_website_under_another_name_is_doubtful(ground):
    apply_batch(staged(ALMOND), by=None)

    batch = staged(ALMOND.replace("Almond Street Library,ASL", "Quite Another House,QAH"))

    assert (actions_of(batch), reasons_of(batch)) == (["doubtful"], [["website-of-another"]])


def test_a_second_line_about_the_same_is_doubtful(ground):
    batch = staged(ALMOND + BROOK + ALMOND.replace("2019", "2020"))

    assert actions_of(batch) == ["new", "new", "doubtful"]
    assert reasons_of(batch)[2] == ["twice"]


def test_staging_again_replaces_a_batch_nobody_touched(ground):
    first, touched = staged(ALMOND), staged(BROOK)
    decide_item(touched.items.get(), accept=False, by=None)

    second, other = staged(ALMOND), staged(BROOK)

    assert set(Batch.objects.all()) == {touched, second, other}
    assert first.pk not in {touched.pk, second.pk, other.pk}


def test_several_sheets_and_kinds_of_columns_make_one_batch(ground):
    table = [["Name", "Country"], ["Almond", "France"]]
    document = files.docx(["Members of our network"], table=table)

    batch = stage_document(document, filename="members.docx", by=None)

    assert list(batch.items.values_list("name", flat=True)) == ["Almond"]


def test_practices_come_as_drafts(ground):
    batch = staged("Gardens,Little room,2016\n", header="Project,Problem,Start\n")

    assert (batch.kind, batch.is_published_at_once) == ("practice", False)


def test_columns_a_person_named_are_remembered(ground):
    text = "A,B,C\nAlmond,2019,France\n"
    [table] = read_document(text.encode(), "a.csv").tables
    chosen = columns_of(table, Wishes(columns={0: "acronym", 1: "-", 2: "name"}))
    remember_columns(table, chosen)
    remember_columns(table, Columns("member", chosen.fields))

    batch = staged("Brook,2020,Peru\n", header="A,B,C\n")

    assert ColumnMapping.objects.count() == 1
    assert (batch.items.get().name, batch.items.get().entry["acronym"]) == ("Peru", "Brook")
    assert queries.remembered_columns("unknown") is None


def test_progress_is_told_while_rows_are_read(ground):
    told: list[int] = []
    rows = "".join(f"Member {number},,2019,Lyon,France,,,\n" for number in range(1_200))

    stage_document((HEADER + rows).encode(), filename="members.csv", by=None, progress=told.append)

    assert told == [500, 1000, 1200]


def test_staging_costs_a_fixed_number_of_queries_a_chunk(ground, django_assert_max_num_queries):
    rows = "".join(f"Member {number},,2019,Lyon,France,www.member{number}.example,,Text {number}.\n" for number in range(400))
    apply_batch(staged(rows), by=None)

    with django_assert_max_num_queries(40):
        staged(rows)
