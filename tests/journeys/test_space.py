"""Those who act for a member: they change the profile on a phone, tell a practice, and readers see it once it is reviewed."""

import re
from secrets import token_hex
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import AT_REST, fits, sticking_out
from tests.journeys.conftest import OpenPage, signed_in
from tests.journeys.site import Site
from tests.journeys.test_accessibility import lacks

pytestmark = pytest.mark.journey

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
# A session as signing in makes it; how people sign in is another journey.
SESSION = """
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from cities.accounts.models import User
user = User.objects.get(email="{address}")
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print("session", session.session_key)
"""
PAGES = {
    "seoul@demo.example": (
        "my/",
        "my/seoul/",
        "my/seoul/profile/",
        "my/seoul/profile/words/en/",
        "my/seoul/profile/words/fr/",
        "my/seoul/profile/facts/",
        "my/seoul/profile/topics/",
        "my/seoul/profile/picture/",
        "my/seoul/practices/",
        "my/seoul/practices/new/",
        "my/seoul/needs/",
        "my/seoul/needs/new/need/",
        "my/seoul/needs/new/offer/",
        "my/seoul/people/",
        "my/seoul/people/new/",
    ),
    "member@demo.example": ("my/dakar/", "my/dakar/profile/", "my/dakar/people/", "account/", "account/email/", "account/sessions/"),
    "bilbao@demo.example": ("my/bilbao/", "my/bilbao/practices/"),
}


def enter(open_page: OpenPage, site: Site, address: str, path: str, **options: Any) -> Page:
    answer = site.run("manage", "shell", "-v", "0", "-c", SESSION.format(address=address))
    key = re.search(r"session (\w+)", answer)
    assert key is not None
    page = open_page("/en/about/", **options)
    page.context.add_cookies([{"name": "session", "value": key.group(1), "url": site.url}])
    page.goto(path)
    return page


def approve(editor: Page, name: str) -> None:
    editor.goto(f"/admin/members/?q={name}")
    editor.locator("#main td a[href*='/edit/'], #main th a[href*='/edit/']").first.click()
    editor.wait_for_url("**/edit/**")
    if not editor.get_by_role("button", name=re.compile("^Approve")).first.is_visible():
        editor.get_by_role("button", name=re.compile("more actions|toggle", re.IGNORECASE)).last.click()
    editor.get_by_role("button", name=re.compile("^Approve")).first.click()
    editor.wait_for_url(lambda address: "/edit/" not in address)


def test_member_edits_the_profile_in_french_on_a_phone_and_readers_see_it_after_review(open_page, site):
    page = enter(open_page, site, "seoul@demo.example", "/fr/my/", **PHONE)
    page.get_by_role("link", name="Profil").click()
    page.get_by_role("link", name="Français").last.click()

    # Told apart from what an earlier run on the same demo has left there.
    words = f"par ses arrondissements ({token_hex(3)})"
    page.get_by_label("Résumé en une ou deux phrases").fill(f"Séoul soutient l’économie sociale par un centre et {words}.")
    expect(page.get_by_text(re.compile("Conservé à"))).to_be_visible()
    page.reload()
    expect(page.get_by_label("Résumé en une ou deux phrases")).to_have_value(re.compile(re.escape(words)))
    page.get_by_role("button", name="Enregistrer et envoyer en relecture").click()
    expect(page.get_by_role("heading", name="En attente de relecture")).to_be_visible()
    reader = open_page("/fr/members/seoul/")
    expect(reader.get_by_text(words)).to_have_count(0)

    editor = signed_in(open_page, "editor@demo.example")
    approve(editor, "Seoul Metropolitan")

    reader.reload()
    expect(reader.locator(".lead")).to_contain_text(words)


def test_member_tells_a_practice_in_steps(open_page, site):
    page = enter(open_page, site, "member@demo.example", "/fr/my/dakar/practices/new/", **PHONE)
    page.get_by_label("Comment s’appelle-t-elle ?").fill("Exemple : des marchés couverts tenus par les vendeuses")
    page.get_by_role("button", name="Commencer").click()

    page.get_by_label("Résumé en deux ou trois phrases").fill("Texte d’exemple : les vendeuses tiennent le marché avec la ville.")
    page.get_by_role("button", name="Enregistrer et continuer").click()
    page.get_by_label("Où cela se passe-t-il ?").fill("Séné")
    page.get_by_role("option", name="Sénégal", exact=True).click()
    expect(page.get_by_role("checkbox", name="Sénégal", exact=True)).to_be_checked()
    page.get_by_role("button", name="Enregistrer et s’arrêter là").click()
    page.get_by_role("button", name="Envoyer en relecture").click()

    expect(page.get_by_role("heading", name="En attente de relecture")).to_be_visible()
    page.get_by_role("link", name="Pratiques").last.click()
    expect(page.get_by_role("main")).to_contain_text("en attente de relecture")
    assert fits(page), sticking_out(page)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_in_the_space(open_page, site, address, language):
    page = enter(open_page, site, address, f"/{language}/my/", **AT_REST, viewport={"width": 320, "height": 640})

    assert lacks(page, [f"/{language}/{path}" for path in PAGES[address]]) == {}
