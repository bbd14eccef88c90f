"""How people come in: invited by the secretariat, signed in by a code; writing to a member; asking to join."""

import re
from secrets import token_hex

import pytest
from playwright.sync_api import expect

from tests.journeys.browsing import PHONE, fits
from tests.journeys.post import letter_to, link_in, words_of

pytestmark = pytest.mark.journey


def test_the_secretariat_invites_and_somebody_comes_in_by_phone(site, editor, open_page):
    address = f"mireille-{token_hex(3)}@example.org"
    editor.goto("/admin/access/montreal/")
    editor.get_by_label("E-mail address").fill(address)
    editor.get_by_label("Language of the letter").select_option("fr")
    editor.get_by_role("button", name="Send the invitation").click()
    expect(editor.get_by_text("The invitation is on its way.")).to_be_visible()

    link = link_in(letter_to(site, address, about="/invitation/"), "/invitation/")
    phone = open_page(link, **PHONE)
    assert phone.url.endswith("/fr/invitation/")
    assert fits(phone)
    phone.get_by_role("button", name="Accepter").click()
    expect(phone).to_have_url(re.compile("/fr/my/montreal/$"))

    # The link in the letter no longer opens anything.
    assert open_page(link).get_by_role("heading", level=1).inner_text() == "Cette invitation ne fonctionne plus"

    signed_out = open_page("/fr/account/login/", **PHONE)
    signed_out.get_by_label("Adresse électronique").first.fill(address)
    signed_out.get_by_role("button", name="M’envoyer un code").click()
    code = re.search(r"^\s{4}(\S+)\s*$", words_of(letter_to(site, address, about="code")), re.MULTILINE)[1]
    signed_out.locator("#id_code").fill(code)
    signed_out.get_by_role("button", name="Se connecter").click()
    expect(signed_out).to_have_url(re.compile("/fr/my/montreal/$"))


def test_a_reader_writes_to_a_member_and_is_answered(site, open_page):
    address = f"awa-{token_hex(3)}@example.org"
    reader = open_page("/en/members/montreal/")
    reader.get_by_role("link", name="Write to them").click()
    reader.get_by_label("Subject").fill("Housing co-operatives")
    reader.get_by_label("Message").fill("How did you find the land?")
    reader.get_by_label("Your name").fill("Awa")
    reader.get_by_label("Your e-mail address").fill(address)
    reader.get_by_role("button", name="Send").click()
    expect(reader.get_by_role("heading", name="One more step")).to_be_visible()

    reader.goto(link_in(letter_to(site, address, about="Housing co-operatives"), "/conversation/"))
    reader.get_by_role("button", name=re.compile("Yes, pass it on")).click()
    expect(reader.get_by_text("How did you find the land?")).to_be_visible()
    reader.get_by_role("button", name="End this conversation").click()
    expect(reader.get_by_text("This conversation has ended.")).to_be_visible()


def test_an_organisation_asks_to_join_and_is_welcomed(site, editor, open_page):
    mark = token_hex(3)
    name, address = f"Commons of the Three Rivers {mark}", f"luc-{mark}@example.org"
    applicant = open_page("/en/join/", **PHONE)
    assert fits(applicant)
    applicant.get_by_label("Name of the organisation").fill(name)
    applicant.get_by_label("Kind of organisation").select_option(index=1)
    applicant.get_by_label("You join as").select_option(index=1)
    applicant.get_by_label("City and country").fill("Trois-Rivières, Canada")
    applicant.get_by_label("Why you want to join").fill("We repair bicycles together.")
    applicant.get_by_label("Your name").fill("Luc")
    applicant.get_by_label("Your e-mail address").fill(address)
    applicant.get_by_role("button", name="Send the application").click()
    expect(applicant.get_by_role("heading", name="Thank you")).to_be_visible()

    editor.goto("/admin/applications/")
    editor.get_by_role("link", name=name).click()
    editor.get_by_role("button", name="Accept as a member").click()
    expect(editor.get_by_text(re.compile("Accepted: the member has a page"))).to_be_visible()

    letter_to(site, address, about="Welcome")
    applicant.goto(link_in(letter_to(site, address, about="/invitation/"), "/invitation/"))
    applicant.get_by_role("button", name="Accept").click()
    expect(applicant).to_have_url(re.compile(f"/en/my/commons-of-the-three-rivers-{mark}/$"))
    assert open_page(f"/en/members/commons-of-the-three-rivers-{mark}/").get_by_role("heading", level=1).is_visible()
