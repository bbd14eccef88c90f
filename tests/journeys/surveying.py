"""A survey in three languages on the demo network, and the link to a sheet of Dakar's. Called in a process of the site's own."""

import json
from typing import Any

from cities.commons.instruments.actions import open_sheet
from cities.commons.instruments.models import AnswerSheet, Instrument, InstrumentVersion, Item, OptionList, Section
from cities.commons.members.models import Organisation
from cities.commons.vocabulary.models import Scheme
from tests.factories.instruments import (
    InstrumentFactory,
    InstrumentVersionFactory,
    ItemFactory,
    OptionFactory,
    OptionListFactory,
    SectionFactory,
)

CODE = "journey-survey"


def plant() -> None:
    """Make the survey where there is none yet, and print the path of a fresh sheet's link."""
    print(json.dumps(_plant()))  # noqa: T201 -- the journey reads it


def plant_many(count: int) -> None:
    """The same for many sheets at once."""
    print(json.dumps([_plant() for _again in range(count)]))  # noqa: T201 -- the journey reads it


def tell(sheet: str) -> None:
    """Print how a sheet stands: its state, its document, and how often each answer has changed."""
    found = AnswerSheet.objects.get(pk=sheet)
    print(json.dumps({"state": found.state, "frozen": found.frozen, "answers": _rows(found)}))  # noqa: T201 -- the journey reads it


def tell_all(sheets: list[str]) -> None:
    """Print the answers of several sheets, in their order."""
    print(json.dumps([_rows(AnswerSheet.objects.get(pk=sheet)) for sheet in sheets]))  # noqa: T201 -- the journey reads it


def take_away() -> None:
    AnswerSheet.objects.filter(version__instrument__code=CODE).delete()
    Item.objects.filter(version__instrument__code=CODE).delete()
    Instrument.objects.filter(code=CODE).delete()


def _plant() -> dict[str, str]:
    version = InstrumentVersion.objects.filter(instrument__code=CODE).first() or _survey()
    sheet, key = open_sheet(version, organisation=Organisation.objects.get(code="dakar"), language="es", by=None)
    return {"sheet": str(sheet.pk), "link": f"/answer/{sheet.pk}/link/{key}/"}


def _rows(sheet: AnswerSheet) -> dict[str, list[Any]]:
    """Value and count of changes of each answer, by place."""
    return {f"{row.item.code}:{row.repetition}": [row.value, row.revision] for row in sheet.answers.select_related("item")}


def _survey() -> InstrumentVersion:
    titles = words(title=("How members came through", "Comment les membres ont tenu", "Cómo resistieron los miembros"))
    version: InstrumentVersion = InstrumentVersionFactory(instrument=InstrumentFactory(code=CODE, words=titles), published=True)
    degrees = _options(version, ("little", "A little", "Un peu", "Un poco"), ("much", "Much", "Beaucoup", "Mucho"))
    about = SectionFactory(version=version, code="about", position=1, words=words(title=("Your city", "Votre ville", "Su ciudad")))
    work = SectionFactory(version=version, code="work", position=2, words=words(title=("Your work", "Votre travail", "Su trabajo")))
    ask(about, "name", "text", ("Name", "Nom", "Nombre"), required="true()")
    ask(about, "members", "whole-number", ("Members", "Membres", "Miembros"), constraint=". >= 0", allows_not_applicable=True)
    ask(about, "founded", "date", ("Founded", "Fondée", "Fundada"))
    ask(about, "hit", "yes-no", ("Were you hit?", "Touchés ?", "¿Afectados?"), required="true()")
    ask(about, "how", "long-text", ("How?", "Comment ?", "¿Cómo?"), condition="${hit} = 'yes'", required="true()")
    ask(work, "where", "territory", ("Where?", "Où ?", "¿Dónde?"))
    ask(work, "topic", "concept", ("Theme", "Thème", "Tema"), scheme=Scheme.objects.get(code="themes"))
    ask(work, "partner", "organisation", ("Partner", "Partenaire", "Socio"))
    ask(work, "degree", "scale", ("How much?", "À quel point ?", "¿Cuánto?"), options=degrees, allows_not_applicable=True)
    ask(work, "several", "several-of", ("Which?", "Lesquels ?", "¿Cuáles?"), options=degrees)
    ask(work, "each", "matrix", ("Each", "Chacun", "Cada uno"), options=degrees, rows=degrees)
    ask(work, "order", "rank", ("Order", "Ordre", "Orden"), options=degrees)
    measures = ask(work, "measures", "repeat", ("Measure", "Mesure", "Medida"))
    ask(work, "measure", "text", ("What was done?", "Qu’a-t-on fait ?", "¿Qué se hizo?"), group=measures)
    ask(work, "cost", "money", ("Cost", "Coût", "Coste"), group=measures, unit="EUR")
    ask(work, "total", "calculation", ("All together", "En tout", "En total"), calculation="sum(${cost})", unit="EUR")
    ask(work, "report", "file", ("Report", "Rapport", "Informe"))
    # Nobody has translated this one.
    ask(work, "advice", "long-text", ("Your advice", "", ""), is_personal=True)
    return version


def ask(section: Section, code: str, kind: str, labels: tuple[str, str, str], **facts: Any) -> Item:
    position = section.items.count() + 1
    item: Item = ItemFactory(section=section, code=code, type=kind, position=position, words=words(label=labels), **facts)
    return item


def _options(version: InstrumentVersion, *options: tuple[str, str, str, str]) -> OptionList:
    entries: OptionList = OptionListFactory(version=version, code="degrees")
    for position, (code, *labels) in enumerate(options):
        OptionFactory(options=entries, code=code, position=position, words=words(label=tuple(labels)))
    return entries


def words(**fields: Any) -> dict[str, dict[str, str]]:
    spoken = {
        language: {field: said[number] for field, said in fields.items() if said[number]}
        for number, language in enumerate(("en", "fr", "es"))
    }
    return {language: said for language, said in spoken.items() if said}
