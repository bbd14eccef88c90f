"""Signing in without a letter: a passkey kept by the device, an app that shows numbers, codes on paper."""

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import fits
from tests.journeys.conftest import OpenPage, signed_in
from tests.journeys.post import letter_to, link_in, words_of
from tests.journeys.site import Site
from tests.journeys.test_accessibility import RULES, faults

pytestmark = pytest.mark.journey

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
STEP = 30


@contextmanager
def device(page: Page) -> Iterator[None]:
    """A device that keeps passkeys and always recognises its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield
    session.detach()


def number(secret: str, at: float) -> str:
    """What an authenticator app shows at that moment (RFC 6238, SHA-1, six digits)."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(at // STEP)), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def invited(site: Site, open_page: OpenPage) -> tuple[Page, str]:
    """Somebody new at Bilbao's, signed in by their invitation, with a device of their own."""
    address = f"maite-{token_hex(3)}@example.org"
    editor = signed_in(open_page, "editor@demo.example")
    editor.goto("/admin/access/bilbao/")
    editor.get_by_label("E-mail address").fill(address)
    editor.get_by_label("Language of the letter").select_option("en")
    editor.get_by_role("button", name="Send the invitation").click()
    expect(editor.get_by_text("The invitation is on its way.")).to_be_visible()
    phone = open_page(link_in(letter_to(site, address, about="/invitation/"), "/invitation/"), **PHONE)
    phone.get_by_role("button", name="Accept").click()
    expect(phone).to_have_url(re.compile("/en/my/bilbao/$"))
    return phone, address


def sign_out(page: Page) -> None:
    page.goto("/en/account/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda address: "/account/" not in address)


def confirm(page: Page) -> None:
    """What changes how one signs in is confirmed: with the passkey, now that there is one."""
    page.get_by_role("link", name="Use a security key").click()
    page.get_by_role("button", name="Use a security key").click()


def ask_for_code(site: Site, page: Page, address: str, *, after: str = "") -> str:
    """Types the code of the newest letter; one sent before, `after`, is no use any more."""
    page.goto("/en/account/login/")
    page.get_by_label("E-mail address").first.fill(address)
    page.get_by_role("button", name="Send me a code").click()
    code = after
    while code == after:
        code = re.search(r"^\s{4}(\S+)\s*$", words_of(letter_to(site, address, about="code")), re.MULTILINE)[1]
        page.wait_for_timeout(300)
    page.locator("#id_code").fill(code)
    page.get_by_role("button", name="Sign in").click()
    return code


def test_passkey_app_and_recovery_codes_sign_in(site, open_page):  # noqa: PLR0915 -- one story
    phone, address = invited(site, open_page)

    with device(phone):
        phone.goto("/en/account/")
        phone.get_by_role("link", name="Passkeys").click()
        assert (faults(phone, RULES), fits(phone)) == ([], True)
        phone.get_by_role("link", name="Add a passkey").click()
        phone.get_by_label("Name of this device").fill("Phone")
        assert (faults(phone, RULES), fits(phone)) == ([], True)
        phone.get_by_role("button", name="Add it").click()
        confirm(phone)
        codes = phone.get_by_label("Codes that still work").inner_text().split()
        assert len(codes) == 10

        sign_out(phone)
        phone.goto("/en/account/login/")
        phone.get_by_role("button", name="Use a passkey").click()
        expect(phone).to_have_url(re.compile("/en/my/bilbao/$"))
        phone.goto("/en/account/second-factor/webauthn/")
        expect(phone.locator("main li", has_text="Phone")).to_contain_text("last used")

        # An app as well; whoever has a passkey is asked for it first.
        phone.goto("/en/account/second-factor/totp/activate/")
        confirm(phone)
        secret = phone.locator("#authenticator_secret").input_value()
        phone.get_by_label("Authenticator code").fill(number(secret, time.time()))
        phone.get_by_role("button", name="Activate").click()
        phone.wait_for_url(lambda address: "/totp/" not in address)
        phone.goto("/en/account/second-factor/")
        expect(phone.get_by_text("An app is set up.")).to_be_visible()
        sign_out(phone)

    # A code by e-mail is not enough any more.
    first = ask_for_code(site, phone, address)
    expect(phone).to_have_url(re.compile("/second-factor/authenticate/"))
    assert (faults(phone, RULES), fits(phone)) == ([], True)
    phone.get_by_label("Code").fill("000000")
    phone.get_by_role("button", name="Sign In").click()
    expect(phone.get_by_text("Incorrect code.")).to_be_visible()
    phone.get_by_label("Code").fill(number(secret, time.time()))
    phone.get_by_role("button", name="Sign In").click()
    expect(phone).to_have_url(re.compile("/en/my/bilbao/$"))
    sign_out(phone)

    # The phone is lost: paper helps, once.
    ask_for_code(site, phone, address, after=first)
    expect(phone).to_have_url(re.compile("/second-factor/authenticate/"))
    phone.get_by_label("Code").fill(codes[0])
    phone.get_by_role("button", name="Sign In").click()
    expect(phone).to_have_url(re.compile("/en/my/bilbao/$"))
    phone.goto("/en/account/second-factor/")
    expect(phone.get_by_text("9 codes are left.")).to_be_visible()
