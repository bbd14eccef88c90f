from cities.transfer.projects.queries import evaluation_rows, spreads
from tests.factories import EvaluationFactory


def test_spread_shows_who_said_what_not_only_the_middle(table):
    EvaluationFactory(transfer=table.transfer, actor_kind="public", answers={"need": "5", "again": "yes"})
    EvaluationFactory(transfer=table.transfer, actor_kind="research", answers={"need": "2"})
    EvaluationFactory(transfer=table.transfer, actor_kind="civil-society", answers={"need": "2", "again": "no"})
    EvaluationFactory(transfer=table.transfer, actor_kind="private")

    found = {one.code: one for one in spreads(evaluation_rows(table.transfer), language="fr")}

    need = found["need"]
    assert [(level.code, level.count, level.groups) for level in need.levels] == [
        ("1", 0, ()),
        ("2", 2, ("civil-society", "research")),
        ("3", 0, ()),
        ("4", 0, ()),
        ("5", 1, ("public",)),
    ]
    assert (need.answered, need.middle) == (3, need.levels[1])
    assert need.label == "Cela répond-il à un besoin d’ici ?"
    assert "advice" not in found


def test_nothing_answered_spreads_nothing(table):
    EvaluationFactory(transfer=table.transfer)

    assert spreads(evaluation_rows(table.transfer), language="en") == ()
