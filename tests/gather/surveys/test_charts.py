import re

import pytest

from cities.gather.surveys.charts import Bar, Shade, Stack, Width, bar_chart, fitted, luminance, ramp, rendered, stacked_chart, tokens

BARS = [Bar("Hospitality and tourism", 0.62, "62 % (20)", before=0.5), Bar("Culture <script>", None, "not shown")]


@pytest.mark.parametrize("width", Width)
@pytest.mark.parametrize("shade", Shade)
def test_bars_are_drawn_as_plain_svg(width, shade):
    svg = rendered(bar_chart(BARS, width=width, shade=shade))

    assert svg.startswith("<svg")
    assert "Hospitality and tourism" in svg
    assert "62 % (20)" in svg
    assert tokens(shade)["accent"] in svg
    assert re.search(r"<script|<foreignObject|\son\w+=|href=", svg) is None


def test_parts_are_drawn_with_their_key():
    svg = rendered(stacked_chart([Stack("Jobs", (0.25, None, 0.75))], ["little", "some", "much"], width=Width.WIDE, shade=Shade.LIGHT))

    assert [word in svg for word in ("Jobs", "little", "much", ">75<")] == [True] * 4


def test_colours_are_those_of_the_design():
    assert tokens(Shade.LIGHT)["accent"] == "#0b6b62"
    assert tokens(Shade.DARK)["accent"] == "#6fcabc"


def test_long_labels_take_more_lines_on_a_phone_and_hangul_needs_more_room():
    label = "Education, training and everything that helps people find work"

    assert len(fitted(label, 300)) > len(fitted(label, 640)) == 1
    assert len(fitted("교육과 훈련 그리고 사람들이 일자리를 찾는 데 도움이 되는 모든 것 그리고 더", 300)) > 1
    assert fitted("", 300) == [""]


def test_ramp_goes_from_light_to_dark_evenly():
    found = [luminance(colour) for colour in ramp("#ffffff", "#000000", 5)]

    assert found == sorted(found, reverse=True)
    assert found[-1] == 0
