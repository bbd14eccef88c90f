import pytest
from django.utils import timezone

from cities.commons.members.models import PrivateContact
from cities.gather.surveys.actions import note_answered_elsewhere, prepare_respondents, set_address
from tests.factories import DelegateFactory, OrganisationFactory, RespondentFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


def member(code, **facts):
    return OrganisationFactory(code=code, published=True, since=2019, **facts)


def test_people_come_before_contacts_and_the_representative_before_others(campaign):
    dakar, bamako, lome = member("dakar"), member("bamako"), member("lome")
    DelegateFactory(organisation=dakar, user__email="helper@example.org", user__language="fr")
    DelegateFactory(organisation=dakar, user__email="mayor@example.org", user__language="es", representative=True)
    PrivateContact.objects.create(organisation=dakar, address="old@example.org")
    PrivateContact.objects.create(organisation=bamako, address="first@example.org")
    PrivateContact.objects.create(organisation=bamako, address="second@example.org")

    prepare_respondents(campaign, by=None)

    found = {each.organisation.code: (each.address, each.language) for each in campaign.respondents.all()}
    assert found == {"dakar": ("mayor@example.org", "es"), "bamako": ("first@example.org", "en"), "lome": ("", "en")}
    assert lome.pk in campaign.respondents.values_list("organisation", flat=True)


def test_who_wants_no_survey_letters_is_passed_over(campaign):
    DelegateFactory(organisation=member("dakar"), user__email="mayor@example.org", user__muted=["surveys"])

    prepare_respondents(campaign, by=None)

    assert campaign.respondents.get().address == ""


def test_region_is_kept_as_it_was_when_asked(campaign):
    world = TerritoryFactory(code="world", kind="world")
    africa = TerritoryFactory(code="africa", kind="world-region", parent=world)
    member("dakar", territories=[TerritoryFactory(code="sn-dakar", parent=africa)])

    prepare_respondents(campaign, by=None)

    assert campaign.respondents.get().region == "africa"


def test_filter_that_changes_lets_the_untouched_go_and_keeps_the_others(campaign):
    asked, begun, waiting = (RespondentFactory(campaign=campaign, organisation=member(code)) for code in ("a", "b", "c"))
    asked.asked_at = timezone.now()
    asked.save()
    begun.answered_elsewhere = True
    begun.save()
    campaign.audience = {"only_added": True, "added": [str(member("d").pk)]}

    prepare_respondents(campaign, by=None)

    assert sorted(each.organisation.code for each in campaign.respondents.all()) == ["a", "b", "d"]
    assert waiting.organisation.code == "c"


def test_new_address_forgets_that_letters_came_back(campaign):
    respondent = RespondentFactory(campaign=campaign, bounced_at=timezone.now())

    set_address(respondent, address="new@example.org", by=None)

    respondent.refresh_from_db()
    assert (respondent.address, respondent.bounced_at) == ("new@example.org", None)


def test_answered_elsewhere_counts_as_submitted(campaign):
    respondent = note_answered_elsewhere(RespondentFactory(campaign=campaign, asked=True), by=None)

    assert respondent.is_submitted
    assert campaign.respondents.missing().count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_preparing_costs_the_same_however_many(campaign, count, django_assert_max_num_queries):
    for number in range(count):
        member(f"m-{number}")

    with django_assert_max_num_queries(22):
        prepare_respondents(campaign, by=None)

    assert campaign.respondents.count() == count
