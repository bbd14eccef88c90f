"""Charts of editions as Vega-Lite specifications; drawn where the charts of surveys are drawn.

One drawing serves the printed page and the web page: labels stand beside their bars, values at their ends, no axis.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cities.gather.surveys.charts import Shade, Spec, fitted, tokens

FACE = "'Book Sans', 'Noto Sans KR', 'Noto Sans', 'Liberation Sans', sans-serif"
# In points of the printed page, which is how wide its text is.
WIDTH, LABELS, VALUES = 452, 150, 64
SIZE, LINE, BAR, GAP = 9.5, 12.5, 12, 7
COLUMNS_HIGH = 80


@dataclass(frozen=True)
class Bar:
    """`share` of the longest bar from 0 to 1; `said` stands at its end; `colour` is a token of the design, the accent by default."""

    label: str
    share: float | None
    said: str
    colour: str = "accent"


def colours() -> Mapping[str, str]:
    return tokens(Shade.LIGHT)


def bar_chart(bars: Sequence[Bar]) -> Spec:
    """Horizontal bars, labels left of them."""
    known, plot = colours(), WIDTH - LABELS - VALUES
    rows: list[Spec] = []
    y = 0.0
    for bar in bars:
        lines = fitted(bar.label, LABELS * 14 / SIZE - 14)
        high = max(BAR, len(lines) * LINE)
        middle = y + high / 2
        rows.append(
            {
                "label": "\n".join(lines),
                "labelled": middle - (len(lines) - 1) * LINE / 2,
                "from": LABELS,
                "to": LABELS + plot * (bar.share or 0),
                "ground": LABELS + plot,
                "top": middle - BAR / 2,
                "bottom": middle + BAR / 2,
                "middle": middle,
                "said": bar.said,
                "value": LABELS + plot * (bar.share or 0) + 5,
                "fill": known.get(bar.colour, known["accent"]),
            }
        )
        y += high + GAP
    layers = [
        _rectangles("from", "ground", colour=known["sunk"]),
        _rectangles("from", "to"),
        _texts("label", x=0, y="labelled", colour=known["ink"]),
        _texts("said", x="value", y="middle", colour=known["ink"], weight=600),
    ]
    return _spec(rows, layers, height=y - GAP)


def column_chart(values: Mapping[int, int]) -> Spec:
    """Columns side by side, a year under each and its number above it."""
    known, most = colours(), max(values.values(), default=1)
    step = min(WIDTH / max(len(values), 1), 56)
    rows = [
        {
            "from": place * step,
            "to": (place + 1) * step - 6,
            "middle": (place + 0.5) * step - 3,
            "top": LINE + COLUMNS_HIGH * (1 - count / most),
            "bottom": LINE + COLUMNS_HIGH,
            "above": LINE / 2 + COLUMNS_HIGH * (1 - count / most),
            "below": COLUMNS_HIGH + 2 * LINE,
            "said": str(count) if count else "",
            "label": str(year),
            "fill": known["accent"],
        }
        for place, (year, count) in enumerate(values.items())
    ]
    layers = [
        _rectangles("from", "to"),
        _texts("said", x="middle", y="above", colour=known["ink"], weight=600, align="center"),
        _texts("label", x="middle", y="below", colour=known["quiet"], align="center"),
    ]
    return _spec(rows, layers, height=COLUMNS_HIGH + 2.6 * LINE)


def _spec(rows: list[Spec], layers: list[Spec], *, height: float) -> Spec:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": None,
        "width": WIDTH,
        "height": max(height, 1),
        "padding": 1,
        "autosize": {"type": "none"},
        "data": {"values": rows},
        "layer": layers,
        "config": {"view": {"stroke": None}, "font": FACE, "text": {"font": FACE, "fontSize": SIZE}},
        "resolve": {"axis": {"x": "independent", "y": "independent"}},
    }


def _place(field: str) -> Spec:
    # Points from the top left corner: no scale.
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def _rectangles(start: str, end: str, *, colour: str = "") -> Spec:
    encoding: Spec = {"x": _place("from"), "x2": {"field": end}, "y": _place("top"), "y2": {"field": "bottom"}}
    if not colour:
        encoding["color"] = {"field": "fill", "type": "nominal", "scale": None}
    return {"mark": {"type": "rect", **({"color": colour} if colour else {})}, "encoding": {**encoding, "x": _place(start)}}


def _texts(field: str, *, x: str | float, y: str, colour: str, **style: Any) -> Spec:
    weight, align = style.get("weight", 400), style.get("align", "left")
    mark = {
        "type": "text",
        "align": align,
        "baseline": "middle",
        "color": colour,
        "fontWeight": weight,
        "lineBreak": "\n",
        "lineHeight": LINE,
    }
    at = _place(x) if isinstance(x, str) else {"value": x}
    return {"mark": mark, "encoding": {"x": at, "y": _place(y), "text": {"field": field}}}
