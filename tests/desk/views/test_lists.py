import pytest
from django.urls import reverse

from cities.commons.members.models import Membership
from cities.desk.actions import prepare_desk, withdraw_with_reason
from cities.translation.actions import write_text
from cities.translation.models import TextState
from tests.factories import (
    ConceptFactory,
    OrganisationFactory,
    PersonFactory,
    PersonRoleFactory,
    PracticeFactory,
    ResourceFactory,
    SchemeFactory,
    SourceFactory,
    TerritoryFactory,
)

pytestmark = pytest.mark.django_db


def listed(client, which="practices_practice", **query):
    response = client.get(reverse(f"wagtailsnippets_{which}:list"), query)
    return [str(row) for row in response.context["object_list"]]


def cells(client, which="practices_practice", **query):
    response = client.get(reverse(f"wagtailsnippets_{which}:list"), query)
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_long_it_is(desk_client, count, django_assert_max_num_queries):
    PracticeFactory.create_batch(count, published=True)
    listed(desk_client)

    with django_assert_max_num_queries(18):
        assert len(listed(desk_client)) == count


def test_title_is_in_the_editors_language(desk_client):
    PracticeFactory(texts={"fr": {"title": "Toits"}, "en": {"title": "Roofs"}}, published=True)
    PracticeFactory(texts={"ko": {"title": "지붕"}}, published=True)

    html = cells(desk_client)

    assert ">Roofs</" in html
    assert 'lang="ko"' in html


def test_languages_say_their_states(desk_client):
    practice = PracticeFactory(texts={"fr": {"title": "Toits"}, "en": {"title": "Roofs", "state": "machine"}}, published=True)
    write_text(practice, "fr", state=TextState.ORIGINAL, words={"title": "Toits et cours"})
    practice.save()

    html = cells(desk_client)

    assert "French: original" in html
    assert "English: machine translation; the original has changed since" in html
    assert "Spanish: nothing yet" in html
    assert f'href="/admin/practices/edit/{practice.pk}/#tab-text-es"' in html


def test_search_finds_words_in_any_language(desk_client):
    PracticeFactory(texts={"fr": {"title": "Coopérative de santé"}, "en": {"title": "Health co-operative"}})
    PracticeFactory(texts={"en": {"title": "Gardens"}})

    assert listed(desk_client, q="sante") == ["Coopérative de santé"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"status": "live"}, ["Credit", "Gardens"]),
        ({"status": "draft"}, ["Plan"]),
        ({"status": "changed"}, ["Gardens"]),
        ({"status": "withdrawn"}, ["Gone"]),
        ({"status": "in-review"}, []),
        ({"words": "missing.fr"}, ["Gardens", "Gone", "Plan"]),
        ({"words": "machine"}, ["Credit"]),
        ({"words": "stale"}, []),
        ({"words": "original.en"}, ["Credit", "Gardens", "Gone", "Plan"]),
        ({"complete": "low"}, ["Credit", "Gardens", "Gone", "Plan"]),
        ({"complete": "full"}, []),
        ({"region": "europe"}, ["Credit"]),
        ({"theme": "themes:finance"}, ["Credit"]),
        ({"run": "planned"}, ["Plan"]),
    ],
    ids=str,
)
def test_practices_are_narrowed(desk_client, query, expected):
    world = TerritoryFactory(code="world", kind="world")
    europe = TerritoryFactory(code="europe", kind="world-region", parent=world)
    finance = ConceptFactory(code="finance")
    PracticeFactory(
        texts={"en": {"title": "Credit"}, "fr": {"title": "Crédit", "state": "machine"}},
        territories=[TerritoryFactory(code="es-bilbao", parent=europe)],
        concepts=[ConceptFactory(code="microcredit", broader=ConceptFactory(code="credit", broader=finance))],
        published=True,
    )
    PracticeFactory(texts={"en": {"title": "Gardens"}}, published=True).save_revision()
    PracticeFactory(texts={"en": {"title": "Plan"}}, status="planned")
    withdraw_with_reason(PracticeFactory(texts={"en": {"title": "Gone"}}, published=True), reason="Asked for", by=None)

    assert sorted(listed(desk_client, **query)) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [({"membership": "running"}, ["Now"]), ({"membership": "ended"}, ["Once"]), ({"membership": "none"}, ["Never"])],
    ids=str,
)
def test_organisations_are_narrowed_by_membership(desk_client, query, expected):
    OrganisationFactory(since=2013, texts={"en": {"name": "Now"}})
    once = OrganisationFactory(since=2013, texts={"en": {"name": "Once"}})
    Membership.objects.filter(organisation=once).update(until=2018)
    OrganisationFactory(texts={"en": {"name": "Never"}})

    assert listed(desk_client, "members_organisation", **query) == expected


def test_least_complete_records_can_come_first(desk_client):
    thin = PracticeFactory(texts={"en": {"title": "Thin"}})
    PracticeFactory(texts={"en": {"title": "Full", "problem": "Said.", "results": "Said."}, "fr": {"title": "Plein"}}, started=2010)

    assert listed(desk_client, ordering="completeness") == [str(thin), "Full"]
    assert listed(desk_client, ordering="-completeness") == ["Full", str(thin)]


def test_records_can_be_sorted_by_title(desk_client):
    for title in ("beta", "Alpha", "gamma"):
        PracticeFactory(texts={"en": {"title": title}})

    assert listed(desk_client, ordering="title") == ["Alpha", "beta", "gamma"]
    assert listed(desk_client, ordering="-title") == ["gamma", "beta", "Alpha"]


@pytest.mark.parametrize(
    ("state", "expected"), [("live", "live"), ("changed", "live, changed"), ("draft", "draft"), ("review", "in review")]
)
def test_status_is_told_in_a_word(desk_client, administrator, state, expected):
    practice = PracticeFactory(published=state in ("live", "changed"))
    if state == "changed":
        practice.save_revision()
    if state == "review":
        prepare_desk()
        practice.save_revision()
        practice.get_workflow().start(practice, administrator)

    assert f"> {expected} <" in cells(desk_client)


def test_lists_of_what_records_build_upon(desk_client):
    world = TerritoryFactory(code="world", kind="world", names={"en": "World"})
    region = TerritoryFactory(code="europe", kind="world-region", parent=world, names={"en": "Europe"})
    TerritoryFactory(code="es-bilbao", parent=region, names={"en": "Bilbao"})
    ConceptFactory(scheme__code="themes", scheme__labels={"en": "Themes"}, code="work", labels={"en": "Work"})
    SourceFactory(title="Yearbook")
    PersonRoleFactory(person=PersonFactory(name="Ana"), organisation=OrganisationFactory(texts={"en": {"name": "Dakar"}}))
    ResourceFactory(texts={"en": {"title": "Report"}})

    assert listed(desk_client, "places_territory", region="europe") == ["Europe", "Bilbao"]
    assert "Europe" in cells(desk_client, "places_territory", kind="city")
    assert listed(desk_client, "vocabulary_concept", scheme="themes") == ["Work"]
    assert "Themes" in cells(desk_client, "vocabulary_concept", scheme="themes")
    assert "Themes" in cells(desk_client, "vocabulary_scheme")
    assert listed(desk_client, "provenance_source") == ["Yearbook"]
    assert "representative, Dakar" in cells(desk_client, "members_person")
    assert listed(desk_client, "resources_resource") == ["Report"]


def test_vocabulary_is_named_in_the_editors_language(desk_client):
    SchemeFactory(code="themes", labels={"en": "What it is about"})

    assert "What it is about" in cells(desk_client, "vocabulary_scheme")


def test_nothing_can_be_ticked_to_act_on_many(desk_client):
    PracticeFactory()

    assert "data-bulk-action" not in cells(desk_client)
