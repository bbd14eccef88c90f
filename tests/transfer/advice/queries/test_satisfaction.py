from cities.transfer.advice.queries import satisfaction_spreads
from tests.factories import OrganisationFactory, SatisfactionFactory


def test_spread_counts_every_level_and_who_did_not_answer(bench):
    first = SatisfactionFactory(organisation=bench.dakar, answers={"answered": "5", "again": "yes", "better": "Sooner"})
    SatisfactionFactory(organisation=bench.montreal, answers={"answered": "2"})
    SatisfactionFactory(organisation=OrganisationFactory(published=True))

    found = satisfaction_spreads(language="en")

    answered = found.spreads[0]
    assert (found.asked, found.answered, answered.answered, str(answered.middle)) == (3, 2, 2, "a little")
    assert [level.count for level in answered.levels] == [0, 1, 0, 0, 1]
    assert found.words == (("What should be done better?", ("Sooner",)),)
    assert satisfaction_spreads(first.engagement, language="fr").spreads[0].label == "A-t-on répondu à votre question ?"


def test_nobody_asked_and_nobody_answered_are_told_apart(bench):
    nobody = satisfaction_spreads(language="en")
    SatisfactionFactory(organisation=bench.dakar)

    silent = satisfaction_spreads(language="en")

    assert ((nobody.asked, nobody.answered), (silent.asked, silent.answered, silent.spreads)) == ((0, 0), (1, 0, ()))
