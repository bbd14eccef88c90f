from cities.commons.instruments.models import InstrumentVersion
from cities.commons.instruments.queries import definition_of
from cities.transfer.projects.actions import begin_evaluation, evaluation_version


def test_shipped_instrument_is_published_once(table):
    first, second = evaluation_version(by=None), evaluation_version(by=None)

    assert first == second
    assert (first.state, first.languages) == (InstrumentVersion.State.PUBLISHED, ["en", "fr", "es"])
    assert [item.code for item in definition_of(first).items] == [
        "need",
        "together",
        "origin",
        "adapted",
        "means",
        "lasting",
        "again",
        "advice",
    ]


def test_each_who_took_part_has_a_sheet_of_their_own(table):
    evaluation, key = begin_evaluation(table.transfer, actor_kind="research", name="A school", language="fr", by=table.taker)

    assert (evaluation.sheet.is_open, evaluation.sheet.language, evaluation.sheet.organisation, bool(key)) == (True, "fr", None, True)
