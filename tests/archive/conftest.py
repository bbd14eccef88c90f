"""Places to keep things in: a real database file beside the one tests run in, and a network worth keeping."""

import sqlite3
from contextlib import closing

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from wagtail.documents.models import Document

from cities.archive.place import Place
from cities.commons.members.models import PrivateContact
from cities.commons.practices.models import PracticeFigure, PracticeOrganisation, PracticeSource
from cities.commons.resources.models import ResourceFile
from cities.core.actions import save_draft, withdraw_record
from tests.factories import (
    ConceptFactory,
    ConsentFactory,
    MembershipYearFactory,
    OrganisationFactory,
    PersonFactory,
    PersonRoleFactory,
    PracticeFactory,
    ResourceFactory,
    SourceFactory,
    TerritoryFactory,
    UserFactory,
)


@pytest.fixture
def place(tmp_path, settings):
    """Where the settings of the test say uploads are; the database is a file of its own."""
    data_dir = tmp_path / "instance"
    settings.MEDIA_ROOT = data_dir / "media"
    return Place(data_dir=data_dir, media=data_dir / "media", database=data_dir / "cities.sqlite3")


@pytest.fixture
def elsewhere(tmp_path):
    data_dir = tmp_path / "elsewhere"
    return Place(data_dir=data_dir, media=data_dir / "media", database=data_dir / "cities.sqlite3")


@pytest.fixture
def network(db, place):
    """A little of everything: languages, drafts, a withdrawal, files, people, pointers of every sort."""
    editor = UserFactory(email="editor@example.org", first_name="Editha", last_name="Editor", administrator=True)
    dakar = TerritoryFactory(code="sn-dakar", parent=TerritoryFactory(code="sn"), names={"en": "Dakar", "ko": "다카르"})
    microcredit = ConceptFactory(code="microcredit", broader=ConceptFactory(code="finance"))
    town = OrganisationFactory(
        since=2018, territories=[dakar], private_contacts=[PrivateContact(address="contact@example.org")], published=True
    )
    MembershipYearFactory(membership=town.membership)
    person = PersonFactory(name="Awa Quillmaster", address="awa@example.org")
    PersonRoleFactory(person=person, organisation=town)
    ConsentFactory(person=person, given_at="2026-01-01T12:00:00Z")
    source = SourceFactory()
    practice = PracticeFactory(
        code="credit",
        published=True,
        contact=town,
        territories=[dakar],
        concepts=[microcredit],
        participations=[PracticeOrganisation(organisation=town, role=ConceptFactory(scheme__code="roles"), actor_kind="public")],
        figures=[
            PracticeFigure(measure=ConceptFactory(scheme__code="measures"), value="12.5", unit="EUR", source=source, entered_by=editor)
        ],
        sources=[PracticeSource(source=source, locator="p. 3")],
        texts={"fr": {"title": "Crédit 🌍"}, "en": {"title": "Credit", "state": "machine"}, "ko": {"title": "신용"}},
    )
    practice.related.set([PracticeFactory(code="other", published=True)])
    practice.save()
    practice.status = "ended"
    save_draft(practice, by=editor)
    withdraw_record(PracticeFactory(code="gone", published=True), reason="asked", by=editor)
    document = Document.objects.create(title="Guide", file=ContentFile(b"guide", name="guide.txt"), uploaded_by_user=editor)
    document.tags.add("guide")
    ResourceFactory(published=True, publishers=[town], practices=[practice], files=[ResourceFile(language="fr", document=document)])
    default_storage.save("notes/note.txt", ContentFile(b"kept too"))
    return practice


@pytest.fixture
def database(network, place):
    """The network as a database file, as an embedded instance has it."""
    place.data_dir.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(place.database)) as file, connection.cursor() as cursor:
        file.execute("PRAGMA journal_mode=WAL")
        # SQLite does not copy a database that is being written to by the same connection, as a test's is.
        for name, statement in tables(cursor):
            file.execute(statement)
            rows = cursor.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 -- names from the schema
            if rows and not statement.startswith("CREATE VIRTUAL"):
                file.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(rows[0]))})', rows)  # noqa: S608 -- as above
        file.commit()
    place.secret_key.write_text("key")
    return place.database


def tables(cursor):
    """Without what SQLite makes beside a full-text table by itself."""
    found = cursor.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").fetchall()
    return [(name, statement) for name, statement in found if "_fts_" not in name and not name.startswith("search_words_")]
