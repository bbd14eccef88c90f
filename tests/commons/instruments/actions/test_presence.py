from datetime import timedelta

import pytest
from django.utils import timezone

from cities.commons.instruments.actions import end_presence, note_presence
from cities.commons.instruments.models import Presence
from cities.commons.instruments.queries import people_by_section
from tests.commons.instruments.sheets import make_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet():
    return make_sheet().sheet


def who(sheet, besides=""):
    return {section: [guest.name for guest in guests] for section, guests in people_by_section(sheet, besides=besides).items()}


def test_others_see_who_is_in_a_section(sheet):
    about, work = sheet.version.sections.all()

    note_presence(sheet, about, visitor="user-1", name="Awa")
    note_presence(sheet, about.pk, visitor="b", name="")

    assert who(sheet, besides="b") == {about.pk: ["Awa"]}
    assert [guest.has_account for guest in people_by_section(sheet)[about.pk]] == [True, False]
    assert who(sheet, besides="user-1") == {about.pk: [""]}
    assert work.pk not in who(sheet)


def test_who_goes_elsewhere_is_no_longer_here(sheet):
    about, work = sheet.version.sections.all()
    note_presence(sheet, about, visitor="a", name="Awa")

    note_presence(sheet, work, visitor="a", name="Awa")

    assert who(sheet) == {work.pk: ["Awa"]}


def test_who_is_silent_is_gone_and_then_forgotten(sheet):
    about = sheet.version.sections.first()
    note_presence(sheet, about, visitor="a", name="Awa")
    Presence.objects.update(seen_at=timezone.now() - timedelta(minutes=1))
    assert who(sheet) == {}

    Presence.objects.update(seen_at=timezone.now() - timedelta(minutes=6))
    note_presence(sheet, about, visitor="b", name="Bo")

    assert list(Presence.objects.values_list("name", flat=True)) == ["Bo"]


def test_who_leaves_is_gone_at_once(sheet):
    note_presence(sheet, sheet.version.sections.first(), visitor="a", name="Awa")

    end_presence(sheet, visitor="a")

    assert who(sheet) == {}
