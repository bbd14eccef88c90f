import pytest
from wagtail.models import ModelLogEntry

from cities.activity.actions import record
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def test_act_is_noted_with_who_did_it_and_what(administrator):
    practice = PracticeFactory()

    record(practice, "record.withdrawn", by=administrator, data={"reason": "Asked by its authors"})

    entry = ModelLogEntry.objects.for_instance(practice).get(action="record.withdrawn")
    assert (entry.user, entry.data) == (administrator, {"reason": "Asked by its authors"})


def test_act_of_nobody_is_noted_too():
    practice = PracticeFactory()

    record(practice, "record.restored", by=None)

    assert ModelLogEntry.objects.for_instance(practice).get(action="record.restored").user is None
