"""Needs, offers and matches as coordinators see them."""

from cities.desk.views.matching.calls import CallsView
from cities.desk.views.matching.need import NeedView
from cities.desk.views.matching.network import NetworkView, WeightsView

__all__ = ["CallsView", "NeedView", "NetworkView", "WeightsView"]
