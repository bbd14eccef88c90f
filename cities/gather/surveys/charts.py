"""Charts as Vega-Lite specifications and as SVG. Plain data in, drawn on the server, offline; colours from the design's tokens.

Everything is placed by hand in pixels: labels stand above their bars, so that long ones have room on a phone, and directly on what
they name. A chart never stands alone: the page has the same figures as a table.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from textwrap import wrap
from typing import Any

import cities

STYLES = Path(cities.__file__).parent / "static" / "css" / "cities.css"
VEGA_LITE = "6.4"
FACE = "-apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', system-ui, 'Malgun Gothic', 'Noto Sans KR', sans-serif"
TOKEN = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6});")
SIZE, LINE, BAR, GAP = 14, 18, 12, 14
# Room to the right of the bars for “100 % (1 234)”.
ROOM = 96
# A letter of the text face is about half as wide as high; Hangul, kana and han are square.
LETTER = 0.54
SIDES = ("left", "center", "right")

Spec = dict[str, Any]


class Width(StrEnum):
    WIDE = "wide"
    NARROW = "narrow"


class Shade(StrEnum):
    LIGHT = "light"
    DARK = "dark"


PIXELS = {Width.WIDE: 640, Width.NARROW: 300}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `share` from 0 to 1, None where it is hidden; `said` stands at its end; `before` is a mark to compare with."""

    label: str
    share: float | None
    said: str
    before: float | None = None


@dataclass(frozen=True, slots=True)
class Stack:
    """A row of parts that make up a whole: shares from 0 to 1 in the order of the key, None where one is hidden."""

    label: str
    shares: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Middle:
    """The middle half of numbers; `said` are the three in words."""

    lower: float
    median: float
    upper: float
    said: tuple[str, str, str]


def bar_chart(bars: Sequence[Bar], *, width: Width, shade: Shade) -> Spec:
    """Horizontal bars on one scale from 0 to 100 %, so that charts of one page can be compared by eye."""
    colours, plot = tokens(shade), PIXELS[width] - ROOM
    rows, y = [], 0
    for bar in bars:
        lines = fitted(bar.label, PIXELS[width])
        top = y + len(lines) * LINE
        rows.append(
            {
                "nought": 0,
                "whole": 1,
                "label": "\n".join(lines),
                "at": y + LINE - 5,
                "top": top,
                "bottom": top + BAR,
                "middle": top + BAR / 2,
                "share": bar.share or 0,
                "said": bar.said,
                "before": bar.before,
            }
        )
        y = top + BAR + GAP
    layers = [
        _rectangles(colours["line"], x2="whole"),
        _rectangles(colours["accent"], x2="share"),
        _texts("label", y="at", x="nought", colour=colours["ink"]),
        _texts("said", y="middle", x="whole", colour=colours["ink"], dx=8, baseline="middle"),
    ]
    if any(bar.before is not None for bar in bars):
        layers.append(_marks(colours["warm"]))
    return _spec(rows, layers, width=plot, height=y)


def stacked_chart(stacks: Sequence[Stack], key: Sequence[str], *, width: Width, shade: Shade) -> Spec:
    """Rows of parts, with the key above them."""
    colours, plot = tokens(shade), PIXELS[width]
    fills = ramp(colours["accent-wash"], colours["accent"], len(key))
    rows: list[Spec] = [*_key(key, fills, plot)]
    y = int(max((row.get("at", 0) for row in rows), default=0)) + GAP
    for stack in stacks:
        lines = fitted(stack.label, plot)
        top, start = y + len(lines) * LINE, 0.0
        rows.append({"label": "\n".join(lines), "at": y + LINE - 5, "x": 0})
        for share, fill in zip(stack.shares, fills, strict=True):
            if share:
                rows.append(_part(start, share, top=top, fill=fill, colours=colours))
                start += share
        y = top + 2 * BAR + GAP
    layers = [
        {"transform": [{"filter": "isValid(datum.fill)"}], **_filled()},
        {"transform": [{"filter": "isValid(datum.label)"}], **_texts("label", y="at", x="x", colour=colours["ink"])},
        {"transform": [{"filter": "isValid(datum.said)"}], **_inside()},
    ]
    return _spec(rows, layers, width=plot, height=y)


def range_chart(middle: Middle, *, width: Width, shade: Shade) -> Spec:
    """The middle half of numbers as a bar, the median as a mark, on a line from nought."""
    colours, plot = tokens(shade), PIXELS[width]
    start, end = min(middle.lower, 0), max(middle.upper, 0)
    across = (end - start) or 1
    lower, median, upper = ((value - start) / across for value in (middle.lower, middle.median, middle.upper))
    top = 2 * LINE
    bar = {"nought": 0, "whole": 1, "top": top, "bottom": top + BAR, "x": lower, "x2": upper}
    mark = {"before": median, "top": top - 4, "bottom": top + BAR + 4}
    below = top + BAR + LINE
    # Ends that lie close have a line each.
    lines = below, below if (upper - lower) * plot > (len(middle.said[0]) + len(middle.said[2]) + 2) * SIZE * LETTER else below + LINE
    places = ((lower, lines[0]), (median, top - 8), (upper, lines[1]))
    said = [_said_at(words, x, y=y, plot=plot) for words, (x, y) in zip(middle.said, places, strict=True)]
    layers: list[Spec] = [
        _rectangles(colours["line"], x2="whole"),
        {"transform": [{"filter": "isValid(datum.x2)"}], **_rectangles(colours["accent"], x="x", x2="x2")},
        _marks(colours["warm"]),
        *(
            {"transform": [{"filter": f"datum.side == '{side}'"}], **_texts("said", y="at", x="x", colour=colours["ink"], align=side)}
            for side in SIDES
        ),
    ]
    return _spec([bar, mark, *said], layers, width=plot, height=lines[1] + GAP)


def rendered(spec: Spec) -> str:
    """The chart as SVG. Nothing is fetched, whatever a specification says."""
    import vl_convert  # noqa: PLC0415 -- slow import

    svg: str = vl_convert.vegalite_to_svg(json.dumps(spec), vl_version=VEGA_LITE, allowed_base_urls=[])
    return svg


@cache
def tokens(shade: Shade) -> Mapping[str, str]:
    """The design's colours as the stylesheet has them: those of the dark scheme come over the light ones."""
    light, _mark, rest = STYLES.read_text(encoding="utf-8").partition("@media (prefers-color-scheme: dark)")
    dark = rest.partition("@media")[0]
    return {**dict(TOKEN.findall(light)), **(dict(TOKEN.findall(dark)) if shade == Shade.DARK else {})}


def ramp(start: str, end: str, steps: int) -> list[str]:
    """Colours from one to another, evenly in RGB, both included; the first kept apart from the paper it stands on."""
    ends = [tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5)) for colour in (start, end)]
    parts = [0.12 + 0.88 * step / max(steps - 1, 1) for step in range(steps)]
    mixed = [[round(low + (high - low) * part) for low, high in zip(*ends, strict=True)] for part in parts]
    return ["#" + "".join(f"{value:02x}" for value in colour) for colour in mixed]


def fitted(label: str, pixels: float) -> list[str]:
    """The lines a label takes in so many pixels."""
    wide = sum(1 for letter in label if unicodedata.east_asian_width(letter) in "WF") / max(len(label), 1)
    letters = max(int(pixels / (SIZE * (LETTER + (0.95 - LETTER) * wide))), 8)
    return wrap(label, letters) or [""]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, 0 black to 1 white."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _key(labels: Sequence[str], fills: Sequence[str], plot: float) -> Iterable[Spec]:
    """A square and its words, one beside the other while there is room."""
    x, y = 0.0, LINE
    for label, fill in zip(labels, fills, strict=True):
        needed = 18 + len(label) * SIZE * LETTER + 16
        if x and x + needed > plot:
            x, y = 0.0, y + LINE + 4
        yield {"fill": fill, "x": x / plot, "x2": (x + 12) / plot, "top": y - 11, "bottom": y + 1}
        yield {"label": label, "at": y, "x": (x + 18) / plot}
        x += needed


def _part(start: float, share: float, *, top: float, fill: str, colours: Mapping[str, str]) -> Spec:
    row: Spec = {"fill": fill, "x": start, "x2": start + share, "top": top, "bottom": top + 2 * BAR}
    if share >= 0.1:
        pens = (colours["ink"], colours["paper"])
        pen = max(pens, key=lambda each: abs(luminance(each) - luminance(fill)))
        row |= {"said": f"{share * 100:.0f}", "at": top + BAR, "middle": start + share / 2, "pen": pen}
    return row


def _said_at(words: str, x: float, *, y: float, plot: float) -> Spec:
    """Words at a place, kept inside the drawing."""
    half = len(words) * SIZE * LETTER / 2 / plot
    side = "left" if x < half else "right" if x > 1 - half else "center"
    return {"said": words, "x": 0 if side == "left" else 1 if side == "right" else x, "at": y, "side": side}


def _spec(rows: list[Spec], layers: list[Spec], *, width: float, height: float) -> Spec:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": None,
        "width": width,
        "height": max(height - GAP, 1),
        "padding": {"left": 1, "right": 1 if width in PIXELS.values() else ROOM - 1, "top": 1, "bottom": 2},
        "autosize": {"type": "none"},
        "data": {"values": rows},
        "layer": layers,
        "config": {"view": {"stroke": None}, "font": FACE, "text": {"font": FACE, "fontSize": SIZE}},
        "resolve": {"axis": {"x": "independent", "y": "independent"}},
    }


def _x(field: str) -> Spec:
    return {"field": field, "type": "quantitative", "scale": {"domain": [0, 1], "nice": False}, "axis": None}


def _y(field: str) -> Spec:
    # Pixels from the top: the range is the height itself.
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def _rectangles(colour: str, *, x2: str, x: str = "nought") -> Spec:
    return {
        "mark": {"type": "rect", "color": colour},
        "encoding": {"x": _x(x), "x2": {"field": x2}, "y": _y("top"), "y2": {"field": "bottom"}},
    }


def _filled() -> Spec:
    return {
        "mark": {"type": "rect"},
        "encoding": {
            "x": _x("x"),
            "x2": {"field": "x2"},
            "y": _y("top"),
            "y2": {"field": "bottom"},
            "color": {"field": "fill", "type": "nominal", "scale": None},
        },
    }


def _marks(colour: str) -> Spec:
    return {
        "transform": [{"filter": "isValid(datum.before)"}],
        "mark": {"type": "rule", "color": colour, "strokeWidth": 3},
        "encoding": {"x": _x("before"), "y": _y("top"), "y2": {"field": "bottom"}},
    }


def _texts(field: str, *, y: str, x: str, colour: str, dx: float = 0, baseline: str = "alphabetic", align: str = "left") -> Spec:
    mark = {"type": "text", "align": align, "baseline": baseline, "dx": dx, "color": colour, "lineBreak": "\n", "lineHeight": LINE}
    return {"mark": mark, "encoding": {"x": _x(x), "y": _y(y), "text": {"field": field}}}


def _inside() -> Spec:
    return {
        "mark": {"type": "text", "align": "center", "baseline": "middle"},
        "encoding": {
            "x": _x("middle"),
            "y": _y("at"),
            "text": {"field": "said"},
            "color": {"field": "pen", "type": "nominal", "scale": None},
        },
    }
