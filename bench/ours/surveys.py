"""Made-up sheets of a long questionnaire, and the two ways of counting them. Runs in the worker."""

import random
from collections import Counter
from time import perf_counter, process_time
from typing import Any

from django.core.management import call_command
from django.utils import timezone

from bench.memory import peak_mebibytes
from cities.commons.instruments.models import Answer, AnswerSheet, Instrument, InstrumentVersion, Item, Option, OptionList, Section
from cities.gather.surveys.models import Campaign, Respondent
from cities.gather.surveys.queries import names_in, results, shown_items

TYPES = ("one-of", "several-of", "whole-number", "scale", "long-text", "yes-no")
CODES = ("1", "2", "3", "4", "5")
REGIONS = ("africa", "asia", "europe", "latin-america", "north-america")
CODE = "measured"
AT_ONCE = 500


def build_survey(sheets: int, items: int) -> dict[str, Any]:
    """Every sheet twice over: as answer rows, and as the document that submitting makes of them."""
    call_command("migrate", verbosity=0)
    dice = random.Random(42)  # noqa: S311 -- sheets made up to be counted
    instrument = Instrument.objects.create(code=CODE)
    version = InstrumentVersion.objects.create(instrument=instrument, number=1, state="published", language="en", languages=["en"])
    section = Section.objects.create(version=version, code="all")
    options = OptionList.objects.create(version=version, code="codes")
    Option.objects.bulk_create(Option(options=options, code=code, position=place) for place, code in enumerate(CODES))
    asked = Item.objects.bulk_create(
        Item(version=version, section=section, code=f"item_{place}", position=place, type=TYPES[place % len(TYPES)], options=options)
        for place in range(items)
    )
    today = timezone.localdate()
    campaign = Campaign.objects.create(code=CODE, version=version, opens_on=today, closes_on=today, languages=["en"], state="running")
    for start in range(0, sheets, AT_ONCE):
        _make(campaign, asked, count=min(AT_ONCE, sheets - start), dice=dice)
    return {"sheets": sheets, "items": items, "answers": sheets * items}


def _make(campaign: Campaign, items: list[Item], *, count: int, dice: random.Random) -> None:
    """Without organisations: they would only make the building longer."""
    given = [{item: _answer(item.type, dice) for item in items} for _number in range(count)]
    facts = {"version": campaign.version, "language": "en", "state": "submitted", "submitted_at": timezone.now(), "is_sample": True}
    documents = [{"items": {item.code: answer for item, answer in each.items()}, "groups": {}} for each in given]
    sheets = AnswerSheet.objects.bulk_create(AnswerSheet(frozen=document, **facts) for document in documents)
    asked = {"campaign": campaign, "is_sample": True, "language": "en"}
    Respondent.objects.bulk_create(Respondent(sheet=sheet, region=dice.choice(REGIONS), **asked) for sheet in sheets)
    Answer.objects.bulk_create(
        Answer(sheet=sheet, item=item, value=answer["value"], absence=answer["absence"])
        for sheet, each in zip(sheets, given, strict=True)
        for item, answer in each.items()
    )


def count_sheets() -> dict[str, Any]:
    """A whole questionnaire counted and named, as the page of results shows it."""
    campaign = Campaign.objects.select_related("version__instrument").get(code=CODE)
    names = names_in("en")
    wall, processor = perf_counter(), process_time()
    found = results(campaign, is_sample=True)
    shown = shown_items(found, names=names)
    return {**_taken(wall, processor), "counted": sum(each.tally.answered for each in shown)}


def count_by_item() -> dict[str, Any]:
    """The plain way: for each item, its answer rows through the ORM."""
    wall, processor = perf_counter(), process_time()
    counted = 0
    for item in Item.objects.filter(version__instrument__code=CODE):
        answers = Answer.objects.filter(item=item, sheet__state="submitted", absence="")
        counts: Counter[str] = Counter()
        for value in answers.values_list("value", flat=True):
            counts.update(value if isinstance(value, list) else [value])
            counted += 1
    return {**_taken(wall, processor), "counted": counted}


def _taken(wall: float, processor: float) -> dict[str, Any]:
    return {"wall": perf_counter() - wall, "cpu": process_time() - processor, "peak": peak_mebibytes()}


def _answer(kind: str, dice: random.Random) -> dict[str, Any]:
    if dice.random() < 0.08:
        return {"value": None, "absence": "no-answer", "publication": "", "language": ""}
    values: dict[str, Any] = {
        "several-of": dice.sample(CODES, 2),
        "whole-number": str(dice.randint(0, 5000)),
        "long-text": f"We worked with the city on {dice.randint(0, 10**9)}.",
        "yes-no": dice.choice(["yes", "no"]),
    }
    return {"value": values.get(kind, dice.choice(CODES)), "absence": "", "publication": "", "language": "en"}
