import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cities.gather.intake.models import Batch, ColumnMapping
from tests.factories import BatchFactory, UserFactory
from tests.gather.intake.batches import ALMOND, BROOK, HEADER

pytestmark = pytest.mark.usefixtures("uploads")


def upload(content: str | bytes, name: str = "members.csv", **more: str) -> dict[str, object]:
    content = content.encode() if isinstance(content, str) else content
    return {"upload": SimpleUploadedFile(name, content), "profile": "", "language": "", **more}


def kept_files(tmp_path) -> list[str]:
    return [path.name for path in (tmp_path / "imports").rglob("*") if path.is_file()]


def test_a_table_is_taken_in_through_its_columns(ground, desk_client, tmp_path):
    response = desk_client.post(reverse("desk:imports"), upload(HEADER + ALMOND + BROOK))
    batch = Batch.objects.get()

    assert response.url == reverse("desk:import_columns", args=[batch.pk])
    assert (batch.state, batch.columns["0"], kept_files(tmp_path)) == ("waiting", "name", ["members.csv"])

    page = desk_client.get(response.url)
    shown = [(field.label, field.value(), examples) for field, examples in page.context["columns"]]
    assert shown[0] == ("Name", "name", ["Almond Street Library", "Brook Network"])

    fields = {f"column_{place}": field for place, field in batch.columns.items()}
    response = desk_client.post(response.url, {"kind": "member", "language": "en", **fields, "column_1": ""})
    batch.refresh_from_db()

    assert response.url == reverse("desk:import", args=[batch.pk])
    assert (batch.state, batch.items.count(), batch.items.first().entry["acronym"]) == ("staged", 2, "")
    assert kept_files(tmp_path) == []
    assert ColumnMapping.objects.get().fields["1"] == "-"


def test_a_text_is_read_at_once(ground, desk_client, shared_documents, tmp_path):
    content = (shared_documents / "activity-report-2018-2019.txt").read_bytes()

    response = desk_client.post(reverse("desk:imports"), upload(content, "report.txt"), follow=True)

    batch = Batch.objects.get()
    assert response.redirect_chain[-1][0] == reverse("desk:import", args=[batch.pk])
    assert (batch.state, batch.items.count(), batch.upload.name, kept_files(tmp_path)) == ("staged", 15, "", [])


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"", "members.csv", "The file is empty."),
        (b"%PDF-1.4 broken", "members.csv", "but the content is PDF"),
        (b"MZ\x00\x00", "members.exe", "This kind of file is not understood."),
    ],
)
def test_what_cannot_be_read_is_said_and_leaves_no_trace(ground, desk_client, tmp_path, content, name, message):
    response = desk_client.post(reverse("desk:imports"), upload(content, name))

    assert response.status_code == 422
    assert message in response.content.decode()
    assert (Batch.objects.count(), kept_files(tmp_path)) == (0, [])


def test_a_text_that_fits_no_profile_says_so_on_its_page(ground, desk_client, tmp_path):
    response = desk_client.post(reverse("desk:imports"), upload("Only a sentence.\n", "note.txt"), follow=True)

    assert "No reading profile fits this document." in response.content.decode()
    assert (Batch.objects.get().state, kept_files(tmp_path)) == ("failed", [])


def test_markup_in_a_table_is_shown_as_text(ground, desk_client):
    response = desk_client.post(reverse("desk:imports"), upload('Name,City\n"<script>alert(1)</script>",Lyon\n'), follow=True)

    assert "<script>alert(1)" not in response.content.decode()
    assert "&lt;script&gt;alert(1)" in response.content.decode()


def test_columns_need_a_name_and_no_field_twice(ground, desk_client):
    desk_client.post(reverse("desk:imports"), upload(HEADER + ALMOND))
    batch = Batch.objects.get()
    address = reverse("desk:import_columns", args=[batch.pk])

    response = desk_client.post(address, {"kind": "member", "column_0": "city", "column_1": "city"})

    assert response.status_code == 422
    assert [str(error) for error in response.context["form"].non_field_errors()] == [
        "Choose the column that holds the name or title.",
        "Two columns cannot both be “city”.",
    ]
    assert desk_client.post(address, {"kind": "practice", "again": "1"}).status_code == 200
    assert desk_client.post(address, {"kind": "nothing"}).status_code == 422


def test_columns_are_asked_only_while_they_wait(ground, desk_client):
    batch = BatchFactory()
    address = reverse("desk:import_columns", args=[batch.pk])

    assert desk_client.get(address).url == reverse("desk:import", args=[batch.pk])
    assert desk_client.post(address).url == reverse("desk:import", args=[batch.pk])


def test_a_missing_file_is_asked_for(desk_client):
    assert desk_client.post(reverse("desk:imports"), {}).status_code == 422


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(desk_client, count, django_assert_max_num_queries):
    BatchFactory.create_batch(count)
    desk_client.get(reverse("desk:imports"))

    with django_assert_max_num_queries(12):
        response = desk_client.get(reverse("desk:imports"))

    assert len(response.context["page"].object_list) == count


def test_imports_are_for_those_who_publish(client, db):
    user = UserFactory(is_staff=True)
    client.force_login(user)
    batch = BatchFactory()

    for address in (reverse("desk:imports"), reverse("desk:import", args=[batch.pk])):
        assert client.get(address).status_code in (302, 403)
    assert client.post(reverse("desk:apply_import", args=[batch.pk])).status_code in (302, 403)
