import copy

import pytest
from django.utils.translation import override

from cities.desk.forms.concepts import ConceptSelect, ConceptsField
from cities.desk.forms.languages import LanguageSelect
from cities.desk.forms.pickers import Picker
from tests.factories import ConceptFactory, OrganisationFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


def test_concepts_to_choose_from_are_in_the_readers_language():
    ConceptFactory(scheme__code="roles", code="partner", labels={"en": "Partner", "fr": "Partenaire"})

    with override("fr"):
        html = ConceptSelect("roles").render("role", "roles:partner")

    assert '<option value="roles:partner" selected>Partenaire</option>' in html


def test_select_is_copied_without_asking_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        copied = copy.deepcopy(ConceptSelect("roles", attrs={"class": "x"}))

    assert (copied.scheme, copied.attrs) == ("roles", {"class": "x"})


def test_concept_tree_puts_narrower_under_broader():
    work = ConceptFactory(scheme__code="themes", code="work")
    ConceptFactory(scheme__code="themes", code="youth-work", broader=work)

    html = " ".join(str(ConceptsField("themes").widget.render("concepts_themes", ["themes:youth-work"])).split())

    assert html.index('value="themes:work"') < html.index('value="themes:youth-work" checked')
    assert "youth work </span>" in html or ">youth work<" in html


def test_long_vocabulary_has_a_filter():
    for number in range(13):
        ConceptFactory(scheme__code="themes", code=f"theme-{number}")

    assert 'type="search"' in ConceptsField("themes").widget.render("concepts_themes", [])


def test_picker_shows_what_was_picked():
    dakar = OrganisationFactory(texts={"fr": {"name": "Ville de Dakar"}}, acronym="VDD")

    html = Picker("organisation").render("organisation", str(dakar.pk), attrs={"id": "id_organisation"})

    assert "Ville de Dakar" in html
    assert f'<input type="hidden" name="organisation" value="{dakar.pk}">' in html
    assert 'role="combobox"' in html


def test_picker_of_several_keeps_their_order():
    rows = [TerritoryFactory(code=code) for code in ("b", "a")]

    html = Picker("territory", multiple=True).render("territories", [row.pk for row in rows], attrs={"id": "x"})

    assert html.index(str(rows[0].pk)) < html.index(str(rows[1].pk))
    assert "desk-picker#up" not in html


def test_things_are_moved_where_their_order_counts():
    dakar = OrganisationFactory(texts={"en": {"name": "Dakar"}})

    html = Picker("organisation", multiple=True, ordered=True).render("members", [dakar.pk], attrs={"id": "x"})

    assert 'data-action="desk-picker#up" aria-label="Move up: Dakar"' in html
    assert 'data-action="desk-picker#down" aria-label="Move down: Dakar"' in html


def test_language_that_is_not_listed_stays_chosen():
    html = LanguageSelect().render("language", "pt-BR")

    assert '<option value="pt-BR" selected>' in html
