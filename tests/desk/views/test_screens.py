"""The start, the translation table, the search and the pickers."""

import pytest
from django.urls import reverse

from cities.desk.actions import prepare_desk
from cities.translation.actions import write_text
from cities.translation.models import TextState
from tests.factories import OrganisationFactory, PersonFactory, PracticeFactory

pytestmark = pytest.mark.django_db


def html(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def practice():
    practice = PracticeFactory(
        texts={"fr": {"title": "Toits"}, "en": {"title": "Roofs", "state": "machine"}, "es": {"title": "Azoteas"}}, published=True
    )
    write_text(practice, "fr", state=TextState.ORIGINAL, words={"title": "Toits et cours"})
    practice.save()
    return practice


def test_start_leads_to_what_waits(sign_in, practice):
    page = html(sign_in("Editors").get(reverse("wagtailadmin_home")))

    assert '<a href="/admin/translations/?state=stale"><span class="desk-waiting__count">2</span>' in page
    assert '<a href="/admin/translations/?state=machine"><span class="desk-waiting__count">1</span>' in page
    assert "Records that lack most" in page


def test_start_says_when_nothing_waits(sign_in):
    assert "Nothing waits for you." in html(sign_in("Editors").get(reverse("wagtailadmin_home")))


def test_start_shows_no_records_to_people_without_rights(sign_in, practice):
    client = sign_in("Nobody")
    client.user.user_permissions.set(_may_enter_only())

    page = html(client.get(reverse("wagtailadmin_home")))

    assert "Roofs" not in page
    assert "desk-waiting__count" not in page


def test_translator_is_offered_nothing_to_add(sign_in):
    assert "Add a practice" not in html(sign_in("Translators").get(reverse("wagtailadmin_home")))
    assert "Add a practice" in html(sign_in("Editors").get(reverse("wagtailadmin_home")))


def test_nothing_about_pages_or_elsewhere_is_left(desk_client):
    page = html(desk_client.get(reverse("wagtailadmin_home")))

    assert "wagtail.org" not in page
    assert "explorer" not in page
    assert "desk-logo" in page


def test_table_leads_to_each_language(sign_in, practice):
    page = html(sign_in("Translators").get(reverse("desk:translations")))

    assert f'<a class="desk-cell desk-cell--stale" href="/admin/practices/edit/{practice.pk}/#tab-text-es">' in page
    assert "1 field has changed since" in page
    assert f'href="/admin/practices/edit/{practice.pk}/#tab-text-ko"' in page


def test_table_is_narrowed_by_state_and_language(sign_in, practice):
    PracticeFactory(texts={"en": {"title": "Gardens"}})
    client = sign_in("Translators")

    response = client.get(reverse("desk:translations"), {"state": "missing", "language": "fr"})

    assert [shown.row.title for shown in response.context["rows"]] == ["Gardens"]


def test_table_ignores_what_it_cannot_mean(sign_in, practice):
    response = sign_in("Translators").get(reverse("desk:translations"), {"state": "nonsense", "p": "9999999"})

    assert response.context["total"] == 1


@pytest.mark.parametrize("count", [1, 3])
def test_table_costs_the_same_however_long_it_is(desk_client, count, django_assert_max_num_queries):
    PracticeFactory.create_batch(count, published=True)
    desk_client.get(reverse("desk:translations"))

    with django_assert_max_num_queries(14):
        response = desk_client.get(reverse("desk:translations"))

    assert len(response.context["rows"]) == count


def test_search_finds_every_kind_a_person_may_see(sign_in):
    PracticeFactory(texts={"fr": {"title": "Santé à Dakar"}})
    OrganisationFactory(texts={"en": {"name": "Dakar health"}})
    PersonFactory(name="Dakar Diop")

    editor = sign_in("Editors").get(reverse("desk:find"), {"q": "dakar"})
    translator = sign_in("Translators").get(reverse("desk:find"), {"q": "dakar"})

    assert [kind.name for kind in editor.context["kinds"]] == ["Organisations", "Practices", "People"]
    assert [kind.name for kind in translator.context["kinds"]] == ["Organisations", "Practices"]


def test_search_without_words_finds_nothing(sign_in):
    PracticeFactory()

    assert sign_in("Editors").get(reverse("desk:find")).context["kinds"] == []


def test_long_results_lead_to_their_list(sign_in):
    for number in range(10):
        PracticeFactory(texts={"en": {"title": f"Garden {number}"}})

    [kind] = sign_in("Editors").get(reverse("desk:find"), {"q": "garden"}).context["kinds"]

    assert (kind.total, len(kind.rows), kind.url) == (10, 8, "/admin/practices/?q=garden")


def test_picker_answers_names(sign_in):
    organisation = OrganisationFactory(texts={"fr": {"name": "Ville de Dakar"}})

    answer = sign_in("Editors").get(reverse("desk:choices", args=["organisation"]), {"q": "dakar"}).json()

    assert answer == {"choices": [{"value": str(organisation.pk), "label": "Ville de Dakar", "detail": ""}]}


def test_picker_of_an_unknown_kind_is_not_found(sign_in):
    assert sign_in("Editors").get(reverse("desk:choices", args=["person"])).status_code == 404


def _may_enter_only():
    from django.contrib.auth.models import Permission

    prepare_desk()
    return Permission.objects.filter(codename="access_admin")
