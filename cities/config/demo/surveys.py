"""The surveys of the demo network: that of 2021 with what was published of it, and one that is running.

Of 2021 only totals and names were published, so no sheet of a real organisation is made up: sample sheets stand apart, belong to no
organisation, and are counted only where somebody asks to see samples.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from cities.commons.instruments.models import AnswerSheet, Instrument, InstrumentVersion, Item, Option, OptionList, Section
from cities.commons.members.models import Organisation
from cities.config.demo.reading import Entry
from cities.gather.surveys.actions import publish_results, save_campaign
from cities.gather.surveys.models import AnswerTranslation, Campaign, Coding, CodingTheme, PublishedResult, Respondent
from cities.provenance.models import Source
from cities.translation.digests import digest
from cities.translation.models import TextState

LANGUAGES = ("en", "fr", "es", "ko")
VERSIONS = (1, 2)
PAST_SAMPLES, SUBMITTED, STARTED, OPENED = 12, 18, 4, 6
DAYS_OPEN, DAYS_LEFT = 12, 18
UNANSWERED = {"value": None, "absence": "no-answer", "publication": "", "language": ""}


def load_surveys(data: Entry) -> int:
    """Make what is not there yet; returns how many campaigns are new."""
    versions = _versions(data)
    past = _past(data, versions[1])
    present = _present(data, versions[2], previous=Campaign.objects.get(code=data["past"]["code"]))
    return len([campaign for campaign in (past, present) if campaign])


def _versions(data: Entry) -> dict[int, InstrumentVersion]:
    given = data["instrument"]
    instrument, is_new = Instrument.objects.get_or_create(code=given["code"])
    if is_new:
        for language, words in given["texts"].items():
            instrument.texts.create(language=language, state=_state(language), **words)
    return {number: _version(instrument, data, number) for number in VERSIONS}


def _version(instrument: Instrument, data: Entry, number: int) -> InstrumentVersion:
    found = instrument.versions.filter(number=number).first()
    if found is not None:
        return found
    given = data["instrument"]
    version = InstrumentVersion.objects.create(
        instrument=instrument,
        number=number,
        state=InstrumentVersion.State.PUBLISHED,
        language=given["language"],
        languages=given["languages"],
        published_at=timezone.now(),
    )
    lists = {entry["code"]: _list(version, entry) for entry in data["lists"]}
    sections = {
        entry["code"]: Section.objects.create(version=version, code=entry["code"], position=place)
        for place, entry in enumerate(_asked(data["sections"], number))
    }
    _word(((sections[entry["code"]], entry) for entry in _asked(data["sections"], number)), "title")
    _items(version, _asked(data["items"], number), sections, lists=lists)
    return version


def _list(version: InstrumentVersion, entry: Entry) -> OptionList:
    options = OptionList.objects.create(version=version, code=entry["code"])
    made = Option.objects.bulk_create(
        Option(options=options, code=option["code"], position=place) for place, option in enumerate(entry["options"])
    )
    _word(zip(made, entry["options"], strict=True), "label")
    return options


def _items(version: InstrumentVersion, entries: list[Entry], sections: Mapping[str, Section], *, lists: Mapping[str, OptionList]) -> None:
    groups: dict[str, Item] = {}
    worded = []
    for place, entry in enumerate(entries):
        facts = {name: entry[name] for name in ("unit", "required", "is_personal", "allows_not_applicable") if name in entry}
        item = Item.objects.create(
            version=version,
            section=sections[entry["section"]],
            group=groups.get(entry.get("group", "")),
            code=entry["code"],
            position=place,
            type=entry["type"],
            options=lists.get(entry.get("list", "")),
            rows=lists.get(entry.get("rows", "")),
            **facts,
        )
        if item.type == Item.Type.REPEAT:
            groups[item.code] = item
        worded.append((item, entry))
    _word(worded, "label")


def _past(data: Entry, version: InstrumentVersion) -> Campaign | None:
    """What was published of 2021: who was asked and who answered, the summary; and sample sheets beside."""
    given = data["past"]
    if Campaign.objects.filter(code=given["code"]).exists():
        return None
    campaign = Campaign(
        code=given["code"],
        version=version,
        opens_on=given["opens_on"],
        closes_on=given["closes_on"],
        languages=list(LANGUAGES),
        last_answers=Campaign.LastAnswers.NOT_USED,
        remind_days_before=None,
    )
    save_campaign(campaign, texts=given["texts"], by=None)
    closed_at = datetime.combine(given["closes_on"], datetime.min.time(), UTC)
    campaign.respondents.update(asked_at=datetime.combine(given["opens_on"], datetime.min.time(), UTC))
    answered = Organisation.objects.filter(code__in=given["answered"])
    campaign.respondents.filter(organisation__in=answered).update(answered_elsewhere=True)
    source = Source.objects.get(code=given["source"])
    facts = ("statement", "value", "unit", "locator")
    PublishedResult.objects.bulk_create(
        PublishedResult(
            campaign=campaign,
            source=source,
            item_code=entry["item"],
            option_code=entry["option"],
            **{name: entry[name] for name in facts if name in entry},
        )
        for entry in data["published"]
    )
    campaign.state, campaign.closed_at = Campaign.State.CLOSED, closed_at
    campaign.save(update_fields=["state", "closed_at"])
    _samples(campaign, data, stages=["submitted"] * PAST_SAMPLES, at=closed_at - timedelta(days=20))
    return publish_results(campaign, by=None)


def _present(data: Entry, version: InstrumentVersion, *, previous: Campaign) -> Campaign | None:
    """A campaign that is running since some days, answered by nobody but samples."""
    if Campaign.objects.filter(previous=previous).exists():
        return None
    given, today = data["present"], timezone.localdate()
    campaign = Campaign(
        code=f"members-{today.year}",
        version=version,
        previous=previous,
        opens_on=today - timedelta(days=DAYS_OPEN),
        closes_on=today + timedelta(days=DAYS_LEFT),
        languages=list(LANGUAGES),
        minutes=given["minutes"],
    )
    texts = {language: {**words, "title": f"{words['title']} {today.year}"} for language, words in given["texts"].items()}
    save_campaign(campaign, texts=texts, by=None)
    campaign.state, campaign.started_at = Campaign.State.RUNNING, timezone.now() - timedelta(days=DAYS_OPEN)
    campaign.save(update_fields=["state", "started_at"])
    stages = ["submitted"] * SUBMITTED + ["started"] * STARTED + ["opened"] * OPENED + ["asked"] * OPENED
    _samples(campaign, data, stages=stages, at=timezone.now() - timedelta(days=DAYS_OPEN - 1))
    _code(campaign, data)
    return campaign


def _samples(campaign: Campaign, data: Entry, *, stages: list[str], at: datetime) -> None:
    """Made-up respondents spread over regions and kinds as the members are; always the same ones."""
    dice = Random(campaign.version.number)  # noqa: S311 -- examples, not secrets
    members = list(campaign.respondents.real().order_by("organisation__code").values("region", "kind", "category"))
    items = _asked(data["items"], campaign.version.number)
    codes = {entry["code"]: [option["code"] for option in entry["options"]] for entry in data["lists"]}
    said = data["said"]
    for number, stage in enumerate(stages):
        when = at + timedelta(hours=7 * number)
        spoken = said[number % len(said)]
        sheet = None
        if stage in ("submitted", "started"):
            is_submitted = stage == "submitted"
            sheet = AnswerSheet.objects.create(
                version=campaign.version,
                language=spoken["language"],
                is_sample=True,
                state=stage if is_submitted else AnswerSheet.State.OPEN,
                submitted_at=when if is_submitted else None,
                frozen=_answers(items, codes, spoken, dice=dice) if is_submitted else None,
            )
        Respondent.objects.create(
            campaign=campaign,
            **dice.choice(members),
            language=spoken["language"],
            sheet=sheet,
            is_sample=True,
            asked_at=at,
            opened_at=None if stage == "asked" else when,
        )


def _answers(items: list[Entry], codes: Mapping[str, list[str]], spoken: Entry, *, dice: Random) -> dict[str, Any]:
    """One sheet as it is frozen. Every seventh answer or so is missing, as in life."""
    rows = {entry["code"]: codes.get(entry.get("rows", ""), []) for entry in items}
    plain = [entry for entry in items if "group" not in entry and entry["type"] != "repeat"]
    given = {
        entry["code"]: UNANSWERED
        if dice.random() < 0.14
        else _answer(entry, codes.get(entry.get("list", ""), []), spoken, rows=rows[entry["code"]], dice=dice)
        for entry in plain
    }
    inner = [entry for entry in items if "group" in entry]
    practice = {entry["code"]: _answer(entry, codes.get(entry.get("list", ""), []), spoken, rows=[], dice=dice) for entry in inner}
    return {"items": given, "groups": {entry["code"]: [practice] for entry in items if entry["type"] == "repeat"}}


def _answer(entry: Entry, codes: list[str], spoken: Entry, *, rows: list[str], dice: Random) -> dict[str, Any]:
    kinds: dict[str, Any] = {
        "yes-no": lambda: dice.choice(["yes", "yes", "yes", "no"]),
        "one-of": lambda: dice.choice(codes),
        # The middle of a scale more often than its ends.
        "scale": lambda: sorted(dice.choices(codes, k=3))[1],
        "several-of": lambda: dice.sample(codes, dice.randint(1, min(3, len(codes)))),
        "matrix": lambda: {row: sorted(dice.choices(codes, k=3))[1] for row in rows},
        "whole-number": lambda: str(dice.randint(1, 40)),
    }
    is_words = entry["type"] in ("text", "long-text")
    value = spoken["words"] if is_words else kinds[entry["type"]]()
    publication = dice.choice(["named", "anonymous", "private"]) if entry.get("is_personal") else ""
    return {"value": value, "absence": "", "publication": publication, "language": spoken["language"]}


def _code(campaign: Campaign, data: Entry) -> None:
    """Sample words sorted into themes and, some of them, translated: what staff would have done by now."""
    themes = {
        entry["code"]: CodingTheme.objects.create(campaign=campaign, item_code=entry["item"], code=entry["code"], position=place)
        for place, entry in enumerate(data["themes"])
    }
    _word(((themes[entry["code"]], entry) for entry in data["themes"]), "label")
    by_words = {entry["words"]: entry for entry in data["said"]}
    for sheet in AnswerSheet.objects.filter(pk__in=campaign.respondents.values("sheet"), frozen__isnull=False):
        spoken = by_words.get((sheet.frozen or {})["items"].get("advice", {}).get("value"))
        if spoken is None:
            continue
        place = {"sheet": sheet, "item_code": "advice"}
        if spoken["theme"]:
            Coding.objects.create(theme=themes[spoken["theme"]], **place)
        for language in set(LANGUAGES) & spoken.keys():
            made_from = digest(spoken["words"])
            AnswerTranslation.objects.create(language=language, words=spoken[language], made_from=made_from, **place)


def _asked(entries: Iterable[Entry], number: int) -> list[Entry]:
    """Those of a version."""
    return [entry for entry in entries if entry.get("since", 1) <= number <= entry.get("until", max(VERSIONS))]


def _word(pairs: Iterable[tuple[Any, Entry]], field: str) -> None:
    """The words of rows of one kind, all languages at once; the first language is the original."""
    texts: list[Any] = []
    for row, entry in pairs:
        for language in LANGUAGES:
            text = row.texts.model(record=row, language=language, state=_state(language), **{field: entry[language]})
            original = texts[-LANGUAGES.index(language)] if texts and language != LANGUAGES[0] else None
            if original is not None:
                text.follow(original)
            text.made_from = text.noted()
            texts.append(text)
    if texts:
        type(texts[0]).objects.bulk_create(texts)


def _state(language: str) -> str:
    return TextState.ORIGINAL if language == LANGUAGES[0] else TextState.HUMAN
