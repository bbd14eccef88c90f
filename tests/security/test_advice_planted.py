"""Requests, hours, satisfaction, reasons of those who declined and names of experts are in no public output."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cities.core.actions import save_draft
from cities.transfer.advice.actions import agree
from cities.transfer.advice.models import Engagement
from cities.translation.actions import write_text
from tests.factories import (
    AdviceMessageFactory,
    EngagementExpertFactory,
    EngagementFactory,
    HourEntryFactory,
    OutputFactory,
    PlannedStepFactory,
    PracticeFactory,
    ProposalFactory,
    SatisfactionFactory,
    advice_bench,
)

SECRET = re.compile("zqsecret", re.IGNORECASE)


@pytest.fixture
def planted(db):
    """A public engagement and a draft with secrets behind them, and a newer version nobody else has agreed to."""
    world = advice_bench()
    world.request.need.texts.update(sentence="zqsecretquestion")
    world.expert.offer.texts.update(sentence="zqsecretexpertise")
    world.expert.person.name = "zqsecretexpert"
    world.expert.person.save()
    AdviceMessageFactory(request=world.request, words="zqsecretmessage")
    ProposalFactory(request=world.request, expert=world.expert, declined=True, remark="zqsecretremark", words="zqsecretwords")
    parts = {world.dakar: "asking", world.montreal: "advising"}
    world.shown, world.draft = EngagementFactory(code="shown", request=world.request, parts=parts), EngagementFactory(parts=parts)
    for engagement in (world.shown, world.draft):
        EngagementExpertFactory(engagement=engagement, expert=world.expert)
        PlannedStepFactory(engagement=engagement, sentence="zqsecretstep")
        HourEntryFactory(engagement=engagement, organisation=world.montreal, person=world.expert.person, about="zqsecrethours")
        OutputFactory(engagement=engagement, title="zqsecretoutput", is_told=False)
        SatisfactionFactory(engagement=engagement, organisation=world.dakar, answers={"answered": "1", "better": "zqsecretbetter"})
    world.file = OutputFactory(
        engagement=world.shown, title="zqsecretfile", url="", is_told=False, file=SimpleUploadedFile("f.pdf", b"%PDF"), file_name="f.pdf"
    )
    for organisation in (world.dakar, world.montreal):
        agree(world.shown, organisation, by=None, basis="zqsecretbasis")
    OutputFactory(engagement=world.shown, title="zqsecretlater")
    draft = Engagement.objects.get(pk=world.shown.pk)
    write_text(draft, "en", state="original", words={"summary": "zqsecretsummary"})
    save_draft(draft, by=None)
    agree(draft, world.dakar, by=world.awa)
    world.draft.texts.update(title="zqsecretdraft")
    world.learnt = PracticeFactory(code="lending", texts={"en": {"title": "zqsecretpractice"}})
    world.shown.learnt.create(practice=world.learnt)
    return world


def addresses(world):
    for language in ("en", "fr", "es"):
        yield from (f"/{language}/{path}" for path in ("", "advice/", "advice/shown/", "members/dakar/", "members/montreal/", "transfers/"))
        yield from (f"/{language}/search/?q={words}" for words in ("credit", "advice", "secret", "&kind=engagement"))
        yield f"/{language}/feeds/search.atom?kind=engagement"
        yield f"/{language}/advice/shown/outputs/{world.file.pk}/"
        yield f"/{language}/advice/{world.draft.code}/"
    yield from (f"/api/v1/{path}" for path in ("advice", f"advice/{world.shown.pk}", f"advice/{world.draft.pk}", "needs", "practices"))
    yield from ("/api/v1/search?q=secret", f"/id/{world.shown.pk}", "/sitemap.xml", "/sitemap.xml?kind=engagements&part=0")


def test_no_public_output_tells_a_secret(planted):
    reader = Client()
    answers = {path: reader.get(path, follow=True) for path in addresses(planted)}

    leaks = {path: SECRET.findall(answer.content.decode(errors="replace")) for path, answer in answers.items()}

    assert {path: found for path, found in leaks.items() if found} == {}
    assert {path for path, answer in answers.items() if answer.status_code >= 500} == set()
    assert "How shown went." in answers["/en/advice/shown/"].content.decode()


@pytest.mark.parametrize(
    "word",
    ["zqsecretquestion", "zqsecretexpertise", "zqsecretdraft", "zqsecretsummary", "zqsecretpractice", "zqsecretoutput", "zqsecretlater"],
)
def test_search_finds_no_secret(planted, word):
    assert Client().get("/api/v1/search", {"q": f'"{word}"'}).json()["total"] == 0


def test_agreed_words_are_found_so_the_words_are_looked_for_rightly(planted):
    agree(Engagement.objects.get(pk=planted.shown.pk), planted.montreal, by=planted.jo)

    text = Client().get("/en/advice/shown/").content.decode()

    assert ("zqsecretsummary" in text, "zqsecretlater" in text, "zqsecretexpert" in text) == (True, True, False)
