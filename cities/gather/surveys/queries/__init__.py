"""What pages, exports and letters ask of campaigns."""

from cities.gather.surveys.queries.audience import Audience, AudienceCount, Reached, asked_organisations, audience_count, reached
from cities.gather.surveys.queries.letters import Wordings, wordings_of
from cities.gather.surveys.queries.names import Names, names_in
from cities.gather.surveys.queries.respondents import (
    CampaignLine,
    Coverage,
    GroupCoverage,
    MissingRow,
    Progress,
    answered_organisations,
    campaign_lines,
    coverage,
    last_respondent,
    missing_rows,
    progress,
)
from cities.gather.surveys.queries.results import GROUPINGS, Results, Sheets, results
from cities.gather.surveys.queries.showing import ShownCode, ShownItem, ShownTable, shown_cross, shown_item, shown_items
from cities.gather.surveys.queries.words import OpenAnswer, newest_answers, open_answers, open_items, public_answers

__all__ = [
    "GROUPINGS",
    "Audience",
    "AudienceCount",
    "CampaignLine",
    "Coverage",
    "GroupCoverage",
    "MissingRow",
    "Names",
    "OpenAnswer",
    "Progress",
    "Reached",
    "Results",
    "Sheets",
    "ShownCode",
    "ShownItem",
    "ShownTable",
    "Wordings",
    "answered_organisations",
    "asked_organisations",
    "audience_count",
    "campaign_lines",
    "coverage",
    "last_respondent",
    "missing_rows",
    "names_in",
    "newest_answers",
    "open_answers",
    "open_items",
    "progress",
    "public_answers",
    "reached",
    "results",
    "shown_cross",
    "shown_item",
    "shown_items",
    "wordings_of",
]
