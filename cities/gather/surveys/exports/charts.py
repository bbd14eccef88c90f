"""Counted questions as drawings and as a sentence, from what may be shown of them."""

import hashlib
import json

from babel.numbers import format_decimal, format_percent
from django.core.cache import cache
from django.utils.translation import gettext as _

from cities.commons.instruments.tallies import Summary
from cities.gather.surveys.charts import Bar, Middle, Shade, Spec, Stack, Width, bar_chart, range_chart, rendered, stacked_chart
from cities.gather.surveys.queries import ShownCode, ShownItem

# A drawing is known by what it is drawn from: it never goes out of date.
KEPT_FOR = 30 * 24 * 3600


def chart_spec(shown: ShownItem, *, language: str, width: Width, shade: Shade) -> Spec | None:
    """The Vega-Lite specification of a question; None where there is nothing to draw."""
    if not shown.has_chart:
        return None
    if shown.rows:
        key = [code.label for code in shown.rows[0].codes]
        stacks = [Stack(row.label, tuple(code.share for code in row.codes)) for row in shown.rows]
        return stacked_chart(stacks, key, width=width, shade=shade)
    if shown.has_middle and shown.summary is not None:
        return range_chart(_middle(shown.summary, unit=shown.unit, language=language), width=width, shade=shade)
    bar = _ranked if shown.item.type == "rank" else _counted
    return bar_chart([bar(code, shown, language) for code in shown.codes], width=width, shade=shade)


def chart(shown: ShownItem, *, language: str, width: Width, shade: Shade) -> str | None:
    """The same as SVG; drawn once, then kept."""
    spec = chart_spec(shown, language=language, width=width, shade=shade)
    if spec is None:
        return None
    key = f"survey-chart:{hashlib.sha256(json.dumps(spec, sort_keys=True).encode()).hexdigest()}"
    svg: str | None = cache.get_or_set(key, lambda: rendered(spec), KEPT_FOR)
    return svg


def _counted(code: ShownCode, _shown: ShownItem, language: str) -> Bar:
    return Bar(code.label, code.share, said(code, language=language), code.before)


def _ranked(code: ShownCode, shown: ShownItem, language: str) -> Bar:
    """The nearer to the first place on average, the longer."""
    if code.is_hidden or code.mean_place is None:
        return Bar(code.label, None, _("not shown") if code.is_hidden else "–")
    places = len(shown.codes)
    return Bar(
        code.label, (places + 1 - code.mean_place) / places, format_decimal(round(code.mean_place, 1), locale=language.replace("-", "_"))
    )


def _middle(summary: Summary, *, unit: str, language: str) -> Middle:
    locale = language.replace("-", "_")
    lower, median, upper = (format_decimal(round(value, 1), locale=locale) for value in (summary.lower, summary.median, summary.upper))
    return Middle(summary.lower, summary.median, summary.upper, (lower, f"{median} {unit}".strip(), upper))


def said(code: ShownCode, *, language: str) -> str:
    """What stands at the end of a bar: share and count, or that it is not shown."""
    if code.count is None or code.share is None:
        return _("not shown")
    locale = language.replace("-", "_")
    return f"{format_percent(code.share, locale=locale)} ({format_decimal(code.count, locale=locale)})"


def finding(shown: ShownItem, *, language: str) -> str:
    """What a question came to, in one sentence: the title of its chart. Empty when nothing is shown."""
    locale = language.replace("-", "_")
    if shown.summary is not None and shown.item.type != "scale":
        return _("Half of the answers are %(median)s or less") % {"median": format_decimal(shown.summary.median, locale=locale)}
    if shown.item.type == "rank":
        placed = [code for code in shown.codes if code.mean_place is not None and not code.is_hidden]
        return _("First on average: %(label)s") % {"label": min(placed, key=_place).label} if len(placed) == len(shown.codes) > 0 else ""
    known = [code for code in shown.codes if code.share]
    if not known:
        return ""
    first = max(known, key=lambda code: code.share or 0)
    # With hidden counts nobody knows that no other is larger; a hidden one is small, or hides a small one.
    if any(code.is_hidden for code in shown.codes) and (first.share or 0) < 0.5:
        return ""
    return _("%(label)s: %(share)s") % {"label": first.label, "share": format_percent(first.share or 0, locale=locale)}


def _place(code: ShownCode) -> float:
    return code.mean_place or 0
