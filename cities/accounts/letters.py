"""Kinds of letter somebody may do without. Others are sent because something would stop without them."""

from django.utils.translation import gettext_lazy as _

REMINDERS = "reminders"
NEWS = "news"

OPTIONAL = (
    (REMINDERS, _("Reminders of surveys not answered yet")),
    (NEWS, _("What is new in the network")),
)
