"""The projection is held to what d3-geo answers (projection.json, written by script/build-map)."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from cities.commons.places import projection
from cities.commons.places.projection import Box, Sheet, country_sheet, is_drawn, project, region_sheet

GRID = json.loads((Path(__file__).parent / "projection.json").read_text(encoding="utf-8"))
COUNTRIES = Path(projection.__file__).parent / "data" / "countries.csv"


@pytest.mark.parametrize(("longitude", "latitude", "x", "y"), GRID)
def test_point_stands_where_d3_puts_it(longitude, latitude, x, y):
    point = project(longitude, latitude)

    assert point == pytest.approx((x, y), abs=1e-6)


def test_world_is_cut_in_the_bering_strait_not_at_the_date_line():
    chukotka = project(-172, 66)
    alaska = project(-165, 66)

    assert chukotka.x > 750
    assert alaska.x < 250


def test_every_country_with_a_shape_has_its_own_point_near_it():
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if is_drawn(row["alpha2"].lower())]

    for row in rows:
        point = project(float(row["longitude"]), float(row["latitude"]))
        sheet = country_sheet(row["alpha2"].lower(), region=row["world_region"])
        assert sheet.box.holds(Box(point.x, point.y, 0, 0)), row["alpha2"]


def test_region_sheet_shows_the_region_and_the_world_for_anything_else():
    europe = region_sheet("europe")
    elsewhere = region_sheet("atlantis")

    assert europe.shapes == "europe"
    assert elsewhere == region_sheet("world")


def test_country_sheet_is_a_cut_of_its_regions_sheet():
    sheet = country_sheet("sn", region="africa-middle-east")

    assert sheet.shapes == "africa-middle-east"
    assert sheet.box.width / sheet.box.height == pytest.approx(1.5, abs=0.01)


def test_country_larger_than_its_regions_sheet_is_drawn_on_the_world():
    sheet = country_sheet("ru", region="europe")

    assert sheet.shapes == "world"


def test_country_without_a_shape_is_shown_around_its_point():
    tuvalu = project(179.2, -8.52)

    sheet = country_sheet("tv", region="asia", around=tuvalu)

    assert sheet.box.width == 24
    assert sheet.box.holds(Box(tuvalu.x, tuvalu.y, 0, 0))


def test_country_without_a_shape_or_a_point_falls_back_to_its_region():
    assert country_sheet("tv", region="asia") == region_sheet("asia")


def test_box_reads_as_a_view_box():
    assert str(Box(1.5, 2, 30.25, 4)) == "1.5 2 30.25 4"
    assert Sheet("world", Box(0, 0, 1, 1)).shapes == "world"
