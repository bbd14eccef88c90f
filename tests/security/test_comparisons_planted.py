"""Words of a draft comparison, its cells, its sources and the key of its link are in no public output."""

import re

import pytest
from django.test import Client

from cities.commons.instruments.actions import Change
from cities.commons.instruments.answering import Said
from cities.transfer.comparisons.actions import Known, SourceChange, fill_cells, leave_out, share, take_back, translate_cell, write_words
from cities.transfer.comparisons.models import Comparison
from tests.factories import ComparisonFactory, SubjectFactory
from tests.factories import comparison_bench as make_bench
from tests.portal.views.space.conftest import signed_in
from tests.portal.views.test_comparisons import filled

SECRET = re.compile("zqsecret", re.IGNORECASE)


def planted_in(comparison, subject):
    """Secrets in every place words can stand."""
    write_words(comparison, "en", {"title": "zqsecrettitle", "introduction": "zqsecretintroduction"}, by=None)
    write_words(comparison, "fr", {"title": "zqsecrettitre", "introduction": ""}, by=None)
    known = [SourceChange("remark", Known("zqsecretreport", "https://example.org/zqsecret", "zqsecretpage"))]
    known += [SourceChange("rules", Known(role="zqsecretrole"))]
    fill_cells(subject, [Change("remark", Said("zqsecretremark")), Change("rules", Said(["law"]))], known, by=None, language="en")
    translate_cell(subject, "remark", language="fr", words="zqsecretremarque", by=None)


@pytest.fixture
def planted(db):
    """A public comparison; beside it a draft, a shared one, one taken back, and a subject of the public one that was left out."""
    bench = make_bench()
    filled(bench)
    drafts = [ComparisonFactory(version=bench.version, code=f"draft-{n}", organisation=bench.owner) for n in range(3)]
    for draft in drafts:
        subject = SubjectFactory(comparison=draft, practice=bench.lanes)
        SubjectFactory(comparison=draft, practice=bench.gardens)
        planted_in(draft, subject)
    bench.key = share(drafts[1], by=None)
    Comparison.objects.filter(pk=drafts[2].pk).update(state="published", published_at="2026-01-31T12:00:00Z")
    take_back(Comparison.objects.get(pk=drafts[2].pk), by=None)
    third = SubjectFactory(comparison=bench.comparison, practice=make_third(), position=9)
    fill_cells(third, [Change("remark", Said("zqsecretleftout"))], by=None, language="en")
    leave_out(third, by=None)
    bench.drafts = drafts
    return bench


def make_third():
    from tests.factories import PracticeFactory

    return PracticeFactory(code="third", published=True)


def addresses(planted):
    keys = [planted.comparison, *planted.drafts]
    for language in ("en", "fr", "es"):
        yield from (
            f"/{language}/{path}" for path in ("", "comparisons/", "practices/", "practices/lanes/", "practices/third/", "surveys/")
        )
        for one in keys:
            yield from (f"/{language}/comparisons/{one.code}/{name}" for name in ("", "cells.csv", "codebook.csv", "?show=differences"))
        yield from (f"/{language}/search/?q={words}" for words in ("lanes", "secret", "comparison", "&kind=comparison"))
        yield f"/{language}/feeds/search.atom?kind=comparison"
        yield f"/{language}/my/comparisons/{planted.drafts[0].pk}/"
        yield f"/{language}/comparisons/shared/{'x' * 32}/"
    for one in keys:
        yield from (f"/id/{one.pk}", f"/api/v1/comparisons/{one.pk}")
        yield from (f"/en/answer/{subject.sheet_id}/" for subject in one.subjects.all())
        yield from (f"/en/answer/{subject.sheet_id}/answers.txt" for subject in one.subjects.all())
    yield from (
        "/api/v1/comparisons",
        "/api/v1/search?q=lanes",
        "/api/v1/search?kind=comparison",
        "/api/v1/suggest?q=zqsecret",
        f"/api/v1/practices/{planted.lanes.pk}",
        "/sitemap.xml",
        "/sitemap.xml?kind=pages",
    )


@pytest.mark.parametrize("who", ["nobody", "stranger"])
def test_no_public_output_tells_a_secret(planted, who):
    reader = Client() if who == "nobody" else signed_in(planted.stranger)
    answers = {path: reader.get(path, follow=True) for path in addresses(planted)}

    told = {path: answer.content.decode(errors="replace") for path, answer in answers.items()}

    assert {path: SECRET.findall(body) for path, body in told.items() if SECRET.search(body)} == {}
    assert [path for path, body in told.items() if planted.key in body] == []
    assert {path for path, answer in answers.items() if answer.status_code >= 500} == set()
    assert "It <em>works</em>." in told["/en/comparisons/lanes-and-gardens/"]


@pytest.mark.parametrize("word", ["zqsecrettitle", "zqsecretintroduction", "zqsecretremark", "zqsecretreport", "zqsecretleftout"])
def test_search_finds_no_secret(planted, word):
    assert Client().get("/api/v1/search", {"q": f'"{word}"'}).json()["total"] == 0


def test_whoever_has_the_link_sees_that_one_and_no_other(planted):
    reader = Client()
    shared = reader.get(f"/en/comparisons/shared/{planted.key}/", follow=True).content.decode()

    assert SECRET.search(shared)
    assert planted.key not in shared
    others = [reader.get(f"/en/comparisons/{one.code}/").status_code for one in (planted.drafts[0], planted.drafts[2])]
    assert others == [404, 404]


def test_a_digest_opens_nothing(planted):
    digest = Comparison.objects.get(pk=planted.drafts[1].pk).key_digest

    assert Client().get(f"/en/comparisons/shared/{digest}/").status_code == 410
