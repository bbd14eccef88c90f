import pytest

from cities.core.actions import save_draft
from cities.transfer.projects.content import content_digest
from cities.transfer.projects.models import Adaptation, AdaptationText, Transfer
from cities.translation.actions import write_text


def test_version_in_memory_and_rows_have_the_same_digest(table):
    save_draft(table.transfer, by=None)
    rows = Transfer.objects.get(pk=table.transfer.pk)

    assert content_digest(rows.latest_revision.as_object()) == content_digest(rows)


@pytest.mark.parametrize("change", ["word", "translation", "adaptation", "territory"])
def test_whatever_readers_would_see_changes_the_digest(table, change):
    transfer, before = table.transfer, content_digest(table.transfer)

    if change == "word":
        write_text(transfer, "en", state="original", words={"summary": "Otherwise."})
    elif change == "translation":
        write_text(transfer, "fr", state="human", words={"title": "Les ruelles"})
    elif change == "adaptation":
        told = Adaptation(dimension="legal")
        told.texts.set([AdaptationText(language="en", state="original", became="A contract")])
        transfer.adaptations.set([told])
    else:
        transfer.territories.set([table.montreal])

    assert content_digest(transfer) != before


def test_where_it_stands_does_not_change_the_digest(table):
    before = content_digest(table.transfer)

    table.transfer.phase, table.transfer.stopped_on = "adapt", "2026"

    assert content_digest(table.transfer) == before
