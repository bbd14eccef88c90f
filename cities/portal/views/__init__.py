"""Pages: parse, ask one query, render."""

from cities.portal.views import space
from cities.portal.views.account import account, leave_site, own_data
from cities.portal.views.atlas import territory, topic, topics
from cities.portal.views.browse import directory, home, library, resource_list
from cities.portal.views.comparisons import comparison, comparison_cells, comparison_codebook, comparisons, shared_comparison
from cities.portal.views.doors import front_door, identifier, robots, security, sitemap
from cities.portal.views.editions import edition, edition_chapter, edition_data, edition_drawing, edition_pdf, editions
from cities.portal.views.invitations import invitation, open_invitation
from cities.portal.views.joining import application, join, open_application
from cities.portal.views.kits import kit, kit_epub, kit_folder, kits
from cities.portal.views.plain import about, accessibility, design, not_found, privacy, server_error
from cities.portal.views.records import member, practice, preview, resource
from cities.portal.views.relay import confirm, conversation, end, open_conversation, write
from cities.portal.views.searching import search, search_description, search_feed, suggestions
from cities.portal.views.sheets import (
    sheet,
    sheet_answers,
    sheet_check,
    sheet_file,
    sheet_link,
    sheet_new_link,
    sheet_presence,
    sheet_reopen,
    sheet_save,
    sheet_section,
    sheet_thanks,
)
from cities.portal.views.surveys import (
    begin_survey,
    decline_survey,
    return_to_survey,
    survey,
    survey_chart,
    survey_decline_link,
    survey_link,
    survey_results,
    survey_results_table,
    surveys,
)
from cities.portal.views.transfers import transfer, transfers

__all__ = [
    "about",
    "accessibility",
    "account",
    "application",
    "begin_survey",
    "comparison",
    "comparison_cells",
    "comparison_codebook",
    "comparisons",
    "confirm",
    "conversation",
    "decline_survey",
    "design",
    "directory",
    "edition",
    "edition_chapter",
    "edition_data",
    "edition_drawing",
    "edition_pdf",
    "editions",
    "end",
    "front_door",
    "home",
    "identifier",
    "invitation",
    "join",
    "kit",
    "kit_epub",
    "kit_folder",
    "kits",
    "leave_site",
    "library",
    "member",
    "not_found",
    "open_application",
    "open_conversation",
    "open_invitation",
    "own_data",
    "practice",
    "preview",
    "privacy",
    "resource",
    "resource_list",
    "return_to_survey",
    "robots",
    "search",
    "search_description",
    "search_feed",
    "security",
    "server_error",
    "shared_comparison",
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
    "sitemap",
    "space",
    "suggestions",
    "survey",
    "survey_chart",
    "survey_decline_link",
    "survey_link",
    "survey_results",
    "survey_results_table",
    "surveys",
    "territory",
    "topic",
    "topics",
    "transfer",
    "transfers",
    "write",
]
