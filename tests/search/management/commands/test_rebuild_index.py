import pytest
from django.core.management import call_command

from cities.search.engines import chosen_words
from cities.search.models import Entry, Vector
from cities.search.queries import matching_ids
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice():
    return PracticeFactory(texts={"en": {"title": "Commons"}}, published=True)


def test_command_rebuilds_the_index_and_counts(practice, capsys):
    Entry.objects.all().delete()
    chosen_words().clear()

    call_command("rebuild_index")

    assert "1 practice\n" in capsys.readouterr().out
    assert matching_ids("commons", kind="practice") == [practice.pk]


def test_command_can_begin_from_scratch(practice):
    before = Entry.objects.get().pk
    chosen_words().clear()

    call_command("rebuild_index", from_scratch=True)

    assert Entry.objects.get().pk != before
    assert matching_ids("commons", kind="practice") == [practice.pk]


def test_command_encodes_when_asked(practice, encoder, capsys):
    call_command("rebuild_index", encode=True)

    assert Vector.objects.count() == 1
    assert "1 passages encoded in" in capsys.readouterr().out


def test_command_without_an_encoder_encodes_nothing(practice, capsys):
    call_command("rebuild_index", encode=True)

    assert "0 passages encoded in 0 s" in capsys.readouterr().out
