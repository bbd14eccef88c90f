"""One's own account."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from lxml import html

from cities.accounts.models import User
from cities.desk.actions import prepare_desk
from tests.factories import DelegateFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def delegate():
    return DelegateFactory(user__email="awa@example.org")


@pytest.fixture
def client(delegate):
    client = Client()
    client.force_login(delegate.user)
    return client


def test_language_and_letters_are_chosen(client, delegate):
    response = client.post(reverse("portal:account"), {"first_name": "Awa", "language": "fr", "letters": ["news"]})

    delegate.user.refresh_from_db()
    assert response["Location"] == "/fr/account/"
    assert (delegate.user.language, delegate.user.muted) == ("fr", ["surveys", "reminders", "reviews"])


@pytest.mark.parametrize(("chosen", "shown"), [("fr", "fr"), ("", "es")])
def test_the_language_somebody_chose_is_shown_on_a_page_in_any_other(client, delegate, chosen, shown):
    User.objects.filter(pk=delegate.user.pk).update(language=chosen)

    page = html.fromstring(client.get("/es/account/").content)

    assert page.xpath("//select[@name='language']/option[@selected]/@value") == [shown]


def test_the_account_names_the_organisations_it_acts_for(client, delegate):
    page = client.get(reverse("portal:account")).content.decode()

    assert str(delegate.organisation) in page


def test_own_data_come_as_a_file(client):
    response = client.post(reverse("portal:own_data"))

    assert response["Content-Type"] == "application/zip"
    assert b"".join(response.streaming_content)[:2] == b"PK"


def test_closing_needs_the_address(client):
    page = client.post(reverse("portal:leave"), {"address": "other@example.org"})

    assert "This is not the address of this account." in page.content.decode()
    assert User.objects.count() == 1


def test_closing_ends_everything(client):
    client.post(reverse("portal:leave"), {"address": "AWA@example.org"})

    assert User.objects.count() == 0
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["portal:account", "portal:leave"])
def test_an_account_is_for_its_owner(name):
    assert Client().get(reverse(name)).status_code == 302


def test_every_page_leads_to_the_own_account(client):
    page = html.fromstring(client.get("/en/practices/").content)

    doors = {path: page.xpath(f"//{path}//a[@href='/en/account/']/text()") for path in ("header", "footer")}
    assert doors == {"header": ["Your account"], "footer": ["Your account"]}
    assert page.xpath("//a[@href='/en/account/login/' or @href='/en/join/']") == []


def test_pages_of_signing_in_lead_back_to_the_account(client):
    page = html.fromstring(client.get(reverse("account_email")).content)

    assert page.xpath("//p[@class='back']/a/@href") == ["/en/account/"]
    assert html.fromstring(client.get(reverse("portal:account")).content).xpath("//p[@class='back']") == []


@pytest.mark.parametrize("name", ["portal:account", "portal:my_organisations"])
def test_only_staff_are_led_to_the_back_office(client, name):
    prepare_desk()
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Editors"))
    staff = Client()
    staff.force_login(editor)

    doors = [html.fromstring(who.get(reverse(name), follow=True).content).xpath("//main//a/@href") for who in (client, staff)]

    assert ["/admin/" in found for found in doors] == [False, True]


def test_sessions_are_listed_and_the_others_ended(client, delegate):
    other = Client()
    other.force_login(delegate.user)
    for browser in (other, client):
        UserSession.objects.create(user=delegate.user, session_key=browser.session.session_key, ip="192.0.2.1", user_agent="Firefox")
    page = html.fromstring(client.get(reverse("usersessions_list")).content)

    assert len(page.xpath("//li[@class='row']")) == 2
    assert len(page.xpath("//li[@class='row'][contains(., 'this browser')]")) == 1
    (form,) = page.xpath("//main//form")
    client.post(form.get("action"))
    assert other.get(reverse("portal:account")).status_code == 302
    assert client.get(reverse("portal:account")).status_code == 200
