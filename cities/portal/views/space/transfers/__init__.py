"""Transfers as the two sides and the coordinators work on them."""

from cities.portal.views.space.transfers.opening import my_transfers, new_transfer
from cities.portal.views.space.transfers.telling import my_transfer_section, my_transfer_told, my_transfer_told_new
from cities.portal.views.space.transfers.working import act_on_transfer, my_transfer, my_transfer_file, my_transfer_review, my_transfer_work

__all__ = [
    "act_on_transfer",
    "my_transfer",
    "my_transfer_file",
    "my_transfer_review",
    "my_transfer_section",
    "my_transfer_told",
    "my_transfer_told_new",
    "my_transfer_work",
    "my_transfers",
    "new_transfer",
]
