"""What every answer carries, and what no answer believes."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cities.accounts.actions import trust_address
from cities.core.middleware import ADMIN_POLICY, PERMISSIONS, PUBLIC_POLICY, UPLOAD_POLICY
from cities.core.models import Letter
from tests.factories import PracticeFactory, TerritoryFactory, UserFactory
from tests.security.addresses import named_addresses
from tests.security.arguments import path_of
from tests.security.crawling import Page, read
from tests.security.world import World

SENT_WITH_ALL = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
}
# Wagtail's own, stricter than ours for files.
DOCUMENT_POLICY = "default-src 'none'"
SECONDS_A_CACHE_MAY_KEEP = 3600
# Forms for those who have no account guard against other sites; the key of a letter is kept while its reader signs in.
COOKIES_WITHOUT_ACCOUNT = {
    "/en/account/login/": "csrf",
    "/en/account/login/code/": "csrf",
    "/en/account/password/reset/": "csrf",
    "/en/join/": "csrf",
    "/en/members/organisation-published/write/": "csrf",
    "/en/still-right/zq-key-in-a-letter/": "csrf",
    "/en/invitation/nothing/": "session",
}
NOT_OURS = (
    "evil.example",
    "//evil.example",
    "/\\evil.example",
    "https:evil.example",
    "https:///evil.example",
    "%0d%0aLocation: //evil.example",
)


def headers_of(page: Page) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in page.everything.split("\n\n", 1)[0].splitlines() if ": " in line)


def every_answer(world: World, role: str) -> dict[str, dict[str, str]]:
    client = world.client(role)
    cookies = client.cookies.copy()
    answers = {}
    for address in named_addresses():
        path = path_of(address, world, state="published")
        client.cookies = cookies.copy()
        answers[path] = headers_of(read(client, path))
        # Django hands cookies over beside the headers.
        if given := sorted(client.cookies.keys() - cookies.keys()):
            answers[path]["Set-Cookie"] = ", ".join(given)
    return answers


def policy(path: str) -> set[str]:
    if path.startswith("/admin/"):
        # Drafts are shown under the policy readers' pages have.
        return {ADMIN_POLICY, PUBLIC_POLICY}
    if path.startswith("/documents/"):
        return {DOCUMENT_POLICY, UPLOAD_POLICY}
    return {UPLOAD_POLICY} if path.startswith("/media/") else {PUBLIC_POLICY}


@pytest.mark.parametrize("role", ["anonymous", "administrator"])
def test_every_address_sends_the_headers(world, role):
    answers = every_answer(world, role)

    lacking = {
        path: sorted(SENT_WITH_ALL.items() - headers.items())
        for path, headers in answers.items()
        # A page whose address holds a key tells no other page where one came from.
        if SENT_WITH_ALL.items() - headers.items() and headers.get("Referrer-Policy") != "no-referrer"
    }
    wrong_policy = [path for path, headers in answers.items() if headers.get("Content-Security-Policy") not in policy(path)]
    no_charset = [path for path, headers in answers.items() if re.fullmatch(r"text/(html|plain|xml)", headers.get("Content-Type", ""))]
    telling = [path for path, headers in answers.items() if {"Server", "X-Powered-By", "X-Wagtail-Version"} & headers.keys()]

    assert (lacking, wrong_policy, no_charset, telling) == ({}, [], [], [])


def test_nobody_gets_a_cookie_for_reading(world):
    answers = every_answer(world, "anonymous")

    given = {path: headers["Set-Cookie"] for path, headers in answers.items() if "Set-Cookie" in headers and not path.startswith("/admin/")}
    assert given == COOKIES_WITHOUT_ACCOUNT


def test_what_caches_may_keep_is_kept_shortly(world):
    answers = every_answer(world, "anonymous")

    ages = {
        path: int(age.group(1))
        for path, headers in answers.items()
        if (age := re.search(r"max-age=(\d+)", headers.get("Cache-Control", "")))
    }
    in_desk = {headers.get("Cache-Control") for path, headers in answers.items() if path.startswith("/admin/")}

    assert {path: age for path, age in ages.items() if age > SECONDS_A_CACHE_MAY_KEEP} == {}
    assert len([age for age in ages.values() if age]) > 20
    assert in_desk == {"private, no-store"}


@pytest.mark.parametrize("role", ["reader", "editor"])
def test_nothing_made_for_a_session_may_be_kept(world, role):
    answers = every_answer(world, role)

    assert {headers.get("Cache-Control") for headers in answers.values()} == {"private, no-store"}


def test_reader_after_a_member_of_staff_sees_nothing_of_them(world):
    """Same addresses, first with a session, then without: what differs by person would be told apart by the second."""
    staff, reader = world.client("editor"), world.client("anonymous")
    paths = ["/en/", "/en/practices/", "/en/practices/practice-published/", "/en/practices/practice-draft/", "/en/search/?q=practice"]

    seen_by_staff = [read(staff, path) for path in paths]
    seen_by_reader = [read(reader, path) for path in paths]

    own_doors = re.compile(rb'<p class="masthead__mine">.*?</p>|<li class="own-door".*?</li>', re.DOTALL)
    without = [[own_doors.sub(b"", page.body).split() for page in seen] for seen in (seen_by_staff, seen_by_reader)]
    assert without[0] == without[1]
    assert [page.path for page in seen_by_reader if "editor@example.org" in page.everything] == []


def test_page_differs_by_its_address_alone_but_for_the_doors(world):
    """A page under a language may be kept by any cache; a door without one says what it looks at."""
    answers = every_answer(world, "anonymous")
    varying = {path: headers.get("Vary", "") for path, headers in answers.items() if "public" in headers.get("Cache-Control", "")}

    assert {
        path for path, vary in varying.items() if path.startswith("/en/") and re.search("cookie|accept-language", vary, re.IGNORECASE)
    } == set()
    assert {"Accept-Language", "Cookie"} <= {name.strip() for name in answers["/"]["Vary"].split(",")}


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "evil.example:80@localhost", "localhost\tevil.example"])
def test_other_host_is_refused(host):
    assert Client(raise_request_exception=False).get("/en/", headers={"host": host}).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/", "/en/", "/en/practices/garden/", "/robots.txt", "/sitemap.xml", "/api/v1/practices", "/nothing-here"]
)
def test_headers_of_a_proxy_change_nothing(client, path):
    PracticeFactory(code="garden", published=True)
    forged = {
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "https",
        "x-forwarded-for": "10.0.0.1",
        "x-forwarded-port": "444",
        "x-forwarded-prefix": "/evil",
        "x-original-url": "/admin/",
        "x-rewrite-url": "/admin/",
        "x-http-method-override": "DELETE",
        "forwarded": "host=evil.example;proto=https",
    }

    plain, answered = client.get(path), client.get(path, headers=forged)

    assert "evil" not in answered.content.decode() + str(dict(answered.headers))
    assert (answered.status_code, answered.content) == (plain.status_code, plain.content)


@pytest.mark.django_db
def test_mail_with_a_new_password_leads_to_the_site_of_the_settings(client):
    user = UserFactory(administrator=True)

    client.post(
        reverse("account_reset_password"), {"email": user.email}, headers={"host": "127.0.0.1:81", "x-forwarded-host": "evil.example"}
    )

    addresses = re.findall(r"https?://[^/\s]+", Letter.objects.get().body)
    assert set(addresses) == {settings.SITE_URL}


@pytest.mark.parametrize("target", NOT_OURS)
def test_sign_in_leads_nowhere_else(db, client, target):
    user = UserFactory(administrator=True)

    trust_address(user)

    response = client.post(reverse("account_login"), {"login": user.email, "password": "correct horse battery", "next": target})

    landing = urljoin(f"{settings.SITE_URL}{reverse('account_login')}", response.headers["Location"])
    assert (response.status_code, urlsplit(landing).netloc) == (302, urlsplit(settings.SITE_URL).netloc)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "//evil.example/",
        "/\\evil.example/",
        "/%2Fevil.example",
        "/%5Cevil.example",
        "/en//evil.example/",
        "/en/%0d%0aLocation:%20x",
    ],
)
@pytest.mark.parametrize("query", ["", "?next=//evil.example", "?url=//evil.example&lang=fr"])
def test_no_address_leads_elsewhere(path, query):
    response = Client(raise_request_exception=False).get(f"{path}{query}")

    location = response.headers.get("Location", "/")
    assert re.match(r"/(?![/\\])", location), location
    assert response.status_code < 500
    assert 'href="//' not in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["//evil.example/en/", "/en/\\evil.example/", "/en/search/?q=//evil.example"])
def test_language_switch_stays_here(path):
    page = Client(raise_request_exception=False).get(path).content.decode()

    switches = re.findall(r'<a href="([^"]*)"[^>]*hreflang', page)
    assert [link for link in switches if not re.match(r"/(?![/\\])", link)] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/.git/HEAD",
        "/.env",
        "/metrics",
        "/admin/doc/",
        "/server-status",
        "/static/../cities/config/settings.py",
        "/static/%2e%2e/manage.py",
        "/static/",
        "/media/",
        "/data/cities.sqlite3",
        "/documents/",
        "/documents/1/%2e%2e/secret-key",
    ],
)
def test_nothing_lies_open(path):
    response = Client(raise_request_exception=False).get(path)

    # Under /admin/ everything asks for a sign-in first.
    assert response.status_code == (302 if path.startswith("/admin/") else 404)


@pytest.mark.django_db
def test_page_not_found_tells_nothing_of_the_inside(client):
    TerritoryFactory(code="world", kind="world")

    page = client.get("/en/nothing-here/").content.decode()

    assert not re.search(r"Traceback|urlpatterns|DEBUG|Django|Wagtail|\.py", page)
