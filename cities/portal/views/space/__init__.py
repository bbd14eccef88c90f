"""The members' space: pages for those who act for an organisation."""

from cities.portal.views.space.access import access, change_part, end_delegation, revoke_invitation
from cities.portal.views.space.home import my_organisation, my_organisations, my_places
from cities.portal.views.space.matches import (
    answer_request,
    decide_match,
    introduce,
    introduction,
    more_matches,
    my_capacity,
    my_matches,
)
from cities.portal.views.space.needs import close_need, my_need, my_needs, new_need, put_need_aside, tell
from cities.portal.views.space.people import end_role, hide_person, my_people, my_person, new_person, set_consents
from cities.portal.views.space.practices import (
    my_practice,
    my_practice_step,
    my_practices,
    new_practice,
    submit_practice,
    withdraw_practice_change,
)
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

__all__ = [
    "access",
    "answer_request",
    "change_part",
    "close_need",
    "confirm_profile",
    "decide_match",
    "end_delegation",
    "end_role",
    "hide_person",
    "introduce",
    "introduction",
    "more_matches",
    "my_capacity",
    "my_facts",
    "my_matches",
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
    "my_practices",
    "my_profile",
    "my_topics",
    "my_words",
    "new_need",
    "new_person",
    "new_practice",
    "put_need_aside",
    "revoke_invitation",
    "set_consents",
    "still_right",
    "submit_practice",
    "submit_profile",
    "tell",
    "withdraw_practice_change",
    "withdraw_profile_change",
]
