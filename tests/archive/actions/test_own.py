"""What somebody is handed about themselves: everything that points to them, no secret, nobody else's."""

import csv
import io
import json
import zipfile

import pytest

from cities.archive.actions import export_own_data
from tests.factories import ApplicationFactory, ConversationFactory, DelegateFactory, InvitationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed():
    user = UserFactory(email="awa@example.org", first_name="=Awa")
    DelegateFactory(user=user)
    DelegateFactory(user__email="other@example.org")
    InvitationFactory(address="awa@example.org", key="open sesame")
    ConversationFactory(asker_address="AWA@example.org")
    ApplicationFactory(contact_address="other@example.org", statement="Not hers")
    return zipfile.ZipFile(export_own_data(user))


def test_everything_about_an_account_is_in_it(handed):
    told = json.loads(handed.read("data.json"))

    assert {model: len(rows) for model, rows in told.items()} == {
        "accounts.User": 1,
        "members.Conversation": 1,
        "members.Delegate": 1,
        "members.Invitation": 1,
    }
    assert told["accounts.User"][0]["email"] == "awa@example.org"


def test_no_secret_and_nobody_else_is_in_it(handed):
    everything = b"".join(handed.read(name) for name in handed.namelist()).decode()

    assert "other@example.org" not in everything
    assert "key_digest" not in everything
    assert "password" not in everything


def test_tables_run_nothing(handed):
    rows = list(csv.DictReader(io.StringIO(handed.read("accounts.User.csv").decode("utf-8-sig"))))

    assert rows[0]["first_name"] == "'=Awa"
