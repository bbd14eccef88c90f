import pytest
from wagtail.images.tests.utils import get_test_image_file

from cities.api.schemas.answers import PracticeList
from cities.api.schemas.records import PracticeRecord
from cities.commons.practices.models import PracticeFigure, PracticeOrganisation, PracticeText
from cities.core.actions import save_draft, withdraw_record
from cities.core.models import Picture
from tests.factories import ConceptFactory, OrganisationFactory, PracticeFactory, ResourceFactory, SourceFactory

ADDRESS = "/api/v1/practices"


def codes(response):
    return [result["code"] for result in response.json()["results"]]


def found(client, **query):
    return codes(client.get(ADDRESS, query))


def test_list_answers_total_and_results(client, dossier):
    response = client.get(ADDRESS, {"lang": "fr"})

    listing = PracticeList.model_validate_json(response.content)
    assert (listing.total, listing.results[0].id) == (1, dossier.pk)
    assert set(response.json()) == {"total", "results"}


def test_list_gives_facts_with_their_sources(client, dossier, world):
    (practice,) = client.get(ADDRESS, {"lang": "fr"}).json()["results"]

    assert practice["territories"][0] | {"id": ""} == {
        "id": "",
        "code": "sn-dakar",
        "label": "Sn-Dakar",
        "language": "en",
        "state": "original",
        "level": "city",
        "country": "SN",
        "latitude": 14.7,
        "longitude": -17.4,
    }
    assert [(concept["key"], concept["label"], concept["language"]) for concept in practice["concepts"]] == [
        ("themes:microcredit", "Microcrédit", "fr")
    ]
    assert [(part["name"], part["actor_kind"], bool(part["organisation"])) for part in practice["organisations"]] == [
        ("Ville de Dakar", "public", True),
        ("Union of market women", "civil-society", False),
    ]
    assert [(figure["value"], figure["absence"], figure["disagrees"]) for figure in practice["figures"]] == [
        (1200, None, True),
        (None, "no-answer", True),
        (1250.5, None, False),
    ]
    assert practice["figures"][0]["source"] == {
        "title": "Report",
        "publisher": "Forum",
        "year": 2021,
        "url": "https://example.org/report",
        "language": "fr",
        "locator": "p. 4",
    }


@pytest.mark.parametrize(
    ("asked", "title", "language", "state"),
    [
        ("fr", "Crédit pour les femmes", "fr", "original"),
        ("en", "Credit for women", "en", "machine"),
        ("es", "Crédit pour les femmes", "fr", "original"),
        ("fr-CA", "Crédit pour les femmes", "fr", "original"),
        ("ko", "Credit for women", "en", "machine"),
    ],
)
def test_words_say_their_language_and_state(client, dossier, asked, title, language, state):
    (practice,) = client.get(ADDRESS, {"lang": asked}).json()["results"]

    assert (practice["title"], practice["language"], practice["state"]) == (title, language, state)
    assert practice["languages"] == [{"language": "fr", "state": "original"}, {"language": "en", "state": "machine"}]


def test_record_has_all_words_in_every_language(client, dossier):
    PracticeText.objects.filter(record=dossier, language="fr").update(summary="Des prêts sans garantie.")

    record = PracticeRecord.model_validate_json(client.get(f"{ADDRESS}/{dossier.pk}").content)

    original, translation = record.texts
    assert (original.language, original.problem, original.stale, original.missing) == ("fr", "Sans garantie.", [], [])
    assert (translation.language, translation.state, translation.stale, translation.missing) == ("en", "machine", ["summary"], ["problem"])
    assert (record.sources[0].locator, record.contact.label) == ("pp. 3–5", "Ville de Dakar")


def test_record_names_public_neighbours_only(client, dossier):
    public, draft = PracticeFactory(published=True), PracticeFactory()
    dossier.related.set([public, draft])
    dossier.save()
    resource = ResourceFactory(published=True, practices=[dossier])
    ResourceFactory(practices=[dossier])

    record = client.get(f"{ADDRESS}/{dossier.pk}").json()

    assert [related["id"] for related in record["related"]] == [str(public.pk)]
    assert [about["id"] for about in record["resources"]] == [str(resource.pk)]


def test_participants_that_are_not_public_are_not_named(client, world):
    hidden = OrganisationFactory(code="hidden")
    role = ConceptFactory(scheme__code="roles", code="partner")
    practice = PracticeFactory(
        published=True, contact=hidden, participations=[PracticeOrganisation(organisation=hidden, role=role, actor_kind="public")]
    )

    record = client.get(f"{ADDRESS}/{practice.pk}").json()

    assert (record["organisations"], record["contact"]) == ([], None)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"territory": "sn-dakar"}, ["credit"]),
        ({"territory": "africa"}, ["credit"]),
        ({"territory": "es"}, ["commons"]),
        ({"territory": ["africa", "es-bilbao"]}, ["credit", "commons"]),
        ({"region": "europe"}, ["commons"]),
        ({"country": "sn"}, ["credit"]),
        ({"concept": "themes:microcredit"}, ["credit"]),
        ({"concept": "themes:finance"}, ["credit", "commons"]),
        ({"concept": "finance"}, ["credit", "commons"]),
        ({"concept": ["finance", "microcredit"]}, ["credit"]),
        ({"language": "fr"}, ["credit"]),
        ({"status": "ended"}, ["commons"]),
        ({"status": ["ended", "running"]}, ["credit", "commons"]),
        ({"year": 2016}, ["credit"]),
        ({"year": 2005}, ["commons"]),
        ({"since": 2010}, ["credit"]),
        ({"q": "femmes"}, ["credit"]),
        ({"q": "FEMMES crédit"}, ["credit"]),
        ({"organisation": "town"}, ["credit"]),
        ({"updated_since": "2100-01-01"}, []),
        ({"updated_since": "2020-01-01T00:00:00+02:00"}, ["credit", "commons"]),
    ],
)
def test_filters_narrow(client, dossier, world, query, expected):
    PracticeFactory(
        code="commons", published=True, status="ended", started=2000, ended=2010, territories=[world.bilbao], concepts=[world.finance]
    )

    assert found(client, sort="created", **query) == expected


def test_filters_take_ids_as_well(client, dossier, world):
    PracticeFactory(published=True)

    assert found(client, territory=str(world.senegal.pk)) == ["credit"]
    assert found(client, concept=str(world.finance.uuid)) == ["credit"]
    assert found(client, organisation=str(dossier.contact_id)) == ["credit"]


def test_filter_by_an_organisation_that_is_not_public_finds_nothing(client, dossier):
    withdraw_record(dossier.contact, reason="asked", by=None)

    assert found(client, organisation="town") == []


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("title", ["b", "a", "c"]),
        ("-title", ["c", "a", "b"]),
        ("started", ["c", "b", "a"]),
        ("-started", ["b", "c", "a"]),
        ("created", ["a", "b", "c"]),
        ("-created", ["c", "b", "a"]),
    ],
)
def test_sorting_puts_what_has_no_value_last(client, db, sort, expected):
    PracticeFactory(code="a", published=True, texts={"en": {"title": "Élan"}})
    PracticeFactory(code="b", published=True, started=2010, texts={"en": {"title": "Atlas"}})
    PracticeFactory(code="c", published=True, started=2000, texts={"en": {"title": "Forum"}})

    assert found(client, sort=sort) == expected


def test_pages_follow_each_other(client, db):
    PracticeFactory.create_batch(3, published=True)

    first = client.get(ADDRESS, {"limit": 2, "sort": "created"})
    second = client.get(ADDRESS, {"limit": 2, "offset": 2, "sort": "created"})

    assert (first.json()["total"], len(first.json()["results"]), len(second.json()["results"])) == (3, 2, 1)
    assert not set(codes(first)) & set(codes(second))
    assert first.headers["Link"] == '<http://localhost:8000/api/v1/practices?sort=created&limit=2&offset=2>; rel="next"'
    assert [part.split("; ")[1] for part in second.headers["Link"].split(", ")] == ['rel="first"', 'rel="prev"']


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_ten_queries_however_long_it_is(client, world, count, django_assert_num_queries):
    role, measure = ConceptFactory(scheme__code="roles"), ConceptFactory(scheme__code="measures")
    for _ in range(count):
        PracticeFactory(
            published=True,
            territories=[world.dakar],
            concepts=[world.finance],
            participations=[PracticeOrganisation(organisation=OrganisationFactory(published=True), role=role, actor_kind="public")],
            figures=[PracticeFigure(measure=measure, value=1, unit="units", source=SourceFactory())],
        )

    with django_assert_num_queries(10):
        response = client.get(ADDRESS)
    # Words narrow it at the cost of one.
    with django_assert_num_queries(11):
        client.get(ADDRESS, {"q": "dakar"})

    assert response.json()["total"] == count


def test_record_costs_ten_queries(client, dossier, django_assert_num_queries):
    with django_assert_num_queries(10):
        response = client.get(f"{ADDRESS}/{dossier.pk}")

    assert response.json()["id"] == str(dossier.pk)


def test_map_has_one_point_a_territory(client, dossier, world):
    PracticeFactory(code="nowhere", published=True)
    PracticeFactory(code="both", published=True, territories=[world.dakar, world.bilbao])

    response = client.get(ADDRESS, {"format": "geojson", "sort": "created"})

    assert response.headers["Content-Type"] == "application/geo+json"
    assert (response.json()["type"], response.json()["total"]) == ("FeatureCollection", 3)
    assert [feature["geometry"] for feature in response.json()["features"]] == [
        {"type": "Point", "coordinates": [-17.4, 14.7]},
        None,
        {"type": "MultiPoint", "coordinates": [[-17.4, 14.7], [-2.93, 43.26]]},
    ]
    assert response.json()["features"][0]["properties"]["title"] == "Credit for women"


def test_picture_says_what_it_shows_and_is_no_original(client, world):
    picture = Picture.objects.create(title="Market", file=get_test_image_file(), credit="A. Photographer")
    practice = PracticeFactory(published=True, image=picture, texts={"en": {"image_alt": "A market"}, "fr": {}})

    image = client.get(f"{ADDRESS}/{practice.pk}", {"lang": "en"}).json()["image"]
    elsewhere = client.get(f"{ADDRESS}/{practice.pk}", {"lang": "fr"}).json()["image"]

    assert (image["alt"], elsewhere["alt"]) == ({"label": "A market", "language": "en", "state": "original"}, None)
    assert (image["credit"], image["width"], image["url"].startswith("http://localhost:8000/media/images/")) == (
        "A. Photographer",
        640,
        True,
    )


def test_drafts_are_not_there(client, db):
    draft = PracticeFactory()

    assert client.get(ADDRESS).json() == {"total": 0, "results": []}
    assert client.get(f"{ADDRESS}/{draft.pk}").status_code == 404


def test_unpublished_changes_are_not_there(client, dossier):
    dossier.refresh_from_db()
    text = dossier.text_in("fr")
    text.title = "Zurbaranesque"
    dossier.texts.add(text)
    save_draft(dossier, by=None)

    answers = client.get(ADDRESS).content + client.get(f"{ADDRESS}/{dossier.pk}").content

    assert b"Zurbaranesque" not in answers


def test_withdrawn_records_answer_gone_without_the_reason(client, dossier):
    withdraw_record(dossier, reason="Zurbaranesque quarrel", by=None)

    response = client.get(f"{ADDRESS}/{dossier.pk}", {"lang": "en"})

    assert response.status_code == 410
    assert response.json() == {
        "detail": "This record has been withdrawn.",
        "id": str(dossier.pk),
        "kind": "practice",
        "withdrawn_at": response.json()["withdrawn_at"],
    }
    assert client.get(ADDRESS).json()["total"] == 0
