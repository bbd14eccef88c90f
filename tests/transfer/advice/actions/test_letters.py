"""Letters are tested with the acts that write them; here who gets those of an expert."""

from cities.transfer.advice.actions.letters import expert_recipients, spoken
from tests.factories import ExpertFactory


def test_expert_gets_letters_as_they_can_be_reached(bench):
    noted = ExpertFactory(offer__organisation=bench.montreal, languages=["es"])
    noted.person.address = "noted@example.org"
    nobody = ExpertFactory(offer__organisation=bench.montreal, person=None)

    found = [[(one.address, one.language) for one in expert_recipients(expert)] for expert in (bench.expert, noted, nobody)]

    assert found == [[("jo@example.org", "en")], [("noted@example.org", "es")], [("jo@example.org", "en")]]


def test_language_the_site_does_not_speak_becomes_its_own(settings):
    assert (spoken("fr"), spoken("wo"), spoken("")) == ("fr", settings.LANGUAGE_CODE, settings.LANGUAGE_CODE)
