"""Everything that changes matches, introductions and what an organisation takes on."""

from cities.transfer.matching.actions.deciding import (
    AlreadyDeclined,
    IsTheirOwn,
    accept_match,
    ask_more,
    decline_match,
    propose_match,
    reconsider_match,
)
from cities.transfer.matching.actions.introducing import (
    PURPOSE,
    AlreadyAnswered,
    NoRoom,
    answer_introduction,
    ask_introduction,
    give_up_introductions,
    introduction_link,
    set_capacity,
)
from cities.transfer.matching.actions.renewing import match_need, match_needs, needs_to_match, read_offer
from cities.transfer.matching.actions.telling import tell_matches

__all__ = [
    "PURPOSE",
    "AlreadyAnswered",
    "AlreadyDeclined",
    "IsTheirOwn",
    "NoRoom",
    "accept_match",
    "answer_introduction",
    "ask_introduction",
    "ask_more",
    "decline_match",
    "give_up_introductions",
    "introduction_link",
    "match_need",
    "match_needs",
    "needs_to_match",
    "propose_match",
    "read_offer",
    "reconsider_match",
    "set_capacity",
    "tell_matches",
]
