"""Kinds of letter somebody may do without. Others are sent because something would stop without them.

What an account keeps (`User.muted`) is one of these and nothing else: the account page offers all of them.
"""

from django.utils.translation import gettext_lazy as _

SURVEYS = "surveys"
REMINDERS = "reminders"
REVIEWS = "reviews"
NEWS = "news"

OPTIONAL = (
    (SURVEYS, _("Invitations to surveys")),
    (REMINDERS, _("Reminders: surveys not answered yet, and once a year the profile of your organisation")),
    (REVIEWS, _("What became of what you sent for review")),
    (NEWS, _("What is new in the network")),
)
