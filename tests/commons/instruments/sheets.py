"""A survey in the database, with a question of every kind, and people to answer it."""

from types import SimpleNamespace
from typing import Any

from cities.commons.instruments.actions import Change, open_sheet
from cities.commons.instruments.answering import Said
from cities.commons.instruments.models import InstrumentVersion
from tests.factories import OrganisationFactory, UserFactory
from tests.factories.instruments import InstrumentFactory, InstrumentVersionFactory, ItemFactory, OptionListFactory, SectionFactory
from tests.factories.members import DelegateFactory


def make_survey(**version: Any) -> InstrumentVersion:
    """Two sections: `about` (name, members, founded, has_plan, plan) and `work` (fields, topics, measures (measure, cost), report, words)."""
    made: InstrumentVersion = InstrumentVersionFactory(
        **{"instrument": InstrumentFactory(words=worded(title=("Survey", "Enquête"))), "published": True, **version}
    )
    colours = OptionListFactory(version=made, code="colours", codes=("red", "green", "blue"))
    about = SectionFactory(version=made, code="about", position=1, words=worded(title=("About you", "Vous")))
    work = SectionFactory(version=made, code="work", position=2, words=worded(title=("Your work", "Votre travail")))
    ask(about, "name", "text", required="true()", is_prefilled=True)
    ask(about, "members", "whole-number", constraint=". >= 0", allows_not_applicable=True)
    ask(about, "founded", "date")
    ask(about, "has_plan", "yes-no")
    ask(about, "plan", "long-text", condition="${has_plan} = 'yes'", required="true()")
    ask(work, "fields", "several-of", options=colours, is_prefilled=True)
    ask(work, "topics", "rank", options=colours)
    measures = ask(work, "measures", "repeat")
    ask(work, "measure", "text", group=measures)
    ask(work, "cost", "money", group=measures, unit="EUR")
    ask(work, "report", "file")
    ask(work, "words", "long-text", is_personal=True)
    ask(work, "total", "calculation", calculation="sum(${cost})")
    return made


def ask(section: Any, code: str, kind: str, **facts: Any) -> Any:
    label = code.replace("_", " ").capitalize()
    return ItemFactory(
        section=section, code=code, type=kind, position=section.items.count() + 1, words=worded(label=(label, f"{label} ?")), **facts
    )


def worded(**words: tuple[str, str]) -> dict[str, dict[str, str]]:
    return {language: {field: said[number] for field, said in words.items()} for number, language in enumerate(("en", "fr"))}


def make_sheet(version: InstrumentVersion | None = None, **facts: Any) -> SimpleNamespace:
    """An open sheet of Dakar's, its key, and Awa who acts for Dakar."""
    organisation = facts.pop("organisation", None) or OrganisationFactory(published=True, since=2019)
    awa = UserFactory(first_name="Awa", last_name="Diop")
    DelegateFactory(organisation=organisation, user=awa)
    sheet, key = open_sheet(version or make_survey(), organisation=organisation, language="en", by=None, **facts)
    return SimpleNamespace(sheet=sheet, key=key, organisation=organisation, awa=awa)


def change(code: str, value: Any = None, *, seen: int = 0, repetition: int = 0, **said: Any) -> Change:
    return Change(code, Said(value, **said), repetition, seen=seen)
