import pytest

from cities.commons.members.models import Person
from cities.commons.places.models import Territory
from cities.commons.vocabulary.models import Concept, Scheme
from cities.desk.forms.languages import language_choices
from cities.provenance.models import Source
from tests.desk.forms.test_texts import query, saved
from tests.desk.posting import edited, form_for, posted
from tests.factories import ConceptFactory, PersonFactory, SchemeFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


def errors(model, data, instance=None):
    form = form_for(model, instance, data=query(data))
    form.is_valid()
    return {field: list(messages) for field, messages in form.errors.items()}


def test_new_concept_gets_its_key_and_uri_from_its_code():
    scheme = SchemeFactory(code="themes")

    concept = saved(Concept, {**edited(form_for(Concept), "en", label="Time banks"), "scheme": scheme.pk}).instance
    concept.save()

    assert (concept.key, concept.uri) == ("themes:time-banks", "urn:cities:themes:time-banks")


def test_code_and_vocabulary_of_a_stored_concept_never_change():
    concept = ConceptFactory(scheme__code="themes", code="work")
    other = SchemeFactory(code="sectors")

    form = saved(concept, {**posted(form_for(Concept, concept)), "code": "labour", "scheme": other.pk})

    assert (form.instance.code, form.instance.scheme_id) == ("work", "themes")


def test_concept_cannot_be_under_itself():
    work = ConceptFactory(scheme__code="themes", code="work")
    jobs = ConceptFactory(scheme__code="themes", code="jobs", broader=work)

    found = errors(Concept, {**posted(form_for(Concept, work)), "broader": jobs.key}, work)

    assert found == {"broader": ["A concept cannot be broader than itself."]}


def test_broader_concept_is_of_the_same_vocabulary():
    work = ConceptFactory(scheme__code="themes", code="work")
    health = ConceptFactory(scheme__code="sectors", code="health")

    found = errors(Concept, {**posted(form_for(Concept, work)), "broader": health.key}, work)

    assert found == {"broader": ["A broader concept is of the same vocabulary."]}


def test_new_concept_of_the_same_name_is_numbered():
    concept = ConceptFactory(scheme__code="themes", code="work")

    form = saved(Concept, {**edited(form_for(Concept), "en", label="Work"), "scheme": concept.scheme_id})

    assert form.instance.code == "work-2"


def test_territory_cannot_lie_in_what_it_contains():
    spain = TerritoryFactory(code="es", kind="country")
    bilbao = TerritoryFactory(code="es-bilbao", parent=spain)

    found = errors(Territory, {**posted(form_for(Territory, spain)), "parent": str(bilbao.pk)}, spain)

    assert found == {"parent": ["A territory cannot lie in itself or in what it contains."]}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"latitude": "95", "longitude": "0"}, "latitude"),
        ({"latitude": "10", "longitude": "200"}, "longitude"),
        ({"latitude": "10", "longitude": ""}, "longitude"),
    ],
)
def test_coordinates_lie_on_the_globe(given, field):
    data = {**edited(form_for(Territory), "en", name="Atlantis"), "kind": "city", **given}

    assert list(errors(Territory, data)) == [field]


def test_vocabulary_has_names_by_language():
    data = {**posted(form_for(Scheme)), "labels_en": "Themes", "labels_fr": "Thèmes", "definitions_en": "What it is about"}

    scheme = saved(Scheme, data).instance

    assert scheme.labels == {"en": "Themes", "fr": "Thèmes"}
    assert (scheme.code, scheme.uri) == ("themes", "urn:cities:themes")


def test_vocabulary_needs_a_name():
    assert "labels" in errors(Scheme, posted(form_for(Scheme)))


def test_names_of_a_vocabulary_are_shown_by_language():
    scheme = SchemeFactory(code="themes", labels={"en": "Themes", "fr": "Thèmes"})

    html = str(form_for(Scheme, scheme)["labels"])

    assert 'value="Thèmes"' in html
    assert "French" in html


def test_source_gets_a_code_from_its_title():
    assert saved(Source, {**posted(form_for(Source)), "title": "Member yearbook 2021"}).instance.code == "member-yearbook-2021"


def test_person_has_languages_by_tag():
    person = PersonFactory()

    form = saved(person, {**posted(form_for(Person, person)), "languages": ["fr", "wo"]})

    assert form.instance.languages == ["fr", "wo"]


def test_languages_are_listed_by_name_in_the_readers_language():
    names = [name for _tag, name in language_choices("fr")]

    assert names[:2] == ["abkhaze", "afar"]
    assert "espagnol" in names
