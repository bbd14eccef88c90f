import pytest
from django.contrib.auth import authenticate

from cities.accounts.actions import create_administrator
from cities.accounts.models import User

pytestmark = pytest.mark.django_db


def test_address_is_compared_without_case():
    User.objects.create_user("Ana@Example.org", "correct horse battery")

    assert authenticate(username="ANA@example.ORG", password="correct horse battery") == User.objects.get(email="ana@example.org")


def test_administrator_may_do_everything():
    user = create_administrator("admin@example.org", password="correct horse battery")

    assert (user.is_superuser, user.is_staff, user.check_password("correct horse battery")) == (True, True, True)


def test_person_is_called_by_name_or_by_address():
    assert [str(User(email="a@example.org")), str(User(email="a@example.org", first_name="Ana"))] == ["a@example.org", "Ana"]
