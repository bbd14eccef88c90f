"""Words of the work behind a transfer, and words only one side has agreed to, are in no public output."""

import re

import pytest
from django.test import Client

from cities.core.actions import save_draft
from cities.transfer.projects.actions import agree
from cities.transfer.projects.models import Transfer
from cities.translation.actions import write_text
from tests.factories import (
    AgreementFactory,
    EvaluationFactory,
    JournalEntryFactory,
    MeetingFactory,
    MilestoneFactory,
    NeedFactory,
    PersonFactory,
    PersonRoleFactory,
    TransferFactory,
    TransferFileFactory,
)
from tests.factories import table as make_table
from tests.portal.views.space.conftest import signed_in
from tests.portal.views.test_transfers import rich

SECRET = re.compile("zqsecret", re.IGNORECASE)


@pytest.fixture
def planted(db):
    """A public transfer and a draft, both with secrets behind them; a newer version one side alone has agreed to."""
    table = make_table()
    shown = rich(table, reference_person=PersonFactory(name="zqsecretperson"))
    Transfer.objects.filter(pk=shown.pk).update(need=NeedFactory(organisation=table.destination, sentence="zqsecretneed"))
    for transfer in (shown, table.transfer):
        JournalEntryFactory(transfer=transfer, words="zqsecretjournal", written_by=table.giver)
        MeetingFactory(transfer=transfer, subject="zqsecretmeeting", minutes="zqsecretminutes", people="zqsecretpeople")
        MilestoneFactory(transfer=transfer, sentence="zqsecretplan")
        TransferFileFactory(transfer=transfer, name="zqsecretfile.pdf")
        EvaluationFactory(transfer=transfer, name="zqsecretwho", answers={"need": "5", "advice": "zqsecretadvice"})
    AgreementFactory(transfer=table.transfer, basis="zqsecretbasis")
    draft = Transfer.objects.get(pk=shown.pk)
    write_text(draft, "en", state="original", words={"summary": "zqsecretsummary"})
    write_text(draft, "fr", state="human", words={"title": "zqsecrettitre"})
    save_draft(draft, by=None)
    agree(draft, "origin", by=table.giver)
    write_text(table.transfer, "en", state="original", words={"title": "zqsecretdraft"})
    save_draft(table.transfer, by=None)
    PersonRoleFactory(organisation=table.origin, person=PersonFactory(name="zqsecretcolleague"))
    table.shown = shown
    return table


def addresses(planted):
    code, key, practice = planted.shown.code, planted.shown.pk, planted.practice.pk
    for language in ("en", "fr", "es"):
        yield from (f"/{language}/{path}" for path in ("", "transfers/", f"transfers/{code}/", "practices/", "practices/lanes/"))
        yield from (f"/{language}/{path}" for path in ("members/dakar/", "members/montreal/", "territories/sn-dakar/", "territories/"))
        yield from (f"/{language}/search/?q={words}" for words in ("lanes", "transfer", "secret"))
        yield from (f"/{language}/feeds/{path}" for path in ("transfers.atom", "transfers.csv", "transfers-codebook.csv", "search.atom"))
        yield from (f"/{language}/feeds/lineage/{practice}.json", f"/{language}/feeds/cite/{key}.bib", f"/{language}/feeds/cite/{key}.json")
    yield from (f"/api/v1/{path}" for path in ("transfers", f"transfers/{key}", f"practices/{practice}", f"practices/{practice}/lineage"))
    yield from (
        "/api/v1/search?q=lanes",
        f"/api/v1/transfers?practice={practice}",
        f"/id/{key}",
        "/sitemap.xml",
        "/sitemap.xml?part=transfers-1",
    )


def test_no_public_output_tells_a_secret(planted):
    reader = Client()
    answers = {path: reader.get(path, follow=True) for path in addresses(planted)}

    leaks = {path: SECRET.findall(answer.content.decode(errors="replace")) for path, answer in answers.items()}

    assert {path: found for path, found in leaks.items() if found} == {}
    assert {path for path, answer in answers.items() if answer.status_code >= 500} == set()
    assert "Lanes go south" in answers[f"/en/transfers/{planted.shown.code}/"].content.decode()


@pytest.mark.parametrize("word", ["zqsecretjournal", "zqsecretsummary", "zqsecretdraft", "zqsecretminutes", "zqsecretadvice"])
def test_search_finds_no_secret(planted, word):
    answer = Client().get("/api/v1/search", {"q": f'"{word}"'}).json()

    assert (answer["total"], answer["results"]) == (0, [])


def test_draft_and_nothing_look_the_same(planted):
    draft, nobody = planted.transfer, "00000000-0000-4000-8000-000000000000"

    for path in (f"/api/v1/transfers/{draft.pk}", f"/id/{draft.pk}", f"/en/feeds/cite/{draft.pk}.bib"):
        assert Client().get(path).status_code == Client().get(path.replace(str(draft.pk), nobody)).status_code == 404


def test_agreed_words_are_found_so_the_words_are_looked_for_rightly(planted):
    agree(Transfer.objects.get(pk=planted.shown.pk), "destination", by=planted.taker)

    text = Client().get(f"/en/transfers/{planted.shown.code}/").content.decode()

    assert "zqsecretsummary" in text
    assert "zqsecretjournal" not in text


def test_withdrawn_member_does_not_open_the_work_to_others(planted):
    other = TransferFactory(published=True)

    assert Client().get(f"/en/my/transfers/{other.pk}/work/").status_code == 302


def test_people_of_one_side_are_named_to_the_other_only_with_their_consent(planted):
    places = [f"/{language}/my/transfers/{planted.shown.pk}/frame/" for language in ("en", "fr", "es")]

    theirs = [signed_in(planted.taker).get(place).content.decode() for place in places]

    assert [re.findall("zqsecret(?:person|colleague)", text) for text in theirs] == [[], [], []]
    assert "zqsecretcolleague" in signed_in(planted.giver).get(places[0]).content.decode()
