import pytest
from wagtail.log_actions import registry

from cities.activity.actions import record
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def told(practice):
    entry = registry.get_logs_for_instance(practice).first()
    formatter = registry.get_formatter(entry)
    return str(formatter.format_message(entry)), str(formatter.format_comment(entry))


@pytest.mark.parametrize(
    ("verb", "data", "expected"),
    [
        ("record.withdrawn", {"reason": "Asked for"}, ("Withdrawn", "Asked for")),
        ("record.restored", {}, ("Restored", "")),
        ("record.translations_confirmed", {"languages": ["es", "fr"]}, ("Confirmed as up to date: es, fr", "")),
    ],
)
def test_acts_are_told_in_words(administrator, verb, data, expected):
    practice = PracticeFactory()

    record(practice, verb, by=administrator, data=data)

    assert told(practice) == expected
