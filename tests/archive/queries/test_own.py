"""New tables are found by themselves: whoever adds one need not think of it."""

import zipfile

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import EmailField, ForeignKey

from cities.archive.actions import export_own_data
from cities.archive.queries.own import NOT_TOLD, own_rows
from cities.commons.members.models import Person, PrivateContact
from tests.factories import HourEntryFactory, OrganisationFactory, PersonFactory, UserFactory


def test_every_table_about_people_is_looked_through(db, django_assert_num_queries):
    about_people = {
        model._meta.label
        for model in apps.get_models()
        if any(
            isinstance(field, EmailField) or (isinstance(field, ForeignKey) and field.related_model in (get_user_model(), Person))
            for field in model._meta.local_concrete_fields
        )
    }

    with django_assert_num_queries(len(about_people - NOT_TOLD)):
        found = list(own_rows(UserFactory.build(pk=1, email="awa@example.org")))

    assert found == []


def test_what_points_to_ones_person_is_ones_own(db):
    user = UserFactory()
    HourEntryFactory(person=PersonFactory(user=user), about="Reading")
    HourEntryFactory(person=PersonFactory(user=UserFactory()), about="Somebody else's")

    told = {rows.model: rows for rows in own_rows(user)}

    hours = told["advice.HourEntry"]
    assert [dict(zip(hours.columns, row, strict=True))["about"] for row in hours.rows] == ["Reading"]


def test_versions_they_wrote_are_told_without_what_others_left_in_them(db):
    """Private contacts are serialised with the organisation."""
    user = UserFactory()
    town = OrganisationFactory(private_contacts=[PrivateContact(address="planted@example.org")], published=True)
    town.save_revision(user=user)
    assert "planted@example.org" in str(town.latest_revision.content)

    [told] = [rows for rows in own_rows(user) if rows.model == "wagtailcore.Revision"]

    [row] = [dict(zip(told.columns, row, strict=True)) for row in told.rows]
    assert (row["object_id"], row["user_id"], "content" in row) == (str(town.pk), user.pk, False)
    assert b"planted" not in b"".join(
        zipfile.ZipFile(export_own_data(user)).read(name) for name in ("data.json", "wagtailcore.Revision.csv")
    )
