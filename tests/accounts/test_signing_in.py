"""Signing in: by code, by password, by invitation only; and what nobody learns from it."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from cities.accounts.actions import trust_address
from cities.core.actions import send_waiting_letters
from cities.core.models import Letter
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


@pytest.fixture
def member():
    user = UserFactory(email="awa@example.org")
    trust_address(user)
    return user


def code_in(letter):
    return re.search(r"^\s{4}(\S+)$", letter.body, re.MULTILINE)[1]


def ask_for_code(client, address):
    return client.post(reverse("account_request_login_code"), {"email": address}, follow=True)


def test_a_code_signs_in_and_the_session_is_a_new_one(member):
    client = Client()
    client.get(reverse("account_login"))
    ask_for_code(client, "awa@example.org")
    before = client.session.session_key

    client.post(reverse("account_confirm_login_code"), {"code": code_in(Letter.objects.get())})

    assert client.session["_auth_user_id"] == str(member.pk)
    assert client.session.session_key != before
    # The code is kept nowhere once the letter has left.
    send_waiting_letters()
    assert Letter.objects.get().body == ""


def test_a_password_signs_in(member):
    client = Client()

    client.post(reverse("account_login"), {"login": "AWA@example.org", "password": PASSWORD})

    assert client.session["_auth_user_id"] == str(member.pk)


def test_the_desk_signs_in_through_the_same_page():
    response = Client().get("/admin/", follow=True)

    assert response.redirect_chain[-1][0] == "/en/account/login/?next=/admin/"


def test_nobody_makes_an_account_by_themselves():
    response = Client().post(reverse("account_signup"), {"email": "new@example.org"})

    assert response.status_code == 200
    assert "Accounts come by invitation" in response.content.decode()
    assert EmailAddress.objects.count() == 0


def test_asking_for_a_code_looks_the_same_whether_there_is_an_account(member):
    known = ask_for_code(Client(), "awa@example.org")
    unknown = ask_for_code(Client(), "who@example.org")

    assert known.redirect_chain == unknown.redirect_chain
    assert len(shown(known)) == len(shown(unknown))
    assert [letter.address for letter in Letter.objects.order_by("pk")] == ["awa@example.org", "who@example.org"]


def test_a_wrong_password_looks_the_same_whether_there_is_an_account(member):
    known = Client().post(reverse("account_login"), {"login": "awa@example.org", "password": "wrong"})
    unknown = Client().post(reverse("account_login"), {"login": "who@example.org", "password": "wrong"})

    assert (known.status_code, len(shown(known))) == (unknown.status_code, len(shown(unknown)))


def shown(response):
    """The page without what differs each time: the token of its forms and the nonce of nothing else."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|awa@|who@', "", response.content.decode())


def test_guesses_are_limited_for_one_account_and_not_for_ever(member, settings):
    cache.clear()
    client = Client()
    answers = [client.post(reverse("account_login"), {"login": "awa@example.org", "password": f"wrong{n}"}) for n in range(6)]

    assert "Too many" in answers[-1].content.decode()
    assert "Too many" not in answers[0].content.decode()


def test_guesses_are_counted_whatever_port_is_asked_for(member):
    cache.clear()
    client = Client()
    guesses = [{"login": "awa@example.org", "password": f"wrong{number}"} for number in range(6)]

    answers = [
        client.post(reverse("account_login"), guess, headers={"host": f"testserver:{port}"}) for port, guess in enumerate(guesses, 8000)
    ]

    assert ["Too many" in answer.content.decode() for answer in answers] == [False] * 5 + [True]


def test_a_letter_asked_for_with_a_line_break_has_one_header(member):
    ask_for_code(Client(), "awa@example.org\r\nBcc: all@example.org")

    assert Letter.objects.count() == 0


def test_changing_the_password_ends_other_sessions(member):
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        client.post(reverse("account_login"), {"login": "awa@example.org", "password": PASSWORD})

    here.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "another long phrase", "password2": "another long phrase"},
    )

    assert here.get(reverse("account_email")).status_code == 200
    assert elsewhere.get(reverse("account_email")).status_code == 302


def test_an_account_that_was_shut_cannot_sign_in(member):
    member.is_active = False
    member.save()
    client = Client()

    client.post(reverse("account_login"), {"login": "awa@example.org", "password": PASSWORD})

    assert "_auth_user_id" not in client.session
