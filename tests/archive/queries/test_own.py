"""New tables are found by themselves: whoever adds one need not think of it."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import EmailField, ForeignKey

from cities.archive.queries.own import NOT_TOLD, own_rows
from cities.commons.members.models import Person
from tests.factories import HourEntryFactory, PersonFactory, UserFactory


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
