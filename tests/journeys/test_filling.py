"""A form is filled on a phone whose line breaks, on a second device, by two people at once, and without scripts; nothing typed is lost."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Error, Page, expect

from tests.journeys.browsing import AT_REST, PHONE, fits, sticking_out
from tests.journeys.site import Site
from tests.journeys.test_accessibility import RULES, faults

pytestmark = pytest.mark.journey

SPANISH_PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "locale": "es-ES"}


@dataclass(frozen=True)
class Planted:
    site: Site
    sheet: str
    link: str

    @property
    def home(self) -> str:
        return f"/answer/{self.sheet}/"

    def stands(self) -> dict[str, Any]:
        told: dict[str, Any] = _run(self.site, f"tell('{self.sheet}')")
        return told


@pytest.fixture(scope="module")
def survey(site: Site) -> Iterator[Callable[[], Planted]]:
    def sheet() -> Planted:
        return Planted(site, **_run(site, "plant()"))

    yield sheet
    site.run("manage", "shell", "-c", "from tests.journeys.surveying import take_away; take_away()")


def _run(site: Site, call: str) -> dict[str, Any]:
    said = site.run("manage", "shell", "-c", f"from tests.journeys.surveying import plant, tell; {call}")
    found: dict[str, Any] = json.loads(said.strip().splitlines()[-1])
    return found


def state(page: Page, now: str) -> None:
    expect(page.locator("[data-state]")).to_have_attribute("data-now", now)


def field(page: Page, code: str, repetition: int = 0) -> Any:
    return page.locator(f"[name='v:{code}:{repetition}']")


def choose(page: Page, code: str, value: str) -> None:
    page.locator(f"[name='v:{code}:0'][value='{value}']").check()


def test_line_breaks_while_a_form_is_filled_on_a_phone(open_page, survey):
    planted = survey()
    phone = open_page(f"/es{planted.link}", **SPANISH_PHONE)
    expect(phone).to_have_url(re.compile(rf"/es{planted.home}$"))
    phone.get_by_role("link", name="Empezar").click()
    section = phone.url

    field(phone, "name").fill("Ciudad de Dakar")
    state(phone, "saved")
    assert planted.stands()["answers"] == {"name:0": ["Ciudad de Dakar", 1]}
    assert fits(phone)

    phone.context.set_offline(True)
    field(phone, "members").fill("1.200")
    expect(field(phone, "how")).to_be_hidden()
    choose(phone, "hit", "yes")
    expect(field(phone, "how")).to_be_visible()
    field(phone, "how").fill("Cerraron los mercados")
    state(phone, "offline")
    expect(phone.locator("[data-state]")).to_contain_text("en este dispositivo")
    with pytest.raises(Error):
        phone.reload()

    phone.context.set_offline(False)
    phone.goto(section)
    expect(field(phone, "members")).to_have_value("1.200")
    expect(field(phone, "how")).to_have_value("Cerraron los mercados")
    state(phone, "saved")
    assert planted.stands()["answers"] == {
        "name:0": ["Ciudad de Dakar", 1],
        "members:0": ["1200", 1],
        "hit:0": ["yes", 1],
        "how:0": ["Cerraron los mercados", 1],
    }
    assert phone.evaluate("localStorage.length") == 0


def test_two_devices_and_two_people_at_once(open_page, survey, witness):  # noqa: PLR0915 -- one story
    planted = survey()
    phone = open_page(f"/es{planted.link}", **SPANISH_PHONE)
    phone.get_by_role("button", name="Mostrar un enlace nuevo").click()
    link = phone.locator("#link").inner_text()
    old = open_page(f"/es{planted.link}")
    expect(old.get_by_role("heading", level=1)).to_have_text("Este enlace ya no funciona")

    desk = open_page(link.replace("/es/", "/fr/"))
    expect(desk).to_have_url(re.compile(rf"/fr{planted.home}$"))
    assert link.rsplit("/", 2)[1] not in desk.url
    for page, language in ((phone, "es"), (desk, "fr")):
        page.goto(f"/{language}{planted.home}section/about/")
    phone.reload()
    expect(phone.locator("[data-people]")).to_be_visible()

    field(phone, "name").fill("Del teléfono")
    state(phone, "saved")
    field(desk, "name").fill("Du bureau")
    state(desk, "conflict")
    conflict = desk.locator("[data-conflict]")
    expect(conflict).to_contain_text("Del teléfono")
    expect(conflict).to_contain_text("Du bureau")
    assert planted.stands()["answers"]["name:0"] == ["Del teléfono", 1]
    # A question nobody has answered is opposed by nobody.
    field(desk, "founded").fill("1857-01-01")
    conflict.get_by_role("radio").last.click()
    state(desk, "saved")
    assert planted.stands()["answers"] == {"name:0": ["Du bureau", 2], "founded:0": ["1857-01-01", 1]}

    field(phone, "name").fill("Otra vez")
    expect(phone.locator("[data-conflict]")).to_contain_text("Du bureau")
    phone.locator("[data-conflict]").get_by_role("radio").first.click()
    expect(field(phone, "name")).to_have_value("Du bureau")

    choose(desk, "hit", "no")
    desk.get_by_role("button", name="Enregistrer et continuer").last.click()
    expect(desk).to_have_url(re.compile("/section/work/$"))
    desk.get_by_role("button", name="Enregistrer et vérifier").last.click()
    desk.get_by_role("button", name="Envoyer les réponses").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Merci")
    expect(desk.locator("main")).to_contain_text("Du bureau")

    field(phone, "members").fill("7")
    state(phone, "closed")
    expect(field(phone, "members")).to_have_value("7")
    stands = planted.stands()
    assert (stands["state"], stands["frozen"]["items"]["name"]["value"], "members:0" in stands["answers"]) == (
        "submitted",
        "Du bureau",
        False,
    )
    phone.goto(f"/es{planted.home}")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Gracias")
    assert phone.evaluate("localStorage.length") == 0
    # What the phone was told when it came too late.
    witness.missing[:] = [line for line in witness.missing if not line.startswith("409 ")]


def test_form_is_filled_without_scripts(open_page, survey, tmp_path):  # noqa: PLR0915 -- one story
    planted = survey()
    report = tmp_path / "informe.txt"
    report.write_text("Palabras")
    page = open_page(f"/es{planted.link}", java_script_enabled=False, **SPANISH_PHONE)
    page.get_by_role("link", name="Empezar").click()

    field(page, "members").fill("unos doce")
    choose(page, "hit", "yes")
    go_on = page.locator(".answers__end button").first
    go_on.click()
    expect(page.locator("main")).to_contain_text("Sus respuestas abrieron más preguntas abajo.")
    expect(field(page, "members")).to_have_value("unos doce")
    field(page, "how").fill("Cerraron los mercados")
    go_on.click()
    expect(page.locator("[data-problems]")).to_contain_text("Miembros")
    field(page, "members").fill("1.200,0")
    go_on.click()

    expect(page).to_have_url(re.compile("/section/work/$"))
    expect(page.locator("[lang=en]", has_text="Your advice")).to_be_visible()
    page.locator("[name='v:where:0']").select_option("sn-dakar")
    choose(page, "degree", "#not-applicable")
    page.locator("[name='m:each:0:much'][value=little]").check()
    page.locator("[name='m:order:0:little']").select_option("2")
    page.locator("[name='m:order:0:much']").select_option("1")
    field(page, "measure", 1).fill("Cestas")
    field(page, "cost", 1).fill("1.000,50")
    page.get_by_role("button", name="Añadir otro").click()
    field(page, "measure", 2).fill("Bonos")
    field(page, "cost", 2).fill("99,5")
    page.locator("input[type=file]").set_input_files(report)
    page.get_by_role("button", name="Añadir el archivo").click()
    expect(page.get_by_role("link", name="informe.txt")).to_be_visible()
    expect(page.locator("[data-calculated='total:0']")).to_have_text("1.100")
    page.get_by_role("button", name="Français").click()
    expect(page).to_have_url(re.compile(f"/fr{planted.home}section/work/$"))
    expect(field(page, "measure", 2)).to_have_value("Bonos")

    page.locator(".answers__end button").first.click()
    page.get_by_role("button", name="Envoyer les réponses").click()
    expect(page.locator("#problems")).to_contain_text("Nom")
    page.locator("#problems").get_by_role("link", name="Nom").click()
    field(page, "name").fill("Dakar")
    for _again in range(2):
        page.locator(".answers__end button").first.click()
    page.get_by_role("button", name="Envoyer les réponses").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Merci")
    document = planted.stands()["frozen"]
    values = {code: answer["value"] for code, answer in document["items"].items()}
    assert values | {"report": None} == {
        "name": "Dakar", "members": "1200", "founded": None, "hit": "yes", "how": "Cerraron los mercados", "where": "sn-dakar",
        "topic": None, "partner": None, "degree": None, "several": None, "each": {"much": "little"}, "order": ["much", "little"],
        "total": "1100", "report": None, "advice": None,
    }  # fmt: skip
    assert document["items"]["degree"]["absence"] == "not-applicable"
    assert [repetition["cost"]["value"] for repetition in document["groups"]["measures"]] == ["1000.5", "99.5"]


def test_device_without_room_says_so(open_page, survey):
    planted = survey()
    page = open_page(f"/es{planted.link}")
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
    page.goto(f"/es{planted.home}section/about/")

    page.context.set_offline(True)
    field(page, "name").fill("Dakar")
    state(page, "full")
    expect(page.locator("[data-state]")).to_contain_text("no cierre esta página")

    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    state(page, "saved")
    assert planted.stands()["answers"] == {"name:0": ["Dakar", 1]}


def test_answer_typed_in_one_language_arrives_as_it_was_meant_after_a_change_to_another(open_page, survey):
    planted = survey()
    page = open_page(f"/es{planted.link}")
    page.goto(f"/es{planted.home}section/work/")

    page.context.set_offline(True)
    field(page, "cost", 1).fill("1.200")
    state(page, "offline")
    page.close()
    other = page.context.new_page()
    page.context.set_offline(False)
    other.goto(f"/en{planted.home}section/work/")

    expect(field(other, "cost", 1)).to_have_value("1,200")
    assert planted.stands()["answers"] == {"cost:1": ["1200", 1]}


def test_what_is_typed_before_the_script_has_come_is_saved(open_page, survey):
    planted = survey()
    page = open_page(f"/es{planted.link}")
    waiting: list[Any] = []
    page.route("**/answer-queue*.js", lambda route: waiting.append(route))
    page.goto(f"/es{planted.home}section/about/", wait_until="commit")

    field(page, "name").fill("Dakar")
    choose(page, "hit", "yes")
    for route in waiting:
        route.continue_()
    page.unroute("**/answer-queue*.js")

    state(page, "saved")
    assert planted.stands()["answers"] == {"name:0": ["Dakar", 1], "hit:0": ["yes", 1]}


def test_connection_lost_after_the_site_has_stored_an_answer(open_page, survey):
    """The answer to the sending is lost: it is sent again, stored once, and what is typed next is no conflict with oneself."""
    planted = survey()
    page = open_page(f"/es{planted.link}")
    page.goto(f"/es{planted.home}section/about/")
    dropped = []

    def drop(route: Any) -> None:
        if dropped:
            route.continue_()
        else:
            dropped.append(route.fetch().status)
            route.abort()

    page.route("**/save", drop)
    field(page, "name").fill("Dak")
    state(page, "offline")
    field(page, "name").fill("Dakar")
    state(page, "saved")

    assert dropped == [200]
    assert planted.stands()["answers"] == {"name:0": ["Dakar", 2]}


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_axe_finds_nothing_where_a_form_is_filled(open_page, survey, language):
    planted = survey()
    page = open_page(f"/{language}{planted.link}", **AT_REST)
    paths = ["", "section/about/", "section/work/", "section/about/?check", "check/"]
    found = {}
    for path in paths:
        page.emulate_media(color_scheme="light")
        page.goto(f"/{language}{planted.home}{path}")
        found[path] = faults(page, {"type": "tag", "values": RULES})
        page.emulate_media(color_scheme="dark")
        found[f"{path}, dark"] = faults(page, {"type": "rule", "values": ["color-contrast", "link-in-text-block"]})
    phone = open_page(f"/{language}{planted.link.replace('link', 'link')}", **PHONE)
    for path in paths:
        phone.goto(f"/{language}{planted.home}{path}")
        found[f"{path}, phone"] = [] if fits(phone) else sticking_out(phone)
        small = phone.evaluate(SMALL_TARGETS)
        found[f"{path}, targets"] = small

    assert {path: wrong for path, wrong in found.items() if wrong} == {}


# Smaller than 44 px, among what one touches in the form; links within text excepted.
SMALL_TARGETS = """() => [...document.querySelectorAll(".sheet button, .sheet .button, .sheet .option, .sheet .control")]
    .filter((element) => element.offsetParent && !element.classList.contains("only-spoken"))
    .filter((element) => element.getBoundingClientRect().height < 43.5)
    .map((element) => element.outerHTML.slice(0, 90))"""


def test_scripts_of_a_form_are_light(open_page, survey):
    from tests.journeys.test_weight import SCRIPTS, weigh

    planted = survey()
    page = open_page(f"/fr{planted.link}")
    fresh = page.context.new_page()
    weights = weigh(fresh)

    fresh.goto(f"/fr{planted.home}section/work/", wait_until="networkidle")

    assert sum(size for kind, _url, size in weights if kind == "script") <= SCRIPTS
