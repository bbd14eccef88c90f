"""Signing in, staying in, and what a session may not do."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from cities.accounts.actions import trust_address
from cities.accounts.models import User
from cities.commons.practices.models import Practice
from tests.factories import UserFactory
from tests.security.world import World

PASSWORD = "correct horse battery"
WANTED = [
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "SESSION_COOKIE_DOMAIN",
    "SESSION_COOKIE_PATH",
    "CSRF_COOKIE_NAME",
    "CSRF_COOKIE_SECURE",
    "SECURE_HSTS_SECONDS",
    "ALLOWED_HOSTS",
    "DEBUG",
    "SECURE_PROXY_SSL_HEADER",
    "USE_X_FORWARDED_HOST",
]


def sign_in(client: Client, user: User) -> None:
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD, "next": "/admin/"})


@pytest.fixture
def user(db) -> User:
    made: User = UserFactory(administrator=True)
    trust_address(made)
    return made


def test_session_is_a_new_one_after_signing_in(client, user, settings):
    client.cookies[settings.SESSION_COOKIE_NAME] = "chosen-by-somebody-else-00000000"

    sign_in(client, user)

    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie.value != "chosen-by-somebody-else-00000000"
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")


def test_signing_out_ends_the_session_on_the_server(client, user, settings):
    sign_in(client, user)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value

    client.post(reverse("wagtailadmin_logout"))

    again = Client()
    again.cookies[settings.SESSION_COOKIE_NAME] = key
    assert Session.objects.filter(pk=key).count() == 0
    assert again.get("/admin/practices/").status_code == 302


def test_new_password_ends_other_sessions(client, user):
    elsewhere = Client()
    sign_in(client, user)
    sign_in(elsewhere, user)
    user.set_password("another good password")
    user.save()

    assert elsewhere.get("/admin/practices/").status_code == 302


def test_account_that_was_closed_is_out_at_once(client, user):
    sign_in(client, user)
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert client.get("/admin/practices/").status_code == 302


def test_sign_in_tells_nobody_which_addresses_have_accounts(client, user):
    answers = [
        client.post(reverse("account_login"), {"login": address, "password": "wrong"}) for address in (user.email, "nobody@example.org")
    ]

    texts = [answer.content.decode().replace(user.email, "x").replace("nobody@example.org", "x") for answer in answers]
    texts = [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text) for text in texts]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert len(texts[0]) == len(texts[1])


def test_asking_for_a_new_password_tells_nobody_either(client, user):
    answers = [client.post(reverse("account_reset_password"), {"email": address}) for address in (user.email, "nobody@example.org")]

    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [
        (302, reverse("account_confirm_password_reset_code"))
    ] * 2


def test_form_from_another_site_changes_nothing(user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)

    for path in (reverse("wagtailadmin_account"), "/admin/practices/add/", "/admin/imports/"):
        assert client.post(path, {"title": "x"}, headers={"origin": "https://evil.example"}).status_code == 403


def test_account_form_takes_no_rights(world: World):
    editor = world.people["editor"]
    client = world.client("editor")

    client.post(
        reverse("wagtailadmin_account"),
        {
            "name_email-first_name": "E",
            "name_email-last_name": "D",
            "name_email-email": editor.email,
            "is_superuser": "on",
            "name_email-is_superuser": "on",
            "groups": "1",
        },
    )

    editor.refresh_from_db()
    assert (editor.is_superuser, editor.is_staff) == (False, False)


@pytest.mark.parametrize("role", ["translator", "editor"])
def test_record_form_takes_no_state(world: World, role):
    """Fields that are not in the form do nothing, whoever sends them."""
    draft = world.records[Practice]["draft"]
    before = Practice.objects.filter(pk=draft.pk).values("code", "live", "withdrawn_at", "first_published_at", "locked", "status").get()
    extra = {
        "live": "on",
        "withdrawn_at": "2020-01-01",
        "first_published_at": "2020-01-01",
        "code": "taken",
        "status": "ended",
        "locked": "on",
        "id": "1",
    }

    world.client(role).post(f"/admin/practices/edit/{draft.pk}/", {**extra, "action-publish": "1"})

    assert Practice.objects.filter(pk=draft.pk).values(*before).get() == before


def test_served_over_https_cookies_stay_with_this_host(tmp_path):
    """In a process of its own: settings are read once."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("CITIES_", "DJANGO_"))}
    program = (
        f"import json; from cities.config import settings; print(json.dumps({{name: getattr(settings, name, None) for name in {WANTED}}}))"
    )
    command = [sys.executable, "-c", program]

    done = subprocess.run(
        command,
        env={**environment, "CITIES_DATA_DIR": str(tmp_path), "CITIES_URL": "https://commons.example.org"},
        capture_output=True,
        check=True,
    )

    found = {name: value for name, value in json.loads(done.stdout).items() if value is not None}
    assert found == {
        "SESSION_COOKIE_NAME": "__Host-session",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "CSRF_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "ALLOWED_HOSTS": ["commons.example.org"],
        "DEBUG": False,
    }
