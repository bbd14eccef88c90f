"""Whether the figures of an edition add up, and what else its editors should know before it is printed."""

from .figures import Difference, differences, unexplained
from .sentences import Spoken, spoken_figures
from .warnings import Warning, warnings

__all__ = ["Difference", "Spoken", "Warning", "differences", "spoken_figures", "unexplained", "warnings"]
