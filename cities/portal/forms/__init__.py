"""What is typed on the portal's own forms."""

from cities.portal.forms.access import InviteForm, PartForm
from cities.portal.forms.account import AccountForm, LeaveForm
from cities.portal.forms.join import AddForm, JoinForm
from cities.portal.forms.relay import MessageForm, WriteForm

__all__ = ["AccountForm", "AddForm", "InviteForm", "JoinForm", "LeaveForm", "MessageForm", "PartForm", "WriteForm"]
