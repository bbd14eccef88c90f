import json
import re

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.utils import translation
from lxml import html

from cities.commons.practices import queries as practices
from cities.commons.practices.models import Practice, PracticeFigure
from cities.core.actions import withdraw_record
from cities.portal.views import preview
from tests.factories import OrganisationFactory, PictureFactory, PracticeFactory, SourceFactory, TerritoryFactory
from tests.portal.conftest import show

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("path", "queries"), [("practices/fodem", 11), ("members/dakar", 12), ("resources/guide", 10)])
def test_record_page_costs_no_more_queries(client, network, django_assert_num_queries, path, queries):
    client.get(f"/en/{path}/")

    with django_assert_num_queries(queries):
        client.get(f"/en/{path}/")


@pytest.mark.parametrize(("path", "record", "queries"), [("practices/fodem", "practice", 12), ("members/dakar", "dakar", 13)])
def test_record_page_with_a_picture_costs_one_more(client, network, django_assert_num_queries, path, record, queries):
    show(getattr(network, record), PictureFactory())
    client.get(f"/en/{path}/")

    with django_assert_num_queries(queries):
        client.get(f"/en/{path}/")


@pytest.mark.parametrize(("path", "record"), [("practices/fodem", "practice"), ("members/dakar", "dakar")])
def test_picture_is_described_in_the_language_its_words_are_in(client, network, path, record):
    show(getattr(network, record), PictureFactory(file__width=2000, file__height=1000, credit="Awa Ndiaye"), fr="Un jardin sur un toit")

    page = html.document_fromstring(client.get(f"/en/{path}/").content)

    [image] = page.iterfind(".//figure[@class='picture']/img")
    assert (image.get("alt"), image.get("lang"), image.get("loading")) == ("Un jardin sur un toit", "fr", None)
    assert (image.get("width"), image.get("height")) == ("960", "480")
    assert [source.rpartition(" ")[2] for source in image.get("srcset").split(", ")] == ["480w", "960w", "1440w"]
    assert image.getparent().findtext("figcaption") == "Awa Ndiaye"
    shared = {tag.get("property"): tag.get("content") for tag in page.iterfind(".//meta[@property]")}
    assert [shared[f"og:image:{name}"] for name in ("width", "height", "alt")] == ["1200", "630", "Un jardin sur un toit"]
    assert shared["og:image"].startswith("http://localhost:8000/media/images/")
    served = client.get(image.get("src"))
    served.close()
    assert served.headers["Content-Type"] == "image/webp"


def test_small_picture_is_not_blown_up(client, network):
    show(network.practice, PictureFactory())

    page = client.get("/en/practices/fodem/").content.decode()

    assert 'sizes="(min-width: 56.25rem) min(40rem, 40px), min(100vw, 40px)" width="40" height="30" alt=""' in page


def test_page_stands_without_a_picture_whose_file_is_lost(client, network):
    picture = PictureFactory()
    show(network.practice, picture, fr="Un jardin")
    picture.file.storage.delete(picture.file.name)

    response = client.get("/en/practices/fodem/")

    assert (response.status_code, response.context["dossier"].picture) == (200, None)
    assert "Un jardin" not in response.content.decode()


def test_practice_page_shows_each_part_in_the_best_language(client, network):
    dossier = client.get("/en/practices/fodem/").context["dossier"]

    assert dossier.words["title"].text == "Municipal credit"
    assert [(section.field, section.words.language) for section in dossier.sections] == [("problem", "fr"), ("co_construction", "fr")]


def test_practice_page_marks_foreign_and_machine_words(client, network):
    page = client.get("/en/practices/fodem/").content.decode()

    assert '<div lang="fr" dir="ltr"><p>Les banques.</p>' in page
    assert "A machine translated this from the original in French." in page
    assert "Parts that nobody has translated yet are shown in French." in page


def test_practice_page_in_the_original_needs_no_notice(client, network):
    assert 'class="notice' not in client.get("/fr/practices/fodem/").content.decode()


def test_practice_page_names_who_took_part_once_with_all_roles(client, network):
    sides = client.get("/en/practices/fodem/").context["dossier"].sides

    assert [(side.kind, [(part.number, str(part.name), part.roles, part.is_first) for part in side.participants]) for side in sides] == [
        ("public", [(1, "City of Dakar", ("initiator", "partner"), True)]),
        ("private", [(2, "A bank", ("partner",), False)]),
    ]


def test_practice_page_does_not_name_an_organisation_that_is_not_public(client, network):
    withdraw_record(network.dakar, reason="left", by=None)

    page = client.get("/en/practices/fodem/").content.decode()

    assert "City of Dakar" not in page
    assert "an organisation that is not public" in page


def test_practice_page_shows_disagreeing_figures_side_by_side(client, network):
    response = client.get("/en/practices/fodem/")
    group, other = response.context["dossier"].figures

    assert (group.disagrees, group.where) == (True, "Dakar")
    assert (other.disagrees, other.where) == (False, "")
    assert [(shown.figure.plain_value, shown.source) for shown in group.figures] == [(463, 1), (477, 2)]
    assert "The sources do not agree; both are shown." in response.content.decode()


def test_several_numbers_of_one_source_are_parts_not_a_disagreement(client, network, concepts):
    source = SourceFactory(code="budget")
    figures = [PracticeFigure(measure=concepts.jobs, value=value, unit="units", source=source) for value in (1, 2)]
    PracticeFactory(code="parts", published=True, figures=figures)

    groups = client.get("/en/practices/parts/").context["dossier"].figures

    assert [(len(group.figures), group.disagrees) for group in groups] == [(1, False), (1, False)]


def test_sources_that_agree_are_shown_together(client, network, concepts):
    figures = [PracticeFigure(measure=concepts.jobs, value=1, unit="units", source=SourceFactory()) for _ in range(2)]
    PracticeFactory(code="agreed", published=True, figures=figures)

    (group,) = client.get("/en/practices/agreed/").context["dossier"].figures

    assert (len(group.figures), group.disagrees) == (2, False)


def test_practice_page_numbers_each_source_once_with_its_places(client, network):
    sources = client.get("/en/practices/fodem/").context["dossier"].sources

    assert [(shown.number, shown.source.title, shown.locators) for shown in sources] == [
        (1, "Yearbook", ("line 7", "lines 1-9")),
        (2, "Report", ()),
    ]


def test_practice_page_leads_to_what_is_around_it(client, network):
    dossier = client.get("/en/practices/fodem/").context["dossier"]

    assert [glance.url for glance in dossier.related] == ["/en/practices/depot/"]
    assert [glance.url for glance in dossier.resources] == ["/en/resources/guide/"]
    assert dossier.contact.url == "/en/members/dakar/"
    assert (dossier.where, dossier.region) == ("Dakar, Senegal", "africa-middle-east")
    assert (dossier.map.shapes, dossier.map.named) == ("africa-middle-east", (("sn", "africa-middle-east"),))


def test_practice_page_says_how_complete_it_is(client, network):
    dossier = client.get("/en/practices/fodem/").context["dossier"]

    assert 0 < dossier.percent < 100
    assert "what is done" in dossier.missing


def test_practice_page_hides_related_drafts(client, network):
    network.practice.related.add(PracticeFactory(code="draft"))
    network.practice.save()

    assert [glance.code for glance in client.get("/en/practices/fodem/").context["dossier"].related] == ["depot"]


def test_practice_page_describes_itself_to_machines(client, network):
    page = client.get("/en/practices/fodem/").content.decode()

    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert (data["@type"], data["@id"]) == ("Article", f"http://localhost:8000/id/{network.practice.pk}")
    assert '<meta name="citation_title" content="Municipal credit">' in page
    assert '<link rel="canonical" href="http://localhost:8000/en/practices/fodem/">' in page
    assert '<link rel="alternate" hreflang="es" href="http://localhost:8000/es/practices/fodem/">' in page
    assert '<meta property="og:type" content="article">' in page


def test_practice_in_several_regions_is_placed_on_the_world(client, network, places):
    network.practice.territories.add(places.montreal, TerritoryFactory(code="ca-laval", parent=places.canada))
    network.practice.save()

    dossier = client.get("/en/practices/fodem/").context["dossier"]

    assert (dossier.region, dossier.map.shapes) == ("world", "world")
    assert dossier.where.endswith(" +1")


def test_practice_with_little_known_still_has_a_page(client, db):
    PracticeFactory(code="bare", published=True)

    dossier = client.get("/en/practices/bare/").context["dossier"]

    assert (dossier.map, dossier.line, dossier.sides, dossier.contact) == (None, None, (), None)


def test_switcher_leads_to_the_same_page(client, network):
    page = client.get("/en/practices/?theme=finance").content.decode()

    assert '<a href="/fr/practices/?theme=finance" lang="fr" hreflang="fr" rel="alternate">Français</a>' in page


def test_member_page_shows_facts_practices_and_resources(client, network):
    response = client.get("/en/members/dakar/")
    member = response.context["member"]

    assert (member.category, member.kind, member.membership.since) == ("local government", "local government", 2019)
    assert [glance.code for glance in member.practices] == ["fodem"]
    assert [glance.code for glance in member.resources] == ["guide"]
    assert '<a class="plain" href="https://www.example.org/dakar/" rel="noopener">example.org/dakar</a>' in response.content.decode()


def test_organisation_that_is_no_member_has_a_page_too(client, network):
    OrganisationFactory(code="funder", published=True)

    response = client.get("/en/members/funder/")

    assert response.context["member"].membership is None
    assert "Member since" not in response.content.decode()


def test_resource_page_lists_its_files_by_language(client, network):
    page = client.get("/en/resources/guide/").content.decode()

    assert '<a href="https://example.org/guide.pdf" rel="noopener" lang="fr" dir="ltr">Le guide</a>' in page
    assert "12 pages" in page
    assert "known to exist; no copy or address here" in page


def test_resource_page_is_cited_as_its_publishers_work(client, network):
    assert client.get("/en/resources/guide/").context["work"].authors == ("City of Dakar",)


@pytest.mark.parametrize("path", ["practices", "members", "resources"])
def test_page_that_never_was_is_not_found(client, db, path):
    response = client.get(f"/fr/{path}/nothing/")

    assert response.status_code == 404
    assert '<html lang="fr">' in response.content.decode()


def test_draft_has_no_page(client, db):
    PracticeFactory(code="draft")

    assert client.get("/en/practices/draft/").status_code == 404


@pytest.mark.parametrize(("name", "path"), [("practice", "practices/fodem"), ("dakar", "members/dakar"), ("resource", "resources/guide")])
def test_withdrawn_record_says_so_and_shows_nothing_of_itself(client, network, name, path):
    withdraw_record(getattr(network, name), reason="Asked by the City.", by=None)

    response = client.get(f"/en/{path}/")

    assert response.status_code == 410
    page = response.content.decode()
    assert "This record was withdrawn" in page
    assert "Asked by the City." in page
    assert "Municipal credit" not in page


@pytest.mark.parametrize("name", ["practice", "dakar", "resource"])
def test_preview_shows_a_draft_in_the_language_asked_for(network, name):
    record = getattr(network, name)
    request = RequestFactory().get("/")

    with translation.override("en"):
        response = preview(request, record, "fr")

    assert '<html lang="fr">' in response.content.decode()


def test_preview_shows_words_that_are_only_in_memory(network):
    practice = practices.for_pages(Practice.objects.all()).get(code="fodem")
    texts = list(practice.texts.all())
    texts[0].title = "Un titre à l’essai"
    practice.texts.set(texts)

    response = preview(RequestFactory().get("/"), practice, "fr")

    assert "Un titre à l’essai" in response.content.decode()


def test_preview_of_what_has_no_page_is_not_found(db):
    with pytest.raises(Http404):
        preview(RequestFactory().get("/"), object(), "fr")
