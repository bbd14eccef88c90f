"""Comparisons as those who write them work on them."""

from cities.portal.views.space.comparisons.filling import fill_subject, save_cells
from cities.portal.views.space.comparisons.making import (
    act_on_comparison,
    choose_subjects,
    my_comparison,
    my_comparison_words,
    my_comparisons,
    new_comparison,
)

__all__ = [
    "act_on_comparison",
    "choose_subjects",
    "fill_subject",
    "my_comparison",
    "my_comparison_words",
    "my_comparisons",
    "new_comparison",
    "save_cells",
]
