"""Answering a form: doors, sections, what its script sends, the end."""

from cities.portal.views.sheets.doors import grant_sheet, granted_sheets, sheet_link
from cities.portal.views.sheets.ending import (
    sheet_answers,
    sheet_check,
    sheet_file,
    sheet_new_link,
    sheet_reopen,
    sheet_thanks,
)
from cities.portal.views.sheets.filling import sheet, sheet_section
from cities.portal.views.sheets.script import sheet_presence, sheet_save

__all__ = [
    "grant_sheet",
    "granted_sheets",
    "sheet",
    "sheet_answers",
    "sheet_check",
    "sheet_file",
    "sheet_link",
    "sheet_new_link",
    "sheet_presence",
    "sheet_reopen",
    "sheet_save",
    "sheet_section",
    "sheet_thanks",
]
