import pytest
from django.utils import timezone

from cities.accounts.models import User
from cities.commons.members.actions import close_account
from cities.commons.members.models import Consent
from tests.factories import ConsentFactory, DelegateFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_closing_an_account_takes_back_what_was_shown():
    delegate = DelegateFactory()
    person = PersonFactory(user=delegate.user)
    ConsentFactory(person=person, field="name", given_at=timezone.now())

    close_account(delegate.user, erases=False)

    assert User.objects.count() == 0
    assert Consent.objects.get().withdrawn_at is not None


def test_erasing_takes_the_name_out_of_what_was_written(django_capture_on_commit_callbacks):
    delegate = DelegateFactory(user__first_name="Awa", user__last_name="Quillfeather")
    text = delegate.organisation.texts.get()
    text.description = "Founded by Awa Quillfeather and others."
    text.save()

    with django_capture_on_commit_callbacks(execute=True):
        close_account(delegate.user, erases=True)

    text.refresh_from_db()
    assert User.objects.count() == 0
    assert text.description == "Founded by former member and others."
