from cities.commons.instruments.models import InstrumentVersion
from cities.commons.instruments.queries import definition_of
from cities.transfer.advice.actions import satisfaction_version


def test_shipped_instrument_is_published_once(db):
    first, second = satisfaction_version(by=None), satisfaction_version(by=None)

    assert first == second
    assert (first.state, first.languages) == (InstrumentVersion.State.PUBLISHED, ["en", "fr", "es"])
    assert [item.code for item in definition_of(first).items] == ["answered", "in-time", "understood", "usable", "again", "better"]
