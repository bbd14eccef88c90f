"""Pages of surveys: the welcome of who was asked, and the results anyone may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from cities.commons.instruments.definition import Definition, ItemDefinition
from cities.commons.instruments.queries import definition_of
from cities.commons.members.models import Organisation
from cities.core.spreadsheets import written_csv
from cities.gather.surveys import queries as surveys
from cities.gather.surveys.charts import Shade, Width
from cities.gather.surveys.exports import result_rows
from cities.gather.surveys.exports.charts import chart, finding
from cities.gather.surveys.models import Campaign, Respondent
from cities.gather.surveys.queries import Coverage, GroupCoverage, Names, OpenAnswer, ShownItem, ShownTable
from cities.portal.reading import Wording, wording

FIELDS = ("title", "introduction", "asked_by", "use_of_answers")
MOST_QUOTED = 12


@dataclass(frozen=True)
class SurveyHead:
    campaign: Campaign
    words: Wording

    @property
    def year(self) -> int:
        return self.campaign.opens_on.year


@dataclass(frozen=True)
class SurveyCall:
    """A survey that waits for an organisation's answers."""

    head: SurveyHead
    is_begun: bool


@dataclass(frozen=True)
class LastAnswer:
    """What an organisation answered the last time, in words."""

    label: str
    said: str


@dataclass(frozen=True)
class SurveyWelcome:
    """`stage`: open, not-yet, closed, submitted or declined; it decides what can be done."""

    head: SurveyHead
    respondent: Respondent
    organisation: str
    stage: str
    is_begun: bool
    sections: tuple[str, ...]
    questions: int
    last_year: int | None
    last_answers: tuple[LastAnswer, ...]


@dataclass(frozen=True)
class ResultItem:
    shown: ShownItem
    finding: str
    by_region: ShownTable | None
    quotes: tuple[OpenAnswer, ...]
    more_quotes: int


@dataclass(frozen=True)
class ResultSection:
    title: str
    items: tuple[ResultItem, ...]


@dataclass(frozen=True)
class SurveyResults:
    head: SurveyHead
    coverage: Coverage
    by_region: tuple[GroupCoverage, ...]
    sections: tuple[ResultSection, ...]
    answered: tuple[str, ...]
    previous: SurveyHead | None
    # Whether sheets were counted, or there is only what was published.
    is_counted: bool


def survey_head(campaign: Campaign, language: str) -> SurveyHead:
    return SurveyHead(campaign, wording(campaign.texts.all(), FIELDS, language=language))


def surveys_to_answer(organisation: Organisation, language: str) -> tuple[SurveyCall, ...]:
    """What is asked of an organisation just now and not yet sent in, what ends first at the head: two queries."""
    today = timezone.localdate()
    asked = organisation.survey_places.filter(declined_at__isnull=True, answered_elsewhere=False).select_related("campaign", "sheet")
    running = asked.filter(campaign__in=Campaign.objects.running()).prefetch_related("campaign__texts").order_by("campaign__closes_on")
    return tuple(
        SurveyCall(survey_head(respondent.campaign, language), is_begun=respondent.sheet is not None)
        for respondent in running
        if respondent.campaign.takes_answers(today=today) and not respondent.is_submitted
    )


def published_surveys(language: str) -> list[tuple[SurveyHead, Coverage]]:
    """The newest first; two queries and one for each."""
    campaigns = Campaign.objects.published().prefetch_related("texts")
    return [(survey_head(campaign, language), surveys.coverage(campaign)) for campaign in campaigns]


def survey_welcome(campaign: Campaign, respondent: Respondent, language: str) -> SurveyWelcome:
    definition, names = definition_of(campaign.version), surveys.names_in(language)
    text = respondent.organisation.best_text(language) if respondent.organisation else None
    last = surveys.last_respondent(respondent) if campaign.last_answers != Campaign.LastAnswers.NOT_USED else None
    return SurveyWelcome(
        head=survey_head(campaign, language),
        respondent=respondent,
        organisation=text.name if text else "",
        stage=_stage(campaign, respondent, timezone.localdate()),
        is_begun=respondent.sheet is not None,
        sections=tuple(title for section in definition.sections if (title := section.title.shown_in(language))),
        questions=sum(1 for item in definition.items if item.type not in ("note", "calculation", "repeat")),
        last_year=last.campaign.opens_on.year if last else None,
        last_answers=tuple(_last_answers(last, names)) if last else (),
    )


def survey_results(campaign: Campaign, language: str) -> SurveyResults:
    """Everything anyone may read, small cells hidden; a fixed number of queries."""
    names = surveys.names_in(language)
    found, before = surveys.results(campaign), _results_before(campaign)
    shown = {each.item.code: each for each in surveys.shown_items(found, names=names, before=before, least=campaign.least_shown)}
    quotes = surveys.public_answers(campaign, names=names)
    progress = surveys.progress(campaign, names=names)
    return SurveyResults(
        head=survey_head(campaign, language),
        coverage=progress.together,
        by_region=progress.by_region,
        sections=tuple(_sections(found.definition, shown, found, names=names, quotes=quotes)),
        answered=tuple(sorted((_name(each, language) for each in _named_in_public(campaign)), key=str.casefold)),
        previous=survey_head(campaign.previous, language) if before and campaign.previous else None,
        is_counted=len(found.sheets) > 0,
    )


def survey_results_csv(campaign: Campaign, language: str) -> bytes:
    found = surveys.results(campaign)
    shown = surveys.shown_items(found, names=surveys.names_in(language), least=campaign.least_shown)
    return written_csv(result_rows(shown, surveys.coverage(campaign)))


def survey_chart(campaign: Campaign, *, language: str, item: str, width: str, shade: str) -> str | None:
    """A drawing of one question; None for what is not asked, not drawn, or drawn otherwise."""
    if width not in list(Width) or shade not in list(Shade):
        return None
    names = surveys.names_in(language)
    before = _results_before(campaign)
    found = surveys.shown_items(surveys.results(campaign), names=names, before=before, least=campaign.least_shown)
    shown = next((each for each in found if each.item.code == item), None)
    return chart(shown, language=language, width=Width(width), shade=Shade(shade)) if shown else None


def _results_before(campaign: Campaign) -> surveys.Results | None:
    """Those of the campaign before, if anyone may read them."""
    previous = campaign.previous
    return surveys.results(previous) if previous is not None and previous.is_published else None


def _stage(campaign: Campaign, respondent: Respondent, today: date) -> str:
    if respondent.is_submitted:
        return "submitted"
    if campaign.is_closed or today > campaign.closes_on:
        return "closed"
    if respondent.declined_at is not None:
        return "declined"
    return "open" if campaign.takes_answers(today=today) else "not-yet"


def _sections(definition: Definition, shown: dict[str, ShownItem], found: Any, **given: Any) -> Iterable[ResultSection]:
    names: Names = given["names"]
    for section in definition.sections:
        codes = [item.code for item in section.items for item in (item, *item.items)]
        items = [_result(shown[code], found, **given) for code in codes if code in shown]
        kept = tuple(item for item in items if _says_something(item))
        if kept:
            yield ResultSection(section.title.shown_in(names.language), kept)


def _result(shown: ShownItem, found: surveys.Results, *, names: Names, quotes: dict[str, list[OpenAnswer]]) -> ResultItem:
    said, least = quotes.get(shown.item.code, []), found.campaign.least_shown
    by_region = None
    if shown.has_chart and shown.codes and not shown.rows:
        groups = dict.fromkeys(found.sheets.groups["region"])
        crossed = found.cross(shown.item, "region")
        table = surveys.shown_cross(shown.item, crossed, named={code: names.place(code) for code in groups}, names=names, least=least)
        by_region = table if _is_worth_showing(table) else None
    return ResultItem(shown, finding(shown, language=names.language), by_region, tuple(said[:MOST_QUOTED]), max(0, len(said) - MOST_QUOTED))


def _is_worth_showing(table: ShownTable) -> bool:
    """Two groups at least, and more than zeros to read in them."""
    return len(table.groups) > 1 and any(count for _name, _answered, counts in table.groups for count in counts)


def _says_something(item: ResultItem) -> bool:
    shown = item.shown
    published = shown.published or any(code.published for code in shown.codes)
    counted = shown.tally.answered and shown.item.type not in ("text", "long-text", "file", "date")
    return bool(published or counted or item.quotes)


def _last_answers(last: Respondent, names: Names) -> Iterable[LastAnswer]:
    if last.sheet is None:
        return
    document = (last.sheet.frozen or {}).get("items", {})
    for item in definition_of(last.sheet.version).items:
        answer = document.get(item.code)
        if answer and answer.get("value") not in (None, "", [], {}):
            yield LastAnswer(item.label.shown_in(names.language) or item.code, _said(item, answer["value"], names))


def _said(item: ItemDefinition, value: Any, names: Names) -> str:
    """An answer as a reader reads it: labels for codes, the unit after a number."""
    if isinstance(value, dict):
        rows = {row.code: row.label.shown_in(names.language) for row in item.rows}
        return " · ".join(f"{rows.get(row, row)}: {names.code(item, code)}" for row, code in value.items())
    if isinstance(value, list):
        return " · ".join(names.code(item, str(code)) for code in value)
    words = names.code(item, str(value))
    return f"{words} {item.unit}" if item.unit and words == str(value) else words


def _named_in_public(campaign: Campaign) -> Any:
    """Those a source names as having answered. Who answers here is not told to anyone."""
    return surveys.answered_organisations(campaign).filter(
        pk__in=campaign.respondents.filter(answered_elsewhere=True).values("organisation")
    )


def _name(organisation: Any, language: str) -> str:
    return str(organisation.best_text(language).name)
