"""Whether the figures of an edition add up, and what else its editors should know before it is printed."""

from .figures import Difference, differences, unexplained
from .sentences import Spoken, spoken_figures
from .warnings import Lack, warnings

__all__ = ["Difference", "Lack", "Spoken", "differences", "spoken_figures", "unexplained", "warnings"]
