"""Days as far as a source tells them: a year, a season, a month or a day (ISO 8601-2: `2011`, `2013-22`, `2012-12`, `2019-03-22`).

Seasons are those of the northern hemisphere as meteorologists count them, 21 spring to 24 winter.
"""

import calendar
import re
from datetime import date, timedelta

PATTERN = r"^[12]\d{3}(-(2[1-4]|(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?))?$"
# The month a season begins with; winter begins at the end of its year.
SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
DAYS_A_YEAR = 365.25


def is_moment(text: str) -> bool:
    """Whether it is a day there was or will be, as far as it is told."""
    if not re.match(PATTERN, text):
        return False
    try:
        first_day(text)
    except ValueError:
        return False
    return True


def first_day(moment: str) -> date:
    """The earliest day it can mean."""
    year, month, day = (*map(int, moment.split("-")), 1, 1)[:3]
    return date(year, SEASONS.get(month, month), day)


def last_day(moment: str) -> date:
    """The latest day it can mean."""
    parts = [int(part) for part in moment.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    if month in SEASONS:
        return months_after(date(year, SEASONS[month], 1), 3) - timedelta(days=1)
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


def year_of(moment: str) -> int:
    return int(moment[:4])


def place_of(moment: str) -> float:
    """Where it stands on a line of years: the middle of what it can mean."""
    first, last = first_day(moment), last_day(moment)
    return round((_place(first) + _place(last)) / 2, 3)


def _place(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / DAYS_A_YEAR


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
