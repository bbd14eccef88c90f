import json
from datetime import date

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage, get_connection
from django.db import connection
from django.db.models import EmailField
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry, Revision
from wagtail.users.models import UserProfile

from cities.accounts.models import User
from cities.activity.actions import record
from cities.archive.actions import erase_again, erase_person
from cities.archive.faults import ArchiveFault
from cities.commons.members.models import Consent, Person, PersonRole, PrivateContact
from cities.commons.practices.models import Practice, PracticeFigure, PracticeText
from cities.core.actions import publish_record
from cities.gather.surveys.models import Respondent
from cities.search.queries import Search, rank
from cities.translation.actions import write_text
from tests.factories import (
    ApplicationFactory,
    ConsentFactory,
    ConversationFactory,
    InvitationFactory,
    LetterFactory,
    OrganisationFactory,
    PersonalLinkFactory,
    PersonFactory,
    PersonRoleFactory,
    PracticeFactory,
    RespondentFactory,
    UserFactory,
)

TODAY = date(2026, 11, 22)
NAME, ADDRESS = "Zéa Quillmaster", "Zea.Quill@example.org"


@pytest.fixture
def person(db, place):
    """Someone with an account, a role, a private contact, and traces all over."""
    user = UserFactory(email=ADDRESS.lower(), first_name="Zéa", last_name="Quillmaster", administrator=True)
    town = OrganisationFactory(code="town", private_contacts=[PrivateContact(address=ADDRESS)], published=True)
    person = PersonFactory(name=NAME, address=ADDRESS)
    PersonRoleFactory(person=person, organisation=town)
    ConsentFactory(person=person, given_at="2026-01-01T00:00:00Z")
    practice = PracticeFactory(
        code="credit", texts={"fr": {"title": "Crédit", "summary": f"Menée par {NAME.upper()}, {ADDRESS}."}, "en": {}}
    )
    publish_record(practice, by=user)
    write_text(practice, "fr", state="original", words={"problem": f"Demander à {NAME}."})
    practice.save_revision(user=user)
    record(person, "wagtail.edit", by=user, data={"note": f"{NAME} <{ADDRESS}>"})
    return person


def remains(*words):
    """Tables in which one of the words still stands, in any column."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- names from the schema
            text = repr(cursor.fetchall()).casefold()
            if any(word.casefold() in text or word.casefold().encode("unicode_escape").decode() in text for word in words):
                found.add(table)
    return found


def test_nothing_names_the_person_any_more(person, place):
    assert remains("quillmaster", "zea.quill") != set()

    erase_person(f"  {ADDRESS.upper()} ", place=place, today=TODAY)

    assert remains("quillmaster", "zea.quill") == set()
    assert (Person.objects.count(), PersonRole.objects.count(), Consent.objects.count(), User.objects.count()) == (0, 0, 0, 0)


def test_records_they_wrote_stay_with_a_former_member(person, place):
    practices = Practice.objects.public().count()

    erase_person(ADDRESS, place=place, today=TODAY)

    practice = Practice.objects.public().get(code="credit")
    assert Practice.objects.public().count() == practices
    assert "Quillmaster" not in practice.text_in("fr").summary
    assert practice.text_in("fr").summary.startswith("Menée par ")
    assert practice.get_latest_revision_as_object().code == "credit"


def test_counts_are_told(person, place):
    erasure = erase_person(ADDRESS, place=place, today=TODAY)

    assert {name: erasure.deleted[name] for name in ("accounts.User", "members.Person", "members.PersonRole", "members.Consent")} == {
        "accounts.User": 1,
        "members.Person": 1,
        "members.PersonRole": 1,
        "members.Consent": 1,
    }
    assert erasure.deleted["members.PrivateContact"] == 1
    assert (erasure.cleaned["practices.PracticeText"], erasure.ambiguous) == (1, ())


def test_log_keeps_that_something_was_done(person, place):
    entries = ModelLogEntry.objects.count()

    erase_person(ADDRESS, place=place, today=TODAY)

    assert ModelLogEntry.objects.count() == entries
    about_people = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Person))
    assert [(entry.action, entry.label, entry.data) for entry in about_people] == [("wagtail.edit", "former member", {})]


def test_others_and_their_revisions_stay(person, place):
    other = UserFactory(email="other@example.org", first_name="Zéa", last_name="Other")
    kept = PersonFactory(name="Zéa Other", address="other.person@example.org")
    revisions = Revision.objects.count()

    erase_person(ADDRESS, place=place, today=TODAY)

    assert User.objects.get() == other
    assert Person.objects.get() == kept
    assert Revision.objects.count() == revisions


def test_figures_they_entered_stay_without_them(person, place):
    PracticeFigure.objects.update(entered_by=User.objects.get(email=ADDRESS.lower()))

    erase_person(ADDRESS, place=place, today=TODAY)

    assert PracticeFigure.objects.filter(entered_by__isnull=False).count() == 0


def test_their_sessions_end_and_others_go_on(person, place, client, administrator):
    client.force_login(User.objects.get(email=ADDRESS.lower()))
    other = type(client)()
    other.force_login(administrator)

    erasure = erase_person(ADDRESS, place=place, today=TODAY)

    assert erasure.sessions == 1
    assert other.get("/admin/").status_code == 200


def test_kept_mail_about_them_is_removed(person, place, settings, tmp_path):
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    for address in (ADDRESS, "other@example.org"):
        backend = get_connection("django.core.mail.backends.filebased.EmailBackend")
        EmailMessage("Hello", "Words", to=[address], connection=backend).send()

    erasure = erase_person(ADDRESS, place=place, today=TODAY)

    letters = [path.read_text() for path in (tmp_path / "mail").iterdir()]
    assert (erasure.messages, len(letters), ADDRESS in letters[0]) == (1, 1, False)


def test_erased_records_are_found_by_other_words_only(person, place):
    erase_person(ADDRESS, place=place, today=TODAY)

    assert (rank(Search("quillmaster", reader="en")).total, rank(Search("credit", reader="en")).total) == (0, 1)


def test_texts_that_changed_count_as_changed(person, place):
    before = Practice.objects.get(code="credit").updated_at

    erase_person(ADDRESS, place=place, today=TODAY)

    assert Practice.objects.get(code="credit").updated_at > before


def test_name_of_one_word_is_left_to_people(db, place):
    PersonFactory(name="Ana", address="ana@example.org")
    PracticeFactory(texts={"es": {"title": "La casa de la ventana", "summary": "Con Ana."}})

    erasure = erase_person("ana@example.org", place=place, today=TODAY)

    assert erasure.ambiguous == ("Ana",)
    assert PracticeText.objects.get().summary == "Con Ana."


def test_people_whose_address_or_name_has_theirs_in_it_are_left_alone(db, place):
    PersonFactory(name="Marie Martin", address="ana@example.org")
    other = UserFactory(email="susana@example.org", first_name="Marie", last_name="Martinez")
    note = "Ask Marie Martinez (susana@example.org, ana@example.org.uk)"
    PracticeFactory(texts={"en": {"title": "Credit", "summary": f"{note}, Marie Martin or ana@example.org."}})

    erase_person("ana@example.org", place=place, today=TODAY)

    other.refresh_from_db()
    assert (other.email, other.get_full_name()) == ("susana@example.org", "Marie Martinez")
    assert PracticeText.objects.get().summary == f"{note}, former member or former member."


def test_names_of_people_go_wherever_they_left_their_address_and_those_of_organisations_stay(db, place):
    town = OrganisationFactory(published=True, texts={"en": {"name": "Town of Dakar", "summary": f"Ask Zéa Q. Master, {ADDRESS}."}})
    town.private_contacts.create(address=ADDRESS)
    user = UserFactory(email=ADDRESS.lower(), first_name="Zéa", last_name="Quillmaster")
    rows = [
        user,
        user.emailaddress_set.create(email=ADDRESS, verified=True),
        town.private_contacts.get(),
        ApplicationFactory(name="Town of Dakar", contact_name="Zea Quillmaster", contact_address=ADDRESS),
        ConversationFactory(organisation=town, subject="Town of Dakar", asker_name="Zéa Q. Master", asker_address=ADDRESS),
        PersonFactory(name=NAME, address=ADDRESS),
        InvitationFactory(organisation=town, address=ADDRESS),
        LetterFactory(address=ADDRESS, key="Town of Dakar"),
        RespondentFactory(organisation=town, address=ADDRESS),
    ]
    said = {"problem": "Town of Dakar: Zea Quillmaster", "summary": "Zéa Q. Master of the town of Dakar"}
    PracticeFactory(published=True, texts={"en": {"title": "Credit of the Town of Dakar", **said}})

    erase_person(ADDRESS, place=place, today=TODAY)

    text = PracticeText.objects.get()
    with_address = {
        model for model in apps.get_models() if any(isinstance(field, EmailField) for field in model._meta.local_concrete_fields)
    }
    assert {type(row) for row in rows} == with_address
    assert remains("quillmaster", "zea.quill", "q. master") == set()
    assert town.texts.get().name == "Town of Dakar"
    assert (text.title, text.problem) == ("Credit of the Town of Dakar", "Town of Dakar: former member")
    assert text.summary == "former member of the town of Dakar"


def test_who_gave_the_name_of_a_town_as_theirs_does_not_take_it_along(db, place):
    town = OrganisationFactory(texts={"en": {"name": "Town of Dakar"}}, published=True)
    ConversationFactory(asker_name="town of Dakar", asker_address=ADDRESS)

    erasure = erase_person(ADDRESS, place=place, today=TODAY)

    assert (town.texts.get().name, erasure.ambiguous) == ("Town of Dakar", ("town of Dakar",))


def test_organisation_that_answered_a_survey_is_counted_without_the_address(db, place):
    place_asked = RespondentFactory(address=ADDRESS.upper(), asked=True, answers={"item": "yes"})
    PersonalLinkFactory(respondent=place_asked)

    erasure = erase_person(ADDRESS, place=place, today=TODAY)

    kept = Respondent.objects.counted().get()
    assert (kept, kept.address, kept.sheet, kept.links.count()) == (place_asked, "", place_asked.sheet, 1)
    assert (erasure.deleted, dict(erasure.cleaned)) == ({}, {"surveys.Respondent": 1})


def test_names_in_json_inside_of_a_text_are_found(db, place):
    PersonFactory(name="Zéa Quillmaster", address=ADDRESS)
    inside = json.dumps({"note": f"By\nZéa Quillmaster\n{ADDRESS}, of others"})
    PracticeFactory(texts={"en": {"title": "Credit", "summary": inside}})

    erase_person(ADDRESS, place=place, today=TODAY)

    assert json.loads(PracticeText.objects.get().summary) == {"note": "By\nformer member\nformer member, of others"}


@pytest.mark.django_db(transaction=True)
def test_others_may_write_while_the_index_is_written_anew(place, monkeypatch):
    PersonFactory(name=NAME, address=ADDRESS)
    seen = []
    monkeypatch.setattr(
        "cities.archive.actions.people.rebuild_index",
        lambda *, from_scratch: seen.append((from_scratch, connection.in_atomic_block, Person.objects.count(), place.erased.exists())),
    )

    erase_person(ADDRESS, place=place, today=TODAY)

    assert seen == [(True, False, 0, True)]


def test_nobody_is_erased_who_cannot_be_remembered(db, place):
    PersonFactory(name=NAME, address=ADDRESS)
    place.erased.mkdir(parents=True)

    with pytest.raises(IsADirectoryError):
        erase_person(ADDRESS, place=place, today=TODAY)

    assert Person.objects.get().name == NAME


def test_task_at_work_keeps_whom_it_erases_and_finished_ones_do_not(db, place):
    """A worker that dies is followed by one that is told the same."""
    for status in ("RUNNING", "READY", "SUCCESSFUL", "FAILED"):
        DBTaskResult.objects.create(
            status=status,
            run_after=timezone.now(),
            args_kwargs={"args": [ADDRESS], "kwargs": {}},
            task_path="cities.archive.tasks.erase_account",
            backend_name="background",
            exception_class_path="",
            traceback="",
        )

    erase_person(ADDRESS, place=place, today=TODAY)

    told = dict(DBTaskResult.objects.values_list("status", "args_kwargs"))
    assert {status: given["args"] for status, given in told.items()} == {
        "RUNNING": [ADDRESS],
        "READY": [ADDRESS],
        "SUCCESSFUL": ["former member"],
        "FAILED": ["former member"],
    }


def test_restored_backup_is_cleaned_again(person, place):
    erase_person(ADDRESS, place=place, today=TODAY)
    PersonFactory(name=NAME, address=ADDRESS)
    PersonFactory(name="Somebody Else", address="else@example.org")

    assert erase_again(place=place, today=TODAY) == 1

    assert [person.name for person in Person.objects.all()] == ["Somebody Else"]
    assert erase_again(place=place, today=TODAY) == 0


def test_what_is_remembered_does_not_tell_the_address(person, place):
    erase_person(ADDRESS, place=place, today=TODAY)
    erase_person(ADDRESS, place=place, today=TODAY)

    salt, entry = place.erased.read_text().splitlines()
    assert (salt.split()[0], entry.split()[0], "quill" in entry) == ("salt", "2026-11-22", False)
    assert place.erased.stat().st_mode & 0o077 == 0


def test_erasing_somebody_unknown_does_no_harm(network, place):
    before = Practice.objects.count()

    erasure = erase_person("nobody@example.org", place=place, today=TODAY)

    assert (erasure.deleted, erasure.cleaned, Practice.objects.count()) == ({}, {}, before)


@pytest.mark.parametrize("address", ["", "Zéa", "   "])
def test_what_is_no_address_is_refused(db, place, address):
    with pytest.raises(ArchiveFault, match="is not an e-mail address"):
        erase_person(address, place=place, today=TODAY)


def test_organisation_stays_when_its_contact_goes(db, place):
    town = OrganisationFactory()
    person = PersonFactory(name="Zéa Quillmaster", address=ADDRESS)
    PersonRoleFactory(person=person, organisation=town)

    erase_person(ADDRESS, place=place, today=TODAY)

    assert type(town).objects.get() == town


def test_picture_of_an_account_is_removed(person, place, django_capture_on_commit_callbacks):
    user = User.objects.get(email=ADDRESS.lower())
    UserProfile.objects.create(user=user, avatar=ContentFile(b"face", name="face.png"))

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(ADDRESS, place=place, today=TODAY)

    assert [path for path in place.media.rglob("*") if path.is_file()] == []
