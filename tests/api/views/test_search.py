import pytest

from cities.api.mapping import search_answer
from cities.api.schemas.answers import SearchAnswer
from cities.core.actions import withdraw_record
from tests.factories import OrganisationFactory, PracticeFactory, ResourceFactory

ADDRESS = "/api/v1/search"


@pytest.fixture
def commons(world):
    town = OrganisationFactory(
        code="town", territories=[world.dakar], texts={"fr": {"name": "Ville de Dakar", "summary": "Microcrédit."}}, published=True
    )
    loans = PracticeFactory(
        code="loans",
        territories=[world.bilbao],
        concepts=[world.microcredit],
        texts={"es": {"title": "Microcrédito", "summary": "Préstamos."}, "fr": {"title": "Microcrédit", "summary": "Prêts."}},
        published=True,
    )
    guide = ResourceFactory(code="guide", concepts=[world.finance], texts={"fr": {"title": "Guide du microcrédit"}}, published=True)
    return {"town": town.pk, "loans": loans.pk, "guide": guide.pk}


def ids(response):
    return [result["id"] for result in response.json()["results"]]


def test_answer_says_what_was_found_and_why(client, commons):
    response = client.get(ADDRESS, {"q": "Microcredit", "lang": "fr"})

    answer = SearchAnswer.model_validate_json(response.content)
    assert (answer.total, [result.id for result in answer.results]) == (3, [commons["loans"], commons["guide"], commons["town"]])
    first = response.json()["results"][0]
    assert first == {
        "id": str(commons["loans"]),
        "kind": "practice",
        "title": "Microcrédit",
        "language": "fr",
        "state": "human",
        "summary": "Prêts.",
        "url": f"http://localhost:8000/id/{commons['loans']}",
        "score": first["score"],
        "original_language": "es",
        "year": None,
        "territories": ["es", "es-bilbao", "europe"],
        "reasons": first["reasons"],
        "excerpt": first["excerpt"],
        "explanation": None,
    }
    assert [(reason["signal"], reason["field"], reason["language"], reason["value"]) for reason in first["reasons"]] == [
        ("name", "", "", ""),
        ("words", "title", "fr", ""),
        ("concept", "", "", "themes:microcredit"),
    ]
    assert answer.results[2].reasons[0].field == "text"


def test_title_comes_in_the_readers_language_wherever_the_words_were(client, commons):
    (result,) = client.get(ADDRESS, {"q": "préstamos", "lang": "fr"}).json()["results"]

    assert (result["title"], result["language"], result["reasons"][0]["language"]) == ("Microcrédit", "fr", "es")


def test_facets_count_what_further_choices_would_leave(client, commons):
    facets = client.get(ADDRESS, {"q": "microcredit", "lang": "fr", "kind": ["member", "practice"]}).json()["facets"]

    assert [(value["value"], value["count"]) for value in facets["kind"]] == [("member", 1), ("practice", 1), ("resource", 1)]
    assert facets["language"] == [
        {"value": "fr", "label": "français", "count": 2},
        {"value": "es", "label": "espagnol", "count": 1},
    ]
    assert [(value["value"], value["count"]) for value in facets["region"]] == [("africa", 1), ("europe", 1)]
    assert facets["country"] == [{"value": "ES", "label": "Espagne", "count": 1}, {"value": "SN", "label": "Sénégal", "count": 1}]
    assert [(value["value"], value["count"]) for value in facets["concept"]] == [
        ("organisation-kinds:local-government", 1),
        ("themes:microcredit", 1),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"kind": "resource"}, ["guide"]),
        ({"territory": "africa"}, ["town"]),
        ({"country": "ES"}, ["loans"]),
        ({"concept": "themes:finance"}, ["loans", "guide"]),
        ({"concept": "themes:finance", "kind": "resource"}, ["guide"]),
        ({"language": "es"}, ["loans"]),
        ({"limit": 1, "offset": 1}, ["guide"]),
    ],
)
def test_filters_narrow(client, commons, query, expected):
    response = client.get(ADDRESS, {"q": "microcredit", "lang": "fr", **query})

    assert ids(response) == [str(commons[code]) for code in expected]


@pytest.mark.parametrize("query", ["", "   ", "???", '"', "* OR 9=9", "zzz"])
def test_what_has_no_words_or_is_nowhere_finds_nothing(client, commons, query):
    response = client.get(ADDRESS, {"q": query})

    assert (response.status_code, response.json()["total"], response.json()["results"]) == (200, 0, [])
    assert response.json()["facets"] == {"kind": [], "language": [], "region": [], "country": [], "concept": [], "year": []}


def test_withdrawn_records_are_not_found(client, world):
    practice = PracticeFactory(texts={"en": {"title": "Zurbaranesque"}}, published=True)
    withdraw_record(practice, reason="asked", by=None)

    assert client.get(ADDRESS, {"q": "Zurbaranesque"}).json()["total"] == 0


def test_command_line_gets_the_same_answer(client, commons):
    answer = search_answer("microcredit", language="fr", kind=["practice"], limit=5)

    assert answer | {"took_ms": 0} == client.get(ADDRESS, {"q": "microcredit", "lang": "fr", "kind": "practice"}).json() | {"took_ms": 0}


@pytest.mark.parametrize("count", [1, 3])
def test_search_costs_six_queries_however_much_it_finds(client, world, count, django_assert_num_queries):
    for _ in range(count):
        PracticeFactory(territories=[world.dakar], concepts=[world.finance], texts={"en": {"title": "Loans"}}, published=True)
    client.get(ADDRESS, {"q": "loans"})

    with django_assert_num_queries(6):
        response = client.get(ADDRESS, {"q": "loans"})

    assert response.json()["total"] == count
