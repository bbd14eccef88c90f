import pytest
from django.utils import timezone

from cities.commons.members.models import Consent, Membership, MembershipYear, Organisation, Person
from cities.commons.practices.models import Practice, PracticeFigure
from cities.core.actions import publish_record
from tests.desk.forms.test_texts import query, saved
from tests.desk.posting import edited, form_for, posted
from tests.factories import (
    ConceptFactory,
    MembershipYearFactory,
    OrganisationFactory,
    PersonFactory,
    PracticeFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def row(prefix, **fields):
    """One new row of a relation."""
    management = {f"{prefix}-TOTAL_FORMS": "1", f"{prefix}-INITIAL_FORMS": "0"}
    return {**management, **{f"{prefix}-0-{field}": value for field, value in fields.items()}}


def figure(**changes):
    measure = ConceptFactory(scheme__code="measures", code="members")
    fields = {"measure": measure.key, "value": "12", "qualifier": "exact", "unit": "people", "source": str(SourceFactory().pk)}
    return row("figures", **{**fields, **changes})


def practice_data(**rows):
    return {**edited(form_for(Practice), "en", title="Credit"), **rows}


def errors(data, relation, model=Practice):
    form = form_for(model, data=query(data))
    form.is_valid()
    formset = form.formsets[relation]
    return [list(found.items()) for found in formset.errors if found], list(formset.non_form_errors())


def test_figure_remembers_who_entered_it():
    user = UserFactory(administrator=True)

    form = saved(Practice, practice_data(**figure()), user=user)

    assert [entered.entered_by for entered in form.instance.figures.all()] == [user]


def test_figure_needs_a_value_or_a_reason():
    assert errors(practice_data(**figure(value="")), "figures") == ([[("value", ["Give a number, or say why there is none."])]], [])


def test_figure_cannot_have_a_value_and_a_reason_for_none():
    found = errors(practice_data(**figure(absence="no-answer")), "figures")

    assert found == ([[("absence", ["There is a number: leave this empty."])]], [])


def test_figure_without_a_value_says_why():
    form = saved(Practice, practice_data(**figure(value="", absence="not-applicable")))

    assert [(entered.value, entered.absence) for entered in form.instance.figures.all()] == [(None, "not-applicable")]


def test_figure_is_shown_without_padding_zeros():
    practice = PracticeFactory()
    practice.figures.add(
        PracticeFigure(
            measure=ConceptFactory(scheme__code="measures", code="members"), value="200000.0000", unit="XOF", source=SourceFactory()
        )
    )
    practice.save()

    form = form_for(Practice, Practice.objects.get(pk=practice.pk))

    assert str(form.formsets["figures"].forms[0]["value"].value()) == "200000"


def test_row_of_a_draft_keeps_who_entered_it():
    first, second = UserFactory(administrator=True), UserFactory(administrator=True)
    practice = PracticeFactory(published=True)
    draft = saved(practice, {**posted(form_for(Practice, practice)), **figure()}, user=first).instance
    draft.save_revision()
    draft = Practice.objects.get(pk=practice.pk).get_latest_revision_as_object()

    again = saved(draft, posted(form_for(Practice, draft)), user=second)

    assert [entered.entered_by for entered in again.instance.figures.all()] == [first]


def test_participant_with_a_record_brings_its_kind_of_actor():
    organisation = OrganisationFactory(actor_kind="research")
    role = ConceptFactory(scheme__code="roles", code="partner")

    form = saved(Practice, practice_data(**row("participations", organisation=str(organisation.pk), role=role.key)))

    assert [participant.actor_kind for participant in form.instance.participations.all()] == ["research"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [({}, "organisation"), ({"name": "Both"}, "name"), ({"name": "Nobody said what"}, "actor_kind")],
)
def test_participant_has_a_record_or_a_name(fields, field):
    role = ConceptFactory(scheme__code="roles", code="partner")
    known = {"organisation": str(OrganisationFactory().pk)} if field == "name" else {}

    rows, _others = errors(practice_data(**row("participations", role=role.key, **known, **fields)), "participations")

    assert rows[0][0][0] == field


def organisation_data(*rows):
    kind = ConceptFactory(scheme__code="organisation-kinds", code="local-government")
    management = {"memberships-TOTAL_FORMS": str(len(rows)), "memberships-INITIAL_FORMS": "0"}
    data = {**edited(form_for(Organisation), "en", name="Dakar"), "kind": kind.key, "actor_kind": "public", **management}
    category = ConceptFactory(scheme__code="member-categories", code="local-government")
    for number, fields in enumerate(rows):
        data |= {f"memberships-{number}-years-TOTAL_FORMS": "0", f"memberships-{number}-years-INITIAL_FORMS": "0"}
        data |= {f"memberships-{number}-{field}": value for field, value in {"category": category.key, **fields}.items()}
    return data


def test_two_running_memberships_are_refused():
    found = errors(organisation_data({"since": "2013"}, {"since": "2018"}), "memberships", Organisation)

    assert found == ([], ["Only one membership can be running: say when the others ended."])


def test_membership_that_ended_lets_another_run():
    form = saved(Organisation, organisation_data({"since": "2013", "until": "2016"}, {"since": "2018"}))

    assert [(membership.since, membership.until) for membership in form.instance.memberships.all()] == [(2013, 2016), (2018, None)]


def test_membership_cannot_end_before_it_began():
    rows, _others = errors(organisation_data({"since": "2018", "until": "2013"}), "memberships", Organisation)

    assert rows == [[("until", ["It cannot end before it began."])]]


def test_membership_taken_out_does_not_count():
    organisation = OrganisationFactory(since=2013)
    data = {**posted(form_for(Organisation, organisation)), "memberships-0-DELETE": "on"}
    data |= {"memberships-1-years-TOTAL_FORMS": "0", "memberships-1-years-INITIAL_FORMS": "0"}
    data |= {"memberships-TOTAL_FORMS": "2", "memberships-1-since": "2018", "memberships-1-category": Membership.objects.get().category.key}

    form = saved(organisation, data)

    assert [membership.since for membership in form.instance.memberships.all()] == [2018]


def test_two_standing_consents_for_one_field_are_refused():
    person = PersonFactory()
    person.consents.add(Consent(field="name", wording="2026-11", given_at=timezone.now()))
    person.save()
    data = posted(form_for(Person, person)) | {
        "consents-TOTAL_FORMS": "2",
        "consents-1-field": "name",
        "consents-1-wording": "2026-12",
        "consents-1-given_at": "2026-12-01 10:00",
    }

    form = form_for(Person, Person.objects.get(pk=person.pk), data=query(data))

    assert form.is_valid() is False
    assert "two standing consents" in str(form.formsets["consents"].non_form_errors())


def years(*rows, place=0):
    """The years of the membership in this place of the form."""
    prefix = f"memberships-{place}-years"
    data = {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": "0"}
    for number, (year, status) in enumerate(rows):
        data |= {f"{prefix}-{number}-year": year, f"{prefix}-{number}-status": status}
    return data


def year_errors(member, *rows):
    form = form_for(Organisation, member, data=query({**posted(form_for(Organisation, member)), **years(*rows)}))
    form.is_valid()
    formset = form.formsets["memberships"].forms[0].formsets["years"]
    return [list(found.items()) for found in formset.errors if found], list(formset.non_form_errors())


def test_membership_is_told_year_by_year_and_survives_publishing():
    member = OrganisationFactory(since=2019, published=True)

    form = saved(member, {**posted(form_for(Organisation, member)), **years(("2020", "active"), ("2021", "paused"))})
    publish_record(form.instance, by=None)

    kept = MembershipYear.objects.filter(membership__organisation=member)
    assert list(kept.values_list("year", "status")) == [(2020, "active"), (2021, "paused")]


def test_year_of_a_membership_is_changed_and_taken_away():
    member = OrganisationFactory(since=2019, published=True)
    for year in (2020, 2021):
        MembershipYearFactory(membership=member.membership, year=year)
    data = posted(form_for(Organisation, member))

    form = saved(member, {**data, "memberships-0-years-0-status": "paused", "memberships-0-years-1-DELETE": "on"})
    publish_record(form.instance, by=None)

    kept = MembershipYear.objects.filter(membership__organisation=member)
    assert list(kept.values_list("year", "status")) == [(2020, "paused")]


def test_a_year_has_one_status():
    member = OrganisationFactory(since=2019)

    assert year_errors(member, ("2020", "active"), ("2020", "ended"))[1] == [
        "The same year stands here twice: one status a year is enough."
    ]


@pytest.mark.parametrize("year", ["21", "2999"])
def test_a_year_is_a_year(year):
    member = OrganisationFactory(since=2019)

    assert year_errors(member, (year, "active")) == ([[("year", ["Write the year in four digits, not later than next year."])]], [])
