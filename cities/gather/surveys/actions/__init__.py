"""What is done with campaigns, by staff, by respondents and by the clock."""

from cities.gather.surveys.actions.answering import decline, open_link, own_respondent, start_answering, take_part_again
from cities.gather.surveys.actions.campaigns import (
    CampaignNotReady,
    close_campaign,
    extend_campaign,
    follow_campaign,
    publish_results,
    save_campaign,
    start_campaign,
    unpublish_results,
    write_letter_words,
)
from cities.gather.surveys.actions.coding import code_answer, remove_theme, save_theme, translate_answer
from cities.gather.surveys.actions.letters import ask_respondents, record_bounces, remind_missing, thank_respondents
from cities.gather.surveys.actions.respondents import note_answered_elsewhere, prepare_respondents, set_address
from cities.gather.surveys.actions.tending import tend_campaigns

__all__ = [
    "CampaignNotReady",
    "ask_respondents",
    "close_campaign",
    "code_answer",
    "decline",
    "extend_campaign",
    "follow_campaign",
    "note_answered_elsewhere",
    "open_link",
    "own_respondent",
    "prepare_respondents",
    "publish_results",
    "record_bounces",
    "remind_missing",
    "remove_theme",
    "save_campaign",
    "save_theme",
    "set_address",
    "start_answering",
    "start_campaign",
    "take_part_again",
    "tend_campaigns",
    "thank_respondents",
    "translate_answer",
    "unpublish_results",
    "write_letter_words",
]
