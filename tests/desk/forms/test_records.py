import pytest
from django.contrib.auth.models import Group

from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice
from cities.desk.actions import prepare_desk
from tests.desk.forms.test_texts import query, saved
from tests.desk.posting import edited, form_for, posted, url
from tests.factories import ConceptFactory, OrganisationFactory, PracticeFactory, ResourceFactory, UserFactory

pytestmark = pytest.mark.django_db
SUBJECTS = ["themes", "sectors", "policy-areas", "sdgs", "beneficiaries", "legal-forms", "support-measures"]


def in_role(role):
    prepare_desk()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    return user


def test_code_of_a_new_record_follows_from_its_title():
    form = saved(Practice, edited(form_for(Practice), "en", title="Micro-gardening in Dakar"))

    assert form.instance.code == "micro-gardening-in-dakar"


def test_code_follows_the_title_until_first_published():
    practice = PracticeFactory(code="micro", texts={"en": {"title": "Micro"}})

    form = saved(practice, edited(form_for(Practice, practice), "en", title="Micro-gardening"))

    assert form.instance.code == "micro-gardening"


def test_code_stays_once_published():
    practice = PracticeFactory(code="micro", texts={"en": {"title": "Micro"}}, published=True)

    form = saved(practice, edited(form_for(Practice, practice), "en", title="Micro-gardening"))

    assert form.instance.code == "micro"


def test_emptied_code_of_a_published_record_stays():
    practice = PracticeFactory(code="micro", published=True)

    form = saved(practice, {**posted(form_for(Practice, practice)), "code": ""})

    assert form.instance.code == "micro"


def test_chosen_code_is_kept():
    form = saved(Practice, {**edited(form_for(Practice), "en", title="Micro-gardening"), "code": "gardens"})

    assert form.instance.code == "gardens"


def test_taken_code_is_numbered():
    PracticeFactory(code="micro-gardening")

    form = saved(Practice, edited(form_for(Practice), "en", title="Micro-gardening"))

    assert form.instance.code == "micro-gardening-2"


def test_title_without_latin_letters_gives_a_code_of_its_kind():
    form = saved(Practice, edited(form_for(Practice), "ko", title="서울의 공유 경제"))

    assert form.instance.code == f"practice-{form.instance.pk.hex[:8]}"


def test_concepts_of_several_vocabularies_are_stored_in_one_relation():
    credit = ConceptFactory(scheme__code="themes", code="microcredit")
    women = ConceptFactory(scheme__code="beneficiaries", code="women")
    data = edited(form_for(Practice), "en", title="Credit")

    form = saved(Practice, {**data, "concepts_themes": [credit.key], "concepts_beneficiaries": [women.key]})

    assert {concept.key for concept in form.instance.concepts.all()} == {"themes:microcredit", "beneficiaries:women"}


@pytest.mark.parametrize(
    ("factory", "schemes"),
    [
        (PracticeFactory, [*SUBJECTS, "scales"]),
        (OrganisationFactory, SUBJECTS),
        (ResourceFactory, SUBJECTS),
    ],
)
def test_every_subject_of_a_record_is_shown_and_stored(desk_client, factory, schemes):
    record = factory()
    keys = {scheme: ConceptFactory(scheme__code=scheme, code="some").key for scheme in schemes}
    fields = {f"concepts_{scheme.replace('-', '_')}": [key] for scheme, key in keys.items()}

    page = desk_client.get(url(record)).content.decode()
    form = saved(record, {**posted(form_for(type(record), record)), **fields})

    assert {name for name in fields if f'name="{name}"' in page} == set(fields)
    assert {concept.key for concept in form.instance.concepts.all()} == set(keys.values())


def test_concepts_the_form_does_not_show_stay():
    hidden = ConceptFactory(scheme__code="transfer-modes", code="twinning")
    shown = ConceptFactory(scheme__code="themes", code="microcredit")
    practice = PracticeFactory(concepts=[hidden, shown])

    form = saved(practice, {**posted(form_for(Practice, practice)), "concepts_themes": []})

    assert [concept.key for concept in form.instance.concepts.all()] == ["transfer-modes:twinning"]


def test_form_shows_the_concepts_of_the_record():
    practice = PracticeFactory(concepts=[ConceptFactory(scheme__code="themes", code="microcredit")])

    form = form_for(Practice, practice)

    assert form["concepts_themes"].value() == ["themes:microcredit"]
    assert form["concepts_sectors"].value() == []


def test_concept_of_another_vocabulary_is_refused():
    sector = ConceptFactory(scheme__code="sectors", code="health")
    data = edited(form_for(Practice), "en", title="Credit")

    form = form_for(Practice, data=query({**data, "concepts_themes": [sector.key]}))

    assert form.is_valid() is False
    assert list(form.errors) == ["concepts_themes"]


def test_practice_cannot_end_before_it_started():
    data = {**edited(form_for(Practice), "en", title="Credit"), "started": "2015", "ended": "2010"}

    form = form_for(Practice, data=query(data))

    assert form.errors == {"ended": ["It cannot end before it started."]}


def test_translator_gets_words_only():
    practice = PracticeFactory(published=True)

    form = form_for(Practice, practice, user=in_role("Translators"))

    assert list(form.fields) == []
    assert list(form.formsets) == ["texts"]


def test_translator_cannot_slip_facts_in():
    practice = PracticeFactory(published=True, started=2010)
    data = {**edited(form_for(Practice, practice), "en", title="Changed"), "started": "1999", "code": "stolen"}

    form = saved(practice, data, user=in_role("Translators"))

    assert (form.instance.started, form.instance.code) == (2010, practice.code)
    assert str(form.instance) == "Changed"


def test_translator_keeps_concepts_and_rows_as_they_are():
    organisation = OrganisationFactory(since=2015, concepts=[ConceptFactory(scheme__code="themes", code="work")], published=True)
    data = edited(form_for(Organisation, organisation), "en", name="Changed")
    data |= {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0", "concepts_themes": []}

    form = saved(organisation, data, user=in_role("Translators"))

    assert [concept.key for concept in form.instance.concepts.all()] == ["themes:work"]
    assert form.instance.memberships.count() == 1


def test_editor_gets_facts_and_schedule():
    form = form_for(Practice, user=in_role("Editors"))

    assert {"status", "territories", "concepts_themes", "go_live_at"} <= set(form.fields)
    assert set(form.formsets) == {"texts", "participations", "figures", "sources"}


def test_who_may_not_publish_gets_no_schedule():
    editor = in_role("Editors")
    editor.groups.get().permissions.filter(codename="publish_practice").delete()
    editor = type(editor).objects.get(pk=editor.pk)

    form = form_for(Practice, user=editor)

    assert "status" in form.fields
    assert {"go_live_at", "expire_at"} & set(form.fields) == set()
