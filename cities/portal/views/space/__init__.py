"""The members' space: pages for those who act for an organisation."""

from cities.portal.views.space.access import access, change_part, end_delegation, revoke_invitation
from cities.portal.views.space.home import my_conversations, my_organisation, my_organisations, my_places
from cities.portal.views.space.needs import close_need, my_need, my_needs, new_need
from cities.portal.views.space.people import end_role, hide_person, my_people, my_person, new_person, set_consents
from cities.portal.views.space.practices import (
    my_practice,
    my_practice_step,
    my_practice_words,
    my_practices,
    new_practice,
    submit_practice,
    withdraw_practice_change,
)
from cities.portal.views.space.previews import preview_practice, preview_profile
from cities.portal.views.space.profile import (
    confirm_profile,
    my_facts,
    my_picture,
    my_profile,
    my_topics,
    my_words,
    submit_profile,
    withdraw_profile_change,
)
from cities.portal.views.space.still_right import still_right
from cities.portal.views.space.transfers import (
    act_on_transfer,
    my_transfer,
    my_transfer_file,
    my_transfer_review,
    my_transfer_section,
    my_transfer_told,
    my_transfer_told_new,
    my_transfer_work,
    my_transfers,
    new_transfer,
)

__all__ = [
    "access",
    "act_on_transfer",
    "change_part",
    "close_need",
    "confirm_profile",
    "end_delegation",
    "end_role",
    "hide_person",
    "my_conversations",
    "my_facts",
    "my_need",
    "my_needs",
    "my_organisation",
    "my_organisations",
    "my_people",
    "my_person",
    "my_picture",
    "my_places",
    "my_practice",
    "my_practice_step",
    "my_practice_words",
    "my_practices",
    "my_profile",
    "my_topics",
    "my_transfer",
    "my_transfer_file",
    "my_transfer_review",
    "my_transfer_section",
    "my_transfer_told",
    "my_transfer_told_new",
    "my_transfer_work",
    "my_transfers",
    "my_words",
    "new_need",
    "new_person",
    "new_practice",
    "new_transfer",
    "preview_practice",
    "preview_profile",
    "revoke_invitation",
    "set_consents",
    "still_right",
    "submit_practice",
    "submit_profile",
    "withdraw_practice_change",
    "withdraw_profile_change",
]
