import pytest
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import TaskState, WorkflowState

from cities.commons.practices.models import Practice
from cities.core.actions import save_draft
from cities.portal.queries.space.practices import STEPS
from tests.factories import ConceptFactory, PracticeFactory
from tests.portal.views.space.test_profile import approve

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(awa, network):
    awa.post("/fr/my/dakar/practices/new/", {"title": "Des jardins sur les toits"})
    return Practice.objects.get(brought_by=network.dakar)


def step(client, practice, name, **typed):
    path = f"/fr/my/dakar/practices/{practice.pk}/{name}/"
    page = client.get(path)
    kept = {name: value for name, value in page.context["form"].initial.items() if isinstance(value, str)}
    return client.post(path, {**kept, "base": page.context["base"], **typed}, follow=True)


def drafted(practice):
    return Practice.objects.get(pk=practice.pk).get_latest_revision_as_object()


def test_title_is_enough_to_begin(begun, network, client):
    assert (begun.live, begun.code, begun.contact, begun.original_text.language) == (
        False,
        "des-jardins-sur-les-toits",
        network.dakar,
        "fr",
    )
    [began] = begun.participations.all()
    assert (began.organisation, began.role_id, began.actor_kind) == (network.dakar, "roles:initiator", "public")
    assert client.get(f"/fr/practices/{begun.code}/").status_code == 404


def test_as_many_steps_are_announced_as_there_are(awa):
    announced = [awa.get(f"/{language}/my/dakar/practices/new/").content.decode() for language in ("en", "fr", "es")]

    assert len(STEPS) == 8
    assert ["Eight short steps" in announced[0], "Huit étapes courtes" in announced[1], "Ocho pasos breves" in announced[2]] == [True] * 3


def test_practice_without_a_title_is_not_begun(awa):
    response = awa.post("/en/my/dakar/practices/new/", {"title": " "})

    assert (response.status_code, Practice.objects.filter(brought_by__isnull=False).count()) == (422, 0)


def test_steps_lead_from_one_to_the_next(awa, begun):
    response = step(awa, begun, "what", summary="On cultive en hauteur.")

    assert response.redirect_chain[-1][0].endswith("/where/")
    assert drafted(begun).text_in("fr").summary == "On cultive en hauteur."


def test_whoever_stops_comes_to_the_overview(awa, begun):
    response = step(awa, begun, "what", summary="On cultive.", stop="1")

    draft = response.context["draft"]
    assert [(one.name, one.done, one.parts) for one in draft.steps][:2] == [("what", 2, 4), ("where", 1, 3)]


def test_places_years_and_topics_are_told(awa, begun, places, concepts):
    step(awa, begun, "where", status="running", started="2019", themes=["themes:microcredit"], **{"territories-typed": "Senegal"})

    draft = drafted(begun)
    assert (draft.started, [concept.key for concept in draft.concepts.all()]) == (2019, ["themes:microcredit"])
    assert [territory.code for territory in draft.territories.all()] == ["sn"]


def test_it_cannot_end_before_it_began(awa, begun):
    response = step(awa, begun, "where", status="ended", started="2019", ended="2010")

    assert list(response.context["form"].errors) == ["ended"]


def test_who_took_part_is_tied_to_public_organisations_by_name(awa, begun, network):
    rows = {
        "participants-name": ["City of Dakar", "montreal", "Une banque", ""],
        "participants-kind": ["public", "public", "private", ""],
        "participants-role": ["roles:initiator", "roles:partner", "roles:partner", ""],
    }

    step(awa, begun, "together", co_construction="Avec les habitantes.", **rows)

    draft = drafted(begun)
    assert [(part.organisation_id, part.name) for part in draft.participations.all()] == [
        (network.dakar.pk, ""),
        (network.montreal.pk, ""),
        (None, "Une banque"),
    ]
    assert draft.text_in("fr").co_construction == "Avec les habitantes."


def test_row_without_a_role_is_asked_about(awa, begun):
    rows = {"participants-name": ["Une banque"], "participants-kind": ["private"], "participants-role": [""]}

    response = step(awa, begun, "together", **rows)

    assert "Une banque" in str(response.context["form"].errors["participants"])


def test_sources_are_noted_and_the_same_one_only_once(awa, begun):
    rows = {
        "sources-title": ["Un rapport", "Un rapport"],
        "sources-url": ["ville.example/rapport", "https://ville.example/rapport"],
        "sources-locator": ["p. 3", "p. 9"],
    }

    step(awa, begun, "sources", **rows)

    sources = drafted(begun).sources.all()
    assert (len({row.source_id for row in sources}), [row.locator for row in sources]) == (1, ["p. 3", "p. 9"])
    assert sources[0].source.url == "https://ville.example/rapport"


def test_dangerous_address_is_refused(awa, begun):
    rows = {"sources-title": ["Un rapport"], "sources-url": ["javascript://alert(1)"], "sources-locator": [""]}

    assert list(step(awa, begun, "sources", **rows).context["form"].errors) == ["sources"]


def test_practice_without_a_summary_is_not_sent(awa, begun):
    awa.post(f"/fr/my/dakar/practices/{begun.pk}/send/")

    assert WorkflowState.objects.count() == 0


def test_practice_is_sent_reviewed_and_public(awa, begun, people, client):
    step(awa, begun, "what", summary="On cultive en hauteur.")
    awa.post(f"/fr/my/dakar/practices/{begun.pk}/send/")
    assert client.get(f"/fr/practices/{begun.code}/").status_code == 404

    approve(people.editor)

    assert "On cultive en hauteur." in client.get(f"/fr/practices/{begun.code}/").content.decode()


def test_what_is_changed_under_review_is_reviewed_anew(awa, begun, people):
    step(awa, begun, "what", summary="On cultive.")
    awa.post(f"/fr/my/dakar/practices/{begun.pk}/send/")
    first = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)

    step(awa, begun, "what", summary="On cultive en hauteur.")

    assert TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS).pk != first.pk


def test_public_practice_is_changed_through_review_too(awa, network, client):
    step(awa, network.practice, "results", results="Cent jardins.")
    awa.post(f"/fr/my/dakar/practices/{network.practice.pk}/send/")

    page = awa.get(f"/fr/my/dakar/practices/{network.practice.pk}/")
    assert [change.pieces[0].words for change in page.context["draft"].standing.changes] == ["Cent jardins."]
    assert "Cent jardins." not in client.get("/fr/practices/fodem/").content.decode()


def test_submission_is_taken_back(awa, begun):
    step(awa, begun, "what", summary="On cultive.")
    awa.post(f"/fr/my/dakar/practices/{begun.pk}/send/")

    awa.post(f"/fr/my/dakar/practices/{begun.pk}/take-back/")

    assert (WorkflowState.objects.active().count(), drafted(begun).text_in("fr").summary) == (0, "On cultive.")


def test_draft_of_the_secretariat_is_not_theirs_whomever_it_names(awa, network, concepts):
    draft = PracticeFactory(contact=network.dakar)
    draft.participations.create(organisation=network.dakar, role=concepts.initiator, actor_kind="public")
    save_draft(draft, by=None)

    assert draft.pk not in [row.id for row in awa.get("/en/my/dakar/practices/").context["practices"]]
    assert awa.get(f"/en/my/dakar/practices/{draft.pk}/").status_code == 404


def test_practice_is_told_in_another_language_beside_the_original(awa, begun, jiwoo):
    step(awa, begun, "what", summary="On cultive.")
    address = f"/fr/my/dakar/practices/{begun.pk}/words/en/"
    page = awa.get(address)
    title = drafted(begun).text_in("fr").title

    awa.post(address, {"base": page.context["base"], "title": "Gardens", "summary": "People grow food."})

    text = drafted(begun).text_in("en")
    [line] = [line for line in awa.get(f"/fr/my/dakar/practices/{begun.pk}/").context["draft"].translations if line.language == "en"]
    assert title in page.content.decode()
    assert set(page.context["form"].fields) == {"title", "summary"}
    assert (text.title, text.summary, text.state, line.state) == ("Gardens", "People grow food.", "human", "human")
    assert [awa.get(f"/fr/my/dakar/practices/{begun.pk}/words/{tag}/").status_code for tag in ("fr", "xx-nonsense")] == [404, 404]
    assert jiwoo.get(address).status_code == 404


def test_draft_is_shown_to_those_who_write_it_as_readers_will_see_it(awa, begun, client):
    step(awa, begun, "what", summary="On cultive.")

    page = awa.get(f"/fr/my/dakar/practices/{begun.pk}/preview/")

    assert "On cultive." in page.content.decode()
    assert 'href="../"' in page.content.decode()
    assert (page["X-Robots-Tag"], "private" in page["Cache-Control"] or "no-store" in page["Cache-Control"]) == ("noindex", True)
    assert client.get(f"/fr/my/dakar/practices/{begun.pk}/preview/").status_code == 302


@pytest.mark.parametrize(
    ("method", "path"), [("get", ""), ("get", "preview/"), ("get", "what/"), ("post", "what/"), ("post", "send/"), ("post", "take-back/")]
)
def test_practice_of_another_organisation_is_not_there(jiwoo, begun, method, path):
    assert getattr(jiwoo, method)(f"/en/my/montreal/practices/{begun.pk}/{path}").status_code == 404
    assert getattr(jiwoo, method)(f"/en/my/dakar/practices/{begun.pk}/{path}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_many(awa, network, django_assert_num_queries, count):
    for number in range(count):
        PracticeFactory(code=f"own-{number}", brought_by=network.dakar)
    awa.get("/en/my/dakar/practices/")

    with django_assert_num_queries(7):
        response = awa.get("/en/my/dakar/practices/")

    assert len(response.context["practices"]) == count + 1


def figure(**told):
    row = {
        "year": "2021",
        "value": "1 500",
        "qualifier": "exact",
        "measure": "measures:members",
        "unit": "people",
        "title": "City of Dakar",
        "url": "",
    }
    return {f"figures-{name}": [value] for name, value in {**row, **told}.items()}


@pytest.fixture
def measures(concepts):
    ConceptFactory(scheme__code="measures", code="members")


def test_figure_is_told_with_its_source(awa, begun, measures):
    step(awa, begun, "figures", **figure())

    [told] = drafted(begun).figures.all()
    assert (told.plain_value, told.year, told.unit, told.measure_id, told.source.title) == (
        1500,
        2021,
        "people",
        "measures:members",
        "City of Dakar",
    )
    page = awa.get(f"/fr/my/dakar/practices/{begun.pk}/")
    assert ("figures", 1, 1) in [(one.name, one.done, one.parts) for one in page.context["draft"].steps]


@pytest.mark.parametrize(
    "fault", [{"value": "beaucoup"}, {"title": ""}, {"year": "21"}, {"measure": "measures:moods"}, {"value": "1" * 16}]
)
def test_figure_that_cannot_be_read_or_says_no_source_is_given_back(awa, begun, measures, fault):
    response = step(awa, begun, "figures", **figure(**fault))

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["figures"])
    assert not drafted(begun).figures.all()
    assert f'value="{({"value": "1 500", **fault})["value"]}"' in response.text


def test_figure_that_stays_keeps_its_place_in_the_source(awa, begun, measures):
    step(awa, begun, "figures", **figure())
    draft = drafted(begun)
    draft.figures.all()[0].locator = "p. 4"
    save_draft(draft, by=None)

    later = figure(year="2022", value="1600")
    step(awa, begun, "figures", **{name: [*told, *later[name]] for name, told in figure(value="1500").items()})

    assert [(one.year, one.plain_value, one.locator) for one in drafted(begun).figures.all()] == [(2021, 1500, "p. 4"), (2022, 1600, "")]


def test_picture_is_kept_with_the_draft_and_taken_away(awa, begun):
    file = get_test_image_file(filename="roof.png")
    file.seek(0)
    step(awa, begun, "picture", image=file, image_alt="Des bacs sur un toit")

    draft = drafted(begun)
    assert (draft.image.title, draft.text_in("fr").image_alt) == ("roof.png", "Des bacs sur un toit")
    assert 'class="current"' in awa.get(f"/fr/my/dakar/practices/{begun.pk}/picture/").text

    step(awa, begun, "picture", image_alt="", is_removed="on")

    assert drafted(begun).image is None
