"""Those who keep the commons: an editor changes words, a coordinator brings in a table and takes it back."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey

PRACTICE = "Phare: a circus that pays for an art school"
BEFORE = re.compile("À Siem Reap")
AFTER = "Au Cambodge, un cirque paie l’école qui forme ses artistes."
TABLE = """Nom;Sigle;Ville;Pays;Membre depuis;Site web;Courriel;Description
Coopérative du Grand Marché;CGM;Dakar;Sénégal;2020;https://grand-marche.example/;secret@grand-marche.example;Elle tient un marché de quartier.
Atelier des Trois Rives;A3R;Montréal;Canada;2021;https://trois-rives.example/;;Elle répare et revend des vélos.
"""


def test_editor_changes_the_french_summary_and_readers_see_it_when_it_is_published(editor, open_page):
    editor.goto("/admin/practices/?q=phare")
    editor.get_by_role("link", name=PRACTICE).click()
    record = editor.url.rstrip("/").rsplit("/", 1)[1]
    reader = open_page("/fr/practices/phare-circus/")
    expect(reader.locator(".lead")).to_have_text(BEFORE)

    write_french_summary(editor, AFTER)
    editor.get_by_role("button", name="Save draft").click()
    expect(editor.get_by_text(re.compile("updated|has been saved")).first).to_be_visible()
    reader.reload()
    expect(reader.locator(".lead")).to_have_text(BEFORE)

    shown = editor.frame_locator("#w-preview-iframe, iframe[title=Preview]").first.locator(".lead")
    editor.get_by_role("button", name="Toggle preview").click()
    # Another language is heard once the first preview has come.
    expect(shown).to_be_visible()
    editor.get_by_label("Preview mode").select_option("fr")
    expect(shown).to_have_text(AFTER)
    editor.get_by_role("button", name="Toggle preview").click()

    publish(editor)
    reader.reload()
    expect(reader.locator(".lead")).to_have_text(AFTER)

    editor.goto(f"/admin/practices/history/{record}/")
    editor.get_by_role("table").get_by_role("button", name="Actions").last.click()
    editor.get_by_role("link", name="Compare with current version").click()
    expect(editor.get_by_role("main")).to_contain_text("Au Cambodge")
    expect(editor.get_by_role("main")).to_contain_text("À Siem Reap")


def test_translator_may_write_words_but_not_publish_them(open_page):
    from tests.journeys.conftest import signed_in

    page = signed_in(open_page, "translator@demo.example")
    page.goto("/admin/practices/?q=phare")
    page.get_by_role("link", name=re.compile("Phare Circus Rising")).click()

    write_french_summary(page, "Une traduction meilleure.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text(re.compile("updated|has been saved")).first).to_be_visible()

    assert page.get_by_role("button", name="Publish", exact=True).count() == 0
    reader = open_page("/fr/practices/phare-covid-response/")
    assert "Une traduction meilleure" not in reader.content()


def test_coordinator_brings_in_a_table_and_takes_it_back(editor, open_page, tmp_path):
    table = Path(tmp_path) / "membres.csv"
    table.write_text(TABLE, encoding="utf-8")
    editor.goto("/admin/imports/")

    editor.get_by_label("Document").set_input_files(table)
    editor.get_by_role("button", name="Read the document").click()
    editor.get_by_role("button", name="Read the rows").click()
    expect(editor.get_by_role("main")).to_contain_text("Coopérative du Grand Marché")
    reader = open_page("/fr/search/?q=Grand+Marché")
    expect(reader.get_by_role("main")).not_to_contain_text("Coopérative du Grand Marché")

    editor.get_by_role("button", name=re.compile("Apply 2 entries")).click()
    expect(editor.get_by_role("button", name="Undo this import")).to_be_visible()
    reader.reload()
    reader.get_by_role("main").get_by_role("link", name="Coopérative du Grand Marché").click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Coopérative du Grand Marché")
    assert "secret@grand-marche.example" not in reader.content()

    editor.get_by_role("button", name="Undo this import").click()
    expect(editor.get_by_role("main")).to_contain_text("Undone")
    gone = reader.reload()
    assert gone is not None
    assert gone.status in (404, 410)


def write_french_summary(page: Page, words: str) -> None:
    page.get_by_role("tab", name=re.compile("Français")).click()
    page.get_by_role("tabpanel", name=re.compile("Français")).get_by_label("In two or three sentences").fill(words)


def publish(page: Page) -> None:
    page.get_by_role("button", name=re.compile("more actions|toggle", re.IGNORECASE)).last.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text(re.compile("published", re.IGNORECASE)).first).to_be_visible()
