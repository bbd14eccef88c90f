import json
import zipfile
from dataclasses import replace

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.db import connection
from wagtail.documents.models import Document
from wagtail.models import ModelLogEntry, Revision

from cities.accounts.models import User
from cities.archive.actions import export_instance, load_instance
from cities.archive.actions.instances import _clear
from cities.archive.faults import ArchiveFault
from cities.archive.queries.instances import DERIVED, HISTORY, NAMED, SECRET, carried_models, derived_models, is_empty
from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.search.models import Entry
from cities.search.queries import Search, rank
from tests.archive.actions.test_backups import repacked, uploads
from tests.factories import UserFactory


def data(path):
    with zipfile.ZipFile(path) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist() if name != "manifest.json"}


def lines(path, kind):
    with zipfile.ZipFile(path) as bundle:
        return [json.loads(line) for line in bundle.read(f"data/{kind}.jsonl").splitlines()]


def leave_empty():
    """As migrations leave a new instance: the tests' own rows are taken back with the transaction."""
    _clear([*carried_models(with_history=True), *derived_models()])


@pytest.fixture
def exported(network, place, tmp_path):
    return export_instance(tmp_path / "export.zip", place=place)


def test_loaded_instance_exports_the_same_again(exported, elsewhere, settings, tmp_path):
    leave_empty()
    settings.MEDIA_ROOT = elsewhere.media

    load_instance(exported.path, place=elsewhere)
    again = export_instance(tmp_path / "again.zip", place=elsewhere)

    assert data(again.path) == data(exported.path)
    assert again.rows == exported.rows


def test_records_keep_ids_texts_relations_drafts_and_files(exported, network, place, elsewhere, settings):
    before = Practice.objects.get(pk=network.pk)
    related, titles = list(before.related.values_list("pk", flat=True)), list(before.texts.values_list("language", "title", "state"))
    leave_empty()
    settings.MEDIA_ROOT = elsewhere.media

    load_instance(exported.path, place=elsewhere)

    practice = Practice.objects.get(pk=network.pk)
    assert (practice.created_at, practice.updated_at, practice.live) == (before.created_at, before.updated_at, True)
    assert list(practice.texts.values_list("language", "title", "state")) == titles
    assert list(practice.related.values_list("pk", flat=True)) == related != []
    assert [figure.value for figure in practice.figures.all()] == [before.figures.get().value]
    assert (practice.status, practice.get_latest_revision_as_object().status) == ("running", "ended")
    assert [tag.name for tag in Document.objects.get().tags.all()] == ["guide"]
    assert (elsewhere.media / Resource.objects.get().files.get().document.file.name).read_bytes() == b"guide"
    assert Practice.objects.withdrawn().get().withdrawal_reason == "asked"
    assert uploads(elsewhere.media) == uploads(place.media)


def test_loaded_instance_can_be_searched_and_written_to(exported, elsewhere):
    leave_empty()

    loaded = load_instance(exported.path, place=elsewhere)

    kinds = {"member": 1, "practice": 2, "resource": 1, "transfer": 0, "engagement": 0, "comparison": 0, "edition": 0}
    assert loaded.indexed == {**kinds, "concept": 4, "territory": 2}
    assert rank(Search("credit", reader="fr")).total == 1
    user = UserFactory()
    assert user.pk > max(User.objects.exclude(pk=user.pk).values_list("pk", flat=True))
    Organisation.objects.get().save_revision()


def test_passwords_sessions_and_keys_stay_behind(network, place, elsewhere, tmp_path, client):
    editor = User.objects.get(email="editor@example.org")
    client.force_login(editor)
    group = Group.objects.create(name="Readers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    editor.groups.add(group)

    exported = export_instance(tmp_path / "export.zip", place=place)
    leave_empty()
    Session.objects.all().delete()
    load_instance(exported.path, place=elsewhere)

    assert not [name for name, content in data(exported.path).items() if b"md5$" in content or b"scrypt$" in content or "session" in name]
    loaded = User.objects.get(email="editor@example.org")
    assert (loaded.has_usable_password(), loaded.is_superuser, loaded.has_perm("wagtailadmin.access_admin")) == (False, True, True)
    assert [permission.codename for permission in Group.objects.get(name="Readers").permissions.all()] == ["access_admin"]


def test_without_history_drafts_and_log_stay_behind_and_are_counted(network, place, elsewhere, tmp_path):
    exported = export_instance(tmp_path / "export.zip", place=place, with_history=False)
    leave_empty()

    load_instance(exported.path, place=elsewhere)

    practice = Practice.objects.get(pk=network.pk)
    assert exported.unpublished == 1
    assert (practice.latest_revision_id, practice.has_unpublished_changes, practice.is_public) == (None, False, True)
    assert (Revision.objects.count(), ModelLogEntry.objects.count()) == (0, 0)


def test_export_tells_how_to_read_it(exported):
    with zipfile.ZipFile(exported.path) as bundle:
        manifest = json.loads(bundle.read("manifest.json"))
        about = bundle.read("README.txt").decode()

    assert (manifest["format"], manifest["rows"]["practices.Practice"]) == ("cities-export", 3)
    assert "territories" in manifest["details"]["fields"]["practices.Practice"]
    assert "one row a line" in about
    assert exported.path.stat().st_mode & 0o077 == 0


def test_rows_are_told_by_field_and_name(exported, network):
    practice = next(row for row in lines(exported.path, "practices.practice") if row["id"] == str(network.pk))
    texts = [row for row in lines(exported.path, "practices.practicetext") if row["record"] == str(network.pk)]

    assert (practice["code"], practice["concepts"]) == ("credit", ["themes:microcredit"])
    assert [(text["language"], text["title"], text["state"]) for text in texts] == [
        ("fr", "Crédit 🌍", "original"),
        ("en", "Credit", "machine"),
        ("ko", "신용", "human"),
    ]
    assert {tuple(row["content_type"]) for row in lines(exported.path, "wagtailcore.revision")} >= {("practices", "practice")}


def test_every_kind_of_row_is_carried_or_has_a_reason_to_stay():
    carried = {model._meta.label for model in carried_models(with_history=True)}

    assert carried & (SECRET | DERIVED) == set()
    assert carried >= HISTORY
    assert {model._meta.label for model in NAMED} == {"contenttypes.ContentType", "auth.Permission"}
    assert {"accounts.User", "members.Person", "members.PrivateContact", "practices.PracticeText", "wagtaildocs.Document"} <= carried


def test_load_refuses_an_instance_in_use(exported, elsewhere):
    with pytest.raises(ArchiveFault, match="records or accounts here already"):
        load_instance(exported.path, place=elsewhere)


def test_load_refuses_a_place_with_uploads(exported, place):
    leave_empty()

    with pytest.raises(ArchiveFault, match="uploads already"):
        load_instance(exported.path, place=place)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda files: {**files, "data/practices.practice.jsonl": files["data/practices.practice.jsonl"].replace(b"credit", b"Credit")},
            "damaged",
        ),
        (
            lambda files: {**files, "manifest.json": files["manifest.json"].replace(b'practices.Practice"', b'practices.Wonder"')},
            "does not know",
        ),
        (lambda files: {**files, "manifest.json": files["manifest.json"].replace(b'"withdrawn_at"', b'"vanished_at"')}, "vanished_at"),
    ],
)
def test_damaged_or_foreign_export_changes_nothing(exported, elsewhere, tmp_path, change, message):
    leave_empty()
    tampered = repacked(exported.path, tmp_path / "tampered.zip", change)

    with pytest.raises(ArchiveFault, match=message):
        load_instance(tampered, place=elsewhere)

    assert is_empty()
    assert Entry.objects.count() == 0
    assert not elsewhere.media.exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="checked by the database itself at the end")
def test_pointer_to_a_row_that_is_missing_changes_nothing(network, place, elsewhere, tmp_path):
    with connection.constraint_checks_disabled():
        Practice.texts.rel.related_model.objects.filter(record=network, language="ko").update(
            record_id="00000000-0000-4000-8000-000000000000"
        )
    exported = export_instance(tmp_path / "export.zip", place=place)
    leave_empty()

    with pytest.raises(ArchiveFault, match="does not fit together"):
        load_instance(exported.path, place=replace(elsewhere))

    assert is_empty()
