import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from cities.commons.instruments.actions import renew_key
from cities.desk.actions import prepare_desk
from tests.commons.instruments.sheets import make_sheet
from tests.factories import UserFactory
from tests.factories.members import DelegateFactory

pytestmark = pytest.mark.django_db

NOBODYS = "00000000-0000-4000-8000-000000000000"
GET = [("",), ("section", "about"), ("check",), ("thanks",), ("answers",), ("file", NOBODYS)]
POST = [("section", "about"), ("save",), ("presence",), ("check",), ("new_link",), ("reopen",)]


def test_link_opens_the_sheet_and_its_key_stays_in_no_further_address(client, made, at):
    response = client.get(at("link", made.key), follow=True)

    assert [address for address, _status in response.redirect_chain] == [at()]
    assert response.status_code == 200
    assert made.key not in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"


def test_link_begins_a_new_session(client, made, at, settings):
    client.cookies[settings.SESSION_COOKIE_NAME] = "chosen-by-somebody-else-00000000"

    client.get(at("link", made.key))

    assert client.cookies[settings.SESSION_COOKIE_NAME].value != "chosen-by-somebody-else-00000000"


@pytest.mark.parametrize("key", ["wrong", "x" * 500, "%00", "é"])
def test_wrong_key_opens_nothing(client, made, at, key):
    response = client.get(at("link", "KEY").replace("KEY", key))

    assert (response.status_code, "This link no longer works" in response.content.decode()) == (410, True)
    assert client.get(at()).status_code == 404
    assert "sessionid" not in str(response.cookies)


def test_old_key_and_key_of_another_sheet_open_nothing(client, made, at):
    renew_key(made.sheet, by=None)
    other = make_sheet(made.sheet.version)

    assert client.get(at("link", made.key)).status_code == 410
    assert client.get(at("link", other.key)).status_code == 410
    assert client.get(at()).status_code == 404


def test_link_ended_meanwhile_lets_those_go_on_who_came_by_it(guest, made, at):
    renew_key(made.sheet, by=None)

    assert guest.get(at()).status_code == 200


def stranger():
    client = Client()
    client.force_login(DelegateFactory().user)
    return client


def translator():
    prepare_desk()
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Translators"))
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("who", [Client, stranger, translator], ids=["anonymous", "another member's", "translator"])
def test_sheet_of_others_and_no_sheet_look_the_same(made, at, who):
    client = who()
    for method, addresses in (("get", GET), ("post", POST)):
        for address in addresses:
            hidden = getattr(client, method)(at(*address))
            nothing = getattr(client, method)(at(*address).replace(str(made.sheet.pk), NOBODYS))

            assert (address, hidden.status_code, nothing.status_code) == (address, 404, 404)
            assert hidden.content.replace(str(made.sheet.pk).encode(), NOBODYS.encode()) == nothing.content


def test_grant_is_for_one_sheet(guest, made):
    other = make_sheet(made.sheet.version)

    assert guest.get(reverse("portal:sheet", args=[other.sheet.pk])).status_code == 404


def test_who_no_longer_acts_for_the_organisation_is_out(awa, made, at):
    assert awa.get(at()).status_code == 200

    made.awa.delegations.all().delete()

    assert awa.get(at()).status_code == 404


def test_signing_out_empties_what_the_browser_kept(client, made, at):
    client.force_login(made.awa)
    client.get(at("section", "about"))

    response = client.post(reverse("account_logout"))

    assert response.headers["Clear-Site-Data"] == '"storage"'
    assert "Clear-Site-Data" not in client.get("/en/").headers
    assert client.get(at()).status_code == 404


def test_forms_are_guarded_against_other_sites(made, at):
    client = Client(enforce_csrf_checks=True)
    client.force_login(made.awa)

    for address in POST:
        assert (address, client.post(at(*address)).status_code) == (address, 403)
