"""A member's year: invited, it corrects its profile and answers the survey; the secretariat writes the questionnaire and sees who answered."""

import re
from secrets import token_hex

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import AT_REST, fits
from tests.journeys.conftest import signed_in
from tests.journeys.post import letter_to, link_in, words_of
from tests.journeys.test_accessibility import RULES, desk_faults, faults
from tests.journeys.test_space import approve

pytestmark = pytest.mark.journey

FRENCH_PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "locale": "fr-FR"}
SPANISH_PHONE = {**FRENCH_PHONE, "locale": "es-ES"}


def submitted(editor: Page) -> int:
    """How many real respondents have sent their answers in, as the dashboard says."""
    editor.goto("/admin/surveys/")
    editor.locator("#main td a, #main th a").filter(has_text=re.compile("Member survey 2")).first.click()
    editor.wait_for_url("**/campaign/**")
    real = editor.get_by_role("link", name="Show the real answers")
    if real.count():
        real.click()
        editor.wait_for_url("**samples=0**")
    return int(editor.locator(".desk-survey-steps li", has_text="Submitted").locator(".desk-survey-steps__count").inner_text())


def test_member_is_invited_corrects_its_profile_and_answers_across_two_devices(site, open_page):  # noqa: PLR0915 -- one story
    editor = signed_in(open_page, "editor@demo.example")
    before = submitted(editor)
    address = f"amelie-{token_hex(3)}@example.org"
    editor.goto("/admin/access/liverpool-city-region/")
    editor.get_by_label("E-mail address").fill(address)
    editor.get_by_label("Language of the letter").select_option("fr")
    editor.get_by_role("button", name="Send the invitation").click()
    expect(editor.get_by_text("The invitation is on its way.")).to_be_visible()

    # Invited, and signed in again with a code.
    phone = open_page(link_in(letter_to(site, address, about="/invitation/"), "/invitation/"), **FRENCH_PHONE)
    phone.get_by_role("button", name="Accepter").click()
    expect(phone).to_have_url(re.compile("/fr/my/liverpool-city-region/$"))
    phone.context.clear_cookies()
    phone.goto("/fr/account/login/")
    phone.get_by_label("Adresse électronique").first.fill(address)
    phone.get_by_role("button", name="M’envoyer un code").click()
    phone.locator("#id_code").fill(re.search(r"^\s{4}(\S+)\s*$", words_of(letter_to(site, address, about="code")), re.MULTILINE)[1])
    phone.get_by_role("button", name="Se connecter").click()
    expect(phone).to_have_url(re.compile("/fr/my/liverpool-city-region/$"))

    # The profile, in French; reviewed at the desk.
    words = f"Une ville qui coopère ({token_hex(3)})."
    phone.get_by_role("link", name="Profil").click()
    phone.get_by_role("link", name="Français").last.click()
    phone.get_by_label("Résumé en une ou deux phrases").fill(words)
    phone.get_by_role("button", name=re.compile("Enregistrer")).first.click()
    expect(phone.get_by_role("heading", name="En attente de relecture")).to_be_visible()
    approve(editor, "Liverpool")
    assert words in open_page("/fr/members/liverpool-city-region/").locator("main").inner_text()

    # The survey, in Spanish, the connection cut in the middle.
    phone.goto("/es/my/liverpool-city-region/")
    phone.get_by_role("link", name=re.compile("Encuesta")).first.click()
    assert fits(phone)
    assert faults(phone, {"type": "tag", "values": RULES}) == []
    phone.locator(".survey-acts button").click()
    phone.locator("main a.button").first.click()
    section = phone.url
    words_field = phone.locator("form.answers input[type=text], form.answers textarea").first
    words_field.fill("Ciudad")
    expect(phone.locator("[data-state]")).to_have_attribute("data-now", "saved")
    phone.context.set_offline(True)
    words_field.fill("Ciudad de Lieja")
    expect(phone.locator("[data-state]")).to_have_attribute("data-now", "offline")
    phone.context.set_offline(False)
    expect(phone.locator("[data-state]")).to_have_attribute("data-now", "saved")

    # On another device, with a link; what is required is answered, and sent.
    phone.goto(section.split("section/")[0])
    phone.get_by_role("button", name="Mostrar un enlace nuevo").click()
    elsewhere = open_page(phone.locator("#link").inner_text(), locale="es-ES")
    elsewhere.goto(section)
    expect(elsewhere.locator("form.answers input[type=text], form.answers textarea").first).to_have_value("Ciudad de Lieja")
    answer_all(elsewhere)
    elsewhere.get_by_role("button", name="Enviar").click()
    expect(elsewhere.get_by_role("heading", name="Gracias")).to_be_visible()

    assert submitted(editor) == before + 1


def answer_all(page: Page) -> None:
    """Every choice and whatever else is required, section by section, until the page that sends it."""
    while not page.url.endswith("/check/"):
        for question in page.locator("form.answers fieldset:has(> * input[type=radio])").all():
            if question.is_visible() and not question.locator("input:checked").count():
                question.locator("input[type=radio]").first.check()
        for field in page.locator("form.answers [required]:is(input[type=text], input[type=number], textarea)").all():
            if field.is_visible() and not field.input_value():
                field.fill("3")
        before = page.url
        page.locator("form.answers .answers__end button[value=next]").click()
        page.wait_for_url(lambda address, before=before: address != before)


def test_secretariat_writes_a_questionnaire_and_publishes_it(editor):
    code = f"trial-{token_hex(3)}"
    editor.goto("/admin/instruments/new/")
    editor.get_by_label("Title").fill("How a pilot went")
    editor.get_by_label("Code").fill(code)
    editor.locator("#main form button[type=submit]").first.click()
    editor.wait_for_url(f"**/instruments/{code}/draft/")
    on_outline = desk_faults(editor)
    editor.get_by_role("button", name=re.compile("Add")).first.click()
    editor.locator("[name$='-code']").last.fill("about")
    editor.locator("[name$='-title']").last.fill("About the pilot")
    editor.get_by_role("button", name="Save", exact=True).last.click()
    editor.goto(f"/admin/instruments/{code}/draft/about/")
    editor.get_by_label("Another question of the type").select_option("whole-number")
    editor.get_by_role("button", name="Add", exact=True).click()
    editor.locator("[name$='label_en']").last.fill("How many weeks did it take?")
    editor.locator("li input[name$='-code']").last.fill("weeks")
    on_section = desk_faults(editor)
    editor.get_by_role("button", name="Save", exact=True).last.click()
    expect(editor.get_by_text("The section is saved.")).to_be_visible()

    editor.goto(f"/admin/instruments/{code}/translate/fr/")
    on_translation = desk_faults(editor)
    editor.locator("textarea[name$='-label']").first.fill("Combien de semaines cela a-t-il pris ?")
    editor.get_by_role("button", name="Save").last.click()
    expect(editor.get_by_text("1 part was changed.")).to_be_visible()

    editor.goto(f"/admin/instruments/{code}/")
    editor.get_by_role("button", name="Publish").click()
    editor.get_by_role("link", name="Français").first.click()
    expect(editor.get_by_text("Combien de semaines cela a-t-il pris ?")).to_be_visible()

    assert (on_outline, on_section, on_translation, desk_faults(editor)) == ([], [], [], [])


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_results_are_read_by_anyone(open_page, language):
    page = open_page(f"/{language}/surveys/", **AT_REST)
    page.locator("main h2 a").first.click()
    page.wait_for_url("**/results/")
    light = faults(page, {"type": "tag", "values": RULES})
    page.emulate_media(color_scheme="dark")
    dark = faults(page, {"type": "rule", "values": ["color-contrast"]})
    page.set_viewport_size({"width": 320, "height": 700})

    assert (light, dark, fits(page)) == ([], [], True)
    assert "32" in page.locator("main").inner_text()


def test_desk_pages_of_a_survey_are_accessible_and_drawn(editor):
    submitted(editor)
    found = {}
    for tab in ("Overview", "Results", "Letters", "Edit"):
        editor.locator("#main nav, #main").get_by_role("link", name=tab, exact=True).first.click()
        editor.wait_for_load_state()
        found[tab] = desk_faults(editor)
        if tab == "Results":
            editor.goto(f"{editor.url.split('?')[0]}?samples=1")
            charts = editor.locator("#main picture img")
            charts.first.scroll_into_view_if_needed()
            expect(charts.first).to_have_js_property("complete", value=True)
            drawn = charts.first.evaluate("image => image.naturalWidth")

    assert {tab: wrong for tab, wrong in found.items() if wrong} == {}
    assert drawn > 0
