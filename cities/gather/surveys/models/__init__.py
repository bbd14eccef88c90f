"""Campaigns: an instrument sent to members for a period, who was asked, and what is made of the answers."""

from cities.gather.surveys.models.campaigns import (
    Campaign,
    CampaignLetter,
    CampaignLetterText,
    CampaignQuerySet,
    CampaignText,
    Occasion,
)
from cities.gather.surveys.models.coding import AnswerTranslation, Coding, CodingTheme, CodingThemeText
from cities.gather.surveys.models.published import PublishedResult
from cities.gather.surveys.models.respondents import PersonalLink, Respondent, RespondentQuerySet, Stage

__all__ = [
    "AnswerTranslation",
    "Campaign",
    "CampaignLetter",
    "CampaignLetterText",
    "CampaignQuerySet",
    "CampaignText",
    "Coding",
    "CodingTheme",
    "CodingThemeText",
    "Occasion",
    "PersonalLink",
    "PublishedResult",
    "Respondent",
    "RespondentQuerySet",
    "Stage",
]
