"""How far the respondents of a campaign have come."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet, prefetch_related_objects

from cities.commons.members.models import Organisation
from cities.gather.surveys.models import Campaign, Respondent, Stage
from cities.gather.surveys.queries.names import Names

REACHED = (Stage.ASKED, Stage.BOUNCED, Stage.OPENED, Stage.STARTED, Stage.DECLINED, Stage.SUBMITTED)


@dataclass(frozen=True)
class Coverage:
    """Counts of respondents. Each stage holds those who went further: who submitted has opened and started."""

    everybody: int
    asked: int
    opened: int
    started: int
    submitted: int
    declined: int
    bounced: int
    without_address: int

    @property
    def share(self) -> float | None:
        """Submitted of all who could answer; None when there is nobody."""
        return self.submitted / self.everybody if self.everybody else None


@dataclass(frozen=True)
class GroupCoverage:
    code: str
    name: str
    coverage: Coverage


@dataclass(frozen=True)
class Progress:
    together: Coverage
    by_region: tuple[GroupCoverage, ...]
    by_kind: tuple[GroupCoverage, ...]


@dataclass(frozen=True)
class MissingRow:
    """One who has not submitted, as the desk lists it."""

    respondent: Respondent
    stage: str
    name: str
    region: str
    last_letter_at: datetime | None

    @property
    def stage_label(self) -> str:
        return str(Stage(self.stage).label)


def last_respondent(respondent: Respondent) -> Respondent | None:
    """The same organisation in the campaign before, if it submitted there."""
    previous = respondent.campaign.previous_id
    if previous is None or respondent.organisation_id is None:
        return None
    asked = Respondent.objects.filter(campaign=previous, organisation=respondent.organisation_id, sheet__isnull=False)
    return asked.submitted().select_related("sheet__version__instrument").first()


def progress(campaign: Campaign, *, names: Names, is_sample: bool = False) -> Progress:
    """One query. Made-up respondents are counted alone or not at all, never among the others."""
    rows: QuerySet[Any] = campaign.respondents.filter(is_sample=is_sample).with_stage().order_by()
    counts = list(rows.values_list("region", "kind", "stage").annotate(Count("pk")))
    return Progress(_coverage(counts), _grouped(counts, 0, names), _grouped(counts, 1, names))


def coverage(campaign: Campaign) -> Coverage:
    """Members asked and members who answered: printed beside every figure. One query."""
    rows: QuerySet[Any] = campaign.respondents.real().with_stage().order_by()
    return _coverage(list(rows.values_list("region", "kind", "stage").annotate(Count("pk"))))


def missing_rows(campaign: Campaign, *, names: Names) -> list[MissingRow]:
    """Who has not submitted, in the order of their names: two queries."""
    everybody: QuerySet[Any] = campaign.respondents.real().with_stage()
    waiting = everybody.exclude(stage=Stage.SUBMITTED)
    rows = waiting.select_related("organisation").prefetch_related("organisation__texts")
    found = [MissingRow(each, each.stage, _name(each, names), names.place(each.region), each.last_letter_at) for each in rows]
    return sorted(found, key=lambda row: row.name.casefold())


def answered_organisations(campaign: Campaign) -> QuerySet[Organisation]:
    """Public organisations known to have answered."""
    answered = campaign.respondents.real().submitted().values("organisation")
    found: QuerySet[Organisation] = Organisation.objects.public().filter(pk__in=answered).prefetch_related("texts")
    return found


def _coverage(counts: Sequence[tuple[Any, ...]]) -> Coverage:
    by_stage: Counter[str] = Counter()
    for _region, _kind, stage, count in counts:
        by_stage[stage] += count
    submitted, started = by_stage[Stage.SUBMITTED], by_stage[Stage.STARTED]
    return Coverage(
        everybody=by_stage.total(),
        asked=sum(by_stage[stage] for stage in REACHED),
        opened=submitted + started + by_stage[Stage.OPENED],
        started=submitted + started,
        submitted=submitted,
        declined=by_stage[Stage.DECLINED],
        bounced=by_stage[Stage.BOUNCED],
        without_address=by_stage[Stage.WITHOUT_ADDRESS],
    )


def _grouped(counts: Sequence[tuple[Any, ...]], part: int, names: Names) -> tuple[GroupCoverage, ...]:
    """The largest group first."""
    groups: Mapping[str, list[tuple[Any, ...]]] = {code: [] for code in dict.fromkeys(row[part] for row in counts)}
    for row in counts:
        groups[row[part]].append(row)
    name = names.place if part == 0 else names.concept
    found = [GroupCoverage(code, name(code), _coverage(rows)) for code, rows in groups.items()]
    return tuple(sorted(found, key=lambda group: (-group.coverage.everybody, group.name)))


def _name(respondent: Respondent, names: Names) -> str:
    text = respondent.organisation.best_text(names.language) if respondent.organisation else None
    return text.name if text else str(respondent)


@dataclass(frozen=True)
class CampaignLine:
    """A campaign in the list of all."""

    campaign: Campaign
    title: str
    coverage: Coverage
    samples: int


def campaign_lines(campaigns: Iterable[Campaign], language: str) -> list[CampaignLine]:
    """Three queries, however many."""
    rows = list(campaigns)
    prefetch_related_objects(rows, "texts")
    known: QuerySet[Any] = Respondent.objects.filter(campaign__in=rows).with_stage().order_by()
    counts: dict[Any, list[tuple[Any, ...]]] = {row.pk: [] for row in rows}
    samples: Counter[Any] = Counter()
    for campaign, is_sample, stage, count in known.values_list("campaign", "is_sample", "stage").annotate(Count("pk")):
        if is_sample:
            samples[campaign] += count
        else:
            counts[campaign].append(("", "", stage, count))
    found = []
    for row in rows:
        text = row.best_text(language)
        found.append(CampaignLine(row, text.title if text else row.code, _coverage(counts[row.pk]), samples[row.pk]))
    return found
