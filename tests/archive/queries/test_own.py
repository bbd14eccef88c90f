"""New tables are found by themselves: whoever adds one need not think of it."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import EmailField, ForeignKey

from cities.archive.queries.own import NOT_TOLD, own_rows
from tests.factories import UserFactory


def test_every_table_about_people_is_looked_through(db, django_assert_num_queries):
    about_people = {
        model._meta.label
        for model in apps.get_models()
        if any(
            isinstance(field, EmailField) or (isinstance(field, ForeignKey) and field.related_model is get_user_model())
            for field in model._meta.local_concrete_fields
        )
    }

    with django_assert_num_queries(len(about_people - NOT_TOLD)):
        found = list(own_rows(UserFactory.build(pk=1, email="awa@example.org")))

    assert found == []
