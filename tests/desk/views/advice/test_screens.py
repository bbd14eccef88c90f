import csv
import io

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from cities.core.models import Letter
from cities.desk.actions import prepare_desk
from cities.desk.views.start import waiting_items
from cities.transfer.advice.models import AdviceRequest, Engagement, Expert, Proposal
from tests.factories import (
    AdviceRequestFactory,
    EngagementFactory,
    ExpertFactory,
    HourEntryFactory,
    PersonFactory,
    PersonRoleFactory,
    SatisfactionFactory,
    UserFactory,
)
from tests.factories import advice_bench as make_bench

SCREENS = ("/admin/advice/", "/admin/advice/roster/", "/admin/advice/engagements/", "/admin/advice/tables/hours.csv")


@pytest.fixture
def bench(db):
    return make_bench()


@pytest.fixture
def desk(bench):
    client = Client()
    client.force_login(bench.coordinator)
    return client


def act(desk, bench, name, **typed):
    return desk.post(f"/admin/advice/request/{bench.request.pk}/", {"act": name, **typed}, follow=True)


def current(bench):
    return AdviceRequest.objects.get(pk=bench.request.pk)


@pytest.mark.parametrize(
    ("role", "codes"), [("Editors", {200}), ("Translators", {302, 403}), ("Facilitators", {302, 403}), ("Regional stewards", {302, 403})]
)
def test_advice_is_for_coordinators(bench, role, codes):
    prepare_desk()
    user, client = UserFactory(is_staff=True), Client()
    user.groups.set(Group.objects.filter(name=role))
    client.force_login(user)

    for path in (*SCREENS, f"/admin/advice/request/{bench.request.pk}/"):
        assert client.get(path).status_code in codes, path


def test_triage_tells_how_long_and_goes_to_zero(bench, desk, rf):
    AdviceRequestFactory(state="answered", decided_at="2026-01-01T00:00Z", sentence="An older one")

    page = desk.get("/admin/advice/")

    assert ([line.request for line in page.context["triage"].waiting], len(page.context["settled"])) == ([bench.request], 1)
    request = rf.get("/")
    request.user = bench.coordinator
    counts = {str(item.label): item.count for item in waiting_items(request)}
    assert counts["request for advice"] == 1


def test_request_is_taken_put_back_answered_and_opened_again(bench, desk):
    states = []
    for name, words in (("take", ""), ("release", ""), ("take", ""), ("answer", "Read this."), ("reopen", ""), ("decline", "No.")):
        act(desk, bench, name, words=words)
        states.append(current(bench).state)

    assert states == ["taken", "new", "taken", "answered", "new", "declined"]


def test_writing_needs_words(bench, desk):
    response = act(desk, bench, "decline", words=" ")

    assert (response.status_code, current(bench).state) == (422, "new")


def test_matched_expert_is_asked_with_the_reasons_before_everybody(bench, desk):
    page = desk.get(f"/admin/advice/request/{bench.request.pk}/")
    ((candidate, reasons, _why),) = page.context["candidates"]
    assert (candidate.expert, len(reasons) >= 2) == (bench.expert, True)

    act(desk, bench, "propose", expert=str(bench.expert.pk), words="You know it")

    proposal = Proposal.objects.get()
    assert (current(bench).state, proposal.words, Letter.objects.filter(address="jo@example.org").count()) == ("proposed", "You know it", 1)
    act(desk, bench, "take-back", proposal=str(proposal.pk))
    assert Proposal.objects.get().state == "closed"
    refused = act(desk, bench, "propose", expert=str(bench.expert.pk))
    assert "They were asked about this before." in refused.content.decode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"paused_until": "2999-01-01"}, "They pause"),
        ({"offer__capacity": 0}, "They pause"),
        ({"agreed": False}, "They do not agree"),
    ],
)
def test_what_cannot_be_is_said(bench, desk, change, said):
    expert = ExpertFactory(**{"agreed": True, **change})

    response = act(desk, bench, "propose", expert=str(expert.pk))

    assert said in response.content.decode()
    assert not Proposal.objects.exists()


def test_nobody_chosen_asks_nobody(bench, desk):
    assert "Choose an expert first." in act(desk, bench, "propose", expert="").content.decode()
    assert "This is not possible any more" in act(desk, bench, "reopen").content.decode()


def test_person_is_invited_and_asked_for_consent(bench, desk):
    role = PersonRoleFactory(person=PersonFactory(name="Sol", address="sol@example.org", languages=["es"]), organisation=bench.montreal)
    assert "Sol" in desk.get("/admin/advice/roster/?q=sol").content.decode()

    desk.post("/admin/advice/roster/", {"role": role.pk, "sentence": "Markets", "concept": "themes:microcredit"})

    expert = Expert.objects.get(person=role.person)
    assert (str(expert.offer), expert.consents.count(), Letter.objects.get(address="sol@example.org").language) == ("Markets", 0, "es")
    assert desk.post("/admin/advice/roster/", {"sentence": ""}).status_code == 422
    desk.post("/admin/advice/roster/", {"again": str(expert.pk)})
    desk.post("/admin/advice/roster/", {"again": "nonsense"})
    assert Letter.objects.filter(address="sol@example.org").count() == 1


def test_collaboration_is_begun_for_two_organisations(bench, desk):
    address = "/admin/advice/engagements/"
    picked = [[str(bench.dakar.pk)], [str(bench.dakar.pk), "nonsense"]]
    wrong = [desk.post(address, {"title": "T", "organisations": keys}).status_code for keys in picked]

    desk.post(address, {"title": "Two centres", "organisations": [str(bench.dakar.pk), str(bench.montreal.pk)]})

    opened = Engagement.objects.get()
    assert (wrong, opened.kind, opened.participations.count()) == ([422, 422], "collaboration", 2)


def test_engagements_are_narrowed_to_late_ones(bench, desk):
    late, calm = EngagementFactory(due_on="2020-01-01"), EngagementFactory()
    EngagementFactory(ended_on="2026-01-01", outcome="done")

    found = {
        state: {line.engagement for line in desk.get("/admin/advice/engagements/", {"state": state}).context["page"]}
        for state in ("late", "running", "ended")
    }

    assert (found["late"], found["running"], len(found["ended"])) == ({late}, {late, calm}, 1)


def test_dashboard_has_hours_load_and_satisfaction(bench, desk):
    HourEntryFactory(organisation=bench.montreal, person=bench.expert.person, hours="1.5", spent_on="2026-10-05")
    SatisfactionFactory(organisation=bench.dakar, answers={"answered": "4"})

    context = desk.get("/admin/advice/", {"since": "2026-10-01", "until": "2026-10-31"}).context
    empty = desk.get("/admin/advice/", {"since": "2027-01-01"}).context

    assert ([one.name for one in context["experts"]], len(context["months"]), context["satisfied"].answered) == (["Jo Roy"], 1, 1)
    assert (context["places"], context["taken"], context["available"], empty["experts"]) == (1, 0, 1, ())


@pytest.mark.parametrize("table", ["requests", "engagements", "hours", "roster"])
def test_tables_are_csv_without_formulas(bench, desk, table):
    bench.request.need.texts.update(sentence="=1+1")

    response = desk.get(f"/admin/advice/tables/{table}.csv")

    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert (response["Content-Disposition"], len(rows) >= 1) == (f'attachment; filename="advice-{table}.csv"', True)
    assert not any(cell.startswith("=") for row in rows for cell in row)
    assert desk.get("/admin/advice/tables/nonsense.csv").status_code == 404
