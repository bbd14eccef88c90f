import pytest
from django.urls import reverse

from cities.desk.views.editing import forget_references, index_reference
from cities.search.models import Entry
from cities.search.queries import Search, rank
from tests.factories import ConceptFactory, PracticeFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


def html(response):
    return " ".join(response.content.decode().split())


def test_page_asks_for_a_query(sign_in):
    assert "Type what a reader would type" in html(sign_in("Editors").get(reverse("desk:ranking")))


@pytest.mark.parametrize("count", [1, 3])
def test_page_shows_what_each_signal_adds(sign_in, count, django_assert_max_num_queries):
    theme = ConceptFactory(scheme__code="themes", labels={"en": "Microcredit"})
    for number in range(count):
        PracticeFactory(concepts=[theme], texts={"en": {"title": f"Loans {number}", "summary": "Microcredit for women."}}, published=True)
    client = sign_in("Editors")
    client.get(reverse("desk:ranking"), {"q": "microcredit", "lang": "en"})

    with django_assert_max_num_queries(40):
        page = html(client.get(reverse("desk:ranking"), {"q": "microcredit", "lang": "en"}))

    assert page.count("Topic: Microcredit") == count
    assert '<th scope="col">concepts named</th>' in page
    assert "<mark>Microcredit</mark>" in page
    assert "not compared: no encoder answers" in page


def test_readers_without_the_desk_do_not_get_it(client):
    assert client.get(reverse("desk:ranking"), {"q": "loans"}).status_code == 302


def test_concept_that_is_renamed_is_found_by_its_new_name(rf):
    concept = ConceptFactory(scheme__code="themes", labels={"en": "Loans"})
    practice = PracticeFactory(concepts=[concept], texts={"en": {"title": "Quarry"}}, published=True)
    text = concept.texts.get()
    text.label = "Zurbaran"
    text.save()

    index_reference(rf.get("/"), concept)

    assert [found.line.pk for found in rank(Search("zurbaran", reader="en")).ranked] == [practice.pk]


def test_territory_that_is_deleted_is_forgotten(rf):
    territory = TerritoryFactory(names={"en": "Nowhere"})
    index_reference(rf.get("/"), territory)
    before = Entry.objects.count()
    territory.delete()

    forget_references(rf.get("/"), [territory])

    assert (before, Entry.objects.count()) == (1, 0)
